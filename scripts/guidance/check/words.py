"""Words and sentences."""

import re

import autocorrect_py

from guidance.check import Fault, Faults, rule
from guidance.check._claims import false_claims
from guidance.check._plain import Said, any_of, letter_sections, plain, said, said_by_page, uses
from guidance.check._quotes import straight_lines
from guidance.check._read import Read, elsewhere
from guidance.check._source import same_start, shown
from guidance.han import HAN, both
from guidance.model import Page, Position, Site


@rule("wrong-character", stage="word", by_page=True)
def wrong_character(site: Site) -> Faults:
    """A Chinese word is written with a character that sounds or looks the same.

    Bad:  登陆网站查帐单。
    Good: 登录网站查账单。

    Each word of the list is wrong in every sense here: 台风登陆 and 帐篷 may stand.
    """
    for one in said(site):
        told: set[int] = set()  # 查帐单 is one mistake, not 查帐 and 帐单
        for wrong, right in plain(one.locale).wrong_words.items():
            for found in any_of((wrong,)).finditer(one.text):
                if told.isdisjoint(range(*found.span())):
                    told.update(range(*found.span()))
                    what = f"{found[0]!r} has a wrong character"
                    yield Fault(one.at(found.start()), what, f"write {right!r}")


BUBBLE = ">"


@rule("typography", stage="meaning", by_page=True)
def typography(site: Site) -> Faults:
    """Chinese and Latin letters stand without a space, or a Western mark in Chinese text.

    Bad:  打开银行App,看账单.
    Good: 打开银行 App，看账单。

    make fix mends it. Bubbles hold somebody else's typing; search_tags hold the reader's.
    """
    for page in site.pages:
        if not plain(page.locale).typography or page.problems or page.unread:
            continue
        yield from _untidy(page)


def _untidy(page: Page) -> Faults:
    body = "\n".join(page.lines[page.body_line - 1 :])
    try:
        entries = autocorrect_py.lint_for(body, "md").lines
    except ValueError:  # "call limit reached": it counts its steps, and a flood of text has many
        at = page.at(page.body_line)
        yield Fault(at, "the page is too long to look at its spacing", "split the page")
        return
    for entry in entries:
        line = page.body_line + entry.line - 1
        source = page.lines[line - 1]
        if source.lstrip().startswith(BUBBLE):
            continue
        same = same_start(entry.old, entry.new)
        begin = max(same - 2, 0)
        yield Fault(
            page.at(line, entry.col + same),
            f"untidy spacing or marks: {shown(entry.old[begin : same + 4])}",
            f"make fix mends it: {shown(entry.new[begin : same + 5])}",
        )


@rule("straight-quote", stage="meaning", by_page=True, severity="warning")
def straight_quote(site: Site) -> Faults:
    """English text holds a straight quotation mark or apostrophe.

    Bad:  Don't say "I will pay".
    Good: Don’t say “I will pay”.

    make fix mends it. Bubbles hold somebody else's typing.
    """
    for page in site.pages:
        for number, line, mended in straight_lines(page):
            at = same_start(line, mended)
            begin = max(at - 8, 0)
            yield Fault(
                page.at(number, at + 1),
                f"a straight quotation mark: {shown(line[begin : at + 12])}",
                f"make fix mends it: {shown(mended[begin : at + 12])}",
            )


@rule("promise", stage="word", by_page=True)
def promise(site: Site) -> Faults:
    """The text promises what nobody can promise.

    Bad:  按这个办，保证减免。   You will never have to pay it back.
    Good: 可以申请减免，由放贷机构决定。   You can ask; the lender decides.

    What others claim (“保证减免”, 声称保证减免的) and what is denied (谁也不能保证减免) may stand.
    """
    mend = "say what the reader can ask for, and who decides"
    return uses(site, "promises", "{} promises an outcome", mend)


@rule("blame-or-fear", stage="meaning", by_page=True, severity="warning")
def blame_or_fear(site: Site) -> Faults:
    """A word blames or frightens the reader.

    Bad:  老赖会身败名裂。   You only have yourself to blame.
    Good: 逾期了也有路可走。   Being overdue can be sorted out.

    The message has frightened the reader enough. In “…” such words are somebody else's.
    """
    mend = "say plainly what can happen and what the reader can do"
    return uses(site, "blame_or_fear", "{} blames or frightens", mend)


