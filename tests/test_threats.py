"""Every line of the threat model in SECURITY.md: the attack is refused, and only by its defence.

An attack on the content names the rules that refuse it. It is tried twice: with all rules, and with
those taken away; then nothing else may notice it, or the table would be wrong.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from guidance import allowed, seen
from guidance.changes import facts as fact_changes
from guidance.changes.owned import covers
from guidance.check import RULES, Ask, load_rules, run_rules
from guidance.check._causes import section_at
from guidance.check._rumdl import ask
from guidance.model import Heading, Page, Position, Site
from guidance.parse import site as parse_site
from guidance.render import csp

from tests.helpers.every import for_each
from tests.helpers.growth import MOST, growth, of_our_own
from tests.helpers.html import parse
from tests.helpers.project import ROOT, WORDS, build, small_project
from tests.helpers.rumdl import asked_once, silent
from tests.rules.small_site import FACTS, FRONT_MATTER, lists_for, small_site

Files = Mapping[str, str | bytes | None]
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<threat>[^|]+) \| [^|]+ \| (?P<defences>`[^|]+`) \|$", re.M)
TABLE = {
    found["threat"]: tuple(re.findall(r"`([^`]+)`", found["defences"]))
    for found in ROW.finditer(SECURITY)
}
EVERY_RULE = load_rules()


#: What a guide knows that one of these is to defend; any other knows all words and hosts of its own.
KNOWN = (WORDS, "- {why: names, words: [支付宝, Alipay, App, NPC, Telegram]}\n")
HOST = "- {host: example.org, owner: {zh: 机构, en: Body}, checked: 2026-11-24}\n"
LISTS = {
    "unknown-host": ("docs/_facts/hosts.yml", HOST),
    "unknown-name": KNOWN,
    "unknown-word": KNOWN,
}


@dataclass(frozen=True)
class Attack:
    """Files of a small guide, and the rules that refuse them; a symbolic link where one is named."""

    rules: tuple[str, ...]
    files: Files
    link: str = ""

    def site(self, folder: Path) -> Site:
        if self.link:
            (folder / "outside").mkdir()
            (folder / "outside/a.md").write_text(FRONT_MATTER + "打 95199。\n", "utf-8")
            path = folder / self.link
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(folder / ("outside/a.md" if path.suffix else "outside"))
        own = {name: text for rule, (name, text) in LISTS.items() if rule in self.rules}
        return small_site(folder, {**self.files, **own})


def on_page(*rules: str, zh: str = "", en: str = "") -> Attack:
    files = {f"docs/{locale}/a.md": text for locale, text in (("zh", zh), ("en", en)) if text}
    return Attack(rules, {path: FRONT_MATTER + text + "\n" for path, text in files.items()})


def in_facts(*rules: str, name: str = "contacts", old: str = "", new: str = "") -> Attack:
    """A change of a file of the small registry, which must hold what it changes."""
    text = (FACTS / f"{name}.yml").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1) if old else new
    return Attack(
        rules, {"docs/zh/a.md": FRONT_MATTER + "好。\n", f"docs/_facts/{name}.yml": changed}
    )


def in_front_matter(*rules: str, **values: str) -> Attack:
    fields = {"title": "页", "description": "一句话。", **values}
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return Attack(rules, {"docs/zh/a.md": f"---\n{head}---\n\n好。\n"})


def files(*rules: str, **more: str | bytes) -> Attack:
    page = {"docs/zh/a.md": FRONT_MATTER + "好。\n"}
    return Attack(rules, {**page, **more})


def everywhere(rule: str, words: str) -> list[Attack]:
    """The same words in every place where readers may come upon them."""
    return [
        on_page(rule, zh=f"找 {words} 问。"),
        on_page(rule, en=f"Ask {words} about it."),
        on_page(rule, zh=f"> 请找 {words} 处理。"),
        on_page(rule, zh=f"`{words}`"),
        in_front_matter(rule, title=f"找 {words}"),
        in_front_matter(rule, search_tags=f"[找 {words}]"),
        in_facts(rule, old="先打。", new=f"先找 {words}。"),
    ]


def in_correction(rule: str, words: str) -> Attack:
    text = f"- date: 2026-11-24\n  what: {{zh: 原来写成 {words} 了。}}\n"
    return files(rule, **{"docs/_facts/corrections.yml": text})


def leads_to(url: str, *rules: str) -> Attack:
    old = 'url: "https://example.org"'
    attack = in_facts(*(rules or ("unknown-host",)), old=old, new=f'url: "{url}"')
    return replace(attack, files={**lists_for(FACTS, {}), **attack.files})


# ------------------------------------------------------------------- attacks on the content

ATTACKS: dict[str, list[Attack]] = {
    "A digit of a hotline is swapped on a page": [
        on_page("fact-text", zh="打 [95189](contact:alipay)。"),
        on_page("fact-text", en="Call [95189](contact:alipay)."),
        on_page("fact-text", zh="打 [九五一八九](contact:alipay)。"),
        on_page("fact-text", zh="打 [95**1**89](contact:alipay)。"),
        on_page("fact-text", zh="[30 日内](fact:defence)，[第十四条](law:pipl#13)"),
    ],
    "A link shows one number and dials another": [
        in_facts("dial-mismatch", old='number: "95188"', new='number: "95189"'),
        in_facts("dial-mismatch", old='en: ["95188"]', new='en: ["95189"]'),
    ],
    "A fact comes without its source or the day somebody looked at it": [
        in_facts("invalid-fact", old="  checked: 2026-11-24\n", new=""),
        in_facts("invalid-fact", old="  how: official page\n", new=""),
        in_facts("invalid-fact", old="review_by: 2027-02-22", new="review_by: 2036-02-22"),
        in_facts("invalid-fact", old="evidence: seen", new="evidence: hearsay"),
        in_facts("invalid-fact", old="  source: {title: {zh: 官网, en: Site}, issuer: {zh: 机构, en: Body}, url: \"https://example.org\"}\n", new=""),
    ],
    "A link cites a fact that does not exist": [
        on_page("unknown-fact", zh="打 [95199](contact:helper)。"),
        on_page("unknown-fact", zh="看[第十四条](law:pipl#14)。"),
    ],
    "A bare phone number stands in the text, in an example message, a title, code, a search word or a fact, in whatever digits and whatever stands between them": [
        *everywhere("raw-phone", "95199"),
        on_page("raw-phone", en="Call nine five one nine nine."),
        on_page("raw-phone", zh="打 **9**51**99**。"),
        on_page("raw-phone", zh="打九五一九九。"),
        on_page("raw-phone", zh="打九，五、一、九、九。"),
        on_page("raw-phone", zh="打幺三八，记住，洞幺拐。"),
        on_page("raw-phone", zh="- 一三八\n- 一二三四"),
        on_page("raw-phone", zh="> 找 .13812345678 元"),
        on_page("raw-phone", zh="> 138\n> 1234"),
        on_page("raw-phone", zh="> 第 13812345678 号，8812-12-31"),
        on_page("raw-phone", en="Call ninety-five one double nine."),
    ],
    "A deadline, a rate or an article stands in the text, in whatever digits, in quotes too": [
        on_page("raw-figure", zh="三十日以内答辩。"),
        on_page("raw-figure", zh="“36% 的利率”。"),
        in_front_matter("raw-figure", title="“90 日”内异议"),
        on_page("fact-text", zh="[“90 日内”](fact:defence)答辩。"),
        on_page("raw-figure", en="Pay within thirteen days."),
        on_page("raw-figure", zh="依第拾叁条。"),
        on_page("raw-figure", en="See Article XIII."),
    ],
    "A name, an account, an address or a password to copy stands in the text, however it is spelt": [
        *everywhere("unknown-word", "alipay-help.top"),
        *everywhere("unknown-word", "kefuhelp"),
        *everywhere("unknown-word", "zhaiwu(dot)com"),
        in_correction("unknown-word", "alipay-help.top"),
        in_correction("unknown-word", "微信 kefu_help"),
        on_page("unknown-word", en="Open alipay[.]com."),
        on_page("unknown-word", zh="`https://alipay-help.top`"),
        on_page("unknown-word", zh="> 加我 vx_helper9 处理。"),
        on_page("unknown-word", en="Write to Telegram @helper_one."),
        on_page("unknown-word", zh="复制 TQnAYxkhRpLm 打开。"),
    ],
    "A sentence sends somebody to an app, an official account, a group or a person": [
        on_page("unknown-name", zh="找小程序“债务减免中心”问。"),
        on_page("unknown-name", zh="> 请找公众号债务喘息站处理。"),
        on_page("unknown-name", en="Ask 公众号债务喘息站 about it."),
        in_front_matter("unknown-name", title="找小程序“债务减免中心”"),
        in_front_matter("unknown-name", search_tags="[搜公众号债务喘息站]"),
        in_facts("unknown-name", old="先打。", new="先搜公众号债务喘息站。"),
        on_page("unknown-name", zh="下载“债务管家”App。"),
        on_page("unknown-name", zh="转给收款人 李某某。"),
        on_page("unknown-name", zh="扫码添加客服小美。"),
        on_page("unknown-name", zh="联系张律师。"),
        on_page("unknown-name", zh="复制这段口令打开。"),
        on_page("unknown-name", en="Then follow Debt Helper."),
        on_page("unknown-name", en="Join the group “fresh start”."),
    ],
    "A word looks like a name that people trust": [
        on_page("look-alike", zh="打开支付室。"),
        on_page("unknown-word", en="Open AIipay."),
        in_facts("look-alike", old="zh: 名,", new="zh: 支忖宝,"),
    ],
    "A character is invisible, turns the text around, looks like another one or stands for a digit": [
        on_page("unknown-character", zh="先停\u200b手。"),
        on_page("unknown-character", en="Call \u202eyapila\u202c now."),
        on_page("unknown-character", en="Open Аlipay, call ⑨⑤①⑨⑨."),
        on_page("unknown-character", zh="打开⽀付宝，⑨⑤。"),
        in_front_matter("unknown-character", "unknown-word", title="打开 \u0410lipay"),
        in_facts("unknown-character", old="zh: 名,", new="zh: 名\u200b,"),
    ],
    "A character is written as its code": [
        on_page("character-reference", zh="先停&#25163;。"),
        on_page("character-reference", en="Call &#x39;&#x35;&#x31;."),
        in_facts("character-reference", old="先打。", new="先&#x6253;。"),
        in_front_matter("invalid-front-matter", description='"一\\u202e句话。"'),
        in_front_matter("invalid-front-matter", title='"打开 \\x41Iipay"'),
        in_facts("invalid-fact", old="zh: 名,", new='zh: "名\\u200b",'),
        in_facts("invalid-fact", old="en: Name}", new='en: "\\u0410lipay"}'),
    ],
    "A fact leads to a host that nobody has looked at, or hides its host behind a name, a port, a "
    "short link or a redirect": [
        leads_to("https://alipay-help.com"),
        leads_to("https://www.gov.cn.evil.example"),
        leads_to("https://www.nfra.gov.cn@evil.example"),
        leads_to("https://www.%67ov.cn"),
        leads_to("https://xn--fiq228c.example"),
        leads_to("https://203.0.113.7"),
        leads_to("https://t.cn/abc"),
        leads_to("http://www.court.example"),
        leads_to("https://www.a1ipay.com"),
        leads_to("https://www.nfrа.gov.cn", "unknown-host", "unknown-character"),
        leads_to("https://www.zhaiwu-youhua.example"),
        leads_to("https://t.me/helper"),
        leads_to("https://helper.github.io"),
        leads_to("https://example.org:8443"),
        leads_to("https://example.org/go?url=https://evil.example"),
    ],
    "A link to another site, or one that begins with `javascript:` or `data:`": [
        on_page("unknown-scheme", zh="看[官网](https://evil.example)。"),
        on_page("unknown-scheme", zh="[点](javascript:alert)"),
        on_page("unknown-scheme", zh="[点](javascript&#58;alert)"),
        on_page("unknown-scheme", zh="[点](data:text/html,x)"),
        on_page("unknown-scheme", zh="[打](tel:95199)"),
        on_page("unknown-scheme", "dead-link", zh="[点](//evil.example)"),
        on_page("unknown-scheme", "raw-html", "unknown-word", zh="<https://evil.example>"),
        on_page("dead-link", zh="[好](/en/)"),
    ],
    "An image from another site, or from `data:`": [
        on_page("forbidden-syntax", "raw-html", zh="![好](https://evil.example/a.png)"),
        on_page("forbidden-syntax", "raw-html", zh="![好](data:image/png;base64,x)"),
        on_page("forbidden-syntax", "raw-html", en="![Good][a]\n\n[a]: https://evil.example/a.png"),
    ],
    "HTML, an event handler or a style in a page": [
        on_page("raw-html", zh="<img src=x onerror=alert>"),
        on_page("raw-html", en="A <span style='color:red'>word</span>."),
        on_page("unknown-attribute", "raw-html", zh="## 一 { #a onclick=alert }"),
        on_page("unknown-attribute", "raw-html", zh="好*停*{ style=color:red }。"),
        on_page("raw-html", zh="\\`<img src=x onerror=alert>\\` 好。"),
        on_page("raw-html", zh="<!-- allow raw-figure: x --!><img src=x onerror=alert>--> -->\n\n五日内。"),
        on_page("bad-exception", "raw-html", zh="<!-- allow raw-figure: x --><img src=x>\n\n好。"),
        on_page("raw-html", zh='[好](a.md "标题")'),
    ],
    "Words in a comment, which editors see and readers do not": [
        on_page("raw-html", zh="好。<!-- 打 95199 -->"),
        on_page("raw-html", zh="先停手。<!-- allow raw-phone: 打 95199 --> 好。"),
        on_page("raw-html", zh="<!--\nallow 打 95199\n-->"),
        on_page("raw-html", en="- Good <!-- allow raw-phone: call 95199 -->"),
    ],
    "A snippet or a macro reads a file outside `docs/`": [
        on_page("forbidden-syntax", "raw-figure", zh='--8<-- "/etc/passwd"'),
        on_page("forbidden-syntax", zh="{{ config }}"),
        on_page("forbidden-syntax", en='{% include "/etc/passwd" %}'),
    ],
    "A symbolic link shows a file outside `docs/`": [
        Attack(("unreadable-file",), files().files, link="docs/zh/b.md"),
        Attack(("unreadable-file",), files().files, link="docs/zh/more"),
        Attack(("unreadable-file",), files().files, link="docs/_checked/zh.yml"),
    ],
    "A file that is no page: a script, a drawing, a document, a `CNAME`": [
        files("foreign-file", **{"docs/zh/a.js": "alert()"}),
        files("foreign-file", **{"docs/zh/a.svg": "<svg onload='alert()'/>"}),
        files("foreign-file", **{"docs/zh/a.html": "<script>alert()</script>"}),
        files("foreign-file", **{"overrides/pay.txt": "打 95199"}),
        files("foreign-file", **{"overrides/sitemap.xml": "x"}),
        Attack(("foreign-file",), files().files, link="overrides/partials/footer.html"),
        files("foreign-file", **{"docs/CNAME": "evil.example"}),
        files("foreign-file", **{"docs/zh/form.pdf": "x"}),
        files("foreign-file", **{"docs/_draft/a.md": "打 95199"}),
    ],
    "A picture, which can carry a code that leads elsewhere": [
        files("foreign-file", **{"docs/zh/pay.png": b"x"}),
        files("foreign-file", **{"overrides/assets/pay.png": b"x"}),
        files("foreign-file", **{"overrides/assets/icon.png": b"x"}),
    ],
    "A file name that acts as text or as HTML": [
        files("odd-file-name", **{"docs/zh/95199.md\u202e.md": FRONT_MATTER + "好。\n"}),
        files("odd-file-name", **{"docs/zh/<img src=x>.md": FRONT_MATTER + "好。\n"}),
        files("odd-file-name", **{"docs/zh/a\n::error::b.md": FRONT_MATTER + "好。\n"}),
    ],
    "YAML that unfolds without end, is nested without end, or runs a program": [
        in_facts("invalid-fact", new="- &a [x, x]\n- &b [*a, *a]\n- &c [*b, *b]\n"),
        in_facts("invalid-fact", new="- !!python/object/apply:os.system [x]\n"),
        in_facts("invalid-fact", new="[\n" * 5000),
        in_front_matter("invalid-front-matter", search_tags="[&a x, *a]"),
        in_front_matter("invalid-front-matter", title="!!python/name:os.system x"),
        Attack(("invalid-front-matter",), {"docs/zh/a.md": "---\n" + "a: {\n" * 3000 + "---\n"}),
        Attack(
            ("invalid-record",),
            {
                "docs/zh/a.md": FRONT_MATTER + "## 一 { #a }\n\n好。\n",
                "docs/en/a.md": FRONT_MATTER + "## One { #a }\n\nGood.\n",
                "docs/_checked/en.yml": "a#a: &a\n  0123456789ab\na#b: *a\n",
            },
        ),
    ],
    "A page of many megabytes, of endless lines, or nested without end": [
        Attack(("unreadable-file",), {"docs/zh/a.md": FRONT_MATTER + "好\n\n" * 8_000_000}),
        on_page("unreadable-file", zh="好" * 10_000),
        on_page("unreadable-file", zh="\n".join("    " * depth + "- 好" for depth in range(300))),
        in_facts("unreadable-file", new="- a\n" * 600_000),
    ],
}  # fmt: skip
EACH = {
    f"{threat}: {number}": attack
    for threat, attacks in ATTACKS.items()
    for number, attack in enumerate(attacks, 1)
}


def rules_about(site: Site, rumdl: Ask = ask) -> set[str]:
    return {finding.rule for finding in run_rules(site, rumdl=rumdl)}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Site], Ask]:
    """The guide of each attack, and what rumdl says of them all."""
    folder = tmp_path_factory.mktemp("attacked")
    sites = {}
    for number, (name, attack) in enumerate(EACH.items()):
        (folder / str(number)).mkdir()
        sites[name] = attack.site(folder / str(number))
    return sites, asked_once(sites.values())


@for_each("name", EACH)
def test_an_attack_is_refused_and_by_its_defence_only(
    attacked: tuple[dict[str, Site], Ask], name: str
) -> None:
    sites, rumdl = attacked
    assert rules_about(sites[name], rumdl) & set(EACH[name].rules)
    with pytest.MonkeyPatch.context() as without:
        for rule in EACH[name].rules:
            without.delitem(RULES, rule)
        assert rules_about(sites[name], rumdl) == set()


# ------------------------------------------------------------------- defences that are no rules


def registry_change_needs_a_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Number and texts are swapped throughout: well-formed, and no rule can know better."""
    base = small_site(folder / "base", files().files)
    text = (FACTS / "contacts.yml").read_text("utf-8").replace("95188", "95189")
    head = small_site(folder / "head", {**files().files, "docs/_facts/contacts.yml": text})
    assert [finding.rule for finding in fact_changes.unchecked(base, head)] == ["unchecked-fact"]
    monkeypatch.setattr(fact_changes, "_value", lambda record: ())
    assert list(fact_changes.unchecked(base, head)) == []
    assert rules_about(head) == set()
    assert "docs/_facts/contacts.yml" in guarded(CODEOWNERS)


