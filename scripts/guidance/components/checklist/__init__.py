"""Checklists: a section whose items are ticked, counted and printed."""

from guidance.component import Component
from guidance.components.checklist.read import read
from guidance.components.checklist.render import render

COMPONENT = Component("checklist", variants=("large-print",), read=read, render=render, common=True)
