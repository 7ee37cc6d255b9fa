"""Case numbers: both writings, their parts, and what is not one."""

import subprocess
import sys
import time
import unicodedata
from unittest import TestCase

from hypothesis import example, given
from hypothesis import strategies as st

from cases.numbers import courts, types
from cases.numbers.keys import NORMALISED_LENGTH, keys, normalised, pinyin_keys
from cases.numbers.parse import (
    LENGTH,
    YEARS,
    Ambiguous,
    CaseNumber,
    Fault,
    NotACaseNumber,
    parse,
    readings,
    year_of,
)

ZHAO = CaseNumber(2023, "沪01", "协外认", 28)
DIGITS = st.sampled_from(["", "01", "0491", "73", "9999"])
COURTS = st.one_of(
    st.sampled_from(courts.CODES),
    st.builds("".join, st.tuples(st.sampled_from("京沪晋某台"), DIGITS)),
    st.sampled_from(["Xyz01", "AbCd0102"]),
)
TYPES = st.one_of(
    st.sampled_from(types.CODES),
    st.sampled_from(["知民初", "知行终", "某某", "商初", "FooBar", "Xyz"]),
)
NUMBERS = st.builds(
    CaseNumber,
    st.integers(YEARS.start, YEARS.stop - 1),
    COURTS,
    TYPES,
    st.integers(1, 99_999_999),
    st.one_of(st.just(0), st.integers(1, 99)),
)
WIDE = str.maketrans("()0123456789 -", "（）０１２３４５６７８９\u3000－")


class WritingTests(TestCase):
    def test_it_reads_every_writing_of_one_number(self) -> None:
        for text in (
            "(2023)沪01协外认28号",
            "（2023）沪01协外认28号",
            "（２０２３） 沪 ０１ 协外认 ２８ 号",
            "〔2023〕滬01協外認28號",
            "2023沪01协外认28",
            "(2023)沪01协外认第28号",
            "(2023) Hu 01 Xie Wai Ren No. 28",
            "(2023) HU 01 XIE WAI REN NO.28",
            "2023 Hu 01 Xie Wai Ren 28",
            "2023 hù 01 xiewairen № 28",
            "2023hu01xiewairen28",
            "(2023) 沪01 Xie Wai Ren No. 28",
            "（（2023））沪01协外认28号",
            "2023年沪01协外认28号",
            "（2023年）沪01协外认28号",
            "2023-沪01-协外认-28",
            "【２０２３】沪01协外认28号",
            "「2023」沪01协外认28号",
            "（二〇二三）沪01协外认28号",
            "(2023)\u200b沪01\u3000协外认28号",
            "沪01（2023）协外认28号",
            "上海市第一中级人民法院（2023）协外认28号",
            "Hu 01 (2023) Xie Wai Ren No. 28",
            "(2023) Hu 01 Xie-Wai-Ren No. 28",
        ):
            with self.subTest(text=text):
                self.assertEqual(parse(text), ZHAO)

    def test_it_writes_both(self) -> None:
        self.assertEqual(str(ZHAO), "(2023)沪01协外认28号")
        self.assertEqual(ZHAO.latin, "(2023) Hu 01 Xie Wai Ren No. 28")

    def test_a_court_code_needs_no_digits(self) -> None:
        supreme = CaseNumber(2021, "最高法", "知民终", 5)
        self.assertEqual(parse("(2021) Zui Gao Fa Zhi Min Zhong No. 5"), supreme)
        self.assertEqual(parse("2021 SPC Zhi Min Zhong 5"), supreme)
        self.assertEqual(parse(supreme.chinese), supreme)
        high = CaseNumber(2020, "闽", "民终", 550)
        self.assertEqual(parse("(2020) Min Min Zhong No. 550"), high)
        self.assertEqual(parse("2020minminzhong550"), high)

    def test_it_keeps_which_of_several_documents_it_is(self) -> None:
        first = CaseNumber(2017, "沪01", "认台", 3, 1)
        for text in (
            "(2017)沪01认台3号之一",
            "(2017)沪01认台3之一号",
            "(2017)沪01认台3-1号",
            "(2017) Hu 01 Ren Tai No. 3-1",
        ):
            self.assertEqual(parse(text), first, text)
        self.assertEqual(parse("(2017)沪01认台3号之二十一").part, 21)

    def test_codes_that_no_table_has_are_kept(self) -> None:
        self.assertEqual(parse("(2023)某0999民初5号").court_code, "某0999")
        self.assertEqual(parse("(2023)沪01某某5号").type_code, "某某")
        unknown = parse("(2023) Hu 01 Foo Bar No. 5")
        self.assertEqual(unknown.latin, "(2023) Hu 01 Foo Bar No. 5")

    def test_pinyin_that_fits_several_codes_is_not_guessed(self) -> None:
        with self.assertRaises(Ambiguous) as raised:
            parse("(2023) Jin 01 Min Chu No. 5")
        courts = {reading.court_code for reading in raised.exception.readings}
        self.assertEqual(courts, {"津01", "晋01"})
        types = {reading.type_code for reading in readings("2023 Hu 01 Xing Chu 5")}
        self.assertEqual(types, {"刑初", "行初"})

    @given(NUMBERS)
    def test_what_is_written_in_chinese_is_read_again(self, number: CaseNumber) -> None:
        self.assertEqual(parse(number.chinese), number)

    @given(NUMBERS)
    def test_what_is_written_in_pinyin_is_read_again(self, number: CaseNumber) -> None:
        found = readings(number.latin)
        self.assertIn(number.key, {reading.key for reading in found})
        self.assertEqual({reading.latin for reading in found}, {number.latin})

    @given(NUMBERS, st.booleans())
    def test_widths_and_spaces_do_not_count(
        self, number: CaseNumber, chinese: bool
    ) -> None:
        text = number.chinese if chinese else number.latin
        wide = f"\u3000{text.translate(WIDE)} "
        self.assertEqual(readings(wide), readings(text))
        if chinese:
            spaced = text.replace("号", " 号 ").replace(")", " ) ")
            self.assertEqual(readings(spaced), [number])


