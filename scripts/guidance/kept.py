"""What takes long, kept between runs: pages, what was found of them, words spelt, trees laid out.

The same code makes the same of the same input, so both are in the key. The folder is the user's own
and not the repository's: unpickling runs what a file says, and a change may bring any file. It may
vanish or rot at any time; then everything is made anew. ``GUIDANCE_CACHE`` names another folder; in
one that cannot be, like ``/dev/null/0``, nothing is kept.
"""

import os
import pickle
import re
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
PACKAGE = "collection-text-guide"
UNUSED = 30 * 24 * 3600  # seconds after which what other code has kept is thrown away


def kept(key: str, make: Callable[[], T]) -> T:
    """What ``make`` returns; it is not called where this code has made it of ``key`` before."""
    found: T | None = recall(key)
    if found is None:
        found = make()
        keep(key, found)
    return found


def recall(key: str) -> Any:
    """What this code keeps under ``key``; None where there is nothing, or nothing whole."""
    with suppress(Exception):  # whatever a file that has rotted does
        if path := _path(key):
            return pickle.loads(path.read_bytes())
    return None


def keep(key: str, made: Any) -> None:
    """Keep what was made, if anything can be kept."""
    if path := _path(key):
        with suppress(OSError, RecursionError):
            beside = path.with_name(f"{path.name}-{os.getpid()}")
            beside.write_bytes(pickle.dumps(made))
            beside.replace(path)


def _path(key: str) -> Path | None:
    folder = _folder(os.environ.get("GUIDANCE_CACHE") or "~/.cache/guidance")
    return folder / digest(key) if folder else None


def digest(key: str) -> str:
    """Of any text."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


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
    """A digest of this package, of its data and of the libraries that it needs."""
    libraries = (re.split(r"[^\w.-]", one)[0] for one in requires(PACKAGE) or ())
    code = sha256(repr([(name, version(name)) for name in libraries]).encode())
    for path in sorted(Path(__file__).parent.rglob("*.*")):
        if path.suffix in (".py", ".yml"):
            code.update(path.read_bytes())
    return code.hexdigest()[:16]
