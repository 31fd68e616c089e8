"""Whether the pages that the registry cites still answer, and since when.

lychee asks them; what an answer means is decided here. Many official sites answer nobody abroad,
or no program: that says nothing about them, so there is a third state besides alive and dead.
The results are kept in ``docs/_checked/links.yml``. They never fail a check.
"""

import html
import json
import re
import socket
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from pydantic import TypeAdapter, ValidationError

from guidance.model import Site
from guidance.parse.text import UnreadableError, read_text
from guidance.parse.yaml_places import first_error, load_places
from guidance.programs import program
from guidance.registry import addresses
from guidance.settings import Settings, SettingsError
from guidance.strings import reports

State = Literal["alive", "dead", "unseen"]
FILE = "links.yml"
HEAD = """\
# Whether the pages that docs/_facts/ cites answer: alive, dead or unseen (they cannot be seen from
# where the check runs), and since when. Written by `make external-links`; do not edit.
"""
NO_HOST = "no such host"
GONE = ("404", "410", NO_HOST)
WAIT = 30  # seconds for one answer; some official sites need twenty
SECONDS = 3600  # for all of them: the pages of one silent host are asked one after another
#: Second-level names that belong to a registry: the next label names the owner.
SHARED = ("ac", "co", "com", "edu", "gov", "net", "org")
#: Some official sites answer nothing but browsers.
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass(frozen=True)
class Answer:
    """What an address answered: a status code, or why there was none.

    ``host`` is who answered, where that is another owner than the one asked.
    """

    said: str
    host: str = ""


@dataclass(frozen=True)
class Result:
    """What is known of an address. ``since`` is the day when it began to answer like this."""

    state: State
    answer: str
    since: date
    host: str = ""


# ------------------------------------------------------------------- what is cited


def cited(site: Site) -> dict[str, list[str]]:
    """Every external address, and the records that lead there: ``contact:police``."""
    found: dict[str, list[str]] = {}
    for scheme, record in site.registry.records():
        for url in addresses(record):
            found.setdefault(url, []).append(f"{scheme}:{record.id}")
    return dict(sorted(found.items()))


# ------------------------------------------------------------------- asking


def ask(urls: Iterable[str]) -> dict[str, Answer]:
    """Ask every address once. Raises SettingsError when lychee cannot."""
    wanted = list(urls)
    with TemporaryDirectory() as folder:
        page, report = Path(folder, "links.html"), Path(folder, "report.json")
        # A line each: lychee writes addresses in its own way, and tells the line.
        page.write_text("".join(f'<a href="{html.escape(url)}">x</a>\n' for url in wanted), "utf-8")
        command = [program("lychee"), "--config", "/dev/null", "--no-progress", "--verbose",
                   "--format", "json", "--output", str(report), "--timeout", str(WAIT),
                   "--max-retries", "1", "--max-concurrency", "8", "--host-concurrency", "1",
                   "--user-agent", BROWSER, str(page)]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=SECONDS
            )
        except FileNotFoundError as error:
            raise SettingsError("lychee is not installed: run make setup-test") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SettingsError(f"lychee cannot ask: {error}") from error
        if not report.exists():
            raise SettingsError(f"lychee cannot ask: {' '.join(done.stderr.split())[:200]}")
        said = json.loads(report.read_text("utf-8"))
    return answers(said, wanted, has_address)


def has_address(host: str) -> bool:
    """Whether the name of a host leads anywhere; also when the name server does not say."""
    try:
        socket.getaddrinfo(host, None)
    except socket.gaierror as error:
        return error.errno not in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", None))
    except (OSError, UnicodeError):
        return True
    return True


def answers(
    report: Mapping[str, Any], urls: list[str], exists: Callable[[str], bool]
) -> dict[str, Answer]:
    """Each address's answer from lychee's JSON report; ``exists`` tells a host from none."""
    found = {url: Answer("not asked") for url in urls}
    for kind in ("success_map", "error_map", "timeout_map"):
        for entry in (entry for entries in report.get(kind, {}).values() for entry in entries):
            url = urls[entry["span"]["line"] - 1]
            found[url] = Answer(_said(url, entry, kind, exists), _elsewhere(url, entry))
    return found


def _said(url: str, entry: Mapping[str, Any], kind: str, exists: Callable[[str], bool]) -> str:
    code = entry["status"].get("code")
    if code:
        return str(code)
    if kind == "timeout_map":
        return "timeout"
    return "no connection" if exists(urlsplit(url).hostname or "") else NO_HOST


