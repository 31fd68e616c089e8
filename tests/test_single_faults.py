"""One fault at a time in a copy of the real guide: one line with the place and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from guidance.__main__ import main
from guidance.check import load_rules
from guidance.model import Site
from guidance.parse.site import read_page_file, read_site

from tests.helpers.project import TODAY, copy_project
from tests.rules.small_site import lines_about, settings_in

TABLE: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("single-faults.yml").read_text("utf-8")
)
FACTS = "facts"
USUAL_PAGE = "respond/verify.md"
VERIFY = f"docs/zh/{USUAL_PAGE}"
PAID = ("docs/zh/respond/paid.md", "docs/en/respond/paid.md")
#: Rules about one language, about the registry or about files. Their faults cannot be seeded into
#: the pages of both editions; those about files are below, or in tests/test_hostile_input.py.
ONE_LANGUAGE = {
    "zh": {"mixed-address", "stacked-clauses", "typography", "unexplained-term", "wrong-character"},
    "en": {"reading-grade", "typo", "unexplained-pinyin", "us-spelling"},
}
REGISTRY = {
    "commercial-site",
    "dial-mismatch",
    "due-fact",
    "invalid-fact",
    "suspect-source",
    "unused-fact",
}
SOURCE_ONLY = {"stale-section"}
FILES = {
    "foreign-file",
    "invalid-record",
    "long-walk",
    "missing-page",
    "odd-file-name",
    "stray-file",
    "unreadable-file",
    "unsafe-picture",
    "wrong-encoding",
}


class Fault(NamedTuple):
    """A row of the table: ``edit`` is its part for one edition or for the registry."""

    rule: str
    name: str
    side: str
    cure: str
    edit: dict[str, str]

    @property
    def path(self) -> str:
        """The file that is edited."""
        if self.side == FACTS:
            return f"docs/_facts/{self.edit['in']}"
        return f"docs/{self.side}/{self.edit.get('in', USUAL_PAGE)}"

    @property
    def blamed(self) -> str:
        """The file that the finding names, where it is not the edited one."""
        if "where" in self.edit:
            return self.edit["where"]
        return self.path.replace(f"/{self.side}/", f"/{self.edit.get('found', self.side)}/")

    def place_in(self, text: str) -> str:
        """``line:column`` of what the finding points at."""
        begin = 0
        if "line" in self.edit:
            begin = text.rfind("\n", 0, text.index(self.edit["line"])) + 1
        before = text[: text.index(self.edit["at"], begin)].split("\n")
        return f"{len(before)}:{len(before[-1]) + 1}"


FAULTS = [
    Fault(rule, name, side, edit.get("cure", sides["cure"]), edit)
    for rule, names in TABLE.items()
    for name, sides in names.items()
    for side, edit in sides.items()
    if side != "cure"
]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_project(tmp_path_factory.mktemp("guide") / "copy")
    site_of(folder)
    return folder


@cache
def site_of(folder: Path) -> Site:
    return read_site(settings_in(folder), today=TODAY)


def lines(folder: Path, changed: str = "") -> list[str]:
    """The findings when one file has changed; pages that have not are not read again."""
    site = site_of(folder)
    if changed.startswith("docs/_facts/"):
        site = read_site(settings_in(folder), today=TODAY)
    elif changed:
        pages = [page for page in site.pages if page.path != changed]
        if (folder / changed).exists():
            locale = changed.split("/")[1]
            pages.append(read_page_file(folder / changed, locale, settings_in(folder)))
        site = replace(site, pages=tuple(pages), _cache={})
    return lines_about(site)


@contextmanager
def changed(folder: Path, path: str, change: Callable[[bytes], bytes | None]) -> Iterator[None]:
    """The guide with one file changed, or removed when ``change`` returns None."""
    place = folder / path
    before = place.read_bytes()
    after = change(before)
    try:
        if after is None:
            place.unlink()
        else:
            place.write_bytes(after)
        yield
    finally:
        place.write_bytes(before)


def test_the_guide_has_no_findings(pristine: Path) -> None:
    assert lines(pristine) == []


def test_the_table_has_every_rule_in_every_edition_it_reads() -> None:
    sides = {rule: {fault.side for fault in FAULTS if fault.rule == rule} for rule in load_rules()}
    wanted = {rule: {"zh", "en"} for rule in load_rules()}
    wanted |= {rule: {edition} for edition, rules in ONE_LANGUAGE.items() for rule in rules}
    wanted |= {rule: {FACTS} for rule in REGISTRY} | {rule: {"zh"} for rule in SOURCE_ONLY}
    missing = {
        rule: wanted[rule] - sides[rule] for rule in load_rules() if not wanted[rule] <= sides[rule]
    }
    assert set(missing) == FILES, missing
    assert len(FAULTS) >= 120


def case(fault: Fault) -> Any:
    """A case; one that stands in the Chinese pages too is left to make test-all (a second each)."""
    twin = fault.side == "en" and "zh" in TABLE[fault.rule][fault.name]
    return pytest.param(
        fault,
        id="-".join(fault[:3]).replace(" ", "_"),
        marks=[pytest.mark.all_looks] if twin else [],
    )


@pytest.mark.parametrize("fault", [case(fault) for fault in FAULTS])
def test_one_fault_is_one_line_with_place_and_cure(fault: Fault, pristine: Path) -> None:
    text = (pristine / fault.path).read_text("utf-8")
    assert fault.edit["old"] in text
    text = text.replace(fault.edit["old"], fault.edit["new"], 1)
    with changed(pristine, fault.path, lambda _: text.encode()):
        found = lines(pristine, fault.path)
        blamed = (pristine / fault.blamed).read_text("utf-8")
    assert len(found) == 1, "\n".join(found)
    place, _, rest = found[0].partition(" ")
    assert rest.removeprefix("warning: ").startswith(f"{fault.rule} ")
    assert fault.cure in rest.partition(" — ")[2]
    assert place == f"{fault.blamed}:{fault.place_in(blamed)}"


@pytest.mark.parametrize(("path", "other"), [PAID, PAID[::-1]], ids=["zh", "en"])
def test_a_missing_page_is_one_line_with_place_and_cure(
    path: str, other: str, pristine: Path
) -> None:
    with changed(pristine, path, lambda _: None):
        (found,) = lines(pristine, path)
    assert found.startswith(f"{other}:1:1 missing-page the edition ")
    assert f"write {path} with the same headings" in found


@pytest.mark.parametrize("path", [*PAID, "docs/_facts/claims.yml"])
def test_a_file_in_utf_16_is_one_line_with_place_and_cure(path: str, pristine: Path) -> None:
    with changed(pristine, path, lambda data: data.decode().encode("utf-16")):
        (found,) = lines(pristine, path)
    assert found.startswith(f"{path}:1:1 wrong-encoding the file is UTF-16, not UTF-8")
    assert "save the file as UTF-8" in found


def test_the_command_ends_with_status_1_after_an_error(
    pristine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with changed(pristine, VERIFY, lambda data: data.replace(b"(#court-text)", b"(#cort)")):
        status = main(["-f", str(pristine / "mkdocs.yml"), "check"])
    out = capsys.readouterr().out
    assert status == 1
    assert out.startswith(f"{VERIFY}:")
    assert out.count("\n") == 1


def test_the_command_ends_with_status_0_when_all_is_well(
    pristine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["-f", str(pristine / "mkdocs.yml"), "check"]) == 0
    assert capsys.readouterr().out == ""


MORE_QUESTIONS = "".join(
    f"### {step}? {{ #more-{step} }}\n\n- [a](#{after})\n- [b](#look-in-app)\n\n"
    for step, after in (("a", "more-b"), ("b", "more-c"), ("c", "more-d"), ("d", "stop"))
)


def deepened(page: bytes) -> bytes:
    """The page with four questions more before the last one of its tree, which makes eight."""
    text = page.decode().replace("](#look-in-app)\n- ", "](#more-a)\n- ", 1)
    begin = text.rindex("### ", 0, text.index("{ #look-in-app }"))
    return f"{text[:begin]}{MORE_QUESTIONS}{text[begin:]}".encode()


def test_a_tree_that_grew_too_deep_is_one_line_in_each_edition(pristine: Path) -> None:
    """A step added to one edition only would be told as missing in the other."""
    zh, en = (f"docs/{locale}/{USUAL_PAGE}" for locale in ("zh", "en"))
    with changed(pristine, zh, deepened), changed(pristine, en, deepened):
        found = lines_about(read_site(settings_in(pristine), today=TODAY))
    assert [line.split(":")[0] for line in found] == [en, zh], found
    assert all(line.split()[1] == "long-walk" for line in found), found
    assert all("split the tree" in line.partition(" — ")[2] for line in found), found
