"""The only Python that knows Material for MkDocs and its neighbour, static-i18n.

The plugin calls one function here per MkDocs event:

====================  ===============================================================
``on_config``         ``configure(config)``
``on_files``          ``add_assets(files, config, more)`` and ``add_pages(files, config, made)``,
                      after static-i18n (priority < -100)
``on_env``            ``furniture(config, site, edition, asked, corrections)``
``on_post_template``  ``finish_template(output, template_name, config)``
====================  ===============================================================

What is bent here was measured with mkdocs 1.6.1, mkdocs-material 9.8.1, mkdocs-static-i18n 1.3.1.
"""

import hashlib
import json
import logging
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from guidance import strings
from guidance.component import components
from guidance.language import writing
from guidance.model import HOME, Place, Site
from guidance.overrides import (
    ICON,
    LATE_STYLES,
    LIBRARY,
    LICENCE,
    PREVIEW,
    RESULTS,
    SCRIPTS,
    STYLES,
    give_look,
    language_sheets,
    look_of,
    pictures,
)
from guidance.pack.qr import inline_svg
from guidance.parse.links import named_place
from guidance.render.addresses import of_place
from guidance.render.breaks import with_breaks
from guidance.render.language import tag_of_han

#: Lowest first. Browsers need not know layers: first_view.py writes the same without them.
LAYERS = ("reset", "tokens", "base", "components", "print")
#: The layers that any other rule beats.
WEAK_LAYERS = ("reset", "base")

#: Joined files in the site, before ``named``.
FIRST_SHEET = "assets/guidance.css"
LATE_SHEET = "assets/late.css"
SCRIPT = "assets/guidance.js"
#: Come when the search is opened: no page waits for them.
SEARCH_RESULTS = "assets/results.js"
SEARCH_LIBRARY = "assets/minisearch.js"


@dataclass(frozen=True)
class Edition:
    """One language's site in the site."""

    locale: str
    name: str
    default: bool

    @property
    def lang(self) -> str:
        """What its pages say in ``lang`` and ``hreflang``: ``zh-Hans`` where the build says zh."""
        return strings.tag(self.locale)

    @property
    def is_mirrored(self) -> bool:
        """Whether its name, and so its language, is written from right to left."""
        return any(unicodedata.bidirectional(char) in ("R", "AL") for char in self.name)

    @property
    def prefix(self) -> str:
        """Its folder in the site; none for the default edition."""
        return "" if self.default else f"{self.locale}/"


# --------------------------------------------------------------------------- on_config


def configure(config: MkDocsConfig) -> None:
    """Everything that must be in place before pages are read."""
    give_look(config)
    # MkDocs' theme lacks most languages, and none of its templates is used.
    logging.getLogger("mkdocs.localization").setLevel(logging.ERROR)
    if not config.repo_url and "://" not in (config.edit_uri or ""):
        config.edit_uri = ""  # of no repository; MkDocs would warn once a page


def editions(config: MkDocsConfig) -> list[Edition]:
    """The editions of ``mkdocs.yml``, the default one first."""
    languages = config.plugins["i18n"].config.languages
    found = [Edition(one.locale, one.name, one.default) for one in languages if one.build]
    return sorted(found, key=lambda edition: not edition.default)


def current(config: MkDocsConfig) -> Edition:
    """The edition being built; static-i18n builds them one after the other."""
    i18n: Any = config.plugins["i18n"]
    locale = i18n.current_language
    return next(edition for edition in editions(config) if edition.locale == locale)


def said(config: MkDocsConfig) -> tuple[object, ...]:
    """All that the settings say: the file, and what of it may be a variable of the system."""
    file = Path(config.config_file_path).read_bytes()
    return file, config.site_name, config.site_url, config.repo_url, config.edit_uri


# --------------------------------------------------------------------------- on_files


def add_assets(files: Files, config: MkDocsConfig, more: Mapping[str, str]) -> Files:
    """The pages, our joined files, and ``more`` by path: nothing else is published.

    Neither Material's files are, nor whatever lies in docs/ or overrides/. Must run after
    static-i18n's ``on_files`` (priority -100), which asks every file for its path on disk and
    stops at one that MkDocs keeps in memory.
    """
    for file in [file for file in files if not file.is_documentation_page()]:
        files.remove(file)
    ours = overrides(config)
    drawn = {path: (ours / path).read_bytes() for path in pictures(ours)}
    manifest = {_manifest(current(config)): _manifest_text(config)}
    made: dict[str, str | bytes] = {**assets(config), **manifest, **drawn, **more}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    return files


