"""Links, and the ways of readers."""

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._source import nearest, shown
from guidance.check._ways import NEAR, Way, is_there, linked, shortest, ways
from guidance.han import both
from guidance.model import HOME, Link, Page, Place, Site
from guidance.parse.links import named_place, relative


@rule("dead-link", stage="parity")
def dead_link(site: Site) -> Faults:
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


QUESTION = tuple(both("?"))


@rule("other-name", stage="parity")
def other_name(site: Site) -> Faults:
    """A question that is a link has another name than the page or section where it leads.

    Bad:  [该先还哪一笔？](which-first.md), and that page is called 先还哪个？
    Good: [先还哪个？](which-first.md)

    A page that is asked for by two names looks like two pages.
    """
    asked: dict[tuple[str, Place], list[tuple[Page, Link]]] = {}
    for page in site.pages:
        for link in page.links:
            if link.place and ".md" in link.href and link.text.endswith(QUESTION):
                asked.setdefault((page.locale, link.place), []).append((page, link))
    for (locale, (name, anchor)), links in asked.items():
        goal = site.edition(locale).get(name)
        names = _names(goal, anchor)
        wrong = [one for one in links if names and not _is_named(one[1], names)]
        mend = f"write {' or '.join(map(shown, names))}, or words that ask nothing"
        if goal and len(wrong) == len(links) > 1:  # it was renamed, and they were not
            places = ", ".join(f"{page.path}:{link.at.line}" for page, link in wrong)
            at = goal.heading_ids[anchor].at if anchor else goal.at(2)
            message = f"{len(wrong)} links still call this {shown(wrong[0][1].text)}: {places}"
            yield Fault(at, message, f"there, {mend}")
            continue
        for _, link in wrong:
            message = f"this question is called otherwise where it leads: {shown(link.text)}"
            yield Fault(link.at, message, mend)


def _is_named(link: Link, names: list[str]) -> bool:
    return _curled(link.text).lower().endswith(tuple(one.lower() for one in names))


def _names(page: Page | None, anchor: str) -> list[str]:
    """What a page and a heading of it are called; nothing where either is missing."""
    if page is None or not page.title or (anchor and anchor not in page.heading_ids):
        return []
    section = [page.heading_ids[anchor].title] if anchor else []
    return list(dict.fromkeys(map(_curled, [page.title, *section])))


def _curled(words: str) -> str:
    """As pages write it: front matter may have the apostrophe of the keyboard."""
    return words.replace("'", "’")


@rule("far-page", stage="way")
def far_page(site: Site) -> Faults:
    """A page that a reader acts with is more than two links from Home.

    Bad:  respond/new.md, to which no page leads that Home links
    Good: [先做这件事](new.md) on such a page, for example respond/paid.md

    Which pages these are stands in docs/_guide/guide.yml (to_act); others the menu may find alone.
    """
    for locale in site.locales:
        pages = site.edition(locale)
        if HOME not in pages or any(page.unread for page in pages.values()):
            continue
        first = _linked_pages(pages[HOME]) & pages.keys()
        second = {two for one in first for two in _linked_pages(pages[one])}
        for name, page in pages.items():
            if name.startswith(tuple(site.subject.to_act)) and name not in first | second:
                yield Fault(
                    page.at(),
                    "the page is more than two links from Home",
                    f"link to it from a page that Home leads to, such as {_neighbour(name, first)}",
                )


def _neighbour(name: str, linked: set[str]) -> str:
    """A page that Home links to, of the same part of the guide if there is one."""
    folder = name.partition("/")[0]
    beside = sorted(linked, key=lambda one: (one.partition("/")[0] != folder, one))
    return f"{beside[0]}.md" if beside else f"{HOME}.md"


def _linked_pages(page: Page) -> set[str]:
    return {place.page for _, place in linked(page)} - {page.name}


@rule("lost-way", stage="way")
def lost_way(site: Site) -> Faults:
    """A section no longer leads to what its reader needs next, or decisive words are far from Home.

    Bad:  index#court-paper without a link to rights/court#check-first
    Good: [核实法院文书](rights/court.md#check-first) below that heading

    Which ways readers must find stands in docs/_checked/ways.yml. When they need one no longer,
    take its line out there.
    """
    wanted, faults = ways(site)
    for fault in faults:
        yield Fault(fault.at, fault.message, fault.mend)
    editions = [site.edition(locale) for locale in site.locales]
    every = [page for edition in editions for page in edition.values()]
    known = {Place(page.name, anchor) for page in every for anchor in ("", *page.heading_ids)}
    for way in () if any(map(_is_torn, editions)) else wanted:
        named = way.places if way.part == NEAR else (named_place(way.name), *way.places)
        for place in named:
            if place not in known:
                yield _gone(way, place, known)
    for locale, pages in zip(site.locales, editions, strict=True):
        if wanted and HOME in pages and not _is_torn(pages):
            yield from _leads_on(wanted, pages)
            yield from _near(wanted, pages, locale)


def _is_torn(pages: dict[str, Page]) -> bool:
    """Whether a way may be lost because a page cannot be read, or an answer leads nowhere."""
    return any(
        page.unread or any(tree.dead_answers for tree in page.trees) for page in pages.values()
    )


def _near(wanted: list[Way], pages: dict[str, Page], locale: str) -> Faults:
    found = shortest(pages)
    for way in (one for one in wanted if one.part == NEAR):
        there = [place for place in way.places if is_there(pages, place)]
        taken = [found[place] for place in there if place in found]
        needs = tuple(page_thing(*filter(None, place)) for place in way.places)
        if there and not taken:
            message = f"{locale}: no link leads to {there[0]}, which decides for {way.name!r}"
            mend = "link to it from a page or an answer near Home"
            yield Fault(way.at, message, mend, needs=needs)
        elif taken and len(best := min(taken, key=len)) > way.most_taps:
            taps = f"takes {len(best)} taps from Home, at most {way.most_taps}"
            message = f"{locale}: {way.name!r} {taps}"
            mend = f"lead there sooner; now the way is {' → '.join(map(str, best))}"
            yield Fault(way.at, message, mend, needs=needs)


def _leads_on(wanted: list[Way], pages: dict[str, Page]) -> Faults:
    for way in (one for one in wanted if one.part != NEAR):
        name, heading = named_place(way.name)
        page = pages.get(name)
        if page is None or heading not in page.heading_ids:
            continue
        led = {place for _, place in linked(page, heading)}
        for place in way.places:
            if is_there(pages, place) and place not in led:
                other, anchor = place
                href = str(Place(relative(name, other) if other != name else "", anchor))
                title = pages[other].heading_ids[anchor].title if anchor else pages[other].title
                yield Fault(
                    page.heading_ids[heading].at,
                    f"this section no longer leads to {place}, which its reader needs next",
                    f"put a link below it: [{title}]({href}); or take it out of line "
                    f"{way.at.line} of {way.at.path}",
                )


def _gone(way: Way, place: Place, known: set[Place]) -> Fault:
    plain = Place(place.page.replace(".md", ""), place.anchor)
    return Fault(
        way.at,
        f"there is no {place}",
        f"write {plain}" if plain in known else "write the id that it has now, or take it out",
        needs=(page_thing(*filter(None, place)), line_thing(way.at)),
    )
