"""Which single faults a test suite catches: ``make faults ARGS=…``; README.md says how to use it.

Each fault of the tables beside this file is put into a copy of the project and the tests that
should see it run there. A catch counts when the very test that failed passes without the fault.
"""

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from guidance.parse.yaml_places import load_places

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CHECK = "check"
#: What make writes into the project's folder, or below it.
MADE = ("site", ".venv", ".site-*", ".*_cache", ".faults")
COMPILED = shutil.ignore_patterns("__pycache__")
#: A run that takes longer hangs, or the machine does.
SECONDS = 1800
FAILED = ("FAILED ", "ERROR ")
FINDING = re.compile(r"\S+:\d+:\d+ ")
NO_TESTS = 5
#: Faults that share a build, where they change different files. Every page has the sheets of
#: EVERYWHERE in it: a fault of theirs stands alone.
TOGETHER = 8
SHARED = ("docs/", "overrides/")
EVERYWHERE = tuple(f"overrides/assets/{name}.css" for name in ("reset", "tokens", "base", "layout"))
NOT_BUILT = "the site was not built"
#: Of a command that a test waits for: on a busy machine that tells nothing of the fault.
TOO_SLOW = "subprocess.TimeoutExpired"


@dataclass(frozen=True)
class Fault:
    """A row of a table. ``seen_by`` are words for pytest, or ``check`` for ``guidance check``."""

    kind: str
    id: str
    at: str
    file: str
    old: str
    new: str
    seen_by: str
    hangs: bool = False

    @property
    def name(self) -> str:
        """How ``--only`` and the results name it."""
        return f"{self.kind}/{self.id}"

    @property
    def tests(self) -> list[str]:
        """The files of tests."""
        return [word for word in shlex.split(self.seen_by) if word.endswith(".py")]

    @property
    def words(self) -> list[str]:
        """Any of these is in the names of the tests that are run first; empty for all tests."""
        _, _, named = self.seen_by.partition("-k ")
        return named.strip("'").split(" or ") if named else []

    @property
    def place(self) -> str:
        """The changed file; of a page, the same for its twin in the other edition."""
        return re.sub(r"^docs/(zh|en)/", "docs/", self.file)

    @property
    def expression(self) -> str:
        """The tests that are run first, in one word for ``-k`` beside those of other faults."""
        stems = " or ".join(PurePosixPath(file).stem for file in self.tests)
        return f"({stems}) and ({' or '.join(self.words)})" if self.words else f"({stems})"

    def names(self, test: str) -> bool:
        """Whether a test is one of those that are run first."""
        file, _, name = test.partition("::")
        return file in self.tests and any(w.lower() in name.lower() for w in self.words or [""])

    def problem(self, root: Path) -> str | None:
        """Why it cannot be put into the project at ``root``; None when it can."""
        place = root / self.file
        if not place.is_file():
            return f"there is no {self.file} — name the file that does its work now"
        count = place.read_text("utf-8").count(self.old)
        if count == 1:
            return None
        if count:
            return f"the old text stands {count} times in {self.file} — write more of it"
        return f"the old text is gone from {self.file} — write what stands there now"


@dataclass(frozen=True)
class Result:
    """``how`` is caught, missed, timeout or failed; ``by`` names the test, or says why.

    ``unseen``: missed by the tests that ``-k`` names; all of their files have yet to be run.
    """

    fault: str
    how: str
    by: str
    seconds: float


def faults() -> Iterator[Fault]:
    """Every fault of every table, in the order of the files."""
    for path in sorted(HERE.glob("*.yml")):
        places, rows = load_places(path.read_text("utf-8"))
        for identifier, row in rows.items():
            line, column = places[(identifier,)]
            at = f"{path.relative_to(ROOT).as_posix()}:{line}:{column}"
            yield Fault(path.stem, identifier, at, **row)


