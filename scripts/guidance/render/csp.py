"""A Content-Security-Policy in every page: what is not named here, a browser refuses.

A ``meta`` tag, because the site runs on any static host. It allows our own files, and by its hash
each script and sheet within the page; nothing is ``unsafe-*``. Data (``application/json``) needs no
hash. ``frame-ancestors`` is the one directive that counts in a header only.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

CHARSET = '<meta charset="utf-8">'


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
    inside = _Inside()
    inside.feed(html)
    inside.close()
    if inside.unsafe:
        raise UnsafePageError(", ".join(inside.unsafe))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *map(_hash, inside.scripts))),
            " ".join(("style-src 'self'", *map(_hash, inside.styles))),
            "img-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


#: What a script element runs; any other type is data.
RUNS = {"", "module", "text/javascript", "application/javascript"}


@dataclass
class _Inside(HTMLParser):
    """Collects scripts and sheets that stand in a page."""

    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    unsafe: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.unsafe += [
            f"{name} on <{tag}>" for name in values if name == "style" or name.startswith("on")
        ]
        if tag == "style":
            self.into = self.styles
        elif tag == "script" and "src" not in values and values.get("type", "") in RUNS:
            self.into = self.scripts
        else:
            return
        self.into.append("")

    def handle_endtag(self, tag: str) -> None:
        self.into = None

    def handle_data(self, data: str) -> None:
        if self.into is not None:
            self.into[-1] += data
