"""``guidance pack``: make the pack, or say in one sentence what keeps it from being made."""

import sys
import time

from guidance.config import read_config
from guidance.pack.system import missing, sentence


def pack(config_file: str) -> int:
    """Write ``site/pack``; returns the exit status."""
    packages = missing()
    if packages:
        print(f"guidance: {sentence(packages)}", file=sys.stderr)
        return 1
    from guidance.pack.make import make_pack  # only now: it loads Pango

    started = time.monotonic()
    made = make_pack(read_config(config_file))
    size = sum(entry.bytes for entry in made.entries) / 1_000_000
    seconds = time.monotonic() - started
    print(
        f"{len(made.entries)} files for print and chat, {size:.1f} MB, "
        f"in {made.folder} in {seconds:.1f} seconds"
    )
    return 0
