from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Page, Position, Site

ID = re.compile(r"[a-z][a-z0-9-]*")


@rule("missing-id")
def missing(site: Site) -> Iterator[Fault]:
    """A heading or a checklist item has no id.

    Bad:  ## 先停手
    Good: ## 先停手 { #stop }

    Without one a Chinese heading gets the address #_1, and the editions cannot be compared.
    """
    for page in site.pages:
        for heading in page.headings:
            if not heading.id or heading.id.startswith("_"):
                yield Fault(
                    heading.at,
                    f"the heading {heading.title!r} has no id",
                    "end the line with a space and { #short-english-words }",
                )
        for checklist in page.checklists:
            for item in checklist.items:
                if not item.id and not item.misplaced:
                    yield Fault(
                        item.at,
                        f"the item {item.text!r} has no id",
                        "end the line with a space and { #short-english-words }",
                    )


@rule("misplaced-id")
def misplaced(site: Site) -> Iterator[Fault]:
    """The id of a checklist item landed on a link or a bold word inside the item.

    Bad:  - [ ] 打 [95188](contact:alipay){ #call }
    Good: - [ ] 打 [95188](contact:alipay) { #call }
    """
    for page in site.pages:
        for checklist in page.checklists:
            for item in checklist.items:
                if item.misplaced:
                    yield Fault(
                        item.at,
                        f"the id of the item {item.text!r} stands on a part of it",
                        "put a space before the { at the end of the line",
                    )


@rule("bad-id")
def bad(site: Site) -> Iterator[Fault]:
    """An id holds something other than small letters, digits and hyphens.

    Bad:  ## 先停手 { #Stop_First }
    Good: ## 先停手 { #stop-first }
    """
    for page in site.pages:
        for identifier, at in _ids(page):
            if not ID.fullmatch(identifier):
                yield Fault(
                    at,
                    f"the id {identifier!r} is not written in small letters, digits and hyphens",
                    "write it like { #stop-first }, beginning with a letter",
                )


@rule("duplicate-id")
def duplicate(site: Site) -> Iterator[Fault]:
    """Two headings of a page, two items of a list, or two trees or lists of an edition share an id.

    Bad:  ### 先停手 { #stop } … ### 再想想 { #stop }
    Good: ### 先停手 { #stop } … ### 再想想 { #think-again }

    Links and kept ticks would go to the first of them, silently.
    """
    for locale in site.locales:
        used: dict[str, Position] = {}
        for page in site.edition(locale).values():
            yield from _repeated([(h.id, h.at) for h in page.headings], "on this page", {})
            for checklist in page.checklists:
                items = [(item.id, item.at) for item in checklist.items]
                yield from _repeated(items, "in this list", {})
            parts = [(part.id, part.at) for part in (*page.trees, *page.checklists)]
            yield from _repeated(parts, "in this edition", used, own_page=page.path)


def _ids(page: Page) -> Iterator[tuple[str, Position]]:
    for heading in page.headings:
        if heading.id and not heading.id.startswith("_"):
            yield heading.id, heading.at
    for checklist in page.checklists:
        for item in checklist.items:
            if item.id:
                yield item.id, item.at


def _repeated(
    ids: list[tuple[str, Position]], where: str, used: dict[str, Position], own_page: str = ""
) -> Iterator[Fault]:
    for identifier, at in ids:
        first = used.get(identifier)
        if identifier and first and (not own_page or first.path != own_page):
            yield Fault(
                at,
                f"the id {identifier!r} is used twice {where}, first in {first.path}:{first.line}",
                "choose another id, the same in every edition",
            )
        used.setdefault(identifier, at)
