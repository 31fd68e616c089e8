from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._source import nearest, shown
from guidance.model import Link, Page, Place, Site
from guidance.parse.links import relative


@rule("dead-link", stage="parity")
def check(site: Site) -> Faults:
    """A link leads to no page or no heading of its edition.

    Bad:  [付了钱](payed.md)   [三十分钟](paid.md#minutes)   [Chinese](../../zh/respond/paid.md)
    Good: [付了钱](paid.md)   [三十分钟](paid.md#first-minutes)
    """
    for page in site.pages:
        pages = site.edition(page.locale)
        told = {answer.at for tree in page.trees for _, answer in tree.dead_answers}
        for link in page.links:
            if link.href.startswith("/"):
                yield Fault(link.at, "the link is an absolute path", "write the way from this page")
                continue
            if link.place is None or link.at in told:
                continue
            goal = pages.get(link.place.page) if link.is_internal else None
            if not link.href:
                yield Fault(link.at, "the link leads nowhere", "write [text](page.md)")
            elif link.place.page.startswith(".."):
                yield Fault(
                    link.at,
                    "the link leaves this edition",
                    "link to the page of the same edition; readers have the language switch",
                )
            elif goal is None:
                yield _no_page(page, link, link.place, pages)
            elif not goal.unread and link.place.anchor not in {"", *goal.heading_ids}:
                yield _no_heading(page, link, link.place, goal)


def _no_page(page: Page, link: Link, place: Place, pages: dict[str, Page]) -> Fault:
    path = link.href.partition("#")[0]
    known = [relative(page.name, other) for other in pages if other != page.name]
    stem = place.page.rstrip("/").removesuffix(".html").removesuffix("/index")
    if stem in pages and stem != page.name:
        mend = f"write {relative(page.name, stem)!r}: pages are linked by their file"
    else:
        mend = nearest(path, known, "correct the path, seen from this file")
    return Fault(
        link.at,
        f"there is no page {shown(path)}",
        mend,
        needs=(page_thing(place.page), line_thing(link.at)),
    )


def _no_heading(page: Page, link: Link, place: Place, goal: Page) -> Fault:
    return Fault(
        link.at,
        f"there is no heading {place.anchor!r} in {'this page' if goal is page else goal.path}",
        nearest(place.anchor, goal.heading_ids, "name the id of a heading of that page"),
        needs=(page_thing(*place), line_thing(link.at)),
    )
