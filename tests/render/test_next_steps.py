"""Which links of "What next" look like buttons."""

import pytest

from tests.helpers.rendering import rendered, small_guide

PAGE = "---\ntitle: 一\ndescription: 二\n---\n\n## 接下来 {{ #next }}\n\n- {}\n"


@pytest.mark.parametrize(
    ("item", "is_button"),
    [
        ("[提出还款计划](paid.md)", True),
        ("他真欠：[提出还款计划](paid.md)", True),
        ("Real? [Check](paid.md)", True),
        ("Go to [your bill](paid.md).", False),
        ("他看不懂：[贴进来](paid.md)，可切换成英文", False),
        ("Real? [Check](paid.md) Then [look for signs](paid.md)", False),
    ],
)
def test_a_link_in_the_middle_of_a_sentence_is_no_button(item: str, is_button: bool) -> None:
    html = rendered("zh", "respond/next", PAGE.format(item), small_guide())
    assert ('class="next-step"' in html) == is_button
