from guidance.check import Faults, rule
from guidance.check._plain import uses
from guidance.model import Site


@rule("blame-or-fear", stage="meaning", by_page=True, severity="warning")
def check(site: Site) -> Faults:
    """A word blames or frightens the reader.

    Bad:  老赖会身败名裂。   You only have yourself to blame.
    Good: 逾期了也有路可走。   Being overdue can be sorted out.

    The message has frightened the reader enough. In “…” such words are somebody else's.
    """
    return uses(
        site,
        "blame_or_fear",
        "{} blames or frightens",
        "say plainly what can happen and what the reader can do",
    )
