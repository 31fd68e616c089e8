"""Chromium, WebKit and Firefox behind one small interface, for what must hold in each of them.

Chromium is driven as in all other tests. The two others understand the commands of WebDriver
(w3.org/TR/webdriver2), WebKit's driver over HTTP and Firefox itself over a socket, so that no
package is needed to send them.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, ElementHandle, Page

from tests.browser.conftest import LONGEST_STEP, PHONE
from tests.helpers.project import Address

Command = Callable[..., Any]

#: Seconds for one step.
LONGEST = LONGEST_STEP / 1000
#: The first such element that shows, in the middle of the screen: no bar is above it.
SEEN = """(css) => {
  const found = [...document.querySelectorAll(css)]
    .find((e) => e.checkVisibility({ visibilityProperty: true }));
  found?.scrollIntoView({ block: "center", behavior: "instant" });
  return found;
}"""
CHOOSE = """(css, value) => {
  const field = document.querySelector(css);
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
SHOWS = """(css) => [...document.querySelectorAll(css)]
  .some((e) => e.checkVisibility({ visibilityProperty: true }))"""


class Engine(ABC):
    """A browser with one tab and a profile of its own. Scripts are functions, as text."""

    def __init__(self, site: str) -> None:
        self.site = site

    def open(self, address: Address) -> None:
        self.go(f"{self.site}{address.url}")

    def forget(self) -> None:
        """Begin again as a reader who was never here."""
        self.go(f"{self.site}nowhere")
        self.ask("() => { localStorage.clear(); sessionStorage.clear(); window.name = '' }")

    @abstractmethod
    def go(self, url: str) -> None:
        """Open an address and wait until the page is loaded."""

    @abstractmethod
    def ask(self, script: str, *given: Any) -> Any:
        """What a function of the page returns."""

    @abstractmethod
    def size(self, width: int, height: int) -> None: ...

    @abstractmethod
    def back(self) -> None: ...

    @abstractmethod
    def reload(self) -> None: ...

    @abstractmethod
    def click(self, css: str) -> None:
        """Click the first such element that shows."""

    @abstractmethod
    def tap(self, x: int, y: int) -> None:
        """Click at a place of the window."""

    @abstractmethod
    def fill(self, css: str, text: str) -> None:
        """Type instead of what stands in the field."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press Enter, Escape or Tab where the focus is."""

    @abstractmethod
    def on_paper(self) -> None:
        """Show the page as it is printed, until another is opened."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """What scripts and policies have complained of in the site's pages."""

    def until(self, script: str, *given: Any) -> Any:
        """What a function returns as soon as it is more than nothing."""
        end = time.monotonic() + LONGEST
        while not (found := self.ask(script, *given)):
            assert time.monotonic() < end, f"never true: {script} {given}"
            time.sleep(0.02)
        return found

    def choose(self, css: str, value: str) -> None:
        """Set a list or a day, whose own windows no driver opens."""
        self.ask(CHOOSE, css, value)

    def shows(self, css: str) -> bool:
        return bool(self.ask(SHOWS, css))


# ------------------------------------------------------------------- Chromium


class Chromium(Engine):
    def __init__(self, site: str, page: Page) -> None:
        super().__init__(site)
        self.page = page
        self.heard: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.heard.append(str(error)))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(message.text)

    def go(self, url: str) -> None:
        self.page.emulate_media(media="null")
        self.page.goto(url)

    def ask(self, script: str, *given: Any) -> Any:
        return self.page.evaluate(f"(given) => ({script})(...given)", given)

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def back(self) -> None:
        self.page.go_back()

    def reload(self) -> None:
        self.page.reload()

    def _seen(self, css: str) -> ElementHandle:
        found = self.page.evaluate_handle(SEEN, css).as_element()
        assert found, f"no {css} shows"
        return found

    def click(self, css: str) -> None:
        self._seen(css).click()

    def tap(self, x: int, y: int) -> None:
        self.page.mouse.click(x, y)

    def fill(self, css: str, text: str) -> None:
        self._seen(css).fill(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def on_paper(self) -> None:
        self.page.emulate_media(media="print")

    def complaints(self) -> list[str]:
        return self.heard


@contextmanager
def chromium(site: str, browser: Browser, *, script: bool = True) -> Iterator[Chromium]:
    """In the browser of the other tests: Playwright starts but once in a process."""
    page = browser.new_page(java_script_enabled=script, viewport=PHONE)
    yield Chromium(site, page)
    page.close()


# ------------------------------------------------------------------- WebDriver

#: How WebDriver names an element, and these keys.
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c"}


class WebDriver(Engine):
    """What is the same for all that take WebDriver's commands."""

    def __init__(self, site: str, command: Command) -> None:
        super().__init__(site)
        self.command = command

    def go(self, url: str) -> None:
        self.command("Navigate", url=url)

    def ask(self, script: str, *given: Any) -> Any:
        return self.command("ExecuteScript", script=f"return ({script})(...arguments)", args=given)

    def size(self, width: int, height: int) -> None:
        self.command("SetWindowRect", width=width, height=height)
        self.until("(width) => innerWidth === width", width)

    def back(self) -> None:
        self.command("Back")

    def reload(self) -> None:
        self.command("Refresh")

    def _seen(self, css: str) -> str:
        found = self.ask(SEEN, css)
        assert found, f"no {css} shows"
        return str(found[ELEMENT])

    def click(self, css: str) -> None:
        self.command("ElementClick", id=self._seen(css))

    def fill(self, css: str, text: str) -> None:
        field = self._seen(css)
        self.command("ElementClear", id=field)
        self.command("ElementSendKeys", id=field, text=text)

    def tap(self, x: int, y: int) -> None:
        move = {"type": "pointerMove", "x": x, "y": y}
        self._act(
            "pointer",
            move,
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, key: str) -> None:
        self._act("key", *({"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")))

    def _act(self, device: str, *actions: dict[str, Any]) -> None:
        self.command("PerformActions", actions=[{"type": device, "id": device, "actions": actions}])


@contextmanager
def running(*words: str, log: Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended with all that it started."""
    with log.open("wb") as said:
        program = subprocess.Popen(words, stdout=said, stderr=said, process_group=0, **options)
    try:
        yield program
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, 15)
        program.wait(LONGEST)


def wait_for(ready: Callable[[], object]) -> None:
    """Until a program that was started can be spoken to."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with suppress(OSError, ValueError):
            ready()
            return
        time.sleep(0.02)
    raise TimeoutError("a browser does not start")


def needs(*names: str, package: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"there is no {names[0]}; Debian, Ubuntu: apt-get install {package}")
    return found


# ------------------------------------------------------------------- WebKit

#: Each command as a request.
REQUESTS = {
    "NewSession": "POST /session",
    "DeleteSession": "DELETE /session/{session}",
    "Navigate": "POST /session/{session}/url",
    "Back": "POST /session/{session}/back",
    "Refresh": "POST /session/{session}/refresh",
    "ExecuteScript": "POST /session/{session}/execute/sync",
    "SetWindowRect": "POST /session/{session}/window/rect",
    "ElementClick": "POST /session/{session}/element/{id}/click",
    "ElementClear": "POST /session/{session}/element/{id}/clear",
    "ElementSendKeys": "POST /session/{session}/element/{id}/value",
    "PerformActions": "POST /session/{session}/actions",
}
#: The bar of the window is never narrower than its buttons, which nobody needs here.
NARROW_WINDOW = "* { min-width: 0; padding: 0; margin: 0; -gtk-icon-transform: scale(0); }"
#: WebKit's driver prints nothing and has no such medium: the sheets are told to be those of paper.
RULES_OF_PAPER = """() => {
  const other = (text) => text.replace(/screen|print/g, (one) => one === "print" ? "all" : "not all");
  const turn = (rules) => [...rules].forEach((rule) => {
    if (rule instanceof CSSMediaRule) rule.media.mediaText = other(rule.media.mediaText);
    if (rule.cssRules) turn(rule.cssRules);
  });
  for (const sheet of document.styleSheets) {
    sheet.media.mediaText = other(sheet.media.mediaText);
    turn(sheet.cssRules);
  }
}"""


class WebKit(WebDriver):
    def __init__(self, site: str, command: Command, log: Path) -> None:
        super().__init__(site, command)
        self.log = log

    def on_paper(self) -> None:
        self.ask(RULES_OF_PAPER)

    def complaints(self) -> list[str]:
        return re.findall(r"^CONSOLE .*(?:ERROR|WARN).*", self.log.read_text("utf-8"), re.M)


def over_http(port: int, session: dict[str, str], name: str, **parameters: Any) -> Any:
    """What WebKit's driver answers to a command."""
    method, path = REQUESTS[name].split()
    path = path.format(**session, id=parameters.pop("id", ""))
    line = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    line.request(method, path, json.dumps(parameters) if method == "POST" else None)
    with line.getresponse() as answer:
        value = json.load(answer)["value"]
        if answer.status != 200 and "unload event" in value["message"]:
            return None  # asked of a page that was just being left
        assert answer.status == 200, f"{name}: {value}"
    return value


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def screen(folder: Path) -> Iterator[str]:
    """The name of a screen that nobody sees."""
    number, says = os.pipe()
    words = (needs("Xvfb", package="xvfb"), "-displayfd", str(says), "-screen", "0", "1600x1200x24")
    with running(*words, "-nolisten", "tcp", log=folder / "screen.log", pass_fds=[says]):
        os.close(says)
        with os.fdopen(number) as told:
            yield f":{told.readline().strip()}"


@contextmanager
def webkit(site: str, *, script: bool = True) -> Iterator[WebKit]:
    driver = needs("WebKitWebDriver", package="webkit2gtk-driver")
    browser = next(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        for toolkit in ("gtk-3.0", "gtk-4.0"):
            (folder / toolkit).mkdir()
            (folder / toolkit / "gtk.css").write_text(NARROW_WINDOW)
        port, log, session = free_port(), folder / "webkit.log", {"session": ""}
        display = stack.enter_context(screen(folder))
        environment = {**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": str(folder)}
        stack.enter_context(running(driver, f"--port={port}", log=log, env=environment))
        wait_for(lambda: socket.create_connection(("127.0.0.1", port)).close())
        command = partial(over_http, port, session)
        switch = [
            "--enable-write-console-messages-to-stdout=true",
            f"--enable-javascript-markup={str(script).lower()}",
        ]
        options = {"binary": str(browser), "args": ["--automation", *switch]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session["session"] = command("NewSession", capabilities=wanted)["sessionId"]
        stack.callback(command, "DeleteSession")
        yield WebKit(site, command, log)


# ------------------------------------------------------------------- Firefox

#: Any free port, no narrowest window, and no processes in reserve.
PREFERENCES = {
    "marionette.port": 0,
    "toolkit.legacyUserProfileCustomizations.stylesheets": True,
    "dom.ipc.processPrelaunch.enabled": False,
    "fission.autostart": False,
}
CONSOLE = """() => Services.console.getMessageArray()
  .filter((one) => one instanceof Ci.nsIScriptError && /^http/.test(one.sourceName))
  .map(String)"""


class Firefox(WebDriver):
    def go(self, url: str) -> None:
        self.tell("mediumOverride", "")
        super().go(url)

    def on_paper(self) -> None:
        self.tell("mediumOverride", "print")

    def complaints(self) -> list[str]:
        # What it does not know of our policy yet, it passes by.
        said = self.of_itself(CONSOLE)
        return [one for one in said if not re.search("unknown directive .*trusted-types", one)]

    def tell(self, name: str, value: object) -> None:
        """Set what the browser itself keeps for the tab."""
        self.of_itself(
            "(name, value) => { gBrowser.selectedBrowser.browsingContext[name] = value }",
            name,
            value,
        )

    def of_itself(self, script: str, *given: Any) -> Any:
        """What a function returns that runs in the browser and not in the page."""
        self.command("Marionette:SetContext", value="chrome")
        try:
            return self.ask(script, *given)
        finally:
            self.command("Marionette:SetContext", value="content")


class Marionette:
    """Firefox's own line: messages of JSON, each after its length."""

    def __init__(self, port: int) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
        self.answers = self.line.makefile("rb")
        self.answer()  # a greeting

    def answer(self) -> Any:
        length = b"".join(iter(partial(self.answers.read, 1), b":"))
        return json.loads(self.answers.read(int(length)))

    def command(self, name: str, **parameters: Any) -> Any:
        name = name if ":" in name else f"WebDriver:{name}"
        message = json.dumps([0, 1, name, parameters]).encode()
        self.line.sendall(b"%d:%b" % (len(message), message))
        _, _, error, value = self.answer()
        assert error is None, f"{name}: {error}"
        return value.get("value", value)


@contextmanager
def firefox(site: str, *, script: bool = True) -> Iterator[Firefox]:
    program = needs("firefox-esr", "firefox", package="firefox-esr")
    with TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        folder = Path(kept)
        lines = (f"user_pref({json.dumps([*one])[1:-1]});" for one in PREFERENCES.items())
        (folder / "user.js").write_text("\n".join(lines))
        (folder / "chrome").mkdir()
        (folder / "chrome/userChrome.css").write_text(":root { min-width: 0 !important }")
        words = (
            program,
            "--marionette",
            "--remote-allow-system-access",
            "--headless",
            "--no-remote",
        )
        with running(*words, "--profile", kept, log=folder / "firefox.log"):
            port = folder / "MarionetteActivePort"
            wait_for(lambda: int(port.read_text()))
            line = Marionette(int(port.read_text()))
            line.command("NewSession", capabilities={})
            browser = Firefox(site, line.command)
            browser.tell("allowJavascript", script)
            yield browser
            line.command("Marionette:Quit", flags=["eForceQuit"])
