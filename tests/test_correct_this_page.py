"""The link that lets a reader correct the page: to the right file, and only where there is one."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Builder
from tests.helpers import html
from tests.helpers.project import LOCALES, ROOT, Address, build, guidance, small_project

REPOSITORY = "https://github.com/example/guide"
MAIL = "corrections@example.org"
NAMES = ["index", "respond/paid", "reference/laws"]
EVERY_PAGE = pytest.mark.parametrize(
    "address", [Address(locale, name) for locale in LOCALES for name in NAMES], ids=str
)
WORDS = {"zh": ("更正这一页", "发邮件更正"), "en": ("Correct this page", "Correct it by e-mail")}
SETTINGS = ("GUIDANCE_REPO_URL", "GUIDANCE_EDIT_URI", "GUIDANCE_CORRECTIONS")


def links(site: Path, address: Address) -> dict[str, str]:
    """The links of the page's foot: words and address."""
    foot = html.read(site / address.file).one("footer", "site-footer")
    return {a.text: a["href"] for a in foot.all("a")}


@pytest.fixture(scope="module")
def configured(once: Builder) -> Path:
    def make(folder: Path) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GUIDANCE_REPO_URL", REPOSITORY)
            patch.setenv("GUIDANCE_CORRECTIONS", MAIL)
            patch.delenv("GUIDANCE_EDIT_URI", raising=False)
            return build(small_project(folder))

    return once("correctable", make)


@pytest.fixture(scope="module")
def unset(once: Builder) -> Path:
    def make(folder: Path) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            return build(small_project(folder))

    return once("not-correctable", make)


@EVERY_PAGE
def test_a_page_leads_to_its_own_file_in_its_own_edition(
    configured: Path, address: Address
) -> None:
    correct, _ = WORDS[address.locale]
    file = f"docs/{address.locale}/{address.name}.md"
    assert links(configured, address)[correct] == f"{REPOSITORY}/edit/main/{file}"
    assert (configured.parent / file).is_file()


@EVERY_PAGE
def test_a_reader_without_an_account_can_write_a_mail_that_names_the_page(
    configured: Path, address: Address
) -> None:
    _, by_mail = WORDS[address.locale]
    mail = urlsplit(links(configured, address)[by_mail])
    assert (mail.scheme, mail.path) == ("mailto", MAIL)
    assert parse_qs(mail.query) == {"subject": [f"{address.locale}/{address.name}.md"]}


@EVERY_PAGE
def test_the_links_ask_nobody_before_they_are_followed(configured: Path, address: Address) -> None:
    page = html.read(configured / address.file)
    abroad = [
        element.tag
        for element in page.walk()
        for value in element.attrs.values()
        if value and ("github.com" in value or MAIL in value)
    ]
    assert abroad == ["a", "a"]


@EVERY_PAGE
def test_nothing_is_offered_where_nothing_is_configured(unset: Path, address: Address) -> None:
    offered = links(unset, address)
    assert not set(offered) & set(WORDS[address.locale])
    assert "mailto:" not in (unset / address.file).read_text("utf-8")


@EVERY_PAGE
def test_the_links_cost_a_first_view_next_to_nothing(
    configured: Path, unset: Path, address: Address
) -> None:
    more = (configured / address.file).stat().st_size - (unset / address.file).stat().st_size
    assert more < 400


@pytest.mark.parametrize("name", ["404.html", "en/404.html"])
def test_a_page_that_does_not_exist_cannot_be_corrected(configured: Path, name: str) -> None:
    text = (configured / name).read_text("utf-8")
    assert REPOSITORY not in text
    assert MAIL not in text


def test_another_host_edits_at_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDANCE_REPO_URL", "https://gitlab.example.org/a/guide/")
    monkeypatch.setenv("GUIDANCE_EDIT_URI", "-/edit/main/docs")
    site = build(small_project(tmp_path))
    said = links(site, Address("en", "respond/paid"))["Correct this page"]
    assert said == "https://gitlab.example.org/a/guide/-/edit/main/docs/en/respond/paid.md"


@pytest.mark.parametrize("address", ["nobody", "a@b", "a@example.org?cc=b@example.org", "<a@b.cn>"])
def test_what_is_no_mail_address_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("GUIDANCE_CORRECTIONS", address)
    done = guidance(small_project(tmp_path), "build")
    assert done.returncode == 2
    assert "write a mail address such as name@example.org" in done.stderr


def test_paper_has_no_link_to_tap() -> None:
    """Both stand in the foot of the site, which the print style leaves out."""
    sheet = (ROOT / "overrides/assets/print.css").read_text("utf-8")
    hidden = sheet.partition("/* Furniture")[2].partition("}")[0]
    assert ".site-footer," in hidden
    assert "display: none" in hidden
