"""An edition that is written from right to left: a toy, with English words under an Arabic name."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import DESK
from tests.helpers import html
from tests.helpers.another_edition import add_edition
from tests.helpers.hosting import hosted
from tests.helpers.project import build
from tests.test_starter import begun

NAME = "دليل قصير"


def toy(project: Path) -> Path:
    signs = " ".join(sorted({*NAME} - {" "}))
    add_edition(project, "ar", NAME, "en", lambda text: text, characters={"signs": signs})
    for page in project.glob("docs/ar/*.md"):
        before, title, rest = page.read_text("utf-8").partition("title: ")
        page.write_text(f"{before}{title}{NAME} {rest}", "utf-8")
    return project


def test_an_edition_from_right_to_left_is_laid_out_in_a_mirror(
    tmp_path: Path, chromium: Browser
) -> None:
    site = build(toy(begun(tmp_path, "Rent arrears", "en")))
    assert html.read(site / "index.html").one("html")["dir"] == ""
    assert html.read(site / "ar/index.html").one("html")["dir"] == "rtl"
    with hosted(site) as address:
        page = chromium.new_page(viewport=DESK)
        begins = []
        for locale in ("", "ar/"):
            page.goto(f"{address}{locale}")
            found = page.locator("a.site-name").bounding_box()
            assert found
            begins.append(found["x"])
        page.close()
    assert begins[0] < DESK["width"] / 2 < begins[1]
