"""What the tests of several tools ask of a page."""

from __future__ import annotations

#: A clipboard that the test can read; a real one asks a person for leave.
CLIPBOARD = """Object.defineProperty(navigator, "clipboard", {
  value: { writeText: async (text) => { window.copied = text } },
})"""
#: What the browser keeps for a page.
KEEPS = "() => [localStorage.length, sessionStorage.length, document.cookie]"
#: What sticks out of the window to the right.
SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("article *")]
    .filter((e) => e.getBoundingClientRect().right > room + 1 && e.offsetParent)
    .map((e) => `${e.tagName} ${e.className}: ${e.textContent.slice(0, 30)}`);
  const whole = document.scrollingElement.scrollWidth;
  return wide.concat(whole > room ? [`the page is ${whole} wide`] : []).slice(0, 5);
}"""
