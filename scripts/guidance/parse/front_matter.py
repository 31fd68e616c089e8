"""Front matter: the three lines that name a page. Read before MkDocs does.

MkDocs swallows broken YAML and prints it as page text (mkdocs/utils/meta.py), so that we check it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from guidance.han import HAN
from guidance.model import Finding, Position
from guidance.parse.yaml_places import Places, cure, first_error, load_places, nearest_place

RULE = "invalid-front-matter"
BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
HOW_TO_QUOTE = 'put a value that holds ": " or begins with a sign into "double quotes"'
MARKDOWN = re.compile(r"[*_`<>\[\]{}]")
CODE = re.compile(r"&#?\w+;")
LONGEST_TITLE = 60
LONGEST_HAN_TITLE = 24  # as wide as sixty Latin letters are on a phone


def _title(words: str) -> str:
    if len(words) > LONGEST_TITLE or len(HAN.findall(words)) > LONGEST_HAN_TITLE:
        raise ValueError(
            f"is longer than {LONGEST_TITLE} characters or {LONGEST_HAN_TITLE} Chinese ones"
        )
    if MARKDOWN.search(words):
        raise ValueError("holds a sign of Markdown, which a title shows as it is typed")
    if code := CODE.search(words):
        raise ValueError(f"holds {code[0]}, which stands for another character")
    return words


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class FrontMatter(BaseModel):
    """What a page must say of itself."""

    model_config = ConfigDict(extra="forbid", strict=True)
    title: Annotated[Line, AfterValidator(_title)]
    description: Annotated[Line, StringConstraints(max_length=300)]
    search_tags: list[Line] = []
    hide: list[Literal["navigation", "search"]] = []


@dataclass(frozen=True)
class Parsed:
    """The front matter, the first line of the body (from 1), and what was wrong."""

    data: FrontMatter | None
    body_line: int
    body: str
    problems: list[Finding] = field(default_factory=list)


def parse_front_matter(path: str, text: str) -> Parsed:
    """Split a page into front matter and body. Never raises: faults are in ``problems``."""
    found = BLOCK.match(text)
    if not found:
        return Parsed(None, 1, text, [_none(path, text)])
    body_line = text[: found.end()].count("\n") + 1
    body = text[found.end() :]
    try:
        places, data = load_places(found["yaml"])
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        finding = Finding(
            Position(path, line + 1, column),
            RULE,
            f"the front matter is not valid YAML: {why}",
            cure(error, HOW_TO_QUOTE),
        )
        return Parsed(None, body_line, body, [finding])
    problems = list(_invalid(path, data, places))
    return Parsed(None if problems else FrontMatter.model_validate(data), body_line, body, problems)


def _none(path: str, text: str) -> Finding:
    """A page without front matter, or with one that has no end."""
    lines = text.split("\n")
    if lines[0].strip() != "---":
        what = "the page does not begin with front matter"
        mend = "begin with a line ---, then title: and description:, then a line ---"
        return Finding(Position(path), RULE, what, mend)
    end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    what = "the front matter has no end"
    return Finding(Position(path, end), RULE, what, "put a line --- below this line")


def _invalid(path: str, data: Any, places: Places) -> Iterator[Finding]:
    if not isinstance(data, dict):
        yield Finding(
            Position(path, 2),
            RULE,
            "the front matter is no list of keys and values",
            "write lines such as title: …",
        )
        return
    try:
        FrontMatter.model_validate({str(key): value for key, value in data.items()})
    except ValidationError as error:
        for fault in error.errors():
            where = tuple(fault["loc"])
            line, column = nearest_place(places, where)
            yield Finding(Position(path, line + 1, column), RULE, *_words(where, fault))


def _words(where: tuple[Any, ...], fault: Any) -> tuple[str, str]:
    key = str(where[0]) if where else ""
    match fault["type"]:
        case "missing":
            return f"{key} is missing", f"add a line {key}: … to the front matter"
        case "extra_forbidden":
            known = ", ".join(FrontMatter.model_fields)
            return f"unknown key {key!r}", f"remove it or use one of {known}"
        case "string_too_long":
            limit = fault["ctx"]["max_length"]
            return f"{key} is longer than {limit} characters", "shorten it"
        case "value_error":
            return f"{key} {fault['ctx']['error']}", "shorten it, or take the sign out"
        case "literal_error":
            return f"{key} is none of the allowed words", f"write {fault['ctx']['expected']}"
        case "string_too_short":
            return f"{key} is empty", f"write it: {key}: …"
        case "list_type":
            return f"{key} is no list", f"write {key}: and under it one line '  - word' each"
        case _:
            return f"{key} is no text", 'write words, in "double quotes" where YAML needs them'
