"""What a reviewer is told about a change, on small git repositories and on a clone of the guide."""

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from guidance import freshness
from guidance.changes import Changes, compare, read_base
from guidance.changes.base import Base
from guidance.check import run_rules
from guidance.fix import fix
from guidance.model import Site
from guidance.parse.site import read_page_file, read_site
from guidance.settings import Settings, SettingsError
from guidance.strings import reports
from guidance.stub import stub
from guidance.summary import summary

from tests.helpers.project import copy_project, guidance, guide, small_project
from tests.helpers.rumdl import silent
from tests.rules.small_site import settings_in, small_site

Edit = Callable[[Path], None]
#: The day after the facts of the small guide were checked.
TODAY = date(2026, 11, 25)
PAID = "docs/zh/respond/paid.md"
CONTACTS = "docs/_facts/contacts.yml"
#: Sections that list every contact, or every fact.
LISTS = ("contacts", "facts")
LOOK = "overrides"
TREE = """
## 信吗？ { #trust .decision-tree }

### 有链接吗？ { #link }

- [有](#stop)
- [没有](#look)
- [不确定](#stop)

### 先停手 { #stop .danger }

**不点。** 再看[清单](#first-minutes)。

### 看 App { #look .info }

**自己打开**，再看[清单](#first-minutes)。
"""


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    return git(folder, "rev-parse", "HEAD").strip()


def edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text("utf-8")
    assert old in text, f"{path} does not say {old!r}"
    (folder / path).write_text(text.replace(old, new), "utf-8")


def settings_of(folder: Path, *locales: str) -> Settings:
    """Those of the small guide, which has no menu, in another folder."""
    settings = settings_in(folder)
    return replace(settings, locales=locales or settings.locales, menu=())


def changes_of(
    folder: Path, revision: str = "HEAD", *locales: str, rules: bool = False
) -> tuple[Changes, Site]:
    """The changes, and the changed guide; what the rules find only where a test needs it."""
    settings = settings_of(folder, *locales)
    base = read_base(settings, revision)
    site = read_site(settings, today=TODAY)
    return compare(base, site, run_rules(site) if rules else []), site


def report(folder: Path, revision: str = "HEAD", *, rules: bool = False) -> str:
    return summary(*changes_of(folder, revision, rules=rules))


