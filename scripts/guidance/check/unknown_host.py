import re
from urllib.parse import urlsplit

from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._records import lines_of_facts, place_in_record
from guidance.check._source import first_place, shown
from guidance.model import Site
from guidance.registry import HOSTS, addresses

#: A page by its path; a question may hold words and numbers, never another address.
PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(?:/[\w.~-]+)*/?"
    r"(?:\?[\w-]+=[\w-]*(?:&[\w-]+=[\w-]*)*)?",
    re.A,
)


@rule("unknown-host", stage="meaning")
def check(site: Site) -> Faults:
    """A record leads to a host of which nobody has said whose it is.

    Bad:  https://dwz.cn/abc   https://www.nfra.gov.cn:8443   https://www.nfra.gov.cn/go?url=https://…
    Good: https://www.nfra.gov.cn, which docs/_facts/hosts.yml lists

    Every outside link of the guide comes from a record. hosts.yml names each host with whom it
    belongs to and the day somebody looked; an address is its host, a path, and no more tricks.
    """
    hosts, used = site.registry.hosts, set()
    path = f"{site.docs_dir}/_facts/{HOSTS}"
    records = list(site.registry.records())
    for scheme, record in records:
        for url in addresses(record):
            at = place_in_record(site, scheme, record, url)
            host = urlsplit(url).hostname or ""
            used.add(host)
            plain = PLAIN.fullmatch(url)
            if plain is None:
                what = f"{record.id}: the address {shown(url)} is more than a host and a path"
                mend = "write https://, the host and the path of the page, without @ : % // and \\"
                yield Fault(at, what, mend)
            elif host not in hosts:
                what = f"{record.id}: nobody has looked whose {host} is"
                mend = f"cite the page at a host of {path}, or ask a maintainer to look and add it"
                yield Fault(at, what, mend, needs=(line_thing(at), ("fact", HOSTS)))
            elif plain["scheme"] == "http" and not hosts[host].http:
                what = f"{record.id}: the address of {host} begins with http:"
                mend = f"write https://; where it does not open, http: true in {path} says so"
                yield Fault(at, what, mend)
    # Which hosts are used cannot be told while a record is broken.
    is_whole = len(records) == len(site.registry.places) and not site.registry.broken
    unused = hosts.keys() - used if is_whole else ()
    lines = dict(lines_of_facts(site)).get(path, [])
    for host in unused:
        at = first_place(path, lines, f"- host: {host}")
        yield Fault(at, f"no record leads to {host}", "take it out of the list")
