from __future__ import annotations

from collections.abc import Iterator

from guidance.check import Fault, rule
from guidance.check._figures import cites, language, prose
from guidance.model import Site


@rule("raw-article", stage="word", by_page=True)
def check(site: Site) -> Iterator[Fault]:
    """An article of a law stands in the text instead of a law link.

    Bad:  依照个人信息保护法第十三条
    Good: 依照个人信息保护法[第十三条](law:pipl#13)

    第一条短信 and the like are counts, not articles.
    """
    for page, block in prose(site):
        for found in language(page.locale).article.finditer(block.text):
            yield Fault(
                block.position(found.start()),
                f"the article {found[0]!r} stands in the text",
                f"write it as a link, such as [{found[0]}](law:pipl#13), with the law's id",
                breaks=cites(page, block),
            )
