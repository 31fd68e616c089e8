"""An edition in one HTML file, which asks for nothing: to pass on, to keep, to open offline.

The pages are those of the site, with its header, sheets and scripts. ``overrides/single.html`` puts
them one below the other, ``single.js`` shows one at a time, and reads for the search what stands
there anyway. An id that two pages have gets the page's name before it; a link between pages leads
to an id. Sources stand once, at the end. What is left out is linked on the site, where that is
known.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, tostring

import rjsmin

from guidance.component import components_of
from guidance.model import HOME, Page, Place
from guidance.overrides import SINGLE, SINGLE_SCRIPT, SINGLE_STYLE
from guidance.pack.chapters import Chapter, chapters_of_one, slug, take_sources
from guidance.pack.source import Source
from guidance.render import search, theme
from guidance.render.addresses import of_place
from guidance.render.csp import protected
from guidance.render.html import unwrap
from guidance.render.provenance import first_review
from guidance.render.styles import Sheet, words_in_tags

SHEET = "<style></style>"
#: In the head: what only ``single.js`` takes away again.
WAITS = 'document.documentElement.classList.add("waits")'
#: Attributes that name an id of their page.
NAMING = ("id", "for", "aria-labelledby", "aria-describedby", "aria-controls", "data-tree",
          "data-node", "data-answer")  # fmt: skip


@dataclass
class _Copied:
    """A page, changed step by step, and what the search says of it."""

    chapter: Chapter
    article: Element
    parts: list[search.Part]
    sources: dict[str, str]
    ids: dict[str, str] = field(default_factory=dict)

    @property
    def page(self) -> Page:
        return self.chapter.page


def single(source: Source, locale: str) -> str:
    """The HTML of an edition. Raises UnsafePageError where the policy of all pages would."""
    sources: dict[str, Element] = {}
    pages = {}
    for chapter in chapters_of_one(source, locale):
        article = source.article(chapter.page)
        parts = search.parts_of(article)
        pages[chapter.page.name] = _Copied(chapter, article, parts, take_sources(article, sources))
    _name(pages.values())
    for page in pages.values():
        _lead(source, page, pages)
        _rename(page)
    style, late, script, results, library, *tools = theme.assets(source.config).values()
    own = _file(source, SINGLE_SCRIPT)
    asks = f"{results}\ncarriedAlong.answers=answers;carriedAlong.mark=mark"
    modules = [f"{library}\ncarriedAlong.library=MiniSearch", asks]
    scripts = [str(rjsmin.jsmin("\n".join((own, script, *tools)))), *modules]
    html = _html(source, locale, pages, sources, scripts)
    style = _style(html, style, late, _file(source, SINGLE_STYLE))
    html = html.replace(SHEET, f"<style>{style}</style>", 1)
    return protected(html, {style, WAITS, *scripts}, own="")


def _file(source: Source, path: str) -> str:
    return (theme.overrides(source.config) / path).read_text("utf-8")


def _style(html: str, *sheets: str) -> str:
    """What the file can use of the sheets."""
    words = words_in_tags(html)
    parsed = (Sheet.parse(sheet).without_layers(theme.WEAK_LAYERS) for sheet in sheets)
    return "".join(sheet.for_page(words) for sheet in parsed)


# --------------------------------------------------------------------------- ids and links


def _name(pages: Collection[_Copied]) -> None:
    """Say how each id of a page is called here: as on the site, where no other page has it."""
    own = {id(page): [one.get("id", "") for one in page.article.iter()] for page in pages}
    count = Counter(identifier for ids in own.values() for identifier in ids)
    count.update(slug(page.page) for page in pages)
    for page in pages:
        ids = filter(None, own[id(page)])
        page.ids = {one: one if count[one] == 1 else slug(page.page, one) for one in ids}


def _lead(source: Source, page: _Copied, pages: Mapping[str, _Copied]) -> None:
    """Let links lead to what is here, or to the site; else only their words stay."""
    for parent in list(page.article.iter()):
        for link in parent.findall("a"):
            href = link.get("href", "")
            anchor = href[1:] if href.startswith("#") else ""
            if anchor in page.sources:
                link.set("href", f"#{page.sources[anchor]}")
            elif to := _leads_to(source, page.page, href, pages):
                link.set("href", to)
            elif "print-now" in link.get("class", "").split():
                parent.remove(link)  # a way of the site's own: nothing stands in its place
            else:
                unwrap(parent, link)


def _leads_to(source: Source, page: Page, href: str, pages: Mapping[str, _Copied]) -> str:
    if ":" in href.partition("#")[0]:
        return href
    other, anchor = source.leads_to(href, page)
    if other is None:
        return ""
    return _to(pages, Place(other.name, anchor)) or source.address(other, anchor)


def _to(pages: Mapping[str, _Copied], place: Place) -> str:
    """The address of a place in this file; empty where it is left out."""
    page = pages.get(place.page)
    return f"#{page.ids.get(place.anchor, slug(page.page))}" if page else ""


def _rename(page: _Copied) -> None:
    for element in page.article.iter():
        for name in NAMING:
            if (value := element.get(name)) is not None:
                element.set(name, " ".join(page.ids.get(word, word) for word in value.split(" ")))


# --------------------------------------------------------------------------- the file


def _html(
    source: Source,
    locale: str,
    pages: Mapping[str, _Copied],
    sources: Mapping[str, Element],
    scripts: list[str],
) -> str:
    config, site = source.config, source.site
    edition = next(one for one in theme.editions(config) if one.locale == locale)
    corrections = config.plugins["guidance"].config.corrections
    guide = theme.furniture(config, site, edition, {}, corrections)
    places = {of_place(Place(name), locale, site): name for name in pages} | {"./": HOME}

    def url(path: str) -> str:
        """Where an address of the furniture leads: into this file, or to the site."""
        page, _, anchor = path.partition("#")
        name = places.get(page)
        return _to(pages, Place(name, anchor)) if name is not None else f"{source.top or ''}{path}"

    words = source.words(locale)
    review = first_review(site.registry)
    again, made = review and review.isoformat(), source.today.isoformat()
    trust = guide["t"]["facts_trust"]
    # Paper says where it came from, and a file on a telephone is nowhere.
    printed = guide["t"]["checklist_printed"].replace("{address}", source.top or "")
    known = {
        **guide,
        "t": {**guide["t"], "checklist_printed": printed.rstrip(" ·")},
        "editions": guide["editions"] if source.top else [],
    }
    env = config.theme.get_env()
    env.filters["url"] = url
    used = dict.fromkeys(name for one in pages.values() for name in components_of(one.page))
    return str(
        env.get_template(SINGLE).render(
            guide=known,
            config={"site_name": source.name(locale)},
            used=list(used),
            parts=_parts(pages.values()),
            pages=[_shown(source, one, words) for one in pages.values()],
            sources="".join(_written(one) for one in sources.values()),
            scripts=scripts,
            waits=WAITS,
            index=_index(source, locale, pages),
            review=again,
            latest=words["latest"],
            notice=words["copy_notice"].format(made=made, date=again, trust=trust),
        )
    )


def _parts(pages: Collection[_Copied]) -> list[tuple[str, list[_Copied]]]:
    """The pages of each part of the menu, in its order."""
    parts: dict[str, list[_Copied]] = {}
    for page in pages:
        parts.setdefault(page.chapter.part, []).append(page)
    return list(parts.items())


def _shown(source: Source, copied: _Copied, words: Mapping[str, str]) -> dict[str, Any]:
    """What the template writes of a page."""
    return {
        "id": slug(copied.page),
        "title": copied.page.title,
        "is_home": copied.page.name == HOME,
        "content": "".join(map(_written, copied.article)),
        "age": source.age(copied.page),
        "states_facts": source.states_facts(copied.page),
        "address": source.address(copied.page),
    }


def _written(element: Element) -> str:
    return tostring(element, encoding="unicode", method="html")


def _index(source: Source, locale: str, pages: Mapping[str, _Copied]) -> str:
    """What the search knows but for the text of the pages, which ``single.js`` reads from them."""
    places = {of_place(Place(name), locale, source.site): name for name in pages}
    said = {name: page.parts for name, page in pages.items()}
    index: dict[str, Any] = {"read": search.READ}
    heads: list[Any] = []
    asked: list[Any] = []
    for _, text in search.files(source.site, locale, said):
        data = json.loads(text)
        heads += data.pop("pages", [])
        asked += data.pop("asked", [])
        index |= data
    for head in heads:
        name = places[head[0]]
        head[0] = _to(pages, Place(name))
        for part in head[3]:
            part[0] = pages[name].ids.get(part[0], part[0])
    if index["help"]:
        index["help"] = _to(pages, Place(places[index["help"]]))
    index |= {"pages": heads, "asked": asked}
    index.pop("texts", None)
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
