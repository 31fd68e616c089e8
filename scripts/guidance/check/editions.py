"""Both editions."""

from collections.abc import Iterator

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._causes import Thing, page_thing, section_thing
from guidance.check._figures import figures_of
from guidance.check._lagging import lagging
from guidance.check._pairs import OR_LEAVE_IT, OR_TAKE_IT_OUT, pairs, shape, twins, unlike_headings
from guidance.check._records import place_of
from guidance.check._source import shown
from guidance.freshness import Stale, key, stale_sections
from guidance.model import Heading, Link, Page, Site
from guidance.registry import Claim


@rule("missing-page", stage="meaning", group="editions")
def missing_page(site: Site) -> Faults:
    """A page exists in one edition only.

    Bad:  docs/zh/respond/paid.md without docs/en/respond/paid.md
    Good: both; a translator can write the other one for you
    """
    yield from parser_faults(site, "missing-page")
    every = {name for locale in site.locales for name in site.edition(locale)}
    for locale in site.locales:
        pages = site.edition(locale)
        for name in sorted(every - pages.keys() if pages else ()):
            editions = (site.edition(other) for other in site.locales)
            twin = next(edition[name] for edition in editions if name in edition)
            yield Fault(
                twin.at(),
                f"the edition {locale!r} has no such page",
                f"write {site.docs_dir}/{locale}/{name}.md with the same headings, or ask a "
                "translator to",
                breaks=(page_thing(name),),
                needs=(page_thing(name),),
            )


@rule("missing-heading", stage="section", group="editions")
def missing_heading(site: Site) -> Faults:
    """A page has a heading that the same page of the other edition lacks.

    Bad:  ## 先停手 { #stop } in Chinese, no heading with that id in English
    Good: ## Stop first { #stop } at the same place in English
    """
    for source, other in pairs(site):
        for mine, theirs, above in unlike_headings(source, other):
            if mine and theirs is None:
                yield _missing(site, other, above, source, mine)
            elif theirs and mine is None:
                yield _missing(site, source, above, other, theirs)


def _missing(
    site: Site, lacking: Page, above: Heading | None, having: Page, lost: Heading
) -> Fault:
    at = above.at if above else lacking.at(lacking.body_line)
    where = f"below the section #{above.id}" if above else "before the first section"
    compared_in = having.locale if lacking.locale == site.source else lacking.locale
    was_here = key(having, lost.id) in site.checked[compared_in]
    take_it_out = f"if nobody needs it, take it out of {having.path} too; otherwise put it back"
    return Fault(
        at,
        f"the heading {shown(having.lines[lost.at.line - 1], 80)} of {having.path}:{lost.at.line} "
        "is missing here",
        f"{take_it_out} {where}, {OR_LEAVE_IT}"
        if was_here
        else f"add it {where}, {OR_TAKE_IT_OUT}",
        breaks=(page_thing(lacking.name, lost.id),),
        needs=(
            page_thing(lacking.name, lost.id),
            section_thing(lacking, at),
            section_thing(having, lost.at),
        ),
    )


@rule("heading-parity", stage="outline", group="editions")
def heading_parity(site: Site) -> Faults:
    """A heading differs from the same heading of the other edition: id, order, level or class.

    Bad:  ## 先停手 { #stop } in Chinese, ## Stop first { #stop-first } in English
    Good: the same id in both
    """
    for source, other in pairs(site):
        for mine, theirs, _ in unlike_headings(source, other):
            if mine and theirs:
                if mine.id != theirs.id and theirs.id in source.heading_ids:
                    is_, mend = "stands in the place of", "put the headings into the same order"
                else:
                    is_, mend = "is", "make id, level and class equal"
                yield Fault(
                    theirs.at,
                    f"the heading {shape(theirs)} {is_} {shape(mine)} in "
                    f"{source.path}:{mine.at.line}",
                    f"{mend} in both editions, {OR_LEAVE_IT}",
                    breaks=(page_thing(other.name, mine.id),),
                    needs=(section_thing(other, theirs.at), section_thing(source, mine.at)),
                )