def part(said: str, title: str) -> str:
    """The part of a report under a heading."""
    found = re.search(rf"^## {title}.*?$(.*?)(?=^## [A-Z]|\Z)", said, re.M | re.S)
    assert found, f"the report has no part {title!r}"
    return found[1].strip()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small guide with a tree and without its look, every section compared, in git."""
    folder = small_project(tmp_path_factory.mktemp("small"))
    shutil.rmtree(folder / LOOK)
    (folder / LOOK).mkdir()
    for locale in ("zh", "en"):
        page = folder / f"docs/{locale}/respond/paid.md"
        page.write_text(page.read_text("utf-8") + TREE, "utf-8")
    site = read_site(settings_of(folder))
    freshness.write(folder / "docs/_checked/en.yml", "en", freshness.current(site, "en"))
    git(folder, "init", "-q", "-b", "main", "--template=")
    commit(folder, "base")
    return folder


@pytest.fixture
def repository(small: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return shutil.copytree(small, tmp_path / "guide", symlinks=True)


# ------------------------------------------------------------------- the whole report


def test_a_change_of_nothing_says_so_in_both_languages(repository: Path) -> None:
    assert report(repository, rules=True) == (
        "# What this change does · 这次改动做了什么\n\n"
        "## Facts · 事实\n\nNo fact changes. · 没有改动事实。\n\n"
        "## Pages · 页面\n\nNo page changes. · 没有改动页面。\n\n"
        "## Decision trees · 决策树\n\nNo tree changes. · 没有改动决策树。\n\n"
        "## Pages that an edition lacks · 还缺的页面\n\n"
        "None of this change; 0 elsewhere. · 这次没有，别处 0 页。\n\n"
        "## Sections to compare with their source · 要和源文对照的章节\n\n"
        "None of this change; 0 elsewhere. · 这次没有，别处 0 节。\n\n"
        "## Findings, each with its cure · 检查结果和改法\n\nNothing to mend. · 没有要改的地方。\n"
    )


def test_a_hotline_changed_in_one_place_names_every_page_it_reaches_in_both_editions(
    tmp_path: Path,
) -> None:
    folder = copy_project(tmp_path, "docs", "pyproject.toml")
    edit(folder, CONTACTS, '"12356"', '"12357"')
    site = read_site(settings_of(folder), today=TODAY)
    changes = compare(Base(guide(), (CONTACTS,)), site, run_rules(site, rumdl=silent))
    said = summary(changes, site)
    (change,) = changes.facts
    assert change.fact == "contact:crisis"
    assert "    - number: `12356` → `12357`" in said.splitlines()
    written = site.registry.written.items()
    saying = {key for key, record in written if "(contact:crisis)" in f"{record}"}
    assert saying
    for locale, start in (("zh", "/"), ("en", "/en/")):
        shown = {
            f"{start}{'' if page.name == 'index' else page.name + '/'}"
            for page in site.edition(locale).values()
            if any(link.key == "crisis" for link in page.facts("contact"))
            or any((link.scheme, link.fact_id) in saying for link in page.facts())
            or any(name in heading.classes for heading in page.headings for name in LISTS)
        }
        assert len(shown) > 10
        assert set(change.reach[locale]) == shown
        assert all(f"`{address}`" in part(said, "Facts") for address in shown)
    assert "unchecked-fact crisis says something else than before" in said
    assert " stale-number " in part(said, "Findings")


# ------------------------------------------------------------------- pages


def rename_page(folder: Path) -> None:
    """And write more into it, as happens."""
    edit(folder, PAID, "不该来电。", "不该打电话。\n\n先深呼吸。\n\n再往下看。")
    for locale in ("zh", "en"):
        page = folder / f"docs/{locale}/respond/paid.md"
        page.rename(page.with_name("already-paid.md"))


def remove_edition(folder: Path) -> None:
    shutil.rmtree(folder / "docs/en")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        pytest.param(
            lambda folder: edit(folder, PAID, "先停手。", "先停手，再报警。"),
            ["- edited · 修改 `docs/zh/respond/paid.md` `已经付款` → `/respond/paid/`"],
            id="edited",
        ),
        pytest.param(
            lambda folder: (folder / PAID).unlink(),
            ["- removed · 删除 `docs/zh/respond/paid.md` `已经付款` → `/respond/paid/`"],
            id="removed",
        ),
        pytest.param(
            rename_page,
            [
                f"- renamed · 改名 `docs/{locale}/respond/already-paid.md` `{title}` → "
                f"`{start}/respond/already-paid/`, was · 原来 `{start}/respond/paid/`: "
                "old links lead nowhere · 旧链接会失效"
                for locale, start, title in (("en", "/en", "Already paid"), ("zh", "", "已经付款"))
            ],
            id="renamed",
        ),
        pytest.param(
            lambda folder: (folder / PAID).write_bytes(b"\x89PNG\r\n\x1a\n\0\xff"),
            ["- edited · 修改 `docs/zh/respond/paid.md` `—` → `/respond/paid/`"],
            id="turned into a binary file",
        ),
        pytest.param(
            lambda folder: edit(folder, PAID, "title: 已经付款", "title: 已经\u202e付款"),
            ["- edited · 修改 `docs/zh/respond/paid.md` `已经<U+202E>付款` → `/respond/paid/`"],
            id="with a sign that turns the line around",
        ),
        pytest.param(
            remove_edition,
            [
                f"- removed · 删除 `docs/en/{name}.md` `{title}` → `/en/{address}`"
                for name, title, address in (
                    ("index", "Got a text", ""),
                    ("reference/laws", "Laws", "reference/laws/"),
                    ("reference/terms", "Words", "reference/terms/"),
                    ("respond/paid", "Already paid", "respond/paid/"),
                )
            ],
            id="of an edition that is gone",
        ),
    ],
)
def test_pages_are_named_with_what_happened_and_their_address(
    repository: Path, change: Edit, lines: list[str]
) -> None:
    change(repository)
    assert part(report(repository), "Pages ·").splitlines() == lines


def test_a_renamed_page_changes_no_tree(repository: Path) -> None:
    rename_page(repository)
    assert part(report(repository), "Decision trees") == "No tree changes. · 没有改动决策树。"


def test_an_edition_taken_out_of_the_settings_is_told_page_by_page(repository: Path) -> None:
    remove_edition(repository)
    changes, _ = changes_of(repository, "HEAD", "zh")
    assert [change.kind for change in changes.pages] == ["removed"] * 4
    assert changes.missing == ()


def test_a_file_that_is_no_page_and_no_fact_is_named(repository: Path) -> None:
    edit(repository, "mkdocs.yml", "site_dir: site", "site_dir: site ")
    (repository / "docs/zh/sent.js").write_text("1")
    git(repository, "add", "-A")
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    said = report(repository)
    assert part(said, "Other files") == "- `docs/zh/sent.js`"
    assert "`mkdocs.yml`" in part(said, FIRST)


def add(path: str, text: str) -> Edit:
    def change(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((file.read_text("utf-8") if file.exists() else "") + text, "utf-8")

    return change


def change(path: str, old: str, new: str) -> Edit:
    return lambda folder: edit(folder, path, old, new)


@pytest.mark.parametrize(
    ("edited", "shown"),
    [
        pytest.param(
            change("mkdocs.yml", "site_dir: site", "site_dir: public"),
            ["/mkdocs.yml", "`mkdocs.yml`", "-site_dir: site", "+site_dir: public"],
            id="a setting, line by line",
        ),
        pytest.param(
            add(".gitattributes", "docs/_guide/** -diff\ndocs/_facts/** linguist-generated\n"),
            ["/.gitattributes", "+docs/_guide/** -diff"],
            id="what hides a change",
        ),
        pytest.param(
            add(
                "docs/_facts/hosts.yml",
                "- {host: a.example, owner: {zh: 甲, en: A}, checked: 2026-11-24}\n",
            ),
            ["/docs/_facts/", "+- {host: a.example"],
            id="a host",
        ),
        pytest.param(
            add("overrides/main.css", ".stop-card { display: none }\n"),
            ["/overrides/", "`overrides/main.css`"],
            id="a style",
        ),
        pytest.param(
            change(PAID, "**不点。**", "<!-- allow long-sentence: 原话如此 -->\n\n**不点。**"),
            ["`long-sentence: 原话如此`"],
            id="an exception",
        ),
    ],
)
def test_what_only_a_person_can_judge_is_shown_first_with_what_it_can_do(
    repository: Path, edited: Edit, shown: list[str]
) -> None:
    edited(repository)
    git(repository, "add", "-A")
    told, words = part(report(repository), FIRST), reports()
    for one in shown:
        assert words.get(one, one) in told


def test_attributes_hide_no_line_of_a_setting(repository: Path) -> None:
    add(".gitattributes", "*.yml -diff\nmkdocs.yml binary\n")(repository)
    edit(repository, "mkdocs.yml", "site_dir: site", "site_dir: public")
    git(repository, "add", "-A")
    assert "+site_dir: public" in part(report(repository), FIRST)


def test_many_sentences_hide_none(repository: Path) -> None:
    lines = "".join(f"第{chr(0x4E00 + number)}句是新的。\n\n" for number in range(300))
    edit(repository, PAID, "**不点。** 再看", f"{lines}付给来人。\n\n**不点。** 再看")
    assert "`付给来人。`" in part(report(repository), FIRST)


def test_records_in_another_order_are_shown_first(repository: Path) -> None:
    first, second, *others = (repository / CONTACTS).read_text("utf-8").rstrip().split("\n\n")
    (repository / CONTACTS).write_text("\n\n".join([second, first, *others]) + "\n", "utf-8")
    assert "`contacts.yml`" in part(report(repository), FIRST)


# ------------------------------------------------------------------- facts


CHECKED = "checked: 2026-11-24\n  how: repost"
CLAIMS = "docs/_facts/claims.yml"


def new_number(folder: Path) -> None:
    edit(folder, CONTACTS, '"110"', '"119"')


def new_number_looked_at(folder: Path) -> None:
    new_number(folder)
    edit(folder, CONTACTS, CHECKED, "checked: 2026-11-25\n  how: called")


def new_source(folder: Path) -> None:
    edit(folder, CONTACTS, "https://www.mps.gov.cn", "https://www.mps.gov.example")


def new_hours(folder: Path) -> None:
    edit(folder, CLAIMS, "22:00", "23:00")


def new_sentence(folder: Path) -> None:
    edit(folder, CONTACTS, "正在被骗时打。", "正在被骗，马上打。")


def new_figure_in_a_sentence(folder: Path) -> None:
    edit(folder, CONTACTS, "正在被骗时打。", "三小时内打。")


def new_way_to_write_a_figure(folder: Path) -> None:
    edit(folder, CONTACTS, "三小时内打。", "3 小时内打。")


def new_record(folder: Path) -> None:
    text = (folder / CONTACTS).read_text("utf-8")
    first = text.split("\n\n")[0].replace("id: police", "id: fire")
    (folder / CONTACTS).write_text(f"{text}\n{first}\n", "utf-8")


def no_record(folder: Path) -> None:
    first, *others = (folder / CONTACTS).read_text("utf-8").split("\n\n")
    assert "id: police" in first
    (folder / CONTACTS).write_text("\n\n".join(others), "utf-8")


@pytest.mark.parametrize(
    ("change", "is_unchecked"),
    [
        (new_number, True),
        (new_source, True),
        (new_hours, True),
        (new_figure_in_a_sentence, True),
        (new_number_looked_at, False),
        (new_sentence, False),
        (new_record, False),
        (no_record, False),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_another_value_needs_another_look_at_its_source(
    repository: Path, change: Edit, is_unchecked: bool
) -> None:
    change(repository)
    changes, site = changes_of(repository)
    assert [finding.severity for finding in changes.unchecked] == ["error"] * is_unchecked
    assert ("must not go in yet · 先不能合并" in summary(changes, site)) == is_unchecked


def test_a_figure_in_other_signs_is_no_other_value(repository: Path) -> None:
    new_figure_in_a_sentence(repository)
    commit(repository, "three hours")
    new_way_to_write_a_figure(repository)
    changes, _ = changes_of(repository)
    assert [change.fact for change in changes.facts] == ["contact:police"]
    assert changes.unchecked == ()


def test_a_passage_that_says_the_old_value_is_asked_for_anew(repository: Path) -> None:
    edit(repository, CONTACTS, CHECKED, f"passage: “110”是报警电话\n  {CHECKED}")
    commit(repository, "A passage")
    new_number_looked_at(repository)
    settings = settings_of(repository)
    changes = compare(read_base(settings, "HEAD"), read_site(settings, today=TODAY), [])
    assert [finding.message for finding in changes.unchecked] == [
        "police no longer says 110, but the passage of its source does"
    ]


def test_what_was_checked_today_is_mended_today_with_a_note(repository: Path) -> None:
    def findings() -> list[str]:
        settings = settings_of(repository)
        site = read_site(settings, today=date(2026, 11, 24))
        changes = compare(read_base(settings, "HEAD"), site, [])
        return [finding.mend for finding in changes.unchecked]

    new_number(repository)
    assert findings() == ["look at its source again, and say under note: what it shows"]
    edit(repository, CONTACTS, CHECKED, f"{CHECKED}\n  note: Called again, they said so.")
    assert findings() == []


def test_an_unchecked_value_stands_at_the_record_with_its_cure_and_fails_the_report(
    repository: Path,
) -> None:
    edit(repository, CONTACTS, "2026-11-24", "2025-11-24")
    edit(repository, CONTACTS, "2027-02-22", "2026-02-22")
    commit(repository, "checked long ago")
    new_number(repository)
    result = guidance(repository, "report", "--base", "HEAD", "--format", "github")
    assert result.returncode == 1
    assert result.stderr == (
        "::error file=docs/_facts/contacts.yml,line=1,col=3,title=unchecked-fact::police says "
        "something else than before, but was last checked on 2025-11-24, as before — look at its "
        "source, then set checked: to that day, how: and review_by:\n"
    )
    assert "- edited · 修改 `contact:police`" in result.stdout


def test_a_report_without_an_unchecked_value_never_fails(repository: Path) -> None:
    edit(repository, PAID, "(contact:police)", "(contact:nobody)")
    result = guidance(repository, "report", "--base", "HEAD")
    assert "unknown-fact" in result.stdout
    assert (result.stderr, result.returncode) == ("", 0)


def test_a_value_that_readers_were_told_asks_for_a_correction(repository: Path) -> None:
    new_number_looked_at(repository)
    asked = part(report(repository), "Corrections")
    assert "docs/_facts/corrections.yml" in asked
    text = re.search(r"```yaml\n(.*?)```", asked, re.S)
    assert text
    (repository / "docs/_facts/corrections.yml").write_text(
        text[1].replace("zh: …", "zh: 号码写错了。").replace("en: …", "en: It was wrong.")
    )
    changes, site = changes_of(repository)
    assert site.problems == ()
    assert [one.fact for one in changes.corrections] == ["contact:police"]
    assert "Readers are told of `contact:police`, 2026-11-25." in summary(changes, site)
    assert "```yaml" not in part(summary(changes, site), "Corrections")


def test_another_sentence_asks_for_no_correction(repository: Path) -> None:
    new_sentence(repository)
    assert "## Corrections" not in report(repository)


def test_facts_that_could_not_be_read_at_the_base_are_no_changes(repository: Path) -> None:
    good = (repository / CONTACTS).read_text("utf-8")
    (repository / CONTACTS).write_text("- id: [\n", "utf-8")
    commit(repository, "broken")
    (repository / CONTACTS).write_text(good, "utf-8")
    changes, _ = changes_of(repository)
    assert (changes.facts, changes.findings) == ((), ())


def test_a_new_record_is_shown_whole_and_a_changed_value_where_it_differs(repository: Path) -> None:
    new_record(repository)
    assert "    - when.zh: `` → `正在被骗时打。`" in report(repository).replace("`—`", "``")
    commit(repository, "whole")
    edit(repository, CONTACTS, "正在被骗时打。", "甲" * 300 + "打。")
    commit(repository, "long")
    edit(repository, CONTACTS, "甲打。", "甲不打。")
    assert f"`…{'甲' * 40}打。` → `…{'甲' * 40}不打。`" in report(repository)


def test_what_makes_a_record_more_trusted_says_so(repository: Path) -> None:
    edit(repository, CONTACTS, "how: repost", "how: called")
    assert reports()["trust"] in part(report(repository), "Facts")


def test_words_of_a_record_cannot_pass_for_words_of_the_report(repository: Path) -> None:
    edit(repository, CONTACTS, "正在被骗时打。", '"`# Approved` <b>好</b>"')
    assert "    - when.zh: `正在被骗时打。` → `` `# Approved` <b>好</b> ``" in report(repository)


# ------------------------------------------------------------------- trees


TREE_EDITS = [
    pytest.param(
        "- [没有](#look)",
        "- [没有](#stop)",
        ["! #link “没有” → #stop (was · 原来 → #look) rerouted · 改道"],
        id="rerouted",
    ),
    pytest.param(
        "- [没有](#look)",
        "- [没看到](#look)",
        ["! #link “没看到” → #look (was · 原来 “没有”) reworded · 改写"],
        id="reworded",
    ),
    pytest.param(
        "- [不确定](#stop)\n",
        "",
        ["- #link “不确定” → #stop answer removed · 删除回答"],
        id="answer removed",
    ),
    pytest.param(
        "- [不确定](#stop)\n",
        "- [不确定](#stop)\n- [点了](#first-minutes)\n",
        ["+ #link “点了” → respond/paid#first-minutes answer added · 新增回答"],
        id="answer added",
    ),
    pytest.param(
        "{ #stop .danger }",
        "{ #stop .success }",
        ["! #stop outcome · 结果 (danger) → outcome · 结果 (success)"],
        id="other tone",
    ),
    pytest.param(
        "### 看 App { #look .info }\n\n**自己打开**，再看[清单](#first-minutes)。\n",
        "",
        ["- outcome · 结果 (info) #look “看 App” removed · 删除"],
        id="outcome removed",
    ),
    pytest.param(
        "### 看 App { #look .info }",
        "### 谁发的？ { #who }\n\n- [银行](#stop)\n- [别人](#look)\n\n### 看 App { #look .info }",
        [
            "+ question · 问题 #who “谁发的？” added · 新增",
            "+   #who “银行” → #stop",
            "+   #who “别人” → #look",
        ],
        id="question added",
    ),
    pytest.param("**不点。**", "**不要点。**", [], id="only words"),
]


@pytest.mark.parametrize(("old", "new", "lines"), TREE_EDITS)
def test_a_tree_is_told_by_what_walks_through_it_meet(
    repository: Path, old: str, new: str, lines: list[str]
) -> None:
    edit(repository, PAID, old, new)
    said = part(report(repository), "Decision trees")
    if not lines:
        assert said == "No tree changes. · 没有改动决策树。"
        return
    assert said.splitlines() == ["`docs/zh/respond/paid.md#trust`", "", "```diff", *lines, "```"]


# ------------------------------------------------------------------- advice turned round

FIRST = "Look here first"
TURNS = [
    pytest.param("**不点。**", "**点。**", "**不点。", id="a not is gone"),
    pytest.param("自己打开", "不自己打开", "**自己打开**", id="a not came in"),
    pytest.param("**不点。** 再", "再", "**不点。", id="a warning is gone"),
    pytest.param(
        "**自己打开**，再看[清单](#first-minutes)。", "", "**自己打开**", id="a sentence is gone"
    ),
    pytest.param(
        "[清单](#first-minutes)。\n\n### 看",
        "[清单](#trust)。\n\n### 看",
        "(#trust)",
        id="a link leads elsewhere",
    ),
    pytest.param("#look .info", "#look .success", "#look .success", id="a block is another"),
    pytest.param("{ #stop .danger }", "{ #stop .success }", "#stop outcome", id="another tone"),
    pytest.param("- [没有](#look)", "- [没有](#stop)", "→ #stop (was", id="another outcome"),
    pytest.param(
        "**不点。**", "**不点。** 邻里的债友常来听听。", "邻里的债友", id="a new sentence"
    ),
    pytest.param(
        "自己打开", "和邻里的债友一起，自己打开", "邻里的债友", id="a sentence with more in it"
    ),
]


@pytest.mark.parametrize(("old", "new", "shown"), TURNS)
def test_advice_that_may_be_turned_round_is_shown_before_anything_else(
    repository: Path, old: str, new: str, shown: str
) -> None:
    edit(repository, PAID, old, new)
    said = report(repository)
    assert shown in part(said, FIRST)
    assert re.findall(r"(?m)^## (\w+ \w+)", said)[0] == "Look here"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("再看", "再看一眼"),
        ("### 先停手 {", "### 停下 {"),
        ("- [没有](#look)", "- [没看到](#look)"),
    ],
    ids=["other words", "a title", "an answer in other words"],
)
def test_other_words_are_not_shown_as_turned_round(repository: Path, old: str, new: str) -> None:
    edit(repository, PAID, old, new)
    assert FIRST not in report(repository)


# ------------------------------------------------------------------- to look at


@pytest.mark.all_looks
def test_the_preview_shows_each_changed_page_before_and_after_and_what_an_edition_lacks(
    repository: Path,
) -> None:
    (repository / LOOK).rmdir()
    copy_project(repository, LOOK)
    then = "use_directory_urls: true\ndocs_dir: docs"
    edit(repository, "mkdocs.yml", "docs_dir: docs", then)
    commit(repository, "look")
    edit(repository, "mkdocs.yml", then, "docs_dir: docs")  # a setting that is known no more
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    page = "---\ntitle: 新页\ndescription: 一句话。\n---\n\n好。\n"
    (repository / "docs/zh/respond/new.md").write_text(page, "utf-8")
    assert guidance(repository, "preview", "--base", "HEAD").returncode == 0
    shown = (repository / "preview.html").read_text("utf-8")
    sections = dict(re.findall(r"<h2>(.*?)</h2>(.*?)</section>", shown, re.S))
    assert list(sections) == ["/respond/new/", "/respond/paid/", "/en/respond/new/"]
    before, after = sections["/respond/paid/"].split("</figure>")[:2]
    assert "先停手，再报警。" not in before
    assert "先停手，再报警。" in after
    lacks = "There is no such page"
    assert [text.count(lacks) for text in sections.values()] == [1, 0, 2]
    assert "<script" not in html.unescape(shown)


# ------------------------------------------------------------------- editions


def test_a_page_in_one_language_comes_with_its_beginning_for_the_translator(
    repository: Path,
) -> None:
    (repository / "docs/zh/respond/new.md").write_text(
        "---\ntitle: 新页\ndescription: 一句话。\n---\n\n## 清单 { #list .checklist }\n\n"
        "- [ ] 打 [110](contact:police) { #call }\n",
        "utf-8",
    )
    assert part(report(repository), "Pages that an edition lacks").endswith(
        "<details><summary>Put this into · 放进 <code>docs/en/respond/new.md</code></summary>\n\n"
        "```markdown\n---\ntitle: …\ndescription: …\n---\n\n## … { #list .checklist }\n\n"
        "- [ ] … [110](contact:police) { #call }\n```\n\n</details>"
    )


def test_beginnings_of_pages_end_where_the_report_would_be_too_long_for_github(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(repository / "docs/en")
    monkeypatch.setattr("guidance.summary.ROOM", 200)
    said = part(report(repository), "Pages that an edition lacks")
    assert len(re.findall("no room for its beginning", said)) >= 2
    assert len("".join(re.findall(r"```markdown\n(.*?)```", said, re.S))) <= 200


@pytest.mark.parametrize("shown", ["text", "github"])
def test_who_writes_one_language_gets_a_green_lint_and_hears_of_the_translator(
    repository: Path, shown: str
) -> None:
    (repository / "docs/zh/reference/new.md").write_text(
        "---\ntitle: 新页\ndescription: 一句话。\n---\n\n先停手。\n", "utf-8"
    )
    lint = guidance(repository, "check", "--only", "lint", "--format", shown)
    assert (lint.stdout, lint.returncode) == ("", 0)
    editions = guidance(repository, "check", "--only", "editions", "--format", shown)
    assert "docs/en/reference/new.md" in editions.stdout
    assert editions.returncode == 1
    (said,) = [line for line in editions.stderr.splitlines() if "translator" in line]
    assert "译者" in said
    assert said.startswith("::notice::") == (shown == "github")


def test_equal_editions_hear_nothing_of_a_translator(repository: Path) -> None:
    assert "translator" not in guidance(repository, "check", "--only", "editions").stderr


def test_a_page_that_others_left_in_one_language_is_only_counted(repository: Path) -> None:
    (repository / "docs/en/reference/terms.md").unlink()
    commit(repository, "theirs")
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    changes, site = changes_of(repository)
    assert (changes.missing, changes.missing_total) == ((), 1)
    said = part(summary(changes, site), "Pages that an edition lacks")
    assert said == "None of this change; 1 elsewhere. · 这次没有，别处 1 页。"


def test_a_stub_has_the_outline_the_items_and_the_facts_of_its_source() -> None:
    site = guide()
    for page in site.edition("zh").values():
        text = stub(page, "en", site.registry)
        assert all(f"#{heading.id}" in text for heading in page.headings)
        assert all(f"{{ #{item.id} }}" in text for c in page.checklists for item in c.items)
        assert all(f"]({link.href})" in text for link in page.links)


def test_a_stub_holds_no_word_of_its_source_outside_letters() -> None:
    site = guide()
    pages = [page for page in site.edition("zh").values() if not page.letters]
    assert len(pages) > 30
    for page in pages:
        left = re.sub(r"`[^`]*`", "", stub(page, "en", site.registry))
        assert re.findall(r"[一-鿿]+", left) == [], page.path


def test_a_stub_keeps_the_words_of_a_letter_and_not_those_about_it(tmp_path: Path) -> None:
    head = "---\ntitle: 页\ndescription: 一句话。\n---\n\n## 信 { #ask .letter }\n\n"
    site = small_site(tmp_path, {"docs/zh/a.md": f"{head}还清以后再发。\n\n请回复。\n"})
    assert stub(site.pages[0], "en", site.registry).endswith("{ #ask .letter }\n\n…\n\n请回复。\n")


def test_a_stub_hides_what_its_source_hides(tmp_path: Path) -> None:
    head = "---\ntitle: 页\ndescription: 一句话。\nhide:\n  - navigation\n  - search\n---\n"
    site = small_site(tmp_path, {"docs/zh/a.md": f"{head}\n好。\n"})
    assert site.problems == site.pages[0].problems == ()
    text = stub(site.pages[0], "en", site.registry)
    assert text == head.replace("页", "…").replace("一句话。", "…") + "\n…\n"


def test_a_section_is_stale_after_its_source_said_something_else(repository: Path) -> None:
    edit(repository, PAID, "不该来电。", "不该打电话。")
    said = part(report(repository), "Sections to compare")
    assert said.splitlines()[0] == (
        "- `en/respond/paid#night`: `docs/en/respond/paid.md:15-17` ← `docs/zh/respond/paid.md:15-17`"
    )
    assert "`guidance checked en/respond/paid`" in said
    assert "#first-minutes" not in said


def test_the_lines_of_the_report_pasted_into_the_record_make_a_section_fresh(
    repository: Path,
) -> None:
    edit(repository, PAID, "不该来电。", "不该打电话。")
    fence = re.search(r"```yaml\n(.*?)```", part(report(repository), "Sections to compare"), re.S)
    assert fence
    record = repository / "docs/_checked/en.yml"
    pasted = yaml.safe_load(record.read_text("utf-8")) | yaml.safe_load(fence[1])
    record.write_text(yaml.safe_dump(pasted), "utf-8")
    changes, _ = changes_of(repository)
    assert (changes.stale, changes.stale_total) == ((), 0)


def test_stamping_a_page_makes_its_sections_fresh_and_says_which(repository: Path) -> None:
    edit(repository, PAID, "不该来电。", "不该打电话。")
    result = guidance(repository, "checked", "en/respond/paid")
    assert result.stdout == "en/respond/paid: compared with its source (again: #night)\n"
    assert changes_of(repository)[0].stale_total == 0
    again = guidance(repository, "checked", "en/respond/paid.md")
    assert again.stdout == "en/respond/paid: nothing has changed since it was compared\n"


@pytest.mark.parametrize("wanted", ["zh/respond/paid", "en/nowhere", "fr", "en/respond"])
def test_a_page_that_is_no_translation_cannot_be_stamped(repository: Path, wanted: str) -> None:
    before = (repository / "docs/_checked/en.yml").read_bytes()
    result = guidance(repository, "checked", "en/respond/paid", wanted)
    assert result.stderr == (
        f"guidance: no translated page {wanted!r}: write it like en/respond/paid\n"
    )
    assert result.returncode == 2
    assert (repository / "docs/_checked/en.yml").read_bytes() == before


def test_a_broken_record_is_not_written_over(repository: Path) -> None:
    record = repository / "docs/_checked/en.yml"
    record.write_text("<<<<<<< main\n" + record.read_text("utf-8"), "utf-8")
    before = record.read_bytes()
    result = guidance(repository, "checked", "en/respond/paid")
    assert "docs/_checked/en.yml:1:1 invalid-record" in result.stderr
    assert result.returncode == 2
    assert record.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "is_fresh"),
    [
        ("对方的 App 或开过", "对方的 App\n或开过", True),
        ("[95188](contact:alipay)", "[支付宝](contact:alipay)", True),
        ("[95188](contact:alipay)", "[95188](contact:police)", False),
    ],
    ids=["another line break", "another text of a fact link", "another fact behind the text"],
)
def test_a_section_stays_fresh_when_only_its_typing_changes(
    tmp_path: Path, old: str, new: str, is_fresh: bool
) -> None:
    folder = copy_project(tmp_path, "mkdocs.yml", "docs")
    edit(folder, "docs/zh/respond/paid.md", old, new)
    page = read_page_file(folder / "docs/zh/respond/paid.md", "zh", settings_in(folder))
    before = guide().edition("zh")["respond/paid"]
    assert page.lines != before.lines
    assert (freshness.section_hashes(page) == freshness.section_hashes(before)) == is_fresh


def test_stamping_a_page_leaves_the_lines_of_the_others() -> None:
    recorded = {"a#x": "old", "a#gone": "old", "b#x": "old", "c#gone": "old"}
    now = {"a#x": "new", "a#y": "new", "b#x": "new"}
    assert freshness.stamped(recorded, now, ["a"]) == {
        "a#x": "new",
        "a#y": "new",
        "b#x": "old",
        "c#gone": "old",
    }
    assert freshness.stamped(recorded, now, []) == now


# ------------------------------------------------------------------- findings


def test_warnings_about_what_the_change_does_not_touch_are_only_counted(repository: Path) -> None:
    edit(repository, CONTACTS, "2027-02-22", "2026-11-30")
    commit(repository, "due soon")
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    changes, site = changes_of(repository, rules=True)
    assert (changes.findings, changes.others) == ((), 3)
    assert "warnings about what this change does not touch" in summary(changes, site)


def test_errors_come_before_warnings(repository: Path) -> None:
    edit(repository, CONTACTS, "2027-02-22", "2026-11-30")
    edit(repository, PAID, "(contact:police)", "(contact:nobody)")
    found = part(report(repository, rules=True), "Findings").splitlines()
    levels = [" warning: " in line for line in found if line.startswith("docs/")]
    assert levels == sorted(levels)
    assert set(levels) == {True, False}


# ------------------------------------------------------------------- the base in git


def test_what_others_did_since_is_not_the_change(repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    commit(repository, "mine")
    git(repository, "checkout", "-q", "main")
    new_number_looked_at(repository)
    commit(repository, "theirs")
    git(repository, "checkout", "-q", "mine")
    changes, _ = changes_of(repository, "main")
    assert [change.path for change in changes.pages] == [PAID]
    assert changes.facts == ()
    assert changes.files == ()


def shallow(repository: Path, target: Path, depth: int) -> Path:
    git(repository, "clone", "-q", f"--depth={depth}", "--no-single-branch",
        f"file://{repository}", str(target))  # fmt: skip
    return target


def test_a_clone_too_shallow_for_the_base_is_told_what_to_fetch(
    repository: Path, tmp_path: Path
) -> None:
    base = git(repository, "rev-parse", "HEAD").strip()
    edit(repository, PAID, "先停手。", "先停手，再报警。")
    commit(repository, "mine")
    there = shallow(repository, tmp_path / "shallow", 1)
    with pytest.raises(SettingsError, match=f"git knows no '{base}' here: try git fetch --unsha"):
        read_base(settings_of(there), base)


def test_a_clone_too_shallow_for_the_fork_is_told_what_to_fetch(
    repository: Path, tmp_path: Path
) -> None:
    for branch, words in (("mine", "再报警"), ("theirs", "先别急")):
        git(repository, "checkout", "-qb", branch, "main")
        edit(repository, PAID, "先停手。", f"先停手，{words}。")
        commit(repository, branch)
    there = shallow(repository, tmp_path / "shallow", 1)
    with pytest.raises(SettingsError, match="too shallow to know where the branch left 'origin/mi"):
        read_base(settings_of(there), "origin/mine")


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("nowhere", "git knows no 'nowhere' here: try git fetch"),
        ("origin/main", "git knows no 'origin/main' here: try git fetch origin main"),
        ("--help", "git knows no '--help' here: try git fetch"),
    ],
)
def test_an_unknown_revision_is_one_sentence_with_status_2(
    repository: Path, revision: str, sentence: str
) -> None:
    result = guidance(repository, "report", f"--base={revision}")
    assert result.stderr == f"guidance: {sentence}\n"
    assert (result.stdout, result.returncode) == ("", 2)


def test_a_folder_without_git_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="not a git repository"):
        read_base(settings_of(small_project(tmp_path)), "HEAD")


def test_a_state_before_the_guide_is_one_sentence(repository: Path) -> None:
    git(repository, "checkout", "-q", "--orphan", "old")
    git(repository, "rm", "-rqf", "docs")
    old = commit(repository, "nothing yet")
    git(repository, "checkout", "-q", "main")
    with pytest.raises(SettingsError, match="there was no docs at"):
        read_base(settings_of(repository), old)


def test_a_symbolic_link_at_the_base_leads_nowhere(repository: Path) -> None:
    (repository / "docs/zh/passwords.md").symlink_to("/etc/passwd")
    commit(repository, "link")
    base = read_base(settings_of(repository), "HEAD")
    assert "passwords" not in base.site.edition("zh")
    assert "respond/paid" in base.site.edition("zh")


# ------------------------------------------------------------------- fix


def test_fix_gives_a_contact_its_number_back_and_then_changes_nothing(repository: Path) -> None:
    zh, en = "docs/zh/index.md", "docs/en/respond/paid.md"
    edit(
        repository, zh, "description: 先停手，再看账单。", "description: 打开支付宝App，再看账单。"
    )
    edit(repository, zh, "选一个。", "选一个 App。")
    assert list(fix(settings_of(repository))) == []
    wanted = {path: (repository / path).read_text("utf-8") for path in (zh, en)}
    edit(repository, en, "[110](contact:police)", "[119](contact:police)")
    edit(repository, zh, "选一个 App。", "选一个App。")
    assert list(fix(settings_of(repository))) == [f"{en}: mended", f"{zh}: mended"]
    assert {path: (repository / path).read_text("utf-8") for path in (zh, en)} == wanted
    assert list(fix(settings_of(repository))) == []


def test_fix_writes_a_new_figure_as_the_link_writes_it(repository: Path) -> None:
    edit(
        repository,
        "docs/_facts/claims.yml",
        "{zh: [22:00 到次日 8:00], en: [22:00 to 8:00]}",
        "{zh: [21:00 到次日 7:00, 夜里九点到七点], en: [nine to seven, 21:00 to 7:00]}",
    )
    zh, en = "docs/zh/respond/paid.md", "docs/en/respond/paid.md"
    assert set(fix(settings_of(repository))) == {f"{zh}: mended", f"{en}: mended"}
    assert "[21:00 到次日 7:00](fact:night)" in (repository / zh).read_text("utf-8")
    assert "[21:00 to 7:00](fact:night)" in (repository / en).read_text("utf-8")


def test_fix_leaves_what_a_person_must_decide(repository: Path) -> None:
    """Which of several texts is meant."""
    edit(repository, "docs/en/respond/paid.md", "[credit record](term", "[record](term")
    assert list(fix(settings_of(repository))) == []
