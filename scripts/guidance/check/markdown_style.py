from guidance.check import Fault, Faults, rule
from guidance.check._causes import line_thing
from guidance.check._linters import entries
from guidance.model import Site


@rule("markdown-style", stage="section", by_page=True)
def check(site: Site) -> Faults:
    """Markdown that reads one way here and another way elsewhere, or untidily.

    Bad:  two blank lines, a tab, a trailing space
    Good: run make fix, which mends most of them

    Told once a line.
    """
    told = set()
    for entry in entries(site):
        if entry.rule == "rumdl":
            mend = "run make check, which brings rumdl, and look at [tool.rumdl] here"
            yield Fault(entry.at, f"rumdl could not run: {entry.message}", mend)
        elif (line := (entry.at.path, entry.at.line)) not in told:
            told.add(line)
            mend = "make fix mends it" if entry.fixable else "see rumdl.dev for the rule"
            yield Fault(
                entry.at, f"{entry.message} ({entry.rule})", mend, needs=(line_thing(entry.at),)
            )
