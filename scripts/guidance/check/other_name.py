from guidance.check import Fault, Faults, rule
from guidance.check._source import shown
from guidance.han import both
from guidance.model import Link, Page, Place, Site

QUESTION = tuple(both("?"))


@rule("other-name", stage="parity")
def check(site: Site) -> Faults:
    """A question that is a link has another name than the page or section where it leads.

    Bad:  [该先还哪一笔？](which-first.md), and that page is called 先还哪个？
    Good: [先还哪个？](which-first.md)

    A page that is asked for by two names looks like two pages.
    """
    asked: dict[tuple[str, Place], list[tuple[Page, Link]]] = {}
    for page in site.pages:
        for link in page.links:
            if link.place and ".md" in link.href and link.text.endswith(QUESTION):
                asked.setdefault((page.locale, link.place), []).append((page, link))
    for (locale, (name, anchor)), links in asked.items():
        goal = site.edition(locale).get(name)
        names = _names(goal, anchor)
        wrong = [one for one in links if names and not _is_named(one[1], names)]
        mend = f"write {' or '.join(map(shown, names))}, or words that ask nothing"
        if goal and len(wrong) == len(links) > 1:  # it was renamed, and they were not
            places = ", ".join(f"{page.path}:{link.at.line}" for page, link in wrong)
            at = goal.heading_ids[anchor].at if anchor else goal.at(2)
            message = f"{len(wrong)} links still call this {shown(wrong[0][1].text)}: {places}"
            yield Fault(at, message, f"there, {mend}")
            continue
        for _, link in wrong:
            message = f"this question is called otherwise where it leads: {shown(link.text)}"
            yield Fault(link.at, message, mend)


def _is_named(link: Link, names: list[str]) -> bool:
    return _curled(link.text).lower().endswith(tuple(one.lower() for one in names))


def _names(page: Page | None, anchor: str) -> list[str]:
    """What a page and a heading of it are called; nothing where either is missing."""
    if page is None or not page.title or (anchor and anchor not in page.heading_ids):
        return []
    section = [page.heading_ids[anchor].title] if anchor else []
    return list(dict.fromkeys(map(_curled, [page.title, *section])))


def _curled(words: str) -> str:
    """As pages write it: front matter may have the apostrophe of the keyboard."""
    return words.replace("'", "’")
