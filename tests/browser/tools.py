"""What the tests of several tools ask of a page."""

from __future__ import annotations

#: A clipboard that the test can read; a real one asks a person for leave.
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text } },
})"""
#: What the browser keeps for a page.
KEEPS = "() => [localStorage.length, sessionStorage.length, document.cookie]"
#: What sticks out of the window to the right and cannot be scrolled to within a box of its own.
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = (e) =>
    e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  const wide = [...document.querySelectorAll("article *, .site-header *, .site-footer *")]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && e.offsetParent && !scrolls(e))
    .map((e) => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`);
  const whole = document.scrollingElement.scrollWidth;
  return wide.concat(whole > room ? [`the page is ${whole} wide`] : []).slice(0, 5);
}"""
