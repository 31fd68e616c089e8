from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check.source import body_lines, nearest
from guidance.model import TONES, Site

SECTION_CLASSES = (
    "decision-tree",
    "checklist",
    "letter",
    "message-checker",
    "planner",
    "deadline",
    "figure",
    "contacts",
    "terms",
    "laws",
    "facts",
)
ATTRIBUTES = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
HEADING_END = re.compile(r"^\s*#{1,6}\s.*\{:?[ ]*#[^{}]*\}\s*$")
ITEM_END = re.compile(r"^\s*[-*+]\s+\[[ xX]\]\s.*\{:?[ ]*#[^{}]*\}\s*$")


@rule("title-in-body")
def title(site: Site) -> Iterator[Fault]:
    """A page has a heading of the first level; its title is in the front matter already.

    Bad:  # 先停手 { #stop }
    Good: ## 先停手 { #stop }
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.level == 1:
                yield Fault(
                    heading.at,
                    f"the heading {heading.title!r} has the level of the page's title",
                    "write ## for a section",
                )


@rule("nested-heading")
def nested(site: Site) -> Iterator[Fault]:
    """A heading stands inside a call-out, a list or a bubble.

    Bad:  a ## line indented under !!! warning "…"
    Good: the same line at the left margin, or **bold words** in the call-out
    """
    for page in site.pages:
        for heading in page.headings:
            if heading.nested:
                yield Fault(
                    heading.at,
                    f"the heading {heading.title!r} stands inside another block",
                    "move it to the left margin with a blank line before it",
                )


@rule("unknown-class")
def unknown_class(site: Site) -> Iterator[Fault]:
    """A heading has a class that means nothing here, or a tone outside a decision tree.

    Bad:  ## 这条短信该信吗？ { #trust .decisiontree }
    Good: ## 这条短信该信吗？ { #trust .decision-tree }
    """
    for page in site.pages:
        tones = {node.at: node for tree in page.trees for node in tree.nodes}
        for heading in page.headings:
            known = TONES if heading.at in tones else SECTION_CLASSES
            for name in heading.classes:
                if name not in known:
                    yield Fault(
                        heading.at,
                        f"the class .{name} means nothing on this heading",
                        nearest(name, known, f"use one of {', '.join(known)}, or remove it"),
                    )
            if len(heading.classes) > 1 and all(name in known for name in heading.classes):
                yield Fault(
                    heading.at,
                    f"the heading has {len(heading.classes)} classes",
                    f"keep one of .{', .'.join(heading.classes)}",
                )


@rule("unknown-attribute")
def unknown_attribute(site: Site) -> Iterator[Fault]:
    """Braces give something else than an id and a class, or stand where none is read.

    Bad:  ## 先停手 { #stop onclick=… }   or   [按钮](a.md){ .button }
    Good: ## 先停手 { #stop }

    Markdown would put any attribute into the page, scripts included.
    """
    for page in site.pages:
        for number, text in body_lines(page):
            for found in ATTRIBUTES.finditer(text):
                words = found["inside"].split()
                at = page.at(number, found.start() + 1)
                if not words or not words[0][0] in ".#:" and "=" not in found["inside"]:
                    continue
                wrong = next((w for w in words if not w.startswith((".", "#"))), None)
                if wrong:
                    yield Fault(
                        at,
                        f"{wrong!r} is no id and no class",
                        "keep only { #id } or { #id .class } at the end of a heading",
                    )
                elif not (HEADING_END.match(text) or ITEM_END.match(text)):
                    yield Fault(
                        at,
                        f"{found[0]} stands where no id or class is read",
                        "ids belong at the end of a heading or of a checklist item",
                    )
