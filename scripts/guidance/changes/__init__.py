"""What a change does to the guide, as its reviewer needs it: pages, facts, trees, freshness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from guidance.changes.base import Base, read_base
from guidance.changes.facts import (
    UNCHECKED,
    FactChange,
    fact_changes,
    moved,
    new_corrections,
    unchecked,
)
from guidance.changes.pages import PageChange, page_changes
from guidance.changes.trees import TreeChange, tree_changes
from guidance.changes.turned import Turned, turned
from guidance.check._exceptions import exceptions_of
from guidance.freshness import Stale, stale_sections
from guidance.model import Finding, Position, Site
from guidance.registry import Correction

__all__ = ["Changes", "compare", "read_base"]
#: Findings for which the report has a part of its own.
TOLD_ELSEWHERE = ("stale-section", "missing-page")


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two states of the guide.

    ``files`` are no pages; ``diff`` has the changed lines of those that hold words and no code.
    ``moved`` are the records that stand in another order, ``exceptions`` what pages allow
    themselves anew. ``stale`` and ``missing`` concern the pages of this change; the totals are the
    guide's. ``others`` counts warnings that this change has nothing to do with.
    """

    pages: tuple[PageChange, ...]
    facts: tuple[FactChange, ...]
    corrections: tuple[Correction, ...]
    trees: tuple[TreeChange, ...]
    turned: tuple[Turned, ...]
    moved: tuple[tuple[str, str, str], ...]
    exceptions: tuple[tuple[Position, str], ...]
    files: tuple[str, ...]
    diff: str
    stale: tuple[Stale, ...]
    stale_total: int
    missing: tuple[str, ...]
    missing_total: int
    findings: tuple[Finding, ...]
    others: int

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """Values that were changed without looking at their source: the change must not go in."""
        return tuple(finding for finding in self.findings if finding.rule == UNCHECKED)


def compare(base: Base, head: Site, findings: Iterable[Finding]) -> Changes:
    """What ``head`` changes of ``base``; ``findings`` are the rules' about ``head``."""
    pages = tuple(page_changes(base.site, head))
    names = {_name(change.path, head) for change in pages}
    stale = [one for locale in head.locales[1:] for one in stale_sections(head, locale)]
    missing = list(_missing(head))
    shown, others = _ours(findings, base.site, head, {change.path for change in pages})
    return Changes(
        pages=pages,
        facts=tuple(fact_changes(base.site, head)),
        corrections=new_corrections(base.site, head),
        trees=tuple(tree_changes(base.site, head)),
        turned=tuple(turned(base.site, head)),
        moved=tuple(moved(base.site, head)),
        exceptions=tuple(_exceptions(base.site, head)),
        diff=base.diff,
        files=tuple(path for path in base.files if not _is_page(path, base.site, head)),
        stale=tuple(one for one in stale if one.key.partition("#")[0] in names),
        stale_total=len(stale),
        missing=tuple(path for path in missing if _name(path, head) in names),
        missing_total=len(missing),
        findings=tuple(sorted([*unchecked(base.site, head), *shown])),
        others=others,
    )


def _exceptions(base: Site, head: Site) -> Iterator[tuple[Position, str]]:
    for page in head.pages:
        old = base.edition(page.locale).get(page.name)
        known = {(one.rule, one.reason) for one in exceptions_of(old)} if old else set()
        for one in exceptions_of(page):
            if (one.rule, one.reason) not in known:
                yield page.at(one.line), f"{one.rule}: {one.reason}"


def _name(path: str, site: Site) -> str:
    return path.removeprefix(f"{site.docs_dir}/").partition("/")[2].removesuffix(".md")


def _is_page(path: str, base: Site, head: Site) -> bool:
    """Whether a file is one, so that another part of the report tells of it."""
    if not path.startswith(f"{head.docs_dir}/"):
        return False
    folder = path.removeprefix(f"{head.docs_dir}/").partition("/")[0]
    name = PurePosixPath(path).name
    return folder in {*base.locales, *head.locales} and name.endswith(".md") and name[0] != "."


def _missing(site: Site) -> Iterator[str]:
    every = {name for locale in site.locales for name in site.edition(locale)}
    for locale in site.locales:
        for name in sorted(every - site.edition(locale).keys()):
            yield f"{site.docs_dir}/{locale}/{name}.md"


def _ours(
    findings: Iterable[Finding], base: Site, head: Site, paths: set[str]
) -> tuple[list[Finding], int]:
    """Findings to show, and the number of warnings about what the change does not touch."""
    shown, others = [], 0
    for finding in findings:
        if finding.rule in TOLD_ELSEWHERE:
            continue
        fact = head.registry.around(finding.at)
        is_ours = fact and base.registry.own(*fact) != head.registry.own(*fact)
        if finding.severity == "error" or finding.at.path in paths or is_ours:
            shown.append(finding)
        else:
            others += 1
    return shown, others
