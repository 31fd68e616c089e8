from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urlsplit

from guidance.check import Fault, rule
from guidance.check._causes import line_thing
from guidance.check._imitations import SKELETONS, skeleton
from guidance.check._records import place_in_record
from guidance.model import Site
from guidance.registry import addresses

#: Sites that answer at http:// only, looked at on 24 November 2026.
ONLY_HTTP = frozenset(
    {
        "dzzy.sdcourt.gov.cn",
        "paper.cztvcloud.com",
        "www.anqiu.gov.cn",
        "www.npc.gov.cn",
        "www.pbc.gov.cn",
        "www.shaoxing.com.cn",
    }
)
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
SHORTENERS = frozenset(
    "t.cn url.cn dwz.cn suo.im 3.cn reurl.cc bit.ly tinyurl.com goo.gl t.co is.gd u.nu".split()
)
CHEAP = re.compile(
    r"\.(?:top|xyz|vip|icu|cc|club|shop|site|online|work|live|fun|link|tk|ml|ga|cf|gq|buzz|click|loan"
    r"|win|bid)$"
)
GOVERNMENT = (".gov.cn", ".gov.hk", ".gov.mo")
#: A name that only its owner's domains may hold.
OWNERS = (
    (re.compile(r"(?:^|[.-])gov(?:[.-]|$)|govcn"), GOVERNMENT, "gov.cn"),
    (re.compile(r"al[il1]pay|zhi-?fu-?bao"), (".alipay.com", ".alipayhk.com"), "alipay.com"),
    (re.compile(r"ant-?group|antfin"), (".antgroup.com", ".antfin.com"), "antgroup.com"),
    (
        re.compile(r"(?:^|[.-])(?:1|9)[0-9]{4}(?:[.-]|$)"),
        (*GOVERNMENT, ".12321.cn", ".12377.cn", ".12315.cn", ".12381.cn"),
        "the site of a hotline",
    ),
)


@rule("suspect-source", stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """The address of a fact is not one that an authority, a court or a company would have.

    Bad:  http://203.0.113.7/   https://xn--…   https://www.gov.cn@evil.example   alipay-help.com
    Good: https://www.nfra.gov.cn

    Every outside link of the guide comes from here.
    """
    for scheme, record in site.registry.records():
        for url in addresses(record):
            if wrong := _wrong(url):
                at = place_in_record(site, scheme, record, url)
                yield Fault(
                    at,
                    f"{record.id}: {wrong[0]}",
                    wrong[1],
                    needs=(line_thing(at), ("fact", scheme, record.id)),
                )


def _wrong(url: str) -> tuple[str, str] | None:
    parts = urlsplit(url)
    host = parts.hostname or ""
    mend = "cite the official page at its own domain"
    if "@" in parts.netloc or "\\" in url:
        return "the address hides where it leads behind a name and @", mend
    if _is_number(host):
        return f"the address {host!r} is a bare number", mend
    if not HOST.fullmatch(host) or host.startswith("xn--") or ".xn--" in host:
        return f"the address {host!r} is not written in plain letters", mend
    if _port(parts):
        return f"the address names the port {_port(parts)}", mend
    if host in SHORTENERS:
        return f"{host} shortens addresses and hides where they lead", mend
    if CHEAP.search(host):
        return f"domains like {host} cost nothing and are the swindlers' choice", mend
    for name, ends, owner in OWNERS:
        if name.search(host) and not f".{host}".endswith(ends):
            return f"{host} looks like {owner} and is not", mend
    for label in host.split("."):
        meant = SKELETONS.get(skeleton(label))
        if meant and label != meant.casefold():
            return f"{host} looks like {meant} and is not", mend
    if parts.scheme != "https" and host not in ONLY_HTTP:
        return (
            f"the address of {host} begins with http:",
            "write https://; if it does not open, a maintainer adds it to ONLY_HTTP of this rule",
        )
    return None


def _port(parts: SplitResult) -> int | str | None:
    try:
        return parts.port
    except ValueError:
        return "of no number"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host) is not None
    return True
