"""A JSON schema for each file of the facts registry, so that an editor helps while one types.

The first line of such a file names its schema; editors with a YAML language server read it. What
is right is decided by ``guidance check`` alone.
"""

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from guidance.registry import KINDS, LISTS

FOLDER = "scripts/guidance/schemas"
#: The first line of ``docs/_facts/NAME``.
LINE = "# yaml-language-server: $schema=../../" + FOLDER + "/{schema}"


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    models: dict[str, type[BaseModel]] = dict(KINDS.values())
    return {
        schema_of(name): _text(TypeAdapter(list[model]).json_schema())  # type: ignore[valid-type]
        for name, model in {**models, **LISTS}.items()
    }


def schema_of(file: str) -> str:
    """The file name of the schema of a facts file: ``contacts.json`` of ``contacts.yml``."""
    return file.removesuffix(".yml") + ".json"


def _text(schema: Any) -> str:
    return json.dumps(_untitled(schema), ensure_ascii=False, indent=1) + "\n"


def _untitled(value: Any) -> Any:
    """Without the titles that pydantic makes of names."""
    if isinstance(value, list):
        return [_untitled(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: {name: _untitled(one) for name, one in inner.items()}
        if key == "properties"
        else _untitled(inner)
        for key, inner in value.items()
        if not (key == "title" and isinstance(inner, str))
    }
