from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.model import Heading, Page, Site, Tree


def pairs(site: Site) -> Iterator[tuple[Page, Page]]:
    """Each page of the source edition with the same page of every other edition."""
    source = site.edition(site.source)
    for locale in site.locales[1:]:
        other = site.edition(locale)
        for name in sorted(source.keys() & other.keys()):
            if not (source[name].problems or other[name].problems):
                yield source[name], other[name]


@rule("missing-page", group="editions")
def missing(site: Site) -> Iterator[Fault]:
    """A page exists in one edition only.

    Bad:  docs/zh/respond/paid.md without docs/en/respond/paid.md
    Good: both; a translator can write the other one for you
    """
    for finding in site.problems:
        if finding.rule == "missing-page":
            yield Fault(finding.at, finding.message, finding.mend)
    every = {name for locale in site.locales for name in site.edition(locale)}
    for locale in site.locales:
        pages = site.edition(locale)
        for name in sorted(every - pages.keys() if pages else ()):
            twin = next(site.edition(other)[name] for other in site.locales
                        if name in site.edition(other))  # fmt: skip
            wanted = f"{site.docs_dir}/{locale}/{name}.md"
            yield Fault(
                twin.at(),
                f"the edition {locale!r} has no such page",
                f"write {wanted} with the same headings, or ask a translator to",
            )


def _outline(page: Page) -> list[Heading]:
    return [heading for heading in page.headings if heading.id]


@rule("heading-parity", group="editions")
def headings(site: Site) -> Iterator[Fault]:
    """The headings of a page differ between the editions: id, order, level or class.

    Bad:  ## 先停手 { #stop } in Chinese, ## Stop first { #stop-first } in English
    Good: the same id in both
    """
    for source, other in pairs(site):
        for mine, theirs in _differences(_outline(source), _outline(other)):
            if mine is not None and theirs is not None:
                yield Fault(
                    theirs.at,
                    f"the heading {_shape(theirs)} is {_shape(mine)} in {source.path}:"
                    f"{mine.at.line}",
                    "make id, level and class equal in both editions",
                )
            elif mine is not None:
                yield Fault(
                    other.at(),
                    f"the heading {_shape(mine)} of {source.path}:{mine.at.line} is missing here",
                    f"add a heading that ends with {{ #{mine.id} }}, or remove that one",
                )
            elif theirs is not None:
                yield Fault(
                    theirs.at,
                    f"the heading {_shape(theirs)} is missing in {source.path}",
                    f"add it there with {{ #{theirs.id} }}, or remove it here",
                )


def _shape(heading: Heading) -> str:
    classes = "".join(f" .{name}" for name in sorted(heading.classes))
    return f"{'#' * heading.level} {{ #{heading.id}{classes} }}"


def _differences(
    mine: list[Heading], theirs: list[Heading]
) -> Iterator[tuple[Heading | None, Heading | None]]:
    my_ids, their_ids = [h.id for h in mine], [h.id for h in theirs]
    if len(mine) == len(theirs):
        for left, right in zip(mine, theirs, strict=True):
            if _shape(left) != _shape(right):
                yield left, right
        return
    for heading in mine:
        if heading.id not in their_ids:
            yield heading, None
    for heading in theirs:
        if heading.id not in my_ids:
            yield None, heading


def _same_outline(source: Page, other: Page) -> bool:
    return [_shape(h) for h in _outline(source)] == [_shape(h) for h in _outline(other)]


@rule("tree-parity", group="editions")
def trees(site: Site) -> Iterator[Fault]:
    """The answers of a decision tree lead elsewhere in another edition.

    Bad:  [要](#stop) in Chinese, [Yes](#look-in-app) in English
    Good: the same targets in the same order
    """
    for source, other in pairs(site):
        if not _same_outline(source, other):
            continue
        for mine, theirs in zip(source.trees, other.trees, strict=True):
            yield from _edges(source, mine, theirs)


def _edges(source: Page, mine: Tree, theirs: Tree) -> Iterator[Fault]:
    for left, right in zip(mine.nodes, theirs.nodes, strict=False):
        here = [answer.target for answer in left.answers]
        there = [answer.target for answer in right.answers]
        if here == there:
            continue
        odd = next((a for a, b in zip(right.answers, here, strict=False) if a.target != b), None)
        yield Fault(
            odd.at if odd else right.at,
            f"the answers of {right.id!r} lead to {', '.join(there) or 'nothing'}, in "
            f"{source.path}:{left.at.line} to {', '.join(here) or 'nothing'}",
            "make the targets equal in both editions",
        )


@rule("item-parity", group="editions")
def items(site: Site) -> Iterator[Fault]:
    """A checklist has other items in another edition.

    Bad:  five items in Chinese, four in English
    Good: the same item ids in the same order
    """
    for source, other in pairs(site):
        if not _same_outline(source, other):
            continue
        for mine, theirs in zip(source.checklists, other.checklists, strict=True):
            here = [item.id for item in mine.items]
            there = [item.id for item in theirs.items]
            if here == there:
                continue
            extra = [i for i in there if i not in here]
            lost = [i for i in here if i not in there]
            said = "; ".join(
                part
                for part in (
                    f"missing: {', '.join(lost)}" if lost else "",
                    f"only here: {', '.join(extra)}" if extra else "",
                    "" if lost or extra else "the order differs",
                )
                if part
            )
            yield Fault(
                theirs.at,
                f"the checklist {theirs.id!r} differs from {source.path}:{mine.at.line} ({said})",
                "make the item ids equal in both editions",
            )


@rule("fact-parity", group="editions")
def facts(site: Site) -> Iterator[Fault]:
    """A section cites other facts in another edition. Terms are free.

    Bad:  the Chinese section names 12378, the English one does not
    Good: both cite contact:nfra
    """
    for source, other in pairs(site):
        if not _same_outline(source, other):
            continue
        sections = ["", *(heading.id for heading in _outline(source))]
        for section in sections:
            mine = {link.href: link for link in source.facts("contact", "law", "fact")
                    if link.section == section}  # fmt: skip
            theirs = {link.href: link for link in other.facts("contact", "law", "fact")
                      if link.section == section}  # fmt: skip
            heading = other.heading_ids.get(section)
            for href in sorted(mine.keys() - theirs.keys()):
                yield Fault(
                    heading.at if heading else other.at(other.body_line),
                    f"{href} is cited in {mine[href].at.path}:{mine[href].at.line} but not in "
                    f"this section",
                    f"cite it here too: […]({href})",
                )
            for href in sorted(theirs.keys() - mine.keys()):
                yield Fault(
                    theirs[href].at,
                    f"{href} is cited here but not in the same section of {source.path}",
                    "cite it there too, or remove it here",
                )
