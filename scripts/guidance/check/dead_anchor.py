from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._source import nearest
from guidance.model import Page, Site


@rule("dead-anchor", stage="word")
def check(site: Site) -> Iterator[Fault]:
    """A link leads to a heading that its page does not have.

    Bad:  [三十分钟](paid.md#minutes)
    Good: [三十分钟](paid.md#first-minutes)
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        told = {answer.at for tree in page.trees for _, answer in tree.dead_answers}
        for link in page.links:
            if link.place is None or "#" not in link.href or link.at in told:
                continue
            name, wanted = link.place
            goal = pages.get(name)
            if goal is None or goal.unread or wanted in _ids(goal):
                continue
            where = "this page" if goal is page else goal.path
            yield Fault(
                link.at,
                f"there is no heading {wanted!r} in {where}",
                nearest(wanted, _ids(goal), "name the id of a heading of that page"),
                needs=(page_thing(name, wanted), line_thing(link.at)),
            )


def _ids(page: Page) -> set[str]:
    return set(page.heading_ids)