def dangerous_rules_have_no_exceptions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    attack = on_page("raw-phone", zh="<!-- allow raw-phone: 例子 -->\n\n打 95199。")
    site = attack.site(folder)
    assert {"raw-phone", "bad-exception"} <= rules_about(site)
    for name, rule in RULES.items():
        monkeypatch.setitem(RULES, name, replace(rule, exceptions=True))
    monkeypatch.delitem(RULES, "bad-exception")
    assert rules_about(site) == set()


MARK = "<img src=x onerror=mark>"


def words_from_files_are_escaped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile words in all that a page takes from elsewhere, built without any check."""
    assert rules_about(in_front_matter(title=f"'页{MARK}'").site(folder / "title")) == {
        "invalid-front-matter"
    }
    project = small_project(folder / "project")
    for path in (project / "docs/_facts").glob("*.yml"):
        path.write_text(
            yaml.safe_dump(_marked(yaml.safe_load(path.read_text("utf-8"))), allow_unicode=True),
            "utf-8",
        )
    with (project / WORDS).open("a", encoding="utf-8") as known:
        known.write("- {why: the mark, words: [img, src, x, onerror, mark]}\n")
    page = project / "docs/zh/index.md"
    text = page.read_text("utf-8")
    text = re.sub(r"^description: .*$", f"description: '{MARK}'", text, flags=re.M)
    page.write_text(re.sub(r"^(  - ).*$", rf"\1'{MARK}'", text, count=1, flags=re.M), "utf-8")
    site = build(project)
    pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
    assert any("&lt;img src=x" in html for html in pages)
    for html in pages:
        assert [one for one in parse(html).all("img") if one["src"] == "x"] == []
        assert "Content-Security-Policy" in html


#: Texts of a record that are words for readers, and not one of a few allowed values.
SAID = ("name", "when", "cannot", "title", "issuer", "claim", "meaning", "articles", "passage")


def _marked(value: Any, *, said: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _marked(one, said=said or key in SAID) for key, one in value.items()}
    if isinstance(value, list):
        return [_marked(one, said=said) for one in value]
    return f"{value} {MARK}" if said and isinstance(value, str) else value


def seconds_for_sections(size: int) -> float:
    """Time to find the section of each line of a page of nothing but headings."""
    headings = [Heading(f"h{n}", 2, "一", (), Position("a.md", n)) for n in range(size)]
    page = Page("a.md", "zh", "a", headings=tuple(headings))
    return of_our_own(lambda: [section_at(page, line) for line in range(size)])


LINE = 1_990
BYTES = 4_000
FLOODS = ("1 ", "1-", "一", "a.", "a@a.", "微信号是 ", "`a` ", "|", "articles 1, 2 and ")
#: Markdown's own search for their end takes four times as long for twice as many.
LIMITED = ("[a](", "<a ", "<!-- allow ")


def no_text_keeps_a_check_busy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seconds(size: int) -> float:
        body = FRONT_MATTER + flooded(flood, size)
        return of_our_own(lambda: rules_about(small_site(folder, {"docs/zh/a.md": body}), silent))

    for flood in FLOODS:
        assert growth(seconds, BYTES) < MOST, flood
    # Each heading is an object of its own, which memory makes dearer: linear is far from eight squared.
    few, many = (min(map(seconds_for_sections, [size] * 3)) for size in (5_000, 40_000))
    assert many < 24 * few
    for flood in LIMITED:
        most = next(number for sign, number in parse_site.MOST.items() if sign in flood)
        for count, is_refused in ((most, False), (most + 1, True)):
            page = {"docs/zh/a.md": FRONT_MATTER + flooded(flood, count * len(flood))}
            refused = "unreadable-file" in rules_about(small_site(folder, page), silent)
            assert refused == is_refused, flood
    tags = {"docs/zh/a.md": FRONT_MATTER + "<a " * 201 + "\n"}
    assert rules_about(small_site(folder / "told", tags)) == {"unreadable-file"}
    monkeypatch.setattr(parse_site, "MOST", {})
    assert "unreadable-file" not in rules_about(small_site(folder / "untold", tags))


def flooded(flood: str, size: int) -> str:
    """So many bytes of the same, in lines that are not too long."""
    words = (flood * size).encode()[:size].decode(errors="ignore")
    return "\n\n".join(words[start : start + LINE] for start in range(0, len(words), LINE)) + "\n"


def the_browser_refuses_what_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = f"<html><head>{csp.CHARSET}</head><body>"
    for attack in (
        "<p onclick=alert()>",
        "<p style='color:red'>",
        "<svg onload='alert()'>",
        "<script>alert()</script>",
        "<style>p{}</style>",
        "<script src='//evil.example/a.js'></script>",
    ):
        with pytest.raises(csp.UnsafePageError):
            csp.protected(head + attack, ())
    allowed = csp.policy(head + "<img src=https://evil.example/a.png>")
    directives = dict(one.split(" ", 1) for one in allowed.split("; ") if " " in one)
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in allowed
    assert "evil" not in allowed
    assert {word for value in directives.values() for word in value.split()} <= {
        *("'none'", "'self'", "data:", "'script'")
    }
    assert directives["require-trusted-types-for"] == "'script'"
    assert directives["trusted-types"] == "'none'"


def workflows_can_only_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {path: path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.y*ml")}
    assert texts
    for path, text in texts.items():
        assert list(unsafe_workflow(text)) == [], path.name
    guide = texts[ROOT / ".github/workflows/guide.yml"]
    for old, new in (
        ("permissions: {}", "permissions: write-all"),
        ("permissions: {}\n", ""),
        ("  pull_request:\n", "  pull_request_target:\n"),
        ("contents: read", "contents: write"),
        ("TARGET: ${{ matrix.target }}", "TARGET: ${{ secrets.TOKEN }}"),
        ('make "$TARGET"', "make ${{ github.head_ref }}"),
        (re.search(r"@[0-9a-f]{40} # v[\d.]+", guide)[0], "@v7"),  # type: ignore[index]
    ):
        assert old in guide
        assert list(unsafe_workflow(guide.replace(old, new, 1))), new


def _runs_for_strangers(workflow: dict[Any, Any], name: str) -> bool:
    """Whether a job runs for a pull request: itself, and each that it needs."""
    job = workflow["jobs"][name]
    needs = job.get("needs", [])
    return (
        "pull_request" in workflow.get("on", workflow.get(True, ()))
        and "github.event_name != 'pull_request'" not in job.get("if", "")
        and all(
            _runs_for_strangers(workflow, one)
            for one in ([needs] if isinstance(needs, str) else needs)
        )
    )


def unsafe_workflow(text: str) -> Iterator[str]:
    """What a workflow may do that a stranger's pull request must not get at."""
    data = yaml.safe_load(text)
    events = data.get("on", data.get(True))  # YAML 1.1 reads a bare `on` as true
    for_strangers = "pull_request" in events
    if "pull_request_target" in events or "workflow_run" in events:
        yield "it runs a stranger's change with our rights"
    if data.get("permissions") not in ({}, {"contents": "read"}):
        yield "its own permissions are not empty"
    if for_strangers and "secrets." in text:
        yield "a secret lies beside a stranger's change"
    if re.search(r"^\s*(?:-\s+)?run:.*\$\{\{", text, re.M):
        yield "an expression is put into a command"
    for name, job in data["jobs"].items():
        if "write" in str(job.get("permissions", {})) and _runs_for_strangers(data, name):
            yield f"{name} may write"
    for used in re.findall(r"uses:\s*(\S+)", text):
        if not used.startswith("./") and not re.search(r"@[0-9a-f]{40}$", used):
            yield f"{used} is not pinned"


