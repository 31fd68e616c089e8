from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing, page_thing
from guidance.check._ways import NEAR, Way, is_there, linked, shortest, ways
from guidance.model import HOME, Page, Place, Site
from guidance.parse.links import named_place, relative


@rule("lost-way", stage="way")
def check(site: Site) -> Faults:
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
            yield from _on(wanted, pages)
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


def _on(wanted: list[Way], pages: dict[str, Page]) -> Faults:
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
