"""``guidance compress``: beside each file of a site what a host sends in its place, packed once."""

import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import zstandard

#: Files that are not packed already. Below some bytes packing only costs a file.
TEXTS = {".css", ".html", ".js", ".json", ".svg", ".webmanifest", ".xml"}
SMALLEST = 300
#: Ending and packing, as tight as they go: once a build, then sent for ever.
PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: zlib.compress(data, 9, 31),
    "br": lambda data: brotli.compress(data, mode=brotli.MODE_TEXT, quality=11),
    "zst": lambda data: zstandard.ZstdCompressor(level=19).compress(data),
}


def compress(site: Path) -> int:
    """Write ``NAME.gz``, ``.br`` and ``.zst`` beside each text; how many were written.

    What stands there already is of the build, such as ``sitemap.xml.gz``.
    """
    texts = [path for path in sorted(site.rglob("*")) if path.suffix in TEXTS]
    with ThreadPoolExecutor() as pool:  # both libraries let go of the interpreter
        return sum(pool.map(_pack, texts))


def _pack(path: Path) -> int:
    data, written = path.read_bytes(), 0
    for ending, pack in PACK.items() if len(data) >= SMALLEST else ():
        beside = path.with_name(f"{path.name}.{ending}")
        packed = pack(data)
        if not beside.exists() and len(packed) < len(data):
            beside.write_bytes(packed)
            written += 1
    return written
