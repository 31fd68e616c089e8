"""What a guide of some size costs to build, to check and to serve, beside plain Material.

Seconds are the processor's, user time: other work on the machine changes them little. What ours
keeps between runs is kept in a folder that each cold run begins anew.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from bench import WORDS, deployed, plain
from bench.multiply import multiply

EDITED = "respond/verify"
SENTENCE = WORDS["sentence"]
SITE = "site"
PROGRAMS = Path(sys.executable).parent


@dataclass
class Guide:
    """A guide in a folder, the same as plain Material, and what was measured: by name, each run."""

    folder: Path
    figures: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def ours(self) -> Path:
        """Our site."""
        return self.folder / "ours" / SITE

    @property
    def plain(self) -> Path:
        """The same text by plain Material."""
        return self.folder / "plain" / SITE

    def note(self, name: str, program: str, *words: str, edited: bool = False) -> None:
        """Run a program, and note its seconds and megabytes."""
        folder = self.folder / ("ours" if program == "guidance" else "plain")
        if edited:
            _edit(folder)
        else:
            shutil.rmtree(self.folder / "kept", ignore_errors=True)
        child = subprocess.Popen(
            [PROGRAMS / program, *words],
            cwd=folder,
            env=_environment(self.folder),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, [program, *words])
        self.figures[name].append(used.ru_utime)
        self.figures[f"{name}, MB"].append(used.ru_maxrss / 1024)


def measure(project: Path, folder: Path, times: int, runs: int) -> Guide:
    """The guide with each page so many times, and each figure as often as there are runs."""
    guide = Guide(folder)
    ours = folder / "ours"
    deployed.copy(project, ours)
    if times > 1:
        multiply(ours, times)
        guide.note("compared", "guidance", "checked", WORDS["translation"])
    guide.note("first build", "guidance", "build")
    plain.write(ours, guide.ours, folder / "plain")
    for _ in range(runs):
        guide.note("plain build", "mkdocs", "build", "--quiet")
        guide.note("cold build", "guidance", "build")
        guide.note("build after an edit", "guidance", "build", edited=True)
        guide.note("cold check", "guidance", "check")
        guide.note("check after an edit", "guidance", "check", edited=True)
    with _served(guide) as (address, process):
        for _ in range(runs):
            began, used = time.perf_counter(), _user_seconds(process)
            count = _edit(ours)
            while _shown(address) < count:
                time.sleep(0.02)
            guide.figures["served after an edit"].append(_user_seconds(process) - used)
            guide.figures["the same, by the clock"].append(time.perf_counter() - began)
    for name, site in (("", guide.ours), ("plain ", guide.plain)):
        pages = len([*site.rglob("index.html")])
        size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
        guide.figures[f"{name}pages"].append(pages)
        guide.figures[f"{name}site, KB a page"].append(size / 1000 / pages)
    return guide


def _environment(folder: Path) -> dict[str, str]:
    more = {"GUIDANCE_CACHE": str(folder / "kept"), "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **deployed.DEPLOYED, **more}


def _edit(folder: Path) -> int:
    """One more sentence on a page; returns how many of them it has now."""
    page = folder / f"docs/{WORDS['edition']}/{EDITED}.md"
    text = page.read_text("utf-8") + f"\n{SENTENCE}\n"
    page.write_text(text, "utf-8")
    return text.count(SENTENCE)


@contextmanager
def _served(guide: Guide) -> Iterator[tuple[str, int]]:
    """The edited page's address while ``guidance serve`` runs, and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [PROGRAMS / "guidance", "serve", "--port", str(port)],
        cwd=guide.folder / "ours",
        env=_environment(guide.folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/{EDITED}/"
    try:
        while not _shown(address):
            if process.poll() is not None:
                raise subprocess.CalledProcessError(process.returncode, "guidance serve")
            time.sleep(0.2)
        yield address, process.pid
    finally:
        process.terminate()
        process.wait()


def _shown(address: str) -> int:
    """How many edits a page shows."""
    with suppress(OSError), urlopen(address) as answer:
        return int(answer.read().decode("utf-8").count(f"<p>{SENTENCE}"))
    return 0


def _user_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


#: Rows: what of ours stands beside what of plain.
ROWS = {
    "pages": "plain pages",
    "cold build": "plain build",
    "cold build, MB": "plain build, MB",
    "build after an edit": "plain build",
    "cold check": "",
    "check after an edit": "",
    "served after an edit": "",
    "the same, by the clock": "",
    "site, KB a page": "plain site, KB a page",
}


def table(*guides: Guide) -> str:
    """Medians: ours, plain and the ratio, for each guide."""
    lines = [f"{'user seconds':24}" + f"{'ours':>9}{'plain':>9}{'ratio':>8}" * len(guides)]
    for name, other in ROWS.items():
        line = f"{name:24}"
        for guide in guides:
            ours = median(guide.figures[name])
            theirs = median(guide.figures[other]) if other else 0
            line += f"{ours:9.2f}" + (f"{theirs:9.2f}{ours / theirs:8.2f}" if other else " " * 17)
        lines.append(line)
    return "\n".join(lines)
