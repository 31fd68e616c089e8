"""The list of sources at a page's end: what was claimed, who says so, how and when we looked.

Claims and laws stand first, numbered: facts.py puts the number behind the words that cite one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

from guidance.model import Link, Page
from guidance.registry import Claim, Contact, Law, Registry, Sourced, article_texts
from guidance.render.html import add
from guidance.render.provenance import add_source, checked_line

ORDER = {"fact": 0, "law": 1, "contact": 2}

Cited = Mapping[tuple[str, str], list[Link]]


def cited_by(page: Page, registry: Registry) -> Cited:
    """The links that cite a contact, law or claim, by its scheme and id, as the list has them."""
    cited: dict[tuple[str, str], list[Link]] = {}
    for link in page.facts(*ORDER):
        if registry.get(link.scheme, link.key) is not None:
            cited.setdefault((link.scheme, link.fact_id), []).append(link)
    return dict(sorted(cited.items(), key=lambda one: ORDER[one[0][0]]))


def place_of(scheme: str, identifier: str) -> str:
    """The id of a record's entry in the list."""
    return f"source-{identifier}" if scheme == "fact" else f"source-{scheme}-{identifier}"


def render_sources(
    root: Element,
    page: Page,
    registry: Registry,
    locale: str,
    words: Mapping[str, str],
    today: date,
) -> None:
    """Append the sources of every contact, law and claim the page cites; nothing if it has none.

    Folded, because a frightened reader needs the next step and not thirty addresses; a link to a
    source opens the fold, and paper shows it open.
    """
    cited = cited_by(page, registry)
    if not cited:
        return
    box = add(root, "section", class_="sources", data_search_exclude="")
    box.set("data-close", words["source_close"])
    fold = add(box, "details")
    fold_title = add(fold, "summary")
    # The section's mark alone leaves an empty entry in the search.
    title = add(fold_title, "h2", words["sources"], id="sources", data_search_exclude="")
    add(title, "span", f" {len(cited)}", class_="count")
    entries = add(fold, "ol")
    for (scheme, identifier), links in cited.items():
        record = registry.of(scheme)[identifier]
        if isinstance(record, Sourced):
            entry = add(entries, "li", id=place_of(scheme, identifier))
            if record.age(today) != "withheld":
                _claim(entry, record, links, locale)
            _source(entry, record, locale)
            add(entry, "span", checked_line(record, words, today), class_="source-how")


def _claim(entry: Element, record: Sourced, links: list[Link], locale: str) -> None:
    if isinstance(record, Claim):
        said = [record.claim[locale]]
    elif isinstance(record, Law):
        articles = dict.fromkeys(link.key.partition("#")[2] for link in links)
        said = [
            f"{article_texts(article, locale)[0]}{_colon(locale)}{record.articles[article][locale]}"
            for article in articles
            if article
        ]
    elif isinstance(record, Contact):
        said = [f"{record.name[locale]} {record.number or record.site}"]
    else:
        said = []
    if said:
        add(entry, "span", " ".join(said), class_="source-claim").tail = " "


def _colon(locale: str) -> str:
    return "：" if locale.startswith("zh") else ": "


def _source(entry: Element, record: Sourced, locale: str) -> None:
    source = record.source
    title = record.title[locale] if isinstance(record, Law) else source.title[locale]
    add_source(entry, record, title, class_="source-title").tail = " "
    issuer = source.issuer[locale]
    if issuer and issuer != title:
        add(entry, "span", issuer, class_="source-issuer").tail = " "
