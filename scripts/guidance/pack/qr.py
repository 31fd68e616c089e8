"""QR codes of public addresses. None is made for an address that is not configured."""

import segno

QUIET = 4  # modules around it, as ISO/IEC 18004 asks
MASK = 2  # any of the eight can be read; choosing the evenest takes nine times as long


def data_uri(address: str) -> str:
    """The code as an SVG in a ``data:`` address, its quiet zone included."""
    uri: str = _code(address).svg_data_uri(border=QUIET, dark="#000", light="#fff", nl=False)
    return uri


def inline_svg(address: str) -> str:
    """The code as an ``<svg>`` element for a page: no request, and paper prints it.

    Decoration for a voice: the address stands beside it.
    """
    svg: str = _code(address).svg_inline(
        border=QUIET, dark="#000", svgclass="qr", lineclass=None, omitsize=True
    )
    return svg.replace("<svg ", '<svg aria-hidden="true" ', 1)


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False, mask=MASK)
