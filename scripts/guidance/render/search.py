"""What the search knows: an index of each edition, made from its pages.

``search/<locale>.json`` is fetched when a reader opens the search, and answers alone: titles,
descriptions, ``search_tags``, section titles, and the answers of trees, which are people's own
words, at the place that they lead to. Its ``more`` names the files that follow in this order: the
same of further pages, what is ``asked`` of each page, then the text of all, which finds rare words
and shows the passage. No file is asked for by what is typed.

Readers write Traditional characters, wrong characters that sound right, and pinyin. For query.js,
which reads the question, the files hold two tables: ``simple``, a Traditional character and its
Simplified one, by OpenCC; ``sounds``, characters by syllable without its tone, by pypinyin.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from guidance.han import HAN
from guidance.kept import kept
from guidance.language import writing
from guidance.model import Page, Place, Site
from guidance.render.addresses import of_place
from guidance.render.language import tag_of_han
from guidance.search_words import SearchWords
from guidance.signs import traditional

#: Of one file, so that the first answer does not wait for the whole of a large guide.
PAGES = 60
#: The rows of GB 2312 with the characters in daily use, which a reader's keyboard offers first.
DAILY = range(0xB0, 0xD8)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
#: What stands on a line of its own.
BLOCKS = {*HEADINGS, "p", "li", "dt", "dd", "tr", "summary", "div", "blockquote", "pre", "label"}
SILENT = {"script", "style", "template"}
#: Around a line, before a part, before its title: no text holds them.
LINE, BEGINS, TITLE = "\0", "\x02", "\x03"
#: What parts the words beside it.
SPACED = {"br", "hr", "img", "input", "td", "th"}
#: The same for a script that reads pages: selectors.
READ = {
    "headings": ",".join(f"{tag}[id]" for tag in sorted(HEADINGS)),
    "blocks": ",".join(sorted(BLOCKS)),
    "silent": ",".join(sorted({*SILENT, "[data-search-exclude]"})),
    "spaced": ",".join(sorted(SPACED)),
}


@dataclass
class Part:
    """A page's beginning, or what stands below a heading with an id: a section, a node."""

    anchor: str = ""
    title: str = ""
    lines: list[str] = field(default_factory=list)


def parts_of(article: Element) -> list[Part]:
    """The parts of a rendered page, without what is marked ``data-search-exclude``."""
    first, *others = "".join(_said(article)).split(BEGINS)
    parts = [Part(lines=_lines(first))]
    for words in others:
        title, *said = words.split(LINE)
        anchor, _, title = title.partition(TITLE)
        parts.append(Part(anchor, " ".join(title.split()), _lines(LINE.join(said))))
    return parts


def _said(element: Element) -> Iterator[str]:
    tag, anchor = element.tag, element.get("id")
    if tag in SILENT or "data-search-exclude" in element.attrib:
        return
    if tag in HEADINGS and anchor:
        yield f"{BEGINS}{anchor}{TITLE}"
    elif tag in BLOCKS:
        yield LINE
    yield f"{' ' if tag in SPACED else ''}{element.text or ''}"
    for child in element:
        yield from _said(child)
        yield child.tail or ""
    if tag in BLOCKS:
        yield LINE


def _lines(said: str) -> list[str]:
    return [line for words in said.split(LINE) if (line := " ".join(words.split()))]


def files(
    site: Site, locale: str, parts: Mapping[str, Sequence[Part]]
) -> Iterator[tuple[str, str]]:
    """Name and JSON text of each file of an edition's index, the first one last.

    ``parts`` are those of the pages by name. Pages stand in the order of the menu.
    """
    pages = site.edition(locale)
    urls = {name: of_place(Place(name), locale, site) for name in parts}
    found = [name for name in dict.fromkeys([*site.menu, *pages]) if pages[name].listed]
    found = [name for name in found if name in parts]
    words = site.search_words.get(locale, SearchWords())
    said = _answers(pages.values())
    heads = [_head(pages[name], urls[name], parts[name], said) for name in found]
    asked = [words.asked.get(name, []) for name in found]
    texts = [["\n".join(part.lines) for part in parts[name]] for name in found]
    everything = json.dumps([heads, texts, words.model_dump()], ensure_ascii=False)
    told = "".join(text for page in texts for text in page)
    han = "".join(sorted(set(HAN.findall(everything))))
    sounds = partial(_sounds, words.spoken, han)
    table = kept(f"sounds {words.spoken} {han}", sounds) if _is_chinese(told) else {}
    first, *others = by_file(heads) or [[]]
    rest: list[dict[str, Any]] = [{"pages": one} for one in others]
    rest += [{"asked": one} for one in by_file(asked)]
    rest += [{"texts": one} for one in by_file(texts)]
    if rest and table:
        rest[0]["sounds"] = table
    more = []
    for data in rest:
        text = _json(data)
        more.append(f"{locale}.{hashlib.sha256(text.encode()).hexdigest()[:8]}.json")
        yield more[-1], text
    same = [[one.means, *one.said] for one in words.same]
    yield (
        f"{locale}.json",
        _json(
            {
                # What lang says of Han there; nothing where the edition is in Han.
                "han": "" if writing(locale).han else tag_of_han(),
                "help": urls.get(words.help, ""),
                "crisis": words.crisis,
                "idle": words.idle.split(),
                "common": words.common.split(),
                "same": same,
                "simple": _simple(han),
                "pages": first,
                "more": more,
            }
        ),
    )


def by_file(all_pages: list[Any]) -> list[list[Any]]:
    """What each file of the index has of all pages, in their order."""
    return [all_pages[at : at + PAGES] for at in range(0, len(all_pages), PAGES)]


def _head(
    page: Page,
    url: str,
    parts: Sequence[Part],
    said: Mapping[Place, list[str]],
) -> list[Any]:
    own = [[one.anchor, one.title, *said.get(Place(page.name, one.anchor), ())] for one in parts]
    own[0][1] = page.title
    return [url, page.description, page.search_tags, own]


def _answers(pages: Iterable[Page]) -> dict[Place, list[str]]:
    """The answers that lead to each place: what somebody says for whom the place is."""
    said: dict[Place, dict[str, None]] = {}
    for page in pages:
        for tree in page.trees:
            for answer in (answer for node in tree.nodes for answer in node.answers):
                target = answer.target
                place = target if isinstance(target, Place) else Place(page.name, target.id)
                said.setdefault(place, {})[answer.text] = None
    return {place: list(words) for place, words in said.items()}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _is_chinese(text: str) -> bool:
    """Whether a language of the text is written in Han characters, not a name in it alone."""
    return len(HAN.findall(text)) > len(text) / 4


def _simple(han: str) -> str:
    """Traditional characters, each before the one of these that stands for it."""
    return "".join(old + new for old, new in traditional().items() if new in han)


def _sounds(spoken: Mapping[str, str], han: str) -> dict[str, str]:
    """Characters of daily writing and these by their syllable: ``{"cui": "催崔摧…"}``."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # 44 MB; one character is no phrase
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {}
    for char in sorted(_daily().union(han)):
        syllable = spoken.get(char) or lazy_pinyin(char)[0]
        if syllable != char:
            found[syllable] = found.get(syllable, "") + char
    return found


@cache
def _daily() -> frozenset[str]:
    rows = (bytes((high, low)) for high in DAILY for low in range(0xA1, 0xFF))
    return frozenset("".join(one.decode("gb2312", "ignore") for one in rows))
