"""Files as text, or one finding that says why not."""

from __future__ import annotations

from pathlib import Path

from guidance.model import Finding, Position

RULE = "wrong-encoding"
LIMIT = 1_000_000  # bytes; our longest page has 12,000


class DecodingError(Exception):
    """A file is no plain UTF-8 text."""

    def __init__(self, line: int, column: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.line, self.column, self.message, self.mend = line, column, message, mend

    def finding(self, path: str) -> Finding:
        """The same as a finding about ``path``."""
        return Finding(Position(path, self.line, self.column), RULE, self.message, self.mend)


def read_text(path: Path) -> str:
    """The file's text, line ends as ``\\n``, a leading byte order mark removed.

    Raises DecodingError for anything that is not UTF-8 text of at most a megabyte.
    """
    data = path.read_bytes() if path.stat().st_size <= LIMIT else b""
    save = "save the file as UTF-8 (in most editors: File, Save with encoding)"
    if not data and path.stat().st_size:
        raise DecodingError(1, 1, "the file is larger than a megabyte", "split it")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DecodingError(1, 1, "the file is UTF-16, not UTF-8", save)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise DecodingError(line, column, "this is not UTF-8 text", save) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DecodingError(line, 1, "a zero byte stands here, so this is no text", save)
    return text.replace("\r\n", "\n").replace("\r", "\n")
