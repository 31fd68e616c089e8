"""Two pictures of a page compared as by a person who stands three steps away.

What is looked at is the page without its letters: blurred until lines of text are grey, in cells of
1/12 of the width by 8 px. Rows of cells are paired from top to bottom. A line more or less (one that
breaks elsewhere) is no difference, and neither is thicker or thinner text; rows that stand in the
place of quite other rows are, and many rows more or less: a colour, a band, a column, an open menu.
"""

from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageFilter

COLUMNS, HEIGHT = 12, 8
#: Kept pictures are half as large, to be looked at and not to weigh.
SCALE = 2
#: Steps of 255 between two cells that are one to a person, and those that nobody overlooks.
SLIGHT, PLAIN = 16, 20
#: What a row without partner costs when rows are paired, in the same steps.
GAP = 30.0
#: So many rows more or less count as one that is another.
LINES = 3
#: How far below each other two rows may stand and still be a pair: 8 px each.
REACH = 60

Row = tuple[int, ...]


def keep(picture: Image.Image, path: Path) -> None:
    """Write a picture to compare with later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = picture.convert("RGB").resize((picture.width // SCALE, picture.height // SCALE))
    small.save(path, quality=50, method=6)


def kept(path: Path) -> Image.Image:
    """A kept picture at the size of the page."""
    picture = Image.open(path).convert("RGB")
    return picture.resize((picture.width * SCALE, picture.height * SCALE))


def difference(one: Image.Image, other: Image.Image) -> int:
    """Height in px of the largest place that is another; widths must be equal."""
    if abs(one.width - other.width) >= SCALE:
        raise ValueError(f"{one.width} px are not {other.width} px")
    worst = more = fewer = plain = 0
    for step, cost in _paired(_rows(one), _rows(other)):
        if step == PAIR and cost <= PLAIN:
            more = fewer = plain = 0
        more += step == MORE
        fewer += step == FEWER
        plain += step == PAIR and cost > PLAIN
        worst = max(worst, plain + min(more, fewer), max(more, fewer) // LINES)
    return worst * HEIGHT


PAIR, MORE, FEWER = range(3)


def _paired(above: list[Row], below: list[Row]) -> list[tuple[int, float]]:
    """The cheapest way from one to the other, row by row: what was done, and its cost."""
    reach = REACH + abs(len(below) - len(above))
    costs = {j: j * GAP for j in range(min(reach, len(below)) + 1)}
    steps: list[dict[int, tuple[int, float]]] = [dict.fromkeys(costs, (MORE, GAP))]
    for i, row in enumerate(above, 1):
        line: dict[int, float] = {}
        done: dict[int, tuple[int, float]] = {}
        for j in range(max(0, i - reach), min(len(below), i + reach) + 1):
            ways = []
            if j and j - 1 in costs:
                pair = _between(row, below[j - 1])
                ways.append((costs[j - 1] + pair, PAIR, pair))
            if j in costs:
                ways.append((costs[j] + GAP, FEWER, GAP))
            if j - 1 in line:
                ways.append((line[j - 1] + GAP, MORE, GAP))
            line[j], step, cost = min(ways)
            done[j] = step, cost
        costs = line
        steps.append(done)
    path = []
    i, j = len(above), len(below)
    while i or j:
        step, cost = steps[i][j]
        path.append((step, cost))
        i -= step != MORE
        j -= step != FEWER
    return path[::-1]


def _rows(picture: Image.Image) -> list[Row]:
    blurred = picture.convert("RGB").filter(ImageFilter.BoxBlur((6, 16)))
    small = blurred.resize((COLUMNS, max(1, picture.height // HEIGHT)), Image.Resampling.BOX)
    data = small.tobytes()
    ends = range(0, len(data) + 1, COLUMNS * 3)
    return [tuple(data[start:end]) for start, end in pairwise(ends)]


def _between(one: Row, other: Row) -> float:
    """The three cells' worth of channels that differ most, beyond what is slight."""
    steps = sorted((abs(a - b) for a, b in zip(one, other, strict=True)), reverse=True)[:6]
    return sum(max(0, step - SLIGHT) for step in steps) / len(steps)
