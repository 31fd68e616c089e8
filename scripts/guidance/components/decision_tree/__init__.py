"""Decision trees: a section whose headings are questions, with answers, and outcomes."""

from guidance.component import Component
from guidance.components.decision_tree.flow_chart_look import SHEET
from guidance.components.decision_tree.read import read
from guidance.components.decision_tree.render import finish, render

COMPONENT = Component(
    "decision-tree", read=read, render=render, finish=finish, sheets=(SHEET,), common=True
)
