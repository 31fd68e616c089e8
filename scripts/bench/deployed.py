"""This guide as readers get it: built with the addresses that the deployed site has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

#: What a build reads.
PARTS = ("mkdocs.yml", "pyproject.toml", "docs", "overrides")
#: As in ``.github/workflows/guide.yml``: they put a QR code and "Correct this page" on every page.
DEPLOYED = {
    "GUIDANCE_SITE_URL": "https://example.org/guide/",
    "GUIDANCE_REPO_URL": "https://github.com/example/guide",
}


def build(project: Path, folder: Path) -> Path:
    """Build a copy of the guide in ``folder``; returns the site's folder.

    A copy: ``site/`` stays as it is, and somebody may edit while this runs.
    """
    folder.mkdir(parents=True)
    for part in PARTS:
        copy = shutil.copytree if (project / part).is_dir() else shutil.copy2
        copy(project / part, folder / part)
    subprocess.run(
        [Path(sys.executable).with_name("guidance"), "build"],
        cwd=folder,
        env={**os.environ, **DEPLOYED},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder / "site"
