"""The only Python that knows Material for MkDocs and its neighbours, static-i18n and its search.

The plugin calls one function here per MkDocs event:

====================  ===============================================================
``on_config``         ``configure(config)``
``on_files``          ``add_assets(files, config, more)``, after static-i18n (priority < -100)
``on_env``            ``extend_env(env, config, files, corrections)``
``on_page_markdown``  ``keep_unlisted_page_out_of_search(page)``
``on_page_content``   ``resolve_edition_links(html, page, config, files)``
``on_post_page``      ``tag_search_entry(page, config)``
``on_post_template``  ``finish_template(output, template_name, config)``
``on_post_build``     ``split_search_index(config)``, after static-i18n (priority < -100)
====================  ===============================================================

What is bent here was measured with mkdocs 1.6.1, mkdocs-material 9.8.1, mkdocs-static-i18n 1.3.1.
"""

from __future__ import annotations

import hashlib
import json
import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import material
import material.plugins.search.plugin as material_search
import rjsmin
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from guidance import strings
from guidance.pack.qr import inline_svg
from guidance.render.breaks import with_breaks
from guidance.render.flow_chart_look import Look, read_look
from guidance.render.search import first_tables, segment, sounds

#: Component sheets and scripts of overrides/assets, in the order in which they are joined. The
#: second sheet holds what no first view shows: paper, and the search before it is opened.
STYLES = (
    "reset",
    "tokens",
    "base",
    "layout",
    "admonition",
    "tree",
    "decide",
    "checklist",
    "waiting",
    "facts",
    "bubble",
    "figure",
    "tool",
    "letter",
    "deadline",
    "planner",
    "message-checker",
    "two-languages",
)
LATE_STYLES = ("search", "print")
SCRIPTS = ("language", "navigation", "folds", "paper", "sources", "search")
#: What a page must hold to need a script that most pages need. Pages without a tool share one file
#: with all of them, which a browser keeps; a page with a tool has its own file in any case.
COMMON = {'class="checklist"': "checklist", 'data-tree="': "decide"}
#: Classes of the parts that few pages have, and their scripts. A page with some of them gets these
#: last; first_view.py joins them.
TOOLS = {
    "letter": ("copy", "letter"),
    "deadline": ("copy", "deadline"),
    "planner": ("copy", "planner"),
    "message-checker": ("signs", "message-checker"),
    "two-languages": ("two-languages",),
}

#: Lowest first. Browsers need not know layers: first_view.py writes the same without them.
LAYERS = ("reset", "tokens", "base", "components", "print")
#: The layers that any other rule beats.
WEAK_LAYERS = ("reset", "base")

#: Joined files in the site, before ``named``.
FIRST_SHEET = "assets/guidance.css"
LATE_SHEET = "assets/late.css"
SCRIPT = "assets/guidance.js"
SEARCH_WORKER = "assets/search.js"
#: Comes when the search is opened, as the worker does: no page waits for it.
SEARCH_RESULTS = "assets/results.js"

#: The icon of a telephone's start screen: the octagon of the stop card.
ICON = "assets/icon.png"

SEARCH = "material/search"
WORKERS = "assets/javascripts/workers/"
EDITION_LINK = re.compile(r'href="edition:(?P<edition>\w+)/(?P<name>[^"#]+)(?P<anchor>#[^"]*)"')
UNUSED = ("assets/stylesheets/", "assets/images/favicon", "assets/javascripts/bundle.", WORKERS)


@dataclass(frozen=True)
class Edition:
    """One language's site in the site."""

    locale: str
    name: str
    default: bool

    @property
    def lang(self) -> str:
        """What its pages say in ``lang`` and ``hreflang``: ``zh-Hans`` where the build says zh."""
        return strings.load(self.locale)["language"]

    @property
    def prefix(self) -> str:
        """Its folder in the site; none for the default edition."""
        return "" if self.default else f"{self.locale}/"


# --------------------------------------------------------------------------- on_config


def configure(config: MkDocsConfig) -> None:
    """Everything that must be in place before pages are read."""
    install_segmenter()
    if not config.repo_url and "://" not in (config.edit_uri or ""):
        config.edit_uri = ""  # of no repository; MkDocs would warn once a page


