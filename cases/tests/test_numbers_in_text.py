"""Case numbers in running text: each as people and programs write it, and no others."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from cases.numbers import courts, types
from cases.numbers.parse import YEARS, CaseNumber
from cases.numbers.running_text import find
from cases.tests.read_numbers import numbers

ZHAO = "(2023)沪01协外认28号"
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
            "(2023) Hu 01 Xie Wai Ren Nr. 28",
            "(2023) Hu 01 Xie Wai Ren Number 28",
            "(2023) Hu 01 Xie Wai Ren #28",
            "(2023) Hu 01 Xie Wai Ren № 28",
            "(2023) hu 01 xie wai ren no. 28",
            "(2023) HU 01 XIE WAI REN NO. 28",
            "(2023) Hu 01 Xie-Wai-Ren No. 28",
            "(2023) Hu 01 Xie  Wai  Ren  No.\u00a028",
            "(2023) hù 01 xié wài rèn No. 28",
            "2023hu01xiewairen28",
            "(2023) 沪01 Xie Wai Ren No. 28",
            "[(2023) Hu 01 Xie Wai Ren 28]",
            "⟦2023⟧沪01协外认28号",
            "‘2023’沪01协外认28号",
            "“2023”沪01协外认28号",
            '"2023"沪01协外认28号',
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
                "粤（2019）1971民初12号": ["(2019)粤1971民初12号"],
                "京（2020）73民终4号": ["(2020)京73民终4号"],
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

    def test_a_type_outside_the_standard_is_kept(self) -> None:
        self.assert_numbers(
            {
                "（2022）最高法赔1号": ["(2022)最高法赔1号"],
                "（2023）粤0391民诉前调5号": ["(2023)粤0391民诉前调5号"],
            }
        )

    def test_a_court_without_a_table_is_one_case_in_both_writings(self) -> None:
        (chinese,) = find("（2022）军01民初5号")
        (latin,) = find("(2022) Jun 01 Min Chu 5")
        self.assertEqual(chinese.keys, latin.keys)

    @given(NUMBERS)
    def test_the_finder_finds_each_number_that_the_parser_writes(
        self, number: CaseNumber
    ) -> None:
        (chinese,) = find(f"见{number.chinese}。")
        self.assertEqual(chinese.readings, [number])
        (latin,) = find(f"in {number.latin}, it")
        self.assertTrue(number in latin.readings or number.part)

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
