"""Documents to bytes: tagged PDF with small fonts, and pictures of their pages."""

import io
import logging
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pydyf  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import weasyprint
from PIL import Image, PngImagePlugin
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from guidance.language import LANGUAGES

#: Bytes in a row of the font streams' predictor: a multiple of the 2 or 3 bytes of an offset.
ROW = 30
#: Points per CSS pixel: a picture's page is laid out in pixels.
POINTS = 0.75
#: Pixels of a picture for one of its page.
SCALE = 2.5
MILLIMETRE = 25.4 / 96  # of a CSS pixel
logging.getLogger("weasyprint").setLevel(logging.ERROR)


@cache
def fonts() -> FontConfiguration:
    """One for all documents: it finds the system's fonts."""
    return FontConfiguration()


@cache
def stylesheet(text: str, media: str) -> Any:
    """A style sheet as this medium has it, parsed once.

    WeasyPrint 70 loses the layer around a medium, so this one is a layer; it has no masks, so a
    shape is drawn, in a size of its own; it loses what is placed in a grid, and fails where a page
    ends in one.
    """
    for ours, theirs in (
        (f"@media {media} {{", "@layer medium {"),
        ("-webkit-mask", "background"),
        ("viewBox=", "width='17' height='17' viewBox="),
        ("display: grid", "display: block"),
    ):
        text = text.replace(ours, theirs)
    return weasyprint.CSS(string=text, media_type=media, font_config=fonts())


def lay_out(html: Element, look: str, *variants: str, media: str = "print") -> Any:
    """Lay a document out with the look of the site, our print sheet and these variants of it."""
    for element in html.iter():
        if isinstance(element.tag, str):  # drawings: their parser gives them their namespace again
            element.tag = element.tag.rpartition("}")[2]
    text = "<!doctype html>" + tostring(html, encoding="unicode", method="html")
    nothing_from_outside = URLFetcher(allowed_protocols={"data"})
    names = ("sheet", *variants)
    files = [Path(__file__).with_name(f"{name}.css") for name in names]
    files += sorted(LANGUAGES.glob("*/sheet.css"))
    own = [file.read_text("utf-8") for file in files]
    laid_out = weasyprint.HTML(string=text, url_fetcher=nothing_from_outside).render(
        font_config=fonts(),
        stylesheets=[stylesheet(sheet, media) for sheet in (look, *own)],
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
    )
    for page in laid_out.pages:  # WeasyPrint makes one more link of each box within a link
        page.links[:] = [one for one in page.links if one[-1].link]
    return laid_out


def to_pdf(document: Any) -> bytes:
    """A PDF/UA file of a document that was laid out: tagged, titled, fonts as small subsets."""
    pdf: bytes = document.write_pdf(finisher=_finish, pdf_variant="pdf/ua-1")
    return pdf


def _finish(_: Any, pdf: pydyf.PDF) -> None:
    """WeasyPrint's hook before a file is written."""
    _squeeze_fonts(pdf)
    known = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]
    tags = {one.reference: one for one in known if one.get("Type") == "/StructElem"}
    links = {one.reference for one in known if one.get("Type") == "/OBJR"}
    for tag in tags.values():
        if tag["S"] == "/Link" and links.isdisjoint(tag["K"]):
            tag["S"] = "/Span"  # words that lead nowhere, or are within a link
    _tag_lists(pdf, tags)


def _tag_lists(pdf: pydyf.PDF, tags: dict[bytes, Any]) -> None:
    """Tag lists as ISO 14289-1 wants them, which WeasyPrint does for plain items alone.

    What an item holds is one body, and its list holds the item itself, not a group of its own.
    """

    def kind(kid: bytes | int) -> str:
        return tags[kid]["S"] if kid in tags else ""

    for tag in list(tags.values()):
        if tag["S"] == "/L":
            held = [tags[kid]["K"] if kind(kid) == "/Div" else [kid] for kid in tag["K"]]
            _hold(tags, tag, [kid for kids in held for kid in kids])
        rest = [kid for kid in tag["K"] if kind(kid) != "/Lbl"]
        if tag["S"] == "/LI" and [kind(kid) for kid in rest] not in ([], ["/LBody"]):
            body = pydyf.Dictionary({**tag, "S": "/LBody"})
            pdf.add_object(body)
            tags[body.reference] = body
            for kid in rest:
                if kind(kid) == "/LBody":
                    tags[kid]["S"] = "/Div"
            _hold(tags, body, rest)
            marks = [kid for kid in tag["K"] if kind(kid) == "/Lbl"]
            _hold(tags, tag, [*marks, body.reference])


def _hold(tags: dict[bytes, Any], tag: Any, kids: list[bytes | int]) -> None:
    """Let an element of the structure hold these, and let them know it."""
    tag["K"] = pydyf.Array(kids)
    for kid in kids:
        if kid in tags:
            tags[kid]["P"] = tag.reference


def to_pictures(laid_out: Any) -> list[bytes]:
    """A PNG of each page, one pixel a CSS pixel, in few colours so that it is quick to send."""
    pictures = []
    with pypdfium2.PdfDocument(laid_out.write_pdf()) as document:
        for page in document:
            image = page.render(scale=SCALE / POINTS).to_pil().convert("RGB")
            flat = image.quantize(32, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            buffer = io.BytesIO()
            flat.save(buffer, "PNG", compress_level=6)
            pictures.append(buffer.getvalue())
    return pictures


def _squeeze_fonts(pdf: pydyf.PDF) -> None:
    """Fonts with PNG's predictor, 10 KB and not 140.

    WeasyPrint keeps the numbers of the glyphs in a subset, so a Chinese font is a table of 43,000
    offsets that rise by one: as it is, it hardly packs; as differences, it packs to nothing.
    """
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.extra.get("Subtype") == "/OpenType":
            data = b"".join(stream.stream)
            height = -(-len(data) // ROW)
            rows = Image.frombytes("L", (ROW, height), data.ljust(ROW * height, b"\0"))
            chunks = PngImagePlugin.getchunks(rows, compress_level=9)
            stream.stream = [b"".join(data for name, data, _ in chunks if name == b"IDAT")]
            stream.compress = False
            stream.extra["Filter"] = "/FlateDecode"
            stream.extra["DecodeParms"] = pydyf.Dictionary({"Predictor": 15, "Columns": ROW})
