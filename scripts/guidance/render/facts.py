"""Fact links: what ``[95188](contact:lender)`` becomes in the sentence.

A number dials and a term leads to its explanation. What a claim or a law says stays plain text, as
it is no step to take: the small number behind it leads to its source at the page's end, which
sources.js shows in place. Words that a reader is to say or to send stay free of marks, and so does
Home, which has the first step and little else.

A fact past its review says so at its first mention and, 90 days later, is not shown any more. The
page then begins with what is safe to do instead. All of it at build time, without script.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from xml.etree.ElementTree import Element

from guidance.model import FACT_SCHEMES, HOME
from guidance.parse.extension import INLINE
from guidance.parse.links import relative
from guidance.registry import Age, Claim, Contact, Fact, Sourced
from guidance.render.addresses import dial
from guidance.render.context import Context
from guidance.render.html import add, is_heading, unwrap
from guidance.render.provenance import cited_by, place_of

#: Characters of a contact's name that tell it: 法院, or Court.
ENOUGH = {False: 2, True: 5}


@dataclass(frozen=True)
class _FactLink:
    """A fact link of the tree, the block of text it stands in, and whether that is to be said.

    ``is_part`` tells that it lies in a component.
    """

    element: Element
    scheme: str
    key: str
    parent: Element
    block: Element
    is_said: bool
    is_part: bool

    @property
    def begins(self) -> bool:
        """Whether the block begins with it, as a call card does, and goes on with whose it is."""
        return self.block[0] is self.element and not (self.block.text or "").strip()

    @property
    def cited(self) -> tuple[str, str]:
        """Scheme and id of the record."""
        return self.scheme, self.key.partition("#")[0]


def render_fact_links(root: Element, context: Context) -> None:
    """Render each fact link of the tree; one that cites nothing becomes plain words."""
    registry, words, name = context.registry, context.words, context.page.name
    glossary = context.site.page_with("terms", context.locale)
    terms = relative(name, glossary.name) if glossary else ""
    numbers = {cited: number for number, cited in enumerate(cited_by(context.citing, registry), 1)}
    links = list(_fact_links(root, root))
    last = {(link.block, link.cited): link for link in links}
    aged: dict[tuple[str, str], Age] = {}
    unnamed = _unnamed(links, context)
    for link in links:
        record = registry.get(link.scheme, link.key)
        if record is None:
            unwrap(link.parent, link.element)
            continue
        age = _age(record, context.today)
        if isinstance(record, Sourced) and age in ("unconfirmed", "withheld"):
            is_first = link.cited not in aged
            aged[link.cited] = age
            if age == "withheld" and _states_a_value(record):
                _withhold(link.element, record, words)
                continue
            if is_first:
                _note(link, record, words)
        if isinstance(record, Contact) and link in unnamed:
            _name(link, record.name[context.locale], words)
        if link.scheme == "contact" or (link.scheme == "term" and terms):
            _lead(link, record, terms)
            continue
        if (
            link.scheme != "term"
            and name != HOME
            and last[link.block, link.cited] is link
            and not link.is_said
        ):
            _mark(link, numbers[link.cited])
        unwrap(link.parent, link.element)
    if aged:
        root.insert(1, _notice(aged, words))  # the page's first answer stays first


def _fact_links(
    parent: Element, block: Element, *, is_said: bool = False, is_part: bool = False
) -> Iterator[_FactLink]:
    for child in parent:
        scheme, _, key = child.get("href", "").partition(":")
        if child.tag == "a" and scheme in FACT_SCHEMES:
            yield _FactLink(child, scheme, key, parent, block, is_said, is_part)
            continue
        yield from _fact_links(
            child,
            block if child.tag in INLINE else child,
            is_said=is_said or child.tag == "blockquote" or child.get("class") == "letter-text",
            is_part=is_part or child.tag == "section",
        )


def _lead(link: _FactLink, record: Fact, terms: str) -> None:
    """Let the link dial, open an address or explain a term."""
    address = f"{terms}#{link.cited[1]}"
    if isinstance(record, Contact):
        said = "".join(link.element.itertext())
        is_address = "." in said and said in (record.site or "")  # not dialled but opened
        address = dial(record.number) if record.number and not is_address else record.site or ""
        if record.incoming and not is_address:
            unwrap(link.parent, link.element)
            return
    link.element.attrib = {"class": f"fact-{link.scheme}", "href": address}
    if address.startswith("http"):
        link.element.set("rel", "noopener noreferrer")


def _unnamed(links: Sequence[_FactLink], context: Context) -> set[_FactLink]:
    """The links behind which it is said whose number they show.

    The first in the text of the page, where the words around it do not say so; of a number that
    stands in lists and trees alone, the first of those where none does.
    """
    mentions: dict[tuple[str, str], list[_FactLink]] = {}
    for link in links:
        record = context.registry.get(link.scheme, link.key)
        is_shown = isinstance(record, Contact) and not record.incoming
        if is_shown and not link.is_said and not is_heading(link.block):
            mentions.setdefault(link.cited, []).append(link)
    unnamed = set()
    for cited, found in mentions.items():
        name = context.registry.contacts[cited[1]].name[context.locale]
        judged = [link for link in found if not link.is_part][:1] or found
        if not any(_is_told(link, name) for link in judged):
            unnamed.add(judged[0])
    return unnamed


def _is_told(link: _FactLink, name: str) -> bool:
    """Whether the words around a number say whose it is.

    A name of two characters, like that of 110, is what is done there and not whose it is.
    """
    around, enough = "".join(link.block.itertext()).casefold(), ENOUGH[name.isascii()]
    match = SequenceMatcher(None, around, name.casefold(), autojunk=False).find_longest_match()
    return link.begins or match.size >= enough or len(name) <= enough


def _name(link: _FactLink, name: str, words: Mapping[str, str]) -> None:
    said, after = words["fact_named"].format(name=name), link.element.tail or ""
    link.element.tail = said + (after if name.isascii() else after.lstrip(" "))


def _mark(link: _FactLink, number: int) -> None:
    """Put the number of its source behind the words."""
    mark = Element("a", {"class": "source-mark", "href": f"#{place_of(*link.cited)}"})
    mark.set("role", "doc-noteref")
    mark.set("data-search-exclude", "")
    mark.text = f"\u2060{number}"  # joined: no line begins with it
    _insert_behind(link, mark)


def _note(link: _FactLink, record: Sourced, words: Mapping[str, str]) -> None:
    """Say at the first mention since when nobody has confirmed the fact."""
    note = Element("span", {"class": "fact-unconfirmed"})
    note.text = words["fact_unconfirmed"].format(date=record.review_by.isoformat())
    _insert_behind(link, note)


def _insert_behind(link: _FactLink, element: Element) -> None:
    element.tail, link.element.tail = link.element.tail, None
    link.parent.insert(list(link.parent).index(link.element) + 1, element)


def _withhold(element: Element, record: Sourced, words: Mapping[str, str]) -> None:
    for child in list(element):
        element.remove(child)
    kind = "number" if isinstance(record, Contact) else "figure"
    element.tag, element.text = "span", words[f"fact_withheld_{kind}"]
    element.attrib = {"class": "fact-withheld"}


def _age(record: Fact | None, today: date) -> Age:
    if not isinstance(record, Sourced) or record.is_emergency:
        return "fresh"
    return record.age(today)


def _states_a_value(record: Sourced) -> bool:
    """Whether the words of its links are the value itself, not a phrase that cites it."""
    return isinstance(record, Contact) or (isinstance(record, Claim) and record.text is not None)


def _notice(aged: Mapping[tuple[str, str], Age], words: Mapping[str, str]) -> Element:
    box = Element("div", {"class": "admonition warning facts-notice"})
    add(box, "p", words["facts_notice_title"], class_="admonition-title")
    add(box, "p", words["facts_notice"].format(count=len(aged), trust=words["facts_trust"]))
    box.tail = "\n"
    return box
