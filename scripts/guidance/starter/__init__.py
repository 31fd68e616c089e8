"""A small guide that passes its own checks, to begin another one with: ``guidance new``.

Its pages and facts are examples and say so. What lies here is copied with the guide's name, its
languages and the day; whatever the generator is made of stays in the installed package.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from guidance import freshness
from guidance.config import read_config, settings_from
from guidance.language import LANGUAGES, file_of, languages
from guidance.parse.site import read_site
from guidance.settings import SettingsError

HERE = Path(__file__).parent
PACKAGE = "collection-text-guide"
#: Days until the examples are to be looked at.
REVIEW = 90


def begin(folder: Path, title: str, locales: Sequence[str], today: date) -> list[Path]:
    """Write a guide of these languages, the source edition first; the files that it has.

    Raises SettingsError where something stands in the folder, or a language has no words.
    """
    if unknown := [one for one in locales if one not in languages()]:
        where = "scripts/guidance/languages and components/*/words"
        raise SettingsError(
            f"there are no words for {', '.join(unknown)}: choose among {', '.join(languages())}, "
            f"or add the language to the generator ({where})"
        )
    if len(set(locales)) != len(locales):
        raise SettingsError("a language is named twice: name each once, the source edition first")
    if folder.exists() and any(folder.iterdir()):
        raise SettingsError(f"{folder} is not empty: name a folder that does not exist yet")
    source = locales[0]
    values = {
        "name": title,
        "source": source,
        "languages": "".join(_language(one, one == source) for one in locales).rstrip(),
        "today": today.isoformat(),
        "review": (today + timedelta(days=REVIEW)).isoformat(),
    }
    texts = {
        "mkdocs.yml": _filled(HERE / "root/mkdocs.yml", values),
        "pyproject.toml": _filled(HERE / "root/pyproject.toml", values),
        "README.md": _filled(HERE / "root/README.md", values),
        "requirements.txt": f"{PACKAGE}=={version(PACKAGE)}\n",
        ".gitignore": "site/\n",
        ".github/workflows/guide.yml": _filled(HERE / "root/check.yml", values),
        "docs/_guide/guide.yml": "frame:\n  contacts: contacts#all\n  danger: steps#first-steps\n",
    }
    for path in sorted((HERE / "facts").glob("*.yml")):
        records = yaml.safe_load(_filled(path, values))
        texts[f"docs/_facts/{path.name}"] = yaml.safe_dump(
            _only(records, locales), allow_unicode=True, sort_keys=False, width=100
        )
    for locale in locales:
        for path in sorted((LANGUAGES / locale / "starter").glob("*.md")):
            own = {"name": title if locale == source else _words(locale)["title"]}
            text = _filled(path, {**values, **own, "letter": _letter(locale, source)})
            texts[f"docs/{locale}/{path.name}"] = text
    with TemporaryDirectory() as temporary:  # what cannot be used is written nowhere
        for name, text in texts.items():
            file = Path(temporary, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        _compared(Path(temporary), locales[1:])
        shutil.copytree(temporary, folder, dirs_exist_ok=True)
    return [folder / name for name in texts]


def _filled(path: Path, values: Mapping[str, str]) -> str:
    text = path.read_text("utf-8")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def _words(locale: str) -> dict[str, str]:
    return file_of(locale, "starter")


def _language(locale: str, is_source: bool) -> str:
    words = _words(locale)
    more = "default: true" if is_source else f"site_name: {words['title']}"
    lines = f"- locale: {locale}", f"  name: {words['name']}", "  build: true", f"  {more}"
    return "".join(f"        {line}\n" for line in lines)


def _letter(locale: str, source: str) -> str:
    """It goes to a reader of the source's language; each edition names and explains its blank."""
    own = _words(locale)
    words = _words(source)["letter"].replace("{blank}", own["blank"])
    fold = f'??? info "{own["fold"]}"\n\n    {own["meaning"]}'
    return words if locale == source else f"{words}\n\n{fold}"


def _only(value: Any, locales: Iterable[str]) -> Any:
    """The records without the words of other languages."""
    if isinstance(value, list):
        return [_only(one, locales) for one in value]
    if not isinstance(value, dict):
        return value
    others = set(languages()) - set(locales)
    return {key: _only(one, locales) for key, one in value.items() if key not in others}


def _compared(folder: Path, locales: Iterable[str]) -> None:
    """Say of each translation that it was compared with its source: they were written together."""
    settings = settings_from(read_config(folder / "mkdocs.yml"))
    site = read_site(settings)
    for locale in locales:
        path = settings.docs_dir / "_checked" / f"{locale}.yml"
        freshness.write(path, locale, freshness.current(site, locale))
