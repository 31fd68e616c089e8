"""The whole guide as a model: every page of every edition, and the registry."""

from __future__ import annotations

from pathlib import Path

from markdown import Markdown

from guidance.model import Finding, Page, Position, Site
from guidance.parse.extension import Guidance
from guidance.parse.facts import read_registry
from guidance.parse.front_matter import parse_front_matter
from guidance.parse.text import DecodingError, read_text
from guidance.settings import Settings


def read_site(settings: Settings) -> Site:
    """Parse everything once. Never raises for bad content: faults are in ``problems``."""
    registry, problems = read_registry(settings.facts_dir, settings.root, settings.locales)
    pages = []
    for locale in settings.locales:
        folder = settings.docs_dir / locale
        if not folder.is_dir():
            shown = folder.relative_to(settings.root).as_posix()
            problems.append(_no_folder(shown, locale))
        for path in sorted(folder.rglob("*.md")):
            pages.append(read_page_file(path, locale, settings))
    docs_dir = settings.docs_dir.relative_to(settings.root).as_posix()
    return Site(
        settings.locales, tuple(pages), registry, tuple(problems), docs_dir, str(settings.root)
    )


def _no_folder(shown: str, locale: str) -> Finding:
    return Finding(
        Position(shown),
        "missing-page",
        f"the edition {locale!r} has no folder",
        "create it, or remove the edition from mkdocs.yml",
    )


def read_page_file(path: Path, locale: str, settings: Settings) -> Page:
    """One Markdown file as a Page; its faults in ``problems``."""
    shown = path.relative_to(settings.root).as_posix()
    name = path.relative_to(settings.docs_dir / locale).with_suffix("").as_posix()
    try:
        text = read_text(path)
    except DecodingError as error:
        return Page(shown, locale, name, problems=(error.finding(shown),))
    page, body = begin_page(shown, locale, name, text)
    extension = Guidance(page)
    Markdown(
        extensions=[*settings.extensions, extension],
        extension_configs=settings.extension_configs,
    ).convert(body)
    return extension.page or page


def begin_page(shown: str, locale: str, name: str, text: str) -> tuple[Page, str]:
    """A Page with its front matter, to be completed while its body (returned) is parsed."""
    parsed = parse_front_matter(shown, text)
    data = parsed.data
    page = Page(
        path=shown,
        locale=locale,
        name=name,
        lines=tuple(text.split("\n")),
        title=data.title if data else "",
        description=data.description if data else "",
        search_tags=tuple(data.search_tags) if data else (),
        body_line=parsed.body_line,
        problems=tuple(parsed.problems),
    )
    return page, parsed.body
