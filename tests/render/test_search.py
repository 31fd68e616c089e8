"""The index of the search, and the tables with which it takes what readers write."""

import hashlib
import json
from xml.etree.ElementTree import fromstring

import pytest
from guidance.model import Page, Site
from guidance.registry import Registry
from guidance.render import search
from guidance.render.search import Part, parts_of
from guidance.search_words import SearchWords

from tests.helpers.project import ROOT

HTML = """<article>
<p>Begin <b>here</b>.</p>
<h2 id="one">O<wbr/>ne <code>two</code></h2>
<p>First<br/>line</p><ul><li>an item</li></ul><table><tr><td>a</td><td>b</td></tr></table>
<section data-search-exclude=""><h2 id="sources">Sources</h2><p>left<img src="x"/> out</p></section>
<script type="application/json">{"no": "text"}</script>
<p>last</p>
</article>"""


def index(
    pages: int = 1, text: str = "电话", words: SearchWords | None = None
) -> list[dict[str, object]]:
    """The files of an edition of so many pages that say this, in the order in which they come."""
    made = {f"p{n}": Page("", "zh", f"p{n}", title=f"{text}{n}") for n in range(pages)}
    site = Site(
        ("zh",), tuple(made.values()), Registry(), search_words={"zh": words or SearchWords()}
    )
    parts = {name: [Part(lines=[text])] for name in made}
    files = dict(search.files(site, "zh", parts))
    first = json.loads(files.pop("zh.json"))
    assert list(files) == first["more"]
    return [first, *(json.loads(files[name]) for name in first["more"])]


def test_a_page_is_known_by_its_parts_without_what_is_left_out() -> None:
    assert parts_of(fromstring(HTML)) == [
        Part("", "", ["Begin here."]),
        Part("one", "One two", ["First line", "an item", "a b", "last"]),
    ]


def test_a_large_guide_answers_from_its_first_pages_first() -> None:
    first, *more = index(pages=search.PAGES + 1)
    assert len(first["pages"]) == search.PAGES  # type: ignore[arg-type]
    assert [key for file in more for key in file] == [
        "pages",
        "sounds",
        "asked",
        "asked",
        "texts",
        "texts",
    ]


def test_a_page_is_found_by_what_is_asked_of_it() -> None:
    _, asked, _ = index(pages=2, words=SearchWords(asked={"p1": ["没钱"]}))
    assert asked["asked"] == [[], ["没钱"]]


def test_traditional_characters_are_only_those_that_the_pages_can_answer() -> None:
    assert index()[0]["simple"] == "話话電电"


@pytest.mark.parametrize(("char", "syllable"), [("另", "ling"), ("贝", "bei"), ("呗", "bei")])
def test_a_character_stands_once_at_its_syllable(char: str, syllable: str) -> None:
    table = index(text="花呗", words=SearchWords(spoken={"呗": "bei"}))[1]["sounds"]
    assert isinstance(table, dict)
    assert [key for key, chars in table.items() if char in chars] == [syllable]
    assert len("".join(table.values())) == len(set("".join(table.values())))


def test_what_others_wrote_is_as_they_wrote_it() -> None:
    """Whoever changes it in place, changes what no one else looks after."""
    folder = ROOT / "overrides/assets/vendor"
    kept = dict(
        line.split()[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name != "SHA256SUMS"
    }
    assert found == kept


def test_an_edition_in_letters_has_no_sounds() -> None:
    assert all("sounds" not in file for file in index(text="telephone"))
