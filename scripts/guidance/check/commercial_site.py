from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from guidance.check import Fault, rule
from guidance.check._plain import any_of, commercial
from guidance.check._source import shown
from guidance.model import Site
from guidance.registry import Contact, Fact, addresses, source_of


@rule("commercial-site", stage="meaning")
def check(site: Site) -> Iterator[Fault]:
    """A record leads to a site that sells debt relief, credit repair or 反催收.

    Bad:  url: https://www.zhaiwu-youhua.example/   issuer: 某某征信修复中心
    Good: the page of an authority, a court, the lender or an association

    Outside addresses stand only in the registry; the domains it holds are the ones we vouch for.
    An authority's warning may name such offers in its title.
    """
    known = commercial()
    hosts, names = any_of(known.hosts), any_of(known.names)
    for scheme, record in site.registry.records():
        words = _names(record)
        for url in addresses(record):
            host = urlsplit(url).hostname or ""
            if any(host == end or host.endswith(f".{end}") for end in known.official):
                continue
            found = hosts.search(host) or next(filter(None, map(names.search, words)), None)
            if found:
                yield Fault(
                    site.registry.places[scheme, record.id],
                    f"{record.id} leads to {host}, which seems to sell what we warn of "
                    f"({shown(found[0])})",
                    "cite an authority, a court, the lender or an association instead",
                )
                break


def _names(record: Fact) -> list[str]:
    source = source_of(record)
    own = list(record.name.values()) if isinstance(record, Contact) else []
    return own + ([*source.title.values(), *source.issuer.values()] if source else [])
