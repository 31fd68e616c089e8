"""Facts that a change adds, removes or edits, the pages they reach, and whether anybody looked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from guidance.changes.pages import address
from guidance.check._figures import stated, values
from guidance.model import Finding, Site
from guidance.registry import KINDS, Correction, Fact, Record, Sourced

UNCHECKED = "unchecked-fact"
#: Section classes that are filled from the registry, by the scheme of the records they show.
GENERATED = {
    "contact": ("contacts",),
    "law": ("laws",),
    "term": ("terms",),
    "sign": ("message-checker",),
}
EVERY = "facts"  # lists the records of every kind
#: What a reader dials, opens or counts. Words may be bettered without looking at the source again,
#: but for the figures in them.
VALUES = ("number", "site", "days", "effective", "binding", "source.url")
#: What says how sure a record is, how long it is shown, and where.
TRUST = ("checked", "evidence", "group", "how", "incoming", "publish", "review_by")
STATED = ("text", "claim", "articles", "when", "cannot", "languages", "title")


@dataclass(frozen=True)
class Field:
    """A value of a record before and after; empty where there was or is none."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class FactChange:
    """A record that was added, removed or edited.

    ``reach`` are the addresses of the pages that cite it or list it, by locale. ``trust`` when it
    says something else about how sure it is or where it stands. ``corrects`` when a reader of the
    old page was told another value, and no correction says so.
    """

    kind: Literal["added", "removed", "edited"]
    fact: str
    reach: Mapping[str, tuple[str, ...]]
    fields: tuple[Field, ...] = ()
    trust: bool = False
    corrects: bool = False


def fact_changes(base: Site, head: Site) -> Iterator[FactChange]:
    """What happened to the records."""
    told = {one.fact for one in new_corrections(base, head)}
    for scheme, identifier, old, new in _records(base, head):
        name = f"{scheme}:{identifier}"
        fields = tuple(_fields(old, new))
        yield FactChange(
            "edited" if old and new else "added" if new else "removed",
            name,
            _reach(head if new else base, scheme, identifier),
            fields,
            trust=bool(old and new and any(one.name in TRUST for one in fields)),
            corrects=bool(old and new and _value(old) != _value(new)) and name not in told,
        )


def moved(base: Site, head: Site) -> Iterator[tuple[str, str, str]]:
    """File and ids, before and after, of records that stand in another order: a list shows it."""
    for scheme, (file, _) in KINDS.items():
        old, new = ([*site.registry.of(scheme)] for site in (base, head))
        both = {*old} & {*new}
        before, after = ([one for one in ids if one in both] for ids in (old, new))
        if before != after:
            start = next(
                at for at, pair in enumerate(zip(before, after, strict=True)) if len({*pair}) > 1
            )
            yield file, " · ".join(before[start:]), " · ".join(after[start:])


def new_corrections(base: Site, head: Site) -> tuple[Correction, ...]:
    """What the change tells readers of the old pages."""
    old = base.registry.corrections
    return tuple(one for one in head.registry.corrections if one not in old)


def unchecked(base: Site, head: Site) -> Iterator[Finding]:
    """Records that state another value on the strength of an old check.

    There is no later day to write for one that was checked today already: its ``note`` must say
    what the second look showed.
    """
    for scheme, identifier, old, new in _records(base, head):
        if not isinstance(old, Sourced) or not isinstance(new, Sourced):
            continue
        if _value(old) == _value(new):
            continue
        is_today = new.checked >= head.today
        at = head.registry.places[scheme, identifier]
        if new.checked > old.checked or (is_today and new.note != old.note):
            gone = _figures(old) - _figures(new)
            quoted = [one for one in values(new.passage or "", head.source) if one in gone]
            if quoted:
                yield Finding(
                    at,
                    UNCHECKED,
                    f"{identifier} no longer says {quoted[0]}, but the passage of its source does",
                    "quote under passage: the words that say the new value, and write under "
                    "source: where they stand",
                )
            continue
        mend = "look at its source, then set checked: to that day, how: and review_by:"
        yield Finding(
            at,
            UNCHECKED,
            f"{identifier} says something else than before, but was last checked on "
            f"{new.checked}, as before",
            "look at its source again, and say under note: what it shows" if is_today else mend,
        )


def _records(base: Site, head: Site) -> Iterator[tuple[str, str, Fact | None, Fact | None]]:
    """Records that differ. One that cannot be read now or then is a finding, not a change."""
    for scheme in KINDS:
        if scheme in base.registry.broken | head.registry.broken:
            continue
        known = base.registry.of(scheme).keys() | head.registry.of(scheme).keys()
        for identifier in sorted(known):
            old, new = (site.registry.own(scheme, identifier) for site in (base, head))
            unread = [
                site
                for site, record in ((base, old), (head, new))
                if record is None and (scheme, identifier) in site.registry.places
            ]
            if old != new and not unread:
                yield scheme, identifier, old, new


def _reach(site: Site, scheme: str, identifier: str) -> Mapping[str, tuple[str, ...]]:
    """Pages that show a record: they cite it, or one whose words cite it, or list all of them."""
    lists = {*GENERATED.get(scheme, ()), EVERY}
    link = f"({scheme}:{identifier})"
    saying = {(scheme, identifier)}
    saying |= {key for key, record in site.registry.written.items() if link in str(record)}
    found: dict[str, tuple[str, ...]] = {}
    for locale in site.locales:
        addresses = [
            address(page, site.source)
            for page in site.edition(locale).values()
            if any((link.scheme, link.fact_id) in saying for link in page.facts())
            or any(lists.intersection(heading.classes) for heading in page.headings)
        ]
        if addresses:
            found[locale] = tuple(addresses)
    return found


def _fields(old: Record | None, new: Record | None) -> Iterator[Field]:
    left, right = (_flat(one.model_dump(mode="json")) if one else {} for one in (old, new))
    for name in dict.fromkeys([*right, *left]):
        if left.get(name) != right.get(name):
            yield Field(name, left.get(name, ""), right.get(name, ""))


def _flat(value: Any, name: str = "") -> dict[str, str]:
    """Values by dotted name: ``text.zh``, ``source.url``."""
    if isinstance(value, dict):
        parts = [
            _flat(inner, f"{name}.{key}" if name else str(key)) for key, inner in value.items()
        ]
        return {key: inner for part in parts for key, inner in part.items()}
    if isinstance(value, list):
        return {name: " · ".join(map(str, value))}
    return {} if value is None else {name: str(value)}


def _value(record: Record) -> tuple[object, ...]:
    """What a record makes a reader do: whom to dial, where to go, what to count."""
    flat = _flat(record.model_dump(mode="json"))
    figures = {name: stated(words, locale) for name, locale, words in _stated(flat)}
    return (
        *(flat.get(name) for name in VALUES),
        *((name, *sorted(found)) for name, found in sorted(figures.items()) if found),
    )


def _figures(record: Record) -> set[str]:
    """The number and the figures that a record gives a reader."""
    flat = _flat(record.model_dump(mode="json"))
    said = [values(words, locale) for _, locale, words in _stated(flat)]
    return {flat.get("number", ""), *(figure for figures in said for figure in figures)}


def _stated(flat: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name, locale and words of what a record states: ``claim.zh``, ``articles.13.zh``."""
    for name, words in flat.items():
        parts = name.split(".")
        if parts[0] in STATED:
            yield name, parts[-1], words
