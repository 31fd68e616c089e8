"""What an editor offers to whoever writes a page is good as it stands."""

import json
import re
from pathlib import Path

import pytest
from guidance.check import run_rules

from tests.helpers.project import ROOT
from tests.helpers.rumdl import silent
from tests.rules.small_site import FRONT_MATTER, small_site

FILE = ROOT / ".vscode/guide.code-snippets"
SNIPPETS = json.loads(FILE.read_text("utf-8"))
PLACE = re.compile(r"\$\{\d+:([^{}]*)\}")


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_with_its_own_words_has_no_finding(name: str, tmp_path: Path) -> None:
    body = PLACE.sub(r"\1", "\n".join(SNIPPETS[name]["body"]))
    files = {
        "docs/en/money/a.md": f"{FRONT_MATTER}{body}\n",
        "docs/en/respond/paid.md": f"{FRONT_MATTER}Good.\n",
    }
    site = small_site(tmp_path, files)
    found = run_rules(site, rumdl=silent)
    assert [str(one) for one in found] == []