class FaultTests(TestCase):
    def assert_fault(self, text: str, fault: Fault) -> None:
        with self.assertRaises(NotACaseNumber, msg=text) as raised:
            readings(text)
        self.assertEqual(raised.exception.fault, fault, text)

    def test_it_says_what_is_wrong(self) -> None:
        for text, fault in {
            "": Fault.EMPTY,
            "（ ）": Fault.EMPTY,
            "9" * (LENGTH + 1): Fault.LONG,
            "沪01民终5号": Fault.YEAR,
            "(23)沪01民终5号": Fault.YEAR,
            "(1234)沪01民终5号": Fault.YEARS,
            "(9999)沪01民终5号": Fault.YEARS,
            "(2023)沪01民终5号(2024)沪01民终6号": Fault.SEVERAL,
            "(2023)": Fault.COURT,
            "(2023)5号": Fault.COURT,
            "(2023)沪011民终5号": Fault.COURT,
            "(2023) Nowhere Min Zhong No. 5": Fault.COURT,
            "(2023)沪01号": Fault.TYPE,
            "(2023) Hu 01 28": Fault.TYPE,
            "(2023)沪01民终号": Fault.SERIAL,
            "(2023)沪01民终0号": Fault.SERIAL,
            "(2023)沪01民终123456789号": Fault.SERIAL,
            "(2023)沪01民终5号民事判决书": Fault.EXTRA,
            "(2023)沪01民终5-1号之一": Fault.EXTRA,
            "(2023)沪01民终5☃": Fault.CHARACTER,
            "(2023)沪01民终5、6号": Fault.SEVERAL,
            "(2023)沪01民终5号和6号": Fault.SEVERAL,
            "(2023)沪01民终1-3号": Fault.SEVERAL,
            "(2019)粤民终1163至1165号": Fault.SEVERAL,
            "(2023) Hu 01 Min Zhong Nos. 5 and 6": Fault.SEVERAL,
            "(2021)知民终51号": Fault.COURT,
            "(2021)最高法01知民终51号": Fault.COURT,
            "(2019)粤民终1163民终5号": Fault.COURT,
            "(2012)沪一中民终字第5号": Fault.OLD,
            "(2015)浦民三(知)初字第528号": Fault.OLD,
            "(2012) Hai Min Chu Zi No. 123": Fault.OLD,
        }.items():
            with self.subTest(text=text):
                self.assert_fault(text, fault)

    @given(
        st.one_of(
            st.text(max_size=200),
            st.text(
                "()（）[]2023沪京01民终初协外认号之一第字Hu MinZhongNo.-☃\x00²٣",
                max_size=40,
            ),
        )
    )
    @example("\x00")
    @example("(2023)\ud7ff")
    @example("(²⁰²³)沪")
    @example("(2023)沪01民终5号之")
    @example("ﷺ" * LENGTH)
    def test_hostile_text_raises_nothing_else(self, text: str) -> None:
        try:
            for reading in readings(text):
                self.assertEqual(parse(reading.chinese), reading)
                again = {latin.key for latin in readings(reading.latin)}
                self.assertIn(reading.key, again)
        except NotACaseNumber as error:
            self.assertIn(error.fault.value, str(error))
        self.assertLessEqual(len(normalised(text)), NORMALISED_LENGTH)

    def test_a_long_text_costs_no_time(self) -> None:
        start = time.process_time()
        for text in ("(" * LENGTH, "之" * LENGTH, "Aa" * 60, "2023 " + "Hu " * 38):
            for _again in range(20):
                normalised(text * 1000)
                normalised(text)
        self.assertLess(time.process_time() - start, 2)


