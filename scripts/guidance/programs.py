"""The programs that pip brings beside this Python: rumdl, lychee."""

import shutil
import sys
from pathlib import Path


def program(name: str) -> str:
    """The program beside this Python, else one on the path.

    Where there is none, its bare name: whoever starts it gets a FileNotFoundError.
    """
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name) or name
