"""Pictures as a phone's camera takes them: what the codes in them say.

Pillow and zxing-cpp are loaded with the first picture: most runs meet none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

#: What browsers show as a picture, or may learn to. SVG is no picture here but a page (stray-file).
PICTURES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".webp", ".bmp", ".ico", ".tif", ".tiff", ".avif"),
    *(".apng", ".heic", ".heif", ".jp2", ".jxl"),
)
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
BYTES = 1_000_000  # what a phone on a slow line can wait for, and more
PIXELS = 12_000_000  # a photograph of a phone; read in a second


class UnreadablePictureError(Exception):
    """A picture whose codes cannot be read; the message says why."""


def codes(path: Path) -> list[str]:
    """What the codes of a picture say, of any kind a phone reads.

    Raises UnreadablePictureError for a picture that is broken, moves, or is too large to read.
    """
    if path.stat().st_size > BYTES:
        raise UnreadablePictureError(f"the picture has more than {BYTES // 1_000_000} MB")
    import warnings

    from PIL import Image

    with warnings.catch_warnings(), _strictly():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=FORMATS) as image:
                if getattr(image, "n_frames", 1) > 1:
                    raise UnreadablePictureError("the picture moves")
                if image.width * image.height > PIXELS:
                    raise UnreadablePictureError(
                        f"the picture has more than {PIXELS // 1_000_000} million dots"
                    )
                return sorted(set(_read(image.convert("RGBA"))))
        except UnreadablePictureError:
            raise
        except Exception as error:  # Pillow has a dozen kinds for a broken file, zxing-cpp its own
            raise UnreadablePictureError("the picture cannot be read") from error


@contextmanager
def _strictly() -> Iterator[None]:
    """WeasyPrint, where it is loaded too, lets Pillow fill what a file lacks with nothing."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _read(image: Image.Image) -> Iterator[str]:
    import zxingcpp
    from PIL import Image

    # A code may be drawn with transparency, and show on the dark page only.
    for paper in ("white", "black"):
        page = Image.new("RGBA", image.size, paper)
        page.alpha_composite(image)
        for code in zxingcpp.read_barcodes(page.convert("L")):
            yield code.text
