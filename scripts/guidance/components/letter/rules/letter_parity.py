from guidance.check import Faults, rule
from guidance.check._pairs import twins, unlike
from guidance.model import Site


@rule("letter-parity", stage="parity", group="editions")
def check(site: Site) -> Faults:
    """A letter has other blanks in another edition.

    Bad:  name and phone in Chinese, only name in English
    Good: the same names of blanks in the same order
    """
    for source, other in twins(site):
        for mine, theirs in zip(source.letters, other.letters, strict=True):
            begins = (mine.at, theirs.at)
            yield from unlike("blank", mine.fields, theirs.fields, begins, lambda one: one.key)
