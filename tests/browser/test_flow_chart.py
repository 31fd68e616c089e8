"""The pictures of decision trees as a browser draws them, and the folds that show them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from guidance.components.decision_tree.pictures import FOLDER
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Reader
from tests.browser.layouts import DRAWING, faulty_drawings
from tests.browser.tools import CHINESE_FIRST, LOOKS_OF_EDITIONS, SIDEWAYS
from tests.helpers.project import Address

VERIFY = "respond/verify"
FOLD = "details.tree-picture"

#: Colours of the paper, of words and of an outline.
INKS = """() => ["rect.paper", ".question text", ".question .box", ".danger .box"].map((part) => {
  const look = getComputedStyle(document.querySelector(part));
  return [look.fill, look.stroke];
})"""
CORNER = """(image) => {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return [...context.getImageData(2, 2, 1, 1).data].slice(0, 3);
}"""


@pytest.fixture
def watcher(reader: Reader) -> Iterator[Reader]:
    """A reader who opens pictures by themselves: the browser asks their host for a favicon."""
    yield reader
    reader.complaints[:] = [one for one in reader.complaints if "404" not in one]


def opened(reader: Reader, locale: str, **look: object) -> Page:
    page = reader.open(f"{Address(locale, VERIFY).url}#trust=*", **look)
    page.locator(f"{FOLD} > summary").click()
    page.locator(f"{FOLD} img").scroll_into_view_if_needed()
    expect(page.locator(f"{FOLD} img")).to_have_js_property("complete", True)
    return page


# ------------------------------------------------------------------- the drawing


@CHINESE_FIRST  # English in wide letters: test_wide_letters.py
def test_words_fit_their_boxes_and_nothing_covers_anything(
    watcher: Reader, built_site: Path, locale: str
) -> None:
    files = sorted((built_site / FOLDER / locale).glob("*.svg"))
    assert faulty_drawings(watcher, [f"{FOLDER}/{locale}/{file.name}" for file in files]) == {}


def test_a_fault_of_a_drawing_would_be_found(watcher: Reader) -> None:
    page = watcher.open(f"{FOLDER}/zh/trust.svg", viewport=DESK)
    page.evaluate(
        """() => {
          const [first, second] = document.querySelectorAll("g.question");
          first.querySelector("tspan").textContent += " and many words more than the box can hold";
          second.querySelector(".box").setAttribute("x", "-500");
          document.querySelector("g.info .box").setAttribute("x", "-5000");
          document.querySelector("g.info .box").setAttribute("width", "10000");
          document.querySelector("g.answer .box").setAttribute("width", "300");
        }"""
    )
    said = " ".join(page.evaluate(DRAWING))
    for fault in ("words leave", "leaves the picture", "touches", "runs over"):
        assert fault in said


def test_a_picture_is_light_dark_or_black_on_white_paper(watcher: Reader) -> None:
    light = watcher.open(f"{FOLDER}/zh/trust.svg")
    dark = watcher.open(f"{FOLDER}/zh/trust.svg", dark=True)
    paper = watcher.open(f"{FOLDER}/zh/trust.svg", dark=True)
    paper.emulate_media(media="print", color_scheme="dark")
    assert light.evaluate(INKS)[:2] == [["rgb(251, 250, 246)", "none"], ["rgb(29, 35, 33)", "none"]]
    assert dark.evaluate(INKS)[:2] == [["rgb(21, 25, 23)", "none"], ["rgb(236, 235, 229)", "none"]]
    white, black = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
    assert paper.evaluate(INKS) == [
        [white, "none"],
        [black, "none"],
        [white, black],
        [white, black],
    ]


def test_a_box_of_the_picture_leads_to_its_step(watcher: Reader) -> None:
    page = watcher.open(f"{FOLDER}/en/trust.svg", viewport=DESK)
    link = page.locator("g.outcome a").first
    target = link.get_attribute("href")
    assert target is not None
    link.click()
    page.locator("h1").wait_for()
    assert page.url == watcher.url(Address("en", VERIFY), f"#{target.partition('#')[2]}")


# ------------------------------------------------------------------- the fold


@CHINESE_FIRST
def test_a_picture_is_loaded_when_its_fold_is_opened(reader: Reader, locale: str) -> None:
    page = reader.page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reader.url(Address(locale, VERIFY)), wait_until="networkidle")
    assert [url for url in asked if url.endswith(".svg")] == []
    expect(page.locator(FOLD)).not_to_be_visible()  # one question at a time has one thing to do
    page.locator(".tree-whole").click()
    page.locator(f"{FOLD} > summary").click()
    image = page.locator(f"{FOLD} img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("(image) => image.naturalWidth") > 0
    assert [url for url in asked if url.endswith(".svg")] == [
        reader.url(f"{FOLDER}/{locale}/trust.svg")
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_picture_in_the_page_is_of_the_readers_scheme(reader: Reader, dark: bool) -> None:
    page = opened(reader, "zh", dark=dark)
    corner = page.locator(f"{FOLD} img").evaluate(CORNER)
    assert corner == ([21, 25, 23] if dark else [251, 250, 246])


def test_a_fold_opens_and_shows_its_picture_without_script(reader: Reader) -> None:
    page = opened(reader, "en", script=False)
    expect(page.locator(f"{FOLD} img")).to_be_visible()


@LOOKS_OF_EDITIONS
def test_an_open_picture_is_whole_in_the_width_of_the_text(
    reader: Reader, locale: str, look: dict[str, object]
) -> None:
    page = opened(reader, locale, **look)
    assert page.evaluate(SIDEWAYS) == []
    drawn, text = (page.locator(f"{FOLD} {one}").bounding_box() for one in ("img", "p"))
    assert drawn
    assert text
    assert (drawn["x"], drawn["width"]) == (text["x"], text["width"])


def test_tapping_the_picture_opens_it_by_itself(watcher: Reader) -> None:
    page = opened(watcher, "zh")
    page.locator(f"{FOLD} a").click(position={"x": 20, "y": 20})
    page.wait_for_url(watcher.url(f"{FOLDER}/zh/trust.svg"))


@CHINESE_FIRST
def test_on_paper_the_numbered_steps_stand_for_the_picture(reader: Reader, locale: str) -> None:
    page = opened(reader, locale)
    page.emulate_media(media="print")
    expect(page.locator(FOLD)).not_to_be_visible()
    expect(page.locator("[data-node]").last).to_be_visible()
