from guidance.check import Fault, Faults, rule
from guidance.check._source import nearest
from guidance.model import Site

TYPES = ("danger", "warning", "info", "success", "note")


@rule("unknown-admonition", stage="syntax", by_page=True)
def check(site: Site) -> Faults:
    """A call-out of a type that has no look and no meaning here, or without a title.

    Bad:  !!! tipp "先别急"
    Good: !!! info "先别急"
    """
    for page in site.pages:
        for found in page.admonitions:
            if found.type not in TYPES:
                yield Fault(
                    found.at,
                    f"the call-out type {found.type!r} is unknown",
                    nearest(found.type, TYPES, f"use one of {', '.join(TYPES)}"),
                )
            elif not found.title or found.title.lower() == found.type:
                yield Fault(found.at, "the call-out has no title", f'write !!! {found.type} "…"')
