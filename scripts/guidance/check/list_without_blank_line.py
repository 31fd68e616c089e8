import re

from guidance.check import Fault, Faults, rule
from guidance.model import Block, Site

BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\S")


@rule("list-without-blank-line", stage="block", by_page=True)
def check(site: Site) -> Faults:
    """A list follows a sentence without a blank line, and would become part of it.

    Bad:  先做三件事：
          - 截图
    Good: the same with an empty line between
    """
    for page in site.pages:
        for block in page.blocks:
            for line in _later_lines(block):
                source = page.lines[line - 1]
                if BULLET.match(source):
                    at = page.at(line, len(source) - len(source.lstrip()) + 1)
                    yield Fault(
                        at, "the list has no blank line before it", "put an empty line there"
                    )
                    break


def _later_lines(block: Block) -> list[int]:
    """Lines of a block's words but the first."""
    ends = [offset for offset, _ in block.pieces[1:]] + [len(block.text)]
    lines = {
        at.line
        for (start, at), end in zip(block.pieces, ends, strict=True)
        if block.text[start:end].strip()
    }
    return sorted(lines)[1:]
