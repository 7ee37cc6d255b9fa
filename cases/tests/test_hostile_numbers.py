"""Texts that come near to case numbers: none takes long, each place is in the text."""

import time
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from cases.numbers.running_text import find

# What a number is made of, so that hostile texts come near to one
SCRAPS = [
    *(
        "(",
        ")",
        "（",
        "）",
        "2018",
        "2015",
        "二〇一八",
        "沪",
        "01",
        "0115",
        "民初",
        "知",
    ),
    *("字", "第", "号", "之一", "、", "和", "至", "-", "1", "3", "12345678", "最高法"),
    *("Hu ", "Min ", "Chu ", "Zi ", "No. ", "Nos. ", ", ", "and ", "\u200b", " ", "\n"),
]


class HostileTests(TestCase):
    def test_no_text_takes_long(self) -> None:
        start = time.process_time()
        for text in (
            "(2018)" * 3000,
            "(2018)沪01民初" + "1、" * 9000,
            "(2018)沪01民初1-2" * 2000,
            "2018 " + "Hu " * 6000,
            "(2018)" + "民" * 20000,
            "(2018)" + "民(" * 9000 + "字第",
            ("(2015) " + "Min (" * 20) * 300,
            ("(2015) A" + ")(" * 60) * 300,
            "in 2018 the court of the people heard many 2019 cases " * 500,
            "2018 2019 " * 2000,
            "(2018)沪01民初1至99号、" * 1000,
            "最高法" * 6000 + "(2018)",
            "(2018)知民终1号" * 2000,
            "(二〇一八)" * 3000,
        ):
            list(find(text))
        self.assertLess(time.process_time() - start, 12)

    @given(
        st.one_of(
            st.text(max_size=80),
            st.lists(
                st.sampled_from(SCRAPS),
                max_size=30,
            ).map("".join),
        )
    )
    def test_places_lie_in_the_text_and_follow_one_another(self, text: str) -> None:
        last = 0
        for place in find(text):
            self.assertLessEqual(last, place.end)
            self.assertLessEqual(place.start, place.end)
            self.assertLessEqual(place.end, len(text))
            self.assertTrue(place.keys)
            last = place.start