CODEOWNERS = (ROOT / ".github/CODEOWNERS").read_text("utf-8")
PROTECTED = (
    *(
        "docs/_facts/contacts.yml",
        "docs/_guide/guide.yml",
        "docs/_search/zh.yml",
        ".gitattributes",
        ".gitignore",
        "mkdocs.yml",
        "overrides/main.html",
        "pyproject.toml",
        "Makefile",
    ),
    *("scripts/guidance/check/numbers.py", "tests/test_threats.py", "tests/single-faults.yml"),
    *("requirements.txt", "requirements-test.in"),
    *(".github/workflows/guide.yml", ".github/CODEOWNERS", "SECURITY.md"),
)


def guarded(text: str) -> set[str]:
    """Paths of PROTECTED that a line of CODEOWNERS names; the accounts behind it may be missing."""
    found = set()
    for line in text.splitlines():
        pattern, *owners = line.split("#")[0].split() or [""]
        assert all(re.fullmatch(r"@[\w-]+(?:/[\w.-]+)?|\S+@\S+", owner) for owner in owners)
        found |= {path for path in PROTECTED if pattern and covers(pattern, path)}
    return found


def a_maintainer_must_agree(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert guarded(CODEOWNERS) == set(PROTECTED)
    assert guarded(
        re.sub(r"^(/\S+).*$", r"\1 @someone @group/team", CODEOWNERS, flags=re.M)
    ) == set(PROTECTED)
    for line in re.findall(r"^/\S+.*\n", CODEOWNERS + "\n", re.M):
        assert guarded(CODEOWNERS.replace(line, "")) < set(PROTECTED) or line.startswith("/.ci")


def libraries_are_compared_with_their_hashes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("requirements.txt", "requirements-test.txt", "requirements-release.txt"):
        text = (ROOT / name).read_text("utf-8")
        assert list(without_hash(text)) == []
        first = re.search(r" \\\n(?:    --hash=.*\n)+", text)
        assert first
        assert len(list(without_hash(text.replace(first[0], "\n", 1)))) == 1
    assert "--require-hashes" in (ROOT / "scripts/setup.sh").read_text("utf-8")
    assert '--exclude-newer "14 days"' in (ROOT / "scripts/lock.sh").read_text("utf-8")


def without_hash(text: str) -> Iterator[str]:
    """Requirements that pip would take from anybody."""
    for entry in re.split(r"\n(?=\S)", text):
        if entry and not entry.startswith("#") and "--hash=sha256:" not in entry:
            yield entry


def settings_are_a_closed_list(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    for key in ("hooks", "extra_javascript", "extra_templates", "INHERIT"):
        changed = f"{settings}\n{key}: [x.py]\n"
        assert len(allowed.faults(changed)) == 1
        monkeypatch.setattr(allowed, "unexpected", lambda _: ())
        assert allowed.faults(changed) == []
        monkeypatch.undo()


def the_built_site_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = files().site(folder)
    (folder / "site").mkdir()
    (folder / "site/404.html").write_text("<p>打 95199，微信号是 kefuhelp9，a.top</p>", "utf-8")
    assert len(list(seen.strangers(folder / "site", site, ()))) == 3
    for reader in ("numbers", "addresses_in", "_words"):
        monkeypatch.setattr(seen, reader, lambda *_: ())
    assert list(seen.strangers(folder / "site", site, ())) == []


OTHERS: dict[str, Callable[[Path, pytest.MonkeyPatch], None]] = {
    "A hotline, a rate or a deadline is changed in the facts on the strength of an old check": registry_change_needs_a_check,
    "HTML in a title, a description, a search word or a fact": words_from_files_are_escaped,
    "An exception switches off a check that protects readers": dangerous_rules_have_no_exceptions,
    "A text that keeps a check busy for minutes": no_text_keeps_a_check_busy,
    "A handler, a script, a style or a request to another site that got past every check": the_browser_refuses_what_is_left,
    "A pull request gets a secret, a write token or a foreign action": workflows_can_only_read,
    "A pull request changes the checks, the look or the settings": a_maintainer_must_agree,
    "A setting runs a program, loads a script or publishes a file": settings_are_a_closed_list,
    "A template, an interface word or a sheet shows a number, an address or an account": the_built_site_is_read_once,
    "A library is replaced on its way": libraries_are_compared_with_their_hashes,
}


@pytest.mark.parametrize("threat", OTHERS)
def test_a_defence_that_is_no_rule_holds_and_is_missed_when_it_is_gone(
    threat: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OTHERS[threat](tmp_path, monkeypatch)


# ------------------------------------------------------------------- the table itself


def test_every_line_of_the_table_is_tried_and_nothing_else() -> None:
    assert {*ATTACKS, *OTHERS} == TABLE.keys()


@for_each("threat", ATTACKS)
def test_a_line_of_the_table_names_the_rules_that_its_attacks_met(threat: str) -> None:
    used = {rule for attack in ATTACKS[threat] for rule in attack.rules}
    named = {name for name in TABLE[threat] if name in EVERY_RULE}
    assert named <= used


def test_a_promise_of_the_machine_names_its_test() -> None:
    named = re.findall(r"^\| [^|]+ \| `(tests/[^`]+)` \|$", SECURITY, re.M)
    assert len(named) == SECURITY.count("| `tests/")
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_table_names_rules_that_exist_or_settings_that_are_tried() -> None:
    names = {name for defences in TABLE.values() for name in defences}
    settings = {name for name in names if name not in EVERY_RULE}
    tried = {name for threat in OTHERS for name in TABLE[threat]}
    assert settings <= tried
