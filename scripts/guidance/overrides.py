"""The files of ``overrides/``: what the theme and the components declare, and no other."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from guidance.component import components
from guidance.language import languages

FOLDER = "overrides"
#: The same in an installed package, for guides that have no look of their own.
LOOK = Path(__file__).with_name("look")
#: Sheets and scripts of overrides/assets, in the order in which they are joined; the sheets of
#: components come behind them. The second sheet holds what no first view shows: paper, and the
#: search before it is opened.
STYLES = ("reset", "tokens", "base", "layout", "admonition", "facts", "tool")
LATE_STYLES = ("search", "print")
SCRIPTS = ("language", "navigation", "folds", "paper", "sources", "search")
#: Come when the search is opened.
RESULTS = ("query", "results")
LIBRARY, LICENCE = "assets/vendor/minisearch.js", "assets/vendor/minisearch.LICENSE.txt"

#: The pictures and their digests, as sha256sum writes them: nobody sees in a change of a picture
#: what code it carries.
PICTURES = "assets/pictures.sha256"
DIGEST = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)
#: For a telephone's start screen: the octagon of the stop card.
ICON = "assets/icon.png"
#: What shows an edition where a link to it is passed on.
PREVIEW = "assets/preview-{locale}.png"

#: An edition in one file, and what stands in it beside the sheets and scripts of pages.
SINGLE = "single.html"
SINGLE_STYLE, SINGLE_SCRIPT = "assets/single.css", "assets/single.js"

#: What a component's room may hold without another word.
ROOM = ("style.css", "script.js", "late.js", "template.html")
#: Scripts within a page, for what cannot wait for a file.
INLINE = ("head.js", "template.js")
#: The same, of the page for a lost address.
LOST = "assets/lost.js"
TEMPLATES = ("main.html", "404.html", SINGLE)
INCLUDED = re.compile(r"""\{%-? *include "([\w./-]+)" *-?%\}""")


def look_of(config: MkDocsConfig) -> Path:
    """The folder of a guide's templates, sheets and scripts: its own, or the generator's."""
    if own := config.theme.custom_dir:
        return Path(own)
    return LOOK if LOOK.is_dir() else Path(__file__).parents[2] / FOLDER


def give_look(config: MkDocsConfig) -> None:
    """Let the templates be found there, and else among MkDocs' own: the theme has thousands."""
    config.theme.dirs[:] = [str(look_of(config)), config.theme.dirs[-1]]


def language_sheets(folder: Path) -> list[Path]:
    """How languages are set that are not set as others are."""
    return [folder / path for path in _language_paths() if (folder / path).is_file()]


def _language_paths() -> list[str]:
    return [f"languages/{one}.css" for one in languages()]


def declared(folder: Path) -> set[str]:
    """Paths below ``folder`` that a build reads, whether they are there or not."""
    named = {f"assets/{name}.css" for name in (*STYLES, *LATE_STYLES)}
    named |= {f"assets/{name}.js" for name in (*SCRIPTS, *RESULTS)}
    named |= {SINGLE_STYLE, SINGLE_SCRIPT, LIBRARY, LICENCE, "assets/vendor/SHA256SUMS", PICTURES}
    rooms = set()
    for name, component in components().items():
        rooms |= {f"components/{name}/{file}" for file in (*ROOM, *INLINE)}
        named |= {*component.scripts, *component.late_scripts, *component.sheets}
    named |= {*pictures(folder), *_language_paths()}
    templates = {*TEMPLATES, *(path for path in rooms if path.endswith(".html"))}
    return named | rooms | _reached(folder, templates)


def pictures(folder: Path) -> dict[str, str]:
    """The digest of each picture that may be published, by its path below ``folder``."""
    file = folder / PICTURES
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    return {f"assets/{name}": digest for digest, name in DIGEST.findall(text)}


def inline_scripts(folder: Path) -> set[str]:
    """What the scripts within pages say."""
    rooms = (folder / "components" / name for name in components())
    files = [folder / LOST, *(room / name for room in rooms for name in INLINE)]
    return {file.read_text("utf-8").strip() for file in files if file.is_file()}


def _reached(folder: Path, templates: set[str]) -> set[str]:
    """These templates, and whatever they include."""
    found: set[str] = set()
    while templates:
        found |= templates
        texts = [
            (folder / path).read_text("utf-8", "replace")
            for path in templates
            if (folder / path).is_file()
        ]
        templates = {path for text in texts for path in INCLUDED.findall(text)} - found
    return found
