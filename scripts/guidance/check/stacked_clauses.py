from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._plain import plain, said
from guidance.check._source import shown
from guidance.model import Site


@rule("stacked-clauses", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Iterator[Fault]:
    """A Chinese sentence strings too many clauses together, or one clause has too many 的.

    Bad:  你先打开，再登录，再看账单，再记金额，再对照，再截图，再打电话，就知道了。
    Good: a full stop after each thought, or a list of steps

    A comma in Chinese may join whole sentences; a reader must keep all of them in mind.
    """
    for one in said(site):
        language = plain(one.locale)
        if not language.most_commas:
            continue
        for start, sentence in one.sentences():
            commas = sentence.count(language.comma)
            begin = start + len(sentence) - len(sentence.lstrip())
            if commas > language.most_commas:
                yield Fault(
                    one.at(begin),
                    f"a sentence of {commas + 1} clauses, {shown(sentence.strip(), 20)}",
                    "end the sentence earlier, or write a list",
                )
            whole = sentence.replace(language.enumeration_comma, language.comma)
            for clause in whole.split(language.comma):
                count = clause.count(language.particle)
                if count > language.most_particles:
                    yield Fault(
                        one.at(begin),
                        f"{count} times {language.particle} in one clause, {shown(clause, 20)}",
                        f"leave out a {language.particle}, or make two sentences",
                    )
                begin += len(clause) + 1
