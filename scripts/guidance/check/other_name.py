from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._causes import page_thing
from guidance.check._source import shown
from guidance.model import Page, Site
from guidance.parse.links import target

QUESTION = ("?", "？")


@rule("other-name", after=("invalid-front-matter", "missing-page", "unfinished-node"))
def check(site: Site) -> Iterator[Fault]:
    """A question that is a link has another name than the page or section where it leads.

    Bad:  [该先还哪一笔？](which-first.md), and that page is called 先还哪个？
    Good: [先还哪个？](which-first.md)

    A page that is asked for by two names looks like two pages.
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        for link in page.links:
            if link.scheme or ".md" not in link.href or not link.text.endswith(QUESTION):
                continue
            name, _, anchor = target(link.href, page.name).partition("#")
            names = _names(pages.get(name or page.name), anchor)
            if names and not link.text.lower().endswith(tuple(one.lower() for one in names)):
                yield Fault(
                    link.at,
                    f"this question is not what it is called where it leads: {shown(link.text)}",
                    f"write {' or '.join(names)}, or words that ask nothing",
                    needs=(page_thing(name or page.name),),
                )


def _names(page: Page | None, anchor: str) -> list[str]:
    """What a page and a heading of it are called; nothing where either is missing."""
    if page is None or not page.title or (anchor and anchor not in page.heading_ids):
        return []
    return [page.title, *([page.heading_ids[anchor].title] if anchor else [])]