class Copy:
    """A copy of the project that is judged, and its own Python."""

    def __init__(self, suite: Path, folder: Path, marks: list[str]) -> None:
        self.root = folder / "guide"
        self.python = suite / ".venv/bin/python"
        self.marks = marks
        made = shutil.ignore_patterns(*MADE)

        def left_out(parent: str, names: list[str]) -> set[str]:
            found = COMPILED(parent, names)
            return {*found, *made(parent, names)} if Path(parent) == suite else found

        shutil.copytree(suite, self.root, ignore=left_out, symlinks=True)
        # The editable install leads to the suite itself.
        path = os.pathsep.join([str(self.root / "scripts"), str(self.root)])
        self.environment = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(folder)}
        said = self.run([str(self.python), "-c", "import guidance; print(guidance.__file__)"])[1]
        if not said.startswith(str(self.root)):
            raise SystemExit(f"faults: the tests would import {said.strip()}, not the copy")
        if findings := self.findings():
            raise SystemExit(
                f"faults: mend this first, or every fault seems to be found: {findings[0]}"
            )

    def run(self, command: list[str]) -> tuple[int | None, str]:
        """Exit status (None after SECONDS) and everything that was said."""
        done = subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            said = done.communicate(timeout=SECONDS)[0]
            return done.returncode, said
        except subprocess.TimeoutExpired:
            os.killpg(done.pid, signal.SIGKILL)
            return None, done.communicate()[0]
        finally:
            for kept in Path(self.environment["TMPDIR"]).glob("pytest-of-*"):
                shutil.rmtree(kept, ignore_errors=True)

    def pytest(self, *words: str) -> tuple[int | None, list[str], str]:
        """Exit status, the names of failed tests, and the output."""
        options = ["-q", "-n0", "-rfE", "-p", "no:cacheprovider", *self.marks]
        status, said = self.run([str(self.python), "-m", "pytest", *options, *words])
        lines = [line for line in said.splitlines() if line.startswith(FAILED)]
        return status, [line.split(" ", 1)[1].split(" - ")[0] for line in lines], said

    def findings(self) -> list[str]:
        """What ``guidance check`` says, warnings too: the tests want a guide without any."""
        status, said = self.run([str(self.python), "-m", "guidance", "check"])
        lines = [line[:160] for line in said.splitlines() if FINDING.match(line)]
        return lines or ([said.strip()[:160]] if status else [])

    def judge(self, fault: Fault, broken: set[str], *, wide: bool) -> tuple[str, str]:
        """What the tests say with the fault in; ``broken`` ones fail without it too.

        ``wide``: all tests of the files, whatever ``-k`` says.
        """
        with self._with(fault):
            return self._look(fault, broken, wide)

    @contextmanager
    def _with(self, fault: Fault) -> Iterator[None]:
        place = self.root / fault.file
        before = place.read_bytes()
        try:
            place.write_text(before.decode().replace(fault.old, fault.new, 1), "utf-8")
            _forget_compiled(place)
            yield
        finally:
            place.write_bytes(before)
            _forget_compiled(place)

    def judge_together(self, faults: list[Fault], broken: set[str]) -> dict[str, tuple[str, str]]:
        """The same for several faults in one build; what cannot be told apart is left out.

        A failed test tells of a fault when it is one of that fault's own and of no other's.
        """
        told: dict[str, tuple[str, str]] = {}
        with ExitStack() as stack:
            for fault in faults:
                stack.enter_context(self._with(fault))
            if any(CHECK in fault.seen_by.split() for fault in faults):
                for line in self.findings():
                    path = re.sub(r"^docs/(zh|en)/", "docs/", line.partition(":")[0])
                    for fault in faults:
                        if path == fault.place and CHECK in fault.seen_by.split():
                            told.setdefault(fault.name, ("caught", f"{CHECK}: {line}"))
        left = [one for one in faults if one.name not in told and one.tests]
        with ExitStack() as stack:
            for fault in left:
                stack.enter_context(self._with(fault))
            files = sorted({file for fault in left for file in fault.tests})
            files = [file for file in files if (self.root / file).exists()]
            words = ["-k", " or ".join(f"({fault.expression})" for fault in left)]
            without = [f"--deselect={name}" for name in sorted(broken)]
            status, failed, said = self.pytest(*files, *words, *without) if files else (2, [], "")
        if status in (0, 1) and NOT_BUILT not in said and TOO_SLOW not in said:
            for fault in left:
                mine = [test for test in failed if fault.names(test)]
                own = [test for test in mine if sum(one.names(test) for one in left) == 1]
                if own:
                    told[fault.name] = ("caught", own[0])
                elif not mine:
                    told[fault.name] = ("unseen" if fault.words else "missed", "")
        return told

    def _look(self, fault: Fault, broken: set[str], wide: bool) -> tuple[str, str]:
        words = shlex.split(fault.seen_by)
        if wide and "-k" in words:
            words = words[: words.index("-k")]
        if CHECK in words:
            words.remove(CHECK)
            findings = self.findings()
            if findings:
                return "caught", f"{CHECK}: {findings[0]}"
            if not words:
                return "missed", ""
        gone = [one for one in words if one.endswith(".py") and not (self.root / one).exists()]
        words = [one for one in words if one not in gone]
        if not any(one.startswith("tests/") for one in words):
            return "failed", f"no such tests: {' '.join(gone)}"
        without = [f"--deselect={name}" for name in sorted(broken)]
        status, failed, said = self.pytest("-x", *words, *without)
        if status == NO_TESTS and "-k" in words:  # renamed: all of the file, then
            words = words[: words.index("-k")]
            status, failed, said = self.pytest("-x", *words, *without)
        if status is None or (status and TOO_SLOW in said):
            return ("caught", "it hangs") if fault.hangs else ("timeout", "")
        if status == 0:
            return ("unseen" if "-k" in words else "missed"), ""
        if failed:
            return "caught", failed[0]
        if "conftest" in said and status != NO_TESTS:
            return "caught", words[0]
        return "failed", (said.strip().splitlines() or ["?"])[-1][:200]

    def failing(self, names: list[str]) -> set[str]:
        """Those of the tests, or files of tests, that fail here and now, without a fault."""
        tests = [name for name in names if "::" in name]
        found = {n for n in names if "::" not in n and self.pytest("--collect-only", n)[0] != 0}
        if tests:
            status, failed, said = self.pytest(*tests)
            if TOO_SLOW in said:
                raise SystemExit("faults: this machine is too busy for the tests; go on later")
            found |= set(failed) if status in (0, 1) else set(tests)
        if found:  # where one fails, others may: all at once, or each would cost a round
            files = sorted({name.partition("::")[0] for name in found})
            found |= set(self.pytest(*files)[1])
        return found


