"""What IBM's engine is sure is wrong with a page: a second opinion, which shares no code with axe.

One script of an npm package that needs no other. scripts/test-tools.sh fetches it, and only ``make
test-all`` asks it.
"""

import hashlib
import tarfile
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

PACKAGE = Path(".venv/accessibility-checker-engine-4.0.34.tgz")
DIGEST = "991d87e0a54941aeccc1be8c159dbc56c06880d35069b6332ab4f4a6e1cda9b3"
#: What is no failure but POTENTIAL or MANUAL is a question for a person: dozens on any page. And the
#: engine measures what a closed fold hides, which has no size.
RUN = """async () => {
  const { results } = await new ace.Checker().check(document, ["IBM_Accessibility"]);
  const isFolded = (path) =>
    document.evaluate(path, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null)
      .singleNodeValue?.closest("details:not([open]) > :not(summary)");
  return results
    .filter(({ value: [, answer], path }) => answer === "FAIL" && !isFolded(path.dom))
    .map(({ ruleId, message, path }) => [ruleId, `${path.dom}: ${message}`]);
}"""


@cache
def _script() -> str:
    if not PACKAGE.is_file():
        pytest.skip(f"there is no {PACKAGE}; with npm: make tools TOOLS=all")
    assert hashlib.sha256(PACKAGE.read_bytes()).hexdigest() == DIGEST
    with tarfile.open(PACKAGE) as package:
        script = package.extractfile("package/ace.js")
        assert script
        return script.read().decode()


def failures(page: Page) -> list[tuple[str, str]]:
    """The rule of each, and where and why."""
    if not page.evaluate("'ace' in window"):
        page.evaluate(f"{_script()};window.ace = ace")
    return [(rule, why) for rule, why in page.evaluate(RUN)]
