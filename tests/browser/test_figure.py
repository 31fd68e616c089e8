"""How a debt moves: one drawing made of text, on a phone, a desk and one sheet of paper."""

import pytest
from guidance.strings import load
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.layouts import breaks_of_the_track
from tests.browser.tools import BOTH, CHINESE_FIRST, ENGLISH_FIRST, LATER, paper, plain
from tests.helpers.project import Address

PATH = "understand/path"
NAMES = {
    "zh": "还款日 逾期 提醒和催收 委外或转让 律师函或调解 法院文书 判决 强制执行".split(),
    "en": [
        "Due date",
        "Overdue",
        "Reminders and collection",
        "Outside agency or sale",
        "Lawyer’s letter or mediation",
        "Court papers",
        "Judgment",
        "Enforcement",
    ],
}


def stages(page: Page) -> list[Locator]:
    return page.locator(".figure .stages > li").all()


def box(part: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what shows."""
    found = part.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["x"] + found["width"], found["y"] + found["height"]


@BOTH
def test_each_stage_says_what_happens_what_it_means_and_what_can_still_be_done(
    reader: Reader, locale: str
) -> None:
    page = reader.open(Address(locale, PATH), script=False)
    words = load(locale)
    assert [stage.locator(".stage-name").inner_text() for stage in stages(page)] == NAMES[locale]
    for stage in stages(page):
        assert stage.locator("dt").all_inner_texts() == [
            words["stage_happens"],
            words["stage_means"],
            words["stage_can"],
        ]
        told = stage.locator("dd").all_inner_texts()
        assert [said[-1] for said in told] == [{"zh": "。", "en": "."}[locale]] * 3
        assert [said for said in told if len(said) < 4 or said[0].islower()] == []


@pytest.mark.parametrize(
    ("locale", "viewport"),
    [
        pytest.param("zh", PHONE, id="zh-phone"),
        pytest.param("en", DESK, id="en-desk"),
        pytest.param("zh", DESK, id="zh-desk", marks=LATER),
        pytest.param("en", PHONE, id="en-phone", marks=LATER),
    ],
)
def test_the_drawing_reads_from_top_to_bottom_and_nothing_overlaps(
    reader: Reader, locale: str, viewport: dict[str, int]
) -> None:
    page = reader.open(Address(locale, PATH), viewport=viewport)
    end = 0.0
    for stage in stages(page):
        name, happens, means, can = (
            box(stage.locator(f".stage-{part}")) for part in ("name", "happens", "means", "can")
        )
        assert end <= name[1] + 1
        assert name[3] <= happens[1] + 1
        assert happens[3] <= means[1] + 1
        if viewport is PHONE:
            assert means[3] <= can[1] + 1
        else:
            assert max(name[2], happens[2], means[2]) <= can[0]
        end = max(means[3], can[3])


@CHINESE_FIRST  # English in wide letters: test_wide_letters.py
def test_on_a_desk_the_track_of_what_can_be_done_never_breaks(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, PATH), viewport=DESK)
    assert breaks_of_the_track(page) == []


@CHINESE_FIRST  # English in wide letters: test_wide_letters.py
def test_the_drawing_prints_on_one_sheet_in_black(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, PATH))
    sheets = [sheet.extract_text() for sheet in paper(page).pages]
    texts = [plain(sheet) for sheet in sheets]
    first, last = (plain(NAMES[locale][at]) for at in (0, -1))
    label = plain(load(locale)["stage_can"])
    assert [index for index, text in enumerate(texts) if label in text] == [0]
    assert texts[0].count(label) == len(NAMES[locale])
    assert texts[0].index(first) < texts[0].rindex(last)
    numbers = [int(line[-1]) for line in sheets[0].splitlines() if line[-1:].isdecimal()]
    assert numbers == list(range(1, len(NAMES[locale]) + 1))  # each ends what stands beside it
    page.emulate_media(media="print")
    for part in (".stage-can dt", ".stage-name", ".stages dd"):
        expect(page.locator(part).first).to_have_css("color", "rgb(0, 0, 0)")


@ENGLISH_FIRST
def test_the_order_is_said_to_those_who_do_not_see_the_line(reader: Reader, locale: str) -> None:
    page = reader.open(Address(locale, PATH))
    path = page.locator(".figure").get_by_role("list").first
    expect(path.get_by_role("listitem")).to_have_count(len(NAMES[locale]))
