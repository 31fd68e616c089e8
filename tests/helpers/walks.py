"""The walks of tests/walks: what a reader may choose in each decision tree, to its ending."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

FILES = sorted(Path(__file__).parents[1].joinpath("walks").glob("*.yml"))


@cache
def written(file: Path) -> tuple[str, str, list[tuple[str, ...]]]:
    """Page, tree and walks of a file. A walk names what is chosen at each step, its ending last."""
    data = yaml.safe_load(file.read_text("utf-8"))
    page, _, tree = data["tree"].partition("#")
    return page, tree, [tuple(walk) for walk in data["walks"]]
