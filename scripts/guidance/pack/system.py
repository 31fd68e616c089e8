"""What WeasyPrint needs from the system and pip cannot bring: Pango, HarfBuzz, a Chinese font."""

import ctypes
import shutil
import subprocess

#: Debian's package, and the library's names on Linux, macOS and Windows.
LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "libpangoft2-1.0-0": (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
    ),
    "libharfbuzz-subset0": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
}
FONTS = "fonts-noto-cjk"


def missing() -> list[str]:
    """Names of the Debian packages that are missing here; empty when sheets can be made."""
    found = [package for package, names in LIBRARIES.items() if not any(map(_loads, names))]
    return found if _has_chinese_font() else [*found, FONTS]


def sentence(packages: list[str]) -> str:
    """What to tell somebody who cannot make the pack."""
    names = " ".join(packages)
    return f"the print pack needs {names}; on Debian and Ubuntu: apt-get install {names}"


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    listed = subprocess.run(
        [lister, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip())


if __name__ == "__main__":  # for scripts/test-tools.sh
    print(*missing(), sep="\n")
