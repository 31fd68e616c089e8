"""What axe finds on a page: everything that WCAG 2.0 to 2.2, A and AA, and best practice ask for."""

from pathlib import Path

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = "wcag2a wcag2aa wcag21a wcag21aa wcag22aa best-practice".split()
RUN = """async ([tags, within]) => {
  const { violations } = await axe.run(within ? { include: [within] } : document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`));
}"""


def violations(page: Page, within: str = "") -> list[str]:
    """Rule, element and reason of whatever axe finds wrong; nothing is too slight.

    ``within`` is the part that has changed where the rest of the page was looked at before.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return list(page.evaluate(RUN, [TAGS, within]))
