"""YAML with places: plain data, and the line and column where each value begins.

The loader is the safe one. Aliases and tags are refused, because an editor never needs them and a
few lines of them can unfold to gigabytes; characters written as their code, so that the lines of a
file are what it says. ``mkdocs.yml`` alone may ask for a variable, ``!ENV``.
"""

import os
import re
from functools import lru_cache
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor

from guidance.parse.slips import QUOTE_ALL, Slip, silent_slip, slip

Places = dict[tuple[Any, ...], tuple[int, int]]
WRITE_IT, KEEP_ONE = "write the value itself", "keep this one or the one above"
QUOTE_IT = "put a value that begins with a sign into 'quotes'"


#: Ends a line for YAML and for nothing else, so that it counts other lines than an editor.
BREAK = re.compile("[\x85\u2028\u2029]")
#: In double quotes, whatever YAML reads as another character than stands there.
CODE = re.compile(r'\\[^"]')
#: A variable of ours: whatever else the machine knows, a key of its owner too, is not for a page.
OURS = re.compile("GUIDANCE_[A-Z_]+")


class Variable(str):
    """What a variable of the environment says; its name, so that somebody can mend it."""

    name: str


class YamlError(yaml.MarkedYAMLError):
    """Something with its place that no YAML of ours may hold, and how to mend it."""

    def __init__(self, why: str, mark: Any, mend: str) -> None:
        super().__init__(problem=why, problem_mark=mark)
        self.mend = mend


class _Plain(Composer, SafeConstructor):
    """Safe, without aliases, tags and codes; what it cannot read is a YAMLError with a place."""

    text = ""
    variables = False

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse ``*alias``, ``!tag`` and a character's code with their place."""
        event = self.peek_event()  # type: ignore[attr-defined]  # of the parser beside it
        if isinstance(event, yaml.AliasEvent):
            raise YamlError("an alias (*name) is not allowed", event.start_mark, WRITE_IT)
        known = (None, "!ENV") if self.variables else (None,)
        if getattr(event, "tag", None) not in known:
            raise YamlError(f"a tag ({event.tag}) is not allowed", event.start_mark, WRITE_IT)
        if getattr(event, "style", None) == '"':
            written = self.text[event.start_mark.index : event.end_mark.index]
            if code := CODE.search(written):
                why = f"{code[0]} stands for another character"
                raise YamlError(why, event.start_mark, "type the character itself, or leave it out")
        return super().compose_node(parent, index)

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse a key that stands twice: YAML would silently keep the last."""
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError("a list or mapping cannot be a key", key.start_mark, QUOTE_IT)
            if node.flow_style and value.start_mark.index == key.end_mark.index:
                why = "a , inside words that stand in { }"
                raise YamlError(why, key.start_mark, QUOTE_ALL)
            if key.value in seen and key.value == "id":
                why = "no dash before id:, which begins a record"
                raise YamlError(why, key.start_mark, "write - id:")
            if key.value in seen:
                raise YamlError(f"the key {key.value!r} stands twice", key.start_mark, KEEP_ONE)
            seen.add(key.value)
        super().flatten_mapping(node)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Leave a value such as 2026-13-45, which looks like a date and is none, as text."""
        try:
            return super().construct_object(node, deep)
        except ValueError:
            return node.value

    def variable(self: Any, node: yaml.Node) -> Any:
        """What ``!ENV [NAME, value]`` stands for: of the variable, or else the value beside it."""
        parts = self.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else []
        if len(parts) != 2 or not OURS.fullmatch(str(parts[0])):
            raise YamlError(
                "!ENV asks for what is no variable of the guide",
                node.start_mark,
                'write !ENV [GUIDANCE_…, "the value without it"]',
            )
        name, otherwise = parts
        if name not in os.environ:
            return otherwise
        found = Variable(os.environ[name])
        found.name = name
        return found


class PlainLoader(_Plain, yaml.SafeLoader):
    """Reads with PyYAML's own parser, whose complaints ours are made of."""


PlainLoader.add_constructor("!ENV", PlainLoader.variable)


if yaml.__with_libyaml__:

    class FastLoader(_Plain, yaml.CSafeLoader):
        """Reads five times as fast: only the nodes are put together in Python."""

        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

    FastLoader.add_constructor("!ENV", FastLoader.variable)


@lru_cache(256)
def load_places(text: str) -> tuple[Places, Any]:
    """Data of a YAML text, and (line, column) from 1 by path, such as ``(0, "text", "zh")``.

    Raises yaml.YAMLError; ``first_error`` turns it into a place and words.
    """
    return _read(text, variables=False)


def load_settings(text: str) -> tuple[Places, Any]:
    """The same of ``mkdocs.yml``, with what its variables say now."""
    return _read(text, variables=True)


def _read(text: str, *, variables: bool) -> tuple[Places, Any]:
    if odd := BREAK.search(text):
        raise _no_character(text, odd.start())
    if yaml.__with_libyaml__:
        try:
            return _meant(text, _load(FastLoader(text), text, variables=variables))
        except (yaml.YAMLError, RecursionError):
            pass  # read again, for the place and the words of the complaint
    try:
        loader = PlainLoader(text)
    except yaml.reader.ReaderError as error:
        raise _no_character(text, error.position) from error
    try:
        return _meant(text, _load(loader, text, variables=variables))
    except RecursionError as error:
        raise yaml.YAMLError("the values lie too deep in each other") from error
    except (yaml.scanner.ScannerError, yaml.parser.ParserError) as error:
        found = slip(text.split("\n"), error, records=not variables)
        if found is None:
            raise
        raise _told(found) from None


def _no_character(text: str, position: int) -> YamlError:
    *above, before = re.split("\r\n|\r|\n", text[:position])
    mark = yaml.Mark("", position, len(above), len(before), None, 0)
    why = f"no text holds the character U+{ord(text[position]):04X}"
    return YamlError(why, mark, "remove it")


def _meant(text: str, loaded: tuple[Places, Any]) -> tuple[Places, Any]:
    """What was read, if it is what its writer meant."""
    if found := silent_slip(text.split("\n")):
        raise _told(found)
    return loaded


def _told(found: Slip) -> YamlError:
    return YamlError(found.what, yaml.Mark("", 0, found.line, found.column, None, 0), found.mend)


def _load(loader: Any, text: str, *, variables: bool) -> tuple[Places, Any]:
    loader.text, loader.variables = text, variables
    places: Places = {}
    data = None
    try:
        node = loader.get_single_node()
        if node is not None:
            data = loader.construct_document(node)
            _walk(node, (), places)
    finally:
        loader.dispose()
    return places, data


def nearest_place(places: Places, path: tuple[Any, ...]) -> tuple[int, int]:
    """The place of a value, or of the nearest value around it that has one."""
    best: tuple[Any, ...] = ()
    for part in path:
        inner = next((key for key in ((*best, part), (*best, str(part))) if key in places), None)
        if inner is None:
            break
        best = inner
    return places.get(best, (1, 1))


def _walk(node: yaml.Node, path: tuple[Any, ...], places: Places) -> None:
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            places[(*path, key.value)] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _walk(value, (*path, key.value), places)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), places)


def cure(error: yaml.YAMLError, otherwise: str) -> str:
    """How to mend an error; ``otherwise`` where only YAML knows what is wrong."""
    return error.mend if isinstance(error, YamlError) else otherwise


def first_error(error: yaml.YAMLError) -> tuple[int, int, str]:
    """Line, column and reason of a YAML error, one line long."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    why = str(getattr(error, "problem", None) or error).splitlines()[0]
    if mark is None:
        return 1, 1, why
    return mark.line + 1, mark.column + 1, why
