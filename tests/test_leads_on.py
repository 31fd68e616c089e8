"""Readers who are told half of something are one tap from the other half."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from guidance.model import Page, Site

from tests.helpers.project import LOCALES

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
