from __future__ import annotations

from collections.abc import Iterator

from guidance.check import RULES, Fault, found_by, parser_faults, rule
from guidance.model import Finding, Site

OTHERS = (
    "bad-exception",
    "forbidden-syntax",
    "mistyped-syntax",
    "raw-html",
    "unknown-attribute",
    "unknown-scheme",
)


@rule("unsafe-output", stage="block")
def check(site: Site) -> Iterator[Fault]:
    r"""HTML would reach the page by a way that no other rule sees.

    Bad:  \`<img src=x onerror=…>\`   <a:b onclick=…>   a fence that is none   [a](b.md "title")
    Good: plain headings, lists, links and !!! call-outs

    Looked for in what Markdown writes, so that it does not matter how the page hides it.
    """
    findings = parser_faults(site, "unsafe-output")
    told = {
        (one.finding.at.path, line)
        for other in (OTHERS if findings else ())
        for one in (found_by(RULES[other], site) if other in RULES else ())
        for line in (one.finding.at.line, _any(one.finding))
    }
    for finding in findings:
        if not {(finding.at.path, line) for line in (finding.at.line, _closing(finding))} & told:
            yield Fault(finding.at, finding.message, finding.mend)


def _any(finding: Finding) -> int:
    """Zero, for any line of the page, when a tag was told: its end need not be told again."""
    return 0 if finding.rule == "raw-html" else finding.at.line


def _closing(finding: Finding) -> int:
    return 0 if "HTML: '</" in finding.message else finding.at.line
