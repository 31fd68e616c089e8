"""What readers type, and the page that must be among the first three they get."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from guidance.strings import load
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Reader
from tests.helpers.project import LOCALES, PAGES, Address

#: A query, and the pages that answer it: one of them is enough.
CHINESE = {
    "支付宝催收": "understand/what index",
    "花呗逾期": "respond/bill situations/cannot-pay index",
    "借呗": "understand/what respond/bill",
    "短信是真的吗": "respond/verify",
    "骗子": "respond/verify respond/paid understand/examples",
    "钓鱼": "respond/verify respond/paid understand/examples",
    "验证码": "respond/paid",
    "点了链接": "respond/paid",
    "转账了": "respond/paid",
    "96110": "reference/contacts",
    "95188": "respond/contact",
    "不是我借的": "understand/who situations/never-borrowed",
    "号码换了": "understand/who prevent/privacy situations/never-borrowed",
    "爆通讯录": "rights/others rights/limits understand/who",
    "打给家人": "understand/who rights/others",
    "同事": "understand/who rights/others",
    "还不起": "respond/plan situations/cannot-pay",
    "协商还款": "respond/plan",
    "分期": "respond/plan",
    "扣款失败": "understand/what money/deduction",
    "已还清": "money/paid-but-texts",
    "征信": "respond/bill rights/credit",
    "起诉": "understand/channels rights/court",
    "律师函": "understand/channels rights/court",
    "法院短信": "understand/channels respond/verify rights/court",
    "老赖": "rights/court rights/credit",
    "上门": "respond/collector understand/channels rights/limits",
    "录音": "respond/collector understand/channels rights/evidence",
    "投诉": "respond/contact rights/complain",
    "外国人": "situations/foreigner respond/contact",
    "想死": "reference/contacts situations/distress",
    "撑不住": "reference/contacts situations/distress",
    "抑郁": "reference/contacts situations/distress",
    # Half words, as they stand while a reader still types.
    "通讯": "understand/who rights/others",
    "逾": "respond/bill index prevent/spending",
}
ENGLISH = {
    "is it real": "respond/verify understand/examples",
    "scam": "respond/verify understand/examples",
    "phishing": "respond/verify respond/paid understand/examples",
    "gave the code": "respond/paid",
    "clicked the link": "respond/paid",
    "i paid": "respond/paid",
    "wrong number": "understand/who situations/never-borrowed",
    "not my debt": "understand/who situations/never-borrowed",
    "call my family": "understand/who rights/others",
    "boss": "understand/who rights/others",
    "can't pay": "respond/plan situations/cannot-pay",
    "repayment plan": "respond/plan",
    "credit report": "respond/bill rights/credit",
    "huabei": "respond/bill understand/what",
    "court": "understand/channels rights/court",
    "lawyer letter": "understand/channels rights/court",
    "record call": "understand/channels respond/collector rights/evidence",
    "complain": "respond/contact rights/complain",
    "who to call": "reference/contacts",
    "95188": "respond/contact",
    "foreigner": "situations/foreigner",
    "autopay": "money/deduction prevent/spending",
    "suicide": "reference/contacts situations/distress",
    "can't cope": "reference/contacts situations/distress",
    "depressed": "reference/contacts situations/distress",
    # Half words.
    "verif": "respond/verify respond/paid",
    "instal": "respond/plan prevent/spending",
}
QUERIES = [("zh", *pair) for pair in CHINESE.items()] + [("en", *pair) for pair in ENGLISH.items()]


#: Notes when the search was last asked and last answered: typing asks at every key.
LISTEN = """
  window.asked = window.answered = 0;
  const [QUERY, RESULT] = [2, 3];
  window.Worker = class extends Worker {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", ({ data }) => {
        if (data.type === RESULT) window.answered = performance.now();
      });
    }
    postMessage(message) {
      if (message.type === QUERY) window.asked = performance.now();
      super.postMessage(message);
    }
  };
"""
SETTLED = "asked && answered >= asked && performance.now() - answered > 150"


def search_from(reader: Reader, address: Address) -> Page:
    """A page with its search open."""
    page = reader.page()
    page.add_init_script(LISTEN)
    page.goto(reader.url(address))
    page.locator(".search-open").click()
    return page


@pytest.fixture(scope="module")
def searching(chromium: Browser, site_url: str) -> Iterator[dict[str, Page]]:
    """Home of each edition with its search open."""
    reader = Reader(chromium, site_url)
    yield {locale: search_from(reader, Address(locale, "index")) for locale in LOCALES}
    for context in reader.contexts:
        context.close()
    assert reader.complaints == []


def results(page: Page, site: str, locale: str, query: str) -> list[str]:
    """Type like a reader; the pages found, best first, as ``zh/respond/verify``."""
    field = page.get_by_label(load(locale)["search_label"])
    field.fill("")
    page.evaluate("asked = answered = 0")
    field.press_sequentially(query)
    until = time.monotonic() + 10
    while not page.evaluate(SETTLED):  # wait_for_function would need eval, which the CSP forbids
        assert time.monotonic() < until, "the search does not answer"
        page.wait_for_timeout(30)
    known = {f"{site}{address.url}": str(address) for address in PAGES}
    links = page.locator(".md-search-result__item").evaluate_all(
        "(items) => items.map((item) => item.querySelector('a').href.split(/[?#]/)[0])"
    )
    return [known[link] for link in links]


@pytest.mark.parametrize(
    ("locale", "query", "right"), QUERIES, ids=[" ".join(case[:2]) for case in QUERIES]
)
def test_a_reader_finds_the_page_among_the_first_three(
    searching: dict[str, Page], site_url: str, locale: str, query: str, right: str
) -> None:
    found = results(searching[locale], site_url, locale, query)
    assert {f"{locale}/{page}" for page in right.split()} & set(found[:3]), found


@pytest.mark.parametrize("query", ["95188", "12378", "Alipay", "花呗", "110", "LPR"])
@pytest.mark.parametrize("locale", LOCALES)
def test_only_the_readers_edition_is_searched(
    searching: dict[str, Page], site_url: str, locale: str, query: str
) -> None:
    found = results(searching[locale], site_url, locale, query)
    assert [one for one in found if not one.startswith(f"{locale}/")] == []


@pytest.mark.parametrize(("locale", "nonsense"), [("zh", "zzqqxx"), ("en", "zzqqxx")])
def test_who_finds_nothing_is_told_to_stop_and_whom_to_call(
    searching: dict[str, Page], site_url: str, locale: str, nonsense: str
) -> None:
    page, words = searching[locale], load(locale)
    assert results(page, site_url, locale, nonsense) == []
    expect(page.get_by_text(words["search_none_title"])).to_be_visible()
    for urgent in ("urgent_paid", "urgent_contacts"):
        link = page.locator(".md-search").get_by_text(words[urgent], exact=True)
        expect(link).to_be_visible()


@pytest.mark.parametrize(("locale", "query"), [("zh", "协商还款"), ("en", "repayment plan")])
def test_a_result_opens_its_page_from_anywhere(reader: Reader, locale: str, query: str) -> None:
    page = search_from(reader, Address(locale, "respond/verify"))
    assert f"{locale}/respond/plan" in results(page, reader.site, locale, query)
    page.locator(".md-search-result__item a[href*='respond/plan']").first.click()
    page.wait_for_url(lambda url: url.startswith(reader.url(Address(locale, "respond/plan"))))
    expect(page.locator("h1")).to_be_visible()
