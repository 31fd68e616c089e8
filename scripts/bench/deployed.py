"""This guide as readers get it: with the addresses that the deployed site has."""

import shutil
from pathlib import Path

#: What a build reads.
PARTS = ("mkdocs.yml", "pyproject.toml", "docs", "overrides")
#: As in ``.github/workflows/guide.yml``: they put a QR code and "Correct this page" on every page.
DEPLOYED = {
    "GUIDANCE_SITE_URL": "https://example.org/guide/",
    "GUIDANCE_REPO_URL": "https://github.com/example/guide",
}


def copy(project: Path, folder: Path) -> None:
    """What a build reads, in a new folder: ``site/`` stays as it is, and somebody may edit."""
    folder.mkdir(parents=True)
    for part in PARTS:
        take = shutil.copytree if (project / part).is_dir() else shutil.copy2
        take(project / part, folder / part)
