"""What the first screen of a small phone holds."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Reader
from tests.helpers.project import LOCALES, Address


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_stop_card_fits_the_first_screen_of_a_small_phone(
    reader: Reader, locale: str, script: bool
) -> None:
    page = reader.open(Address(locale, "index"), script=script)
    card = page.locator("article > .admonition.danger").bounding_box()
    assert card is not None
    assert card["y"] >= 0
    assert card["y"] + card["height"] <= PHONE["height"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_first_screen_has_one_coloured_block_and_five_answers(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, "index"))
    fifth = page.locator("article .answers li >> nth=4").bounding_box()
    assert fifth is not None
    assert fifth["y"] + fifth["height"] <= PHONE["height"]
    expect(page.locator(".urgent")).not_to_be_in_viewport()
    expect(page.locator("article .sources h2")).to_be_visible()
    tones = page.locator("article .admonition:is(.danger, .warning, .info, .success)").all()
    boxes = [box for tone in tones if (box := tone.bounding_box())]
    assert len([box for box in boxes if box["y"] < PHONE["height"]]) == 1
