"""Layout promises as measures of a page, for any fonts that a browser may have."""

from collections.abc import Iterable
from itertools import pairwise

from playwright.sync_api import Page

from tests.browser.conftest import DESK, Reader
from tests.browser.tools import SIDEWAYS, paper
from tests.helpers.project import Address

#: What is wrong with a drawing, measured with the fonts of this machine: words out of their box,
#: boxes that touch, a box out of the picture, a line over a box it does not belong to.
DRAWING = """() => {
  const svg = document.documentElement;
  const boxes = [...svg.querySelectorAll("g[id]")].map((group) => {
    const outline = group.querySelector(".box").getBBox();
    const words = [...group.querySelectorAll("text, .sign")].map((part) => {
      const { x, y, width, height } = part.getBBox();
      const at = part.transform.baseVal.consolidate()?.matrix;
      return at
        ? { x: at.e + at.a * x, y: at.f + at.d * y, width: at.a * width, height: at.d * height }
        : { x, y, width, height };
    });
    return { id: group.id, outline, words };
  });
  const right = (box) => box.x + box.width;
  const bottom = (box) => box.y + box.height;
  const within = (inner, outer, room) =>
    inner.x >= outer.x + room && right(inner) <= right(outer) - room &&
    inner.y >= outer.y && bottom(inner) <= bottom(outer);
  const touch = (a, b) =>
    a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
  const faults = [];
  for (const { id, outline, words } of boxes) {
    if (!words.length) faults.push(`${id} says nothing`);
    if (!within(outline, svg.viewBox.baseVal, 2)) faults.push(`${id} leaves the picture`);
    for (const part of words)
      if (!within(part, outline, 3)) faults.push(`words leave ${id}`);
  }
  boxes.forEach((one, index) => {
    for (const other of boxes.slice(index + 1))
      if (touch(one.outline, other.outline)) faults.push(`${one.id} touches ${other.id}`);
  });
  for (const line of svg.querySelectorAll("path[data-from]")) {
    const { from, to } = line.dataset;
    const length = line.getTotalLength();
    for (let along = 0; along <= length; along += 3) {
      const at = line.getPointAtLength(along);
      const over = boxes.find(
        ({ id, outline: o }) =>
          id !== from && id !== to &&
          at.x > o.x + 1 && at.x < right(o) - 1 && at.y > o.y + 1 && at.y < bottom(o) - 1
      );
      if (over) {
        faults.push(`the line from ${from} to ${to} runs over ${over.id}`);
        break;
      }
    }
  }
  return faults;
}"""


#: The same twice as large; 125 % is our own.
TWICE = f"""() => {{
  document.documentElement.style.fontSize = "250%";
  const found = ({SIDEWAYS})();
  document.documentElement.style.fontSize = "";
  return found;
}}"""


def faulty_drawings(reader: Reader, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with pictures of trees, by their address."""
    page = reader.page(viewport=DESK)
    found = {}
    for address in addresses:
        page.goto(reader.url(address))
        found[address] = page.evaluate(DRAWING)
    return {address: faults for address, faults in found.items() if faults}


def breaks_of_the_track(page: Page) -> list[float]:
    """Pixels between what can be done at one stage and at the next, on a desk."""
    track = [
        stage.bounding_box() for stage in page.locator(".figure .stages > li .stage-can").all()
    ]
    gaps = [
        below["y"] - above["y"] - above["height"]
        for above, below in pairwise(one for one in track if one)
    ]
    assert len(gaps) > 1
    return [gap for gap in gaps if abs(gap) > 1.5]


def sheets_of_lists(reader: Reader, locale: str, lists: Iterable[str]) -> dict[str, int]:
    """Sheets of paper that each list takes in two languages."""
    return {
        one: len(paper(reader.open(Address(locale, f"tools/both/{one}"))).pages) for one in lists
    }
