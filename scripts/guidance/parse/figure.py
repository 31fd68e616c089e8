"""How the stages of a ``.figure`` section are written, for the rule and for the renderer.

An item reads ``**Stage**: what happens; what it means; what you can still do``.
"""

from __future__ import annotations

import re

CLASS = "figure"
#: What each of an item's parts tells: interface strings ``stage_…``, classes of figure.css.
TELLS = ("happens", "means", "can")
AFTER_NAME = re.compile(r"\s*[:：]\s*")
BETWEEN = re.compile("[;；]")
