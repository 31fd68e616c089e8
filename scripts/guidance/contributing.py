"""What is written for contributors: a page that explains every message, schemas of the facts.

English comes from the docstrings of the rules, Chinese from ``languages/zh/messages.yml`` and
``rules.zh.yml`` in the rooms of components, which have the same shape;
``check/messages/families.yml`` says what a family of rules is called.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from guidance import schema
from guidance.check import Rule, load_rules
from guidance.component import ROOMS, components
from guidance.language import file_of
from guidance.settings import SettingsError

COMMAND = "guidance contributing"
CODE = "scripts/guidance"
OTHERS = "components"


@dataclass(frozen=True)
class Edition:
    """The file of one language, and the few words around the rules' own."""

    locale: str
    path: str
    head: str
    warning: str
    examples: tuple[str, str]


def _data(name: str) -> Any:
    return yaml.safe_load(files("guidance.check").joinpath("messages", name).read_text("utf-8"))


EDITIONS = tuple(Edition(**one) for one in _data("editions.yml"))


@dataclass(frozen=True)
class Explanation:
    """One rule in one language: what is wrong, examples as they stand, and why or how to mend."""

    wrong: str
    examples: str
    more: tuple[str, ...]


def write(root: Path) -> list[str]:
    """Bring the files in ``root`` up to date; returns the names of those that changed.

    Raises SettingsError when a family lacks a title, or a rule words.
    """
    written = {edition.path: messages(edition) for edition in EDITIONS}
    written |= {f"{schema.FOLDER}/{name}": text for name, text in schema.schemas().items()}
    changed = []
    for name, new in written.items():
        path = root / name
        if not path.exists() or path.read_text("utf-8") != new:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new, "utf-8")
            changed.append(name)
    return changed


def messages(edition: Edition) -> str:
    """The reference of all rules in one language, as Markdown for the host of the code."""
    explained, rules = explanations(edition), load_rules()
    parts = (
        line
        for title, names in families(edition.locale)
        for line in _family(title, [(rules[name], explained[name]) for name in names], edition)
    )
    return "\n".join([edition.head, *parts, ""])


def families(locale: str) -> Iterator[tuple[str, list[str]]]:
    """Title and rules of each family. Raises SettingsError unless every file has a title."""
    titles: dict[str, dict[str, str]] = _data("families.yml")
    rules: dict[str, list[str]] = {}
    for name, rule in load_rules().items():
        is_other = rule.family not in titles and rule.family in components()
        rules.setdefault(OTHERS if is_other else rule.family, []).append(name)
    if wrong := sorted(rules.keys() ^ titles.keys()):
        file = f"{CODE}/check/messages/families.yml"
        raise SettingsError(
            f"{file}: each file of rules must have a title; look at {', '.join(wrong)}"
        )
    for family, title in titles.items():
        yield title[locale], rules[family]


def explanations(edition: Edition) -> dict[str, Explanation]:
    """What each rule says in one language. Raises SettingsError when one says nothing."""
    if edition is EDITIONS[0]:
        texts = {name: rule.doc for name, rule in load_rules().items()}
    else:
        told = file_of(edition.locale, "messages")
        written = [*told.items(), *_in_rooms(f"{edition.locale}.yml")]
        file = f"languages/{edition.locale}/messages.yml"
        _same([name for name, _ in written], file, "explained, a component's in its room")
        texts = dict(written)
    return {name: _explanation(name, text, edition) for name, text in texts.items()}


def _in_rooms(name: str) -> Iterator[tuple[str, str]]:
    """What the rooms of components say of their own rules."""
    for file in ROOMS.glob(f"*/rules.{name}"):
        yield from yaml.safe_load(file.read_text("utf-8")).items()


def _same(names: list[str], file: str, how: str) -> None:
    """Every rule is named once in a file, and nothing else is."""
    rules = load_rules()
    wrong = sorted({name for name in [*rules, *names] if names.count(name) != (name in rules)})
    if wrong:
        raise SettingsError(f"{CODE}/{file}: each rule must be {how}; look at {', '.join(wrong)}")


def _explanation(name: str, text: str, edition: Edition) -> Explanation:
    """Raises SettingsError when the text does not show a bad and a good example."""
    wrong, *blocks = re.split(r"\n\s*\n", text.strip())
    bad, good = edition.examples
    if not blocks or not blocks[0].startswith(bad) or f"\n{good}" not in blocks[0]:
        raise SettingsError(f"{name}: after what is wrong, an empty line, then {bad} and {good}")
    return Explanation(_line(wrong), blocks[0], tuple(map(_line, blocks[1:])))


def _line(paragraph: str) -> str:
    """One line of Markdown that shows what the paragraph says, comments and tags included."""
    joined = " ".join(paragraph.split())
    return re.sub(r"(`[^`]*`)|([<*])", lambda found: found[1] or f"\\{found[2]}", joined)


def _family(title: str, rules: list[tuple[Rule, Explanation]], edition: Edition) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield " · ".join(f"[{rule.id}](#{rule.id})" for rule, _ in rules)
    for rule, explained in rules:
        yield from ("", f"### {rule.id}", "", explained.wrong)
        yield from ("", "```text", explained.examples, "```")
        for paragraph in explained.more:
            yield from ("", paragraph)
        if rule.severity == "warning":
            yield from ("", edition.warning)
