from guidance.check import Faults, parser_faults, rule
from guidance.check._causes import line_thing
from guidance.model import Site


@rule("unsafe-output", stage="structure")
def check(site: Site) -> Faults:
    r"""HTML would reach the page by a way that no other rule sees.

    Bad:  \`<img src=x onerror=…>\`   <a:b onclick=…>   a fence that is none   [a](b.md "title")
    Good: plain headings, lists, links and !!! call-outs

    Looked for in what Markdown writes, so that it does not matter how the page hides it.
    """
    for fault in parser_faults(site, "unsafe-output"):
        yield fault._replace(needs=(line_thing(fault.at),))
