"""The rules of the guide, one a file, found by walking this folder.

A rule is a generator of faults with its id and a docstring that shows Bad and Good: the docstring
is what ``guidance explain RULE`` prints and what CONTRIBUTING shows.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from guidance.check.exceptions import exceptions_of
from guidance.model import Finding, Position, Severity, Site

Group = Literal["lint", "editions"]


class Fault(NamedTuple):
    """What a rule yields: the place, what is wrong, how to mend it."""

    at: Position
    message: str
    mend: str


@dataclass(frozen=True)
class Context:
    """What rules need besides the site: the day (an argument, so that tests can choose it)."""

    today: date


Check = Callable[[Site], Iterable[Fault]]


@dataclass(frozen=True)
class Rule:
    """A rule: its id names the fault, so that "allow ID" reads right."""

    id: str
    check: Check
    group: Group
    severity: Severity

    @property
    def doc(self) -> str:
        """Bad, Good and why, as its author wrote it."""
        return inspect.getdoc(self.check) or ""


RULES: dict[str, Rule] = {}


def rule(
    identifier: str, *, group: Group = "lint", severity: Severity = "error"
) -> Callable[[Check], Check]:
    """Register a generator as the rule ``identifier``."""

    def register(check: Check) -> Check:
        RULES[identifier] = Rule(identifier, check, group, severity)
        return check

    return register


def load_rules() -> dict[str, Rule]:
    """Import every module of this folder once; returns the rules by id."""
    for module in pkgutil.iter_modules(__path__):
        if not module.ispkg:
            importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(RULES.items()))


def run_rules(site: Site, *, group: Group | None = None, only: str | None = None) -> list[Finding]:
    """All findings about a site, sorted by place; those its authors allow are left out.

    ``group`` limits the run to content lint or to what concerns both editions, ``only`` to a rule.
    """
    findings = set()
    for found in load_rules().values():
        if (group and found.group != group) or (only and found.id != only):
            continue
        findings |= set(_findings(found, site))
    allowed = {page.path: exceptions_of(page) for page in site.pages}
    return sorted(
        finding
        for finding in findings
        if not any(
            exception.covers(finding.rule, finding.at.line)
            for exception in allowed.get(finding.at.path, [])
        )
    )


def _findings(found: Rule, site: Site) -> Iterator[Finding]:
    for fault in found.check(site):
        yield Finding(fault.at, found.id, fault.message, fault.mend, found.severity)


def problems(site: Site, identifier: str) -> Iterator[Fault]:
    """What the parser noticed under a rule's id."""
    noticed = [*site.problems, *(p for page in site.pages for p in page.problems)]
    for finding in noticed:
        if finding.rule == identifier:
            yield Fault(finding.at, finding.message, finding.mend)
