from guidance.check import Fault, Faults, parser_faults, rule
from guidance.check._causes import page_thing
from guidance.model import Site


@rule("missing-page", stage="meaning", group="editions")
def check(site: Site) -> Faults:
    """A page exists in one edition only.

    Bad:  docs/zh/respond/paid.md without docs/en/respond/paid.md
    Good: both; a translator can write the other one for you
    """
    yield from parser_faults(site, "missing-page")
    every = {name for locale in site.locales for name in site.edition(locale)}
    for locale in site.locales:
        pages = site.edition(locale)
        for name in sorted(every - pages.keys() if pages else ()):
            editions = (site.edition(other) for other in site.locales)
            twin = next(edition[name] for edition in editions if name in edition)
            yield Fault(
                twin.at(),
                f"the edition {locale!r} has no such page",
                f"write {site.docs_dir}/{locale}/{name}.md with the same headings, or ask a "
                "translator to",
                breaks=(page_thing(name),),
                needs=(page_thing(name),),
            )
