"""Pictures to pass on and reading aloud: what they show and say, and that nothing leaves the page."""

import base64
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from guidance.components.share import known
from guidance.model import Site
from guidance.pack.codes import CLASS, codes
from guidance.render.context import Edition
from guidance.strings import load
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import BOTH, CLIPBOARD, LATER, NO_CLIPBOARD, WATCH_POLICY, broken
from tests.conftest import PUBLIC
from tests.helpers import html
from tests.helpers.contrast import contrast
from tests.helpers.hosting import hosted
from tests.helpers.project import LOCALES, PAGES, ROOT, TODAY, Address

#: Pixels of a picture for one of a phone that is 360 wide.
SCALE = 3
LEAST = 15
OUTCOME = ".tree-tools [value=picture]"
LIST = ".checklist-foot [value=picture]"
#: Page, place in it, the button of each kind of thing, and what its code is filed under.
THINGS = {
    "stop": ("respond/verify", "#stop", OUTCOME, "trust"),
    "court": ("respond/verify", "#court-text", OUTCOME, "trust"),
    "in the app": ("respond/verify", "#same-in-app", OUTCOME, "trust"),
    "sent money": ("respond/paid", "#sent-money", OUTCOME, "what-happened"),
    "hang up": ("respond/collector", "#hang-up", OUTCOME, "caller-behaviour"),
    "list": ("respond/verify", "#verify-safely", LIST, "verify-safely"),
    "telephone": ("tools/phone", "", LIST, "by-the-phone"),
    "number": (
        "reference/contacts",
        "#antifraud",
        "#antifraud ~ details [value=picture]",
        "contact:antifraud",
    ),
    "court's number": (
        "reference/contacts",
        "#court",
        "#court ~ details [value=picture]",
        "contact:court",
    ),
}
#: Notes each text that is drawn: its size, its colour, and where the ground behind it shows.
NOTE_TEXTS = """window.drawn = [];
const draw = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const size = parseFloat(/([\\d.]+)px/.exec(this.font)[1]);
  window.drawn.push({ text, size, colour: this.fillStyle, x, y: y - 0.93 * size, end: x + this.measureText(text).width });
  return draw.call(this, text, x, y);
};"""
NO_CANVAS = "HTMLCanvasElement.prototype.getContext = () => null;"
#: As Firefox does it for who does not want to be known again.
OTHER_PIXELS = (
    """CanvasRenderingContext2D.prototype.getImageData = () => ({ data: [255, 255, 255, 255] });"""
)


@pytest.fixture
def public(chromium: Browser, public_site: Path) -> Iterator[Reader]:
    """A reader of the guide as it is published: pictures have an address and a code."""
    with hosted(public_site) as url, Reader(chromium, url) as reader:
        yield reader
    assert reader.complaints == []


def opened(reader: Reader, locale: str, thing: str, **options: Any) -> Page:
    """The page at a thing."""
    name, anchor, *_ = THINGS[thing]
    page = reader.page(**options)
    page.goto(reader.url(Address(locale, name), anchor))
    return page


def tapped(page: Page, thing: str) -> Image.Image:
    """The picture that its button shows, perhaps in a fold."""
    button = page.locator(THINGS[thing][2]).first
    button.evaluate("(e) => { (e.closest('details') ?? e).open = true }")
    button.click()
    image = page.locator(".share-answer img")
    image.wait_for()
    source = image.get_attribute("src") or ""
    kind, _, data = source.partition(",")
    assert kind == "data:image/png;base64"
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")


# ------------------------------------------------------------------- the pages


def test_every_number_of_the_register_is_passed_on_by_itself(built_site: Path) -> None:
    """Numbers of an outcome or a list are in its picture; each number of the register has its own."""
    for address in PAGES:
        article = html.read(built_site / address.file).one("article")
        for card in article.all("li", "contact-row"):
            assert [fold["data-share"] for fold in card.all("details")] == ["picture"], address


def test_the_script_of_the_pictures_is_there_and_no_page_loads_it(built_site: Path) -> None:
    for address in PAGES:
        page = built_site / address.file
        text = page.read_text("utf-8")
        late = html.read(page).one("template", id="share-parts")["data-late"]
        assert (page.parent / late).is_file(), address
        assert text.count(Path(late).name) == 1, address
        assert f"share-{address.locale}." in late


@pytest.mark.parametrize("locale", LOCALES)
def test_a_picture_names_no_number_that_nobody_has_checked(guide: Site, locale: str) -> None:
    overrides = ROOT / "overrides"
    fresh = known(Edition(locale, guide, TODAY), overrides)
    old = known(Edition(locale, guide, date(TODAY.year + 2, 1, 1)), overrides)
    assert fresh["spare"] == ["110", "96110"]
    assert set(fresh["names"]) > set(old["names"])
    assert "96110" not in {*old["names"], *old["spare"]}


# ------------------------------------------------------------------- pictures


