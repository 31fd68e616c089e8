"""What readers see of the built site, and no page and no record says, stops the build."""

from dataclasses import replace
from pathlib import Path

import pytest
from guidance.model import Site
from guidance.render.theme import named
from guidance.seen import strangers

from tests.rules.small_site import FRONT_MATTER, small_site

DRAWN = "data:image/svg+xml,%3Csvg%20viewBox='0%200%2024%2024'%3E%3Ctext%3E{}%3C/text%3E%3C/svg%3E"
#: What a template, an interface string or a sheet could show, and what of it is told.
SHOWN = {
    "<p>打 95199。</p>": "95199",
    "<p>打 951<b>99</b>。</p>": "95199",
    "<p>打 九五一九九。</p>": "九五一九九",
    "<p>Call nine five one nine nine.</p>": "nine five one nine nine",
    '<button aria-label="打 95199">好</button>': "95199",
    '<p data-text="打 95199">好</p>': "95199",
    '<meta name="description" content="打 95199">': "95199",
    "<p>去 alipay-help.top 查。</p>": "alipay-help.top",
    "<p>x&period;com</p>": "x.com",
    "<p>加微信号是 kefuhelp9</p>": "kefuhelp9",
    "<p>加微信 jianmianzhuli。</p>": "jianmianzhuli",
    "<p>微信号：sunshine</p>": "sunshine",
    "<p>Ask DebtHelper.</p>": "DebtHelper",
    "<p>QQ 1234567</p>": "1234567",
    "<p>t.me/kefu</p>": "t.me/kefu",
    "<p>tg://kefu</p>": "tg://kefu",
    '<a href="tel:95199">好</a>': "tel:95199",
    "<a href='tel:95199'>好</a>": "tel:95199",
    "<A HREF=tel:95199>好</A>": "tel:95199",
    '<p title="a>b">打 951<b class="x>y">99</b></p>': "95199",
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">': "0;url=https://evil.example/",
    '<a href="https://evil.example/">好</a>': "https://evil.example/",
    '<img src="//evil.example/a.png">': "//evil.example/a.png",
    '<a href="mailto:a@evil.example">好</a>': "mailto:a@evil.example",
    f'<link rel="icon" href="{DRAWN.format("95199")}">': "95199",
}
SHEETS = {
    "p::after{content:'打 95199'}": "95199",
    r"p::after{content:'打 \39 5199'}": "95199",
    "p{background:url(https://evil.example/a.png)}": "https://evil.example/a.png",
    f'p{{background:url("{DRAWN.format("95199")}")}}': "95199",
}
KNOWN = (
    '<p>打 <a href="tel:95188">95188</a>，或者 95017。</p>',
    '<p>2026<a role="doc-noteref" href="#source-a">8</a></p>',
    '<a href="https://example.org">来源</a> <a href="https://guide.example/en/">English</a>',
    '<a href="mailto:us@guide.example?subject=zh">更正</a> <a href="../paid/#now">好</a>',
    f'<svg viewBox="0 0 24 24"><path d="M95199 95199"/></svg><img src="{DRAWN.format("好")}">',
    "<script>95199</script><!-- 95199 --><meta name='theme-color' content='#951990'>",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    words = FRONT_MATTER + "打 [95188](contact:alipay)，或者 95017。\n"
    pages = {"docs/zh/a.md": words, "docs/en/a.md": words}
    return small_site(tmp_path_factory.mktemp("guide"), pages)


def told(folder: Path, site: Site, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    ours = ["https://guide.example/", "", "mailto:us@guide.example"]
    return [
        said.split("shows ")[1].split(", which")[0].strip("'")
        for said in strangers(folder, site, ours, "name: English")
    ]


def test_each_stranger_is_told_once_and_as_it_is_seen(tmp_path: Path, site: Site) -> None:
    for number, (shown, what) in enumerate([*SHOWN.items(), *SHEETS.items()]):
        (folder := tmp_path / str(number)).mkdir()
        kind = "css" if shown in SHEETS else "html"
        assert told(folder, site, **{f"a_{kind}": shown, f"b_{kind}": shown}) == [what], shown


def test_what_pages_and_records_say_is_known(tmp_path: Path, site: Site) -> None:
    sheet = f'a[href^="tel:"]{{background:url("{DRAWN.format("")}")}}p::before{{content:"「"}}'
    assert told(tmp_path, site, index_html="".join(KNOWN), late_css=sheet) == []


def test_the_name_of_a_joined_file_is_no_number(tmp_path: Path, site: Site) -> None:
    names = [named("assets/late.js", str(number)) for number in range(1000)]
    html = "".join(f'<link href="/guide/{name}"><p data-library="../{name}">' for name in names)
    (tmp_path / "index.html").write_text(html, "utf-8")
    assert list(strangers(tmp_path, site, ())) == []


def test_words_of_a_language_without_a_dictionary_hide_no_account(
    tmp_path: Path, site: Site
) -> None:
    said = {"skip": "Weiter zum Inhalt", "menu": "Rat bei kefuhelp9"}
    subject = site.subject.model_copy(update={"words": {"de": said}})
    german = replace(site, locales=("zh", "en", "de"), subject=subject)
    assert told(tmp_path, german) == ["kefuhelp9"]
    assert "Inhalt" in told(tmp_path, site, a_html="<p>Weiter zum Inhalt</p>")
