"""The repayment planner: a section complete on paper from its Markdown.

Steps that end in a colon get a line to write on, the table's empty rows are added here, and the
call-outs are the advice for each result: the script shows what fits, paper has all of it.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from guidance.component import Component
from guidance.han import both
from guidance.model import Section
from guidance.render.context import Context
from guidance.render.html import add, wrap

#: Which result each call-out of the section is for, in their order on the page: income does not
#: cover the necessities, what is left does not cover the cost, old debts, the plan closes.
OUTCOMES = ("short", "open", "old", "closes")
#: Empty rows of the table: with them the form fits one sheet.
ROWS = 6
COLONS = tuple(both(":"))


def render(box: Element, section: Section, _: Context) -> None:
    """``data-paper`` marks the section's form, ``data-outcome`` its advice."""
    _paper(box, section.body)
    call_outs = (one for one in section.body if "admonition" in one.get("class", "").split())
    for name, advice in zip(OUTCOMES, call_outs, strict=False):
        advice.set("class", f"{advice.get('class')} planner-advice")
        advice.set("data-outcome", name)


def _paper(box: Element, body: Sequence[Element]) -> None:
    form = [one for one in body if one.tag in ("ol", "table")]
    if not form:
        return
    first, last = list(box).index(form[0]), list(box).index(form[-1])
    paper = wrap(box, list(box)[first : last + 1], "div", class_="planner-paper", data_paper="")
    for step in paper.iter("li"):
        if "".join(step.itertext()).rstrip().endswith(COLONS):
            add(step, "span", class_="planner-line")
    for table in paper.iter("table"):
        table.set("class", "planner-table")
        columns = len(table.findall("thead/tr/th"))
        for empty in table.findall("tbody"):
            table.remove(empty)
        rows = add(table, "tbody")
        for _ in range(ROWS):
            row = add(rows, "tr")
            for _ in range(columns):
                add(row, "td")


COMPONENT = Component("planner", render=render, scripts=("assets/copy.js",))
