"""Headings and the top of a page."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._causes import Thing, page_thing
from guidance.check._source import nearest, shown
from guidance.component import kind_of, kinds, variants_of
from guidance.model import TONES, Checklist, Heading, Item, Page, Position, Site, Tree


@rule("invalid-front-matter", stage="file")
def invalid_front_matter(site: Site) -> Faults:
    """The lines between the two --- at the top of a page are missing, broken or unknown.

    Bad:  description: 信用卡逾期: 先做什么
    Good: description: "信用卡逾期: 先做什么"

    MkDocs would print broken front matter as text on the page, silently.
    """
    return parser_faults(site, "invalid-front-matter")


@rule("title-in-body", stage="block")
def title_in_body(site: Site) -> Faults:
    """A page has a heading of the first level; its title is in the front matter already.

    Bad:  # 先停手 { #stop }
    Good: ## 先停手 { #stop }
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.level == 1:
                what = f"the heading {shown(heading.title)} has the level of the page's title"
                yield Fault(heading.at, what, "write ## for a section")


END = "end the line with a space and {{ #{} }}"
MEND = f"{END.format('…')}, a few English words for the …, the same in every edition"


@rule("missing-id", stage="structure")
def missing_id(site: Site) -> Faults:
    """A heading or a checklist item has no id, or a part of the item has it.

    Bad:  ## 先停手   - [ ] 打 [95188](contact:lender){ #call }
    Good: ## 先停手 { #stop }   - [ ] 打 [95188](contact:lender) { #call }

    Without one a Chinese heading gets the address #_1, and the editions cannot be compared.
    """
    for page in site.pages:
        mend = _cure(page)
        others = [one for one in site.pages if one.name == page.name and one is not page]
        outlines = [other.headings for other in others]
        for heading, twin in zip(page.headings, _twins(page.headings, outlines), strict=True):
            if not heading.id:
                what = f"the heading {shown(heading.title)} has no id"
                yield Fault(heading.at, what, twin or mend)
        for checklist in page.checklists:
            same = [one for other in others for one in other.checklists if one.id == checklist.id]
            lists = [one.items for one in same]
            for item, twin in zip(checklist.items, _twins(checklist.items, lists), strict=True):
                if item.misplaced:
                    what = f"the id of the item {shown(item.text)} stands on a part of it"
                    mend = "put a space before the { at the end of the line"
                    yield Fault(item.at, what, mend)
                elif not item.id:
                    yield Fault(item.at, f"the item {shown(item.text)} has no id", twin or MEND)


def _twins(
    mine: Sequence[Heading | Item], others: Iterable[Sequence[Heading | Item]]
) -> Iterator[str]:
    """For each the cure that names its id in another edition, if only this one lacks it."""
    own = {one.id for one in mine}
    same = [theirs for theirs in others if len(theirs) == len(mine)]
    for number in range(len(mine)):
        twin = next((theirs[number] for theirs in same if theirs[number].id not in own), None)
        yield f"{END.format(twin.id)}, as in {twin.at.path}:{twin.at.line}" if twin else ""


def _cure(page: Page) -> str:
    """The cure for a heading; with the id itself where a link of the page names the only one."""
    nameless = [heading for heading in page.headings if not heading.id]
    named = {link.href[1:] for link in page.links if link.href.startswith("#")}
    wanted = named - {heading.id for heading in page.headings}
    if len(nameless) == len(wanted) == 1:
        return f"{END.format(wanted.pop())}, where a link leads"
    return MEND


ID = re.compile(r"(?!(?:[a-z-]*\d){5})[a-z][a-z0-9-]*")
GENERATED = re.compile(r"sources|source-.+")  # the list below every page


@rule("bad-id", stage="block")
def bad_id(site: Site) -> Faults:
    """An id holds something other than small letters, digits and hyphens, or is taken.

    Bad:  ## 先停手 { #Stop_First }   ## 客服 { #call-4001234567 }
    Good: ## 先停手 { #stop-first }

    An address shows it, so it holds no number to call.

    sources and source-… belong to the list of sources that ends every page.
    """
    for page in site.pages:
        named: list[Heading | Item] = [*page.headings]
        named += [item for checklist in page.checklists for item in checklist.items]
        for one in named:
            if one.id and not ID.fullmatch(one.id):
                what = (
                    f"the id {one.id!r} is not written in small letters, hyphens and a few digits"
                )
                yield Fault(one.at, what, "write it like { #stop-first }, beginning with a letter")
        for heading in page.headings:
            if GENERATED.fullmatch(heading.id):
                what = f"the id {heading.id!r} belongs to the list of sources below the page"
                yield Fault(heading.at, what, "choose another id, the same in every edition")


