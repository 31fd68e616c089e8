from guidance.check import RULES, Fault, Faults, found_by, rule
from guidance.check._causes import line_thing
from guidance.check._exceptions import ALLOW, COMMENT, NEVER, Allowed, exceptions_of
from guidance.check._source import body_lines, nearest
from guidance.model import Page, Site


@rule("bad-exception", stage="meaning")
def check(site: Site) -> Faults:
    """An exception names no rule, gives no reason, or allows what nobody may, or nobody does.

    Bad:  <!-- allow raw-figure -->
    Good: <!-- allow raw-figure: the figure is the reader's own, from the line above -->

    What nobody does today would be a mistake that passes tomorrow.
    """
    for page in site.pages:
        allowed = {one.line: one for one in exceptions_of(page)}
        for number, text in body_lines(page):
            if COMMENT.match(text):
                at = page.at(number, text.index("<") + 1)
                if wrong := _wrong(text):
                    yield Fault(at, *wrong, needs=(line_thing(at),))
                elif not _is_used(site, page, allowed[number]):
                    yield Fault(
                        at,
                        f"no finding of {allowed[number].rule!r} stands below this exception",
                        "remove it, or move it to the line before the block it is for",
                    )


def _wrong(text: str) -> tuple[str, str] | None:
    found = ALLOW.match(text)
    if found is None:
        what = "this exception is not written as it must be"
        return what, "write <!-- allow RULE: reason --> on a line of its own"
    name = found["rule"]
    if name not in RULES:
        what = f"there is no rule {name!r}"
        return what, nearest(name, RULES, "run guidance rules for the list")
    if name in NEVER:
        what = f"the rule {name!r} has no exceptions"
        return what, "mend what it finds, and remove this line"
    return None


def _is_used(site: Site, page: Page, one: Allowed) -> bool:
    places = (found.finding.at for found in found_by(RULES[one.rule], site))
    return any(one.covers(one.rule, at.line) for at in places if at.path == page.path)
