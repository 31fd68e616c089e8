"""Pages of the source edition beside the same pages of the others."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.model import Heading, Page, Site

#: What else to do about words that one edition has: nobody needs to know both languages.
OR_LEAVE_IT = "or leave it to a translator and say so"
OR_TAKE_IT_OUT = f"{OR_LEAVE_IT}; if nobody needs it, take it out of both editions"


def pairs(site: Site) -> Iterator[tuple[Page, Page]]:
    """Each page of the source edition with the same page of every other edition.

    Pages that could not be read are left out, and pages with a heading that has no id or stands
    inside another block: nobody could tell which of the other's headings it is.
    """
    source = site.edition(site.source)
    for locale in site.locales[1:]:
        other = site.edition(locale)
        for name in sorted(source.keys() & other.keys()):
            if _is_sound(source[name]) and _is_sound(other[name]):
                yield source[name], other[name]


def _is_sound(page: Page) -> bool:
    return not page.unread and all(h.id and not h.nested for h in page.headings)


def shape(heading: Heading) -> str:
    """All of a heading that is equal in every edition, as its author would write it."""
    classes = "".join(f" .{name}" for name in sorted(heading.classes))
    return f"{'#' * heading.level} {{ #{heading.id}{classes} }}"


def twins(site: Site) -> Iterator[tuple[Page, Page]]:
    """Pairs of pages whose headings are equal, so that their sections can be compared."""
    for source, other in pairs(site):
        if [shape(h) for h in source.headings] == [shape(h) for h in other.headings]:
            yield source, other
