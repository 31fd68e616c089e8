"""A change in one file that any browser shows, on a phone too: its pages before and after.

Pages stand in frames without scripts; whatever can be built is shown, also what checks refuse.
"""

import html
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from guidance.build import run_mkdocs
from guidance.changes import compare, read_base
from guidance.changes.base import unpack
from guidance.changes.pages import address_of
from guidance.config import read_config, settings_from
from guidance.parse.site import read_site
from guidance.render import first_view
from guidance.settings import SettingsError
from guidance.strings import reports, tag

MOST = 24  # pages; a number that every page shows is seen in some of them
HEAD = (
    '<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title>'
    '<meta name="viewport" content="width=device-width"><style>body{{margin:1em;font:16px/1.5 '
    "sans-serif}}section>div{{display:flex;flex-wrap:wrap;gap:1em}}figure{{margin:0}}"
    "iframe{{width:360px;max-width:92vw;height:640px;border:1px solid}}</style><h1>{title}</h1>"
)
SCRIPT = re.compile(r"<script\b.*?</script>", re.S)


def preview(config_file: str, revision: str) -> str:
    """The file: pages that the change edits, then pages that show a fact it edits.

    Raises SettingsError when git cannot tell what was before, NotBuiltError when MkDocs gives up.
    """
    settings = settings_from(read_config(config_file))
    head = read_site(settings)
    changes = compare(read_base(settings, revision), head, [])
    edited = [one for page in changes.pages for one in (page.address, page.was) if one]
    names = {page.name for page in head.pages if page.path in {one.path for one in changes.pages}}
    lacking = [(x, y) for x in head.locales for y in sorted(names - head.edition(x).keys())]
    missing = [address_of(locale, name, head.source) for locale, name in lacking]
    reached = [one for fact in changes.facts for found in fact.reach.values() for one in found]
    with TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        unpack(settings, revision, Path(folder, "source"))
        there = Path(folder, "source", Path(config_file).name)
        try:
            _build(str(there), before)
        except SettingsError:  # a setting of then that this code knows no more
            shutil.copy(config_file, there)
            _build(str(there), before)
        _build(config_file, after)
        addresses = list(dict.fromkeys([*edited, *missing, *reached]))[:MOST]
        said = reports(head.locales)
        begin = HEAD.format(lang=tag(head.source), title=said["before_and_after"])
        return "".join([begin, *(_section(one, before, after, said) for one in addresses)])


def _build(config_file: str, target: Path) -> None:
    config = read_config(config_file)
    run_mkdocs(config, target, read_site(settings_from(config)))
    first_view.trim(target)


def _section(address: str, before: Path, after: Path, said: Mapping[str, str]) -> str:
    frames = "".join(_frames(address, before, after, said))
    return f"<section><h2>{html.escape(address)}</h2><div>{frames}</div></section>"


def _frames(address: str, before: Path, after: Path, said: Mapping[str, str]) -> Iterator[str]:
    for title, site in ((said["before"], before), (said["after"], after)):
        file = Path(site, address.strip("/"), "index.html")
        shown = SCRIPT.sub("", file.read_text("utf-8")) if file.exists() else said["no_page"]
        yield (
            f"<figure><figcaption>{title}</figcaption>"
            f'<iframe sandbox title="{title}" srcdoc="{html.escape(shown)}"></iframe></figure>'
        )
