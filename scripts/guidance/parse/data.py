"""A YAML file that contributors edit, as a model: every fault with its line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from guidance.model import Finding, Position
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import Places, cure, first_error, load_places, nearest_place

Data = TypeVar("Data", bound=BaseModel)
COMPARE = "compare with the entry above it; put words that hold \": \" or # into 'quotes'"


def read_data(
    path: Path, shown: str, rule: str, model: type[Data]
) -> tuple[Data, Places, list[Finding]]:
    """What the file says, where each of it stands, and what is wrong with it.

    Without a file, or with one that cannot be used, the model says what holds then.
    """

    def fault(place: tuple[int, int], message: str, mend: str) -> Finding:
        return Finding(Position(shown, *place), rule, message, mend)

    if not (path.exists() or path.is_symlink()):
        return model(), {}, []
    try:
        places, data = load_places(read_text(path))
    except UnreadableError as error:
        return model(), {}, [error.finding(shown)]
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        found = fault((line, column), f"not valid YAML: {why}", cure(error, COMPARE))
        return model(), {}, [found]
    try:
        return model.model_validate(data or {}), places, []
    except ValidationError as error:
        faults = [fault(nearest_place(places, at), *said) for at, said in _said(error.errors())]
        return model(), {}, faults


def _said(errors: Iterable[Any]) -> Iterator[tuple[tuple[Any, ...], tuple[str, str]]]:
    """Where each fault is, what is wrong and how to mend it; a misspelt key is one fault."""
    by_kind = {(one["loc"][:-1], one["type"]): one["loc"][-1] for one in errors if one["loc"]}
    for one in errors:
        *entry, key = one["loc"] or ("the file",)
        holder = tuple(entry)
        match one["type"]:
            case "missing" if (holder, "extra_forbidden") in by_kind:
                continue
            case "missing":
                said = f"an entry has no {key}:", f"add {key}: to it"
            case "extra_forbidden" if meant := by_kind.get((holder, "missing")):
                said = f"unknown key {key}", f"write {meant}:"
            case "extra_forbidden":
                said = f"unknown key {key}", "correct its name, or remove it"
            case "list_type":
                said = f"{key} is no list", "write it as [one, another]"
            case "string_type" if one["input"] is None:
                said = f"nothing stands behind {key}:", "write it there"
            case "string_type":
                said = f"{one['input']!r} is no text", "put it into 'quotes'"
            case "literal_error":
                said = f"{key} is none of the allowed words", f"write {one['ctx']['expected']}"
            case "value_error":
                what, _, mend = str(one["ctx"]["error"]).partition("; ")
                said = f"{key}: {what}", mend or COMPARE
            case _:
                said = f"{key}: {one['msg']}", COMPARE
        yield one["loc"], said
