from guidance.check import Fault, Faults, rule
from guidance.check._linters import misspellings
from guidance.check._spelling import is_spelt
from guidance.model import Site


@rule("us-spelling", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A word is spelt as in another country than the rest of the edition.

    Bad:  the color of the organization
    Good: the colour of the organisation

    The English edition is in British spelling. The program typos knows both; what it gets wrong
    goes into [tool.typos.default.extend-words] of pyproject.toml.
    """
    for found in misspellings(site):
        if found.word and is_spelt(
            found.word
        ):  # any other is none at all, which unknown-word tells
            yield Fault(
                found.at,
                f"{found.word!r} is not the spelling of this edition",
                f"write {found.better[0]!r}" if found.better else "use the British spelling",
            )
