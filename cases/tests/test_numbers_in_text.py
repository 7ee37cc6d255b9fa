"""Case numbers in running text: each as people and programs write it, and no others."""

import time
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.recognition import (
    PRECISION,
    RECALL,
    STRINGS,
    numbers_in,
    read_rows,
    score,
)
from cases.numbers import courts, types
from cases.numbers.parse import YEARS, CaseNumber
from cases.numbers.running_text import find

ZHAO = "(2023)沪01协外认28号"
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
NUMBERS = st.builds(
    CaseNumber,
    st.integers(YEARS.start, YEARS.stop - 1),
    st.one_of(
        st.sampled_from(courts.CODES),
        st.builds("".join, st.tuples(st.sampled_from("京沪晋"), st.just("0115"))),
    ),
    st.sampled_from(types.CODES),
    st.integers(1, 99_999_999),
    st.integers(0, 99),
)


def numbers(text: str) -> list[str]:
    """Return the numbers of a text; of pinyin with several readings each of them."""
    return [
        "|".join(reading.chinese for reading in place.readings)
        if place.old is None
        else f"old {place.old.chinese}"
        for place in find(text)
    ]


class WritingTests(TestCase):
    def assert_numbers(self, texts: dict[str, list[str]]) -> None:
        for text, expected in texts.items():
            with self.subTest(text):
                self.assertEqual(numbers(text), expected)

    def test_the_finder_finds_the_number_in_any_writing(self) -> None:
        for text in (
            "【2023】沪01协外认28号",
            "［2023］沪01协外认28号",
            "〔2023〕沪01协外认28号",
            "「2023」沪01协外认28号",
            "『2023』沪01协外认28号",
            "<2023>沪01协外认28号",
            "﹝2023﹞沪01协外认28号",
            "⟨2023⟩沪01协外认28号",
            "((2023)沪01协外认28号)",
            "(2023）沪01协外认28号",
            "（２０２３）沪０１协外认２８号",
            "( 2023 )  沪 01  协 外 认  28  号",
            "(2023)\u200b沪01\u3000协外认\u00a028\u200d号",
            "（二〇二三）沪01协外认28号",
            "（2023年）沪01协外认28号",
            "二〇二三年沪01协外认28号",
            "2023年沪01协外认28号",
            "案号：2023-沪01-协外认-28",
            "(2023)滬01協外認28號",
            "（2023）沪01协外认第28号",
            "沪01（2023）协外认28号",
            "上海市第一中级人民法院（2023）协外认28号",
            "上海市第一中级人民法院（2023）沪01协外认28号",
            "(2023) Hu 01 Xie Wai Ren No. 28",
            "(2023)Hu01XieWaiRenNo.28",
            "(2023) hu 01 xie wai ren no. 28",
            "(2023) HU 01 XIE WAI REN NO. 28",
            "(2023) Hu 01 Xie-Wai-Ren No. 28",
            "(2023) Hu 01 Xie  Wai  Ren  No.\u00a028",
            "(2023) hù 01 xié wài rèn No. 28",
            "2023hu01xiewairen28",
            "(2023) 沪01 Xie Wai Ren No. 28",
            "[(2023) Hu 01 Xie Wai Ren 28]",
            "Hu 01 (2023) Xie Wai Ren No. 28",
            "(2023) Shanghai 01 Xie Wai Ren No. 28",
        ):
            with self.subTest(text):
                self.assertEqual(numbers(f"{text}"), [ZHAO])
                (place,) = find(f"In {text}, it")
                self.assertIn(text[-2:], f"In {text}, it"[place.start : place.end + 1])

    def test_radicals_from_a_pdf_are_characters(self) -> None:
        self.assert_numbers(
            {
                "（2020）粤03⺠初1234号": ["(2020)粤03民初1234号"],
                "（2019）京73⾏终2020号": ["(2019)京73行终2020号"],
                "（2021）⻘01民初3号": ["(2021)青01民初3号"],
                "（2020）粤03刑⽌5号": ["(2020)粤03刑止5号"],
            }
        )

    def test_the_court_may_stand_before_the_year(self) -> None:
        number = ["(2021)最高法知民终51号"]
        self.assert_numbers(
            {
                "最高法（2021）知民终 51 号": number,
                "见最高人民法院（2021）知民终51号": number,
                "最高人民法院（2021）最高法知民终51号": number,
                "SPC (2021) Zhi Min Zhong No. 51": number,
                "Supreme People’s Court, (2021) Zhi Min Zhong No. 51": number,
                "（2021）知民终51号": [],
            }
        )

    def test_translated_words_are_read(self) -> None:
        self.assert_numbers(
            {
                "(2016) Supreme Law Min Zai No. 374": ["(2016)最高法民再374号"],
                "(2019) SPC IP Civil Final 732": ["(2019)最高法知民终732号"],
                "(2019) Supreme People’s Court Civil Final No. 5": [
                    "(2019)最高法民终5号"
                ],
            }
        )

    def test_a_type_of_the_standard_is_read_in_both_writings(self) -> None:
        self.assert_numbers(
            {
                "(2022) Zui Gao Fa Shang Chu No. 7": ["(2022)最高法商初7号"],
                "（2022）最高法商初7号": ["(2022)最高法商初7号"],
                "(2020) Xiang 01 Xing Pei Kang No. 1": ["(2020)湘01行赔抗1号"],
                "(2023)苏0582司救赔5号": ["(2023)苏0582司救赔5号"],
            }
        )

    @given(NUMBERS)
    def test_the_finder_finds_each_number_that_the_parser_writes(
        self, number: CaseNumber
    ) -> None:
        (chinese,) = find(f"见{number.chinese}。")
        self.assertEqual(chinese.readings, [number])
        (latin,) = find(f"in {number.latin}, it")
        self.assertTrue(number in latin.readings or number.part)


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
            "1号之一至之三": ["1号之一", "1号之二", "1号之三"],
            "1/2/3号": ["1号", "2号", "3号"],
            "1号、（2020）京民终2号": ["1号", "2号"],
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


