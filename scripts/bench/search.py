"""What the search loads, of this guide and of one twelve times as large.

Copies of the pages stand in for more of them: their words are the same, so that a compressor finds
them again only near by, as it would the common words of other pages.
"""

import gzip
import json
from pathlib import Path
from typing import Any

from guidance.render.search import PAGES, by_file

TIMES = (1, 12)


def table(site: Path) -> str:
    """Pages of all editions, KB to the first result and KB of the whole index, by edition."""
    locales = sorted(one.stem for one in (site / "search").glob("*.json") if "." not in one.stem)
    lines = ["pages  edition  KB to first result  KB of the rest"]
    for times in TIMES:
        for locale in locales:
            first, asked, texts, sounds = _index(site, locale)
            count = len(first["pages"]) * times * len(locales)
            pages, texts = first["pages"] * times, texts * times
            start = {**first, "pages": pages[:PAGES]}
            later: list[Any] = [{"pages": one} for one in by_file(pages)[1:]]
            later += [{"asked": one} for one in by_file(asked * times)]
            later += [{"texts": one} for one in by_file(texts)]
            later[0]["sounds"] = sounds
            scripts = sum(
                len(gzip.compress(next((site / "assets").glob(f"{name}.*.js")).read_bytes(), 9))
                for name in ("minisearch", "results")
            )
            needed = (scripts + _size(start)) / 1000
            rest = sum(map(_size, later)) / 1000
            lines.append(f"{count:5}  {locale:7}  {needed:18.1f}  {rest:14.1f}")
    return "\n".join(lines)


def _index(site: Path, locale: str) -> tuple[dict[str, Any], list[Any], list[Any], dict[str, str]]:
    first = json.loads((site / f"search/{locale}.json").read_text("utf-8"))
    more = [json.loads((site / "search" / name).read_text("utf-8")) for name in first["more"]]
    asked, texts = (
        [page for file in more for page in file.get(name, ())] for name in ("asked", "texts")
    )
    return first, asked, texts, next((file["sounds"] for file in more if "sounds" in file), {})


def _size(data: object) -> int:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return len(gzip.compress(text.encode(), 9))
