"""The command ``guidance``: check, explain, rules, build, serve."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from typing import TextIO

from guidance.settings import SettingsError

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
    check.set_defaults(run=_check)

    explain = commands.add_parser("explain", help="what a rule means and how to mend it")
    explain.add_argument("rule")
    explain.set_defaults(run=_explain)

    rules = commands.add_parser("rules", help="list the rules")
    rules.set_defaults(run=_rules)

    build = commands.add_parser("build", help="write the site")
    build.set_defaults(run=_build)

    serve = commands.add_parser("serve", help="show the site and follow edits")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)
    return parser


def _check(options: argparse.Namespace) -> int:
    from guidance.check import load_rules, run_rules
    from guidance.parse.site import read_site
    from guidance.report import REPORTERS
    from guidance.settings import read_config, settings_from

    if options.rule and options.rule not in load_rules():
        return _unknown_rule(options.rule)
    site = read_site(settings_from(read_config(options.config_file)))
    findings = run_rules(site, group=options.only, only=options.rule)
    wanted = tuple(path.rstrip("/") for path in options.paths)
    if wanted:
        findings = [f for f in findings if f.at.path in wanted or _below(f.at.path, wanted)]
    sys.stdout.write(REPORTERS[options.format](findings))
    errors = sum(finding.severity == "error" for finding in findings)
    _say(f"{len(site.pages)} pages checked: {errors} errors, {len(findings) - errors} warnings")
    return 1 if errors else 0


def _below(path: str, folders: Sequence[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _say(words: str, file: TextIO = sys.stderr) -> None:
    print(words, file=file)


def _explain(options: argparse.Namespace) -> int:
    from guidance.check import load_rules

    rule = load_rules().get(options.rule)
    if rule is None:
        return _unknown_rule(options.rule)
    print(f"{rule.id} ({rule.severity})\n\n{rule.doc}")
    return 0


def _unknown_rule(identifier: str) -> int:
    from guidance.check import load_rules
    from guidance.check.source import nearest

    advice = nearest(identifier, load_rules(), "run guidance rules for the list")
    _say(f"guidance: there is no rule {identifier!r}: {advice}")
    return COMMAND_ERROR


def _rules(_: argparse.Namespace) -> int:
    from guidance.check import load_rules

    for rule in load_rules().values():
        print(f"{rule.id:26} {rule.doc.splitlines()[0]}")
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


if __name__ == "__main__":
    sys.exit(main())
