"""YAML with places: plain data, and the line and column where each value begins.

The loader is the safe one. Aliases and tags are refused, because an editor never needs them and a
few lines of them can unfold to gigabytes.
"""

from __future__ import annotations

from typing import Any

import yaml

Places = dict[tuple[Any, ...], tuple[int, int]]


class PlainLoader(yaml.SafeLoader):
    """SafeLoader without aliases."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse ``*alias`` with its place."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                None, None, "an alias (*name) is not allowed", event.start_mark
            )
        return super().compose_node(parent, index)  # type: ignore[no-any-return]

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse a key that stands twice: YAML would silently keep the last."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} stands twice", key.start_mark
                )
            seen.add(key.value)
        super().flatten_mapping(node)


def load_places(text: str) -> tuple[Places, Any]:
    """Data of a YAML text, and (line, column) from 1 by path, such as ``(0, "text", "zh")``.

    Raises yaml.YAMLError; ``first_error`` turns it into a place and words.
    """
    loader = PlainLoader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    finally:
        loader.dispose()
    places: Places = {}
    if node is not None:
        _walk(node, (), places)
    return places, data


def _walk(node: yaml.Node, path: tuple[Any, ...], places: Places) -> None:
    places.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            places[(*path, key.value)] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _walk(value, (*path, key.value), places)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*path, index), places)


def first_error(error: yaml.YAMLError) -> tuple[int, int, str]:
    """Line, column and reason of a YAML error, one line long."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    why = str(getattr(error, "problem", None) or error).splitlines()[0]
    if mark is None:
        return 1, 1, why
    return mark.line + 1, mark.column + 1, why
