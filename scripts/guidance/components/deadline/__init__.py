"""The deadline helper: a section and the numbers of days that it counts with.

Its Markdown is complete without script. The script makes a choice of each item that cites a
deadline: its bold words name the paper; ``data-days`` comes from the registry, from nowhere else.
"""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.registry import Claim, Registry
from guidance.render.context import Context


def render(box: Element, section: Section, context: Context) -> None:
    """Name the section's papers, their days, and whom to ask at the end.

    A deadline that nobody has checked for too long gets no days: what is not shown is not counted.
    """
    for item in box.iter("li"):
        claim = _deadline(item, context.registry)
        if claim is not None and claim.age(context.today) != "withheld":
            item.set("data-paper", claim.id)
            item.set("data-days", str(claim.days))
    if section.body and section.body[-1].tag == "p":
        section.body[-1].set("class", "deadline-confirm")


def _deadline(item: Element, registry: Registry) -> Claim | None:
    """The first claim with days that an item cites."""
    for link in item.iter("a"):
        scheme, _, key = link.get("href", "").partition(":")
        record = registry.claims.get(key) if scheme == "fact" else None
        if record is not None and record.days is not None:
            return record
    return None


COMPONENT = Component("deadline", render=render, scripts=("assets/copy.js",))
