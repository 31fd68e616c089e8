from guidance.check import Fault, Faults, rule
from guidance.check._figures import is_cited, language, prose
from guidance.check.raw_phone import numbers_in_prose
from guidance.model import Site


@rule("raw-figure", stage="meaning", by_page=True)
def check(site: Site) -> Faults:
    """A figure, deadline, time, rate, amount, date or article stands outside a fact link.

    Bad:  十五日内答辩。   晚上 22:00 后不能催收。   他们说“90 日内”都行。   依照第十三条
    Good: [15 日内](fact:lawsuit-defence-15-days)答辩。   依照[第十三条](law:pipl#13)

    Counts of steps and messages are written in words: 三件事, two texts, 第一条短信.
    """
    numbers: dict[int, list[tuple[int, int]]] = {}
    for block, number in numbers_in_prose(site):
        numbers.setdefault(id(block), []).append((number.start, number.end))
    for page, block in prose(site):
        known = language(page.locale)
        taken = set().union(*(range(*span) for span in numbers.get(id(block), ())))
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