def add_pages(files: Files, config: MkDocsConfig, made: Mapping[str, Collection[str]]) -> Files:
    """The pages ``made`` besides, by locale their names, as static-i18n would have found them."""
    for name in made[current(config).locale]:
        twins: dict[str, Any] = {}
        for edition in editions(config):
            if name in made[edition.locale]:
                path = f"{edition.locale}/{name}.md"
                file: Any = File.generated(
                    config, path, content=name, inclusion=InclusionLevel.NOT_IN_NAV
                )
                file.dest_uri = f"{edition.prefix}{name}/index.html"
                file.locale = file.locale_alternate_of = edition.locale
                file.alternates = twins
                twins[edition.locale] = file
        files.append(twins[current(config).locale])
    return files


def _manifest(edition: Edition) -> str:
    return f"assets/{edition.locale}.webmanifest"


def _manifest_text(config: MkDocsConfig) -> str:
    """What a telephone keeps with a page on its start screen. No service worker: nothing ages."""
    edition = current(config)
    icon = {"src": Path(ICON).name, "sizes": "180x180", "type": "image/png"}
    return json.dumps(
        {
            "name": config.site_name,
            "lang": edition.lang,
            "start_url": f"../{edition.prefix}",
            "scope": "../",
            "display": "browser",
            "icons": [icon],
        },
        ensure_ascii=False,
    )


def overrides(config: MkDocsConfig) -> Path:
    """The folder of our templates, sheets and scripts."""
    return look_of(config)


def assets(config: MkDocsConfig) -> dict[str, str]:
    """Path and text of the joined sheets and scripts, and of the scripts of components."""
    ours = overrides(config)
    opened = rjsmin.jsmin(_joined(_files(ours, RESULTS, ".js")))
    return {
        named(FIRST_SHEET, text := _stylesheet(_sheets(ours))): text,
        named(LATE_SHEET, text := _stylesheet(_files(ours, LATE_STYLES, ".css"))): text,
        named(SCRIPT, text := _joined(_files(ours, SCRIPTS, ".js"))): text,
        named(SEARCH_RESULTS, opened): opened,
        named(SEARCH_LIBRARY, text := _library(ours)): text,
        **{path: text for found in _scripts(ours).values() for path, text in found.items()},
    }


def _sheets(ours: Path) -> list[Path]:
    rooms = [ours / "components" / name / "style.css" for name in components()]
    rooms = [room for room in rooms if room.is_file()]
    return [*_files(ours, STYLES, ".css"), *language_sheets(ours), *rooms]


def look(config: MkDocsConfig) -> str:
    """What pages look like, on paper too, as one sheet."""
    ours = overrides(config)
    return _stylesheet([*_sheets(ours), *_files(ours, LATE_STYLES, ".css")])


def _scripts(ours: Path) -> dict[str, dict[str, str]]:
    """By component, path and text of its scripts."""
    found: dict[str, dict[str, str]] = {}
    for name, component in components().items():
        own = ours / "components" / name / "script.js"
        for file in [*map(ours.joinpath, component.scripts), *([own] if own.is_file() else ())]:
            text = file.read_text("utf-8")
            stem = name if file == own else file.stem
            found.setdefault(name, {})[named(f"assets/{stem}.js", text)] = text
    return found


def _scripts_of(used: Collection[str], scripts: Mapping[str, Iterable[str]]) -> list[str]:
    """Paths of the scripts for a page with these components.

    Pages that need none but common ones share one file with all of those, which a browser keeps.
    What is common comes last: it finds what the others make.
    """
    common = [name for name, component in components().items() if component.common]
    own = [name for name in used if name in scripts and name not in common]
    names = [*own, *(name for name in common if name in used or not own)]
    return list(dict.fromkeys(path for name in names for path in scripts[name]))


def _library(ours: Path) -> str:
    """MiniSearch without its comments, but for its licence."""
    text = (ours / LIBRARY).read_text("utf-8")
    licence = (ours / LICENCE).read_text("utf-8")
    return f"/*! MiniSearch\n{licence}*/\n{rjsmin.jsmin(text)}"


def named(path: str, text: str) -> str:
    """The path with a digest of the text, so that no cache serves yesterday's file."""
    stem, dot, suffix = path.rpartition(".")
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{stem}.{digest}{dot}{suffix}"


def _stylesheet(files: Iterable[Path]) -> str:
    """Sheets as one, none of them Material's: overrides/assets/reset.css has what we keep of it."""
    return f'@charset "UTF-8";\n@layer {", ".join(LAYERS)};\n{_joined(files)}'


