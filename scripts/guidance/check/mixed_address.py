from guidance.check import Fault, Faults, rule
from guidance.check._plain import Said, letter_sections, plain, said_by_page
from guidance.model import Site


@rule("mixed-address", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A page calls its reader 你 in one place and 您 in another.

    Bad:  你先别急。请您打开银行 App。
    Good: 你先别急。打开银行 App。

    Somebody else's words may say 您: in “…”, in a bubble, in a letter or a script.
    """
    for page, said in said_by_page(site):
        forms = plain(page.locale).one_address
        letters = letter_sections(page)
        found: dict[str, list[tuple[Said, int]]] = {form: [] for form in forms}
        for one in said:
            if one.block.section not in letters:
                for form in forms:
                    found[form] += [(one, i) for i, c in enumerate(one.text) if c == form]
        used = sorted((form for form in forms if found[form]), key=lambda form: len(found[form]))
        if len(used) > 1:
            one, offset = found[used[0]][0]
            yield Fault(
                one.at(offset),
                f"{used[0]} here, but {used[-1]} elsewhere on this page",
                f"write {used[-1]}, or leave the word out",
            )
