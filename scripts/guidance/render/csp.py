"""A Content-Security-Policy in every page: what is not named here, a browser refuses.

A ``meta`` tag, because the site runs on any static host. It allows our own files, and by its hash
each script and sheet within the page; nothing is ``unsafe-*``. Data (``application/json``) needs no
hash. ``frame-ancestors`` is the one directive that counts in a header only.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

from guidance.render.markup import elements

CHARSET = '<meta charset="utf-8">'
#: What a script element runs; any other type is data.
RUNS = {"", "module", "text/javascript", "application/javascript"}


class UnsafePageError(ValueError):
    """A page asks for what the policy will never allow."""


def protect(site: Path) -> None:
    """Write the policy into every page of a built site.

    Raises UnsafePageError for a ``style`` or ``on…`` attribute, or a page without our charset line.
    """
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        try:
            page.write_text(protected(html), "utf-8")
        except UnsafePageError as error:
            raise UnsafePageError(f"{page.relative_to(site).as_posix()}: {error}") from None


def protected(html: str) -> str:
    """The page with its policy right after the charset, before anything it must hold for."""
    head, charset, rest = html.partition(CHARSET)
    if not charset or "<script" in head or "<style" in head:
        raise UnsafePageError(f"nothing may stand before {CHARSET}")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return f"{head}{charset}\n{tag}{rest}"


def policy(html: str) -> str:
    """The directives that this page needs and no more."""
    scripts, styles, unsafe = [], [], []
    for tag, attributes, text in elements(html):
        unsafe += [
            f"{name} on <{tag}>" for name in attributes if name == "style" or name[:2] == "on"
        ]
        if tag == "style":
            styles.append(text)
        elif tag == "script" and "src" not in attributes and attributes.get("type", "") in RUNS:
            scripts.append(text)
    if unsafe:
        raise UnsafePageError(", ".join(unsafe))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *map(_hash, scripts))),
            " ".join(("style-src 'self'", *map(_hash, styles))),
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