def install_segmenter() -> None:
    """Let Material's search cut Chinese with rjieba.

    The search plugin uses jieba if it can import it. jieba takes 1 to 1.5 s to load its
    dictionary at each build; rjieba cuts our pages into the same words at once.
    Source: ``material/plugins/search/plugin.py``, ``_segment_chinese``.
    """
    segmenter = types.SimpleNamespace(cut=lambda text: segment(text.decode("utf-8")))
    material_search.jieba = segmenter


def editions(config: MkDocsConfig) -> list[Edition]:
    """The editions of ``mkdocs.yml``, the default one first."""
    languages = config.plugins["i18n"].config.languages
    found = [Edition(one.locale, one.name, one.default) for one in languages if one.build]
    return sorted(found, key=lambda edition: not edition.default)


def current(config: MkDocsConfig) -> Edition:
    """The edition being built; static-i18n builds them one after the other."""
    locale = config.theme["language"]
    return next(edition for edition in editions(config) if edition.locale == locale)


# --------------------------------------------------------------------------- on_files


def add_assets(files: Files, config: MkDocsConfig, more: Mapping[str, str]) -> Files:
    """Put our joined files, and ``more`` by path, into the site; take out what no page asks for.

    Must run after static-i18n's ``on_files`` (priority -100), which asks every file for its path
    on disk and stops at one that MkDocs keeps in memory.
    """
    for file in [file for file in files if _is_unused(file, config)]:
        files.remove(file)
    icon = (_our_assets(config) / Path(ICON).name).read_bytes()
    manifest = {_manifest(current(config)): _manifest_text(config)}
    made: dict[str, str | bytes] = {**_assets(config), **manifest, ICON: icon, **more}
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
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
            "background_color": "#fbfaf6",
            "icons": [icon],
        },
        ensure_ascii=False,
    )


def picture_look(config: MkDocsConfig) -> Look:
    """The look of flow charts, from the same tokens as the pages'."""
    return read_look(_our_assets(config))


def _our_assets(config: MkDocsConfig) -> Path:
    return Path(config.theme.custom_dir or "") / "assets"


def _is_unused(file: File, config: MkDocsConfig) -> bool:
    """Theme files that would only be uploaded.

    The sources of the joined files; Material's sheets (reset.css has what we keep of them), its
    script, its search's worker (it is in ours), its icon (ours is in the page), its source maps,
    and stemmers of languages the search does not name.

    Of Material's script (35 KB compressed on every page view) this guide used the search and the
    folds: overrides/assets/search.js and folds.js do both in 3 KB. Its other parts serve features
    that are off, or elements that our templates do not have.
    """
    path = file.src_uri
    if file.src_dir == config.docs_dir or not path.startswith("assets/"):
        return False
    return (
        file.src_dir == config.theme.custom_dir
        or path.endswith(".map")
        or path.startswith(UNUSED)
        or (path.startswith("assets/javascripts/lunr/") and _search_languages(config) == ["en"])
    )


def _search_languages(config: MkDocsConfig) -> list[str]:
    plugin = config.plugins.get(SEARCH)
    return list(plugin.config.lang or []) if plugin else ["en"]


def _assets(config: MkDocsConfig) -> dict[str, str]:
    """Path and text of the joined sheets and scripts, and of the scripts that few pages need."""
    ours = _our_assets(config)
    return {
        named(FIRST_SHEET, text := _stylesheet(ours, STYLES)): text,
        named(LATE_SHEET, text := _stylesheet(ours, LATE_STYLES)): text,
        named(SCRIPT, text := _joined(ours, SCRIPTS, ".js")): text,
        named(SEARCH_WORKER, text := _search_worker(ours)): text,
        named(SEARCH_RESULTS, text := rjsmin.jsmin(_joined(ours, ("results",), ".js"))): text,
        **dict(_part_scripts(ours).values()),
    }


def _part_scripts(ours: Path) -> dict[str, tuple[str, str]]:
    """Path and text of each script that not every page needs."""
    names = chain(COMMON.values(), *TOOLS.values())
    texts = {name: _joined(ours, (name,), ".js") for name in names}
    return {name: (named(f"assets/{name}.js", text), text) for name, text in texts.items()}


