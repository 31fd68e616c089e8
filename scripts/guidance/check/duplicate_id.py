from collections.abc import Iterable, Iterator

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing
from guidance.model import Position, Site


@rule("duplicate-id", stage="file")
def check(site: Site) -> Faults:
    """Two headings of a page, two items of a list, or two trees or lists of an edition share an id.

    Bad:  ### 先停手 { #stop } … ### 再想想 { #stop }
    Good: ### 先停手 { #stop } … ### 再想想 { #think-again }

    Links and kept ticks would go to the first of them, silently.
    """
    for locale in site.locales:
        parts: list[tuple[str, Position]] = []
        for page in site.edition(locale).values():
            for fault, _ in _pairs(((h.id, h.at) for h in page.headings), "on this page"):
                # The heading whose id it would be is missing anywhere on the page.
                yield fault._replace(breaks=(page_thing(page.name),))
            for checklist in page.checklists:
                for fault, _ in _pairs(((i.id, i.at) for i in checklist.items), "in this list"):
                    yield fault
            parts += [(tree.id, tree.at) for tree in page.trees]
            parts += [(checklist.id, checklist.at) for checklist in page.checklists]
        for fault, first in _pairs(parts, "in this edition"):
            if first.path != fault.at.path:  # else it was told as a heading's
                yield fault


def _pairs(ids: Iterable[tuple[str, Position]], where: str) -> Iterator[tuple[Fault, Position]]:
    used: dict[str, Position] = {}
    for identifier, at in ids:
        first = used.setdefault(identifier, at)
        if identifier and first != at:
            fault = Fault(
                at,
                f"the id {identifier!r} is used twice {where}, first in {first.path}:{first.line}",
                "choose another id, the same in every edition",
            )
            yield fault, first
