from guidance.check import Faults, parser_faults, rule
from guidance.model import Site


@rule("invalid-record", stage="file")
def check(site: Site) -> Faults:
    """The record of what a translation was compared with cannot be read.

    Bad:  docs/_checked/en.yml that somebody wrote by hand, or a merge has broken
    Good: guidance checked en writes it

    Without it every section would seem to wait for its translator.
    """
    return parser_faults(site, "invalid-record")
