"""Each case of the rules as a test of its own: a mutant meets only the cases that reach it."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.helpers.project import NOTHING_KEPT
from tests.rules.small_site import files_of, lines_about, small_site
from tests.test_rules import CASES


@pytest.mark.parametrize("name", CASES)
@patch.dict(os.environ, NOTHING_KEPT)  # what another case has kept would not be reached
def test_case(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    assert lines_about(small_site(tmp_path, files_of(case))) == case["findings"]