@rule("colour-only", stage="meaning", by_page=True, severity="warning")
def colour_only(site: Site) -> Faults:
    """A step names a thing by its colour alone.

    Bad:  点红色按钮。   Tap the red button.
    Good: 点“立即还款”。   Tap the red button “Repay now”.

    Some readers see no red; a screen reader speaks words, not colours; apps change their look.
    """
    mend = "write the words that stand on it, in quotes"
    return uses(site, "colour_only", "{} names a thing by its colour alone", mend)


@rule("click-here", stage="meaning", by_page=True, severity="warning")
def click_here(site: Site) -> Faults:
    """A link does not say where it leads.

    Bad:  查账单请点击[这里](bill.md)。   [Click here](bill.md) to check your bill.
    Good: [查账单](bill.md)   [Check your bill](bill.md)

    Read aloud or printed, "here" leads nowhere.
    """
    mend = "make the name of the page or the thing the link"
    found = list(uses(site, "click_here", "{} does not say where it leads", mend))
    yield from found
    told = {(one.at.path, one.at.line) for one in found}
    for page in site.pages:
        empty = any_of(plain(page.locale).empty_links)
        for link in page.links:
            if empty.fullmatch(link.text.strip()) and (page.path, link.at.line) not in told:
                what = f"the link {shown(link.text)} does not say where it leads"
                yield Fault(link.at, what, mend)


@rule("long-sentence", stage="meaning", by_page=True, severity="warning")
def long_sentence(site: Site) -> Faults:
    """A sentence is too long to take in at one reading, or strings too many clauses together.

    Bad:  one sentence that says who may call, when, how often, and what happens if nobody answers
    Good: several short ones, or a list

    A colon or semicolon ends a sentence here. Each language has its limits: Chinese in characters,
    in commas, which there may join whole sentences, and in 的 in one clause; English in words.
    Whoever reads this is frightened and holds a phone.
    """
    for one in said(site):
        language = plain(one.locale)
        for start, sentence in one.sentences():
            words, begin = sentence.strip(), start + len(sentence) - len(sentence.lstrip())
            at, cut = one.at(begin), shown(words, 20)
            count = len(any_of((language.unit,)).findall(words))
            if count > (language.longest_sentence or count):
                yield Fault(
                    at,
                    f"a sentence of {count} {language.unit_name}, {cut}",
                    f"say it in sentences of at most {language.longest_sentence}, or as a list",
                )
            if not language.most_commas:
                continue
            commas = words.count(language.comma)
            if commas > language.most_commas:
                what = f"a sentence of {commas + 1} clauses, {cut}"
                yield Fault(at, what, "end the sentence earlier, or write a list")
            parted = words.replace(language.enumeration_comma, language.comma)
            for clause in parted.split(language.comma):
                if (count := clause.count(language.particle)) > language.most_particles:
                    yield Fault(
                        one.at(begin),
                        f"{count} times {language.particle} in one clause, {shown(clause, 20)}",
                        f"leave out a {language.particle}, or make two sentences",
                    )
                begin += len(clause) + 1


@rule("reading-grade", stage="meaning", by_page=True, severity="warning")
def reading_grade(site: Site) -> Faults:
    """A page is hard to read: its sentences or its words are long.

    Bad:  Notwithstanding aforementioned stipulations, obligors retain entitlement to rescission.
    Good: You can still cancel.

    Measured by the Automated Readability Index, on pages of some length, in English only: about
    the school year whose pupils can follow. The finding stands at the hardest section.
    """
    for page, blocks in said_by_page(site):
        language = plain(page.locale)
        sections: dict[str, list[Said]] = {}
        for one in blocks if language.highest_grade else ():
            if not one.is_title:
                sections.setdefault(one.block.section, []).append(one)
        sentences = [words for section in sections.values() for words in _sentences(section)]
        if sum(map(len, sentences)) < (language.fewest_words_graded or 1):
            continue
        reached = _grade(sentences)
        if reached > language.highest_grade:
            hardest = max(sections.values(), key=lambda section: _grade(_sentences(section)))
            yield Fault(
                hardest[0].at(0),
                f"the page reads at grade {reached:.1f}, and this is its hardest section",
                f"use shorter sentences and everyday words, to grade {language.highest_grade:g}",
            )


def _sentences(section: list[Said]) -> list[list[str]]:
    """The words of each sentence; a block ends its last one."""
    unit = any_of((plain(section[0].locale).unit,))
    texts = [text for one in section for _, text in one.sentences()]
    return [words for words in map(unit.findall, texts) if words]