def _elsewhere(url: str, entry: Mapping[str, Any]) -> str:
    steps = (entry.get("redirects") or {}).get("redirects") or [{"url": url}]
    last = re.sub(r"[^a-z0-9.:-]", "", urlsplit(steps[-1]["url"]).hostname or "")
    return "" if _owner(last) == _owner(urlsplit(url).hostname or "") else last


def _owner(host: str) -> str:
    labels = host.split(".")
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in SHARED else -2 :])


# ------------------------------------------------------------------- what it means


def meaning(said: str) -> Literal["alive", "gone", "unseen"]:
    """What an answer says of the page, as far as one answer can."""
    if re.fullmatch("2..", said):
        return "alive"
    return "gone" if said in GONE else "unseen"


def next_result(before: Result | None, answer: Answer, today: date) -> Result:
    """What is known after another answer. A page is dead when it was gone on two days in a row."""
    means = meaning(answer.said)
    lasts = before is not None and meaning(before.answer) == means
    since = before.since if before is not None and lasts else today
    if means == "gone":
        return Result("dead" if since < today else "unseen", answer.said, since, answer.host)
    return Result(means, answer.said, since, answer.host)


def next_results(
    before: Mapping[str, Result], found: Mapping[str, Answer], today: date
) -> dict[str, Result]:
    """All of them. Raises SettingsError when nothing at all could be seen."""
    if not any(meaning(answer.said) == "alive" for answer in found.values()):
        raise SettingsError("no address answered, so nothing was written: is this machine online?")
    return {url: next_result(before.get(url), answer, today) for url, answer in found.items()}


# ------------------------------------------------------------------- the file


def results_file(settings: Settings) -> Path:
    """Where the results are kept."""
    return settings.docs_dir / "_checked" / FILE


def read_results(path: Path) -> dict[str, Result]:
    """Results by address; none when there is no file. Raises SettingsError when it is broken."""
    if not path.exists():
        return {}
    mend = "take out what is broken, or delete the file"
    try:
        _, data = load_places(read_text(path))
        return TypeAdapter(dict[str, Result]).validate_python(data or {})
    except UnreadableError as error:
        raise SettingsError(f"{path} cannot be read: {error.message}") from error
    except yaml.YAMLError as error:
        line, column, why = first_error(error)
        raise SettingsError(f"{path}:{line}:{column} is not valid YAML: {why}: {mend}") from error
    except ValidationError as error:
        raise SettingsError(f"{path} holds something else than results: {mend}") from error


def write_results(path: Path, results: Mapping[str, Result]) -> None:
    """A few lines each, so that a change of one moves no other."""
    lines = [HEAD]
    for url, result in sorted(results.items()):
        lines.append(f"{json.dumps(url)}:\n  state: {result.state}\n")
        lines.append(f"  answer: {json.dumps(result.answer)}\n  since: {result.since}\n")
        if result.host:
            lines.append(f"  host: {json.dumps(result.host)}\n")
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


# ------------------------------------------------------------------- what a maintainer is told


def issue(
    results: Mapping[str, Result], names: Mapping[str, list[str]], locales: Collection[str] = ()
) -> str:
    """The text of the one issue, as Markdown; empty when there is nothing to do."""
    dead = {url: one for url, one in results.items() if one.state == "dead"}
    moved = {url: one for url, one in results.items() if one.state == "alive" and one.host}
    if not dead and not moved:
        return ""
    said = reports(locales)
    parts = []
    for what, found in (("gone", dead), ("moved", moved)):
        if found:
            lines = _lines(found, names, said["since"])
            parts += [f"## {said[what]}\n", f"{said[f'{what}_do']}\n", *lines, ""]
    unseen = sum(one.state == "unseen" for one in results.values())
    parts.append(said["unseen"].format(count=unseen))
    return "\n".join(parts) + "\n"


def _lines(
    results: Mapping[str, Result], names: Mapping[str, list[str]], since: str
) -> Iterator[str]:
    for url, result in results.items():
        records = " ".join(f"`{name}`" for name in names.get(url, []))
        host = f", `{result.host}`" if result.host else ""
        yield f"- `{url}` ({result.answer}{host}, {since} {result.since}): {records}"


def counted(results: Mapping[str, Result]) -> str:
    """One line for the person who runs it."""
    states = [one.state for one in results.values()]
    return (
        f"{len(states)} addresses: {states.count('alive')} alive, {states.count('dead')} dead, "
        f"{states.count('unseen')} cannot be seen from here"
    )
