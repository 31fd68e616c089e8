"""Where a link leads: the place that it means, and how a link to a place is written."""

import posixpath
from functools import lru_cache

from guidance.model import Place


@lru_cache(2**15)
def place_of(href: str, page_name: str) -> Place:
    """The place that an address without scheme means, seen from the page ``page_name``.

    ``../respond/paid.md#first`` seen from ``understand/who`` is ``respond/paid#first``. A path that
    leaves the edition keeps its leading ``../``.
    """
    path, _, fragment = href.partition("#")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page_name), path))
    return Place(joined.removesuffix(".md") if path else page_name, fragment)


def named_place(words: str) -> Place:
    """The place that ``page#heading`` names."""
    page, _, anchor = words.partition("#")
    return Place(page, anchor)


def relative(page_name: str, other: str) -> str:
    """The Markdown path from one page to another: from ``a/b`` to ``c/d`` it is ``../c/d.md``."""
    return posixpath.relpath(f"{other}.md", posixpath.dirname(page_name) or ".")
