"""The deadline helper: a section of class ``deadline`` and the numbers of days that it counts with.

Its Markdown is complete without script. ``deadline.js`` makes a choice of each item that cites a
deadline: its bold words name the paper; ``data-days`` comes from the registry, from nowhere else.
"""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import Page
from guidance.registry import Claim, Registry
from guidance.render.html import sections

CLASS = "deadline"


def render_deadlines(root: Element, page: Page, registry: Registry, today: date) -> None:
    """Wrap each such section; name its papers, their days, and whom to ask at the end.

    A deadline that nobody has checked for too long gets no days: what is not shown is not counted.
    """
    for box, body in sections(root, page, CLASS):
        for item in box.iter("li"):
            claim = _deadline(item, registry)
            if claim is not None and claim.age(today) != "withheld":
                item.set("data-paper", claim.id)
                item.set("data-days", str(claim.days))
        if body and body[-1].tag == "p":
            body[-1].set("class", "deadline-confirm")


def _deadline(item: Element, registry: Registry) -> Claim | None:
    """The first claim with days that an item cites."""
    for link in item.iter("a"):
        scheme, _, key = link.get("href", "").partition(":")
        record = registry.claims.get(key) if scheme == "fact" else None
        if record is not None and record.days is not None:
            return record
    return None