def test_an_outcome_is_saved_as_a_picture_with_its_code_and_nothing_is_asked_of_the_network_for_it(
    public: Reader,
) -> None:
    page = opened(public, "zh", "stop", before=WATCH_POLICY)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    with page.expect_download() as saved:
        picture = tapped(page, "stop")
    assert [url for url in asked if not url.startswith("data:")] == [
        url for url in asked if "/assets/late/share-zh." in url
    ]
    assert saved.value.suggested_filename == "别照它做.png"
    assert picture.width == 360 * SCALE
    assert picture.height >= picture.width * 4 / 3
    address = f"{PUBLIC}{Address('zh', 'respond/verify').url}"
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
    assert broken(page) == []
    page.locator(".tree-restart").click()
    expect(page.locator(".share-answer")).to_have_count(0)  # it was of another answer


@LATER
@BOTH
@pytest.mark.parametrize("thing", THINGS)
def test_a_picture_says_what_the_page_says_and_can_be_read_on_a_phone(
    public: Reader, guide: Site, locale: str, thing: str
) -> None:
    page = opened(public, locale, thing, before=WATCH_POLICY + NOTE_TEXTS, dark=thing == "court")
    picture = tapped(page, thing)
    drawn = page.evaluate("drawn")
    said = "".join(one["text"] for one in drawn).replace(" ", "")
    assert {one["size"] >= LEAST * SCALE for one in drawn} == {True}
    assert max(one["end"] for one in drawn) <= picture.width
    for one in drawn:
        ground = picture.crop((int(one["x"]), int(one["y"]), int(one["x"]) + 1, int(one["y"]) + 1))
        assert contrast(one["colour"], f"#{ground.tobytes().hex()}") >= 4.5, one
    name, anchor, _, part = THINGS[thing]
    address = f"{PUBLIC}{Address(locale, name).url}"
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
    assert address in said
    assert TODAY.isoformat() in said
    page_of_codes = guide.page_with(CLASS, locale)
    assert page_of_codes is not None
    code = load(locale)["share_code"].format(
        code=codes(guide, TODAY)[part], page=page_of_codes.title
    )
    assert code.replace(" ", "") in said
    harmed = load(locale)["share_harmed"].format(number="110").replace(" ", "")
    assert (harmed in said) == (thing in ("court", "in the app"))
    numbers = [one["text"] for one in drawn if one["size"] > 80]
    assert numbers  # whom to call stands out
    title = page.locator(f"{anchor or 'h2'}").first.text_content() or ""
    assert title.replace(" ", "") in said
    assert broken(page) == []


@LATER
@BOTH
def test_what_was_ticked_is_ticked_in_the_picture_and_the_next_item_stands_out(
    public: Reader, locale: str
) -> None:
    page = opened(public, locale, "list", before=CLIPBOARD)
    page.locator(".checklist label").first.click()
    before = tapped(page, "list")
    page.locator(".share-answer button").first.click()
    lines = page.wait_for_function("window.copied").json_value().split("\n")
    assert [line[0] for line in lines if line[:1] in "☑☐" and line] == ["☑", *"☐" * 6]
    page.locator(".checklist label").nth(1).click()
    expect(page.locator(".share-answer")).to_have_count(0)
    assert tapped(page, "list") != before


@LATER
@BOTH
def test_a_filled_plan_is_drawn_with_its_figures(public: Reader, locale: str) -> None:
    page = public.page(before=NOTE_TEXTS)
    page.goto(public.url(Address(locale, "tools/planner")))
    for name, value in {"income": "4920", "needs": "3600", "balance": "6000"}.items():
        page.locator(f".planner-{name} input").first.fill(value)
    page.locator(".planner-old select").select_option("no")
    page.locator(".planner-count").click()
    page.locator(".planner-plan [value=picture]").click()
    page.locator(".share-answer img").wait_for()
    said = "".join(one["text"] for one in page.evaluate("drawn"))
    assert "6,000" in said
    assert "1,200" in said
    page.locator(".planner-income input").fill("5000")
    expect(page.locator(".share-answer")).to_have_count(0)


def test_the_text_to_paste_leads_to_the_outcome_itself(public: Reader) -> None:
    page = opened(public, "en", "court", before=CLIPBOARD)
    tapped(page, "court")
    page.locator(".share-answer button").first.click()
    text = page.wait_for_function("window.copied").json_value()
    assert page.locator("#court-text").text_content() in text
    assert "12368" in text
    assert f"{PUBLIC}{Address('en', 'respond/verify').url}#court-text" in text


@LATER
@BOTH
@pytest.mark.parametrize("denied", [NO_CANVAS, OTHER_PIXELS])
def test_where_no_picture_may_be_drawn_the_text_is_offered(
    public: Reader, locale: str, denied: str
) -> None:
    page = opened(public, locale, "stop", before=denied + NO_CLIPBOARD)
    page.locator(OUTCOME).click()
    words = load(locale)
    status = page.locator(".share-answer [role=status]")
    expect(status).to_have_text(words["share_denied"])
    expect(page.locator(".share-answer img")).to_be_hidden()
    page.locator(".share-answer button").first.click()
    expect(status).to_have_text(words["tool_select"])
    chosen = page.evaluate("document.activeElement.value")
    assert "96110" in chosen
    page.locator(".share-answer > button").last.click()
    expect(page.locator(".share-answer")).to_have_count(0)
    expect(page.locator(OUTCOME)).to_be_focused()


