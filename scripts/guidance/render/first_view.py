"""The one place that trims what a page loads before it can be read.

``trim`` works on the built site, after MkDocs; ``make serve`` shows the same pages untrimmed. The
template (overrides/main.html) links one sheet, one deferred script, and one late sheet that waits
as ``media="print"``. From there:

1. The first sheet goes into each page, cut down to the rules that this page can use
   (styles.py): no request stands between the text and the reader. Cost: 7 KB again with each next
   page. A sheet shared by all pages would need a second round trip before anything shows.
2. What is only for paper goes to the late sheet, with the search sheet that was there.
3. Comments and spaces are taken out of the scripts (rjsmin).

Left alone: spaces in HTML (minify-html takes 0.3 of 7.6 KB), names in scripts. Not in the site at
all: Material's script, since the templates do without it (theme.py), and its rules for what ours
lays out from nothing (theme.UNSEEN).

Measured 24 Nov 2026, zh, Home / inner page (respond/verify), KB as gzip -9, Chromium 156:

* before (sheet, script, Material's script, workers): 93 in 7 requests / 97
* no script of Material's, steps 1 to 3: 23.3 in 3 / 26.7, at 18 pages an edition
* without UNSEEN: 22.4 / 25.7; pictures of all pages, both schemes, 360 and 1280: 144 of 144 equal
* at 49 pages an edition (longer menus): 23.6 / 27.1

``make bench`` (median of 3, 09:45, other work on the machine), this guide / plain Material with the
same text: Home FCP 512/984 ms (0.52 x), LCP 512/1224 (0.42 x), blocking 0/245 ms; inner page FCP
400/980 (0.41 x), LCP 500/1144 (0.44 x), blocking 38/313 ms (0.12 x; 0.04 and 0.09 in two other
runs: one layout of the long page is near 50 ms at a quarter of the speed); CLS 0. First search
result 33 KB more (Material's worker 12, titles 21); the whole index, 98 KB, follows after it.
Plain: 453 KB in 11 requests, its index of both editions among them.

14 KB for everything needed to read: English Home 14.4, Chinese 15.2; inner pages 18. But a page is
shown while it comes, and its styles come first: the first 14.6 KB of every page hold the styles,
the title and the first screen of text (tests/browser/test_first_view.py).
"""

from __future__ import annotations

from pathlib import Path

import rjsmin

from guidance.render import theme
from guidance.render.styles import Sheet, Words, words_of


def trim(site: Path) -> None:
    """Trim every page of a built site, in place; a site without our sheets stays as it is."""
    sheet, late = _only(site, theme.FIRST_SHEET), _only(site, theme.LATE_SHEET)
    scripts = [_only(site, theme.SCRIPT), _only(site, theme.TOOL_SCRIPT)]
    if not (sheet and late):
        return
    said = "".join(_squeeze(script) for script in scripts if script)
    screen, paper = (
        part.without(theme.LAYERS[0], theme.UNSEEN)
        for part in Sheet.parse(sheet.read_text("utf-8")).split_print()
    )
    everywhere = Words(scripts=said)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        words = words_of(html, said)
        everywhere.add(words)
        before, link, after = _around(html, sheet.name)
        if link:
            page.write_text(f"{before}<style>{screen.for_page(words)}</style>{after}", "utf-8")
    rest = Sheet.parse(late.read_text("utf-8"))
    late.write_text(f'@charset "UTF-8";{paper.for_page(everywhere)}{rest}', "utf-8")
    sheet.unlink()


def _squeeze(script: Path) -> str:
    text = str(rjsmin.jsmin(script.read_text("utf-8")))
    script.write_text(text, "utf-8")
    return text


def _only(site: Path, name: str) -> Path | None:
    folder, _, file = name.rpartition("/")
    stem, _, suffix = file.rpartition(".")
    return next((site / folder).glob(f"{stem}.*.{suffix}"), None)


def _around(html: str, sheet: str) -> tuple[str, str, str]:
    """The page before, at and after the link to a sheet."""
    end = html.find(f'{sheet}">')
    start = html.rfind("<link ", 0, end)
    if end < 0 or start < 0:
        return html, "", ""
    end += len(f'{sheet}">')
    return html[:start], html[start:end], html[end:]