def _search_worker(ours: Path) -> str:
    """Ours, which reads the question, above Material's, which searches: one request."""
    theirs = next((_material() / WORKERS).glob("search.*.min.js")).read_text("utf-8")
    reading = rjsmin.jsmin(_joined(ours, ("query",), ".js"))
    return f"{reading}\n{re.sub('//# sourceMappingURL=.*', '', theirs)}"


def named(path: str, text: str) -> str:
    """The path with a digest of the text, so that no cache serves yesterday's file."""
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:8]}{dot}{suffix}"


def _stylesheet(ours: Path, names: Iterable[str]) -> str:
    """Sheets as one, none of them Material's: overrides/assets/reset.css has what we keep of it."""
    head = f'@charset "UTF-8";\n@layer {", ".join(LAYERS)};\n'
    return head + _joined(ours, names, ".css")


def _joined(folder: Path, names: Iterable[str], suffix: str) -> str:
    return "\n".join((folder / f"{name}{suffix}").read_text("utf-8") for name in names)


def _material() -> Path:
    return Path(material.__file__).parent / "templates"


# --------------------------------------------------------------------------- on_env


def extend_env(env: Environment, config: MkDocsConfig, files: Files, corrections: str = "") -> None:
    """Give the templates ``guide``: words, the joined files, and the links of the furniture.

    Links are looked up in ``files``, so that a site without one of these pages has no dead link.
    ``corrections`` is the mail address of those who correct it, if they have one.
    """
    edition = current(config)
    words = strings.load(edition.locale)
    style, late, script, worker, results, *_ = _assets(config)
    part_scripts = {name: path for name, (path, _) in _part_scripts(_our_assets(config)).items()}
    pages = {one.locale: _furniture(files, edition.locale, one) for one in editions(config)}
    mine = pages[edition.locale]
    urgent = (
        # Who is in danger, or reads what to do after paying, is not asked whether they paid.
        ("paid", mine["paid"], (mine["paid"].partition("#")[0], mine["distress"])),
        ("contacts", mine["contacts"], ()),
    )
    env.globals["guide"] = {
        "t": words,
        "locale": edition.locale,
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
        "common_scripts": {mark: part_scripts[name] for mark, name in COMMON.items()},
        "tools": {tool: [part_scripts[name] for name in names] for tool, names in TOOLS.items()},
        "search_worker": worker,
        "search_results": results,
        "search_heads": f"search/{edition.locale}.heads.json",
        "search_index": f"search/{edition.locale}.json",
        "icon": ICON,
        "manifest": _manifest(edition),
        # Words of a Chinese title stay whole.
        "title": with_breaks if edition.locale == "zh" else str,
        "home": mine["home"],
        "about": mine["about"],
        "sheets": mine["sheets"],
        "distress": mine["distress"],
        "corrections": corrections,
        "qr": inline_svg,
        "urgent": [
            {"text": words[f"urgent_{name}"], "url": url, "not_on": not_on}
            for name, url, not_on in urgent
            if url
        ],
        "not_found": [
            {"t": strings.load(one.locale), **pages[one.locale]}
            for one in editions(config)
            if edition.default or one == edition
        ],
    }


def _furniture(files: Files, locale: str, edition: Edition) -> Mapping[str, str]:
    """Addresses of the pages that header, footer and 404 link to, in one edition."""

    def url(path: str, anchor: str = "") -> str:
        file = files.src_uris.get(f"{locale}/{path}")
        other = getattr(file, "alternates", {}).get(edition.locale) if file else None
        return other.url + anchor if other else ""

    return {
        "home": url("index.md") or edition.prefix or "./",
        "about": url("reference/about.md"),
        "sheets": url("tools/sheets.md"),
        "paid": url("respond/paid.md", "#first-minutes"),
        "contacts": url("reference/contacts.md", "#now"),
        "distress": url("situations/distress.md"),
    }


# --------------------------------------------------------------------------- on_page_markdown


def keep_unlisted_page_out_of_search(page: Page) -> None:
    """What ``hide: [search]`` of the front matter is called by Material's search plugin."""
    if "search" in (page.meta.get("hide") or []):
        page.meta["search"] = {"exclude": True}


