"""Every address that a renderer writes, but those of pages of its own edition.

Those are written as Markdown writes them, so that MkDocs resolves them and says which is dead. It
knows neither the pages of other editions nor the pack; what lies there is written as seen from the
top of the site, which MkDocs leaves alone, until ``resolve`` says where that is.
"""

from xml.etree.ElementTree import Element

from guidance.model import HOME, Place, Site

SITE = "site:"
DIAL = "tel:"


def dial(number: str | None) -> str:
    """What calls a number."""
    return f"{DIAL}{number}"


def of_file(path: str) -> str:
    """The address of a file of the site."""
    return SITE + path


def of_place(place: Place, locale: str, site: Site) -> str:
    """The path of a place of an edition, from the top of the site."""
    name = "" if place.page == HOME else f"{place.page}/"
    folder = "" if locale == site.source else f"{locale}/"
    return str(Place(folder + name, place.anchor))


def top(path: str) -> str:
    """The way from what has this path to the top of the site."""
    return "../" * path.count("/")


def resolve(root: Element, top: str | None) -> None:
    """Put ``top``, the address of the site's top, before what is written as seen from there.

    Without one, such links lead nowhere.
    """
    for element in root.iter():
        for name in ("href", "src"):
            if element.get(name, "").startswith(SITE):
                path = element.attrib.pop(name).removeprefix(SITE)
                if top is not None:
                    element.set(name, top + path)
