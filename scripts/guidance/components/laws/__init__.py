"""Every law of the registry, with what its articles say."""

from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.model import Section
from guidance.registry import article_texts
from guidance.render.context import Context
from guidance.render.html import add
from guidance.render.provenance import add_source, checked_line


def render(box: Element, _: Section, context: Context) -> None:
    """List the laws."""
    words, locale = context.words, context.locale
    for law in context.registry.laws.values():
        entry = add(box, "div", class_="law")
        add(entry, "h3", law.title[locale], id=law.id)
        effective = words["law_effective"].format(date=law.effective.isoformat())
        add(entry, "p", f"{law.issuer[locale]} · {effective}", class_="law-facts")
        if law.articles:
            rows = add(entry, "dl")
            for article, gist in law.articles.items():
                add(rows, "dt", article_texts(article, locale)[0])
                add(rows, "dd", gist[locale])
        line = add(entry, "p", class_="checked")
        if law.source.url:
            add_source(line, law, words["law_official"]).tail = " · "
        add(line, "span", checked_line(law, words, context.today))


COMPONENT = Component("laws", render=render)