def _files(ours: Path, names: Iterable[str], suffix: str) -> list[Path]:
    return [ours / "assets" / f"{name}{suffix}" for name in names]


def _joined(files: Iterable[Path]) -> str:
    return "\n".join(file.read_text("utf-8") for file in files)


# --------------------------------------------------------------------------- on_env


def furniture(
    config: MkDocsConfig,
    site: Site,
    edition: Edition,
    asked: Mapping[str, str],
    corrections: str = "",
) -> dict[str, Any]:
    """What templates know of an edition: words, the joined files, the links of header and footer.

    Links are looked up in ``site``, so that one without one of these pages has no dead link.
    ``asked`` are the scripts that pages load when asked, by component;
    ``corrections`` is the mail address of those who correct it, if they have one.
    """
    words = strings.words_of(site, edition.locale)
    broken = partial(with_breaks, names=site.subject.whole)
    style, late, script, results, library, *_ = assets(config)
    scripts = _scripts(overrides(config))
    preview = PREVIEW.format(locale=edition.locale)
    pages = {one.locale: _furniture(site, one.locale) for one in editions(config)}
    mine = pages[edition.locale]
    urgent = (
        # Who is in danger, or reads what to do after the harm, is not asked whether it was done.
        ("danger", mine["danger"], (mine["danger"].partition("#")[0], mine["distress"])),
        ("contacts", mine["contacts"], ()),
    )
    return {
        "t": words,
        "locale": edition.locale,
        "is_mirrored": edition.is_mirrored,
        # What lang says of Han in it; nothing where all of it is in Han.
        "han": "" if writing(edition.locale).han else tag_of_han(),
        "editions": [
            {
                "locale": one.locale,
                "lang": one.lang,
                "name": one.name,
                "default": one.default,
                "home": pages[one.locale]["home"],
            }
            for one in editions(config)
        ],
        "stylesheet": style,
        "late_stylesheet": late,
        "script": script,
        "scripts": lambda used: _scripts_of(used, scripts),
        "late": asked,
        "search_results": results,
        "search_library": library,
        "search_index": f"search/{edition.locale}.json",
        "icon": ICON,
        "preview": preview if preview in pictures(overrides(config)) else "",
        "manifest": _manifest(edition),
        # Words of a title stay whole where no space parts them.
        "title": broken if writing(edition.locale).han else str,
        "home": mine["home"],
        "about": mine["about"],
        "sheets": mine["sheets"],
        "pages": mine["pages"],
        "distress": mine["distress"],
        "corrections": corrections,
        "qr": inline_svg,
        "urgent": [
            {"text": words[f"urgent_{name}"], "url": url, "not_on": [one for one in not_on if one]}
            for name, url, not_on in urgent
            if url
        ],
        "not_found": [
            {"t": strings.words_of(site, one.locale), **pages[one.locale]}
            for one in editions(config)
            if edition.default or one == edition
        ],
    }


def _furniture(site: Site, locale: str) -> Mapping[str, str]:
    """Addresses of the pages that header, footer and 404 link to, in one edition."""
    places = {name: named_place(said) for name, said in site.subject.frame.model_dump().items()}
    known = site.edition(locale)
    return {
        "home": of_place(Place(HOME), locale, site) or "./",
        **{
            name: of_place(place, locale, site) if place.page in known else ""
            for name, place in places.items()
        },
    }


# --------------------------------------------------------------------------- on_post_template


def finish_template(
    output: str, template_name: str, config: MkDocsConfig
) -> tuple[str, dict[str, str]]:
    """The template's output (empty: do not write it) and more files, by path in the site.

    ``404.html``: static-i18n builds it once per edition at the same path, so the last one would
    win (issues 284, 326, 349). The default edition's stays at the root, the others go to their
    folders. ``sitemap.xml``: without an address there is nothing to list; languages are named as
    on the pages, the default one for all others too.
    """
    if template_name == "404.html":
        edition = current(config)
        return (output, {}) if edition.default else ("", {f"{edition.prefix}404.html": output})
    if template_name == "sitemap.xml":
        if not config.site_url:
            return "", {}
        for edition in editions(config):
            output = output.replace(f'hreflang="{edition.locale}"', f'hreflang="{edition.lang}"')
            if edition.default:
                same = re.compile(rf'(\s*<xhtml:link [^>]*hreflang=")({edition.lang})("[^>]*>)')
                output = same.sub(r"\1\2\3\1x-default\3", output)
    return output, {}
