from guidance.check import Fault, Faults, rule
from guidance.check._plain import any_of, plain, said
from guidance.check._source import shown
from guidance.model import Site


@rule("long-sentence", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
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
