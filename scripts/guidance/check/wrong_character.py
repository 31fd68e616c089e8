from guidance.check import Fault, Faults, rule
from guidance.check._plain import any_of, plain, said
from guidance.model import Site


@rule("wrong-character", stage="word", by_page=True)
def check(site: Site) -> Faults:
    """A Chinese word is written with a character that sounds or looks the same.

    Bad:  登陆网站查帐单。
    Good: 登录网站查账单。

    Each word of the list is wrong in every sense here: 台风登陆 and 帐篷 may stand.
    """
    for one in said(site):
        told: set[int] = set()  # 查帐单 is one mistake, not 查帐 and 帐单
        for wrong, right in plain(one.locale).wrong_words.items():
            for found in any_of((wrong,)).finditer(one.text):
                if told.isdisjoint(range(*found.span())):
                    told.update(range(*found.span()))
                    yield Fault(
                        one.at(found.start()),
                        f"{found[0]!r} has a wrong character",
                        f"write {right!r}",
                    )
