"""Audits from outside: what each is good for, and IBM's engine on every part of the site.

axe stands in test_axe.py, the Nu checker in scripts/check-html.sh. Tried and not taken, with the page
of faults below and twelve pages of each edition: see the closing note of issue 16.
"""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.browser import axe, equal_access
from tests.browser.conftest import DESK, PHONE, Reader
from tests.browser.shapes import distinct
from tests.browser.tools import LATER
from tests.helpers.project import ROOT

#: What IBM's engine is sure of and wrong about, and why.
ACCEPTED = {
    "element_attribute_deprecated": "no: HTML has <meta http-equiv>, and our policy stands in one",
}
#: Each edition in another way.
LOOKS: dict[str, dict[str, Any]] = {
    "zh": {"viewport": PHONE},
    "en": {"viewport": DESK, "dark": True},
}


class Fault(NamedTuple):
    """Something wrong, and what each engine calls it that must find it."""

    html: str
    axe: str = ""
    ibm: str = ""
    nu: str = ""


FAULTS = {
    "a picture without words": Fault(
        '<img src="x.png">', "image-alt", "img_alt_valid", "must have an “alt” attribute"
    ),
    "faint words": Fault(
        '<p style="color:#aaa;background:#fff">faint</p>',
        "color-contrast",
        "text_contrast_sufficient",
    ),
    "a field without a label": Fault("<input>", "label", "input_label_exists"),
    "a heading too deep": Fault("<h4>deep</h4>", "heading-order", nu="skip"),
    "links too small for a thumb": Fault(
        '<p><a href="#1" style="display:inline-block;width:9px;height:9px">a</a>'
        '<a href="#2" style="display:inline-block;width:9px;height:9px">b</a></p>',
        "target-size",
        "target_spacing_sufficient",
    ),
    "a link that only colour tells": Fault(
        '<p style="color:#000">Words <a href="#1" style="color:#333;text-decoration:none">and a'
        "link</a> among them.</p>",
        "link-in-text-block",
    ),
    "one id twice": Fault('<p id="x">a</p><p id="x">b</p>', nu="Duplicate ID"),
    "a button in a link": Fault('<a href="#1"><button>a</button></a>', nu="must not appear as"),
    "two labels of a field": Fault(
        '<label for="a">a</label><label for="a">b</label><input id="a">', ibm="form_label_unique"
    ),
    "a name without the words on the button": Fault(
        '<button aria-label="Find">Search</button>', ibm="label_name_visible"
    ),
    "answers without their question": Fault(
        '<p>Which?</p><label><input type="radio" name="r">a</label>'
        '<label><input type="radio" name="r">b</label>',
        ibm="input_checkboxes_grouped",
    ),
    "a group without a name": Fault(
        '<fieldset><label><input type="radio" name="f">a</label></fieldset>',
        ibm="fieldset_label_valid",
    ),
    "a table without headers": Fault(
        "<table><tr><td>Who</td><td>No.</td></tr><tr><td>Police</td><td>110</td></tr></table>",
        ibm="table_headers_exists",
    ),
    "an empty caption": Fault(
        '<table><caption></caption><tr><th scope="col">a</th></tr><tr><td>b</td></tr></table>',
        ibm="table_caption_empty",
    ),
    "a region without a name": Fault('<div role="region">a</div>', ibm="aria_region_labelled"),
    "an error's words that are not there": Fault(
        '<label>a <input aria-invalid="true" aria-errormessage="gone"></label>',
        ibm="error_message_exists",
    ),
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with all of them."""
    page = tmp_path_factory.mktemp("faulty") / "index.html"
    parts = "\n".join(fault.html for fault in FAULTS.values())
    page.write_text(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title></head>'
        f"<body><main><h1>h</h1>{parts}</main></body></html>",
        "utf-8",
    )
    return page


def by_axe(page: Page, _: Path) -> str:
    return "\n".join(axe.violations(page))


def by_ibm(page: Page, _: Path) -> str:
    return "\n".join(rule for rule, _ in equal_access.failures(page))


def by_nu(_: Page, file: Path) -> str:
    """Skipped without java, as the check is."""
    command = [ROOT / "scripts/check-html.sh", file.parent]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "not checked" in done.stderr:
        pytest.skip(done.stderr.strip())
    return done.stderr


@pytest.mark.parametrize(
    ("engine", "find"),
    [
        ("axe", by_axe),
        pytest.param("ibm", by_ibm, marks=LATER),
        pytest.param("nu", by_nu, marks=LATER),
    ],
)
def test_each_audit_finds_the_faults_that_it_is_there_for(
    reader: Reader, faulty: Path, engine: str, find: Callable[[Page, Path], str]
) -> None:
    page = reader.page()
    page.set_content(faulty.read_text("utf-8"))
    said = find(page, faulty)
    missed = {name for name, fault in FAULTS.items() if getattr(fault, engine) not in said}
    assert missed == set()


@LATER
@pytest.mark.parametrize("locale", LOOKS)
def test_ibms_engine_finds_nothing_on_any_part(
    reader: Reader, built_site: Path, locale: str
) -> None:
    page = reader.page(**LOOKS[locale])
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for one in distinct(built_site, locale):
        page.goto(one.url)
        said = equal_access.failures(page)
        seen |= {rule for rule, _ in said}
        found[str(one)] = [" ".join(fault) for fault in said if fault[0] not in ACCEPTED]
    assert {page: faults for page, faults in found.items() if faults} == {}
    assert seen == set(ACCEPTED), "accept what it still says, and no more"
