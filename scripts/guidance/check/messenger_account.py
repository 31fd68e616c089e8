from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._elsewhere import elsewhere
from guidance.check._figures import prose
from guidance.check._source import shown
from guidance.model import Position, Site

APP = (
    r"(?:微\s?信|薇信|徽信|威信|(?<![A-Za-z])(?:[vV]\s?信|[vVwW][xX]|weixin|We[Cc]hat|QQ|qq|TG|tg|"
    r"Telegram|WhatsApp|LINE|Signal|Skype|KakaoTalk|Viber)|扣扣|电报|纸飞机|钉钉)"
)
LEAD = (
    r"\s?(?:客服|群|公众号|account|group)?\s?(?:号码?|账号|[Ii][Dd]|number)?"
    r"\s?(?:[:：是为]|\bis\b)?\s?"
)
ACCOUNT = r"(?:@?(?=[A-Za-z0-9_-]*[0-9_])[A-Za-z][A-Za-z0-9_-]{3,23}|\+?\d(?:[ -]?\d){4,14})"
PATTERNS = re.compile(
    rf"{APP}{LEAD}{ACCOUNT}"
    rf"|{APP}\s?(?:号|账号|[Ii][Dd])\s?[:：是为]\s?[A-Za-z][A-Za-z0-9_-]{{4,23}}"
    r"|(?:加|[+➕＋])\s?(?:我|客服|老师)?\s?[vVqQ]?\s?[:：]?\s?"
    r"(?=[A-Za-z0-9_-]*\d)[A-Za-z][A-Za-z0-9_-]{5,23}(?![A-Za-z0-9])"
    r"|(?<![\w.])@[A-Za-z][A-Za-z0-9_]{3,}"
    r"|\b(?:t|wa|line|m|signal)\.me/\S+|\b(?:u\.wechat|chat\.whatsapp|qm\.qq)\.com/\S*"
    r"|\bdiscord\.gg/\S+|\b(?:weixin|wxp|tg|whatsapp|mqqapi)://\S*"
)

#: One of these stands in all of them, and in few sentences.
HINT = re.compile("[0-9_@/:：是为]")


@rule("messenger-account", stage="structure")
def check(site: Site) -> Iterator[Fault]:
    """An account to add or to write to stands in the text, in an example message too.

    Bad:  加微信 abc12345   QQ：12345678   Telegram @helper   t.me/helper
    Good: 加微信的不要加。   > 加微信 … 处理

    Nobody can look up whose it is, and this guide sends readers to no private account.
    """
    bubbles = [b for page in site.pages for b in page.blocks if b.kind == "bubble"]
    for block in (*(block for _, block in prose(site)), *bubbles):
        for found in accounts(block.text):
            yield _fault(found[0], block.position(found.start()), is_example=block.kind == "bubble")
    for words in elsewhere(site):
        for found in accounts(words.text):
            yield _fault(found[0], words.at(found.start()), is_example=False)


def accounts(text: str) -> Iterable[re.Match[str]]:
    """Accounts that plain words name."""
    return PATTERNS.finditer(text) if HINT.search(text) else ()


def _fault(account: str, at: Position, *, is_example: bool) -> Fault:
    return Fault(
        at,
        f"the account {shown(account.strip())} stands in the text",
        "leave it out of the example: 加微信 …"
        if is_example
        else "leave it out, or link a record of docs/_facts/contacts.yml",
        breaks=(line_thing(at),),
    )
