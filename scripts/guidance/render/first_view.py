"""The one place that trims what a page loads before it can be read.

``trim`` works on the built site, after MkDocs; ``make serve`` shows the same pages untrimmed. The
template (overrides/main.html) links one sheet, one deferred script, and one late sheet that waits
as ``media="print"``. From there:

1. The first sheet goes into each page, cut down to the rules that this page can use
   (styles.py): no request stands between the text and the reader. Cost: 5 KB again with each next
   page. A sheet shared by all pages would need a second round trip before anything shows.
2. Layers become weight, for browsers that know none (tests/browser/test_old_engines.py).
3. What is only for paper goes to the late sheet, with the search sheet that was there. Pages that
   share a script share it; a tool's page has its own.
4. Comments and spaces are taken out of the scripts (rjsmin), and those of a page become one file.
5. HTML loses indents, and attributes that only the build reads.

Left alone: names in scripts; tdewolff-minify, which shortens them, has no wheel for Apple's
processors. Rules are chosen one by one, since whole sheets weigh too much: all of them 4.2 KB more
a page (median, gzip -9), those of the page's components 1.1 KB and 0.9 KB of paper, and pages that
are below 28 KB would not be.

tests/browser/test_first_view.py names the pages that are heavier, and why. What makes them heavy
comes after what is read first.

14.6 KB, a first round trip, for everything needed to read: Home, as published, 14.5 (zh) and 13.7
(en), which tests/browser/test_first_view.py holds; inner pages 17. There the styles come first, and
the first 14.6 KB of every page hold the styles, the title and the first screen of text.
"""

import re
from pathlib import Path

import rjsmin

from guidance.render import theme
from guidance.render.styles import Sheet, words_in_tags, words_of

#: The link to the first sheet, and the scripts that wait for the page.
SHEET = re.compile(rf'<link rel="stylesheet" href="[^"]*{re.escape(theme.FIRST_SHEET[:-4])}[^"]*">')
SCRIPT = re.compile(r'\s*<script defer src="([^"]*?)(assets/[^"/]*\.js)"></script>')
#: Kept out of the search when it was made.
READ_BY_BUILD = re.compile(r' data-search-exclude(?:="")?(?=[ >])')
#: Elements without an end: their slash says nothing.
VOID = re.compile(r"(<(?:wbr|input|br|img)\b[^>]*?) />")
#: What keeps its spaces.
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)


def trim(site: Path) -> set[str]:
    """Trim every page of a built site, in place; a site without our sheets stays as it is.

    Returns the sheets that stand within pages now.
    """
    sheet, late = _only(site, theme.FIRST_SHEET), _only(site, theme.LATE_SHEET)
    if not (sheet and late):
        return set()
    screen, paper = _parse(sheet).split_print()
    pages: dict[Path, str] = {}
    groups: dict[str, frozenset[str]] = {}
    inside: set[str] = set()
    scripts = _Scripts(site)
    for page in site.rglob("*.html"):
        html, said = scripts.as_one(page.read_text("utf-8"))
        words = words_in_tags(html) | words_of(said)
        groups[said] = groups.get(said, frozenset()) | words
        link = SHEET.search(html)
        if link:
            inside.add(style := _without_indents(screen.for_page(words)))
            html = f"{html[: link.start()]}<style>{style}</style>{html[link.end() :]}"
            page.write_text(_without_indents(READ_BY_BUILD.sub("", html)), "utf-8")
            pages[page] = said
    searched = f"{_parse(late)}"
    sheets = {
        said: f'@charset "UTF-8";{paper.for_page(words)}{searched}'
        for said, words in groups.items()
    }
    for text in sheets.values():
        (site / theme.named(theme.LATE_SHEET, text)).write_text(text, "utf-8")
    for page, said in pages.items():
        name = Path(theme.named(theme.LATE_SHEET, sheets[said])).name
        page.write_text(page.read_text("utf-8").replace(late.name, name), "utf-8")
    sheet.unlink()
    late.unlink()
    scripts.write()
    return inside


def _without_indents(html: str) -> str:
    """Lines that begin with their first tag or word; texts that keep their spaces stay."""
    parts = PREFORMATTED.split(html)
    parts[::2] = [VOID.sub(r"\1>", re.sub(r"\n\s+", "\n", part)) for part in parts[::2]]
    return "".join(parts)


def _parse(sheet: Path) -> Sheet:
    return Sheet.parse(sheet.read_text("utf-8")).without_layers(theme.WEAK_LAYERS)


class _Scripts:
    """The scripts that pages link, and one in place of those of each page."""

    def __init__(self, site: Path) -> None:
        opened = (_only(site, theme.SEARCH_LIBRARY), _only(site, theme.SEARCH_RESULTS))
        self.site = site
        self.parts = {
            file.relative_to(site).as_posix(): str(rjsmin.jsmin(file.read_text("utf-8")))
            for file in (site / "assets").glob("*.js")
            if file not in opened
        }
        self.joined: dict[str, str] = {}

    def as_one(self, html: str) -> tuple[str, str]:
        """The page with all its scripts as one, and what that says."""
        links = list(SCRIPT.finditer(html))
        if not links:
            return html, ""
        text = "\n".join(self.parts[link[2]] for link in links)
        path = theme.named(theme.SCRIPT, text)
        self.joined[path] = text
        tag = f'\n  <script defer src="{links[0][1]}{path}"></script>'
        return html[: links[0].start()] + tag + html[links[-1].end() :], text

    def write(self) -> None:
        """The joined files in place of the parts."""
        for path in self.parts:
            (self.site / path).unlink()
        for path, text in self.joined.items():
            (self.site / path).write_text(text, "utf-8")


def _only(site: Path, name: str) -> Path | None:
    folder, _, file = name.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    return next((site / folder).glob(f"{stem}.*.{suffix}"), None)