@rule("duplicate-id", stage="file")
def duplicate_id(site: Site) -> Faults:
    """Two headings of a page, two items of a list, or two trees or lists of an edition share an id.

    Bad:  ### 先停手 { #stop } … ### 再想想 { #stop }
    Good: ### 先停手 { #stop } … ### 再想想 { #think-again }

    Links and kept ticks would go to the first of them, silently.
    """
    for page in site.pages:
        # The heading whose id it would be is missing anywhere on the page.
        yield from _twice(page.headings, "on this page", page_thing(page.name))
        for checklist in page.checklists:
            yield from _twice(checklist.items, "in this list")
    for locale in site.locales:
        parts: list[Tree | Checklist] = []
        for page in site.edition(locale).values():
            first = {heading.at for heading in page.heading_ids.values()}  # others are told above
            parts += [tree for tree in page.trees if tree.at in first]
            parts += [checklist for checklist in page.checklists if checklist.at in first]
        yield from _twice(parts, "in this edition")


def _twice(
    named: Iterable[Heading | Item | Tree | Checklist], where: str, *breaks: Thing
) -> Faults:
    first: dict[str, Position] = {}
    for one in named:
        at = first.setdefault(one.id, one.at)
        if one.id and at != one.at:
            what = f"the id {one.id!r} is used twice {where}, first in {at.path}:{at.line}"
            yield Fault(one.at, what, "choose another id, the same in every edition", breaks)


TREE = "decision-tree"
ANSWER = re.compile(r"\s*[-*+] \[[^\]]*\]\([^)]*\)\s*$")


@rule("unknown-class", stage="syntax", by_page=True)
def unknown_class(site: Site) -> Faults:
    """A heading has a class that means nothing here, or a tone outside a decision tree.

    Bad:  ## 这条短信该信吗？ { #trust .decisiontree }
    Good: ## 这条短信该信吗？ { #trust .decision-tree }
    """
    for page in site.pages:
        steps = {node.at for tree in page.trees for node in tree.nodes}
        misspelt = 7  # level of the last heading that may have been meant to begin a tree
        for heading in page.headings:
            is_step = heading.at in steps
            if heading.level > misspelt and set(heading.classes) <= set(TONES):
                continue  # a step of it
            if not is_step and _ends_a_tree(heading, page):
                yield Fault(
                    heading.at,
                    "this heading ends the tree above it, and the steps below it belong to none",
                    f"begin it with {'#' * (heading.level + 1)}, as a step of the tree",
                )
                misspelt = heading.level
                continue
            faults = list(_classes(heading, TONES if is_step else tuple(kinds()), is_step=is_step))
            yield from faults
            misspelt = heading.level if faults and not is_step else 7


def _ends_a_tree(heading: Heading, page: Page) -> bool:
    """Whether a heading was meant for a step: behind a tree, like it, with answers or a tone."""
    before = [one for one in page.headings if one.at.line < heading.at.line]
    above = next((one for one in reversed(before) if one.level <= heading.level), None)
    if not above or above.level != heading.level or kind_of(above) != TREE:
        return False
    if set(heading.classes) & set(TONES):
        return True
    later = [one for one in page.headings if one.at.line > heading.at.line]
    below = later[0] if later else None
    if heading.classes or not below or not set(below.classes) & set(TONES):
        return False
    return any(map(ANSWER.match, page.lines[heading.at.line : below.at.line - 1]))


def _classes(heading: Heading, known: tuple[str, ...], *, is_step: bool) -> Faults:
    if is_step and kind_of(heading):
        return  # nested-section tells it
    variants = variants_of(heading)
    classes = [name for name in heading.classes if name not in variants]
    unknown = [name for name in classes if name not in known]
    for name in unknown:
        otherwise = f"use one of .{', .'.join(known)}, or remove it"
        if name in TONES:
            otherwise = "only a step of a decision tree has a tone: remove it, or write !!! …"
        yield Fault(
            heading.at,
            f"the class .{name} means nothing on this heading",
            otherwise if name in TONES else nearest(name, (*known, *variants), otherwise),
        )
    if len(classes) > 1 and not unknown:
        what = f"the heading has {len(classes)} classes"
        yield Fault(heading.at, what, f"keep one of .{', .'.join(classes)}")


@rule("nested-heading", stage="file", by_page=True)
def nested_heading(site: Site) -> Faults:
    """A heading stands inside a call-out, a list or a bubble.

    Bad:  a ## line indented under !!! warning "…"
    Good: the same line at the left margin, or **bold words** in the call-out
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.nested:
                yield Fault(
                    heading.at,
                    f"the heading {shown(heading.title)} stands inside another block",
                    "move it to the left margin with a blank line before it",
                )


@rule("nested-section", stage="file", by_page=True)
def nested_section(site: Site) -> Faults:
    """A tree, a checklist or another part lies inside a tree, a checklist or another part.

    Bad:  ### 带上这些 { #bring .checklist } below ## 该信吗？ { #trust .decision-tree }
    Good: ## 带上这些 { #bring .checklist } after the tree
    """
    for page in site.pages:
        around: Heading | None = None
        for heading in (one for one in page.headings if not one.nested):
            if around and heading.level <= around.level:
                around = None
            if around and kind_of(heading):
                yield Fault(
                    heading.at,
                    f"the {kind_of(heading)} {heading.id!r} lies inside the {kind_of(around)} "
                    f"{around.id!r}",
                    f"begin it with {'#' * around.level} as a section of its own",
                )
            elif kind_of(heading):
                around = heading
