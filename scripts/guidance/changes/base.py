"""The state of the guide that a change is compared with, read out of git."""

import re
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from guidance.model import Site
from guidance.parse.site import read_site
from guidance.registry import HOSTS, WORDS
from guidance.settings import Settings, SettingsError

EDITION = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)?")
SECONDS = 120
#: Files that are neither pages nor records nor code: beside the guide's folder, and in it.
OUTSIDE = ("mkdocs.yml", ".gitattributes", ".gitignore", ".github/CODEOWNERS")
INSIDE = (f"_facts/{HOSTS}", f"_facts/{WORDS}", "_guide", "_search")


@dataclass(frozen=True)
class Base:
    """The guide as it was, and the paths of all files that have changed since.

    ``diff`` has what changed in those that hold words or settings and no code, as git writes it,
    whatever the attributes of a file ask it to hide.
    """

    site: Site
    files: tuple[str, ...]
    diff: str = ""


def read_base(settings: Settings, revision: str) -> Base:
    """The guide where this branch left ``revision``, so that what others did since is not ours.

    Raises SettingsError when git cannot tell.
    """
    docs = settings.docs_dir.relative_to(settings.root).as_posix()
    commit = _fork(settings, revision)
    if not _git(settings, "ls-tree", commit, "--", docs):
        raise SettingsError(f"there was no {docs} at {revision!r}: name a later state")
    archive = _git(settings, "archive", "--format=tar", commit, "--", docs)
    names = _git(settings, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--")
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=BytesIO(archive)) as packed:
            packed.extractall(folder, filter=_plain)
        root = Path(folder).resolve()
        there = replace(settings, root=root, docs_dir=root / docs)
        site = read_site(replace(there, locales=tuple(_locales(there)) or settings.locales))
    plainly = ("--text", "--no-ext-diff", "--no-textconv", "--no-color", "--unified=0")
    paths = [*OUTSIDE, *(f"{docs}/{path}" for path in INSIDE)]
    diff = _git(settings, "diff", *plainly, "--no-renames", "--relative", commit, "--", *paths)
    return Base(
        site,
        tuple(sorted(name.decode("utf-8", "replace") for name in names.split(b"\0")[:-1])),
        diff.decode("utf-8", "replace"),
    )


def unpack(settings: Settings, revision: str, folder: Path) -> None:
    """Write what a build of that state reads. Raises SettingsError when git cannot tell."""
    commit = _fork(settings, revision)
    archive = _git(settings, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=BytesIO(archive)) as packed:
        packed.extractall(folder, filter=_plain)


def _plain(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Files and folders; a symbolic link could lead out of the folder, and is no page."""
    return tarfile.data_filter(member, folder) if member.isfile() or member.isdir() else None


def _locales(there: Settings) -> Iterator[str]:
    """The editions of that state: one may have come or gone since."""
    yield from (locale for locale in there.locales if (there.docs_dir / locale).is_dir())
    for folder in sorted(there.docs_dir.iterdir()):
        if folder.name not in there.locales and EDITION.fullmatch(folder.name):
            yield folder.name


def _fork(settings: Settings, revision: str) -> str:
    try:
        commit = _git(settings, "rev-parse", "--verify", "--quiet", "--end-of-options",
                      f"{revision}^{{commit}}").decode().strip()  # fmt: skip
    except SettingsError as error:
        if not settings.root.is_dir() or "not a git repository" in str(error):
            raise
        raise SettingsError(
            f"git knows no {revision!r} here: try {_fetch(settings, revision)}"
        ) from error
    try:
        return _git(settings, "merge-base", commit, "HEAD").decode().strip()
    except SettingsError as error:
        if _is_shallow(settings):
            said = f"this clone is too shallow to know where the branch left {revision!r}"
            raise SettingsError(f"{said}: run git fetch --unshallow") from error
        return commit  # histories without a common beginning


def _fetch(settings: Settings, revision: str) -> str:
    if _is_shallow(settings):
        return "git fetch --unshallow"
    remote, slash, branch = revision.partition("/")
    return f"git fetch {remote} {branch}" if slash else "git fetch"


def _is_shallow(settings: Settings) -> bool:
    return _git(settings, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _git(settings: Settings, *words: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *words], cwd=settings.root, capture_output=True, check=False, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SettingsError(f"git does not answer: {error}") from error
    if done.returncode:
        why = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise SettingsError(f"git {words[0]} failed: {why or 'it does not say why'}")
    return done.stdout
