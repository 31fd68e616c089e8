"""Usage: ``cyclonedx-py environment … | python -m release.bom`` in ``scripts/``: ``make bom``.

Makes the CycloneDX bill of an environment that of the site: the packages that requirements.txt
locks, and what readers' browsers run of others, no package of Python. Each with its licence.
"""

import json
import re
import sys
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class UnlicensedError(ValueError):
    """Nobody says under which licence a component may be used."""


def bill(of_environment: dict[str, Any], root: Path = ROOT) -> dict[str, Any]:
    """The bill of the site. Raises UnlicensedError."""
    locked = _locked((root / "requirements.txt").read_text("utf-8"))
    found = [one for one in of_environment["components"] if _key(one) in locked]
    components = sorted([*map(_licensed, found), minisearch(root)], key=lambda one: one["bom-ref"])
    refs = {of_environment["metadata"]["component"]["bom-ref"], *(c["bom-ref"] for c in components)}
    depends = [one for one in of_environment.get("dependencies", ()) if one["ref"] in refs]
    for one in depends:
        if "dependsOn" in one:
            one["dependsOn"] = [ref for ref in one["dependsOn"] if ref in refs]
    return {**of_environment, "components": components, "dependencies": depends}


def minisearch(root: Path) -> dict[str, Any]:
    """The search in readers' browsers, as scripts/vendor.sh fetched it. Raises UnlicensedError."""
    version = re.search(r"^version=(\S+)$", (root / "scripts/vendor.sh").read_text("utf-8"), re.M)
    folder = root / "overrides/assets/vendor"
    digests = dict(
        reversed(line.split()) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    licence = (folder / "minisearch.LICENSE.txt").read_text("utf-8")
    if version is None or "Permission is hereby granted, free of charge" not in licence:
        raise UnlicensedError(
            "scripts/vendor.sh names no version of MiniSearch, or it is not MIT's"
        )
    purl = f"pkg:npm/minisearch@{version[1]}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": "minisearch",
        "version": version[1],
        "purl": purl,
        "licenses": [{"license": {"id": "MIT"}}],
        "hashes": [{"alg": "SHA-256", "content": digests["minisearch.js"]}],
    }


def _licensed(component: dict[str, Any]) -> dict[str, Any]:
    if component.get("licenses"):
        return component
    # What is no SPDX expression, cyclonedx-py leaves out.
    told = metadata(component["name"]).get("License")
    if not told:
        raise UnlicensedError(
            f"{component['name']} does not say its licence: look, then leave it out"
        )
    return {**component, "licenses": [{"license": {"name": told}}]}


def _key(component: dict[str, Any]) -> tuple[str, str]:
    return re.sub(r"[-_.]+", "-", component["name"]).lower(), component.get("version", "")


def _locked(text: str) -> set[tuple[str, str]]:
    return {(name, version) for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.M)}


if __name__ == "__main__":
    try:
        json.dump(bill(json.load(sys.stdin)), sys.stdout, indent=1, ensure_ascii=False)
        print()
    except UnlicensedError as error:
        sys.exit(f"bom: {error}")
