from guidance.check import Faults, rule
from guidance.check._plain import uses
from guidance.model import Site


@rule("promise", stage="word", by_page=True)
def check(site: Site) -> Faults:
    """The text promises what nobody can promise.

    Bad:  按这个办，保证减免。   You will never have to pay it back.
    Good: 可以申请减免，由放贷机构决定。   You can ask; the lender decides.

    What others claim (“保证减免”, 声称保证减免的) and what is denied (谁也不能保证减免) may stand.
    """
    return uses(
        site,
        "promises",
        "{} promises an outcome",
        "say what the reader can ask for, and who decides",
    )
