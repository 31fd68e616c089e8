"""Files as text, or one finding that says why not."""

from pathlib import Path

from guidance.model import Finding, Position

RULE = "unreadable-file"
LIMIT = 1_000_000  # bytes; the registry's longest file has 220,000
PAGE_LIMIT = 100_000  # bytes; our longest page has 12,000, and Markdown is slow with a hostile one
LONGEST_LINE = 2_000  # characters; ours have 700, and Markdown takes minutes for some of 100,000
SAVE = "save the file as UTF-8 (in most editors: File, Save with encoding)"


class UnreadableError(Exception):
    """A file that cannot be read, or holds something else than plain text."""

    def __init__(self, message: str, mend: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.mend, self.line, self.column = message, mend, line, column

    def finding(self, path: str) -> Finding:
        """The same as a finding about ``path``."""
        return Finding(Position(path, self.line, self.column), RULE, self.message, self.mend)


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The file's text, its line ends made equal, a leading byte order mark removed.

    Raises UnreadableError for anything that is not UTF-8 text of at most ``limit`` bytes.
    """
    data = _read(path, limit)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is UTF-16, not UTF-8", SAVE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise UnreadableError("this is not UTF-8 text", SAVE, line, column) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        *above, beside = text[: text.index("\0")].split("\n")
        line, column = len(above) + 1, len(beside) + 1
        raise UnreadableError("a zero byte stands here, so this is no text", SAVE, line, column)
    for number, words in enumerate(text.split("\n"), 1):
        if len(words) > LONGEST_LINE:
            raise UnreadableError(
                f"the line is longer than {LONGEST_LINE} characters",
                "begin a new line at the end of each paragraph",
                number,
            )
    return text


def _read(path: Path, limit: int) -> bytes:
    try:
        if path.is_symlink():
            # It could show the reader any file of the machine that builds the site.
            raise UnreadableError("this is a symbolic link", "put the file itself here")
        if path.is_dir():
            raise UnreadableError("this is a folder, not a file", "rename the folder")
        if path.stat().st_size > limit:
            raise UnreadableError(
                f"the file is larger than {limit // 1000:,} kilobytes", "split it"
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"the file cannot be read: {error.strerror}", "look at the file and at who may read it"
        ) from error
