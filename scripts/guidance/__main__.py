"""The command ``guidance``: what contributors, maintainers and continuous integration run."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from guidance.config import read_config, settings_from
from guidance.report import REPORTERS, as_notice, printable
from guidance.settings import InvalidSettingsError, Settings, SettingsError

if TYPE_CHECKING:
    from guidance.model import Site

COMMAND_ERROR = 2
MACHINE = "look whether the disk has room and who may read and write there"
PAUSE = 0.5  # seconds between two looks at what was saved


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 good, 1 findings, 2 cannot run."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Chinese
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except InvalidSettingsError as error:
        sys.stderr.write(REPORTERS[getattr(options, "format", "text")](error.findings))
        return COMMAND_ERROR
    except SettingsError as error:
        print(f"guidance: {error}", file=sys.stderr)
        return COMMAND_ERROR
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"guidance: {where}{error.strerror or error}: {MACHINE}", file=sys.stderr)
        return COMMAND_ERROR
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guidance", description=__doc__)
    parser.add_argument("-f", "--config-file", default="mkdocs.yml", metavar="FILE")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check pages and facts")
    check.add_argument("paths", nargs="*", help="only findings in these files or folders")
    check.add_argument("--format", choices=("text", "github", "json"), default="text")
    check.add_argument("--rule", metavar="ID", help="only this rule")
    check.add_argument("--only", choices=("lint", "editions"), help="one of the two checks")
    check.add_argument(
        "--exceptions", action="store_true", help="list what authors allow, each with its reason"
    )
    check.add_argument("--watch", action="store_true", help="check anew whenever a file is saved")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="begin another guide: a folder that builds and checks")
    new.add_argument("folder")
    new.add_argument("--name", default="A new guide", help="what its pages are called")
    new.add_argument("--languages", required=True, help="their codes, the source edition's first")
    new.set_defaults(run=_new)

    explain = commands.add_parser("explain", help="what a rule means and how to mend it")
    explain.add_argument("rule")
    explain.set_defaults(run=_explain)

    rules = commands.add_parser("rules", help="list the rules")
    rules.set_defaults(run=_rules)

    fix = commands.add_parser("fix", help="mend what needs no decision")
    fix.set_defaults(run=_fix)

    checked = commands.add_parser("checked", help="say that a translation matches its source")
    checked.add_argument("pages", nargs="+", metavar="LOCALE[/PAGE]", help="en or en/respond/paid")
    checked.set_defaults(run=_checked)

    contributing = commands.add_parser(
        "contributing", help="write MESSAGES.md and the schemas of the facts"
    )
    contributing.set_defaults(run=_contributing)

    report = commands.add_parser(
        "report",
        help="what a change does, for its reviewer; fails on a changed value that nobody checked",
    )
    report.add_argument("--base", required=True, metavar="REV", help="the state to compare with")
    report.add_argument("--format", choices=("text", "github"), default="text")
    report.set_defaults(run=_report)

    preview = commands.add_parser("preview", help="a change in one file, before and after")
    preview.add_argument("--base", required=True, metavar="REV", help="the state to compare with")
    preview.add_argument("-o", "--output", default="preview.html", metavar="FILE")
    preview.set_defaults(run=_preview)

    tree = commands.add_parser("tree", help="draw a decision tree as a flow chart (SVG)")
    tree.add_argument("tree", metavar="[LOCALE/]PAGE#ID", help="respond/verify#trust")
    tree.add_argument("-o", "--output", metavar="FILE", help="instead of the screen")
    tree.set_defaults(run=_tree)

    links = commands.add_parser("external-links", help="ask whether the sources still answer")
    links.set_defaults(run=_external_links)

    build = commands.add_parser("build", help="write the site")
    build.add_argument(
        "--single",
        action="store_true",
        help="each edition as one HTML file and as an EPUB too, in site/pack",
    )
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="show the site and follow edits")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    pack = commands.add_parser("pack", help="write sheets and pictures to site/pack")
    pack.set_defaults(run=_pack)

    compress = commands.add_parser("compress", help="pack the files of a site for a host")
    compress.add_argument("folder", nargs="?", default="site")
    compress.set_defaults(run=_compress)

    verify = commands.add_parser("verify", help="compare copies of the site with its manifest")
    verify.add_argument("copies", nargs="*", metavar="COPY", help="a folder or an address")
    verify.add_argument(
        "--manifest", default="", metavar="COPY", help="not its own, but this one's"
    )
    verify.add_argument(
        "--signed-by", default="", metavar="OWNER/REPOSITORY", help="ask GitHub too"
    )
    verify.set_defaults(run=_verify)
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    return settings_from(read_config(options.config_file))


def _check(options: argparse.Namespace) -> int:
    from guidance.check import load_rules

    if options.rule and options.rule not in load_rules():
        return _unknown_rule(options.rule)
    if options.watch:
        return _watch(options)
    return _check_once(options)


def _watch(options: argparse.Namespace) -> int:
    """Check at each saved edit, until somebody ends it; no edit does."""
    config = Path(options.config_file)
    seen: dict[Path, int] = {}
    while True:
        there = [config, *config.with_name("docs").rglob("*")]
        now = {path: path.stat().st_mtime_ns for path in there if path.is_file()}
        if now != seen:
            seen = now
            try:
                _check_once(options)
            except SettingsError as error:
                _say(f"guidance: {error}")
            sys.stdout.flush()
        _wait()


def _wait() -> None:
    time.sleep(PAUSE)


def _check_once(options: argparse.Namespace) -> int:
    from guidance.check import run_rules
    from guidance.language import language_file
    from guidance.parse.site import read_site
    from guidance.strings import reports

    site = read_site(_settings(options))
    wanted = tuple(path.rstrip("/") for path in options.paths)
    if options.exceptions:
        return _exceptions(site, wanted, options.rule)
    findings = [
        finding
        for finding in run_rules(site, group=options.only, only=options.rule)
        if _is_wanted(finding.at.path, wanted)
    ]
    sys.stdout.write(REPORTERS[options.format](findings))
    errors = sum(finding.severity == "error" for finding in findings)
    told = f"{_count(errors, 'error')}, {_count(len(findings) - errors, 'warning')}"
    _say(f"{_count(len(site.pages), 'page')} checked: {told}")
    if unjudged := [locale for locale in site.locales if not language_file(locale)]:
        _say(f"no language of the generator's: the words of {', '.join(unjudged)} are not judged")
    if errors and options.only == "editions":
        enough = reports(site.locales)["one_is_enough"]
        _say(as_notice(enough).rstrip() if options.format == "github" else enough)
    return 1 if errors else 0


def _exceptions(site: Site, wanted: Sequence[str], rule: str | None) -> int:
    from guidance.check._exceptions import exceptions_of

    count = 0
    for page in (page for page in site.pages if _is_wanted(page.path, wanted)):
        for allowed in exceptions_of(page):
            if rule in (None, allowed.rule):
                print(f"{page.at(allowed.line)} {allowed.rule} {allowed.reason}")
                count += 1
    _say(f"{len(site.pages)} pages checked: {count} exceptions")
    return 0


def _is_wanted(path: str, wanted: Sequence[str]) -> bool:
    """Whether a file is one of those asked for or below one; where none is asked for, all are."""
    return not wanted or any(path == one or path.startswith(f"{one}/") for one in wanted)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _new(options: argparse.Namespace) -> int:
    from guidance.starter import begin

    said = os.environ.get("GUIDANCE_TODAY", "")
    try:
        today = date.fromisoformat(said) if said else date.today()
    except ValueError as error:
        raise SettingsError(
            f"GUIDANCE_TODAY is no day: {said!r}; write it as 2026-11-29"
        ) from error
    locales = [one.strip() for one in options.languages.split(",") if one.strip()]
    if not locales:
        raise SettingsError("name a language behind --languages")
    written = begin(Path(options.folder), options.name, locales, today)
    print(f"{len(written)} files in {options.folder}; next: cd {options.folder}, guidance serve")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from guidance.check import load_rules

    rule = load_rules().get(options.rule)
    if rule is None:
        return _unknown_rule(options.rule)
    print(f"{rule.id} ({rule.severity})\n\n{rule.doc}")
    return 0


def _unknown_rule(identifier: str) -> int:
    from guidance.check import load_rules
    from guidance.check._source import nearest

    advice = nearest(identifier, load_rules(), "run guidance rules for the list")
    _say(f"guidance: there is no rule {identifier!r}: {advice}")
    return COMMAND_ERROR


def _rules(_: argparse.Namespace) -> int:
    from guidance.check import load_rules

    for rule in load_rules().values():
        print(f"{rule.id:26} {rule.doc.splitlines()[0]}")
    return 0


def _fix(options: argparse.Namespace) -> int:
    from guidance.fix import fix

    for line in fix(_settings(options)):
        print(line)
    return 0


def _checked(options: argparse.Namespace) -> int:
    from guidance import freshness
    from guidance.parse.site import read_site

    settings = _settings(options)
    site = read_site(settings)
    wanted: dict[str, list[str]] = {}
    for page in (page.removesuffix(".md").rstrip("/") for page in options.pages):
        locale, _, name = page.partition("/")
        if locale not in site.locales[1:] or (name and name not in site.edition(locale)):
            raise SettingsError(f"no translated page {page!r}: write it like en/respond/paid")
        wanted.setdefault(locale, []).append(name)
    for finding in site.problems:
        if finding.rule == "invalid-record":
            raise SettingsError(f"the record cannot be read, so nothing was written: {finding}")
    for locale, names in wanted.items():
        recorded, now = site.checked.get(locale, {}), freshness.current(site, locale)
        record = freshness.stamped(recorded, now, [] if "" in names else names)
        for name in names:
            print(_what_was_stamped(locale, name, freshness.changed(recorded, record)))
        freshness.write(settings.docs_dir / "_checked" / f"{locale}.yml", locale, record)
    return 0


def _what_was_stamped(locale: str, name: str, changed: Sequence[tuple[str, str]]) -> str:
    """What a stamp changes, in a line: ``en/respond/paid: compared … (again: #night)``."""
    mine = [(how, key) for how, key in changed if not name or key.partition("#")[0] == name]
    page = f"{locale}/{name}".rstrip("/")
    if not mine:
        return f"{page}: nothing has changed since it was compared"
    by_kind: dict[str, list[str]] = {}
    for how, key in mine:
        by_kind.setdefault(how, []).append(key.removeprefix(name))
    said = "; ".join(f"{how}: {' '.join(keys)}" for how, keys in by_kind.items())
    return f"{page}: compared with its source ({said})"


def _contributing(options: argparse.Namespace) -> int:
    from guidance import contributing

    for path in contributing.write(_settings(options).root):
        print(f"{path}: written anew")
    return 0


def _report(options: argparse.Namespace) -> int:
    """The report on standard output; what forbids the change, with its place, on the other."""
    from guidance.changes import compare, read_base
    from guidance.check import run_rules
    from guidance.parse.site import read_site
    from guidance.summary import summary

    settings = _settings(options)
    base = read_base(settings, options.base)
    site = read_site(settings)
    changes = compare(base, site, run_rules(site))
    sys.stdout.write(summary(changes, site))
    sys.stderr.write(REPORTERS[options.format](changes.unchecked))
    return 1 if changes.unchecked else 0


def _preview(options: argparse.Namespace) -> int:
    from guidance.build import NotBuiltError
    from guidance.preview import preview

    try:
        return _write(options.output, preview(options.config_file, options.base))
    except NotBuiltError as error:
        raise SettingsError(f"there is nothing to look at: {error}") from error


def _tree(options: argparse.Namespace) -> int:
    from guidance.draw import draw

    svg = draw(options.config_file, options.tree)
    if not options.output:
        sys.stdout.write(svg)
        return 0
    return _write(options.output, svg)


def _write(file: str, text: str) -> int:
    try:
        Path(file).write_text(text, "utf-8")
    except OSError as error:
        raise SettingsError(f"cannot write {file}: {error.strerror}") from error
    return 0


def _external_links(options: argparse.Namespace) -> int:
    """What a maintainer is to do, on standard output; a dead source fails nothing."""
    from guidance import external_links
    from guidance.parse.site import read_site

    settings = _settings(options)
    site = read_site(settings)
    names = external_links.cited(site)
    path = external_links.results_file(settings)
    before = external_links.read_results(path)
    results = external_links.next_results(before, external_links.ask(names), site.today)
    external_links.write_results(path, results)
    sys.stdout.write(external_links.issue(results, names, site.locales))
    _say(external_links.counted(results))
    return 0


def _build(options: argparse.Namespace) -> int:
    from guidance.build import build

    started = time.monotonic()
    built = build(options.config_file, options.single)
    if built is None:
        return 1
    seconds = time.monotonic() - started
    print(f"{built.pages} pages in {len(built.editions)} editions "
          f"({', '.join(built.editions)}) built in {seconds:.1f} seconds")  # fmt: skip
    return 0


def _serve(options: argparse.Namespace) -> int:
    from guidance.serve import serve

    return serve(options.config_file, options.port)


def _pack(options: argparse.Namespace) -> int:
    from guidance.pack.command import pack

    return pack(options.config_file)


def _compress(options: argparse.Namespace) -> int:
    from guidance.compress import compress

    if not Path(options.folder).is_dir():
        raise SettingsError(f"there is no folder {options.folder}: run make build first")
    print(f"{compress(Path(options.folder))} packed files in {options.folder}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    """What differs, of each copy; one that cannot be compared keeps no other from it."""
    from guidance.verify import verify

    status = 0
    for copy in options.copies:
        try:
            found = verify(copy, date.today(), options.manifest, options.signed_by)
        except SettingsError as error:
            _say(f"guidance: {printable(str(error))}")
            status = COMMAND_ERROR
            continue
        for one in found.differences:
            print(printable(f"{copy.rstrip('/')}/{one}"))
        status = max(status, 1 if found.differences else 0)
        whose = (
            f"signed by {options.signed_by}"
            if options.signed_by
            else "whose signature was not asked for"
        )
        _say(f"{printable(copy)}: {len(found.manifest.files)} files made on {found.manifest.made}, "
             f"{len(found.differences)} differences from a manifest {whose}")  # fmt: skip
    return status


if __name__ == "__main__":
    sys.exit(main())
