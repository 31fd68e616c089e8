"""A guide that nobody looks after for two years: it is built each day, and nothing in it misleads."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from guidance.model import Site

from tests.helpers import html
from tests.helpers.project import PAGES, TODAY, build, copy_project, guidance

LATER = TODAY + timedelta(days=730)
#: Old numbers may stand in the title of what was read, and where each row bears its mark.
MARKED = {"source-title", "fact-rows"}


@pytest.mark.all_looks
def test_a_guide_left_alone_is_still_built_and_says_no_number_but_those_of_emergencies(
    guide: Site, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "guide")
    assert guidance(project, "check", today=LATER).returncode == 0
    site = build(project, today=LATER)
    contacts = [one for one in guide.registry.contacts.values() if one.number]
    emergency = {f"tel:{one.number}" for one in contacts if one.is_emergency}
    others = [re.escape(one.number or "") for one in contacts if not one.is_emergency]
    withheld = re.compile(rf"(?<!\d)(?:{'|'.join(others)})(?!\d)")
    dialled = set()
    for address in PAGES:
        page = html.read(site / address.file)
        dialled |= {a["href"] for a in page.all("a") if a["href"].startswith("tel:")}
        assert withheld.findall(words_without_marks(page.one("article"))) == [], address
        if guide.edition(address.locale)[address.name].facts("contact", "fact", "law"):
            assert page.all(class_="facts-notice"), address
    assert dialled == emergency


def words_without_marks(element: html.Element | str) -> str:
    if isinstance(element, str):
        return element
    shown = [one for one in element.children if isinstance(one, str) or not MARKED & {*one.classes}]
    return "".join(map(words_without_marks, shown))
