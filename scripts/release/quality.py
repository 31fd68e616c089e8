"""Usage: ``python -m release.quality`` in ``scripts/``, once a site is built: ``make quality``.

One page about a release, as Markdown: when and of what it was made, tests, audits and what proves
that they find anything, weight, speed, age of the facts. Every figure is read from what another
step wrote (``site/``, ``junit.xml``, ``bench.txt``, ``.faults/``, the facts): where there is none,
it says so.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from xml.etree import ElementTree

from guidance import manifest
from guidance.config import read_config, settings_from
from guidance.parse.site import read_site
from guidance.registry import Registry, Sourced

ROOT = Path(__file__).parents[2]
NONE = "not measured for this release"
#: What looks for faults, by words in the full names of its tests; and of those that give it faults.
AUDITS = {
    "every rule": ("tests.test_rules.", "tests.test_single_faults."),
    "every threat": ("tests.test_threats.", "_is_gone"),
    "accessibility, by axe": ("tests.browser.test_axe.", "_that_it_is_there_for[axe"),
    "accessibility, by IBM's engine": ("_ibms_engine_", "_that_it_is_there_for[ibm"),
    "the policy of each page": ("tests.browser.test_csp.", "_policy_is_at_work"),
    "hostile text, addresses, storage": ("tests.browser.test_hard_to_break.", ""),
}


#: Where steps leave what they found out.
FILES = {"site": "site", "junit": "junit.xml", "bench": "bench.txt", "faults": ".faults"}


@dataclass(frozen=True)
class Sources:
    """What is read; all but the site and the project may be missing."""

    site: Path
    junit: Path
    bench: Path
    faults: Path
    project: Path = ROOT


@dataclass(frozen=True)
class Test:
    """One test of a run, and how it ended: passed, failed or skipped."""

    full_name: str
    how: str


def tests(junit: Path) -> list[Test]:
    """What pytest wrote; empty where it did not run."""
    if not junit.is_file():
        return []
    cases = ElementTree.parse(junit).getroot().iter("testcase")
    ends = {"failure": "failed", "error": "failed", "skipped": "skipped"}
    return [
        Test(
            f"{case.get('classname')}.{case.get('name')}",
            next((ends[part.tag] for part in case if part.tag in ends), "passed"),
        )
        for case in cases
    ]


def counted(ran: list[Test]) -> str:
    """``1,020 passed, 2 skipped`` of some tests."""
    count = Counter(one.how for one in ran)
    return ", ".join(
        f"{count[how]:,} {how}" for how in ("passed", "failed", "skipped") if count[how]
    )


def audits(ran: list[Test]) -> Iterator[tuple[str, str]]:
    """Each audit, what it said, and whether it finds faults that are put there."""
    for name, (words, control) in AUDITS.items():
        given = [one for one in ran if control and control in one.full_name]
        own = [one for one in ran if words in one.full_name and one not in given]
        yield name, f"{counted(own) or NONE}; given faults: {counted(given) or 'not tried'}"


def weights(site: Path) -> Iterator[tuple[str, str]]:
    """Kilobytes with gzip: of the pages, and of what a reader loads first."""
    pages = {
        file.parent.relative_to(site).as_posix(): file for file in sorted(site.rglob("index.html"))
    }
    own = {name: _packed(file) for name, file in pages.items()}
    first = {name: sum(map(_packed, _loaded(file))) for name, file in pages.items()}
    for what, sizes in (("KB of a page", own), ("KB of a first view", first)):
        most = max(sizes, key=lambda name: sizes[name])
        yield (
            what,
            (
                f"{median(sizes.values()) / 1000:.1f} in the median of {len(sizes)}, "
                f"{sizes[most] / 1000:.1f} at most (`{most}`)"
            ),
        )


def _loaded(page: Path) -> list[Path]:
    """A page and the files that it asks for by itself."""
    head = page.read_text("utf-8").partition("</head>")[0]
    named = re.findall(r'<script[^>]* src="([^"]+)"', head)
    sheets = [tag for tag in re.findall(r"<link[^>]*>", head) if 'rel="stylesheet"' in tag]
    named += [found[1] for tag in sheets if (found := re.search(r'href="([^"]+)"', tag))]
    return [page, *(file for one in named if (file := page.parent / one).is_file())]


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def ages(registry: Registry, today: date) -> Iterator[tuple[str, str]]:
    """How long ago somebody looked at the facts, and how many are past the day of the next look."""
    records = [one for _, one in registry.records() if isinstance(one, Sourced)]
    days = sorted((today - one.checked).days for one in records)
    late = [one.id for one in records if today > one.review_by]
    yield (
        "facts",
        f"{len(days)}, last checked {median(days):.0f} days ago (median), {days[-1]} at most",
    )
    yield (
        "facts past their review",
        f"{len(late)}" + (f": {', '.join(sorted(late))}" if late else ""),
    )


def mutations(folder: Path) -> str:
    """Of the faults put into the project by ``make faults``, how many the tests caught."""
    results = {
        row["fault"]: row["how"]
        for file in sorted(folder.glob("*.jsonl"), key=lambda one: one.stat().st_mtime)
        for row in map(json.loads, file.read_text("utf-8").splitlines())
    }
    if not results:
        return f"{NONE} (`make faults`; the last table stands in tests/faults/README.md)"
    caught = sum(how == "caught" for how in results.values())
    return f"{caught} of {len(results)}"


def page(sources: Sources) -> str:
    """The page. Raises OSError or manifest.DamagedError without a site."""
    made = manifest.read((sources.site / manifest.FILE).read_bytes())
    settings = settings_from(read_config(sources.project / "mkdocs.yml"))
    ran = tests(sources.junit)
    rows = [
        ("made", f"{made.made}"),
        ("commit", f"`{made.commit}`"),
        ("files", f"{len(made.files):,}, with digests in `{manifest.FILE}`"),
        ("tests", counted(ran) or NONE),
        *audits(ran),
        ("faults that tests catch", mutations(sources.faults)),
        *weights(sources.site),
        *ages(read_site(settings, today=made.made).registry, made.made),
    ]
    speed = sources.bench.read_text("utf-8").rstrip() if sources.bench.is_file() else ""
    said = ["```text", speed, "```"] if speed else [f"No speed was {NONE[4:]} (`make bench`)."]
    lines = [
        "# Quality of this release",
        "",
        "Each figure was read from what a step wrote; no person wrote one. No step can tell",
        "whether a fact is true or a page helps.",
        "",
        "| what | figure |",
        "| - | - |",
        *(f"| {what} | {figure} |" for what, figure in rows),
        "",
        "## Speed, beside plain Material for MkDocs",
        "",
        *said,
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Print the page; returns the exit status."""
    parser = argparse.ArgumentParser(prog="release.quality")
    for field, name in FILES.items():
        parser.add_argument(f"--{field}", type=Path, default=ROOT / name)
    options = parser.parse_args(arguments)
    try:
        print(page(Sources(**vars(options))), end="")
    except (OSError, manifest.DamagedError) as error:
        print(f"quality: there is no built site: {error} — make build first", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
