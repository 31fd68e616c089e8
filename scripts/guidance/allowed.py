"""What ``mkdocs.yml`` may say here: a closed model, in the shape of the file.

Many settings of MkDocs run a program, load a script or publish a file. The guide uses few, most of
them with one value. A new one is a line below, which a maintainer reads.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any

import yaml
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainValidator,
    Tag,
    ValidationError,
    create_model,
)
from pydantic_core import PydanticCustomError

from guidance.han import COMMA, both, wide
from guidance.model import Finding, Position
from guidance.parse.yaml_places import Variable, cure, first_error, load_settings, nearest_place

RULE = "invalid-settings"
HERE = "scripts/guidance/allowed.py"
#: What pydantic names beside the settings: the kinds of an entry of the menu, and a key.
NOT_OURS = (PAGE, PART, KEY) = ("(page)", "(part)", "[key]")
LONGEST = 60


def _told(test: Callable[[Any], bool], expected: str) -> Callable[[Any], Any]:
    """Gives a value back as it is, or tells what is expected."""

    def take(value: Any) -> Any:
        if test(value):
            return value
        raise PydanticCustomError("unexpected", "{expected}", {"expected": expected})

    return take


def form(pattern: str, example: str) -> PlainValidator:
    """Takes text of a form; ``example`` tells it to someone who wrote another."""
    known = re.compile(pattern)
    return PlainValidator(
        _told(lambda value: isinstance(value, str) and bool(known.fullmatch(value)), example)
    )


def exactly(one: Any) -> PlainValidator:
    """Takes one value, of whatever shape."""
    written = (
        yaml.safe_dump(one, default_flow_style=True, width=1000).removesuffix("\n...\n").strip()
    )
    return PlainValidator(_told(lambda value: repr(value) == repr(one), written))


def _is_day(value: Any) -> bool:
    try:
        return value == "" or 2000 <= date.fromisoformat(str(value)).year < 3000
    except ValueError:
        return False


#: Shown on every page: no sign of HTML, no digit, and no dot, which makes an address.
Words = Annotated[
    str,
    form(
        rf"(?:[^\W\d_]|[ '’{both('?')}{wide(',')}{COMMA}·-]){{1,60}}",
        "a few words without digits and signs",
    ),
]
PATH = r"([a-z0-9-]+/)*[a-z0-9-]+\.md"
File = Annotated[str, form(PATH, "a page such as respond/paid.md")]
Files = Annotated[str, form(rf"({PATH}\n)*", "a page such as components.md, one a line")]
Address = Annotated[
    str,
    form(r"(https?://[\w.-]+(:\d+)?(/[\w.~/%-]*)?)?", "an address such as https://example.org/"),
]
EditPath = Annotated[
    str,
    form(r"(https://[\w.-]+/)?([\w-][\w.-]*/)*([\w-][\w.-]*)?", "a path such as edit/main/docs/"),
]
Mail = Annotated[
    str, form(r"([\w.+-]+@[\w-]+(\.[\w-]+)+)?", "a mail address such as name@example.org")
]
Locale = Annotated[str, form(r"[a-z]{2,3}(-[A-Za-z]+)?", "the code of a language, such as en")]
Day = Annotated[Any, PlainValidator(_told(_is_day, "a day such as 2026-11-29, or nothing"))]
Warn = Annotated[str, exactly("warn")]
Yes = Annotated[bool, exactly(True)]
No = Annotated[bool, exactly(False)]
#: A page, or a list of pages under a few words.
Entry = Annotated[
    Annotated[File, Tag(PAGE)] | Annotated[dict[Words, list[File]], Tag(PART)],
    Discriminator(lambda value: PART if isinstance(value, dict) else PAGE),
]


def closed(**keys: Any) -> Any:
    """A mapping with these keys and no other."""
    kinds: dict[str, Any] = {
        key: kind if isinstance(kind, tuple) else (kind, ...) for key, kind in keys.items()
    }
    return create_model("Mapping", __config__=ConfigDict(extra="forbid"), **kinds)


def maybe(kind: Any) -> tuple[Any, None]:
    """A key that may be left out."""
    return kind, None


def in_order(**keys: Any) -> Any:
    """A list of mappings with one key each: these, once, in this order."""
    names = list(keys)
    kinds = tuple(closed(**{key: kind}) for key, kind in keys.items())
    is_meant = BeforeValidator(
        _told(lambda value: _names(value) == names, f"{', '.join(names)}, once each, in this order")
    )
    return Annotated[tuple[kinds], is_meant]  # type: ignore[valid-type]


def _names(value: Any) -> list[Any]:
    return [next(iter(one), "") if isinstance(one, dict) else one for one in value or ()]


EXTENSIONS = [
    "attr_list",
    "admonition",
    "pymdownx.details",
    "pymdownx.superfences",
    "pymdownx.betterem",
    "tables",
    {"toc": {"permalink": False}},
]
LANGUAGE: Any = closed(
    locale=Locale,
    name=Words,
    build=Yes,
    default=maybe(Yes),
    site_name=maybe(Words),
    nav_translations=maybe(dict[Words, Words]),
)
SETTINGS = closed(
    site_name=Words,
    site_url=Address,
    repo_url=Address,
    edit_uri=EditPath,
    docs_dir=Annotated[str, exactly("docs")],
    site_dir=Annotated[str, exactly("site")],
    exclude_docs=Annotated[str, exactly("/_facts/\n/_checked/\n/_search/\n/_guide/\n")],
    not_in_nav=maybe(Files),
    validation=closed(
        nav=closed(omitted_files=Warn, not_found=Warn, absolute_links=Warn),
        links=closed(not_found=Warn, anchors=Warn, absolute_links=Warn, unrecognized_links=Warn),
    ),
    theme=closed(
        # Ours takes nothing of either: a test builds the same bytes with both.
        name=Annotated[str, form("material|mkdocs", "material, or mkdocs")],
        custom_dir=maybe(Annotated[str, exactly("overrides")]),
        language=Locale,
        font=maybe(No),
        features=maybe(Annotated[list[str], exactly([])]),
    ),
    extra=closed(generator=No),
    markdown_extensions=Annotated[list[Any], exactly(EXTENSIONS)],
    plugins=in_order(
        guidance=closed(today=Day, corrections=Mail),
        i18n=closed(
            docs_structure=Annotated[str, exactly("folder")],
            fallback_to_default=No,
            reconfigure_search=No,
            languages=list[LANGUAGE],
        ),
    ),
    nav=maybe(list[Entry]),
)


def faults(text: str, path: str = "mkdocs.yml") -> list[Finding]:
    """What a file of settings says that it may not, in order."""
    try:
        places, data = load_settings(text)
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        mend = cure(error, "look at this line")
        return [Finding(Position(path, line, column), RULE, f"not valid YAML: {why}", mend)]
    found = (
        Finding(Position(path, *nearest_place(places, where)), RULE, what, mend)
        for where, what, mend in unexpected(data)
    )
    return sorted(found, key=lambda one: one.at)


def unexpected(data: Any) -> Iterator[tuple[tuple[Any, ...], str, str]]:
    """Path, words and cure for each thing that these settings may not be."""
    try:
        SETTINGS.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            path = tuple(part for part in fault["loc"] if part not in NOT_OURS)
            yield path, *_words(path, fault)


def _words(path: tuple[Any, ...], fault: Any) -> tuple[str, str]:
    name = ".".join(str(part) for part in path if not isinstance(part, int)) or "the file"
    if fault["type"] == "extra_forbidden":
        return f"{name} is no setting of this guide", f"remove it; {HERE} has those it may use"
    if fault["type"] == "missing":
        return f"{name} is missing", f"add it; {HERE} has what it says"
    value = fault["input"]
    by = f" (from {value.name})" if isinstance(value, Variable) else ""
    said = repr(value)
    said = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
    expected = fault.get("ctx", {}).get("expected", f"what {HERE} has there")
    return f"{name} cannot be {said}{by}", f"write {expected}"
