"""What a change does to the guide, as its reviewer needs it: pages, facts, trees, freshness."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from guidance.freshness import current
from guidance.model import Finding, Page, Site, Tree
from guidance.parse.site import read_site
from guidance.registry import KINDS, Record
from guidance.settings import Settings, SettingsError


@dataclass(frozen=True)
class PageChange:
    """A page that was added, removed or edited, and its address in the site."""

    kind: str
    path: str
    title: str
    address: str


@dataclass(frozen=True)
class FactChange:
    """A record that was added, removed or edited, and the pages that cite it (paths)."""

    kind: str
    fact: str
    pages: tuple[str, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class TreeChange:
    """What happened to a decision tree, one line each: steps, answers, endings."""

    tree: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two states of the guide."""

    pages: tuple[PageChange, ...]
    facts: tuple[FactChange, ...]
    trees: tuple[TreeChange, ...]
    stale: tuple[str, ...]
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


def base_site(settings: Settings, revision: str) -> Site:
    """The guide as it was at ``revision``. Raises SettingsError when git does not know it."""
    docs = settings.docs_dir.relative_to(settings.root).as_posix()
    done = subprocess.run(
        ["git", "archive", "--format=tar", revision, "--", docs],
        cwd=settings.root,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        why = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise SettingsError(f"git has no {docs} at {revision!r}: {why}")
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        root = Path(folder).resolve()
        return read_site(replace(settings, root=root, docs_dir=root / docs))


def compare(base: Site, head: Site, findings: Iterable[Finding]) -> Changes:
    """What ``head`` changes of ``base``; ``findings`` are the rules' about ``head``."""
    pages = tuple(_pages(base, head))
    return Changes(
        pages=pages,
        facts=tuple(_facts(base, head)),
        trees=tuple(_trees(base, head)),
        stale=tuple(_stale(head)),
        missing=tuple(_missing(head)),
        findings=tuple(findings),
    )


def address(page: Page, source: str) -> str:
    """The page's path in the site: ``/en/respond/paid/``; the source edition has no prefix."""
    prefix = "" if page.locale == source else f"{page.locale}/"
    folder = "" if page.name == "index" else f"{page.name.removesuffix('/index')}/"
    return f"/{prefix}{folder}"


def _pages(base: Site, head: Site) -> Iterable[PageChange]:
    before = {page.path: page for page in base.pages}
    after = {page.path: page for page in head.pages}
    for path in sorted(before.keys() | after.keys()):
        old, new = before.get(path), after.get(path)
        page = new or old
        if page is None or (old and new and old.lines == new.lines):
            continue
        kind = "edited" if old and new else "added" if new else "removed"
        yield PageChange(kind, path, page.title, address(page, head.source))


def _facts(base: Site, head: Site) -> Iterable[FactChange]:
    for scheme in KINDS:
        before, after = base.registry.of(scheme), head.registry.of(scheme)
        for identifier in sorted(before.keys() | after.keys()):
            old, new = before.get(identifier), after.get(identifier)
            if old == new:
                continue
            fields = _fields(old, new) if old and new else ()
            kind = "edited" if old and new else "added" if new else "removed"
            pages = _reach(head, scheme, identifier)
            yield FactChange(kind, f"{scheme}:{identifier}", pages, fields)


def _fields(old: Record, new: Record) -> tuple[str, ...]:
    left, right = old.model_dump(), new.model_dump()
    return tuple(name for name in right if left.get(name) != right[name])


def _reach(site: Site, scheme: str, identifier: str) -> tuple[str, ...]:
    return tuple(
        page.path
        for page in site.pages
        if any(link.fact_id == identifier for link in page.facts(scheme))
    )


def _trees(base: Site, head: Site) -> Iterable[TreeChange]:
    before, after = _all_trees(base), _all_trees(head)
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield TreeChange(name, ("removed · 已删除" if new is None else "added · 新增",))
            continue
        lines = tuple(_rerouted(old, new))
        if lines:
            yield TreeChange(name, lines)


def _all_trees(site: Site) -> dict[str, Tree]:
    return {f"{page.path}#{tree.id}": tree for page in site.pages for tree in page.trees}


def _rerouted(old: Tree, new: Tree) -> Iterable[str]:
    for identifier in old.by_id.keys() - new.by_id.keys():
        yield f"- #{identifier} removed · 删除步骤"
    for identifier, node in new.by_id.items():
        was = old.by_id.get(identifier)
        if was is None:
            yield f"+ #{identifier} added · 新增步骤"
            continue
        if was.tone != node.tone:
            yield f"~ #{identifier} tone {was.tone or '?'} → {node.tone or '?'} · 语气改变"
        here = {answer.text: answer.target for answer in was.answers}
        there = {answer.text: answer.target for answer in node.answers}
        for text in here.keys() - there.keys():
            yield f"- #{identifier} “{text}” → {here[text]} answer removed · 删除回答"
        for text, target in there.items():
            if text not in here:
                yield f"+ #{identifier} “{text}” → {target} answer added · 新增回答"
            elif here[text] != target:
                yield f"~ #{identifier} “{text}” → {target} (was · 原来 {here[text]})"


def stale_sections(site: Site, locale: str) -> Sequence[str]:
    """Keys of sections whose source has changed since the edition was last compared with it."""
    recorded = site.checked.get(locale, {})
    return [name for name, now in current(site, locale).items() if recorded.get(name) != now]


def _stale(site: Site) -> Iterable[str]:
    for locale in site.locales[1:]:
        for name in stale_sections(site, locale):
            yield f"{locale}/{name}"


def _missing(site: Site) -> Iterable[str]:
    every = {name for locale in site.locales for name in site.edition(locale)}
    for locale in site.locales:
        for name in sorted(every - site.edition(locale).keys()):
            yield f"{site.docs_dir}/{locale}/{name}.md"


def stub(page: Page) -> str:
    """What a translator begins with: the same headings, ids and facts, words left open."""
    lines = ["---", "title: …", "description: …", "---", ""]
    for heading in page.headings:
        classes = "".join(f" .{name}" for name in heading.classes)
        lines += [f"{'#' * heading.level} … {{ #{heading.id}{classes} }}", ""]
        lines += [
            f"- [ ] … {{ #{item.id} }}"
            for checklist in page.checklists
            if checklist.id == heading.id
            for item in checklist.items
        ]
        lines += [
            f"- […]({answer.href})"
            for tree in page.trees
            for node in tree.nodes
            if node.id == heading.id
            for answer in node.answers
        ]
        facts = {link.href: None for link in page.facts() if link.section == heading.id}
        if facts:
            lines += ["", " ".join(f"[…]({href})" for href in facts), ""]
    return "\n".join(lines) + "\n"