@LATER
@BOTH
def test_wechat_shows_the_picture_and_says_press_and_hold(public: Reader, locale: str) -> None:
    page = opened(public, locale, "stop", user_agent="Mozilla/5.0 MicroMessenger/8.0.49")
    saved: list[object] = []
    page.on("download", lambda one: saved.append(one))
    tapped(page, "stop")
    status = page.locator(".share-answer [role=status]")
    expect(status).to_have_text(load(locale)["share_hold"])
    assert saved == []


@LATER
@BOTH
def test_a_script_that_cannot_come_says_so_and_is_asked_for_again(
    public: Reader, locale: str
) -> None:
    page = opened(public, locale, "stop")
    page.route("**/late/*", lambda route: route.abort())
    page.locator(OUTCOME).click()
    failed = page.get_by_text(load(locale)["share_failed"]).first
    expect(failed).to_be_visible()
    page.unroute_all()
    public.complaints.clear()  # the refused script


# ------------------------------------------------------------------- aloud

#: A device that speaks: what it was told, and voices as [language, on the device].
VOICES = """window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => %s.map(([lang, localService]) => ({ lang, localService })),
  speak(one) { if (one.text) spoken.push(one) },
  cancel() { spoken.length = 0 },
} });"""
HEARD = "() => spoken.map((one) => one.text)"
SPEECH = VOICES.replace(
    "%s", '[["zh-CN", false], ["zh-HK", true], ["zh-CN", true], ["en-GB", true]]'
)


def test_the_question_and_the_outcome_are_read_by_a_voice_of_the_device_until_the_reader_acts(
    reader: Reader,
) -> None:
    page = reader.page(before=SPEECH)
    page.goto(reader.url(Address("zh", "respond/verify"), "#trust"))
    words = load("zh")
    button = page.locator(".tree-tools [value=speak]")
    button.click()
    expect(button).to_have_text(words["share_stop"])
    question = page.locator("[data-current]")
    heard = page.evaluate(HEARD)
    assert heard[0] == question.locator("h3").text_content()
    assert heard[-1] == question.locator(".answer-text").last.text_content()
    assert page.evaluate("spoken.map((one) => one.voice.lang + one.voice.localService)") == [
        "zh-CNtrue" for _ in heard
    ]
    question.locator("a").first.click()  # answers: the next card is there, and it is still
    expect(button).to_have_text(words["share_speak"])
    assert page.evaluate(HEARD) == []
    button.click()
    expect(button).to_have_text(words["share_stop"])
    heard = page.evaluate(HEARD)
    assert heard[0] == words["tone_danger"]
    assert any("9 6 1 1 0" in one for one in heard)
    button.click()
    expect(button).to_have_text(words["share_speak"])
    assert page.evaluate(HEARD) == []
    button.click()
    expect(button).to_have_text(words["share_stop"])
    page.evaluate("spoken.at(-1).onend()")
    expect(button).to_have_text(words["share_speak"])


@LATER
@BOTH
def test_the_stop_card_is_read_aloud(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, "index"), before=SPEECH)
    card = page.locator(".stop-card")
    band, button = (one.bounding_box() for one in (card, card.locator("[value=speak]")))
    assert band
    assert button
    assert button["y"] >= band["y"]
    assert button["x"] + button["width"] <= band["x"] + band["width"]
    card.locator("[value=speak]").click()
    expect(card.locator("[value=speak]")).to_have_text(load(locale)["share_stop"])
    heard = page.evaluate(HEARD)
    for item in card.locator("li").all_text_contents():
        assert item in heard
    assert {one[:2] for one in page.evaluate("spoken.map((one) => one.lang)")} == {locale}
    page.keyboard.press("Escape")
    assert page.evaluate(HEARD) == []


@LATER
@BOTH
@pytest.mark.parametrize(
    "voices", ["[]", '[["zh-CN", false], ["en-GB", false]]', '[["fr-FR", true]]']
)
def test_where_the_device_has_no_voice_of_its_own_nothing_is_offered(
    reader: Reader, locale: str, voices: str
) -> None:
    page = reader.page(before=VOICES.replace("%s", voices), viewport=DESK)
    for name in ("index", "respond/verify"):
        page.goto(reader.url(Address(locale, name)))
        expect(page.locator("[data-form=single]").first).to_be_visible()
        assert page.locator("[value=speak]:visible").count() == 0


def test_without_script_no_button_is_there(reader: Reader) -> None:
    page = reader.open(Address("zh", "respond/verify"), script=False)
    assert page.locator("[value=picture]:visible, [value=speak]:visible").count() == 0
