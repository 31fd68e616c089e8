"""How often the rules of plain language speak up in ordinary prose, which has no such faults.

tests/prose/<locale>.txt: a paragraph a line, of our own, by subject. Run with -s to see the rates.
"""

from collections import Counter
from pathlib import Path

import pytest
from guidance.check import load_rules, run_rules
from guidance.model import Finding

from tests.rules.small_site import small_site

PROSE = Path(__file__).with_name("prose")
LOCALES = ("zh", "en")
ON_A_PAGE = 10  # some rules look at a whole page
#: Findings per 100 paragraphs that a rule may have here.
NONE = 0.0
FEW = 2.0
BOUNDS = {
    "blame-or-fear": FEW,
    "character-reference": NONE,
    "click-here": NONE,
    "colour-only": NONE,
    "long-sentence": FEW,
    "look-alike": NONE,
    "mixed-address": FEW,
    "promise": NONE,
    "raw-html": NONE,
    "raw-phone": NONE,
    "reading-grade": FEW,
    "typography": NONE,
    "unknown-character": NONE,
    "unexplained-term": FEW,
    "wrong-character": NONE,
}


def paragraphs(locale: str) -> list[str]:
    lines = (PROSE / f"{locale}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module", params=LOCALES)
def alarms(request, tmp_path_factory) -> tuple[str, int, list[Finding]]:
    locale = request.param
    prose = paragraphs(locale)
    files: dict[str, str | bytes | None] = {
        f"docs/{locale}/{number}.md": f"---\ntitle: {locale}\ndescription: {locale}\n---\n\n"
        + "\n\n".join(prose[start : start + ON_A_PAGE])
        + "\n"
        for number, start in enumerate(range(0, len(prose), ON_A_PAGE))
    }
    findings = run_rules(small_site(tmp_path_factory.mktemp(locale), files))
    return locale, len(prose), [one for one in findings if one.rule in BOUNDS]


def test_the_corpus_is_large_enough_to_measure_with() -> None:
    assert all(len(set(paragraphs(locale))) >= 150 for locale in LOCALES)


def test_ordinary_prose_raises_few_alarms(alarms: tuple[str, int, list[Finding]]) -> None:
    locale, count, findings = alarms
    rates = dict.fromkeys(BOUNDS, 0.0)
    for rule, number in Counter(finding.rule for finding in findings).items():
        rates[rule] = 100 * number / count
    print(f"\nfindings per 100 paragraphs, {locale}, {count} paragraphs")
    print("\n".join(f"  {rule:20} {rate:5.2f}" for rule, rate in rates.items()))
    print("\n".join(f"  {finding}" for finding in findings))
    assert {r: rate for r, rate in rates.items() if rate > BOUNDS[r]} == {}


def test_a_rule_that_is_ever_wrong_is_only_a_warning(
    alarms: tuple[str, int, list[Finding]],
) -> None:
    wrong = {finding.rule for finding in alarms[2]}
    assert {rule for rule in wrong if load_rules()[rule].severity == "error"} == set()
