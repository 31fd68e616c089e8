"""Letters and words to say: a section with blanks to fill in."""

from guidance.component import Component
from guidance.components.letter.read import read
from guidance.components.letter.render import render

COMPONENT = Component("letter", read=read, render=render, scripts=("assets/copy.js",))
