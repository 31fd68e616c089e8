from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._pictures import PICTURES, UnreadablePictureError, codes
from guidance.check._source import shown
from guidance.model import Position, Site, once
from guidance.registry import source_of

OVERRIDES = "overrides"


@rule("unsafe-picture", stage="file")
def check(site: Site) -> Iterator[Fault]:
    """A picture carries a code that leads elsewhere, or cannot be read.

    Bad:  pay.png with a QR code of a chat account, of a telephone number, of an unknown site
    Good: pay.png whose code leads to a page of this guide, or to the site of a contact

    A reader's camera follows a code without showing where. Pictures below docs/ are refused anyway
    (foreign-file); those of overrides/ are looked at too.
    """
    for path in _pictures(site):
        at = Position(path.relative_to(site.root).as_posix())
        try:
            wrong = [code for code in codes(path) if not _is_known(code, site)]
        except UnreadablePictureError as error:
            yield Fault(
                at,
                f"{error}, so nobody knows what codes it carries",
                "save it anew as a PNG of less than a megabyte, or remove it",
                breaks=(line_thing(at),),
            )
            continue
        for code in wrong:
            yield Fault(
                at,
                f"a code in this picture leads to {shown(code)}",
                "remove the picture",
                breaks=(line_thing(at),),
            )


def _pictures(site: Site) -> Iterator[Path]:
    for folder in (site.docs_dir, OVERRIDES):
        for parent, folders, names in os.walk(Path(site.root, folder)):
            folders.sort()
            for name in sorted(names):
                path = Path(parent, name)
                if path.suffix.lower() in PICTURES and path.is_file() and not path.is_symlink():
                    yield path


def _is_known(code: str, site: Site) -> bool:
    """Whether a code leads to this guide, to a contact's site, or to just the page of a source."""
    parts = _parts(code)
    if parts is None or code != code.strip() or not code.isascii() or not code.isprintable():
        return False
    if site.address and code.startswith(site.address):
        return True
    hosts, pages = _registered(site)
    return parts == f"https://{urlsplit(code).hostname}" and (
        urlsplit(code).hostname in hosts or code in pages
    )


def _parts(code: str) -> str | None:
    """Scheme and host as written, so that no name, port or blank can hide in it."""
    try:
        parts = urlsplit(code)
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}"


@once
def _registered(site: Site) -> tuple[set[str | None], set[str]]:
    """Hosts of contacts; addresses of sources, for on some hosts anybody can write."""
    contacts = site.registry.contacts.values()
    sources = [source_of(record) for _, record in site.registry.records()]
    return (
        {urlsplit(contact.site).hostname for contact in contacts if contact.site},
        {source.url for source in sources if source and source.url},
    )
