"""The rules of the guide, a family a file, found by walking this folder and components.

A rule is a generator of faults with its id and a docstring that shows Bad and Good: the docstring
is what ``guidance explain RULE`` prints and what MESSAGES.md shows. Modules whose name begins
with an underscore serve the rules and hold none.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args
from weakref import WeakKeyDictionary

from guidance.check._by_page import each_page
from guidance.check._causes import Fault, Faults, Found, file_thing, without_consequences
from guidance.check._exceptions import exceptions_of, is_allowed
from guidance.check._records import within
from guidance.check._rumdl import HANDED_IN, Ask, ask
from guidance.component import ROOMS, components
from guidance.model import Finding, Severity, Site

__all__ = [
    "HANDED_IN",
    "RULES",
    "Ask",
    "Fault",
    "Faults",
    "Rule",
    "found_by",
    "found_by_page",
    "load_rules",
    "parser_faults",
    "rule",
    "run_rules",
]

Group = Literal["lint", "editions"]
#: The order in which a section is judged: what one stage finds is why later ones wait.
Stage = Literal[
    "file",  # it cannot be read as it was meant
    "syntax",  # its signs are not those of the dialect
    "block",  # a list, a link or a heading is none
    "structure",  # a section lacks what makes it one, or holds what nobody may write
    "outline",  # headings differ between the editions
    "answer",  # an answer leads nowhere
    "walk",  # a step cannot be reached, or asks nothing
    "section",  # an edition lacks a section
    "word",  # words that later stages would take for others
    "meaning",  # what the words say, and whether a page says it in every edition
    "parity",  # what sound sections hold and link to
    "way",  # what a reader needs next is led to
    "freshness",  # whether they were compared
]
STAGES: tuple[Stage, ...] = get_args(Stage)
Check = Callable[[Site], Faults]


@dataclass(frozen=True)
class Rule:
    """A rule: its id names the fault, so that "allow ID" reads right.

    Its findings wait where one of an earlier stage concerns the same thing. One ``by_page`` looks
    at no page beside another: what it finds of one is kept with that. One without ``exceptions``
    tells what could harm a reader whatever the reason.
    """

    id: str
    check: Check
    stage: Stage
    group: Group
    severity: Severity
    by_page: bool
    exceptions: bool

    @property
    def doc(self) -> str:
        """Bad, Good and why, as its author wrote it."""
        return inspect.getdoc(self.check) or ""

    @property
    def family(self) -> str:
        """The file where it stands, or the component that it concerns."""
        return self.check.__module__.removesuffix(".rules").rpartition(".")[2]


RULES: dict[str, Rule] = {}
#: What a run has found so far: an exception asks again what it allows.
FOUND: WeakKeyDictionary[Site, dict[str, list[Found]]] = WeakKeyDictionary()


def rule(
    identifier: str,
    *,
    stage: Stage,
    group: Group = "lint",
    severity: Severity = "error",
    by_page: bool = False,
    exceptions: bool = True,
) -> Callable[[Check], Check]:
    """Register a generator as the rule ``identifier``."""

    def register(check: Check) -> Check:
        RULES[identifier] = Rule(identifier, check, stage, group, severity, by_page, exceptions)
        return check

    return register


def load_rules() -> dict[str, Rule]:
    """Import every module of this folder and rules of components once; returns the rules by id."""
    families = [f"{__name__}.{module.name}" for module in pkgutil.iter_modules(__path__)]
    families += [
        f"guidance.components.{room}.rules"
        for room in components()
        if (ROOMS / room / "rules.py").is_file()
    ]
    for family in families:
        importlib.import_module(family)
    return dict(sorted(RULES.items()))


def run_rules(
    site: Site,
    *,
    group: Group | None = None,
    only: str | None = None,
    rumdl: Ask = ask,
) -> list[Finding]:
    """All findings about a site, sorted by place; those its authors allow are left out.

    ``group`` limits the run to content lint or to what concerns both editions, ``only`` to a rule.
    A finding waits only for causes that the same run reports.
    """
    HANDED_IN[site] = rumdl
    FOUND[site] = {}
    if rumdl is ask and not (group or only):
        FOUND[site] = {one.id: [] for one in load_rules().values() if one.by_page}
        for one in each_page(site, found_by_page):
            FOUND[site][one.finding.rule].append(one)
    every = load_rules().values()
    rules = [one for one in every if group in (None, one.group) and only in (None, one.id)]
    allowed = {page.path: exceptions_of(page) for page in site.pages}
    faults = [
        one
        for each in rules
        for one in found_by(each, site)
        if not (each.exceptions and is_allowed(one.finding, allowed))
    ]
    return sorted(without_consequences(site, faults))


def found_by(found: Rule, site: Site) -> list[Found]:
    """What one rule finds, each finding once; exceptions are not yet applied."""
    known = FOUND.setdefault(site, {})
    if found.id not in known:
        known[found.id] = _found_by(found, site)
    return known[found.id]


def found_by_page(site: Site) -> list[Found]:
    """What the rules find that look at each page by itself."""
    by_page = (one for one in load_rules().values() if one.by_page)
    return [found for one in by_page for found in found_by(one, site)]


def _found_by(found: Rule, site: Site) -> list[Found]:
    findings = {
        Finding(within(site, fault.at), found.id, fault.message, fault.mend, found.severity): fault
        for fault in found.check(site)
    }
    stage = STAGES.index(found.stage)
    return [Found(finding, fault, stage) for finding, fault in findings.items()]


def parser_faults(site: Site, identifier: str) -> Faults:
    """What the parser noticed under a rule's id. A page that it read is no less sound for it."""
    for one in site.problems:
        if one.rule == identifier:
            yield Fault(one.at, one.message, one.mend, (file_thing(site, one.at),))
    for page in site.pages:
        for one in page.problems:
            if one.rule == identifier:
                yield Fault(one.at, one.message, one.mend)
