"""What many tests need: the built site, a host for it, a browser. What they say to whom: no skip
is silent in CI, and whoever changed words alone meets no traceback."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from types import FrameType

import pytest
from guidance.model import Site
from markdown import Markdown

from tests.helpers import fonts, project, words
from tests.helpers.hosting import hosted

#: A project page on GitHub Pages: not at the root, and with a public address.
PUBLIC = "https://example.org/guide/"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="write the expected output anew; read the difference before you commit it",
    )
    parser.addoption(
        "--fonts",
        choices=list(fonts.SETS),
        default="narrow",
        help="the Latin letters that browser and paper have",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ.update(fonts.environment(config.getoption("--fonts")))
    os.environ["LC_ALL"] = "C.UTF-8"  # findings are told in the language of a system
    if "PYTEST_XDIST_WORKER" not in os.environ:
        # Tests prove what the code does, not what another run has kept; of one run, the workers and
        # the builds may share it.
        kept = tempfile.TemporaryDirectory(prefix="guidance-kept-")
        os.environ["GUIDANCE_CACHE"] = kept.name
        config.add_cleanup(kept.cleanup)


# ------------------------------------------------------------------- nothing is skipped in CI


def _must_run_everything() -> bool:
    return bool(os.environ.get("CI"))


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    where = report.longrepr
    return where[2] if isinstance(where, tuple) else str(where)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and _must_run_everything():
        report.outcome = "failed"
        report.longrepr = f"CI must not skip {report.nodeid}: {_reason(report)}"
    elif report.failed and words.is_change_of_words(Path.cwd()):
        report.longrepr = words.in_words(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and _must_run_everything():
        report.outcome = "failed"
        report.longrepr = f"CI must not skip {report.nodeid}: {_reason(report)}"
    return report


# ------------------------------------------------------------------- nothing takes for ever

#: Seconds for one test: beyond them it hangs, and is not slow.
LONGEST_TEST = 600


@pytest.fixture(autouse=True)
def _no_endless_test() -> Iterator[None]:
    """No test measures how long it takes: this is what ends one that hangs."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"the test took longer than {LONGEST_TEST} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST_TEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


# ------------------------------------------------------------------- the site

Builder = Callable[[str, Callable[[Path], Path]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Make a folder once for all workers; the others wait for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def make(name: str, into: Callable[[Path], Path]) -> Path:
        result = shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not result.exists():
                shutil.rmtree(shared / name, ignore_errors=True)  # what a failed attempt left
                result.write_text(str(into(shared / name)))
        return Path(result.read_text())

    return make


@pytest.fixture(scope="session")
def guide() -> Site:
    return project.guide()


@pytest.fixture(scope="session")
def public_site(once: Builder) -> Path:
    """Both editions as they are deployed, the one full build; never yesterday's ``site/``."""
    return once(
        "public", lambda folder: project.build(project.copy_project(folder), address=PUBLIC)
    )


@pytest.fixture(scope="session")
def built_site(public_site: Path) -> Path:
    """The same, for tests that ask nothing about its address."""
    return public_site


@pytest.fixture(scope="session")
def small_site(once: Builder) -> Path:
    """The small guide without a public address, built in its own project: its parent."""
    return once("small", lambda folder: project.build(project.small_project(folder)))


@pytest.fixture(scope="session")
def site_url(built_site: Path) -> Iterator[str]:
    """Where the site is served: below a path, which it does not know of."""
    with hosted(built_site, "/some/where/") as url:
        yield url


@pytest.fixture
def converted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that Markdown converts during the test."""
    texts: list[str] = []
    convert = Markdown.convert

    def counted(self: Markdown, source: str) -> str:
        texts.append(source)
        return convert(self, source)

    monkeypatch.setattr(Markdown, "convert", counted)
    return texts


#: What takes long, the longest first, so that no worker is left with it in the end. The first needs
#: no site: one worker tries it while another builds the site.
FIRST = ["test_single_faults.py", "test_pack.py", "test_axe.py"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return FIRST.index(item.path.name) if item.path.name in FIRST else len(FIRST)

    items.sort(key=place)
