"""A guide of a few lines for one case: the files a case names, and defaults for the rest."""

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from guidance.check import Ask, run_rules
from guidance.check.names import WORD
from guidance.config import read_config, settings_from
from guidance.model import Finding, Site
from guidance.parse.site import read_site
from guidance.report import as_text
from guidance.settings import Settings

from tests.helpers.project import ROOT, TODAY

FACTS = Path(__file__).with_name("facts")
LOCALES = ("zh", "en")
#: Written before a page that does not begin with front matter: its own first line is line 6.
FRONT_MATTER = "---\ntitle: 页\ndescription: 一句话。\n---\n\n"


@cache
def dialect() -> Settings:
    """The Markdown of the real guide."""
    return settings_from(read_config(ROOT / "mkdocs.yml"))


def files_of(case: Mapping[str, Any]) -> dict[str, Any]:
    """Path and text of a case's files.

    ``zh`` and ``en`` are the page ``a.md`` of an edition; ``files`` are others; a page without
    front matter gets some, unless it is among the ``raw`` ones. ``long`` pages repeat some words up
    to so many characters; ``links`` are symbolic ones.
    """
    files: dict[str, Any] = {
        f"docs/{locale}/a.md": case[locale] for locale in LOCALES if locale in case
    }
    files |= case.get("files", {})
    files |= {
        path: (words * length)[:length] + "\n"
        for path, (words, length) in case.get("long", {}).items()
    }
    for path, text in files.items():
        if path.endswith(".md") and text is not None and not text.startswith("---\n"):
            files[path] = FRONT_MATTER + text
    files |= case.get("raw", {})
    return files | {path: Path(target) for path, target in case.get("links", {}).items()}


#: What the guide has against imitations, and which pages are near Home.
NAMES = {
    name: said
    for name, said in yaml.safe_load((ROOT / "docs/_guide/guide.yml").read_text("utf-8")).items()
    if name in ("look_like", "to_act")
}
HOST = re.compile(r"https?://([\w.-]+)", re.A)


def write_site(folder: Path, files: Mapping[str, str | bytes | Path | None]) -> Settings:
    """Write files, and the small registry where a case has none of its own.

    The guide has the editions that files name: one that names a single edition hears nothing of
    the other.
    """
    shutil.copytree(FACTS, folder / "docs/_facts", dirs_exist_ok=True)
    files = lists_for(folder / "docs/_facts", files) | dict(files)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink()
        elif isinstance(text, Path):
            place.symlink_to(text)
        else:
            place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return settings_in(folder, files)


def lists_for(facts: Path, files: Mapping[str, str | bytes | Path | None]) -> dict[str, str]:
    """The hosts and words of a small guide, which only the cases about them are to find."""
    texts = {f"docs/_facts/{path.name}": path.read_text("utf-8") for path in facts.glob("*.yml")}
    texts |= {path: text for path, text in files.items() if isinstance(text, str)}
    records = "\n".join(text for path, text in texts.items() if path.startswith("docs/_facts/"))
    hosts = sorted(set(HOST.findall(records)))
    entry = "- {{host: {}, owner: {{zh: 名, en: Name}}, checked: 2026-11-24}}\n"
    found = {word for text in texts.values() for word in WORD.findall(text)}
    words = sorted(f"'{word}'" for word in found if "'" not in word)
    return {
        "docs/_facts/hosts.yml": "".join(map(entry.format, hosts)),
        "docs/_facts/words.yml": f"- {{why: cases, words: [支付宝, {', '.join(words)}]}}\n",
        "docs/_guide/false-claims.yml": (ROOT / "docs/_guide/false-claims.yml").read_text("utf-8"),
        "docs/_guide/guide.yml": yaml.safe_dump(NAMES, allow_unicode=True, sort_keys=False),
    }


def settings_in(folder: Path, files: Iterable[str] = ()) -> Settings:
    """The real dialect in another folder, with the editions that paths name (or both)."""
    named = tuple(one for one in LOCALES if any(f.startswith(f"docs/{one}/") for f in files))
    root = folder.resolve()
    return replace(
        dialect(), root=root, docs_dir=root / "docs", locales=named or LOCALES, menu=menu_of(folder)
    )


def menu_of(folder: Path) -> tuple[str, ...]:
    """Pages that a case's own ``mkdocs.yml`` lists, one a line; without one there is no menu."""
    file = folder / "mkdocs.yml"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return tuple(line.strip(" -") for line in lines if line.endswith(".md"))


def small_site(folder: Path, files: Mapping[str, str | bytes | Path | None]) -> Site:
    """The model of a small guide."""
    return read_site(write_site(folder, files), today=TODAY)


def lines_about(site: Site, rumdl: Ask | None = None) -> list[str]:
    """The output of ``guidance check``, a line each."""
    findings = run_rules(site, rumdl=rumdl) if rumdl else run_rules(site)
    return as_text(findings).splitlines()


def placed(findings: Sequence[Finding], files: Mapping[str, str]) -> None:
    """Each finding is one line that steers no terminal, and stands where its file has words."""
    said = as_text(findings).splitlines()
    assert len(said) == len(findings)
    for one, line in zip(findings, said, strict=True):
        assert line.isprintable(), line
        assert one.message.strip(), line
        assert one.mend.strip(), line
        if one.at.path in files:
            lines = re.split("\r\n|\r|\n", files[one.at.path].removeprefix("\ufeff"))
            assert 1 <= one.at.line <= len(lines), line
            assert 1 <= one.at.column <= len(lines[one.at.line - 1]) + 1, line
