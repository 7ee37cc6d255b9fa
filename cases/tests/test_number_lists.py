"""Lists and ranges of case numbers in running text."""

from unittest import TestCase

from cases.numbers.running_text import find
from cases.tests.read_numbers import numbers


class ListTests(TestCase):
    def serials(self, text: str) -> list[str]:
        return [number.rpartition("终")[2] for number in numbers(text)]

    def test_a_list_names_each_of_its_numbers(self) -> None:
        head = "(2021)最高法知民终"
        for text, expected in {
            "1、2、5号": ["1号", "2号", "5号"],
            "1,2号": ["1号", "2号"],
            "1和2号": ["1号", "2号"],
            "1号、2号、3号案": ["1号", "2号", "3号"],
            "1号和第2号": ["1号", "2号"],
            "1059 号 、 1060 号": ["1059号", "1060号"],
            "1号之一、之二": ["1号之一", "1号之二"],
            "1号之一、三": ["1号之一", "1号之三"],
            "1号之一、二审判决": ["1号之一"],
            "1号之一至之三": ["1号之一", "1号之二", "1号之三"],
            "1/2/3号": ["1号", "2号", "3号"],
            "1号、（2020）京民终2号": ["1号", "2号"],
            "1559号，1560号": ["1559号", "1560号"],
        }.items():
            with self.subTest(text):
                self.assertEqual(self.serials(head + text), expected)

    def test_a_range_names_the_numbers_inside_it(self) -> None:
        head = "(2021)最高法知民终"
        for text in (
            "801-803号",
            "801—803号",
            "801～803号",
            "801至803号",
            "801号至803号",
            "801号-803号",
            "801号——803号",
        ):
            with self.subTest(text):
                self.assertEqual(self.serials(head + text), ["801号", "802号", "803号"])
        self.assertEqual(self.serials(f"{head}1-3号"), ["1号", "2号", "3号"])
        mixed = ["1号", "3号", "5号", "6号", "7号"]
        self.assertEqual(self.serials(f"{head}1、3、5至7号"), mixed)

    def test_a_smaller_second_number_is_a_document_of_the_case(self) -> None:
        self.assertEqual(numbers("(2017)沪01认台3-1号"), ["(2017)沪01认台3号之一"])
        self.assertEqual(
            numbers("(2017) Hu 01 Ren Tai No. 3-1"), ["(2017)沪01认台3号之一"]
        )

    def test_of_a_long_range_the_ends_are_named(self) -> None:
        self.assertEqual(
            self.serials("(2021)最高法知民终1-99999号"), ["1号", "99999号"]
        )
        self.assertEqual(len(numbers("(2021)最高法知民终1至100号")), 100)

    def test_english_lists_end_with_an_and_or_begin_with_nos(self) -> None:
        head = "(2021) Zui Gao Fa Zhi Min Zhong "
        for text, expected in {
            "No. 732, 733, and 734": ["732号", "733号", "734号"],
            "Nos. 3 and 4": ["3号", "4号"],
            "Nos. 3, 4, 7": ["3号", "4号", "7号"],
            "No. 3 & No. 4": ["3号", "4号"],
            "No. 3, No. 4": ["3号", "4号"],
            "Nos. 3 to 5": ["3号", "4号", "5号"],
            "Nos. 3–5": ["3号", "4号", "5号"],
            "347, 348 & 349": ["347号", "348号", "349号"],
            "No. 732,733 and 734": ["732号", "733号", "734号"],
            "Nos. 732,733": ["732号", "733号"],
            "No. 13,290": ["13290号"],  # a sign between thousands
        }.items():
            with self.subTest(text):
                self.assertEqual(self.serials(head + text), expected)

    def test_a_date_or_a_count_is_no_number(self) -> None:
        head = "(2021) Zui Gao Fa Zhi Min Zhong "
        for text in (
            "No. 3, 9 December 2021",
            "No. 3 and 9 others",
            "No. 3, 12 and 13 May 2021",
            "No. 3 and 2019 Hu, which",
        ):
            with self.subTest(text):
                self.assertEqual(self.serials(head + text), ["3号"])
        self.assertEqual(self.serials("(2021)最高法知民终3号，18号开庭"), ["3号"])

    def test_each_number_has_its_place(self) -> None:
        text = "见（2021）最高法知民终801-803、805号。"
        places = [text[place.start : place.end] for place in find(text)]
        self.assertEqual(places, ["（2021）最高法知民终801", "", "803", "805号"])
