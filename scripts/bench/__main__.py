"""Usage: ``make bench``, or ``python -m bench [RUNS [TIMES]]`` in ``scripts/``; by default 3, 12.

Builds this guide as it is deployed (deployed.py), and its text with plain Material (plain.py); then
both again with each page TIMES times (multiply.py). Prints what each costs (reach.py).

Then serves both compressed, and opens Home and an inner page of each as a phone does for the first
time: 360 x 640, cold cache, processor slowed to a quarter, 1.6 Mbit/s, 150 ms. Prints medians and
the ratios to plain.

Seconds depend on the machine, ratios little. The line is simulated by Chromium, above TCP: there is
no slow start, so the table proves nothing about what fits a first round trip.
"""

import shutil
import sys
import tempfile
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench import WORDS, reach, search
from bench.hosting import Host, hosted

ROOT = Path(__file__).parents[2]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PAGES = {"Home": "", "inner page": "respond/verify/"}
OBSERVE = """
window.seen = { lcp: 0, cls: 0, blocking: 0, result: 0 };
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
  .observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.blocking += entry.duration - 50; });
addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector(".md-search-result__list");
  new MutationObserver(() => { seen.result = seen.result || performance.now(); })
    .observe(list, { childList: true });
});
"""
#: Files of the search, and the part of each that had come when the first result showed.
BY_RESULT = """performance.getEntriesByType("resource").map((file) =>
  [file.name, Math.min(1, Math.max(0,
    (seen.result - file.responseStart) / (file.responseEnd - file.responseStart)))])"""


@dataclass(frozen=True)
class Figures:
    """What one first view costs."""

    requests: float
    kilobytes: float
    first_paint: float
    largest_paint: float
    blocking: float
    shift: float
    search_kilobytes: float


def slow_down(page: Page) -> None:
    """A cheap phone on a slow line."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 150,
            "downloadThroughput": 1.6e6 / 8,
            "uploadThroughput": 750e3 / 8,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def first_view(browser: Browser, host: Host, path: str) -> Figures:
    """Open one page as a new reader, then search."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
    )
    page = context.new_page()
    page.add_init_script(OBSERVE)
    slow_down(page)
    host.sent.clear()
    page.goto(host.url + path, wait_until="networkidle")
    page.wait_for_timeout(500)
    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    first_paint = page.evaluate(paint)
    seen = page.evaluate("seen")
    first = dict(host.sent)
    page.locator(".search-open, .md-header [for=__search]").first.tap()
    page.locator(".md-search__input").press_sequentially(WORDS["query"])
    page.keyboard.press("Shift")  # Material listens for keys, which Han characters have not
    page.locator(".md-search-result__item").first.wait_for(timeout=30_000)
    page.wait_for_timeout(2000)  # whatever comes after the first result
    parts = {urlsplit(name).path: part for name, part in page.evaluate(BY_RESULT)}
    more = sum(size * parts.get(path, 1) for path, size in host.sent.items() if path not in first)
    context.close()
    return Figures(
        len(first),
        sum(first.values()) / 1000,
        first_paint,
        seen["lcp"],
        seen["blocking"],
        seen["cls"],
        more / 1000,
    )


def medians(runs: list[Figures]) -> Figures:
    """Each figure by itself."""
    return Figures(*(median(column) for column in zip(*map(astuple, runs), strict=True)))


HEADS = ("requests", "KB gz", "FCP ms", "LCP ms", "blocking ms", "CLS", "KB to first result")


def table(results: dict[tuple[str, str], Figures]) -> str:
    """Plain, ours and the ratio, page by page."""
    lines: list[tuple[str, ...]] = [("", *HEADS)]
    for name in PAGES:
        ours, theirs = (results[who, name] for who in ("ours", "plain"))
        for who, figures in (("plain", theirs), ("this guide", ours)):
            values = [getattr(figures, one.name) for one in fields(Figures)]
            shown = [f"{v:.3f}" if h == "CLS" else f"{v:.1f}" if "KB" in h else f"{v:.0f}"
                     for h, v in zip(HEADS, values, strict=True)]  # fmt: skip
            lines.append((f"{name}, {who}", *shown))
        ratio = [
            f"{mine / their:.2f} x" if their else "-"
            for mine, their in zip(astuple(ours), astuple(theirs), strict=True)
        ]
        lines.append((f"{name}, ratio", *ratio))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.rjust(width) if at else cell.ljust(width)
                  for at, (cell, width) in enumerate(zip(line, widths, strict=True)))
        for line in lines
    )  # fmt: skip


def main(runs: int = 3, times: int = 12) -> int:
    """Build this guide and plain Material, measure both, print; returns the exit status."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        print(
            "bench: there is no Chromium; Debian, Ubuntu: apt-get install chromium-headless-shell"
        )
        return 1
    with tempfile.TemporaryDirectory() as folder:
        few = reach.measure(ROOT, Path(folder, "few"), 1, runs)
        many = reach.measure(ROOT, Path(folder, "many"), times, runs)
        print(reach.table(few, many))
        ours, theirs = few.ours, few.plain
        collected: dict[tuple[str, str], list[Figures]] = {}
        with hosted(ours) as mine, hosted(theirs) as other, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
            for _ in range(runs):
                for name, path in PAGES.items():
                    for who, host in (("plain", other), ("ours", mine)):
                        figures = first_view(browser, host, path)
                        collected.setdefault((who, name), []).append(figures)
            browser.close()
        sizes = search.table(ours)
    print(table({key: medians(value) for key, value in collected.items()}))
    print(sizes)
    print(f"Median of {runs} runs; 360 x 640, cold cache, CPU / 4, 1.6 Mbit/s, 150 ms, gzip -9.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
