from guidance.check import Fault, Faults, rule
from guidance.check._ways import linked
from guidance.model import HOME, Page, Site


@rule("far-page", stage="way")
def check(site: Site) -> Faults:
    """A page that a reader acts with is more than two links from Home.

    Bad:  respond/new.md, to which no page leads that Home links
    Good: [先做这件事](new.md) on such a page, for example respond/paid.md

    Which pages these are stands in docs/_guide/guide.yml (to_act); others the menu may find alone.
    """
    for locale in site.locales:
        pages = site.edition(locale)
        if HOME not in pages or any(page.unread for page in pages.values()):
            continue
        first = _linked_pages(pages[HOME]) & pages.keys()
        second = {two for one in first for two in _linked_pages(pages[one])}
        for name, page in pages.items():
            if name.startswith(tuple(site.subject.to_act)) and name not in first | second:
                yield Fault(
                    page.at(),
                    "the page is more than two links from Home",
                    f"link to it from a page that Home leads to, such as {_near(name, first)}",
                )


def _near(name: str, linked: set[str]) -> str:
    """A page that Home links to, of the same part of the guide if there is one."""
    folder = name.partition("/")[0]
    beside = sorted(linked, key=lambda one: (one.partition("/")[0] != folder, one))
    return f"{beside[0]}.md" if beside else f"{HOME}.md"


def _linked_pages(page: Page) -> set[str]:
    return {place.page for _, place in linked(page)} - {page.name}
