"""A Content-Security-Policy in every page: what is not named here, a browser refuses.

A ``meta`` tag, because the site runs on any static host. It allows our own files, and by their hash
the scripts and sheets within the page that are known to be ours: any other stops the build. Nothing
is ``unsafe-*``. Where a browser knows Trusted Types, no text becomes markup or a script, whoever
wrote the script that tries. Data (``application/json``) needs no hash. ``frame-ancestors`` is the
one directive that counts in a header only.
"""

import hashlib
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from guidance.render.markup import elements

OWN = "'self'"
CHARSET = '<meta charset="utf-8">'
#: What a script element runs; any other type is data.
RUNS = {"", "module", "text/javascript", "application/javascript"}
ID = re.compile(r'\sid="([^"]+)"')


class UnsafePageError(ValueError):
    """A page asks for what the policy will never allow."""


def protect(site: Path, ours: Collection[str]) -> None:
    """Write the policy into every page of a built site.

    ``ours`` are the scripts and sheets that may stand within one. Raises UnsafePageError for
    another, a ``style`` or ``on…`` attribute, two parts of one id (a script would take the other),
    or a page without our charset line.
    """
    for page in sorted(site.rglob("*.html")):
        html = page.read_text("utf-8")
        try:
            page.write_text(protected(html, ours), "utf-8")
        except UnsafePageError as error:
            raise UnsafePageError(f"{page.relative_to(site).as_posix()}: {error}") from None


def protected(html: str, ours: Collection[str], own: str = OWN) -> str:
    """The page with its policy right after the charset, before anything it must hold for."""
    head, charset, rest = html.partition(CHARSET)
    if not charset or "<script" in head or "<style" in head:
        raise UnsafePageError(f"nothing may stand before {CHARSET}")
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy(html, ours, own)}">'
    return f"{head}{charset}\n{tag}{rest}"


def policy(html: str, ours: Collection[str] = (), own: str = OWN) -> str:
    """The directives that this page needs and no more; ``own`` is empty where it has no files."""
    scripts, styles = [], []
    unsafe = [
        f"two parts have the id {one}" for one, n in Counter(ID.findall(html)).items() if n > 1
    ]
    for tag, attributes, text in elements(html):
        unsafe += [
            f"{name} on <{tag}>" for name in attributes if name == "style" or name[:2] == "on"
        ]
        source = attributes.get("src", "") if tag == "script" else ""
        is_run = tag == "script" and not source and attributes.get("type", "") in RUNS
        if (":" in source or "//" in source) or ((is_run or tag == "style") and text not in ours):
            unsafe.append(f"a {tag} that is not the guide's: {(source or text)[:60]!r}")
        elif is_run:
            scripts.append(text)
        elif tag == "style":
            styles.append(text)
    if unsafe:
        raise UnsafePageError(", ".join(unsafe))
    allowed = {
        "default-src": ["'none'"],
        "script-src": [own, *map(_hash, scripts)],
        "style-src": [own, *map(_hash, styles)],
        "img-src": [own, "data:"],
        "connect-src": [own],
        "manifest-src": [own],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
    directives = ([name, *filter(None, places)] for name, places in allowed.items())
    return "; ".join(" ".join(words) for words in directives if len(words) > 1)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
