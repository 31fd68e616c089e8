"""Where a link leads, as the model names it: ``#node`` on the page, ``respond/paid#a`` off it."""

from __future__ import annotations

import posixpath
from functools import lru_cache


@lru_cache(2**15)
def target(href: str, page_name: str) -> str:
    """The ending or node that an internal href means, seen from the page ``page_name``.

    ``#stop`` stays ``#stop``, and so does ``page.md#stop`` seen from that page itself.
    ``../respond/paid.md#first`` seen from ``understand/who`` is ``respond/paid#first``.
    A path that leaves the edition keeps its leading ``../``.
    """
    path, hash_sign, fragment = href.partition("#")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page_name), path))
    name = joined.removesuffix(".md")
    if not path or name == page_name:
        return f"#{fragment}"
    return name + hash_sign + fragment


def relative(page_name: str, other: str) -> str:
    """The Markdown path from one page to another: from ``a/b`` to ``c/d`` it is ``../c/d.md``."""
    return posixpath.relpath(f"{other}.md", posixpath.dirname(page_name) or ".")