@rule("fact-parity", stage="parity", group="editions")
def fact_parity(site: Site) -> Faults:
    """A section cites other facts in another edition, or a record says other figures there.

    Bad:  the Chinese section names 12378, the English one does not
    Good: both cite contact:nfra

    Terms are free.
    """
    for claim in site.registry.claims.values():
        for locale in site.locales[1:] if claim.text else ():
            yield from _other_figures(site, claim, locale)
    for source, other in twins(site):
        for section in ("", *source.heading_ids):
            yield from _differences(source, other, section)


def _other_figures(site: Site, claim: Claim, locale: str) -> Faults:
    """Figures that one of two editions gives; that whose links lag behind it was changed last."""
    new, old = site.source, locale
    if (locale, claim.id) in {(one.locale, one.record.id) for one in lagging(site)}:
        new, old = old, new
    right, wrong = figures_of(claim, new), figures_of(claim, old)
    if set(right) != set(wrong):
        at, there = (place_of(site, "fact", claim.id, "text", one) for one in (old, new))
        yield Fault(
            at,
            f"{claim.id}: the figures are {', '.join(wrong)} in {old}, but {', '.join(right)} in "
            f"{new} (line {there.line})",
            f"write {', '.join(one for one in right if one not in wrong) or 'the same'} here too, "
            f"in claim and text, {OR_LEAVE_IT}",
            needs=(("fact", "fact", claim.id),),
        )


def _differences(source: Page, other: Page, section: str) -> Faults:
    mine, theirs = _cited(source, section), _cited(other, section)
    heading = other.heading_ids.get(section)
    for href in sorted(mine.keys() - theirs.keys()):
        yield Fault(
            heading.at if heading else other.at(other.body_line),
            f"{href} is cited in {mine[href].at.path}:{mine[href].at.line} but not in this section",
            f"cite it here too, as […]({href}), or remove it there, {OR_LEAVE_IT}",
        )
    for href in sorted(theirs.keys() - mine.keys()):
        what = f"{href} is cited here but not in the same section of {source.path}"
        yield Fault(theirs[href].at, what, f"cite it there too, or remove it here, {OR_LEAVE_IT}")


def _cited(page: Page, section: str) -> dict[str, Link]:
    links = page.facts("contact", "law", "fact", "sign")
    return {link.href: link for link in reversed(links) if link.section == section}


@rule("stale-section", stage="freshness", group="editions", severity="warning")
def stale_section(site: Site) -> Faults:
    """The source of a section has changed since the translation was last compared with it.

    Bad:  a new sentence in docs/zh/respond/paid.md, docs/en/respond/paid.md as it was
    Good: compare both, correct the translation, then run guidance checked en/respond/paid

    docs/_checked/ keeps what each section was last compared with. Another line break, or another
    text of a fact link, makes no section stale.
    """
    for locale in site.locales[1:]:
        for stale in stale_sections(site, locale):
            yield Fault(
                stale.other,
                _stale_message(stale),
                _stale_mend(stale),
                needs=tuple(_stale_needs(site, stale)),
            )


def _stale_message(stale: Stale) -> str:
    name, _, section = stale.key.partition("#")
    what = f"the section {section!r}" if section else f"the beginning of {name}"
    source = f"{stale.source.path}:{_span(stale.source.line, stale.source_last)}"
    if stale.never:
        return f"{name if stale.is_page else what} was never compared with {source}"
    return f"{what} was last compared with another text than {source} has now"


def _stale_mend(stale: Stale) -> str:
    here = _span(stale.other.line, stale.other_last)
    page = stale.name.partition("#")[0]
    lines = "line" if here.isdecimal() else "lines"
    return f"compare {lines} {here} with those, then run guidance checked {page}, {OR_LEAVE_IT}"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _stale_needs(site: Site, stale: Stale) -> Iterator[Thing]:
    """The section in both editions; what a heading without id holds is counted above the first."""
    name, _, section = stale.key.partition("#")
    pages = {page.path: page for page in site.pages if page.name == name}
    for at in (stale.source, stale.other):
        page = pages[at.path]
        yield section_thing(page, at)
        if not section:
            yield from (page_thing(name, heading.id) for heading in page.headings)


@rule("invalid-record", stage="file")
def invalid_record(site: Site) -> Faults:
    """The record of what a translation was compared with cannot be read.

    Bad:  docs/_checked/en.yml that somebody wrote by hand, or a merge has broken
    Good: guidance checked en writes it

    Without it every section would seem to wait for its translator.
    """
    return parser_faults(site, "invalid-record")
