"""Mend what needs no decision: layout, Chinese spacing, quotation marks, words of fact links."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import autocorrect_py

from guidance.check import run_rules
from guidance.check._lagging import lagging, wrong_links
from guidance.check._quotes import straight_lines
from guidance.language import writing
from guidance.model import Page, Site
from guidance.parse.site import read_site
from guidance.parse.text import UnreadableError, read_text
from guidance.programs import program
from guidance.registry import CITED, Contact, shown
from guidance.settings import Settings


def fix(settings: Settings) -> Iterator[str]:
    """Mend pages in place; yields one line for each file that changed."""
    before = {path: path.read_bytes() for path in _files(settings)}
    pages = [str(path) for path in before if path.suffix == ".md"]
    subprocess.run(
        [program("rumdl"), "fmt", "--silent", "--no-cache", *pages],
        cwd=settings.root,
        check=False,
        capture_output=True,
    )
    site = read_site(settings)
    for page in site.pages:
        _space(page, settings.root)
        _curl(page, settings.root)
    site = read_site(settings)
    for path in before:
        renumber(path, site)
    site = read_site(settings)
    for page in site.pages:
        _reword(page, site, settings.root)
    for path, data in before.items():
        if path.read_bytes() != data:
            yield f"{path.relative_to(settings.root).as_posix()}: mended"


def _files(settings: Settings) -> list[Path]:
    folders = [settings.docs_dir / locale for locale in settings.locales]
    pages = sorted(path for folder in folders for path in folder.rglob("*.md"))
    return [*pages, *sorted(settings.facts_dir.glob("*.yml"))]


def renumber(path: Path, site: Site) -> None:
    """Put the number that a contact has now into each link that holds the one before."""
    try:
        text = read_text(path)
    except UnreadableError:  # a finding says so
        return
    lags = {group.record.id for group in lagging(site) if isinstance(group.record, Contact)}
    new = CITED.sub(
        lambda link: (
            f"[{shown(link['words'], site.registry.contacts[link['id']])}](contact:{link['id']})"
            if link["words"] and link["id"] in lags
            else link[0]
        ),
        text,
    )
    if new != text:
        path.write_text(new, encoding="utf-8")


def _space(page: Page, root: Path) -> None:
    """Spaces between Han and Latin, Chinese punctuation: autocorrect, in Chinese editions only.

    The front matter stays: its search words are written as readers type them.
    """
    if not writing(page.locale).han or page.problems:
        return
    head = "\n".join(page.lines[: page.body_line - 1])
    body = "\n".join(page.lines[page.body_line - 1 :])
    try:
        mended = autocorrect_py.format_for(body, "md")
    except ValueError:  # too long for it: the rule typography says so
        return
    if mended != body:
        (root / page.path).write_text(f"{head}\n{mended}", encoding="utf-8")


def _curl(page: Page, root: Path) -> None:
    """Curly quotes where the language has them, in the body; bubbles and code stay."""
    lines = list(page.lines)
    for number, line, mended in straight_lines(page):
        # Code is blank in `line`: only what changed is put in.
        pairs = zip(lines[number - 1], line, mended, strict=True)
        lines[number - 1] = "".join(new if old != new else own for own, old, new in pairs)
    if lines != list(page.lines):
        (root / page.path).write_text("\n".join(lines), encoding="utf-8")


def _reword(page: Page, site: Site, root: Path) -> None:
    """Put the registry's words into fact links that state something else, where it has one text."""
    wrong = {found.at for found in run_rules(site, only="fact-text")}
    wrong |= {one.link.at for group in lagging(site) for one in group.links}
    new = {one.link.at: one.new for one in wrong_links(site)}
    lines = list(page.lines)
    for link in sorted(page.facts(), key=lambda link: link.at, reverse=True):
        words = new.get(link.at) if link.at in wrong else ""
        old = f"[{link.written}]({link.href})"
        line = lines[link.at.line - 1]
        start = link.at.column - 1
        if words and line.startswith(old, start):
            lines[link.at.line - 1] = (
                line[:start] + f"[{words}]({link.href})" + line[start + len(old) :]
            )
    if lines != list(page.lines):
        (root / page.path).write_text("\n".join(lines), encoding="utf-8")
