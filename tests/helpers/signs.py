"""The message checker's engine outside a browser, and the messages it is tried on.

The engine is signs.js in the room of the message checker and nothing else. It runs in the Node that
Playwright brings, so that no test needs a program of its own, and there in a world that holds the
language alone: no page, no network, no storage, no console, no eval.
"""

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from guidance.components.message_checker import engine_data
from guidance.model import Page
from guidance.registry import Sign
from playwright._impl._driver import compute_driver_executable

from tests.helpers.project import ROOT, guide

ENGINE = ROOT / "overrides/components/message_checker/signs.js"
MESSAGES = Path(__file__).parents[1] / "signs"
#: Who wrote the messages of a file, and whether the signs were made with them in sight.
HANDS = ("", "-unseen", "-other-hand", "-other-hand-unseen")
RUN = """
const [engine, sent] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const alone = require("vm").createContext({ sent }, { codeGeneration: { strings: false } });
const run = `const { data, steps, messages } = JSON.parse(sent);
  const find = signFinder(data);
  const both = (found) => ({ ...found, steps: nextSteps(found.signs, steps) });
  JSON.stringify(messages.map((message) => both(find(message))))`;
console.log(require("vm").runInContext("delete globalThis.console;" + engine + run, alone));
"""


@dataclass(frozen=True)
class Found:
    """What the engine says of one message: signs, the words it marks, by sign, and next steps, each
    by the sign that it is first for."""

    signs: tuple[str, ...]
    marked: Mapping[str, tuple[str, ...]]
    steps: tuple[str, ...]


def find_signs(messages: Sequence[str], data: Mapping[str, Any] | None = None) -> list[Found]:
    """All messages in one go, with the signs of the registry or with other data."""
    node, _ = compute_driver_executable()
    sent = {
        "data": data or engine_data(guide().registry),
        "steps": steps_of(guide().edition("zh")["tools/message"]),
        "messages": list(messages),
    }
    said = subprocess.run(
        [node, "-e", RUN],
        input=json.dumps([ENGINE.read_text("utf-8"), json.dumps(sent)]),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    return [as_found(message, one) for message, one in zip(messages, json.loads(said), strict=True)]


def as_found(message: str, raw: Mapping[str, Any]) -> Found:
    """What JavaScript returned; its offsets count UTF-16 units, as a browser does."""
    units = message.encode("utf-16-le")
    marked: dict[str, tuple[str, ...]] = {}
    for mark in raw["marks"]:
        words = units[2 * mark["from"] : 2 * mark["to"]].decode("utf-16-le")
        marked[mark["sign"]] = (*marked.get(mark["sign"], ()), words)
    steps = steps_of(guide().edition("zh")["tools/message"])
    names = [one[0] if one else "other" for one in steps]
    return Found(tuple(raw["signs"]), marked, tuple(names[at] for at in raw.get("steps", ())))


@cache
def steps_of(page: Page) -> list[list[str]]:
    """The signs that each next step of a page is for."""
    lines = [
        page.lines[n]
        for n in sorted({one.at.line - 1 for one in page.links if one.scheme == "sign"})
    ]
    return [*(re.findall(r"\(sign:([\w-]+)\)", line) for line in lines), []]


@cache
def messages(name: str) -> tuple[str, ...]:
    """A file of tests/signs."""
    return tuple(yaml.safe_load((MESSAGES / f"{name}.yml").read_text("utf-8")))


def signs() -> Mapping[str, Sign]:
    return guide().registry.signs


def line_of(sign: str, example: str) -> int:
    """Where an example stands in docs/_facts/warning-signs.yml."""
    lines = (ROOT / "docs/_facts/warning-signs.yml").read_text("utf-8").splitlines()
    begin = guide().registry.places["sign", sign].line
    start = re.escape(example[:8])
    return next(
        (n for n, text in enumerate(lines[begin:], begin + 1) if re.search(start, text)), begin
    )


#: A disguise of 点击链接 or of another phrase, the sign, and the words that are to be marked.
DISGUISES = [
    ("点击链接", "link", "点击链接"),
    ("点 击 链 接", "link", "点 击 链 接"),
    ("点.击/链-接", "link", "点.击/链-接"),
    ("点\u200b击\u200d链\ufeff接", "link", "点\u200b击\u200d链\ufeff接"),
    ("点😀击💰链🎁接", "link", "点😀击💰链🎁接"),
    ("点\u0301击链接", "link", "点\u0301击链接"),
    ("點擊鏈接", "link", "點擊鏈接"),
    ("點擊連結", "link", "點擊連結"),
    ("点击\n链接", "link", "点击\n链接"),
    ("请点击下面这个链接", "link", "点击下面这个链接"),
    ("ｈｔｔｐｓ：／／ａｂ．ｅｘａｍｐｌｅ", "link", "ｈｔｔｐｓ：／／ａｂ．ｅｘａｍｐｌｅ"),
    ("HTTPS://AB.EXAMPLE/Q", "link", "HTTPS://AB.EXAMPLE/Q"),
    ("看这里：ab.example/q。", "link", "ab.example/q"),
    ("看这里：a\u200bb.exa\u200dmple/q。", "link", "a\u200bb.exa\u200dmple/q"),
    ("加微信", "private-chat", "加微信"),
    ("加薇信", "private-chat", "加薇信"),
    ("加徽❤信", "private-chat", "加徽❤"),
    ("➕威❤", "private-chat", "➕威❤"),
    ("加 Ｖ 信", "private-chat", "加 Ｖ 信"),
    ("加Ⅴ信", "private-chat", "加Ⅴ信"),
    ("加ѵх", "private-chat", "加ѵх"),
    ("联系扣扣", "private-chat", "联系扣扣"),
    ("致电 123-0000-0000", "number-to-call", "致电 123-0000-0000"),
    ("致电①②③００００００００", "number-to-call", "致电①②③００００００００"),
    ("轉賬到個人帳戶", "private-account", "轉賬到個人帳戶"),
    ("Cliсk the l\u200bink", "link", "Cliсk the l\u200bink"),
    ("CLICK HERE", "link", "CLICK HERE"),
]

#: 100 kB of what an engine might choke on.
SIZE = 100_000


def hostile() -> dict[str, str]:
    """Texts of 100 kB (in UTF-8), by what is bad about them."""
    phrases = [p for sign in signs().values() for several in sign.phrases.values() for p in several]
    first = "".join(step.split("|")[0] for phrase in phrases for step in phrase)
    seeds = {
        "the same beginning of a phrase": "点击",
        "a beginning and the longest gap": "点击" + "一" * 7,
        "the same phrase": "点击链接",
        "all words of all phrases": first,
        "families of emoji": "👨‍👩‍👧‍👦",
        "hearts": "微❤",
        "from right to left": "\u202e\u0627\u0644",
        "combining marks": "点\u0301\u0302击",
        "ligatures of many letters": "\ufdfa",
        "all characters": "".join(map(chr, range(0x20, 0xD800))),
        "characters beyond the first plane": "".join(chr(0x20000 + n) for n in range(20000)),
        "digits": "1",
        "an endless address": "a.",
        "addresses": "a.cn/b ",
        "English": "click ",
        "one word": "a",
        "spaced out": "点 ",
        "warnings": "不要",
        "full width": "ｈｔｔｐ：／／",
    }
    return {name: _filled(seed) for name, seed in seeds.items()}


def _filled(seed: str) -> str:
    size = len(seed.encode())
    return (seed * (SIZE // size + 1)).encode()[:SIZE].decode(errors="ignore")
