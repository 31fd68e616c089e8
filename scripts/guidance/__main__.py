"""The command ``guidance``: what contributors, maintainers and continuous integration run."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from guidance.settings import SettingsError

if TYPE_CHECKING:
    from guidance.model import Site

COMMAND_ERROR = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 good, 1 findings, 2 cannot run."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SettingsError as error:
        print(f"guidance: {error}", file=sys.stderr)
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
    check.set_defaults(run=_check)

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

    report = commands.add_parser("report", help="what a change does, for its reviewer")
    report.add_argument("--base", required=True, metavar="REV", help="the state to compare with")
    report.set_defaults(run=_report)

    build = commands.add_parser("build", help="write the site")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="show the site and follow edits")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    pack = commands.add_parser("pack", help="write sheets and pictures to site/pack")
    pack.set_defaults(run=_pack)
    return parser


def _check(options: argparse.Namespace) -> int:
    from guidance.check import load_rules, run_rules
    from guidance.parse.site import read_site
    from guidance.report import REPORTERS
    from guidance.settings import read_config, settings_from

    if options.rule and options.rule not in load_rules():
        return _unknown_rule(options.rule)
    site = read_site(settings_from(read_config(options.config_file)))
    wanted = tuple(path.rstrip("/") for path in options.paths)
    if options.exceptions:
        return _exceptions(site, wanted, options.rule)
    findings = run_rules(site, group=options.only, only=options.rule)
    if wanted:
        findings = [f for f in findings if f.at.path in wanted or _below(f.at.path, wanted)]
    sys.stdout.write(REPORTERS[options.format](findings))
    errors = sum(finding.severity == "error" for finding in findings)
    _say(f"{len(site.pages)} pages checked: {errors} errors, {len(findings) - errors} warnings")
    return 1 if errors else 0


def _exceptions(site: Site, wanted: Sequence[str], rule: str | None) -> int:
    from guidance.check._exceptions import exceptions_of

    count = 0
    for page in site.pages:
        if wanted and page.path not in wanted and not _below(page.path, wanted):
            continue
        for allowed in exceptions_of(page):
            if rule in (None, allowed.rule):
                print(f"{page.at(allowed.line)} {allowed.rule} {allowed.reason}")
                count += 1
    _say(f"{len(site.pages)} pages checked: {count} exceptions")
    return 0


def _below(path: str, folders: Sequence[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _say(words: str) -> None:
    print(words, file=sys.stderr)


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
    from guidance.settings import read_config, settings_from

    for line in fix(settings_from(read_config(options.config_file))):
        print(line)
    return 0


def _checked(options: argparse.Namespace) -> int:
    from guidance import freshness
    from guidance.parse.site import read_site
    from guidance.settings import read_config, settings_from

    settings = settings_from(read_config(options.config_file))
    site = read_site(settings)
    for wanted in options.pages:
        locale, _, name = wanted.removesuffix(".md").partition("/")
        if locale not in site.locales[1:] or (name and name not in site.edition(locale)):
            raise SettingsError(f"no translated page {wanted!r}: write it like en/respond/paid")
        now = freshness.current(site, locale)
        record = freshness.stamped(site.checked.get(locale, {}), now, [name] if name else [])
        site = replace(site, checked={**site.checked, locale: record})
        freshness.write(settings.docs_dir / "_checked" / f"{locale}.yml", locale, record)
        print(f"{wanted}: compared with its source")
    return 0


def _report(options: argparse.Namespace) -> int:
    from guidance.changes import base_site, compare
    from guidance.check import run_rules
    from guidance.parse.site import read_site
    from guidance.settings import read_config, settings_from
    from guidance.summary import summary

    settings = settings_from(read_config(options.config_file))
    site = read_site(settings)
    changes = compare(base_site(settings, options.base), site, run_rules(site))
    print(summary(changes, site))
    return 0


def _build(options: argparse.Namespace) -> int:
    from guidance.build import build

    started = time.monotonic()
    built = build(options.config_file)
    if built is None:
        return 1
    seconds = time.monotonic() - started
    print(f"{built.pages} pages in {len(built.editions)} editions "
          f"({', '.join(built.editions)}) built in {seconds:.1f} seconds")  # fmt: skip
    return 0


def _serve(options: argparse.Namespace) -> int:
    from guidance.build import serve

    return serve(options.config_file, options.port)


def _pack(options: argparse.Namespace) -> int:
    from guidance.pack.command import pack

    return pack(options.config_file)


if __name__ == "__main__":
    sys.exit(main())
