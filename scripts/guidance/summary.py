"""A change in both languages, as Markdown for GitHub's job summary.

The words of a change are not ours: they stand in code spans and fences, with signs that nobody
sees written out, so that none can pass for a word of the report.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from guidance.changes import Changes
from guidance.changes.facts import FactChange
from guidance.changes.owned import owned
from guidance.changes.pages import PageChange
from guidance.freshness import Stale, current
from guidance.model import Site
from guidance.report import as_text
from guidance.strings import reports
from guidance.stub import stub
from guidance.told import edition_of, in_language

LONGEST = 200  # lines of one list
FIRST = 1000  # of the first one: what is beyond it nobody is shown
WIDEST = 2000  # characters of one value
SHARED = 40  # characters before and after those in which two values differ
ROOM = 600_000  # characters for stubs: GitHub refuses a summary of more than a megabyte
#: What git writes before the lines of a file, but for its names.
GIT = ("diff ", "index ", "new file ", "deleted file ", "old mode ", "new mode ", "@@ ")
Said = Mapping[str, str]


def summary(changes: Changes, site: Site) -> str:
    """The whole report. ``site`` is the changed guide, for stubs and hashes."""
    said = reports(site.locales)
    files = owned(changes.files, said)
    others = files.pop("", [])
    parts = [
        f"# {said['change']}",
        _unchecked(changes, said),
        _first(changes, files, said),
        _list("facts", (_fact(one, said) for one in changes.facts), said),
        _corrections(changes, site, said),
        _list("pages", (_page(one, said) for one in changes.pages), said),
        _trees(changes, said),
        _list("files", (f"- {_code(path)}" for path in others), said) if others else "",
        _missing(changes, site, said),
        _stale(changes, site, said),
        _findings(changes, said),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _unchecked(changes: Changes, said: Said) -> str:
    if not changes.unchecked:
        return ""
    findings = _fence(as_text(changes.unchecked), "text")
    return f"**{said['unchecked']}.** {said['unchecked_why']}\n\n{findings}"


def _first(changes: Changes, owners: Mapping[str, list[str]], said: Said) -> str:
    """What only a person can judge: what decides the guide, and advice that may mislead now."""
    files = [f"- {said[path]}: {', '.join(map(_code, found))}" for path, found in owners.items()]
    orders = [
        f"- {_code(file)}: {said['moved']}\n    - {_code(old)}\n    - {_code(new)}"
        for file, old, new in changes.moved
    ]
    allowed = [
        f"- {_code(str(at))}: {said['exception']} {_code(why)}" for at, why in changes.exceptions
    ]
    whole = [_page(one, said) for one in changes.pages if one.kind in ("added", "removed")]
    trees = [f"- {_code(one.tree)}: {_code(line)}" for one in changes.trees for line in one.turns]
    words = [
        f"- {_code(str(one.at))}"
        + "".join(f"\n    - {_code(part)}" for part in _pair(one.old, one.new))
        for one in changes.turned
    ]
    lines = [*files, *whole, *orders, *allowed, *trees, *words]
    return _list("first", lines, said, FIRST) + _changed(changes, said) if lines else ""


def _changed(changes: Changes, said: Said) -> str:
    """Lines of files that hold words, of which the list above names each."""
    lines = [line for line in changes.diff.splitlines() if not line.startswith(GIT)]
    more = [f"… {len(lines) - LONGEST}"] if len(lines) > LONGEST else []
    return "\n\n" + _fence("\n".join([*lines[:LONGEST], *more]), "diff") if lines else ""


def _page(change: PageChange, said: Said) -> str:
    line = f"- {said[change.kind]} {_code(change.path)} {_code(change.title)}"
    line += f" → {_code(change.address)}"
    if change.was:
        line += f", {said['was']} {_code(change.was)}: {said['old_links']}"
    return line


def _fact(change: FactChange, said: Said) -> str:
    count = sum(map(len, change.reach.values()))
    shown = said["shown_by"].format(count=count)
    lines = [f"- {said[change.kind]} {_code(change.fact)}: {shown}"]
    lines += [f"    - **{said['trust']}**"] * change.trust
    lines += [
        f"    - {field.name}: " + " → ".join(map(_code, _pair(field.old, field.new)))
        for field in change.fields
    ]
    lines += [
        f"    - {locale}: " + " ".join(map(_code, addresses))
        for locale, addresses in change.reach.items()
    ]
    return "\n".join(lines)


def _corrections(changes: Changes, site: Site, said: Said) -> str:
    lines = [
        said["corrected"].format(fact=_code(one.fact or "—"), date=one.date)
        + "".join(f" {_code(words)}" for words in one.what.values())
        for one in changes.corrections
    ]
    untold = [change.fact for change in changes.facts if change.corrects]
    if untold:
        lines += [
            said["uncorrected"].format(file=_code(f"{site.docs_dir}/_facts/corrections.yml")),
            _fence("\n".join(_correction(fact, site) for fact in untold), "yaml"),
        ]
    return _part(said["corrections"], *lines) if lines else ""


def _correction(fact: str, site: Site) -> str:
    what = "".join(f"\n    {locale}: …" for locale in site.locales)
    return f"- date: {site.today}\n  fact: {fact}\n  what:{what}"


def _trees(changes: Changes, said: Said) -> str:
    lines = [] if changes.trees else [said["no_trees"]]
    for change in changes.trees:
        lines += [_code(change.tree), _fence("\n".join(map(_seen, change.lines)), "diff")]
    return _part(said["trees"], *lines)


def _missing(changes: Changes, site: Site, said: Said) -> str:
    elsewhere = changes.missing_total - len(changes.missing)
    if not changes.missing:
        return _part(said["missing"], said["none_missing"].format(count=elsewhere))
    lines = [said["one_language"]]
    room = ROOM
    for path in changes.missing:
        text = _stub(path, site)
        room -= len(text)
        if room < 0:
            lines.append(f"{_code(path)}: {said['no_room']}")
            continue
        summary = f"{said['put_into']} <code>{_html(path)}</code>"
        lines += [f"<details><summary>{summary}</summary>", _fence(text, "markdown"), "</details>"]
    return _part(said["missing"], *lines)


def _stub(path: str, site: Site) -> str:
    locale, _, name = path.removeprefix(f"{site.docs_dir}/").removesuffix(".md").partition("/")
    return stub(next(page for page in site.pages if page.name == name), locale, site.registry)


def _stale(changes: Changes, site: Site, said: Said) -> str:
    elsewhere = changes.stale_total - len(changes.stale)
    if not changes.stale:
        return _part(said["stale"], said["none_stale"].format(count=elsewhere))
    pages = dict.fromkeys(one.name.partition("#")[0] for one in changes.stale)
    command = "guidance checked " + " ".join(pages)
    return _part(
        said["stale"],
        "\n".join(map(_section, changes.stale[:LONGEST])),
        said["compared"].format(command=_code(command)),
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


def _findings(changes: Changes, said: Said) -> str:
    shown = sorted(changes.findings, key=lambda finding: finding.severity)[:LONGEST]
    more = len(changes.findings) - len(shown)
    shown = [in_language(one, edition_of(one)) for one in shown]
    lines = [_fence(as_text(shown), "text")] if shown else [said["no_findings"]]
    if more:
        lines.append(_more(more, said))
    if changes.others:
        lines.append(said["others"].format(count=changes.others))
    return _part(said["findings"], *lines)


# ------------------------------------------------------------------- Markdown


def _part(title: str, *blocks: str) -> str:
    return "\n\n".join([f"## {title}", *blocks])


def _list(what: str, lines: Iterable[str], said: Said, most: int = LONGEST) -> str:
    found = list(lines)
    shown = found[:most]
    if len(found) > most:
        shown.append(f"- {_more(len(found) - most, said)}")
    return _part(said[what], "\n".join(shown) or said[f"no_{what}"])


def _more(count: int, said: Said) -> str:
    return f"… {said['more'].format(count=count)}"


def _code(text: str) -> str:
    """A code span that the text cannot end; an empty one is a dash."""
    text = _seen(text).replace("\n", " ").strip() or "—"
    if len(text) > WIDEST:
        text = f"{text[:WIDEST]}…"
    ticks = "`" * (_longest_run(text) + 1)
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _pair(old: str, new: str) -> list[str]:
    """Two values, from just before they differ to just after; whole where there is but one."""
    if not (old and new):
        return [old, new]
    start = max(0, _alike(old, new) - SHARED)
    end = max(0, _alike(old[:start:-1], new[:start:-1]) - SHARED)
    return [
        f"{'…' * bool(start)}{one[start : len(one) - end]}{'…' * bool(end)}" for one in (old, new)
    ]


def _alike(old: str, new: str) -> int:
    """Number of characters from the beginning that two texts share."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (was, now) in pairs if was != now), min(len(old), len(new)))


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
