from guidance.check import Faults, parser_faults, rule
from guidance.model import Site


@rule("invalid-front-matter", stage="file")
def check(site: Site) -> Faults:
    """The lines between the two --- at the top of a page are missing, broken or unknown.

    Bad:  description: 信用卡逾期: 先做什么
    Good: description: "信用卡逾期: 先做什么"

    MkDocs would print broken front matter as text on the page, silently.
    """
    return parser_faults(site, "invalid-front-matter")
