"""Forced colours, as Windows has them: backgrounds go, so frames, shapes and words must stay."""

import io

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Reader
from tests.browser.tools import ENGLISH_FIRST
from tests.helpers.project import Address

#: Sides of the element that are drawn with a frame.
FRAME = """(e) => ["Top", "Right", "Bottom", "Left"].filter((side) => {
  const look = getComputedStyle(e);
  return parseFloat(look[`border${side}Width`]) >= 1 && look[`border${side}Style`] !== "none";
}).length"""
#: Whether the shape before the words stands out from what is behind it.
SHAPE = """(e) => {
  const shape = getComputedStyle(e, "::before");
  const clear = /transparent|rgba.*, 0\\)$/;
  const ground = (one) => {
    const colour = one ? getComputedStyle(one).backgroundColor : "Canvas";
    return clear.test(colour) ? ground(one.parentElement) : colour;
  };
  return shape.content !== "none" && !clear.test(shape.backgroundColor)
    && shape.backgroundColor !== ground(e);
}"""


def opened(reader: Reader, locale: str, name: str, anchor: str = "") -> Page:
    page = reader.page(forced_colors="active")
    page.goto(reader.url(Address(locale, name), anchor))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    return page


def ink(part: Locator) -> float:
    """Share of the part's picture that is not its most frequent colour."""
    picture = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    colours = picture.getcolors(picture.width * picture.height) or []
    return 1 - max(count for count, _ in colours) / (picture.width * picture.height)


@ENGLISH_FIRST
def test_the_stop_card_keeps_frame_shape_and_crosses(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "index")
    card = page.locator(".stop-card")
    assert card.evaluate(FRAME) == 4
    assert card.locator(".admonition-title").evaluate(SHAPE)
    for line in card.locator("li, ul + p").all():
        assert line.evaluate(SHAPE)


@ENGLISH_FIRST
def test_outcomes_keep_frame_shape_and_word(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "respond/verify", "#trust=*")
    outcomes = page.locator(".outcome").all()
    assert len(outcomes) > 2
    for outcome in outcomes:
        assert outcome.evaluate(FRAME) == 4
        assert outcome.locator(".node-step").first.evaluate(SHAPE)
        assert outcome.locator(".node-tone").inner_text().strip()


@ENGLISH_FIRST
def test_answers_and_buttons_keep_their_frames(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "respond/verify")
    for answer in page.locator(".answers a:visible").all():
        assert answer.evaluate(FRAME) == 4
    page.goto(reader.url(Address(locale, "respond/paid")))
    for button in page.locator(
        "article :not(.share) > button:visible, .step-link > a:visible"
    ).all():
        assert button.evaluate(FRAME) == 4


@ENGLISH_FIRST
def test_a_tick_is_seen(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "respond/paid")
    box = page.locator(".checklist-items input").first
    assert box.evaluate(FRAME) == 4
    empty = ink(box)
    box.check()
    page.locator("h1").click()  # the focus ring goes
    assert ink(box) > empty + 0.05


@ENGLISH_FIRST
def test_a_number_to_dial_keeps_its_sign_and_its_line(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "reference/contacts")
    dial = page.locator("a.contact-reach:not([href^=http])").first
    assert dial.evaluate(SHAPE)
    assert "underline" in dial.evaluate("(e) => getComputedStyle(e).textDecorationLine")


@ENGLISH_FIRST
def test_the_focus_is_seen(reader: Reader, locale: str) -> None:
    page = opened(reader, locale, "index")
    answer = page.locator(".answers a").first
    page.keyboard.press("Tab")
    before = ink(answer)
    answer.focus()
    assert answer.evaluate("(e) => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    assert answer.evaluate("(e) => getComputedStyle(e).outlineStyle") != "none"
    assert ink(answer) > before
