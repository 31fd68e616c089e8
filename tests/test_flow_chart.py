"""Decision trees as pictures: the same graph as the page, whole, alike every time, small."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from guidance.components.decision_tree.flow_chart import START, FlowChart, flow_chart
from guidance.components.decision_tree.flow_chart_look import read_look
from guidance.components.decision_tree.layered import Edge, Size, lay_out
from guidance.components.decision_tree.pictures import FOLDER, draw_pictures
from guidance.components.decision_tree.text_width import width, wrapped
from guidance.draw import find_tree
from guidance.model import Page, Place, Step, Tree
from guidance.settings import SettingsError
from guidance.strings import load

from tests.helpers import html
from tests.helpers.contrast import contrast
from tests.helpers.every import for_each
from tests.helpers.project import LOCALES, ROOT, Address, guidance, guide, run

SVG = "{http://www.w3.org/2000/svg}"
LOOK = read_look(ROOT / "overrides")
TREES = [(page, tree) for page in guide().pages for tree in page.trees]
EVERY_TREE = for_each(("page", "tree"), TREES, ids=lambda one: f"{one[0].locale} {one[1].id}")
#: Trees with a picture in the site: Home has none, nor has a list with one question.
DRAWN = [
    (page, tree)
    for page, tree in TREES
    if sum(node.is_question for node in tree.nodes) > 1 and page.name != "index"
]
#: Bytes of a picture that a reader on a slow line still waits for, as a host sends it.
LARGEST = 8_000


@cache
def drawn(locale: str, tree: str) -> FlowChart:
    _, found = next(one for one in TREES if (one[0].locale, one[1].id) == (locale, tree))
    titles = {name: other.title for name, other in guide().edition(locale).items()}
    return flow_chart(
        found, words=load(locale), titles=titles, look=LOOK, link=lambda target: f"to/{target}"
    )


def parsed(page: Page, tree: Tree) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(page.locale, tree.id).svg)


def boxes(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {box.attrib["id"]: box for box in svg.iter(f"{SVG}g") if "id" in box.attrib}


def place(target: Step | Place) -> str:
    """Where an answer leads, as an id of the picture."""
    return str(target).removeprefix("#").replace("/", "_").replace("#", "__")


def without_spaces(text: str) -> str:
    return re.sub(r"\s", "", text)


def said(box: ElementTree.Element) -> str:
    """The words of a box, however its lines are broken."""
    lines = [part for text in box.iter(f"{SVG}text") for part in text if part.tag == f"{SVG}tspan"]
    return without_spaces("".join("".join(line.itertext()) for line in lines))


# ------------------------------------------------------------------- the graph


@EVERY_TREE
def test_every_node_and_every_ending_has_a_box_with_its_words(page: Page, tree: Tree) -> None:
    titles = {name: other.title for name, other in guide().edition(page.locale).items()}
    wanted = {START: load(page.locale)["picture_start"]}
    for node in tree.nodes:
        wanted[node.id] = node.title
        for number, answer in enumerate(node.answers, 1):
            wanted[f"{node.id}.{number}"] = answer.text
            if isinstance(answer.target, Place):
                wanted[place(answer.target)] = titles[answer.target.page] + "→"
    found = {name: said(box) for name, box in boxes(parsed(page, tree)).items()}
    assert found == {name: without_spaces(words) for name, words in wanted.items()}


@EVERY_TREE
def test_every_edge_of_the_tree_is_a_line_and_there_is_no_other(page: Page, tree: Tree) -> None:
    lines = [
        (path.attrib["data-from"], path.attrib["data-to"])
        for path in parsed(page, tree).iter(f"{SVG}path")
        if "data-from" in path.attrib
    ]
    wanted = [(START, tree.nodes[0].id)]
    for node in tree.nodes:
        for number, answer in enumerate(node.answers, 1):
            chosen = f"{node.id}.{number}"
            wanted += [(node.id, chosen), (chosen, place(answer.target))]
    assert sorted(lines) == sorted(wanted)


@EVERY_TREE
def test_an_outcome_says_its_tone_in_a_word_a_sign_and_an_outline(page: Page, tree: Tree) -> None:
    found = boxes(parsed(page, tree))
    for node in tree.nodes:
        box = found[node.id]
        words = [text.text for text in box.iter(f"{SVG}text") if text.get("class") == "tone"]
        signs = [path.get("d") for path in box.iter(f"{SVG}path") if path.get("class") == "sign"]
        outline = [
            (one.tag.removeprefix(SVG), one.get("class"), one.get("rx"))
            for one in box.iter()
            if one.get("class") in ("box", "inner")
        ]
        if not node.tone:
            assert (words, signs, outline) == ([], [], [("rect", "box", "6")])
            continue
        assert words == [load(page.locale)[f"tone_{node.tone}"]]
        assert signs == [LOOK.signs[node.tone]]
        assert (
            outline
            == {
                "danger": [("path", "box", None)],
                "warning": [("rect", "box", "3")],
                "info": [("rect", "box", "16")],
                "success": [("rect", "box", "3"), ("rect", "inner", "2")],
            }[node.tone]
        )


@EVERY_TREE
def test_every_box_but_start_and_answers_is_a_link(page: Page, tree: Tree) -> None:
    links = {
        name: [a.attrib["href"] for a in box.iter(f"{SVG}a")]
        for name, box in boxes(parsed(page, tree)).items()
    }
    wanted: dict[str, list[str]] = {START: []}
    for node in tree.nodes:
        wanted[node.id] = [f"to/#{node.id}"]
        for number, answer in enumerate(node.answers, 1):
            wanted[f"{node.id}.{number}"] = []
            if answer.step is None:
                wanted[place(answer.target)] = [f"to/{answer.target}"]
    assert links == wanted
    assert [name for name in links if not re.fullmatch(r"[a-z][\w.-]*", name)] == []


def test_answers_stand_in_the_order_of_the_page() -> None:
    boxes = dict.fromkeys(["ask", "third", "second", "first"], Size(60, 30))
    edges = [Edge("ask", head) for head in ("first", "second", "third")]
    drawn = lay_out(boxes, edges, down=True, between=Size(10, 10)).boxes
    assert drawn["first"][0] < drawn["second"][0] < drawn["third"][0]


@EVERY_TREE
def test_the_file_says_its_language_its_title_and_where_to_read_the_same(
    page: Page, tree: Tree
) -> None:
    svg = parsed(page, tree)
    assert svg.get("lang") == load(page.locale)["language"]
    assert svg.findtext(f"{SVG}title") == tree.title
    assert svg.findtext(f"{SVG}desc") == load(page.locale)["picture_same"]


@pytest.mark.all_looks
@pytest.mark.parametrize("tree", ["trust", "why-me"])
def test_the_same_tree_gives_the_same_bytes_in_another_process(tree: str) -> None:
    page, found = next(one for one in TREES if one[1].id == tree)
    titles = {name: other.title for name, other in guide().edition(page.locale).items()}
    here = flow_chart(found, words=load(page.locale), titles=titles, look=LOOK).svg
    there = run(ROOT, "guidance", "tree", f"{page.name}#{tree}")
    assert (there.stdout, there.stderr, there.returncode) == (here, "", 0)


# ------------------------------------------------------------------- lines of text


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("要", 100, ["要"]),
        ("短信要你点链接、回电话吗？", 100, ["短信要你点", "链接、回电", "话吗？"]),
        ("看到“起诉”了", 70, ["看到“起", "诉”了"]),
        ("自己打开支付宝 App，看账单", 120, ["自己打开支付宝", "App，看账单"]),
        ("I never borrowed it", 100, ["I never", "borrowed it"]),
        ("unbreakable", 20, ["unbreakable"]),
        ("Huabei (花呗) bill", 70, ["Huabei", "(花呗)", "bill"]),
    ],
)
def test_words_are_broken_where_a_reader_would_break_them(
    text: str, room: float, lines: list[str]
) -> None:
    assert wrapped(text, 16, room) == lines


@EVERY_TREE
def test_no_line_begins_with_a_sign_that_closes(page: Page, tree: Tree) -> None:
    lines = ["".join(line.itertext()) for line in parsed(page, tree).iter(f"{SVG}tspan")]
    lines = [line for line in lines if line]
    assert [line for line in lines if re.match("[，。、；：？！）》”’…,.;:?!)]", line)] == []


def test_chinese_in_an_english_picture_says_that_it_is_chinese() -> None:
    parts = [
        part
        for page, tree in TREES
        if page.locale == "en"
        for part in parsed(page, tree).iter(f"{SVG}tspan")
    ]
    marked = [part.text or "" for part in parts if part.get("lang") == "zh-Hans"]
    others = [part.text or "" for part in parts if not part.get("lang")]
    others += [part.tail or "" for part in parts]
    han = re.compile("[\u4e00-\u9fff]")
    assert marked
    assert [words for words in marked if not han.search(words)] == []
    assert [words for words in others if han.search(words)] == []


def test_bold_and_han_take_more_room() -> None:
    assert width("收到", 16) >= 32
    assert width("word", 16) < width("word", 16, bold=True)


# ------------------------------------------------------------------- colours


def palette(dark: bool) -> dict[str, str]:
    light, _, rest = LOOK.style.partition("@media screen and (prefers-color-scheme:dark)")
    on_screen, _, paper = rest.partition("@media print")
    assert paper
    return dict(re.findall(r"--([\w-]+):(#\w+)", on_screen if dark else light))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground", "least"),
    [
        ("ink", "surface", 4.5),
        ("ink", "paper", 4.5),
        ("paper", "ink", 4.5),
        ("action", "surface", 4.5),
        *((f"{tone}-ink", f"{tone}-tint", 4.5) for tone in ("danger", "warning", "info")),
        ("success-ink", "success-tint", 4.5),
        *(("ink", f"{tone}-tint", 4.5) for tone in ("danger", "warning", "info", "success")),
        ("control", "paper", 3),  # lines and outlines
        *((f"{tone}-ink", "paper", 3) for tone in ("danger", "warning", "info", "success")),
    ],
)
def test_words_and_lines_stand_out_from_their_ground(
    words: str, ground: str, least: float, dark: bool
) -> None:
    colours = palette(dark)
    assert contrast(colours[words], colours[ground]) >= least


# ------------------------------------------------------------------- in the site


def pictures(site: Path) -> Iterator[Path]:
    return iter(sorted((site / FOLDER).rglob("*.svg")))


def test_every_tree_with_a_choice_after_a_choice_has_its_picture(built_site: Path) -> None:
    found = {path.relative_to(built_site / FOLDER).as_posix() for path in pictures(built_site)}
    assert found == {f"{page.locale}/{tree.id}.svg" for page, tree in DRAWN}


def test_every_link_of_a_picture_leads_to_its_place(built_site: Path) -> None:
    dead = []
    for path in pictures(built_site):
        address = "/" + path.relative_to(built_site).as_posix()
        for link in ElementTree.parse(path).getroot().iter(f"{SVG}a"):
            there = urlsplit(urljoin(address, link.attrib["href"]))
            file = built_site / there.path.lstrip("/") / "index.html"
            if not file.is_file() or there.fragment not in ["", *html.read(file).ids]:
                dead.append(f"{address}: {link.attrib['href']}")
    assert dead == []


def test_a_picture_is_small(built_site: Path) -> None:
    large = {
        path.name: size
        for path in pictures(built_site)
        if (size := len(gzip.compress(path.read_bytes()))) > LARGEST
    }
    assert large == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_the_fold_below_a_tree_shows_its_picture_and_says_what_it_is(
    built_site: Path, locale: str
) -> None:
    words = load(locale)
    for page, tree in DRAWN:
        if page.locale != locale:
            continue
        address = Address(locale, page.name)
        document = html.read(built_site / address.file)
        (image,) = [img for img in document.all("img") if img["src"].endswith(f"/{tree.id}.svg")]
        file = urljoin(f"/{address.url}", image["src"])
        svg = ElementTree.parse(built_site / file.lstrip("/")).getroot()
        assert (image["width"], image["height"]) == (svg.get("width"), svg.get("height"))
        assert image["loading"] == "lazy"
        assert image["alt"] == words["picture_alt"].format(title=tree.title)
        assert image.parent is not None
        assert image.parent["href"] == image["src"]


def pictures_of(*pages: Page) -> set[str]:
    site = replace(guide(), pages=pages)
    return set(draw_pictures(site, "zh", load("zh"), LOOK))


def test_home_a_list_and_a_tree_that_cannot_be_drawn_have_no_picture() -> None:
    pages = guide().edition("zh")
    verify = pages["respond/verify"]
    (tree,) = verify.trees
    question, *others = tree.nodes
    lost = replace(question.answers[0], target=Step("no"))
    dead = replace(tree, nodes=(replace(question, answers=(lost,)), *others))
    assert pictures_of(verify) == {"trust"}
    assert pictures_of(replace(verify, trees=(dead,))) == set()
    assert pictures_of(pages["situations/agents"]) == set()
    assert pictures_of(replace(verify, trees=(replace(tree, nodes=()),))) == set()
    assert pictures_of(replace(verify, name="index")) == set()


# ------------------------------------------------------------------- the command


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("respond/verify", "'respond/verify' names no tree: write it like respond/verify#trust"),
        ("#trust", "'#trust' names no tree: write it like respond/verify#trust"),
        ("respond/verfy#trust", "there is no page 'respond/verfy': write 'respond/verify'"),
        ("en/respond/verfy#trust", "there is no page 'respond/verfy': write 'respond/verify'"),
        ("nowhere#x", "there is no page 'nowhere': write its path, like respond/verify"),
        ("respond/verify#turst", "respond/verify has no tree 'turst': write 'trust'"),
        ("respond/verify#zzz", "respond/verify has no tree 'zzz': there is trust"),
        ("prevent/privacy#x", "prevent/privacy has no tree 'x': there is none"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(wanted: str, says: str) -> None:
    with pytest.raises(SettingsError) as error:
        find_tree(guide(), wanted)
    assert str(error.value) == says


def test_the_command_writes_a_file_in_the_edition_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "tree.svg"
    result = guidance(ROOT, "tree", "docs/en/respond/verify.md#trust", "--output", str(file))
    assert (result.stdout, result.stderr, result.returncode) == ("", "", 0)
    svg = ElementTree.fromstring(file.read_text("utf-8"))
    page = guide().edition("en")["respond/verify"]
    assert svg.findtext(f"{SVG}title") == page.trees[0].title
    assert list(svg.iter(f"{SVG}a")) == []


def test_the_command_says_in_one_line_where_it_cannot_write() -> None:
    result = guidance(ROOT, "tree", "respond/verify#trust", "-o", "/no/x")
    says = "guidance: cannot write /no/x: No such file or directory\n"
    assert (result.stdout, result.stderr, result.returncode) == ("", says, 2)
