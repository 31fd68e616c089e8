from guidance.check import Fault, Faults, rule
from guidance.check._claims import false_claims
from guidance.check._plain import Said, said
from guidance.check._read import Read, elsewhere
from guidance.check._source import shown
from guidance.model import Site


@rule("false-claim", stage="meaning", by_page=True)
def check(site: Site) -> Faults:
    """The text says something about debts and texts that many believe, and that is false.

    Bad:  只有 95188 发来的短信才是真的。   You may always say no to calls.
    Good: 95188 发来的短信也不一定是真的。

    What others claim (“只有 95188 是真的”) and what is denied or called wrong may stand.
    """
    claims = false_claims(site)
    texts: list[Said | Read] = [*said(site)]
    texts += [one for one in elsewhere(site) if one.kind == "fact" and not one.is_source]
    for text in texts:
        for start, sentence, (first, *_) in claims[text.locale].asserted(text.text):
            yield Fault(
                text.at(start),
                f"{shown(sentence)} says: {first.claim}",
                "that is not so: say what is sure, or put somebody else's words into “…”",
            )
