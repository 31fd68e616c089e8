"""A style sheet cut down to the rules that a page can use.

tinycss2 parses; nothing here reads CSS with patterns of its own. A selector stays when the name of
every tag, class, id and attribute it asks for is a word of the page or of its scripts, whatever the
word is there. A custom property stays when something that stays asks for it, also by way of other
properties. What cannot be judged (``:not()``, states, unknown rules) stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2

#: Attributes that the browser sets itself while a reader acts.
LIVE = {"open", "checked", "hidden", "disabled"}
#: Tags with their attributes, and scripts.
TAGS = re.compile(r"<script\b.*?</script>|<(?:\"[^\"]*\"|[^>\"])*>", re.DOTALL)
#: Combinators and commas of a selector with spaces that say nothing.
NEEDLESS = re.compile(r" ?([>~+,]) ")


@lru_cache
def words_of(script: str) -> frozenset[str]:
    """The words of a script, as names in CSS are written: ``tree-answer``, ``--at``."""
    return frozenset(re.findall(r"[\w-]+", script))


def words_in_tags(html: str) -> frozenset[str]:
    """The words of a page that no reader reads: in its tags and its scripts."""
    return words_of(" ".join(TAGS.findall(html)))


# --------------------------------------------------------------------------- the sheet

#: The words that one selector asks for.
Need = frozenset[str]


@dataclass(frozen=True)
class Declaration:
    """``name: value``, and the custom properties and animations it names."""

    text: str
    name: str
    refers: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """Selectors with what each of them may need (any one of its readings), and declarations."""

    selectors: tuple[tuple[str, tuple[Need, ...]], ...]
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True)
class Group:
    """``@media``, ``@supports`` or ``@layer`` around rules."""

    name: str
    prelude: str
    rules: tuple[Rule | Group | Verbatim, ...]


@dataclass(frozen=True)
class Verbatim:
    """A rule taken as it is: ``@layer a, b;``, ``@page``, ``@keyframes`` (where asked for)."""

    text: str
    name: str = ""


@dataclass(frozen=True)
class Sheet:
    """A parsed style sheet."""

    rules: tuple[Rule | Group | Verbatim, ...]

    @classmethod
    def parse(cls, text: str) -> Sheet:
        """Raises ValueError at what a browser would not understand either."""
        return cls(tuple(_rules(tinycss2.parse_stylesheet(text, True, True))))

    def for_page(self, words: Set[str]) -> str:
        """The rules that a page of these words can use, without spaces to spare."""
        kept = tuple(_kept(self.rules, words))
        asked = _asked(kept, words)
        return "".join(_written(kept, asked))

    def without_layers(self, weak: tuple[str, ...]) -> Sheet:
        """The same cascade for browsers that know no ``@layer`` (before Chrome 99, Safari 15.4).

        Selectors of the weak layers, which must come first, lose their weight to ``:where()``. What
        is for paper gains the weight of an id, since it must win over screens.
        """
        return Sheet(tuple(_without_layers(self.rules, weak, "")))

    def split_print(self) -> tuple[Sheet, Sheet]:
        """The sheet for screens, and what is only for paper."""
        return Sheet(tuple(_split(self.rules, False))), Sheet(tuple(_split(self.rules, True)))

    def __str__(self) -> str:
        return "".join(_written(self.rules, None))


def _rules(nodes: Iterable[Any]) -> Iterator[Rule | Group | Verbatim]:
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"CSS, line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            yield _rule(node)
        elif node.type == "at-rule":
            prelude = _squeezed(node.prelude)
            if node.content is None:
                if node.lower_at_keyword != "charset":
                    yield Verbatim(f"@{node.at_keyword} {prelude};")
            elif node.lower_at_keyword in ("media", "supports", "layer"):
                inside = tinycss2.parse_rule_list(node.content, True, True)
                yield Group(node.lower_at_keyword, prelude, tuple(_rules(inside)))
            else:
                name = prelude if "keyframes" in node.lower_at_keyword else ""
                body = _squeezed(node.content)
                yield Verbatim(f"@{node.at_keyword} {prelude}{{{body}}}", name)


def _rule(node: Any) -> Rule:
    selectors = tuple(
        (NEEDLESS.sub(r"\1", _squeezed(tokens)), tuple(_needs(tokens)))
        for tokens in _between_commas(node.prelude)
    )
    return Rule(selectors, tuple(_declarations(node.content)))


def _declarations(content: Any) -> Iterator[Declaration]:
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "error":
            raise ValueError(f"CSS, line {node.source_line}: {node.message}")
        if node.type != "declaration":
            raise ValueError(f"CSS, line {node.source_line}: rules within rules are not understood")
        important = "!important" if node.important else ""
        value = _squeezed(node.value)
        yield Declaration(f"{node.name}:{value}{important}", node.name, frozenset(_names(node)))


def _names(declaration: Any) -> Iterator[str]:
    """Custom properties in ``var()``, and each word of an animation: one is its name."""
    animates = declaration.lower_name.endswith(("animation", "animation-name"))
    for token in _walk(declaration.value):
        if token.type == "ident" and (token.value.startswith("--") or animates):
            yield token.value


def _walk(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _walk(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


# --------------------------------------------------------------------------- selectors


def _between_commas(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    for token in tokens:
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _needs(tokens: list[Any]) -> list[Need]:
    """Every reading of a selector: ``a:is(.b, .c)`` needs a and .b, or a and .c."""
    readings = [Need()]
    before: Any = None
    for token in tokens:
        found = [Need()]
        if token.type == "hash" or (token.type == "ident" and before == "."):
            found = [Need([token.value])]
        elif token.type == "ident" and before != ":":
            found = [Need([token.lower_value])]
        elif token.type == "[] block":
            found = _attribute(
                next(one for one in token.content if one.type == "ident").lower_value
            )
        elif token.type == "function" and token.lower_name in ("is", "where", "matches", "has"):
            found = [need for part in _between_commas(token.arguments) for need in _needs(part)]
        readings = [one | more for one in readings for more in found]
        before = token
    return readings


def _attribute(name: str) -> list[Need]:
    """``data-print-list``, or as scripts write it: ``printList``."""
    if name in LIVE:
        return [Need()]
    first, *others = name.removeprefix("data-").split("-")
    return [Need([name]), Need([first + "".join(map(str.capitalize, others))])]


# --------------------------------------------------------------------------- choosing


def _kept(
    rules: Iterable[Rule | Group | Verbatim], words: Set[str]
) -> Iterator[Rule | Group | Verbatim]:
    for rule in rules:
        if isinstance(rule, Group):
            inside = tuple(_kept(rule.rules, words))
            if inside:
                yield Group(rule.name, rule.prelude, inside)
        elif isinstance(rule, Rule):
            met = tuple(one for one in rule.selectors if any(need <= words for need in one[1]))
            if met:
                yield Rule(met, rule.declarations)
        else:
            yield rule


def _without_layers(
    rules: Iterable[Rule | Group | Verbatim], weak: tuple[str, ...], weight: str
) -> Iterator[Rule | Group | Verbatim]:
    for rule in rules:
        if isinstance(rule, Group):
            if (rule.name, rule.prelude) == ("media", "print"):
                inside = "paper"
            elif rule.name == "layer":
                inside = "weak" if rule.prelude in weak else ""
            else:
                inside = weight
            flat = tuple(_without_layers(rule.rules, weak, inside))
            if rule.name == "layer":
                yield from flat
            else:
                yield Group(rule.name, rule.prelude, flat)
        elif isinstance(rule, Rule):
            selectors = tuple((_weighed(text, weight), needs) for text, needs in rule.selectors)
            yield Rule(selectors, rule.declarations)
        elif not rule.text.startswith("@layer"):
            yield rule


def _weighed(selector: str, weight: str) -> str:
    """``a::before`` as ``:where(a)::before`` (weak) or ``a:not(#_)::before`` (paper)."""
    element, colons, part = selector.partition("::")
    if weight == "weak" and element:
        element = f":where({element})"
    elif weight == "paper":
        element += ":not(#_)"
    return element + colons + part


def _split(
    rules: Iterable[Rule | Group | Verbatim], paper: bool
) -> Iterator[Rule | Group | Verbatim]:
    for rule in rules:
        if isinstance(rule, Group) and rule.name == "media" and rule.prelude == "print":
            if paper:
                yield rule
        elif isinstance(rule, Group):
            inside = tuple(_split(rule.rules, paper))
            if inside:
                yield Group(rule.name, rule.prelude, inside)
        elif not paper:
            yield rule


def _asked(rules: Iterable[Rule | Group | Verbatim], words: Set[str]) -> set[str]:
    """Custom properties and animations that something kept asks for, directly or not."""
    custom: dict[str, set[str]] = {}
    asked: set[str] = set()
    for declaration in _all_declarations(rules):
        if declaration.name.startswith("--"):
            custom.setdefault(declaration.name, set()).update(declaration.refers)
        else:
            asked |= declaration.refers
    waiting = asked | (custom.keys() & words)
    asked = set()
    while waiting:
        name = waiting.pop()
        asked.add(name)
        waiting |= custom.get(name, set()) - asked
    return asked


def _all_declarations(rules: Iterable[Rule | Group | Verbatim]) -> Iterator[Declaration]:
    for rule in rules:
        if isinstance(rule, Group):
            yield from _all_declarations(rule.rules)
        elif isinstance(rule, Rule):
            yield from rule.declarations


# --------------------------------------------------------------------------- writing


def _written(rules: Iterable[Rule | Group | Verbatim], asked: set[str] | None) -> Iterator[str]:
    """Text of the rules; ``asked`` is None where everything stays."""

    def stays(name: str) -> bool:
        return asked is None or name in asked

    for rule in rules:
        if isinstance(rule, Group):
            inside = "".join(_written(rule.rules, asked))
            if inside:
                yield f"@{rule.name} {rule.prelude}{{{inside}}}"
        elif isinstance(rule, Verbatim):
            if not rule.name or stays(rule.name):
                yield rule.text
        else:
            body = ";".join(
                one.text
                for one in rule.declarations
                if not one.name.startswith("--") or stays(one.name)
            )
            if body:
                yield f"{','.join(text for text, _ in rule.selectors)}{{{body}}}"


def _squeezed(tokens: Iterable[Any]) -> str:
    """Tokens as text with one space where there was any, and none at the ends or at commas."""
    parts: list[Any] = []
    for token in tokens:
        if token.type == "comment" or (token.type == "whitespace" and _needless(parts)):
            continue
        if token.type == "whitespace":
            token.value = " "
        if token == "," and parts and parts[-1].type == "whitespace":
            parts.pop()
        parts.append(token)
    if parts and parts[-1].type == "whitespace":
        parts.pop()
    return str(tinycss2.serialize(parts))


def _needless(before: list[Any]) -> bool:
    return not before or before[-1].type == "whitespace" or before[-1] == ","
