from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check.source import nearest
from guidance.model import Block, Page, Site
from guidance.registry import KINDS, accepted_texts

WIDE = str.maketrans("０１２３４５６７８９：％", "0123456789:%")
QUOTED = re.compile(r"“[^“”]*”")
PHONE = re.compile(r"(?<![\d.])(?:\+?\d(?:[ -]?\d){4,}|1[12][0-9]|999)(?!\d|\.\d)")
ARTICLE = re.compile(
    r"第\s*[零〇一二三四五六七八九十百千两\d]+\s*条(?:之[一二三四五六七八九十]+)?"
    r"(?!短信|信息|消息|微信|建议|理由|留言|提醒|通知|内容)"
    r"|\b[Aa]rt(?:icles?|s?\.)\s*\d+(?:-\d+)?"
)
FIGURE = re.compile(
    r"\d[\d,.:：–-]*\s?(?:%|％)?"
    r"|百分之[零一二三四五六七八九十百]+"
    r"|[一二三四五六七八九十百千万两]+(?:[日天年]内|个?工作日|个月内|小时内|分钟内|万?元|万块|倍|折)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)[ -]"
    r"(?:working |business )?(?:days?|hours?|minutes?|months?|years?|per cent|percent|yuan)\b"
)


@rule("unknown-fact")
def unknown(site: Site) -> Iterator[Fault]:
    """A link cites a record that the registry does not have.

    Bad:  [95188](contact:alpay)
    Good: [95188](contact:alipay)
    """
    for page in site.pages:
        for link in page.facts():
            file, _ = KINDS[link.scheme]
            if link.scheme in site.registry.broken or site.registry.get(link.scheme, link.key):
                continue
            records = site.registry.of(link.scheme)
            law = site.registry.laws.get(link.fact_id) if link.scheme == "law" else None
            if law is not None:
                article = link.key.partition("#")[2]
                yield Fault(
                    link.at,
                    f"the law {law.id!r} has no article {article!r} in the registry",
                    f"add it to docs/_facts/{file} or cite one of {', '.join(law.articles)}",
                )
                continue
            yield Fault(
                link.at,
                f"no record {link.fact_id!r} in docs/_facts/{file}",
                nearest(link.fact_id, records, f"add a record to docs/_facts/{file}"),
            )


@rule("fact-text")
def text(site: Site) -> Iterator[Fault]:
    """The words of a fact link are not what the registry says.

    Bad:  [95189](contact:alipay)
    Good: [95188](contact:alipay)

    A figure may stand only in a text that its record lists, so that a slip of a digit is found.
    """
    for page in site.pages:
        for link in page.facts():
            record = site.registry.get(link.scheme, link.key)
            if record is None:
                continue
            article = link.key.partition("#")[2]
            accepted = accepted_texts(record, page.locale, article)
            words = _unquoted(link.text)
            has_figure = bool(FIGURE.search(words) or ARTICLE.search(words))
            if accepted and link.scheme in ("contact", "fact", "law"):
                wrong = link.text not in accepted and (has_figure or link.scheme != "fact")
            elif accepted:
                wrong = link.text.casefold() not in {t.casefold() for t in accepted}
            else:
                wrong = has_figure
            if wrong:
                yield Fault(
                    link.at,
                    f"{link.text!r} is not what {link.scheme}:{link.key} says",
                    f"write {' or '.join(repr(t) for t in accepted)}"
                    if accepted
                    else f"leave the figure out, or list it as text: in docs/_facts/"
                    f"{KINDS[link.scheme][0]}",
                )


@rule("raw-phone")
def raw_phone(site: Site) -> Iterator[Fault]:
    """A phone number or short code stands in the text instead of a contact link.

    Bad:  马上打 95188。
    Good: 马上打 [95188](contact:alipay)。
    """
    registered = {c.number: c.id for c in site.registry.contacts.values() if c.number}
    for page, block in _prose(site):
        for found in PHONE.finditer(_plain(block)):
            number = found[0]
            known = registered.get(number)
            yield Fault(
                block.position(found.start()),
                f"the number {number} stands in the text",
                f"write [{number}](contact:{known})"
                if known
                else "add it to docs/_facts/contacts.yml with its source, then link it",
            )
    for words, block, offset in _quoted(site):
        for found in PHONE.finditer(words):
            if found[0] not in registered:
                yield Fault(
                    block.position(offset + found.start()),
                    f"the number {found[0]} in this example belongs to nobody we know",
                    "leave the number out of the example",
                )


@rule("raw-article")
def raw_article(site: Site) -> Iterator[Fault]:
    """An article of a law stands in the text instead of a law link.

    Bad:  依照个人信息保护法第十三条
    Good: 依照个人信息保护法[第十三条](law:pipl#13)

    第一条短信 and the like are counts, not articles.
    """
    for _, block in _prose(site):
        for found in ARTICLE.finditer(_plain(block)):
            yield Fault(
                block.position(found.start()),
                f"the article {found[0]!r} stands in the text",
                "write it as a link such as [第十三条](law:pipl#13)",
            )


@rule("raw-figure")
def raw_figure(site: Site) -> Iterator[Fault]:
    """A figure, deadline, time, rate, amount or date stands outside a fact link.

    Bad:  十五日内答辩。   晚上 22:00 后不能催收。
    Good: [15 日内](fact:lawsuit-defence-15-days)答辩。

    Counts of steps and messages are written in words: 三件事, two texts.
    """
    for page, block in _prose(site):
        text_ = _plain(block)
        taken = [m.span() for p in (PHONE, ARTICLE) for m in p.finditer(text_)]
        cited = "".join(link.text for link in page.facts() if link.scheme != "term")
        for found in FIGURE.finditer(text_):
            if any(start <= found.start() < end for start, end in taken):
                continue
            figure = found[0].strip()
            if block.kind in ("h2", "h3", "h4") and figure in cited:
                continue
            yield Fault(
                block.position(found.start()),
                f"the figure {figure!r} stands outside a fact link",
                "link it: [15 日](fact:ID); if it only counts steps, write it in words",
            )


def _plain(block: Block) -> str:
    return _unquoted(block.text)


def _unquoted(words: str) -> str:
    """Words with quotations blanked and wide digits made plain, their length kept."""
    return QUOTED.sub(lambda m: " " * len(m[0]), words.translate(WIDE))


def _prose(site: Site) -> Iterator[tuple[Page, Block]]:
    for page in site.pages:
        for block in page.blocks:
            if block.kind != "bubble":
                yield page, block
        for words in (page.title, page.description):
            if words:
                at = page.at(_line_of(page, words))
                yield page, Block("h2", words, ((0, at),), "")


def _quoted(site: Site) -> Iterator[tuple[str, Block, int]]:
    """Quoted words and bubbles, with the block and the offset where they stand in it."""
    for page in site.pages:
        for block in page.blocks:
            words = block.text.translate(WIDE)
            if block.kind == "bubble":
                yield words, block, 0
                continue
            for found in QUOTED.finditer(words):
                yield found[0], block, found.start()


def _line_of(page: Page, words: str) -> int:
    head = page.lines[: page.body_line]
    return next((n for n, line in enumerate(head, 1) if words in line), 1)

