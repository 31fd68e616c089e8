"""A number stands in one place: whoever corrects it there has corrected it everywhere.

All numbers of the register change at once, each in its one line and nothing else.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from guidance.check import run_rules
from guidance.check._read import elsewhere
from guidance.check._records import place_of
from guidance.fix import fix, renumber
from guidance.model import Site
from guidance.parse.site import read_site
from guidance.registry import CITED

from tests.helpers.project import TODAY, copy_project, guide
from tests.helpers.rumdl import silent
from tests.rules.small_site import FRONT_MATTER, settings_in, write_site

CONTACTS = "docs/_facts/contacts.yml"


@cache
def new_numbers() -> dict[str, str]:
    """For each number of the register another one."""
    old = [contact.number for contact in guide().registry.contacts.values() if contact.number]
    return {number: f"9{place}8{place}7" for place, number in enumerate(old, 10)}


def now(words: str) -> str:
    """Words with the new numbers, those in addresses and ids left as they are."""
    numbers = "|".join(new_numbers())
    number = rf"(?<![\w.-])(?:{numbers})(?!\w|-\w|\.\w)"
    return re.sub(number, lambda found: new_numbers()[found[0]], words, flags=re.ASCII)


def read(folder: Path) -> Site:
    return read_site(settings_in(folder, ["docs/zh/", "docs/en/"]), today=TODAY)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The guide with a new number in the one line of each record."""
    folder = copy_project(tmp_path_factory.mktemp("numbers"), "docs", "pyproject.toml")
    record = folder / CONTACTS
    lines = record.read_text("utf-8").split("\n")
    new = [now(line) if line.startswith("  number: ") else line for line in lines]
    assert sum(a != b for a, b in zip(lines, new, strict=True)) == len(new_numbers())
    record.write_text("\n".join(new), "utf-8")
    return read(folder)


def test_a_changed_number_is_one_reminder_and_no_error(changed: Site) -> None:
    findings = run_rules(changed, rumdl=silent)
    assert [finding for finding in findings if finding.severity == "error"] == []
    stale = [one.at for one in findings if one.rule == "stale-number" and CONTACTS in one.at.path]
    cited = {link.fact_id for page in changed.pages for link in page.facts("contact")}
    numbered = [contact.id for contact in changed.registry.contacts.values() if contact.number]
    places = [place_of(changed, "contact", one, "number") for one in numbered if one in cited]
    assert stale == places


def test_readers_see_the_new_number_wherever_they_saw_the_old_one(changed: Site) -> None:
    """In links and descriptions of pages, in code, search words and the words of records.

    The title of a source stays what it was.
    """
    old_words = [one.text if one.is_source else now(one.text) for one in elsewhere(guide())]
    assert [one.text for one in elsewhere(changed)] == old_words
    for old, new in zip(guide().pages, changed.pages, strict=True):
        assert new.description == now(old.description)
        shown = [link.text for link in new.facts("contact")]
        assert shown == [now(link.text) for link in old.facts("contact")]


def test_make_fix_writes_the_new_numbers_into_the_links(changed: Site) -> None:
    held = set()
    for path in Path(changed.root).rglob("docs/**/*.*"):
        renumber(path, changed)
        held |= {link["words"] for link in CITED.finditer(path.read_text("utf-8"))}
    assert held & new_numbers().keys() == set()
    assert held >= set(new_numbers().values())


def test_readers_see_a_corrected_figure_at_once_and_make_fix_writes_it(tmp_path: Path) -> None:
    """And the new name of a law, where only a link can tell that it is meant."""
    words = (
        "[30 日内](fact:defence)答辩，[四十日内](fact:defence)。\n\n"
        "[《个人资料保护法》](law:pipl)，个人资料保护法，[理由](fact:no-shame)。\n"
    )
    settings = write_site(tmp_path, {"docs/zh/a.md": FRONT_MATTER + words})
    (page,) = read_site(settings, today=TODAY).pages
    shown = ["15 日内", "十五日内", "理由"]
    assert [link.text for link in page.facts("fact")] == shown
    list(fix(settings))
    (page,) = read_site(settings, today=TODAY).pages
    assert [link.written for link in page.facts("fact")] == shown
    assert [link.written for link in page.facts("law")] == ["《个人信息保护法》"]
