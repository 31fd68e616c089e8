"""What stays of a style sheet on a page, and what goes."""

import pytest
from guidance.render.styles import Sheet, words_in_tags, words_of

PAGE = (
    '<html lang="zh"><body dir="ltr"><p class="lead" id="top">text</p>'
    '<details><summary>more</summary></details><ol data-kind="a>b"></ol><script>seen("by-script")</script></body></html>'
)
SCRIPT = (
    'make("mark", "found-word"); box.dataset.printList = "a"; list.style.setProperty("--at", 1)'
)


def kept(css: str) -> str:
    return Sheet.parse(css).for_page(words_in_tags(PAGE) | words_of(SCRIPT))


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        "*",
        ".lead",
        "#top",
        "P.lead:hover",
        "p:not(.absent)",
        "p::before",
        "[dir=ltr] p",
        "[data-kind]",
        ".by-script",
        "[lang|=zh]",
        ":is(.absent,p)",
        ".found-word",
        "mark",
        "[data-print-list]",
        "details[open]>summary",
        "ol:has(>p)",
    ],
)
def test_a_selector_that_can_be_met_stays(selector: str) -> None:
    assert kept(f"{selector}{{color:red}}") == f"{selector}{{color:red}}"


@pytest.mark.parametrize(
    "selector",
    [
        "pre",
        ".absent",
        "#absent",
        "p .absent",
        "[data-md-color-scheme]",
        "p:is(.absent,.gone)",
        "p:has(.absent)",
        "code",
        ".found",  # only a part of a script's word
        ".text",  # only a word that readers read
    ],
)
def test_a_selector_that_cannot_be_met_goes(selector: str) -> None:
    assert kept(f"{selector}{{color:red}}") == ""


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("p,.absent{color:red}", "p{color:red}"),
        ("@media (min-width:1px){.absent{color:red}}", ""),
        ("@media (min-width:1px){p{color:red}}", "@media (min-width:1px){p{color:red}}"),
        ("@layer a,b;@layer a{p{color:red}}", "@layer a,b;@layer a{p{color:red}}"),
        ("@supports (gap:1px){p{gap:1px}}", "@supports (gap:1px){p{gap:1px}}"),
        ("p{color:red!important}", "p{color:red!important}"),
        ("p  > a, ol ~ p + p:is(p, .absent){top:0}", "p>a,ol~p+p:is(p,.absent){top:0}"),
        ("p:nth-child(2n + 1){top:0}", "p:nth-child(2n+1){top:0}"),
        ("/* why */ p  { margin : 0  1px ; }", "p{margin:0 1px}"),
        ("p{width:calc(1px + 2%)}", "p{width:calc(1px + 2%)}"),
        (":root{--z:1;--b:var(--c);--c:2;--d:3;--at:0}p{top:var(--b)}",
         ":root{--b:var(--c);--c:2;--at:0}p{top:var(--b)}"),
        ("@keyframes a{to{top:0}}@keyframes b{to{top:0}}p{animation:a 1s}",
         "@keyframes a{to{top:0}}p{animation:a 1s}"),
        (".absent{--a:var(--b)}:root{--b:1}", ""),
    ],
)  # fmt: skip
def test_rules_around_and_properties_follow(css: str, left: str) -> None:
    assert kept(css) == left


def test_what_is_only_for_paper_is_taken_apart() -> None:
    screen, paper = Sheet.parse(
        "p{top:0}@layer a{p{top:1px}@media print{p{top:2px}}}"
    ).split_print()
    assert str(screen) == "p{top:0}@layer a{p{top:1px}}"
    assert str(paper) == "@layer a{@media print{p{top:2px}}}"


@pytest.mark.parametrize(
    ("css", "flat"),
    [
        ("@layer weak,strong;p{top:0}", "p{top:0}"),
        ("@layer weak{p.x>a{top:0}}", ":where(p.x>a){top:0}"),
        ("@layer weak{::before,a::before{top:0}}", "::before,:where(a)::before{top:0}"),
        ("@layer weak{@media (x){p{top:0}}}", "@media (x){:where(p){top:0}}"),
        ("@layer strong{p{top:0}}", "p{top:0}"),
        ("@layer strong{@media print{p,q::after{top:0}}}",
         "@media print{p:not(#_),q:not(#_)::after{top:0}}"),
        ("@media print{@supports (x){p{top:0}}}", "@media print{@supports (x){p:not(#_){top:0}}}"),
        ("@page{margin:0}@keyframes a{to{top:0}}", "@page {margin:0}@keyframes a{to{top:0}}"),
    ],
)  # fmt: skip
def test_layers_become_weight(css: str, flat: str) -> None:
    assert str(Sheet.parse(css).without_layers(("weak",))) == flat


@pytest.mark.parametrize("css", ["p{color}", "p{a{color:red}}"])
def test_what_is_not_understood_is_said_and_not_dropped(css: str) -> None:
    with pytest.raises(ValueError, match="CSS, line 1"):
        Sheet.parse(css)