def _forget_compiled(place: Path) -> None:
    """Python knows a changed file by its second and its size, which a fault may leave alone."""
    for compiled in (place.parent / "__pycache__").glob(f"{place.stem}.*.pyc"):
        compiled.unlink()


class Book:
    """The results so far, a line of JSON each, so that an interrupted run goes on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: dict[str, Result] = {}
        self.tests: dict[str, bool] = {}
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            self._take(json.loads(line))

    def _take(self, entry: dict[str, object]) -> None:
        if "test" in entry:
            self.tests[str(entry["test"])] = bool(entry["passes"])
        else:
            self.results[str(entry["fault"])] = Result(**entry)  # type: ignore[arg-type]

    def note(self, **entry: object) -> None:
        """Keep a result, or whether a test passes without a fault."""
        self._take(entry)
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")

    @property
    def broken(self) -> set[str]:
        """Tests that fail without a fault."""
        return {name for name, passes in self.tests.items() if not passes}

    def unproved(self) -> list[str]:
        """Tests that caught something and have not yet been seen to pass without it."""
        caught = {one.by for one in self.results.values() if one.how == "caught"}
        return sorted(one for one in caught if one.startswith("tests/") and one not in self.tests)

    def said(self, fault: Fault) -> str:
        """What is known of a fault; a catch that is not yet proved is "unproved"."""
        result = self.results.get(fault.name)
        if result is None:
            return "not judged"
        is_proved = not result.by.startswith("tests/") or self.tests.get(result.by)
        return result.how if result.how != "caught" or is_proved else "unproved"

    def open(self, fault: Fault) -> bool:
        """Whether the fault is still to be judged."""
        result = self.results.get(fault.name)
        if result is None or result.how in ("unseen", "timeout"):
            return True
        return result.how == "caught" and result.by in self.broken


def together(waiting: list[Fault]) -> list[list[Fault]]:
    """The faults in the sets that are put in at the same time, most of them alone."""
    sets: list[list[Fault]] = []
    for fault in waiting:
        may = fault.file.startswith(SHARED) and fault.file not in EVERYWHERE
        fitting = (
            one
            for one in sets
            if may
            and 0 < len(one) < TOGETHER
            and one[0].file.startswith(SHARED)
            and one[0].kind == fault.kind
            and one[0].file not in EVERYWHERE
            and all(other.place != fault.place for other in one)
        )
        found = next(fitting, None)
        if found is None:
            sets.append([fault])
        else:
            found.append(fault)
    return sets


def run(chosen: list[Fault], copies: SimpleQueue[Copy], book: Book, jobs: int) -> None:
    """Judge until each catch is by a test that passes without the fault."""

    def judge(faults: list[Fault]) -> None:
        copy = copies.get()
        try:
            begin = time.monotonic()
            told = copy.judge_together(faults, book.broken) if len(faults) > 1 else {}
            share = (time.monotonic() - begin) / len(faults)
            for fault in faults:
                begin = time.monotonic()
                wide = fault.name in book.results
                how, by = told.get(fault.name) or copy.judge(fault, book.broken, wide=wide)
                seconds = round(time.monotonic() - begin + share, 1)
                book.note(**asdict(Result(fault.name, how, by, seconds)))
                if how == "timeout":
                    tried.add(fault.name)
                print(f"{how:8} {seconds:6.1f} s  {fault.name}  {by}", flush=True)
        finally:
            copies.put(copy)

    tried: set[str] = set()
    while waiting := [one for one in chosen if book.open(one) and one.name not in tried]:
        new = [fault for fault in waiting if fault.name not in book.results]
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(judge, together(new) or [[fault] for fault in waiting]))
        unproved = book.unproved()
        copy = copies.get()
        failing = copy.failing(unproved) if unproved else set()
        copies.put(copy)
        for name in sorted({*unproved, *failing}):
            book.note(test=name, passes=name not in failing)


def table(chosen: list[Fault], book: Book) -> str:
    """Caught and missed by kind, as Markdown, and the faults that nobody saw."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: Counter[str] = Counter()
    for fault in chosen:
        for kind in (fault.kind, "**all**"):
            counts[kind][book.said(fault)] += 1
            if result := book.results.get(fault.name):
                seconds[kind] += round(result.seconds)
    lines = ["| kind | caught | missed | not judged | seconds |", "| - | -: | -: | -: | -: |"]
    for kind in sorted(counts, key=lambda one: (one.startswith("*"), one)):
        row = counts[kind]
        missed = row["missed"]
        left = row.total() - row["caught"] - missed
        lines.append(f"| {kind} | {row['caught']} | {missed} | {left} | {seconds[kind]} |")
    for fault in chosen:
        if (said := book.said(fault)) != "caught":
            lines.append(f"{fault.at} {fault.name} {said}")
    return "\n".join(lines)


