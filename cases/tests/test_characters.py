"""Characters that look alike, and those that nobody sees."""

import unicodedata
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from cases.citations.characters import plain


class CharacterTests(TestCase):
    def test_a_radical_is_read_as_its_character(self) -> None:
        for text, expected in {
            "（2020）粤03⺠初": "(2020)粤03民初",
            "京73⾏终": "京73行终",
            "个⼈信息": "个人信息",
            "⻓⻔⻄⻢⻘⻬": "长门西马青齐",
        }.items():
            self.assertEqual(plain(text).text, expected)

    def test_no_radical_is_left(self) -> None:
        for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)):
            sign = plain(chr(code)).text
            is_assigned = unicodedata.category(chr(code)) != "Cn"
            if is_assigned and code != 0x2E80:  # Unicode knows no character for it
                self.assertEqual(unicodedata.category(sign), "Lo", hex(code))

    def test_widths_and_spaces_are_one(self) -> None:
        self.assertEqual(plain("（２０２３）　\u00a0\u2009①").text, "(2023)   ①")
        self.assertEqual(plain("﹙1﹚﹝2﹞︵3︶﹑").text, "(1)〔2〕(3)、")

    def test_a_line_end_stays(self) -> None:
        self.assertEqual(plain("a\nb\r\n").text, "a\nb\r\n")

    def test_places_are_those_of_the_text(self) -> None:
        text = "\ufeff见(2023)\u200b沪01\u00ad民初5号"
        folded = plain(text)
        start = folded.text.index("(")
        first, last = folded.span(start, len(folded.text))
        self.assertEqual(text[first:last], "(2023)\u200b沪01\u00ad民初5号")

    @given(st.text(max_size=40))
    def test_every_character_keeps_its_place(self, text: str) -> None:
        folded = plain(text)
        self.assertEqual(len(folded.text), len(folded.places))
        self.assertEqual(list(folded.places), sorted(folded.places))
        for place, sign in zip(folded.places, folded.text, strict=True):
            self.assertEqual(plain(text[place]).text, sign)
