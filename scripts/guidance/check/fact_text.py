from collections.abc import Iterator

from guidance.check import Fault, Faults, rule
from guidance.check._lagging import Wrong, either, lagging, places, wrong_links
from guidance.check._records import place_of
from guidance.check._source import shown
from guidance.model import Site
from guidance.registry import KINDS, Contact, Fact, Law

CLAIM = ("claim", "text", "days")


@rule("fact-text", stage="word")
def check(site: Site) -> Faults:
    """The words of a fact link are not what the registry says.

    Bad:  [95189](contact:lender)
    Good: [95188](contact:lender)

    A figure may stand only in a text that its record lists, so that a slip of a digit is found. To
    change it everywhere, change the record.
    A letter is in the language of the source edition everywhere, with that edition's texts.
    """
    behind = {one.link.at for group in lagging(site) for one in group.links}
    for one in wrong_links(site):
        if one.link.at not in behind:
            message = f"{shown(one.link.written)} is not what {one.link.href} says"
            yield Fault(one.link.at, message, _cure(site, one))
    for group in lagging(site):
        if not group.is_certain:
            yield Fault(
                group.at,
                f"{len(group.links)} links of {group.locale} still say {either(group.says)}: "
                f"{places(one.link.at for one in group.links)}",
                f"write {either(group.links[0].accepted)} there; or take this change back",
            )


def _cure(site: Site, wrong: Wrong) -> str:
    """How to mend the page, and where the record is if it is the record that is wrong."""
    link, write = wrong.link, either((wrong.new,) if wrong.new else wrong.accepted)
    path = f"{site.docs_dir}/_facts/{KINDS[link.scheme][0]}"
    if not wrong.accepted:
        return f"leave the figure out, or list these words as text: in {path}"
    if "#" in link.key:
        return f"write {write}"
    if link.scheme == "term":
        line = place_of(site, "term", wrong.record.id, "text").line
        return f"write {write}; or add {link.written!r} to the words in {path}, line {line}"
    # The record first: to write its words here would take a correction back.
    lines = ", ".join(f"{key} in {lines}" for key, lines in _lines(site, link.scheme, wrong.record))
    return (
        f"if {shown(link.written)} is right now, write it into its record ({path}: {lines}, with "
        f"checked, how and review_by), and let this line stay; if the record is right, write "
        f"{write} here"
    )


def _lines(site: Site, scheme: str, record: Fact) -> Iterator[tuple[str, str]]:
    """The keys of a record that say its words, and the lines where they stand."""
    number = ("number",) if isinstance(record, Contact) and record.number else ("text",)
    for key in {Contact: number, Law: ("title",)}.get(type(record), CLAIM):
        value = getattr(record, key)
        parts = value if isinstance(value, dict) else ("",)
        found = [place_of(site, scheme, record.id, key, part).line for part in parts]
        lines = " and ".join(map(str, dict.fromkeys(found)))
        if value:
            yield key, f"line{'s' * (len(set(found)) > 1)} {lines}"
