"""A pull request's summary in both languages, as Markdown for GitHub's job summary."""

from __future__ import annotations

from collections.abc import Iterable

from guidance.changes import Changes, stub
from guidance.model import Finding, Page, Site
from guidance.report import as_text

KIND = {"added": "added · 新增", "removed": "removed · 删除", "edited": "edited · 修改"}
LONGEST = 200  # lines of one list; GitHub cuts a summary at a megabyte


def summary(changes: Changes, site: Site) -> str:
    """The whole report. ``site`` is the changed guide, for stubs of missing pages."""
    parts = [
        "# What this change does · 这次改动做了什么\n",
        _part(
            "Pages · 页面",
            (f"- {KIND[c.kind]} `{c.path}` {c.title} → `{c.address}`" for c in changes.pages),
            "No page changes. · 没有改动页面。",
        ),
        _part(
            "Facts · 事实",
            (
                f"- {KIND[c.kind]} `{c.fact}`"
                + (f" ({', '.join(c.fields)})" if c.fields else "")
                + (" → " + ", ".join(f"`{p}`" for p in c.pages) if c.pages else "")
                for c in changes.facts
            ),
            "No fact changes. · 没有改动事实。",
        ),
        _part(
            "Decision trees · 决策树",
            (
                f"- `{c.tree}`\n" + "\n".join(f"    {line}" for line in c.lines)
                for c in changes.trees
            ),
            "No tree changes its answers. · 没有改动回答的走向。",
        ),
        _part(
            "Sections to compare with the source · 要和源文对照的章节",
            (f"- `{name}`" for name in changes.stale),
            "All translations are up to date. · 译文都是最新的。",
        ),
        _missing(changes, site),
        _findings(changes.findings),
    ]
    return "\n".join(parts)


def _part(title: str, lines: Iterable[str], nothing: str) -> str:
    found = list(lines)
    shown = found[:LONGEST]
    if len(found) > LONGEST:
        shown.append(f"- … {len(found) - LONGEST} more · 还有 {len(found) - LONGEST} 条")
    return f"## {title}\n\n" + ("\n".join(shown) if shown else nothing) + "\n"


def _missing(changes: Changes, site: Site) -> str:
    if not changes.missing:
        return ""
    lines = [
        "## Pages a translator will write · 等译者补写的页面\n",
        "You need not write them: someone who knows the language will.",
        "不用你写：懂那门语言的人会补上。\n",
    ]
    for path in changes.missing:
        twin = _twin(path, site)
        text = stub(twin) if twin else ""
        lines += [f"<details><summary><code>{path}</code></summary>\n", "```markdown",
                  text.rstrip(), "```", "</details>\n"]  # fmt: skip
    return "\n".join(lines)


def _twin(path: str, site: Site) -> Page | None:
    name = path.removeprefix(f"{site.docs_dir}/").partition("/")[2].removesuffix(".md")
    return next((p for p in site.pages if p.name == name), None)


def _findings(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "## Findings · 检查结果\n\nNothing to mend. · 没有要改的地方。\n"
    return f"## Findings · 检查结果\n\n```text\n{as_text(findings)}```\n"
