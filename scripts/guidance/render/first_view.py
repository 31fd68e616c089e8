"""The one place that trims what a page loads before it can be read.

``trim`` works on the built site, after MkDocs; ``make serve`` shows the same pages untrimmed. The
template (overrides/main.html) links one sheet, one deferred script, and one late sheet that waits
as ``media="print"``. From there:

1. The first sheet goes into each page, cut down to the rules that this page can use
   (styles.py): no request stands between the text and the reader. Cost: it is loaded again with
   the next page. A sheet shared by all pages would take a second round trip before anything shows.
2. What is only for paper goes to the late sheet, with the search sheet that was there.
3. Comments and spaces are taken out of the script (rjsmin).

Left alone: Material's script (the templates do without it, see theme.py), its rules for a search
of its own, and spaces in HTML (minify-html: 0.3 of 7.4 KB).
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
