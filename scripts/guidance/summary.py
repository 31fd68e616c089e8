"""A change in both languages, as Markdown for GitHub's job summary.

The words of a change are not ours: they stand in code spans and fences, with signs that nobody
sees written out, so that none can pass for a word of the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from guidance.changes import Changes
from guidance.changes.facts import FactChange
from guidance.changes.pages import PageChange
from guidance.freshness import Stale, current
from guidance.model import Site
from guidance.report import as_text
from guidance.stub import stub

LONGEST = 200  # lines of one list
WIDEST = 300  # characters of one value
ROOM = 600_000  # characters for stubs: GitHub refuses a summary of more than a megabyte
KIND = {
    "added": "added · 新增",
    "removed": "removed · 删除",
    "renamed": "renamed · 改名",
    "edited": "edited · 修改",
}


def summary(changes: Changes, site: Site) -> str:
    """The whole report. ``site`` is the changed guide, for stubs and hashes."""
    parts = [
        "# What this change does · 这次改动做了什么",
        _unchecked(changes),
        _turned(changes),
        _list("Pages · 页面", map(_page, changes.pages), "No page changes. · 没有改动页面。"),
        _list("Facts · 事实", map(_fact, changes.facts), "No fact changes. · 没有改动事实。"),
        _corrections(changes, site),
        _trees(changes),
        _files(changes),
        _missing(changes, site),
        _stale(changes, site),
        _findings(changes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _unchecked(changes: Changes) -> str:
    if not changes.unchecked:
        return ""
    return (
        "**This change must not go in yet · 先不能合并.** "
        "A fact says something else, and its record does not show where that was seen: see the "
        "findings. · 有事实改了，记录里却看不出是在哪里看到的，见文末的检查结果。\n\n"
        + _fence(as_text(changes.unchecked), "text")
    )


def _turned(changes: Changes) -> str:
    """What may say the opposite of before, whatever the size of the change."""
    trees = [f"- {_code(one.tree)}: {_code(line)}" for one in changes.trees for line in one.turns]
    words = [
        f"- {_code(str(one.at))}\n    - {_code(one.old)}\n    - {_code(one.new)}"
        for one in changes.turned
    ]
    if not trees and not words:
        return ""
    return _list("Look here first: advice that may be turned round · 先看这里：意思可能反了",
                 [*trees, *words])  # fmt: skip


def _page(change: PageChange) -> str:
    line = f"- {KIND[change.kind]} {_code(change.path)} {_code(change.title)}"
    line += f" → {_code(change.address)}"
    if change.was:
        line += f", was · 原来 {_code(change.was)}: old links lead nowhere · 旧链接会失效"
    return line


def _fact(change: FactChange) -> str:
    count = sum(map(len, change.reach.values()))
    lines = [
        f"- {KIND[change.kind]} {_code(change.fact)}: {count} pages show it · 涉及 {count} 个页面"
    ]
    lines += [
        f"    - {field.name}: {_code(field.old)} → {_code(field.new)}" for field in change.fields
    ]
    lines += [
        f"    - {locale}: " + " ".join(map(_code, addresses))
        for locale, addresses in change.reach.items()
    ]
    return "\n".join(lines)


def _corrections(changes: Changes, site: Site) -> str:
    lines = [
        f"Readers are told of {_code(one.fact or '—')}, {one.date}. · 读者会看到这条更正。"
        for one in changes.corrections
    ]
    untold = [change.fact for change in changes.facts if change.corrects]
    if untold:
        lines += [
            f"Was the old value wrong when it was published? Then tell those who read it, in "
            f"{_code(site.docs_dir + '/_facts/corrections.yml')}. If it was right and the world "
            "has changed, nothing is to be written. "
            "· 旧值当时就写错了？请写一条更正。当时没错、后来变了，就不用写。",
            _fence("\n".join(_correction(fact, site) for fact in untold), "yaml"),
        ]
    return _part("Corrections · 更正", *lines) if lines else ""


def _correction(fact: str, site: Site) -> str:
    what = "".join(f"\n    {locale}: …" for locale in site.locales)
    return f"- date: {site.today}\n  fact: {fact}\n  what:{what}"


def _trees(changes: Changes) -> str:
    if not changes.trees:
        return _part("Decision trees · 决策树", "No tree changes. · 没有改动决策树。")
    lines = []
    for change in changes.trees:
        lines += [_code(change.tree), _fence("\n".join(map(_seen, change.lines)), "diff")]
    return _part("Decision trees · 决策树", *lines)


def _files(changes: Changes) -> str:
    if not changes.files:
        return ""
    return _list("Other files: look at them in the diff · 其他文件：请看改动本身",
                 (f"- {_code(path)}" for path in changes.files))  # fmt: skip


def _missing(changes: Changes, site: Site) -> str:
    title = "Pages that an edition lacks · 还缺的页面"
    elsewhere = changes.missing_total - len(changes.missing)
    if not changes.missing:
        return _part(
            title, f"None of this change; {elsewhere} elsewhere. · 这次没有，别处 {elsewhere} 页。"
        )
    lines = [
        "**You wrote one language? That is enough:** a translator will write the other, and "
        "begins with the text below. Until then *Both editions* stays red, and so do the checks "
        "that build the site; nothing is wrong with your page. "
        "· **只写了一种语言？这就够了：**译者会从下面的文本开始补上另一种。"
        "在那之前 *Both editions* 和要生成网站的检查是红的，不是你的页面有错。"
    ]
    room = ROOM
    for path in changes.missing:
        text = _stub(path, site)
        room -= len(text)
        if room < 0:
            lines.append(f"{_code(path)}: no room for its beginning here · 这里放不下了")
            continue
        lines += [f"<details><summary>Put this into · 放进 <code>{_html(path)}</code></summary>",
                  _fence(text, "markdown"), "</details>"]  # fmt: skip
    return _part(title, *lines)


def _stub(path: str, site: Site) -> str:
    locale, _, name = path.removeprefix(f"{site.docs_dir}/").removesuffix(".md").partition("/")
    return stub(next(page for page in site.pages if page.name == name), locale, site.registry)


def _stale(changes: Changes, site: Site) -> str:
    title = "Sections to compare with their source · 要和源文对照的章节"
    elsewhere = changes.stale_total - len(changes.stale)
    if not changes.stale:
        return _part(
            title, f"None of this change; {elsewhere} elsewhere. · 这次没有，别处 {elsewhere} 节。"
        )
    pages = dict.fromkeys(one.name.partition("#")[0] for one in changes.stale)
    command = "guidance checked " + " ".join(pages)
    return _part(
        title,
        "\n".join(map(_section, changes.stale[:LONGEST])),
        f"A translator compares both and then runs {_code(command)}, or changes these lines in the "
        f"browser. · 译者对照后运行这条命令，或在网页上改这几行：",
        *_stamps(changes.stale, site),
    )


def _section(stale: Stale) -> str:
    mine = f"{stale.other.path}:{stale.other.line}-{stale.other_last}"
    source = f"{stale.source.path}:{stale.source.line}-{stale.source_last}"
    return f"- {_code(stale.name)}: {_code(mine)} ← {_code(source)}"


def _stamps(stale: Iterable[Stale], site: Site) -> Iterator[str]:
    for locale in dict.fromkeys(one.locale for one in stale):
        now = current(site, locale)
        keys = [
            key
            for one in stale
            for key in (now if one.locale == locale else ())
            if key == one.key or (one.is_page and key.startswith(one.key))
        ]
        lines = [f'"{key}":\n  "{now[key]}"' for key in keys]
        yield f"<details><summary><code>{site.docs_dir}/_checked/{locale}.yml</code></summary>"
        yield _fence("\n".join(lines), "yaml")
        yield "</details>"


def _findings(changes: Changes) -> str:
    shown = sorted(changes.findings, key=lambda finding: finding.severity)[:LONGEST]
    more = len(changes.findings) - len(shown)
    lines = [_fence(as_text(shown), "text")] if shown else ["Nothing to mend. · 没有要改的地方。"]
    if more:
        lines.append(_more(more))
    if changes.others:
        lines.append(
            f"{changes.others} warnings about what this change does not touch are left out. "
            f"· 另有 {changes.others} 条提醒与这次改动无关，未列出。"
        )
    return _part("Findings, each with its cure · 检查结果和改法", *lines)


# ------------------------------------------------------------------- Markdown


def _part(title: str, *blocks: str) -> str:
    return "\n\n".join([f"## {title}", *blocks])


def _list(title: str, lines: Iterable[str], nothing: str = "") -> str:
    found = list(lines)
    shown = found[:LONGEST]
    if len(found) > LONGEST:
        shown.append(f"- {_more(len(found) - LONGEST)}")
    return _part(title, "\n".join(shown) or nothing)


def _more(count: int) -> str:
    return f"… {count} more · 还有 {count} 条"


def _code(text: str) -> str:
    """A code span that the text cannot end; an empty one is a dash."""
    text = _seen(text).replace("\n", " ").strip() or "—"
    if len(text) > WIDEST:
        text = f"{text[:WIDEST]}…"
    ticks = "`" * (_longest_run(text) + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _fence(text: str, language: str) -> str:
    text = "\n".join(map(_seen, text.rstrip("\n").split("\n")))
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}{language}\n{text}\n{ticks}"


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _seen(text: str) -> str:
    """Characters that hide, or turn the line around, by their number."""
    return "".join(
        f"<U+{ord(sign):04X}>" if unicodedata.category(sign) in ("Cf", "Cc", "Zl", "Zp") else sign
        for sign in text
    )


def _html(text: str) -> str:
    return _seen(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
