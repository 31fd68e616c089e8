from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from guidance.check import Fault, rule
from guidance.check._causes import Thing, page_thing, section_at
from guidance.check._source import nearest
from guidance.model import Position, Site
from guidance.registry import KINDS


class Cited(NamedTuple):
    """A place that cites a record, and the section of a page where it lies."""

    at: Position
    section: Thing = ()


@rule("unknown-fact", stage="syntax")
def check(site: Site) -> Iterator[Fault]:
    """A link cites a record that the registry does not have.

    Bad:  [95188](contact:alpay)
    Good: [95188](contact:lender)

    Told once a record, at the first link that cites it.
    """
    unknown: dict[tuple[str, str], list[Cited]] = {}
    for page in site.pages:
        for link in page.facts(*KINDS):
            if site.registry.get(link.scheme, link.key) is None:
                section = page_thing(page.name, section_at(page, link.at.line))
                unknown.setdefault((link.scheme, link.key), []).append(Cited(link.at, section))
    for one in site.registry.citations:
        if one.scheme == "contact" and one.id not in site.registry.contacts:
            unknown.setdefault((one.scheme, one.id), []).append(Cited(one.at))
    empty = set(KINDS) - {scheme for scheme, _ in site.registry.places}
    for scheme in sorted(empty):
        lacking = {key: links for (of, key), links in unknown.items() if of == scheme}
        if lacking:
            yield _empty(site, scheme, lacking)
    for (scheme, key), cited in unknown.items():
        if scheme not in empty:
            yield _unknown(site, scheme, key, cited)


def _empty(site: Site, scheme: str, unknown: dict[str, list[Cited]]) -> Fault:
    cited = [one for links in unknown.values() for one in links]
    wanted, (first, *_) = next(iter(unknown.items()))
    return Fault(
        Position(f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"),
        f"the file holds no record, but {len(cited)} links need one"
        if len(cited) > 1
        else "the file holds no record, but a link needs one",
        f"add the records, first {wanted!r} for {first.at.path}:{first.at.line}",
        breaks=_sections(cited),
        needs=(("fact", scheme),),
    )


def _unknown(site: Site, scheme: str, key: str, cited: list[Cited]) -> Fault:
    file = f"{site.docs_dir}/_facts/{KINDS[scheme][0]}"
    identifier, _, article = key.partition("#")
    law = site.registry.laws.get(identifier) if scheme == "law" else None
    first, *more = cited
    also = ""
    if more:
        count = f" and {len(more) - 1} more" if len(more) > 1 else ""
        also = f", cited also in {more[0].at}{count}"
    if law is not None:
        message = f"the law {law.id!r} has no article {article!r} in {file}{also}"
        mend = f"add it there or cite one of {', '.join(law.articles)}"
    else:
        message = f"no record {identifier!r} in {file}{also}"
        mend = nearest(identifier, site.registry.of(scheme), "add a record there")
    return Fault(
        first.at,
        message,
        mend,
        breaks=_sections(cited),
        needs=(("fact", scheme, identifier),),
    )


def _sections(cited: list[Cited]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(one.section for one in cited if one.section))