def _grade(sentences: list[list[str]]) -> float:
    """0.5 × words per sentence + 4.71 × letters per word − 21.43 (Smith and Senter, 1967)."""
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.5 * len(words) / len(sentences) + 4.71 * len("".join(words)) / len(words) - 21.43


@rule("mixed-address", stage="meaning", by_page=True, severity="warning")
def mixed_address(site: Site) -> Faults:
    """A page calls its reader 你 in one place and 您 in another.

    Bad:  你先别急。请您打开银行 App。
    Good: 你先别急。打开银行 App。

    Somebody else's words may say 您: in “…”, in a bubble, in a letter or a script.
    """
    for page, told in said_by_page(site):
        forms = plain(page.locale).one_address
        letters = letter_sections(page)
        found: dict[str, list[tuple[Said, int]]] = {form: [] for form in forms}
        for one in told:
            if one.block.section not in letters:
                for form in forms:
                    found[form] += [(one, i) for i, c in enumerate(one.text) if c == form]
        used = sorted((form for form in forms if found[form]), key=lambda form: len(found[form]))
        if len(used) > 1:
            one, offset = found[used[0]][0]
            what = f"{used[0]} here, but {used[-1]} elsewhere on this page"
            yield Fault(one.at(offset), what, f"write {used[-1]}, or leave the word out")


BRACKET = both("(")


@rule("unexplained-term", stage="meaning", by_page=True, severity="warning")
def unexplained_term(site: Site) -> Faults:
    """A word that readers may not know stands on a page without an explanation.

    Bad:  过了诉讼时效的债……   Pay off your Baitiao first.
    Good: 过了[诉讼时效](term:limitation-period)的债……   诉讼时效（起诉的期限）   Baitiao (白条)

    One link a page is enough, to the term or from the word to a page about it, or a gloss, at the
    first use. Which words: legal_words of the language, each with its term, and those that
    docs/_facts/words.yml marks with explained: true.
    """
    for page, told in said_by_page(site):
        letters = letter_sections(page)
        blocks = [one for one in told if not one.is_title and one.block.section not in letters]
        for word, identifier in _to_explain(site, page.locale).items():
            linked = [
                link.at
                for link in page.links
                if word in link.text or (link.scheme == "term" and link.fact_id == identifier)
            ]
            at = _unexplained(blocks, word)
            if at is not None and not any(place <= at for place in linked):
                yield Fault(
                    at,
                    f"{word!r} stands here without an explanation",
                    f"write [{word}](term:{identifier}) at its first use"
                    if identifier
                    else f"link its term, or write the characters: {word} (…)",
                )


def _to_explain(site: Site, locale: str) -> dict[str, str]:
    """Each word to explain in an edition, and its term where one is named."""
    terms = site.registry.terms
    legal = {word: of for word, of in plain(locale).legal_words.items() if of in terms}
    own = [one for one in site.registry.words if one.explained]
    own = [one for one in own if locale in (one.editions or site.locales)]
    return legal | {word: "" for one in own for word in one.words}


def _unexplained(blocks: list[Said], word: str) -> Position | None:
    """The first place outside fact links that uses a word, if it does not say what that is."""
    whole = re.compile(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", re.I)
    for one in blocks:
        for found in whole.finditer(one.text):
            if one.link_at(found.start()) is None:
                before, after = one.text[: found.start()], one.text[found.end() :]
                is_glossed = re.match(plain(one.locale).gloss, after)
                is_gloss = HAN.match(before.rstrip(f" {BRACKET}")[-1:]) and word.isascii()
                return None if is_glossed or is_gloss else one.at(found.start())
    return None


@rule("false-claim", stage="meaning", by_page=True)
def false_claim(site: Site) -> Faults:
    """The text says something about debts and texts that many believe, and that is false.

    Bad:  只有 95188 发来的短信才是真的。   You may always say no to calls.
    Good: 95188 发来的短信也不一定是真的。

    What others claim (“只有 95188 是真的”) and what is denied or called wrong may stand.
    """
    claims = false_claims(site)
    texts: list[Said | Read] = [*said(site)]
    texts += [one for one in elsewhere(site) if one.kind == "fact" and not one.is_source]
    for text in texts:
        for start, sentence, (first, *_) in claims[text.locale].asserted(text.text):
            yield Fault(
                text.at(start),
                f"{shown(sentence)} says: {site.false_claims.claims[first].claim}",
                "that is not so: say what is sure, or put somebody else's words into “…”",
            )
