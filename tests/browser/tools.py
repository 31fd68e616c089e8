"""What the tests of several tools ask of a page."""

import io
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import DESK, PHONE
from tests.helpers.project import LOCALES

LATER = pytest.mark.all_looks

# A script and a style are the same in both editions, so make test sees a promise of theirs in one:
# some in Chinese, some in English. The words of the other are compared without a browser.
CHINESE_FIRST = pytest.mark.parametrize("locale", ["zh", pytest.param("en", marks=LATER)])
ENGLISH_FIRST = pytest.mark.parametrize("locale", [pytest.param("zh", marks=LATER), "en"])
BOTH = pytest.mark.parametrize("locale", LOCALES)

_LOOKS = {"phone": {"viewport": PHONE}, "dark desk": {"viewport": DESK, "dark": True}}
#: One edition in one look; make test-all sees both in both.
LOOKS_OF_EDITIONS = pytest.mark.parametrize(
    ("locale", "look"),
    [
        pytest.param(
            locale,
            look,
            id=f"{locale}-{name}",
            marks=[] if (locale, name) == ("zh", "phone") else [LATER],
        )
        for locale in LOCALES
        for name, look in _LOOKS.items()
    ],
)

# ------------------------------------------------------------------- instead of what a browser has

#: A clipboard that the test can read; a real one asks a person for leave.
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text } },
})"""
NO_CLIPBOARD = """Object.defineProperty(navigator, "clipboard", { value: undefined });
document.execCommand = () => false;"""
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new Error("denied") } })"""
FULL_STORAGE = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
}"""
NO_PRINTER = """window.print = () => {
  window.printed = (window.printed ?? 0) + 1;
  dispatchEvent(new Event("beforeprint"));
}"""

# ------------------------------------------------------------------- what is wrong with a page

#: What the browser keeps for a page.
KEEPS = "() => [localStorage.length, sessionStorage.length, document.cookie]"
#: What sticks out of the window to the right and cannot be scrolled to within a box of its own.
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (e) =>
    e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.querySelectorAll("article *, .site-header *, .site-footer *")]
    .filter((e) => e.offsetParent && !scrolls(e))
    .filter((e) => e.getBoundingClientRect().right > room + 1 || e.getBoundingClientRect().left < -1)
    .map((e) => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`);
  const whole = document.scrollingElement.scrollWidth;
  return wide.concat(whole > room ? [`the page is ${whole} wide`] : []).slice(0, 5);
}"""
#: For other scripts: whether a computed colour is seen and more than a grey.
COLOURED = """const coloured = (colour) => {
  const [r, g, b, seen = 1] = colour.match(/[\\d.]+/g).map(Number);
  return seen > 0 && Math.max(r, g, b) - Math.min(r, g, b) > 10;
};"""
#: What a thumb must hit and is not 44 px high and wide, but for rounding. Links in sentences are
#: apart: their block says more than they do, or is an item to tick. Its label counts for a box.
SMALL = """() => {
  const says = (e) => e.textContent.replace(/\\s+/g, "").length;
  const inSentence = (e) => e.matches("label a") || e.matches("a, button") && getComputedStyle(e).display === "inline" &&
    says(e.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, summary, span:not(:only-child)")) > says(e);
  const target = (e) => (e.matches("input") && e.closest("label")) || e;
  return [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.matches(".skip"))
    .filter((e) => !inSentence(e))
    .map((e) => [e, target(e).getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
    .map(([e, box]) =>
      `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 20)}: ${box.width} x ${box.height}`)
    .slice(0, 8);
}"""
#: As two seconds later: what was laid out for a script that has not come is shown (style.css of each component).
WAITED = "document.getAnimations().forEach((one) => one.finish())"
#: Notes what the policy of a page forbids; ``broken`` says what it was.
WATCH_POLICY = """
window.violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
  violations.push([violatedDirective, blockedURI, sample].join(" "));
}, true);
"""


def broken(page: Page) -> list[str]:
    """What the policy of a page forbade, on a page that ``WATCH_POLICY`` was added to."""
    return list(page.evaluate("violations"))


# ------------------------------------------------------------------- paper

#: Points, of which a PDF is made.
A4 = (595, 842)


def paper(page: Page) -> PdfReader:
    """The page as it prints."""
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def plain(text: str) -> str:
    """Without spaces, and Han as Han: a PDF may name a radical of the same shape instead."""
    return "".join(unicodedata.normalize("NFKC", text).split())