class NormalisingTests(TestCase):
    def test_both_writings_have_one_normalised_form(self) -> None:
        latin = normalised("", "(2023) Hu 01 Xie Wai Ren No. 28")
        self.assertEqual(latin, normalised("（2023）沪01协外认28号"))

    def test_an_unknown_code_equals_its_own_pinyin(self) -> None:
        for chinese, latin in (
            ("(2023)沪01某某5号", "(2023) Hu 01 Mou Mou No. 5"),
            ("(2023)沪01某某5号", "2023hu01moumou5"),
            ("(2024)浙02民诉前调595号", "(2024) Zhe 02 Min Su Qian Diao No. 595"),
            ("(2023)某0999民初5号", "(2023) Mou 0999 Min Chu No. 5"),
            ("(2023)台民初5号", "(2023) Tai Min Chu No. 5"),
        ):
            with self.subTest(latin):
                self.assertEqual(normalised(chinese), normalised(latin))
        self.assertEqual(parse("(2023)沪01某某5号").latin, "(2023) Hu 01 Mou Mou No. 5")

    def test_several_numbers_have_a_key_each(self) -> None:
        self.assertEqual(
            keys("（2019）最高法知民终732、733号", "(2019) Zui Gao Fa … Nos. 732, 733"),
            ["(2019)最高法知民终732号", "(2019)最高法知民终733号"],
        )
        self.assertEqual(
            keys("(2019)京民终5号；(2020)京民终6号之一"),
            ["(2019)京民终5号", "(2020)京民终6号之一"],
        )
        self.assertEqual(keys("", ""), [])

    def test_an_old_number_has_a_key_in_pinyin_too(self) -> None:
        chinese, latin = (
            "(2015)浦民三(知)初字第0528号",
            "(2015) Pu Min San (Zhi) Chu No. 528",
        )
        self.assertEqual(keys(chinese), ["(2015)浦民三(知)初字第528号"])
        self.assertEqual(pinyin_keys(chinese), keys(latin))
        self.assertEqual(pinyin_keys("(2023)沪01民终5号"), [])

    def test_the_court_settles_what_pinyin_leaves_open(self) -> None:
        text = "(2023) Jin 01 Min Chu No. 5"
        self.assertEqual(normalised(text, court="晋01"), "(2023)晋01民初5号")
        self.assertEqual(normalised(text), "(2023)Jin01MinChuNo.5")

    def test_an_older_number_is_folded_as_it_stands(self) -> None:
        old = normalised("（2012）沪一中民终字第 5 号")
        self.assertEqual(old, normalised("(2012)沪一中民终字第5号"))
        self.assertEqual(year_of("", "(2012) Hai Min Chu Zi No. 123"), 2012)
        self.assertIsNone(year_of("", "none"))


class TableTests(TestCase):
    def test_codes_name_their_courts(self) -> None:
        court = courts.describe("京0491")
        self.assertEqual(court.name, ("Beijing Internet Court", "北京互联网法院"))
        self.assertEqual(
            (court.level, court.kind, court.above), ("primary", "internet", "京04")
        )
        self.assertEqual(courts.describe("最高法").level, "supreme")
        self.assertEqual(courts.describe("兵").name[1][-4:], "兵团分院")

    def test_the_numbers_of_a_county_do_not_name_a_municipal_court(self) -> None:
        self.assertEqual(courts.describe("沪0115").above, "沪")
        self.assertEqual(courts.describe("粤0305").above, "粤03")
        self.assertEqual(courts.describe("琼9023").above, "琼")

    def test_an_unknown_code_is_called_unknown(self) -> None:
        for code in ("某0101", "渝87", "Xyz01", "沪0115"):
            self.assertFalse(courts.describe(code).is_known, code)
        self.assertEqual(courts.describe("某01").level, "")

    def test_every_row_has_a_source_and_two_names(self) -> None:
        for code in courts.CODES:
            court = courts.describe(code)
            self.assertIn(court.source, courts.SOURCES, code)
            self.assertTrue(court.level and all(court.name), code)
            if court.above:
                self.assertTrue(courts.describe(court.above).level, code)

    def test_every_type_has_pinyin_and_two_meanings(self) -> None:
        for code in types.CODES:
            kind = types.describe(code)
            self.assertTrue(kind.english and kind.chinese, code)
            self.assertTrue(types.pinyin(code).isascii(), code)

    def test_the_special_code_is_read_apart(self) -> None:
        kind = types.describe("知民初")
        self.assertEqual(kind.special, ("intellectual property", "知识产权"))
        self.assertEqual(kind.english, "civil, first instance")
        self.assertFalse(types.describe("知").is_known)

    def test_tables_are_in_one_normal_form(self) -> None:
        for code in (*courts.CODES, *types.CODES):
            self.assertEqual(unicodedata.normalize("NFKC", code), code)


class StandaloneTests(TestCase):
    def test_it_needs_no_django(self) -> None:
        code = (
            "import sys; from cases.numbers.parse import parse; "
            "print(parse('2023 Hu 01 Xie Wai Ren 28').latin); "
            "assert not any(name.startswith('django') for name in sys.modules)"
        )
        ran = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        self.assertEqual(ran.stdout.strip(), ZHAO.latin)
