"""Descriptions: whole sentences where they fit, never longer than they may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.presentation.description import first_sentences, shortened

CHINESE = "法院于一月作出裁定。这是首次！其他问题尚待观察。"


@pytest.mark.parametrize(
    ("text", "longest", "wanted"),
    [
        ("The court opened. It has ten judges.", 20, "The court opened."),
        (
            "The court opened.\nIt has ten judges.",
            55,
            "The court opened. It has ten judges.",
        ),
        (
            "In Zhao v. Ye the court ruled. It was the first time.",
            35,
            "In Zhao v. Ye the court ruled.",
        ),
        (
            "In Zhao v. Ye the court ruled for the plaintiff.",
            25,
            "In Zhao v. Ye the court…",
        ),
        (
            "It came in place of that of 2011. It is on No. 28. It was new.",
            60,
            "It came in place of that of 2011. It is on No. 28.",
        ),
        (CHINESE, 12, "法院于一月作出裁定。"),
        (CHINESE, 15, "法院于一月作出裁定。这是首次！"),
        ("法院认为“可以。”随后宣判，当事人没有上诉。", 10, "法院认为“可以。”"),
    ],
)
def test_a_text_ends_with_a_sentence_that_fits(
    text: str, longest: int, wanted: str
) -> None:
    assert first_sentences(text, longest) == wanted


@given(st.text(), st.integers(min_value=1, max_value=80))
def test_no_text_is_longer_than_it_may_be(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest
    assert len(first_sentences(text, longest)) <= longest
