"""Home and the page of all components, compared with pictures that somebody looked at.

After a change of looks or of Home: ``make pictures``, look at tests/pictures, commit what is right.
"""

import io
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE, Reader
from tests.helpers.pictures import difference, keep, kept
from tests.helpers.project import LOCALES, ROOT, Address

FOLDER = ROOT / "tests/pictures"
#: Height in px that may differ at one place: half a line of text, and no band.
ALLOWED = 16
#: Bytes of all pictures.
MOST = 1_000_000


class Shot(NamedTuple):
    """One picture of one page."""

    address: Address
    wide: bool
    dark: bool

    def __str__(self) -> str:
        words = ("desk" if self.wide else "phone", "dark" if self.dark else "light")
        return "-".join((self.address.locale, self.address.name.split("/")[-1], *words))

    @property
    def file(self) -> Path:
        return FOLDER / f"{self}.webp"


SHOTS = [
    *(Shot(Address(one, "index"), wide, dark)
      for one in LOCALES for wide in (False, True) for dark in (False, True)),
    *(Shot(Address(one, "reference/components"), wide, wide)
      for one in LOCALES for wide in (False, True)),
]  # fmt: skip


#: Addresses that the read-me shows, and whether in the dark.
PHONES = [
    (Address("zh", "index"), "", False),
    (
        Address("en", "respond/verify"),
        "#trust=asks-to-click,asks-for-money,claims-authority",
        False,
    ),
    (Address("zh", "respond/verify"), "#trust", True),
]
STOP_CARD = """() => {
  const parts = ["h1", ".admonition.danger"].map((one) => document.querySelector(`article > ${one}`));
  parts[1].lastElementChild.remove();
  document.body.className = "md-typeset";
  document.body.replaceChildren(...parts);
}"""
AS_PREVIEW = """
body { align-content: center; display: grid; height: 315px; padding: 0 44px }
.md-typeset :is(h1, .admonition.danger) { margin-block: 0 }
.md-typeset .admonition.danger { margin-block-start: 18px; padding-block-end: 12px }
"""


def opened(reader: Reader, shot: Shot) -> Page:
    look: dict[str, Any] = {"viewport": DESK if shot.wide else PHONE, "dark": shot.dark}
    page = reader.open(shot.address, **look)
    page.wait_for_load_state("load")
    return page


def picture(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(full_page=True)))


def styled(page: Page, css: str) -> None:
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        css,
    )


#: Every kind of part in one edition, Home in both; a picture of all parts is a screen 50 phones high.
NOT_LATER = [one for one in SHOTS[:8] if not (one.wide and one.dark)] + [SHOTS[8]]


@pytest.mark.parametrize(
    "shot",
    [pytest.param(one, marks=[pytest.mark.all_looks] * (one not in NOT_LATER)) for one in SHOTS],
    ids=str,
)
def test_a_page_looks_as_it_did(
    reader: Reader, shot: Shot, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    now = picture(opened(reader, shot))
    if request.config.getoption("--write-golden"):
        keep(now, shot.file)
    differs = difference(kept(shot.file), now)
    if differs > ALLOWED:
        keep(now, tmp_path / shot.file.name)
    assert differs <= ALLOWED, (
        f"{differs} px at one place are not as in {shot.file.relative_to(ROOT)}; "
        f"now it is {tmp_path / shot.file.name}. If that is right: make pictures"
    )


def test_kept_pictures_are_those_that_are_compared_and_small() -> None:
    files = set(FOLDER.iterdir())
    assert files == {shot.file for shot in SHOTS}
    assert sum(file.stat().st_size for file in files) <= MOST


# ------------------------------------------------------------------- pictures that others see


@pytest.mark.all_looks
def test_the_read_me_shows_the_guide_as_it_is(
    reader: Reader, request: pytest.FixtureRequest
) -> None:
    now = Image.new("RGB", (1160, 680), "#e8e7e1")
    for place, (address, anchor, dark) in enumerate(PHONES):
        page = reader.page(dark=dark)
        page.goto(reader.url(address, anchor))
        page.wait_for_load_state("load")
        phone = Image.open(io.BytesIO(page.screenshot()))
        now.paste(phone, (20 + place * 380, 20))
    seen(now, ROOT / ".github/readme/home.png", request)


@pytest.mark.all_looks
@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_passed_on_shows_the_stop_card_as_it_is(
    reader: Reader, locale: str, request: pytest.FixtureRequest
) -> None:
    page = reader.page(viewport={"width": 600, "height": 315}, device_scale_factor=2)
    page.goto(reader.url(Address(locale, "index")))
    page.evaluate(STOP_CARD)
    styled(page, AS_PREVIEW)
    now = Image.open(io.BytesIO(page.screenshot()))
    seen(now, ROOT / "overrides/assets" / f"preview-{locale}.png", request)


def seen(now: Image.Image, path: Path, request: pytest.FixtureRequest) -> None:
    """Few colours, so that it weighs little. The digest of a published one is written by hand."""
    if request.config.getoption("--write-golden"):
        now.convert("RGB").quantize(32).save(path, optimize=True)
    assert difference(Image.open(path).convert("RGB"), now.convert("RGB")) <= ALLOWED


# ------------------------------------------------------------------- what the tolerance is worth


@pytest.mark.all_looks
@pytest.mark.parametrize(
    "css",
    [
        '[lang|="en"], [lang|="en"] * { font-family: "Noto Sans CJK SC" !important }'
        '[lang|="zh"], [lang|="zh"] * { font-family: "Noto Sans Mono CJK SC" !important }',
        ".md-typeset { font-size: 0.92rem }",
        ".md-typeset { letter-spacing: -0.02em }",
    ],
    ids=["another font", "larger letters", "narrower letters"],
)
@pytest.mark.parametrize("shot", SHOTS[:8:2], ids=str)
def test_another_version_of_a_font_is_no_difference(reader: Reader, shot: Shot, css: str) -> None:
    page = opened(reader, shot)
    before = picture(page)
    styled(page, css)
    after = picture(page)
    assert after.tobytes() != before.tobytes()
    assert difference(before, after) <= ALLOWED


NOBODY_OVERLOOKS = {
    "no band": ".danger { --band: transparent !important; --on-band: var(--ink) !important }",
    "wrong tone": ".danger { --band: var(--success-band) !important }",
    "menu": ".menu > nav { display: block }",
    "dark": ":root { --paper: #151917; --ink: #ecebe5 }",
    "search": ".md-search { background: var(--paper); display: block !important; inset: 0; position: fixed }",
    "no tree": ".decision-tree { display: none !important }",
    "no styles": "* { all: revert !important }",
}


@pytest.mark.all_looks
@pytest.mark.parametrize("shot", [SHOTS[0], SHOTS[4]], ids=str)
def test_what_nobody_would_overlook_is_a_difference(reader: Reader, shot: Shot) -> None:
    page = opened(reader, shot)
    before = picture(page)
    menu = page.locator(".menu")
    overlooked = []
    for name, css in NOBODY_OVERLOOKS.items():
        menu.evaluate("(menu, open) => { menu.open = open }", name == "menu")
        styled(page, css)
        if difference(before, picture(page)) <= ALLOWED:
            overlooked.append(name)
    assert overlooked == []
