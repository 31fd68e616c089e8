"""Whatever a file holds: findings or a clean site, each with its place in the file; no traceback.

``GUIDANCE_EXAMPLES`` is how many are tried in all: few in ``make test``, and always the same; 2,000
in ``make test-all``; a night's number in the workflow. What is found becomes a case of a table in
tests/test_hostile_input.py.
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from guidance import allowed
from guidance.changes import compare
from guidance.changes.base import Base
from guidance.check import run_rules
from guidance.model import Site
from guidance.parse.site import read_page_file, read_site
from guidance.registry import CORRECTIONS, KINDS
from guidance.settings import Settings
from guidance.summary import summary
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.helpers.project import NOTHING_KEPT, ROOT, TODAY
from tests.helpers.rendering import rendered
from tests.helpers.rumdl import asked_once, silent
from tests.rules.small_site import FACTS, FRONT_MATTER, placed, write_site

FEW, MANY = 10, int(os.environ.get("GUIDANCE_EXAMPLES", "0"))
#: What a hostile text is made of: the signs of our dialect and of YAML, and odd characters.
SIGNS = (
    *"[](){}<>*_`~!|#:;,.-+=?&%@$\\/'\"^ \t\n\r\0\x01\x0b\x0c\x1b\x1c\x7f\x85\xa0\ufeff\u200b\u2028\u202e\u3000\ufffc\ufffe",
    *("\n\n", "    ", "---\n", "...\n", "```\n", "~~~", "> ", "- ", "1. ", "- [ ] ", "## ", "#" * 7),
    *("| ", "|-|-|\n", "!!! ", '??? info "', "<!-- ", "-->", "<!-- allow raw-phone: ", "<b>", "</p>"),
    *("[a](", "](#", "](contact:", "](law:", "](fact:", "](term:", "](field:", "a.md#b", "javascript:"),
    *("{ #a }", "{ .decision-tree }", "{ .checklist }", "{: ", "{{ ", "{% ", "--8<-- ", "&#25163;"),
    *("\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x02", "\x03", "&amp;", "[^1]", "*[a]: b", "==", "++"),
    *("title: ", "search_tags:", "id: ", "- id: ", "null", "~", "*a", "&a ", "!!python/name:os", "<<: "),
    *("1e400", "0x", "2026-02-30", "9999-12-31", ".nan", "95188", "一千", "三十日", "第十三条", "%", "100 %", "é", "𠮷", "字"),
    *("é", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ß", "ǰ", "İ", "ﬃ", "ﷺ", "٣", "Ⅷ", "⓪", "\ud800".encode("utf-8", "replace").decode()),
)  # fmt: skip


def some(share: float) -> Callable[[Any], Any]:
    """How many examples of one kind are tried, and which."""
    return settings(
        max_examples=max(int(share * (MANY or FEW)), 1),
        deadline=None,
        derandomize=not MANY,
        database=None,
        print_blob=True,
        phases=set(Phase) - {Phase.explain},
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def edited(draw: st.DrawFn, texts: Sequence[str]) -> str:
    """One of these texts with a few pieces taken out, put in, or taken from another."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from((0, 0, 1, 2, 5, 20, 100)))
        text = text[:start] + draw(_new(texts)) + text[end:]
    return text


def _new(texts: Sequence[str]) -> st.SearchStrategy[str]:
    signs = st.lists(st.sampled_from(SIGNS), max_size=6).map("".join)
    again = st.tuples(st.sampled_from(SIGNS), st.sampled_from((2, 9, 60))).map(
        lambda x: x[0] * x[1]
    )
    other = st.tuples(st.sampled_from(texts), st.integers(0, 400), st.integers(0, 80))
    return st.one_of(
        signs, again, st.text(max_size=12), other.map(lambda x: x[0][x[1] : x[1] + x[2]])
    )


#: What a section of the guide cites, and what it cites here.
CITES = re.compile(r"\b(contact|law|fact|term):[\w#.-]+")
KNOWN = {
    "contact": "contact:alipay",
    "law": "law:pipl#13",
    "fact": "fact:defence",
    "term": "term:credit",
}


@cache
def bodies() -> list[str]:
    """Sections of the guide, and the pages of every rule's cases."""
    pages = [path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("??/**/*.md"))]
    sections = [one for page in pages for one in re.split(r"^(?=## )", page, flags=re.M)[1:]]
    cases = [
        case
        for path in sorted((ROOT / "tests/rules").glob("*.yml"))
        for case in yaml.safe_load(path.read_text("utf-8")).values()
    ]
    texts = [
        *sections,
        *(text for case in cases for key in ("zh", "en") if (text := case.get(key))),
    ]
    return [CITES.sub(lambda found: KNOWN[found[1]], text) for text in texts]


@cache
def heads() -> list[str]:
    """Front matter of the guide's pages."""
    pages = [path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("??/**/*.md"))]
    return [page[: page.index("\n---\n") + 5] for page in pages]


@cache
def sound() -> Site:
    """The small guide without pages: its registry is what hostile pages cite."""
    with TemporaryDirectory() as folder:
        return read_site(write_site(Path(folder), {}), today=TODAY)