def main() -> int:
    """0 when every chosen fault could be put in, 1 when a table needs mending."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--suite", type=Path, default=ROOT, help="another checkout, set up")
    parser.add_argument("--only", action="append", metavar="KIND[/ID]", help="some of the faults")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="with what only make test-all runs")
    parser.add_argument("--results", type=Path, help="where to keep them (.faults/COMMIT.jsonl)")
    parser.add_argument("--table", action="store_true", help="only say what is known so far")
    options = parser.parse_args()
    suite = options.suite.resolve()
    every = list(faults())
    wanted = options.only or []
    chosen = [one for one in every if not wanted or one.kind in wanted or one.name in wanted]
    problems = {one.name: problem for one in chosen if (problem := one.problem(suite))}
    for one in chosen:
        if one.name in problems:
            print(f"{one.at} {one.id} {problems[one.name]}", file=sys.stderr)
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=suite, capture_output=True, text=True
    ).stdout.strip()
    name = f"{commit or suite.name}{'-all' if options.all else ''}.jsonl"
    book = Book(options.results or ROOT / ".faults" / name)
    ready = [one for one in chosen if one.name not in problems]
    if not options.table:
        with TemporaryDirectory(prefix="guidance-faults-") as folder:
            copies: SimpleQueue[Copy] = SimpleQueue()
            for number in range(options.jobs):
                place = Path(folder, str(number))
                place.mkdir()
                copies.put(Copy(suite, place, ["-m", ""] if options.all else []))
            run(ready, copies, book, options.jobs)
    print(table(chosen, book))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
