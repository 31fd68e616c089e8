"""Somebody types the code of a sheet, or comes with it."""

import pytest
from guidance.strings import load

from tests.browser.conftest import Reader
from tests.helpers.project import Address

ROWS = ".code-rows > li"


@pytest.mark.parametrize("locale", ["zh", pytest.param("en", marks=pytest.mark.all_looks)])
def test_a_code_shows_what_it_stands_for_and_an_unknown_one_what_to_do(
    reader: Reader, locale: str
) -> None:
    words, url = load(locale), reader.url(Address(locale, "reference/real"))
    page = reader.page()
    page.goto(url)
    code = page.locator(ROWS).nth(3).get_attribute("id") or ""
    said, typed = page.locator(".codes-said"), page.locator(".codes-code")

    def shown() -> list[str]:
        found: list[str] = page.locator(f"{ROWS}:visible").evaluate_all(
            "rows => rows.map((row) => row.id)"
        )
        return found

    assert shown() == []
    assert said.inner_text() == ""
    for written in (code, code.lower(), f" {code[:3]}-{code[3:]} "):
        typed.fill(written)
        assert shown() == [code]
        assert said.inner_text() == words["codes_found"]
    for unknown in ("AAAAAA", f"{code}X", "<b>ZZZZZZ"):
        typed.fill(unknown)
        assert shown() == []
        assert said.inner_text() == words["codes_unknown"]
    typed.fill(code[:3])
    assert shown() == []
    for come in (f"{url}?code={code.lower()}", f"{url}#{code}"):
        page.goto("about:blank")
        page.goto(come)
        assert shown() == [code]
    page.goto("about:blank")
    page.goto(f"{url}#numbers")
    assert shown() == []


def test_without_script_the_whole_list_is_there(reader: Reader) -> None:
    page = reader.open(Address("en", "reference/real"), script=False)
    assert page.locator(f"{ROWS}:visible").count() == page.locator(ROWS).count() > 50
