"""Numbers and figures outside the links that vouch for them."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from guidance.check import Fault, Faults, rule
from guidance.check._causes import Thing, line_thing
from guidance.check._digits import FEWEST, PART, Number, in_names, numbers
from guidance.check._figures import is_cited, language, prose
from guidance.check._read import elsewhere
from guidance.model import FACT, Block, Page, Position, Site, once
from guidance.registry import CITED

LONGEST = 60
EXAMPLE = "example"


@rule("raw-phone", stage="meaning", by_page=True, exceptions=False)
def raw_phone(site: Site) -> Faults:
    """A phone number or short code, or any five digits in a row, stand in the text.

    Bad:  马上打 95188。   九五，一八八   95 / 188   nine double five one eight
    Good: 马上打 [95188](contact:lender)。

    Signs, lines and items between the digits change nothing. An example message, code, a search
    word or a sentence of a fact may name a number of the registry, never any other. The title of a
    source says what it said then.
    """
    registered = {c.number: c.id for c in site.registry.contacts.values() if c.number}
    # Whose number an example names cannot be told while a record is broken.
    nobody: list[Thing] = [
        ("fact", "contact", i)
        for kind, i in site.registry.places
        if kind == "contact" and i not in site.registry.contacts
    ]
    for block, found in numbers_in_prose(site):
        known, at = registered.get(found.digits), block.position(found.start)
        yield Fault(
            at,
            f"the number {_short(found)} stands in the text",
            f"write [{found.digits}](contact:{known})"
            if known
            else "add it to docs/_facts/contacts.yml with its source, then link it",
            needs=(line_thing(at),),
        )
    for kind, at, found in _elsewhere(site, set(registered)):
        if found.digits not in registered:
            yield Fault(
                at,
                f"the number {_short(found)} in this {kind} belongs to nobody we know",
                "leave the number out of the example"
                if kind == EXAMPLE
                else "leave the number out, or add it to docs/_facts/contacts.yml with its source",
                needs=(("fact", "contact"), *nobody, line_thing(at)),
            )


def _elsewhere(site: Site, registered: set[str]) -> Iterator[tuple[str, Position, Number]]:
    """Numbers to call in examples and outside of pages: in what, where, and which."""
    bubbles = [(page, b) for page in site.pages for b in page.blocks if b.kind == "bubble"]
    for _, block, found in _read(bubbles, registered):
        yield EXAMPLE, block.position(found.start), found
    for other in elsewhere(site):
        # A link that was not filled in cites no record, which unknown-fact tells.
        words = CITED.sub(lambda link: FACT * len(link[0]), other.text)
        for found in () if other.is_source else numbers(words):
            own = found.digits in other.own or found.start in in_names(words)
            if found.is_to_call and not own:
                yield other.kind, other.at(found.start), found


def _short(found: Number) -> str:
    return found.written if len(found.written) <= LONGEST else f"{found.written[:LONGEST]}…"


@once
def numbers_in_prose(site: Site) -> list[tuple[Block, Number]]:
    """Numbers that stand outside of examples and links, with the block where each begins."""
    registered = {c.number for c in site.registry.contacts.values() if c.number}
    return [
        (block, found)
        for page, block, found in _read(prose(site), registered)
        if not is_cited(page, block, found.written)
    ]


def _read(
    blocks: Sequence[tuple[Page, Block]], registered: set[str]
) -> Iterator[tuple[Page, Block, Number]]:
    """Numbers in blocks; those of a section are read as one, its items and cells too."""
    for _, section in groupby(blocks, lambda b: (b[0].path, b[1].section, b[1].kind == "title")):
        together = list(section)
        text = "\n".join(block.text for _, block in together)
        starts = list(accumulate((len(b.text) + 1 for _, b in together[:-1]), initial=0))
        for found in _to_call(together[0][1], text, registered):
            place = bisect(starts, found.start) - 1
            start, end = found.start - starts[place], found.end - starts[place]
            yield *together[place], found._replace(start=start, end=end)


def _to_call(block: Block, text: str, registered: set[str]) -> Iterator[Number]:
    parts: list[Number] = []
    for found in numbers(text):
        if found.is_to_call or (found.digits in registered and not found.counts):
            yield found
        elif _is_part(found, block):
            parts.append(found)
    digits = "".join(part.digits for part in parts)
    if len(digits) >= FEWEST and not all(part.counts for part in parts):
        written = " … ".join(part.written for part in parts)
        yield parts[0]._replace(written=written, digits=digits)


def _is_part(found: Number, block: Block) -> bool:
    """Whether digits may go on elsewhere; a plain one in prose is a figure, told by raw-figure."""
    is_said = not found.counts or (found.is_spelt and found.rises)
    return len(found.digits) >= PART and is_said and (found.is_spelt or block.kind == "bubble")


@rule("raw-figure", stage="meaning", by_page=True)
def raw_figure(site: Site) -> Faults:
    """A figure, deadline, time, rate, amount, date or article stands outside a fact link.

    Bad:  十五日内答辩。   晚上 22:00 后不能催收。   他们说“90 日内”都行。   依照第十三条
    Good: [15 日内](fact:lawsuit-defence-15-days)答辩。   依照[第十三条](law:pipl#13)

    Counts of steps and messages are written in words: 三件事, two texts, 第一条短信.
    """
    to_call: dict[int, list[tuple[int, int]]] = {}
    for block, number in numbers_in_prose(site):
        to_call.setdefault(id(block), []).append((number.start, number.end))
    for page, block in prose(site):
        known = language(page.locale)
        taken = set().union(*(range(*span) for span in to_call.get(id(block), ())))
        told = set()  # the same figure again is mended with it
        for found in known.article.finditer(block.text):
            taken.update(range(*found.span()))
            yield Fault(
                block.position(found.start()),
                f"the article {found[0]!r} stands in the text",
                f"write it as a link, such as [{found[0]}](law:pipl#13), with the law's id",
            )
        for found in known.figure.finditer(block.text):
            figure = found[0].strip()
            if found.start() in taken or figure in told:
                continue
            told.add(figure)
            if not is_cited(page, block, figure):
                yield Fault(
                    block.position(found.start()),
                    f"the figure {figure!r} stands outside a fact link",
                    f"link it: [{figure}](fact:ID); if it only counts steps, write it in words",
                )