class OldTests(TestCase):
    def test_numbers_of_the_form_before_2016_are_found(self) -> None:
        for text, expected in {
            "（2007）朝民初字第18230号": ["(2007)朝民初字第18230号"],
            "(2014)长民一(民)初字第221号": ["(2014)长民一(民)初字第221号"],
            "(2010)沪一中民认(外仲)字第1号": ["(2010)沪一中民认(外仲)字第1号"],
            "（2012）浦民二（商）初字第S3019号": ["(2012)浦民二(商)初字第S3019号"],
            "2015长民初字第1304号": ["(2015)长民初字第1304号"],
            "2015年阿执字第00294号": ["(2015)阿执字第00294号"],
            "(2011)执监字第55-1号": ["(2011)执监字第55号之一"],
            "（2013）民四终字第1、2号": [
                "(2013)民四终字第1号",
                "(2013)民四终字第2号",
            ],
            "（2013）广海法终字第1号（2013）粤高法民四终字第7号": [
                "(2013)广海法终字第1号",
                "(2013)粤高法民四终字第7号",
            ],
            "(2016)最高法民终字第484号": ["(2016)最高法民终字第484号"],
            "(2012) Min Ti Zi No. 5": ["(2012) Min Ti Zi No. 5"],
            "(2015) Hai Min (Zhi) Chu No. 12602": [
                "(2015) Hai Min (Zhi) Chu No. 12602"
            ],
            "[(2008)XTZ No.2]": ["(2008) XTZ No. 2"],
            "(2015) E Wuhan Zhong Min Chu Zi No. 22": [
                "(2015) E Wuhan Zhong Min Chu Zi No. 22"
            ],
            "(2016) Zui Gao Fa Min Zhong Zi No. 484": [
                "(2016) Zui Gao Fa Min Zhong Zi No. 484"
            ],
        }.items():
            with self.subTest(text):
                self.assertEqual(
                    numbers(text), [f"old {number}" for number in expected]
                )

    def test_numbers_of_others_are_not(self) -> None:
        for text in (
            "（2023）商标异字第9012号",
            "商评字〔2012〕第12345号",
            "（2012）沪卢证经字第3246号",
            "（2021）沪黄证字第123号",
            "（2022）粤广广州第12345号",
            "(2013)中国贸仲京裁字第0279号",
            "（2013）沪仲案字第0558号",
            "(2024)沪仲第558号",
            "深国仲涉外受[2020]12号",
            "法〔2018〕335号",
            "国发〔2022〕8号",
            "沪高法〔2018〕335号",
            "法释〔2020〕15号",
            "《中华人民共和国主席令》第四十五号",
            "公告送达湘1381民初516号民事判决书",
            "2021年5月1日，京东1号店",
            "自2018年起，上海法院受理民事一审案件123号令",
            "In 2019 the court heard 28 cases, No. 5",
            "[2016] EWHC 123 (Comm)",
            "(2019) SGHC No. 5",
            "(2010) Annual Report No. 5",
            "(2014) Release Note No. 3",
            "(2022) Zui Gao Fa Min Zhong No. XXX",
        ):
            with self.subTest(text):
                self.assertEqual(numbers(text), [])


class MeasureTests(TestCase):
    def test_it_reads_the_sentences_kept_for_measuring(self) -> None:
        result = score(read_rows(STRINGS / "case-numbers.tsv"), numbers_in)
        self.assertGreaterEqual(result.recall, RECALL, result.missed)
        self.assertGreaterEqual(result.precision, PRECISION, result.wrong)

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
