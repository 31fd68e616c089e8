from guidance.check import Fault, Faults, rule
from guidance.check._causes import Thing, section_thing
from guidance.check._cited import cited
from guidance.check._source import nearest
from guidance.model import Position, Site
from guidance.registry import KINDS


@rule("unknown-fact", stage="syntax")
def check(site: Site) -> Faults:
    """A link cites a record that the registry does not have.

    Bad:  [95188](contact:alpay)
    Good: [95188](contact:lender)

    Told once a record, at the first link that cites it.
    """
    unknown: dict[tuple[str, str], list[Position]] = {}
    for link in cited(site):
        if site.registry.get(link.scheme, link.key) is None:
            unknown.setdefault((link.scheme, link.key), []).append(link.at)
    empty = set(KINDS) - {scheme for scheme, _ in site.registry.places}
    for scheme in sorted(empty):
        lacking = {key: links for (of, key), links in unknown.items() if of == scheme}
        if lacking:
            yield _empty(site, scheme, lacking)
    for (scheme, key), places in unknown.items():
        if scheme not in empty:
            yield _unknown(site, scheme, key, places)


def _empty(site: Site, scheme: str, unknown: dict[str, list[Position]]) -> Fault:
    every = [at for places in unknown.values() for at in places]
    wanted, (first, *_) = next(iter(unknown.items()))
    return Fault(
        Position(f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"),
        f"the file holds no record, but {len(every)} links need one"
        if len(every) > 1
        else "the file holds no record, but a link needs one",
        f"add the records, first {wanted!r} for {first.path}:{first.line}",
        breaks=_sections(site, every),
        needs=(("fact", scheme),),
    )


def _unknown(site: Site, scheme: str, key: str, places: list[Position]) -> Fault:
    file = f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"
    identifier, _, article = key.partition("#")
    law = site.registry.laws.get(identifier) if scheme == "law" else None
    first, *more = places
    also = ""
    if more:
        count = f" and {len(more) - 1} more" if len(more) > 1 else ""
        also = f", cited also in {more[0]}{count}"
    if law is not None:
        message = f"the law {law.id!r} has no article {article!r} in {file}{also}"
        mend = f"add it there or cite one of {', '.join(law.articles)}"
    else:
        message = f"no record {identifier!r} in {file}{also}"
        mend = nearest(identifier, site.registry.of(scheme), "add a record there")
    return Fault(
        first,
        message,
        mend,
        breaks=_sections(site, places),
        needs=(("fact", scheme, identifier),),
    )


def _sections(site: Site, places: list[Position]) -> tuple[Thing, ...]:
    pages = {page.path: page for page in site.pages}
    here = (section_thing(pages[at.path], at) for at in places if at.path in pages)
    return tuple(dict.fromkeys(here))
