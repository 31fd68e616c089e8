"""The list of sources at a page's end: what was claimed, who says so, how and when we looked.

Claims and laws stand first, in the order of the page: render/facts.py puts their numbers behind the
words that cite them.
"""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.language import writing
from guidance.model import Link
from guidance.registry import Claim, Contact, Law, Sourced, article_texts
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import add_source, checked_line, cited_by, place_of


def finish(root: Element, context: Context) -> None:
    """Append the sources of every contact, law and claim the page cites; nothing if it has none.

    Folded, because a frightened reader needs the next step and not thirty addresses; a link to a
    source opens the fold, and paper shows it open.
    """
    words, registry, locale = context.words, context.registry, context.locale
    cited = cited_by(context.citing, registry)
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
            if record.age(context.today) != "withheld":
                _claim(entry, record, links, locale)
            _source(entry, record, locale)
            add(entry, "span", checked_line(record, words, context.today), class_="source-how")


def _claim(entry: Element, record: Sourced, links: list[Link], locale: str) -> None:
    if isinstance(record, Claim):
        said = [record.claim[locale]]
    elif isinstance(record, Law):
        articles = dict.fromkeys(link.key.partition("#")[2] for link in links)
        said = [
            writing(locale).colon.join(
                (article_texts(article, locale)[0], record.articles[article][locale])
            )
            for article in articles
            if article
        ]
    elif isinstance(record, Contact):
        said = [f"{record.name[locale]} {record.number or record.site}"]
    else:
        said = []
    if said:
        add(entry, "span", " ".join(said), class_="source-claim").tail = " "


def _source(entry: Element, record: Sourced, locale: str) -> None:
    source = record.source
    title = record.title[locale] if isinstance(record, Law) else source.title[locale]
    add_source(entry, record, title, class_="source-title").tail = " "
    issuer = source.issuer[locale]
    if issuer and issuer != title:
        add(entry, "span", issuer, class_="source-issuer").tail = " "


COMPONENT = Component(finish=finish)
