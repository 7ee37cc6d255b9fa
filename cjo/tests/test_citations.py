"""Citations as sentences by the rule of each language, and as meta elements."""

from dataclasses import replace

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.references import Name, chicago, meta_of, style_of, text_of
from cjo.tests.cited import ARTICLE, CASE, DATASET, in_chinese


class SentenceTests(SimpleTestCase):
    def test_english_follows_chicago_with_chinese_names(self) -> None:
        self.assertEqual(
            text_of(ARTICLE),
            "Yu, Meng 余萌, Guodong Du 杜国栋, and CJO Staff, and Team. "
            "“Court opens” 法院开门. Edited by Lin Haibin. "
            "China Justice Observer, 18 December 2024. Version 2, 24 November 2026. "
            "https://observer.example/a/court-opens/v/2.",
        )

    def test_a_name_whose_parts_are_unknown_is_not_turned(self) -> None:
        citation = replace(ARTICLE, authors=(Name("Lin Haibin"),), editors=())
        self.assertTrue(text_of(citation).startswith("Lin Haibin. “Court opens”"))

    def test_quotation_marks_within_a_title_are_single(self) -> None:
        citation = replace(ARTICLE, title="On “consensus”", second_title="")
        self.assertIn("“On ‘consensus’.” ", text_of(citation))

    def test_a_title_that_ends_as_a_sentence_gets_no_second_stop(self) -> None:
        citation = replace(ARTICLE, title="Who may sue?", second_title="")
        self.assertIn("“Who may sue?” Edited", text_of(citation))

    def test_no_date_is_invented(self) -> None:
        self.assertIn("Observer, n.d. Version 2", text_of(replace(ARTICLE, dated="")))
        self.assertIn("Observer, 2024. ", text_of(replace(ARTICLE, dated="2024")))
        self.assertIn("May 2024. ", text_of(replace(ARTICLE, dated="2024-05")))
        self.assertNotIn("ccessed", text_of(ARTICLE))

    def test_a_decision_has_name_number_court_and_date(self) -> None:
        self.assertEqual(
            text_of(CASE),
            "Zhao v Ye 赵某与叶某案, (2023)沪01协外认28号 "
            "[(2023) Hu 01 Xie Wai Ren No. 28] "
            "(Commercial Court 商事法庭 Jan. 8, 2025) (China). "
            "China Justice Observer, version 2, Nov. 24, 2026. "
            "https://observer.example/a/court-opens/v/2.",
        )

    def test_unknown_facts_of_a_decision_are_left_out(self) -> None:
        bare = replace(
            CASE,
            second_title="",
            dated="",
            court=None,
            jurisdiction="",
            case_numbers=(),
        )
        self.assertTrue(text_of(bare).startswith("Zhao v Ye. China Justice"))
        self.assertTrue(
            text_of(in_chinese(bare, title="赵某与叶某案")).startswith(
                "赵某与叶某案。载中司观察，版本2，"
            )
        )

    def test_a_decision_is_dated_as_the_bluebook_dates(self) -> None:
        for dated, printed in (
            ("2024-06-20", "June 20, 2024"),
            ("2024-09-01", "Sept. 1, 2024"),
            ("2024-05", "May 2024"),
            ("2024", "2024"),
        ):
            self.assertIn(f"商事法庭 {printed})", text_of(replace(CASE, dated=dated)))

    def test_figures_are_the_courts_and_the_dataset_ours(self) -> None:
        self.assertEqual(
            text_of(DATASET),
            "Internet Court 互联网法院. “Figures of 2024” 2024年数据. Dataset. "
            "Released 30 October 2024. Compiled by China Justice Observer. "
            "Version 2, 24 November 2026. https://observer.example/a/court-opens/v/2.",
        )

    def test_chinese_follows_its_national_standard(self) -> None:
        citation = in_chinese(
            ARTICLE,
            title="法院开门",
            second_title="Court opens",
            authors=tuple(Name(name) for name in ("余萌", "杜国栋", "黄进", "某甲")),
        )
        self.assertEqual(
            text_of(citation),
            "余萌, 杜国栋, 黄进, 等. 法院开门 = Court opens[EB/OL]. Lin Haibin, 编. "
            "版本 2. 中司观察, 2024-12-18(2026-11-24). "
            "https://observer.example/a/court-opens/v/2.",
        )

    def test_chinese_leaves_out_that_an_edition_is_the_first(self) -> None:
        first = in_chinese(ARTICLE, number=1, url="https://observer.example/v/1")
        self.assertNotIn("版本", text_of(first))
        self.assertIn("/v/1", text_of(first))

    def test_chinese_puts_the_family_name_first_in_capitals(self) -> None:
        citation = in_chinese(
            ARTICLE,
            authors=(
                Name("Meng Yu", "Yu", "Meng"),
                Name("Lin Haibin"),
                Name("余萌", "余", "萌"),
            ),
        )
        self.assertTrue(text_of(citation).startswith("YU Meng, Lin Haibin, 余萌. "))

    def test_a_decision_in_chinese_joins_court_and_number(self) -> None:
        citation = in_chinese(
            CASE,
            title="赵某与叶某案",
            court=Name("商事法庭"),
            second_title="",
        )
        self.assertEqual(
            text_of(citation),
            "赵某与叶某案，商事法庭（2023）沪01协外认28号，2025年1月8日。"
            "载中司观察，版本2，2026年11月24日，"
            "https://observer.example/a/court-opens/v/2 。",
        )

    def test_a_number_in_latin_letters_keeps_its_brackets(self) -> None:
        citation = in_chinese(CASE, case_numbers=("(2023) Hu 01 No. 28",))
        self.assertIn("(2023) Hu 01 No. 28，", text_of(citation))

    def test_the_rule_is_named(self) -> None:
        self.assertEqual(style_of(ARTICLE).name, chicago.STYLE)
        self.assertIn("GB/T 7714", style_of(in_chinese(DATASET)).name)
        self.assertTrue(style_of(in_chinese(DATASET)).wants_day)
        self.assertFalse(style_of(ARTICLE).is_adapted)

    def test_a_rule_for_decisions_is_called_adapted(self) -> None:
        for case, name in ((CASE, "Bluebook"), (in_chinese(CASE), "法学引注手册")):
            self.assertIn(name, style_of(case).name)
            self.assertTrue(style_of(case).is_adapted)

    @given(st.text(max_size=80))
    def test_a_sentence_is_one_line(self, title: str) -> None:
        for cited in (ARTICLE, CASE, DATASET):
            english = replace(cited, title=title)
            for citation in (english, in_chinese(english)):
                self.assertEqual(len(text_of(citation).splitlines()), 1)


class MetaTests(SimpleTestCase):
    def test_the_head_has_both_vocabularies(self) -> None:
        elements = meta_of(ARTICLE, "https://observer.example/a/court-opens.pdf")
        highwire = {element.name: element.content for element in elements}
        dublin_core = {element.property: element.content for element in elements}
        self.assertEqual(highwire["citation_title"], dublin_core["dcterms:title"])
        self.assertEqual(highwire["citation_publication_date"], "2024/12/18")
        self.assertEqual(dublin_core["dcterms:issued"], "2024-12-18")
        self.assertEqual(dublin_core["dcterms:identifier"], ARTICLE.url)
        authors = [
            element.content for element in elements if element.name == "citation_author"
        ]
        self.assertEqual(authors, ["Meng Yu", "Guodong Du", "CJO Staff, and Team"])

    def test_an_unknown_fact_has_no_element(self) -> None:
        elements = meta_of(replace(CASE, dated=""))
        names = {name for element in elements for name in element[:2]}
        self.assertFalse({"citation_author", "dcterms:issued"} & names)
