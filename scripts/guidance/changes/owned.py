"""Files of a change that a maintainer must look at, and what each can do to the guide."""

import re
from collections.abc import Iterable, Mapping


def owned(files: Iterable[str], said: Mapping[str, str]) -> dict[str, list[str]]:
    """Changed files by the path of ``.github/CODEOWNERS`` that is the last to cover each, or by "".

    Words of reports name these paths: whatever begins with a slash (a test holds both equal).
    """
    found: dict[str, list[str]] = {}
    for file in files:
        *_, path = "", *(path for path in said if path[0] == "/" and covers(path, file))
        found.setdefault(path, []).append(file)
    return found


def covers(pattern: str, path: str) -> bool:
    """GitHub's way, as far as we use it: from the root; a folder, a file, or ``*`` in a name."""
    expression = re.escape(pattern.lstrip("/")).replace(r"\*", "[^/]*")
    return bool(re.match(expression + ("" if pattern.endswith("/") else "$"), path))
