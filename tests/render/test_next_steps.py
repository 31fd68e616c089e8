"""Which links of "What next" look like buttons."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from guidance.components.next_steps import finish


@pytest.mark.parametrize(
    ("item", "is_button"),
    [
        ("<a>提出还款计划</a>", True),
        ("他真欠：<a>提出还款计划</a>", True),
        ("Real? <a>Check</a>", True),
        ("Go to <a>your bill</a>.", False),
        ("他看不懂：<a>贴进来</a>，可切换成英文", False),
        ("Real? <a>Check</a> Then <a>look for signs</a>", False),
    ],
)
def test_a_link_in_the_middle_of_a_sentence_is_no_button(item: str, is_button: bool) -> None:
    root = fromstring(f'<div><h2 id="next">接下来</h2><ul><li>{item}</li></ul></div>')
    finish(root, None)
    assert (root.find(".//a[@class='next-step']") is not None) == is_button
