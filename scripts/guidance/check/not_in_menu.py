from pathlib import Path, PurePosixPath

from guidance.check import Fault, Faults, rule
from guidance.check._causes import page_thing
from guidance.check._source import first_place
from guidance.model import Position, Site

CONFIG = "mkdocs.yml"


@rule("not-in-menu", stage="parity")
def check(site: Site) -> Faults:
    """The menu and the pages differ: a page that no menu leads to, or a line of nav without a page.

    Bad:  docs/zh/respond/new.md, which nav in mkdocs.yml does not name
    Good: - respond/new.md below its neighbour there
    """
    pages = {page.name: page for page in reversed(site.pages)}
    for name in sorted(pages.keys() - set(site.menu) - site.not_in_menu if site.menu else ()):
        yield Fault(
            pages[name].at(),
            "the page stands in no menu",
            f"add a line - {name}.md to nav: in {CONFIG}{_below(site, name)}",
        )
    for name in dict.fromkeys(one for one in site.menu if one not in pages):
        yield Fault(
            _line(site, f"{name}.md"),
            f"the menu names {name}.md, and no edition has such a page",
            "correct the line, or take it out",
            needs=(page_thing(name),),
        )


def _below(site: Site, name: str) -> str:
    """Where the line belongs: below the last page of the same folder."""
    folder = PurePosixPath(name).parent
    known = site.edition(site.source)
    beside = [one for one in site.menu if PurePosixPath(one).parent == folder and one in known]
    if not beside:
        return ""
    return f", below - {beside[-1]}.md in line {_line(site, f'{beside[-1]}.md').line}"


def _line(site: Site, entry: str) -> Position:
    """Where an entry stands in the configuration; its beginning when it is written otherwise."""
    try:
        lines = Path(site.root, CONFIG).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    return first_place(CONFIG, lines, entry)
