from collections.abc import Iterator

from guidance.check import Fault, Faults, rule
from guidance.check._causes import Thing, page_thing, section_thing
from guidance.check._pairs import OR_LEAVE_IT
from guidance.freshness import Stale, stale_sections
from guidance.model import Site


@rule("stale-section", stage="freshness", group="editions", severity="warning")
def check(site: Site) -> Faults:
    """The source of a section has changed since the translation was last compared with it.

    Bad:  a new sentence in docs/zh/respond/paid.md, docs/en/respond/paid.md as it was
    Good: compare both, correct the translation, then run guidance checked en/respond/paid

    docs/_checked/ keeps what each section was last compared with. Another line break, or another
    text of a fact link, makes no section stale.
    """
    for locale in site.locales[1:]:
        for stale in stale_sections(site, locale):
            yield Fault(
                stale.other, _message(stale), _mend(stale), needs=tuple(_needs(site, stale))
            )


def _message(stale: Stale) -> str:
    name, _, section = stale.key.partition("#")
    what = f"the section {section!r}" if section else f"the beginning of {name}"
    source = f"{stale.source.path}:{_span(stale.source.line, stale.source_last)}"
    if stale.never:
        return f"{name if stale.is_page else what} was never compared with {source}"
    return f"{what} was last compared with another text than {source} has now"


def _mend(stale: Stale) -> str:
    here = _span(stale.other.line, stale.other_last)
    page = stale.name.partition("#")[0]
    lines = "line" if here.isdecimal() else "lines"
    return f"compare {lines} {here} with those, then run guidance checked {page}, {OR_LEAVE_IT}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _needs(site: Site, stale: Stale) -> Iterator[Thing]:
    """The section in both editions; what a heading without id holds is counted above the first."""
    name, _, section = stale.key.partition("#")
    pages = {page.path: page for page in site.pages if page.name == name}
    for at in (stale.source, stale.other):
        page = pages[at.path]
        yield section_thing(page, at)
        if not section:
            yield from (page_thing(name, heading.id) for heading in page.headings)