# --------------------------------------------------------------------------- on_page_content


def resolve_edition_links(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make addresses of other editions (``edition:en/respond/paid#id``) relative to the page.

    Raises KeyError for a page that is not in the guide.
    """
    locale = current(config).locale

    def address(found: re.Match[str]) -> str:
        mine: Any = files.src_uris[f"{locale}/{found['name']}.md"]  # static-i18n's kind of file
        twin = mine.alternates[found["edition"]]
        return f'href="{get_relative_url(twin.url, page.url)}{found["anchor"]}"'

    return EDITION_LINK.sub(address, html)


# --------------------------------------------------------------------------- on_post_page


def tag_search_entry(page: Page, config: MkDocsConfig) -> None:
    """Make the page findable by its ``search_tags``, words that readers type and it does not say.

    Material indexes the front matter's ``tags`` with every section of the page, uncut, so that
    part of a Chinese tag finds nothing. Ours go to the page's own entry, whole and cut.
    ``on_post_page`` is the first event after the search plugin has read the page
    (``on_page_context``, ``material/plugins/search/plugin.py``).
    """
    plugin = config.plugins.get(SEARCH)
    words = page.meta.get("search_tags")
    if not plugin or not words:
        return
    cut = plugin.search_index._segment_chinese
    for entry in reversed(plugin.search_index.entries):
        if entry["location"] == page.url:
            entry["tags"] = list(dict.fromkeys(t for word in words for t in (word, cut(word))))
            return


# --------------------------------------------------------------------------- on_post_template


def finish_template(
    output: str, template_name: str, config: MkDocsConfig
) -> tuple[str, dict[str, str]]:
    """The template's output (empty: do not write it) and more files, by path in the site.

    ``404.html``: static-i18n builds it once per edition at the same path, so the last one would
    win (issues 284, 326, 349). The default edition's stays at the root, the others go to their
    folders. ``sitemap.xml``: without an address there is nothing to list; languages are named as
    on the pages.
    """
    if template_name == "404.html":
        edition = current(config)
        return (output, {}) if edition.default else ("", {f"{edition.prefix}404.html": output})
    if template_name == "sitemap.xml":
        if not config.site_url:
            return "", {}
        for edition in editions(config):
            output = output.replace(f'hreflang="{edition.locale}"', f'hreflang="{edition.lang}"')
    return output, {}


# --------------------------------------------------------------------------- on_post_build


def split_search_index(config: MkDocsConfig) -> None:
    """Two search indexes an edition, fetched when its reader first searches.

    static-i18n writes a common index: half of the results for "95188" would be in the other
    language, and each reader would load both. ``heads`` has no text, only titles and tags; it
    answers while the whole one (115 KB compressed at 52 pages) is on its way. Both bring tables of
    ``render/search.py`` for query.js.

    Must run after static-i18n's ``on_post_build`` (priority -100), which writes the index again.
    """
    if SEARCH not in config.plugins:
        return
    folder = Path(config.site_dir) / "search"
    common = folder / "search_index.json"
    index = json.loads(common.read_text("utf-8"))
    found = editions(config)
    for edition in found:
        docs = [doc for doc in index["docs"] if _edition_of(doc["location"], found) is edition]
        if docs:  # an inner build of static-i18n has entries of its own edition only
            heads = [{key: doc[key] for key in doc if key != "text"} for doc in docs]
            texts = [doc["title"] + doc["text"] + "".join(doc.get("tags", ())) for doc in docs]
            tables = first_tables(edition.locale, texts)
            rest = (
                {"sounds": sounds(edition.locale, texts)} if edition.lang.startswith("zh") else {}
            )
            for suffix, part, words in (("", docs, rest), (".heads", heads, tables)):
                path = folder / f"{edition.locale}{suffix}.json"
                _write_json(path, {"config": index["config"], "docs": part, "words": words})
    _write_json(common, {**index, "docs": []})  # nobody asks for it


def _edition_of(location: str, found: list[Edition]) -> Edition:
    named = (one for one in found if one.prefix and location.startswith(one.prefix))
    return next(named, found[0])


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
