"""``guidance verify``: whether a copy of the site, in a folder or at an address, is whole.

A manifest that lies in the copy proves only that nothing was changed since: whoever makes another
guide makes another manifest. Whose it is, its signature says (``signed_by``).
"""

import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any
from urllib import request
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import brotli
import zstandard

from guidance.manifest import FILE, LARGEST, DamagedError, Manifest, digest_of, read
from guidance.programs import program
from guidance.settings import SettingsError

LARGEST_FILE = 32_000_000  # bytes; the whole guide as a PDF has three millions
WAIT = 20  # seconds for a word of a host
LONGEST = 120  # seconds for one file
AT_ONCE = 8
MOST_SILENT = 5  # files without an answer, after which a host is let be
OLD = 30  # days
GONE = (404, 410)
WORKFLOW = ".github/workflows/guide.yml"
COPY = "copy this file from the guide again"


class _SilentError(Exception):
    """A host did not give a file; the message says why."""


@dataclass(frozen=True)
class Difference:
    """What of a copy is not as the manifest says."""

    path: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path} {self.what} — {self.mend}"


@dataclass(frozen=True)
class Verified:
    """The manifest that a copy was compared with, and what differs."""

    manifest: Manifest
    differences: list[Difference]


def verify(copy: str, today: date, other: str = "", signed_by: str = "") -> Verified:
    """Compare a copy with its own manifest, or with that of another copy.

    Raises SettingsError where there is nothing to compare.
    """
    where = other or copy
    data = _manifest_of(where)
    try:
        manifest = read(data)
    except DamagedError as error:
        raise SettingsError(f"the manifest of {where} is damaged: {error}") from None
    if signed_by:
        _ask_signature(data, signed_by)
    differences = [*_age(manifest, today), *_differences(copy, manifest)]
    return Verified(manifest, sorted(differences, key=lambda one: one.path))


def _age(manifest: Manifest, today: date) -> Iterator[Difference]:
    if (today - manifest.made).days > OLD:
        what = f"was made on {manifest.made}, more than {OLD} days ago"
        yield Difference(FILE, what, "copy the whole guide again: numbers and rules change")


def _differences(copy: str, manifest: Manifest) -> Iterator[Difference]:
    if _is_address(copy):
        yield from _at_address(copy, manifest)
    else:
        yield from _in_folder(Path(copy), manifest)


def _is_address(copy: str) -> bool:
    return copy.startswith(("https://", "http://"))


def _manifest_of(copy: str) -> bytes:
    """The manifest of a copy, or the file that is one itself."""
    try:
        if _is_address(copy):
            data = _get(_base(copy) + FILE, LARGEST)
        else:
            path = Path(copy)
            data = _start(path / FILE if path.is_dir() else path, LARGEST)
    except (_SilentError, OSError, ValueError) as error:
        raise SettingsError(f"cannot read the manifest of {copy}: {_why(error)}") from None
    if data is None:
        raise SettingsError(f"{copy} has no {FILE}: it is no whole copy, or none of this guide")
    return data


# ------------------------------------------------------------------- a folder


def _in_folder(folder: Path, manifest: Manifest) -> Iterator[Difference]:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for path, digest in manifest.files.items():
        if path not in there:
            yield Difference(path, "is missing", COPY)
        elif digest_of(_start(folder / path, LARGEST_FILE)) != digest:
            yield Difference(path, "was changed", COPY)
    for path in there - {FILE, *manifest.files}:
        plain, _, ending = path.rpartition(".")
        if ending not in UNPACK or plain not in manifest.files:
            yield Difference(path, "was added", "remove this file: it is not of the guide")
        elif _unpacked(folder / path, UNPACK[ending]) != manifest.files[plain]:
            yield Difference(path, f"holds another {Path(plain).name}", "pack that file again")


def _start(path: Path, most: int) -> bytes:
    """The file, or what is enough of it to differ from any of ours."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _unpacked(path: Path, unpack: Callable[[bytes], bytes]) -> str:
    """The digest of what a packed file holds."""
    try:
        return digest_of(unpack(_start(path, LARGEST_FILE)))
    except (zlib.error, brotli.error, zstandard.ZstdError):
        return ""


#: Never more than a file may have, whatever a packed one promises.
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": lambda data: zlib.decompressobj(wbits=31).decompress(data, LARGEST_FILE),
    "br": lambda data: brotli.Decompressor().process(data, output_buffer_limit=LARGEST_FILE),
    "zst": lambda data: zstandard.ZstdDecompressor().stream_reader(data).read(LARGEST_FILE),
}

# ------------------------------------------------------------------- an address


def _at_address(copy: str, manifest: Manifest) -> Iterator[Difference]:
    """What a host gives a reader for each file; what it has beside them, nobody can list."""
    silent = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = {
            path: pool.submit(_get, _base(copy) + path.removesuffix("index.html"), LARGEST_FILE)
            for path in manifest.files
        }
        for path, answer in asked.items():
            try:
                data = answer.result()
            except _SilentError as error:
                silent += 1
                if silent == MOST_SILENT:
                    pool.shutdown(cancel_futures=True)
                    raise SettingsError(f"{copy} does not answer: {error}") from None
                yield Difference(path, f"cannot be read: {error}", "ask again later")
                continue
            if data is None:
                yield Difference(path, "is missing", COPY)
            elif digest_of(data) != manifest.files[path]:
                yield Difference(path, "was changed", COPY)


def _base(address: str) -> str:
    return address if address.endswith("/") else f"{address}/"


class _SameHost(request.HTTPRedirectHandler):
    """A copy that sends us to another host would have that one compared, not itself."""

    def redirect_request(
        self, req: request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> request.Request | None:
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname:
            raise URLError("it leads to another host")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> request.OpenerDirector:
    """What asks over HTTP and knows no other way, such as ``file:``."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        _SameHost(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _get(address: str, most: int) -> bytes | None:
    """What lies at an address, or enough of it; None when nothing does. Raises _SilentError."""
    end, found = time.monotonic() + LONGEST, bytearray()
    try:
        with _opener().open(address, timeout=WAIT) as answer:
            while len(found) <= most and (more := answer.read1(65536)):
                found += more
                if time.monotonic() > end:
                    raise _SilentError(f"it was not whole after {LONGEST} seconds")
            return bytes(found)
    except HTTPError as error:
        error.close()
        if error.code in GONE:
            return None
        raise _SilentError(f"the host says {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise _SilentError(_why(error)) from None


def _why(error: Exception) -> str:
    """An error in one line, without its number."""
    reason = getattr(error, "reason", error)
    said = getattr(reason, "strerror", "") or str(reason)
    return " ".join(str(said).split()) or type(error).__name__


# ------------------------------------------------------------------- a signature


def _ask_signature(data: bytes, repository: str) -> None:
    """Raises SettingsError unless a repository's own workflow signed just this manifest."""
    with TemporaryDirectory() as folder:
        file = Path(folder, FILE)
        file.write_bytes(data)
        command = [program("gh"), "attestation", "verify", str(file), "--repo", repository,
                   "--signer-workflow", f"{repository}/{WORKFLOW}",
                   "--source-ref", "refs/heads/main"]  # fmt: skip
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=LONGEST
            )
        except FileNotFoundError:
            raise SettingsError("the signature needs gh, GitHub's program: install it") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SettingsError(f"gh cannot ask for the signature: {error}") from error
    if done.returncode:
        why = " ".join(done.stderr.split())[:200] or "it does not say why"
        raise SettingsError(f"the manifest is not signed by {repository}: {why}")
