"""Pages as they were written last time, used again where nothing that they show has changed.

A page shows itself, the codes of its parts, which stand for every edition of it, and what stands
around all pages: facts, words, templates, the day, and of the other pages their outlines.
``tests/test_written.py`` renders each page with no more than outlines beside it.
"""

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from guidance.component import Made, components, components_of
from guidance.kept import digest, keep, recall
from guidance.model import FACT_SCHEMES, Checklist, Letter, Page, Position, Tree
from guidance.render.context import Edition
from guidance.render.search import Part

CITED = (*FACT_SCHEMES, "sign")
NOWHERE = Position("")


@dataclass(frozen=True)
class Written:
    """A page of the site, not trimmed yet, the ids in it, and what the search knows of it.

    ``key`` stands for all that it was made of.
    """

    key: str
    packed: bytes
    anchors: set[str]
    parts: list[Part]

    @property
    def html(self) -> str:
        """The whole page."""
        return zlib.decompress(self.packed).decode()


class WrittenPages:
    """The pages of an edition that are kept, by name.

    ``look`` is the folder of templates, ``settings`` all that the settings say. Those of ``made``
    have no author.
    """

    def __init__(
        self, edition: Edition, made: Mapping[str, tuple[str, Made]], look: Path, settings: str
    ) -> None:
        self.edition, self.made = edition, made
        self.place = f"{edition.site.root} {edition.site.address} {edition.locale}"
        outlines = tuple(outline(page) for page in edition.site.pages)
        site = replace(
            edition.site,
            pages=outlines,
            problems=(),
            checked={},
            not_in_menu=frozenset(),  # its order differs from run to run
            search_words={},
        )
        around = (site, edition.today, edition.pack, sorted(edition.pictures), settings)
        found = hashlib.sha256(repr(around).encode("utf-8", "surrogatepass"))
        for path in sorted(path for path in look.rglob("*") if path.is_file()):
            found.update(path.read_bytes())
        self.around = found.hexdigest()

    def recall(self, name: str) -> Written | None:
        """A page as it is still; None where it must be rendered."""
        found = recall(f"{self.place} {name}")
        fits = isinstance(found, Written) and found.key == self._key(name) != ""
        return found if fits else None

    def keep(self, name: str, html: str, anchors: set[str], parts: list[Part]) -> None:
        """Keep a page, in place of what it was before."""
        if key := self._key(name):
            packed = zlib.compress(html.encode(), level=1)
            keep(f"{self.place} {name}", Written(key, packed, anchors, parts))

    def _key(self, name: str) -> str:
        """Of all that a page is made of; empty where that is not known."""
        if name in self.made:
            shown = self.made[name][1].digests
        else:
            page = self.edition.pages.get(name)
            used = components_of(page) if page else ()
            alone = all(components()[one].by_page for one in used)
            pages = [one for one in self.edition.site.pages if one.name == name or not alone]
            shown = tuple(one.digest for one in pages) if page else ("",)
        return digest(f"{self.around} {shown}") if all(shown) else ""


def outline(page: Page) -> Page:
    """What others may show of a page: its titles, the names of its parts, the facts it cites."""
    return Page(
        page.path,
        page.locale,
        page.name,
        title=page.title,
        description=page.description,
        listed=page.listed,
        headings=tuple(replace(one, at=NOWHERE) for one in page.headings),
        links=tuple(replace(one, text="", written="", at=NOWHERE) for one in page.facts(*CITED)),
        trees=tuple(Tree(one.id, one.title, (), NOWHERE) for one in page.trees),
        checklists=tuple(Checklist(one.id, one.title, (), NOWHERE) for one in page.checklists),
        letters=tuple(Letter(one.id, one.title, (), NOWHERE) for one in page.letters),
    )