def ends_well(settings: Settings, texts: Mapping[str, str]) -> None:
    """Pages with these texts, by edition, are checked, and shown if there are no errors.

    The report of them can be written.
    """
    base = sound()
    files = {f"docs/{locale}/a.md": text for locale, text in texts.items()}
    for path, text in files.items():
        (settings.root / path).write_bytes(text.encode("utf-8", "replace"))
    pages = tuple(
        read_page_file(settings.docs_dir / locale / "a.md", locale, settings, base.registry)
        for locale in texts
    )
    site = replace(base, pages=pages)
    findings = run_rules(site, rumdl=silent)
    placed(findings, files)
    assert summary(compare(Base(base, tuple(files)), site, findings), site)
    wrong = {one.at.path for one in findings if one.severity == "error"}
    for page in pages:
        if page.path not in wrong:
            assert rendered(page.locale, "a", "\n".join(page.lines), base)


@pytest.fixture(scope="module")
def guide_of_two(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A guide of a page in each edition, whose lists may be written anew."""
    said = "".join(f"[x](contact:alipay) [y](law:pipl#13) [z](fact:defence) {n}\n\n" for n in "ab")
    page = f"{FRONT_MATTER}{said}## 一 {{ #a }}\n\n好。\n"
    return write_site(
        tmp_path_factory.mktemp("lists"), {"docs/zh/a.md": page, "docs/en/a.md": page}
    )


@pytest.fixture(autouse=True, scope="module")
def _nothing_kept() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NOTHING_KEPT.items():
            patch.setenv(name, value)
        yield


@some(0.45)
@given(st.data())
def test_any_page_ends_in_findings_or_a_clean_page(
    guide_of_two: Settings, data: st.DataObject
) -> None:
    zh = data.draw(edited(bodies()))
    en = data.draw(st.one_of(st.just(zh), edited(bodies())))
    ends_well(guide_of_two, {"zh": FRONT_MATTER + zh, "en": FRONT_MATTER + en})


@some(0.15)
@given(st.data())
def test_any_front_matter_does(guide_of_two: Settings, data: st.DataObject) -> None:
    ends_well(guide_of_two, {"zh": data.draw(edited(heads())) + "\n## 一 { #a }\n\n好。\n"})


#: Files of YAML that a check reads beside the pages.
LISTS = (
    *(f"_facts/{name}" for name, _ in KINDS.values()),
    f"_facts/{CORRECTIONS}",
    "_checked/en.yml",
)
LISTS += ("_search/zh.yml", "_search/en.yml", "_guide/guide.yml", "_guide/false-claims.yml")


@cache
def lists(name: str) -> list[str]:
    """The small guide's file of a name, and a record or two of the guide's."""
    text = (ROOT / "docs" / name).read_text("utf-8")
    parts = [one for one in re.split(r"^(?=- |\w)", text, flags=re.M) if one.strip()]
    small = FACTS.parent / name.removeprefix("_")
    return [*([small.read_text("utf-8")] if small.is_file() else []), *parts]


@some(0.2)
@given(st.data())
def test_any_list_does(guide_of_two: Settings, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(LISTS))
    file = guide_of_two.docs_dir / name
    text = data.draw(edited(lists(name)))
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "replace"))
    try:
        site = read_site(guide_of_two, today=TODAY)
        findings = run_rules(site, rumdl=silent)
        placed(findings, {f"docs/{name}": text.removeprefix("\ufeff")})
        assert summary(compare(Base(sound(), (f"docs/{name}",)), site, findings), site)
    finally:
        file.unlink() if before is None else file.write_bytes(before)


@some(0.1)
@given(st.data())
def test_any_settings_do(data: st.DataObject) -> None:
    text = data.draw(edited([(ROOT / "mkdocs.yml").read_text("utf-8")]))
    found = allowed.faults(text)
    placed(found, {"mkdocs.yml": text})


#: Any name that a file can have, one that is no UTF-8 too.
NAMES = (
    st.binary(min_size=1, max_size=20)
    .map(lambda name: os.fsdecode(name.translate(None, b"/\0")))
    .filter(lambda name: name.strip(".") != "")
)
FOLDERS = ("docs", "docs/zh", "docs/en", "docs/zh/b", "docs/_facts", "docs/_checked", "overrides")


@some(0.1)
@given(st.data())
def test_any_folder_does(data: st.DataObject) -> None:
    files: dict[str, str | bytes | None] = {"docs/zh/a.md": FRONT_MATTER + "好。\n"}
    for _ in range(data.draw(st.integers(1, 4))):
        name = st.one_of(NAMES, NAMES.map("{}.md".format), st.just("c.md"), st.just("en.yml"))
        path = f"{data.draw(st.sampled_from(FOLDERS))}/{data.draw(name)}"
        held = st.one_of(st.binary(max_size=60), edited(bodies()).map(str.encode))
        files[path] = data.draw(held)
    with TemporaryDirectory() as folder:
        found = run_rules(read_site(write_site(Path(folder), files), today=TODAY), rumdl=silent)
    placed(found, {})


@pytest.mark.all_looks
@some(0.004)
@given(st.lists(edited(bodies()), min_size=20, max_size=40))
def test_what_programs_say_of_any_page_has_its_place(texts: list[str]) -> None:
    """Many at once, since rumdl takes longer to start than to read a page."""
    files = {f"docs/en/{n}.md": FRONT_MATTER + text for n, text in enumerate(texts)}
    with TemporaryDirectory() as folder:
        written = {path: text.encode() for path, text in files.items()}
        site = read_site(write_site(Path(folder), written), today=TODAY)
        found = run_rules(site, rumdl=asked_once([site]))
    placed(found, files)
