"""What the print pack offers of a page, and where.

An address of the pack is written ``pack:zh/first-minutes.pdf``, which MkDocs leaves alone; once the
page's own address is known, ``resolve_pack_links`` makes it relative.
"""

from __future__ import annotations

import re

from guidance.model import Page
from guidance.pack.index import FOLDER

PACK_LINK = re.compile(r'href="pack:([^"]+)"')


def parts_of(page: Page) -> dict[str, str]:
    """Titles of a page's checklists, trees and letters by their ids."""
    return {one.id: one.title for _, one in page.parts}


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, count // 1000)} KB"


def resolve_pack_links(html: str, page_url: str) -> str:
    """Make addresses of the pack relative to the page at ``page_url``, a path below the site."""
    up = "../" * page_url.count("/")
    return PACK_LINK.sub(lambda found: f'href="{up}{FOLDER}/{found[1]}"', html)
