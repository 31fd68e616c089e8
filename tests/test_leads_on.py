"""Readers who are told half of something are one tap from the other half."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from guidance.model import Page, Site

from tests.helpers.html import read
from tests.helpers.project import LOCALES, Address

LEADS_ON = yaml.safe_load(Path(__file__).with_name("leads-on.yml").read_text("utf-8"))


def targets_below(page: Page, heading: str) -> Iterator[str]:
    """What is linked between a heading and the next, as ``rights/court#check-first``."""
    for link in page.links:
        if link.section != heading or link.scheme:
            continue
        path, _, anchor = link.href.partition("#")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))[:-3]
        yield "#".join(filter(None, (name if path else page.name, anchor)))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("place", LEADS_ON)
def test_a_reader_is_led_on(guide: Site, locale: str, place: str) -> None:
    name, _, heading = place.partition("#")
    found = set(targets_below(guide.edition(locale)[name], heading))
    assert set(LEADS_ON[place].split()) - found == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_that_is_a_link_has_the_name_of_where_it_leads(guide: Site, locale: str) -> None:
    """A page that is asked for by three names looks like three pages."""
    pages = guide.edition(locale)
    other = []
    for page in pages.values():
        for link in page.links:
            if link.scheme or ".md" not in link.href or not link.text.endswith(("?", "？")):
                continue
            path, _, anchor = link.href.partition("#")
            target = pages[
                posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path))[:-3]
            ]
            names = [target.title, *(one.title for one in target.headings if one.id == anchor)]
            if not link.text.lower().endswith(tuple(name.lower() for name in names)):
                other.append((page.name, link.text, names))
    assert other == []


#: Whoever comes from these wants to choose; from any other page a letter was named.
OFFERS_ALL = ("index", "tools/")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_link_to_a_letter_leads_to_that_letter_and_takes_the_focus_there(
    guide: Site, built_site: Path, locale: str
) -> None:
    pages = guide.edition(locale)
    letters = {
        f"{name}#{letter.id}"
        for name in ("tools/letters", "tools/filings")
        for letter in pages[name].letters
    }
    led = [
        (name, target)
        for name, page in pages.items()
        if not name.startswith(OFFERS_ALL)
        for heading in dict.fromkeys(link.section for link in page.links)
        for target in targets_below(page, heading)
        if target.startswith(("tools/letters", "tools/filings"))
    ]
    assert [one for one in led if one[1] not in letters] == []
    assert {target for _, target in led} == letters, "a letter that no page leads to"
    for target in letters:
        name, _, anchor = target.partition("#")
        heading = read(built_site / Address(locale, name).file).ids[anchor]
        assert heading.attrs.get("tabindex") == "-1", target
