"""The whole guide as a model: every page of every edition, and the registry."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from markdown import Markdown

from guidance.kept import digest, kept
from guidance.model import Finding, Page, Position, Site
from guidance.parse.checked import read_checked
from guidance.parse.extension import Guidance
from guidance.parse.facts import read_registry
from guidance.parse.front_matter import parse_front_matter
from guidance.parse.output import code_of, unsafe
from guidance.parse.search_words import read_search_words
from guidance.parse.subject import FOLDER, read_subject
from guidance.parse.text import PAGE_LIMIT, UnreadableError, read_text
from guidance.registry import Registry, filled_in
from guidance.settings import Settings

PAGE = ".md"
ADDRESS = re.compile(" at 0x[0-9a-f]+")  # of a function, another in each run
# Markdown looks for the end of each, to the end of the page: thousands take it minutes. Our pages
# have no < and at most some hundred [.
MOST = {"<": 200, "[": 5_000}


def read_site(settings: Settings, *, today: date | None = None) -> Site:
    """Parse everything once. Never raises for bad content: faults are in ``problems``."""
    registry, problems = read_registry(settings.facts_dir, settings.root, settings.locales)
    pages = []
    for locale in settings.locales:
        folder = settings.docs_dir / locale
        if not folder.is_dir():
            problems.append(_no_folder(_shown(folder, settings), locale))
    for path in files_below(settings.docs_dir):
        locale = path.relative_to(settings.docs_dir).parts[0]
        if path.is_symlink():
            # MkDocs follows it, also out of the repository, and would publish what it finds there.
            at, mend = Position(_shown(path, settings)), "put the file itself here"
            problems.append(Finding(at, "unreadable-file", "this is a symbolic link", mend))
        elif path.suffix == PAGE and locale in settings.locales:
            pages.append(read_page_file(path, locale, settings, registry))
    pages.sort(key=lambda page: (settings.locales.index(page.locale), page.path))
    checked = {}
    for locale in settings.locales[1:]:
        path = settings.docs_dir / "_checked" / f"{locale}.yml"
        checked[locale], faults = read_checked(path, _shown(path, settings))
        problems += faults
    search_words = {}
    for locale in settings.locales:
        path = settings.docs_dir / "_search" / f"{locale}.yml"
        search_words[locale], faults = read_search_words(path, _shown(path, settings))
        problems += faults
    folder = settings.docs_dir / FOLDER
    subject, false_claims, faults = read_subject(folder, _shown(folder, settings))
    problems += faults
    return Site(
        settings.locales,
        tuple(pages),
        registry,
        tuple(problems),
        _shown(settings.docs_dir, settings),
        str(settings.root),
        today or settings.today,
        checked,
        settings.site_url,
        tuple(path.removesuffix(PAGE) for path in settings.menu if path.endswith(PAGE)),
        frozenset(p.name for p in pages if settings.not_in_menu(f"{p.locale}/{p.name}{PAGE}")),
        search_words,
        subject,
        false_claims,
    )


def _shown(path: Path, settings: Settings) -> str:
    return path.relative_to(settings.root).as_posix()


def files_below(folder: Path) -> Iterator[Path]:
    """Files and symbolic links below a folder, in order; hidden ones left out, as MkDocs does.

    Raises OSError for a folder that cannot be read: its pages would be missing in silence.
    """
    for parent, folders, names in os.walk(folder, onerror=_give_up):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(parent, name).is_symlink()]
        pages = [name for name in folders if name.endswith(PAGE)]
        for name in sorted({*names, *links, *pages}):
            if not name.startswith("."):
                yield Path(parent, name)


def _give_up(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def _no_folder(shown: str, locale: str) -> Finding:
    return Finding(
        Position(shown),
        "missing-page",
        f"the edition {locale!r} has no folder",
        "create it, or remove the edition from mkdocs.yml",
    )


def read_page_file(
    path: Path, locale: str, settings: Settings, registry: Registry | None = None
) -> Page:
    """One Markdown file as a Page; its faults in ``problems``."""
    shown = _shown(path, settings)
    name = path.relative_to(settings.docs_dir / locale).with_suffix("").as_posix()
    try:
        text = read_text(path, PAGE_LIMIT)
    except UnreadableError as error:
        return Page(shown, locale, name, problems=(error.finding(shown),), unread=True)
    return read_page_text(text, shown, locale, name, settings, registry or Registry())


def read_page_text(
    text: str, shown: str, locale: str, name: str, settings: Settings, registry: Registry
) -> Page:
    """The text of one Markdown file as a Page; its faults in ``problems``."""
    page, body = _begin_page(shown, locale, name, text, registry)
    if page.unread:
        return page
    for sign, most in MOST.items():
        if body.count(sign) > most:
            flood = Finding(
                page.at(page.body_line),
                "unreadable-file",
                f"the page holds more than {most:,} signs {sign}",
                "take out those that belong to no link; HTML is not allowed",
            )
            return replace(page, problems=(*page.problems, flood), unread=True)
    numbers = {name: contact.number for name, contact in registry.contacts.items()}
    dialect = ADDRESS.sub("", repr((settings.extensions, settings.extension_configs)))
    key = repr((shown, locale, name, text, numbers, dialect))
    page = replace(page, digest=digest(key))
    return kept(key, lambda: _read_body(page, body, settings, registry))


def _read_body(page: Page, body: str, settings: Settings, registry: Registry) -> Page:
    """The page with what Markdown makes of its body."""
    extension = Guidance(page, registry)
    markdown = Markdown(
        extensions=[*settings.extensions, extension],
        extension_configs=settings.extension_configs,
    )
    try:
        output = markdown.convert(body)
    except RecursionError:
        too_deep = Finding(
            page.at(page.body_line),
            "unreadable-file",
            "lists or bubbles lie too deep in each other",
            "use fewer levels",
        )
        return replace(page, problems=(*page.problems, too_deep), unread=True)
    page = extension.page
    problems = (*page.problems, *unsafe(markdown, output, page))
    return replace(page, problems=problems, code=tuple(code_of(output, page)))


def _begin_page(
    shown: str, locale: str, name: str, text: str, registry: Registry
) -> tuple[Page, str]:
    """A Page with its front matter, to be completed while its body (returned) is parsed."""
    parsed = parse_front_matter(shown, text)
    data = parsed.data
    page = Page(
        path=shown,
        locale=locale,
        name=name,
        lines=tuple(text.split("\n")),
        title=data.title if data else "",
        description=filled_in(data.description, registry.contacts) if data else "",
        search_tags=tuple(filled_in(t, registry.contacts) for t in data.search_tags)
        if data
        else (),
        listed="search" not in data.hide if data else True,
        body_line=parsed.body_line,
        problems=tuple(parsed.problems),
        unread=parsed.body_line == 1,  # where the body begins is not known
    )
    return page, parsed.body
