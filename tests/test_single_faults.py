"""One fault is one line with its place and its cure, in the real guide.

A fault that concerns nothing but its page is put into a copy of the page, so that one check of one
guide judges them all; the others are tried one after another.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from guidance import freshness
from guidance.check import Ask, load_rules
from guidance.check._ways import ways
from guidance.model import Page, Site
from guidance.parse.facts import read_registry
from guidance.parse.site import read_page_file
from guidance.registry import CITED, Known

from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, ROOT, copy_project, guide
from tests.helpers.rumdl import silent
from tests.rules.small_site import lines_about, settings_in

TABLE: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    Path(__file__).with_name("single-faults.yml").read_text("utf-8")
)
FACTS = "facts"
USUAL_PAGE = "respond/verify.md"
COPY = "-copy"
PAID = ("docs/zh/respond/paid.md", "docs/en/respond/paid.md")
#: Rules about one language, about the registry or about files. Their faults cannot be seeded into
#: the pages of both editions; those about files are below, or in tests/test_hostile_input.py.
ONE_LANGUAGE = {
    "zh": {"mixed-address", "typography", "wrong-character"},
    "en": {"reading-grade", "straight-quote"},
}
REGISTRY = {
    "dial-mismatch",
    "due-fact",
    "invalid-fact",
    "stale-number",
    "unknown-host",
    "unused-fact",
}
SOURCE_ONLY = {"stale-section"}
FILES = {
    "far-page",
    "foreign-file",
    "invalid-guide",
    "invalid-record",
    "invalid-search-words",
    "lost-way",
    "missing-page",
    "not-in-menu",
    "odd-file-name",
    "unreadable-file",
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
    def page(self) -> str:
        """The name of the page, where it is one."""
        return self.path.removeprefix(f"docs/{self.side}/").removesuffix(".md")

    @property
    def blamed(self) -> str:
        """The file that the finding names, where it is not the edited one."""
        if "where" in self.edit:
            return self.edit["where"]
        return self.path.replace(f"/{self.side}/", f"/{self.edit.get('found', self.side)}/")

    @property
    def has_its_words(self) -> bool:
        """Whether the file still says what is spoilt, and the registry the number of the cure.

        Whoever corrects a sentence or a number owes tests nothing.
        """
        cited = CITED.search(self.cure)
        contact = guide().registry.contacts.get(cited["id"]) if cited else None
        has_number = not (cited and contact) or cited["words"] in ("…", contact.number)
        return has_number and self.edit["old"] in (ROOT / self.path).read_text("utf-8")

    def put_into(self, text: str) -> str:
        """The text of its file with the fault."""
        return text.replace(self.edit["old"], self.edit["new"], 1)

    def place_in(self, text: str) -> str:
        """``line:column`` of what the finding points at: the same words may stand elsewhere too."""
        begin, near = 0, self.edit.get("line")
        if near is None and self.blamed == self.path and self.edit["at"] in self.edit["new"]:
            near = self.edit["new"]
        if near:
            begin = text.rfind("\n", 0, text.index(near)) + 1
        before = text[: text.index(self.edit["at"], begin)].split("\n")
        return f"{len(before)}:{len(before[-1]) + 1}"


WRITTEN = [
    Fault(rule, name, side, edit.get("cure", sides["cure"]), edit)
    for rule, names in TABLE.items()
    for name, sides in names.items()
    for side, edit in sides.items()
    if side != "cure"
]
FAULTS = [fault for fault in WRITTEN if fault.has_its_words]


#: What other pages link to. Where a fault takes it away, they must not be told as broken as well.
LINKED = ("{ #trust ", "{ #verify-safely ", "{ #first-minutes ", "---\n\n")


def is_in_place(fault: Fault) -> bool:
    """Whether the fault needs the page itself, and not a copy to which no page links."""
    return fault.side == FACTS or any(one in fault.edit["old"] for one in LINKED)


# ------------------------------------------------------------------- each in a copy of its page


#: In ids that a page shows as code: figures would look like a number to dial.
LETTERS = str.maketrans("0123456789", "abcdefghij")


@dataclass(frozen=True)
class Copy:
    """A page to which no other leads, with a fault in one edition.

    A tree or a list has its id to itself in the whole guide: in a copy another one, as long.
    """

    fault: Fault
    number: int

    @property
    def name(self) -> str:
        return f"{self.fault.page}{COPY}{self.number}"

    @cached_property
    def ids(self) -> dict[str, str]:
        page = guide().edition(LOCALES[0])[self.fault.page]
        names = [tree.id for tree in page.trees] + [one.id for one in page.checklists]
        names += re.findall(r"#([\w-]+) \.(?:decision-tree|checklist) ", self.fault.edit["new"])
        return {
            name: name[0] + f"{self.number:0{len(name) - 1}}".translate(LETTERS) for name in names
        }

    @property
    def paths(self) -> dict[str, str]:
        return {locale: f"docs/{locale}/{self.name}.md" for locale in LOCALES}

    def write(self, folder: Path) -> None:
        for locale, target in self.paths.items():
            path = f"docs/{locale}/{self.fault.page}.md"
            text = (ROOT / path).read_text("utf-8")
            text = self.fault.put_into(text) if path == self.fault.path else text
            (folder / target).write_text(self.renamed(text), "utf-8")

    def renamed(self, text: str) -> str:
        for old, new in self.ids.items():
            text = re.sub(rf"#{old}(?![\w-])", f"#{new}", text)
        return text

    def as_in_the_page(self, line: str) -> str:
        for old, new in self.ids.items():
            line = line.replace(new, old)
        return line.replace(f"{COPY}{self.number}", "")

    def compared(self) -> dict[str, str]:
        """The record of the sections before the fault."""
        page = guide().edition(LOCALES[0])[self.fault.page]
        links = tuple(replace(link, href=self.renamed(link.href)) for link in page.links)
        hashes = freshness.section_hashes(replace(page, links=links))
        return {self.renamed(f"{self.name}#{one}"): value for one, value in hashes.items()}


@cache
def findings_of_the_guide() -> list[str]:
    return lines_about(guide())


def told(site: Site, rumdl: Ask | None = None) -> list[str]:
    """Findings but for the reminders of the guide itself: who corrected a record has done enough.

    The places that a reminder lists in brackets may be others.
    """
    own = {without_places(line) for line in findings_of_the_guide() if " warning: " in line}
    return [line for line in lines_about(site, rumdl) if without_places(line) not in own]


def without_places(line: str) -> str:
    place, _, words = line.partition(" ")
    return f"{place.partition(':')[0]} {words.partition(' (')[0]}"


def seeded(folder: Path, faults: Sequence[Fault]) -> dict[int, list[str]]:
    """What a check of the guide with all these copies says, by number of the fault; -1: the rest."""
    copy_project(folder)
    copies = [Copy(fault, number) for number, fault in enumerate(faults)]
    for copy in copies:
        copy.write(folder)
    settings, registry = settings_in(folder), guide().registry
    new = [
        read_page_file(folder / path, locale, settings, registry)
        for copy in copies
        for locale, path in copy.paths.items()
    ]
    pages = [*outlines().values(), *new]
    pages.sort(key=lambda page: (LOCALES.index(page.locale), page.path))
    ids = Known(why="of copies", words=[one for copy in copies for one in copy.ids.values()])
    registry = replace(registry, words=(*registry.words, ids))
    site = replace(guide(), pages=tuple(pages), registry=registry, root=str(settings.root))
    compared = dict(freshness.current(replace(guide(), pages=tuple(outlines().values())), "en"))
    for copy in copies:
        compared |= copy.compared()
    said: dict[int, list[str]] = defaultdict(list)
    for line in told(replace(site, checked={"en": compared}, menu=())):
        if " far-page " in line:  # no page links to a copy
            continue
        found = re.match(rf"\S+{COPY}(\d+)\.md:", line)
        number = int(found[1]) if found else -1
        if found and " far-page " in line:
            continue  # no page leads to a copy
        said[number].append(copies[number].as_in_the_page(line) if found else line)
    return said


def check_copies(folder: Path, faults: Sequence[Fault]) -> None:
    said = seeded(folder, faults)

    @for_each("number", range(len(faults)), ids=lambda number: name_of(faults[number]))
    def one_line_with_place_and_cure(number: int) -> None:
        check(faults[number], said[number])

    one_line_with_place_and_cure()
    assert said[-1] == []


def check(fault: Fault, found: list[str]) -> None:
    assert len(found) == 1, "\n".join(found)
    place, _, rest = found[0].partition(" ")
    assert rest.removeprefix("warning: ").startswith(f"{fault.rule} ")
    assert fault.cure in rest.partition(" — ")[2]
    blamed = (ROOT / fault.blamed).read_text("utf-8")
    blamed = fault.put_into(blamed) if fault.blamed == fault.path else blamed
    assert place == f"{fault.blamed}:{fault.place_in(blamed)}"


def name_of(fault: Fault) -> str:
    return f"{fault.rule}, {fault.name}, {fault.side}"


def is_twin(fault: Fault) -> bool:
    """Whether the same fault is put into the Chinese pages too."""
    return fault.side == "en" and "zh" in TABLE[fault.rule][fault.name]


def firsts(faults: Sequence[Fault]) -> list[Fault]:
    """The first of each rule; all of them are cases of tests/rules too, in a small guide."""
    return list({fault.rule: fault for fault in reversed(faults)}.values())


COPIED = [fault for fault in FAULTS if not is_in_place(fault)]
IN_PLACE = [fault for fault in FAULTS if is_in_place(fault)]


def test_one_fault_is_one_line_with_place_and_cure(tmp_path: Path) -> None:
    check_copies(tmp_path, firsts(COPIED))


@pytest.mark.all_looks
@pytest.mark.parametrize("twin", [False, True], ids=["Chinese", "English"])
def test_the_other_faults_are_one_line_each(tmp_path: Path, twin: bool) -> None:
    check_copies(tmp_path, [fault for fault in COPIED if is_twin(fault) == twin])


# ------------------------------------------------------------------- in the page or file itself


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("guide") / "copy")


def lines(folder: Path, *changed: str) -> list[str]:
    """The findings when files have changed; of the other pages, all but their sentences."""
    settings = settings_in(folder)
    names = {path.split("/", 2)[2].removesuffix(".md") for path in changed}
    pages = [page if page.name in names else outlines()[page.path] for page in guide().pages]
    compared = freshness.current(replace(guide(), pages=tuple(pages)), "en")
    pages = [page for page in pages if page.path not in changed]
    for path in changed:
        locale = path.split("/")[1]
        if locale in LOCALES and (folder / path).exists():
            pages.append(read_page_file(folder / path, locale, settings))
    site = replace(
        guide(),
        pages=tuple(pages),
        checked={"en": compared},
        root=str(settings.root),
    )
    if not any(path.startswith("docs/_facts/") for path in changed):
        return told(site)
    registry, problems = read_registry(settings.facts_dir, settings.root, settings.locales)
    site = replace(site, registry=registry, problems=tuple(problems))
    return told(site, silent)  # rumdl reads pages


@cache
def outlines() -> dict[str, Page]:
    return {page.path: outline(page) for page in guide().pages}


def outline(page: Page) -> Page:
    """What other pages can break: headings, links and facts, ids and trees."""
    return replace(page, blocks=(), code=(), lines=tuple("x" * len(line) for line in page.lines))


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


def test_the_table_has_every_rule_in_every_edition_it_reads() -> None:
    sides = {rule: {fault.side for fault in WRITTEN if fault.rule == rule} for rule in load_rules()}
    wanted = {rule: {"zh", "en"} for rule in load_rules()}
    wanted |= {rule: {edition} for edition, rules in ONE_LANGUAGE.items() for rule in rules}
    wanted |= {rule: {FACTS} for rule in REGISTRY} | {rule: {"zh"} for rule in SOURCE_ONLY}
    missing = {
        rule: wanted[rule] - sides[rule] for rule in load_rules() if not wanted[rule] <= sides[rule]
    }
    assert set(missing) == FILES, missing
    assert len(WRITTEN) >= 120


@pytest.mark.all_looks
def test_the_pages_still_have_the_words_that_the_table_spoils() -> None:
    """Told at night to whoever keeps the tests: put other words of the page there."""
    assert [name_of(fault) for fault in WRITTEN if not fault.has_its_words] == []


def test_a_fault_in_the_facts_or_in_what_others_link_to_is_one_line_with_place_and_cure(
    pristine: Path,
) -> None:
    check_in_place(pristine, firsts(IN_PLACE))


@pytest.mark.all_looks
def test_the_other_faults_in_the_facts_and_in_what_others_link_to_are_one_line(
    pristine: Path,
) -> None:
    check_in_place(pristine, [fault for fault in IN_PLACE if fault not in firsts(IN_PLACE)])


def check_in_place(folder: Path, faults: Sequence[Fault]) -> None:
    @for_each("fault", faults, ids=name_of)
    def one_line_with_place_and_cure(fault: Fault) -> None:
        with changed(folder, fault.path, lambda data: fault.put_into(data.decode()).encode()):
            found = lines(folder, fault.path)
        check(fault, found)

    one_line_with_place_and_cure()


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
    assert found.startswith(f"{path}:1:1 unreadable-file the file is UTF-16, not UTF-8")
    assert "save the file as UTF-8" in found


def test_the_guide_has_no_errors() -> None:
    assert [line for line in findings_of_the_guide() if " warning: " not in line] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_lost_way_is_one_line_with_place_and_cure(locale: str, pristine: Path) -> None:
    way = next(one for one in ways(guide())[0] if one.name == "understand/examples#fake-court")
    path, (place,) = f"docs/{locale}/understand/examples.md", way.places
    page, anchor = place
    link = f"../{page}.md#{anchor}".encode()
    with changed(pristine, path, lambda data: data.replace(link, f"../{page}.md".encode())):
        (found,) = lines(pristine, path)
    assert re.match(rf"{path}:\d+:1 lost-way this section no longer leads to {place}", found)
    assert f"]({link.decode()})" in found


MORE_QUESTIONS = "".join(
    f"### {step.upper()}? {{ #more-{step} }}\n\n- [A](#{after})\n- [B](#look-in-app)\n\n"
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
        found = lines(pristine, zh, en)
    assert [line.split(":")[0] for line in found] == [en, zh], found
    assert all(line.split()[1] == "long-walk" for line in found), found
    assert all("split the tree" in line.partition(" — ")[2] for line in found), found
