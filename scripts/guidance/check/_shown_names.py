"""Accounts and addresses in what a built site shows, where no list of words can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
SIGN = re.compile("[0-9_@/:：是为]")

ENDS = (
    "com|cn|net|org|top|xyz|vip|cc|info|shop|app|io|site|online|club|ltd|wang|link|icu|ink|tech|store"
    "|pro|biz|mobi|asia|hk|tw|tk|gov|edu|fun|live|work|中国|网址|公司|网络|在线"
)
DOT = (
    r"(?:\s?[.．。｡]|\s?[\[(（【][.．。点][\])）】]\s?"
    r"|\s?点\s?(?=(?:com|cn|net|top|xyz|vip)\b)|\s(?:dot|点)\s)"
)
LABEL = r"[A-Za-z0-9-]{1,63}+"  # possessive, so that a line of hyphens is read once
BEGIN = r"(?<![A-Za-z0-9-])"
ADDRESS = re.compile(
    r"\b(?:https?|hxxps?|ftp)\s?[:：]\s?[/\\]{1,2}[^\s<>()（）“”，。；、]*[^\s<>()（）“”，。；、.,;:!?]"
    rf"|\bwww\s?[.．。]{LABEL}[.．。][A-Za-z0-9.-]+"
    rf"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{{1,64}}+\s?@\s?{LABEL}\.[A-Za-z0-9.-]+"
    rf"|{BEGIN}{LABEL}(?:{DOT}{LABEL}){{0,8}}?{DOT}(?:{ENDS})(?!\.?[A-Za-z0-9-])"
    rf"|{BEGIN}{LABEL}(?:\.{LABEL}){{0,8}}?\.[A-Za-z]{{2,}}/[A-Za-z0-9]\S*"
    rf"|[\u4e00-\u9fff]{{2,8}}\.(?:{ENDS})(?![A-Za-z0-9-])"
    r"|\bxn--[a-z0-9-]+"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])",
    re.I,
)

#: One of these stands in every address, and in few sentences.
HINT = re.compile(
    r"[.．。｡](?:[A-Za-z0-9\])）】-]|中国|网址|公司|网络|在线)|[\[(（【]点|点\s?[A-Za-z]|\s(?:dot|点)\s"
    r"|@|[:：]\s?[/\\]|xn--",
    re.I,
)


def accounts(text: str) -> Iterable[re.Match[str]]:
    """Accounts that plain words name."""
    return PATTERNS.finditer(text) if SIGN.search(text) else ()


def addresses_in(text: str) -> Iterable[re.Match[str]]:
    """Addresses in plain words."""
    return ADDRESS.finditer(text) if HINT.search(text) else ()
