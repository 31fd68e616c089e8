"""A language and a subject are data: no code names one, or writes in one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from guidance.language import languages
from guidance.strings import load, reports

from tests.helpers.project import LOCALES, ROOT

CODE = sorted((ROOT / "scripts").rglob("*.py"))
LOOK = [
    path
    for kind in ("js", "html", "css")
    for folder in ("overrides", "scripts/guidance/pack")
    for path in sorted((ROOT / folder).rglob(f"*.{kind}"))
]
#: What ``lang`` says on a page of an edition.
TAGS = {load(locale)["language"] for locale in LOCALES}
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
MARKS = re.compile("[\u3000-\u303f\uff00-\uffef]")
#: The one place of these marks.
NAMED = ROOT / "scripts/guidance/han.py"
SUBJECT = re.compile(r"(?i)alipay|huabei|jiebei|\bant group|antgroup|支付宝|花呗|借呗|蚂蚁")
COMMENT = {
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'\\])//[^\n]*", re.S),
    ".css": re.compile(r"/\*.*?\*/", re.S),
    ".html": re.compile(r"\{#.*?#\}|<!--.*?-->|/\*.*?\*/", re.S),
}


def texts(code: str) -> Iterator[tuple[int, str]]:
    """The texts of a module but for descriptions, each with its line."""
    tree = ast.parse(code)
    described = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(one.body[0].value) for one in ast.walk(tree)
            if isinstance(one, described) and one.body and isinstance(one.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def written(path: Path, code: str) -> Iterator[str]:
    """What code says in Chinese, with its marks or of this guide's subject, and where."""
    yield from (f"{path.name}: {one}" for one in SUBJECT.findall(code))
    if path.suffix == ".py":
        for line, text in texts(code):
            marks = MARKS.findall(text) if path != NAMED else []
            yield from (f"{path.name}:{line} {one}" for one in HAN.findall(text) + marks)
    else:
        bare = COMMENT[path.suffix].sub("", code)
        yield from (f"{path.name}: {one}" for one in HAN.findall(bare) + MARKS.findall(bare))


def test_a_language_is_a_folder_and_a_file_in_each_room() -> None:
    """But for messages, which rules say in one, for how it is set, and for how it is disguised."""
    code = ROOT / "scripts/guidance"
    rooms = {path.parents[1].name for path in code.glob("components/*/words/*.yml")}
    for locale in languages():
        folder = code / "languages" / locale
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
        assert found - {"messages.yml", "findings.yml", "look-alikes.yml", "sheet.css"} == {
            *(f"{name}.yml" for name in ("language", "words", "paper", "reports", "starter")),
            *(f"starter/{name}.md" for name in ("index", "steps", "contacts")),
        }
        own = {path.parents[1].name for path in code.glob(f"components/*/words/{locale}.yml")}
        assert own == rooms


def test_no_code_names_a_language() -> None:
    named = {*languages(), *TAGS}
    found = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in CODE
        for line, text in texts(path.read_text("utf-8"))
        if text in named
    ]
    assert found == []


def test_no_look_names_a_language_but_the_sheets_of_languages() -> None:
    named = re.compile(rf"""["'(](?:{"|".join({*languages(), *TAGS})})["')]""")
    found = {
        str(path.relative_to(ROOT)): named.findall(path.read_text("utf-8"))
        for path in LOOK
        if "vendor" not in path.parts
    }
    told = {path for path, names in found.items() if names}
    assert told == {f"overrides/languages/{locale}.css" for locale in LOCALES}


def test_no_code_writes_in_a_language_or_names_the_subject() -> None:
    code = {path: path.read_text("utf-8") for path in (*CODE, *LOOK) if "vendor" not in path.parts}
    assert [one for path, text in code.items() for one in written(path, text)] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.py", 'A = "按"'),
        ("a.py", "A = f'{b}：'"),
        ("a.py", '"""See Alipay."""'),
        ("a.js", 'const a = "按"; // 按'),
        ("a.css", "a::after { content: '；' }"),
        ("a.html", "<p>{# 按 #}按</p>"),
    ],
)
def test_code_that_does_is_told_of(name: str, code: str) -> None:
    assert len(list(written(Path(name), code))) == 1


def test_comments_may_have_an_example() -> None:
    code = {
        "a.py": '"""按：."""\n# 按\nA = "a"',
        "a.js": "/* 按 */ // 按：\nb",
        "a.html": "{# 按 #}",
    }
    assert [one for name, text in code.items() for one in written(Path(name), text)] == []


def test_a_report_speaks_the_languages_of_its_guide() -> None:
    alone = {locale: reports([locale]) for locale in languages()}
    assert len({frozenset(words) for words in alone.values()}) == 1
    both = reports(languages())
    assert both["removed"] == " · ".join(words["removed"] for words in alone.values())
    assert reports() == reports(["xx"]) == both
