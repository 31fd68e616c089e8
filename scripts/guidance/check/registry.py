"""The register."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._causes import line_thing
from guidance.check._digits import PART, numbers
from guidance.check._figures import figures_of, values
from guidance.check._records import lines_of_facts, place_in_record, place_of
from guidance.check._source import first_place, shown
from guidance.model import FACT_SCHEMES, Position, Site
from guidance.registry import CORRECTIONS, HOSTS, Claim, Sourced, addresses

AHEAD = timedelta(days=1)  # China begins a day while the clocks of machines elsewhere end another


@rule("invalid-fact", stage="file")
def invalid_fact(site: Site) -> Faults:
    """A record of the facts registry lacks something or holds something it may not.

    Bad:  a contact without the day somebody looked at its source
    Good: checked: 2026-11-24 and how: official page

    The figures of text and days stand in claim too.
    """
    yield from parser_faults(site, "invalid-fact")
    for scheme, record in site.registry.records():
        if isinstance(record, Sourced) and record.checked > site.today + AHEAD:
            yield Fault(
                place_in_record(site, scheme, record, f"checked: {record.checked}"),
                f"{record.id}: 'checked' lies in the future",
                "write the day on which somebody looked at the source",
                (("fact", scheme, record.id),),
            )
    for claim in site.registry.claims.values():
        yield from _other_figures(site, claim)
    for correction in site.registry.corrections:
        if correction.date > site.today:
            at = Position(f"{site.docs_dir}/_facts/{CORRECTIONS}")
            yield Fault(at, f"a correction is dated {correction.date}", "write the day it was made")


def _other_figures(site: Site, claim: Claim) -> Faults:
    """Words for links with a figure that the claim does not give, and days that neither gives."""
    if claim.days and not claim.text:
        yield Fault(
            place_of(site, "fact", claim.id, "days"),
            f"{claim.id}: days: {claim.days}, but no text says so",
            f"list under text: the words for links that say {claim.days} days",
            (("fact", "fact", claim.id),),
        )
    for locale in site.locales if claim.text else ():
        stated = figures_of(claim, locale)
        given = values(claim.claim[locale], locale)
        strange = [one for one in stated if one not in given]
        if strange:
            there = place_of(site, "fact", claim.id, "claim", locale)
            yield Fault(
                place_of(site, "fact", claim.id, "text", locale),
                f"{claim.id}: text says {' and '.join(strange)} in {locale}, but claim (line "
                f"{there.line}) does not",
                "write what the source says in both",
                (("fact", "fact", claim.id),),
            )
        elif claim.days and str(claim.days) not in stated:
            yield Fault(
                place_of(site, "fact", claim.id, "days"),
                f"{claim.id}: days: {claim.days}, but claim and text say {' and '.join(stated)}",
                f"write {' or '.join(stated)} here; if {claim.days} is right, write it in claim "
                "and text",
                (("fact", "fact", claim.id),),
            )


#: A page by its path; a question may hold words and numbers, never another address.
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(?:/[\w.~-]+)*/?"
    r"(?:\?[\w-]+=[\w-]*(?:&[\w-]+=[\w-]*)*)?",
    re.A,
)


@rule("unknown-host", stage="meaning")
def unknown_host(site: Site) -> Faults:
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
            plain = ADDRESS.fullmatch(url)
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


#: Which numbers belong to somebody is not known before this is mended.
UNSOUND = (("fact", "contact"),)


@rule("dial-mismatch", stage="word", exceptions=False)
def dial_mismatch(site: Site) -> Faults:
    """Other words for a contact's links hold another number than the one they dial.

    Bad:  number: "95188" with text: {zh: ["95189"], en: ["95189"]}
    Good: number: "95188" alone

    A reader would see one number and call another. Digits in text: are those of the contact's own
    site; its number need not be repeated.
    """
    for contact in site.registry.contacts.values():
        known = {_digits(f"{one}") for one in (contact.number, contact.site)}
        for locale, texts in contact.text.items():
            said = {_digits(text): text for text in texts}
            wrong = [text for digits, text in said.items() if digits and digits not in known]
            for text in wrong:
                yield Fault(
                    place_in_record(site, "contact", contact, text),
                    f"{contact.id}: the {locale} text {text!r} is not the number "
                    f"{contact.number or contact.site} that its link leads to",
                    "look at the source, correct number:, and take this text out",
                    UNSOUND,
                )


def _digits(text: str) -> str:
    return "".join(one.digits for one in numbers(text) if len(one.digits) >= PART)


@rule("due-fact", stage="meaning", severity="warning")
def due_fact(site: Site) -> Faults:
    """A fact must be looked at again: its review comes within 14 days, or is past.

    Bad:  review_by: 2026-12-01, seen on 2026-11-24
    Good: look at the source, then set checked to today and move review_by

    The site itself says so to readers once the day is past. Age never stops a build.
    """
    for scheme, record in site.registry.records():
        if isinstance(record, Sourced) and (age := record.age(site.today)) != "fresh":
            yield Fault(
                site.registry.places[scheme, record.id],
                f"{record.id} must be looked at again by {record.review_by}"
                if age == "due"
                else f"{record.id} was to be looked at again by {record.review_by}",
                "look at its source, then set checked: to today and move review_by:",
            )


#: The section that shows every record of a kind. That of all facts, with the pages that use each,
#: is for editors: there, one without a page stands out.
LISTED = {"contact": "contacts", "law": "laws", "term": "terms"}
ALL_FACTS = "facts"


@rule("unused-fact", stage="meaning", severity="warning")
def unused_fact(site: Site) -> Faults:
    """No page shows a record, so that somebody checks it again and again for nobody.

    Bad:  - id: old-rate … and no page has a link (fact:old-rate)
    Good: remove the record, or cite it

    A section of class .contacts, .laws or .terms shows all records of its kind. Looked for in a
    guide that tells its readers how current it is, in a section of class .facts.
    """
    used = {(link.scheme, link.fact_id) for page in site.pages for link in page.facts()}
    used |= {("fact", sign.fact) for sign in site.registry.signs.values() if sign.fact}
    classes = {name for page in site.pages for h in page.headings for name in h.classes}
    for scheme in FACT_SCHEMES:
        if ALL_FACTS not in classes or LISTED.get(scheme) in classes:
            continue
        for identifier in site.registry.of(scheme):
            if (scheme, identifier) not in used:
                yield Fault(
                    site.registry.places[scheme, identifier],
                    f"no page shows {scheme}:{identifier}",
                    "cite it where a reader needs it, or remove the record",
                )
