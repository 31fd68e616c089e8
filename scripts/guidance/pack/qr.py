"""QR codes of public addresses. None is made for an address that is not configured."""

from __future__ import annotations

import segno


def data_uri(address: str) -> str:
    """The code as an SVG in a ``data:`` address, its quiet zone included."""
    code = segno.make(address, error="m", micro=False)
    uri: str = code.svg_data_uri(border=4, dark="#000", light="#fff", nl=False)
    return uri


def inline_svg(address: str, label: str = "") -> str:
    """The code as an ``<svg>`` element for a page: no request, and paper prints it.

    Without a label it is decoration: the address stands beside it.
    """
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    moves = []
    for row, line in enumerate(code.matrix):
        column = 0
        while column < len(line):
            width = 0
            while column + width < len(line) and line[column + width]:
                width += 1
            if width:
                moves.append(f"M{column + 4} {row + 4}h{width}v1h-{width}z")
            column += width or 1
    named = f' role="img" aria-label="{label}"' if label else ' aria-hidden="true"'
    return (
        f'<svg class="qr" viewBox="0 0 {size} {size}"{named} shape-rendering="crispEdges">'
        f'<path d="{"".join(moves)}"/></svg>'
    )
