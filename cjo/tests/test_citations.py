"""Citations as sentences by the rule of each language, and as meta elements."""

from dataclasses import replace

from django.conf import settings
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.references import Citation, Name, meta_of, sentences_of, text_of
from cjo.tests.cited import ARTICLE, CASE, DATASET, in_chinese


def by_rule(name: str, citation: Citation) -> str:
    (sentence,) = (
        sentence for sentence in sentences_of(citation) if name in sentence.style.name
    )
    return sentence.text


class SentenceTests(SimpleTestCase):
    def test_english_follows_chicago_with_chinese_names(self) -> None:
        self.assertEqual(
            text_of(ARTICLE),
            "Yu, Meng 余萌, Guodong Du 杜国栋, and CJO Staff, and Team. "
            "“Court opens” 法院开门. Version 2, November 24, 2026. "
            "Edited by Lin Haibin. China Justice Observer, December 18, 2024. "
            "https://observer.example/a/court-opens/v/2.",
        )

    def test_a_name_whose_parts_are_unknown_is_not_turned(self) -> None:
        citation = replace(ARTICLE, authors=(Name("Lin Haibin"),), editors=())
        self.assertTrue(text_of(citation).startswith("Lin Haibin. “Court opens”"))

    def test_a_name_with_the_family_name_first_keeps_its_order(self) -> None:
        # Chicago 13.75
        for author in (Name("Yu Meng", "Yu", "Meng"), Name("余萌", "余", "萌")):
            cited = text_of(replace(ARTICLE, authors=(author,), editors=()))
            self.assertTrue(cited.startswith(f"{author.printed}. “Court opens”"), cited)
        turned = replace(ARTICLE, authors=(Name("Lina Li", "Li", "Lina"),), editors=())
        self.assertTrue(text_of(turned).startswith("Li, Lina. “Court opens”"))

    def test_quotation_marks_within_a_title_are_single(self) -> None:
        citation = replace(ARTICLE, title="On “consensus”", second_title="")
        self.assertIn("“On ‘consensus’.” ", text_of(citation))

    def test_a_title_that_ends_as_a_sentence_gets_no_second_stop(self) -> None:
        citation = replace(ARTICLE, title="Who may sue?", second_title="")
        self.assertIn("“Who may sue?” Version", text_of(citation))

    def test_no_date_is_invented(self) -> None:
        for dated, printed in (
            ("", "Observer. https"),
            ("2024", "Observer, 2024. "),
            ("2024-05", "Observer, May 2024. "),
        ):
            self.assertIn(printed, text_of(replace(ARTICLE, dated=dated)))
        self.assertIn("(n.d.)", by_rule("Psychological", replace(ARTICLE, dated="")))
        self.assertNotIn("ccessed", text_of(ARTICLE))

    def test_chicago_puts_the_site_first_where_nobody_is_named(self) -> None:
        self.assertEqual(
            text_of(replace(ARTICLE, authors=(), editors=(), second_title="")),
            "China Justice Observer. “Court opens.” Version 2, November 24, 2026. "
            "December 18, 2024. https://observer.example/a/court-opens/v/2.",
        )

    def test_apa_writes_initials_and_the_date_after_the_names(self) -> None:
        self.assertEqual(
            by_rule("Psychological", ARTICLE),
            "Yu, M., Du, G., & CJO Staff, and Team. (2024, December 18). "
            "Court opens [法院开门] (Lin Haibin, Ed.; Version 2). "
            "China Justice Observer. "
            "https://observer.example/a/court-opens/v/2",
        )
        self.assertTrue(
            by_rule("Psychological", replace(ARTICLE, authors=())).startswith(
                "Court opens [法院开门] (Lin Haibin, Ed.; Version 2). (2024"
            )
        )
        self.assertEqual(
            by_rule("Psychological", DATASET),
            "China Justice Observer. (2026). Figures of 2024 [2024年数据] "
            "(Version 2) [Data set]. "
            "https://observer.example/a/court-opens/v/2",
        )

    def test_apa_shortens_given_names_with_any_latin_letter(self) -> None:
        for first, initials in (
            ("Øyvind", "Ø."),
            ("Łukasz Émile", "Ł. É."),
            ("萌", "萌"),
        ):
            author = Name(f"{first} Berg", "Berg", first)
            cited = by_rule("Psychological", replace(ARTICLE, authors=(author,)))
            self.assertTrue(cited.startswith(f"Berg, {initials}"), cited)

    def test_each_rule_cuts_a_long_list_of_authors_as_it_wants(self) -> None:
        def cited(rule: str, number: int) -> str:
            authors = tuple(Name(f"A B{n}", f"B{n}", "A") for n in range(number))
            return by_rule(rule, replace(ARTICLE, authors=authors, editors=()))

        self.assertIn("A B0, A B1 and A B2, ‘Court", cited("OSCOLA", 3))
        self.assertTrue(cited("OSCOLA", 4).startswith("A B0 and others, ‘Court"))
        self.assertIn("A B4, and A B5. “Court", cited("Chicago", 6))
        self.assertTrue(
            cited("Chicago", 7).startswith("B0, A, A B1, A B2, et al. “Court")
        )
        self.assertIn("B18, A., & B19, A. (2024", cited("Psychological", 20))
        self.assertIn("B18, A., . . . B20, A. (2024", cited("Psychological", 21))

    def test_oscola_puts_facts_in_brackets_and_the_address_in_angles(self) -> None:
        self.assertEqual(
            by_rule("OSCOLA", ARTICLE),
            "Meng Yu 余萌, Guodong Du 杜国栋 and CJO Staff, and Team, "
            "‘Court opens’ 法院开门 (Lin Haibin ed, version 2, "
            "China Justice Observer, 18 December 2024) "
            "<https://observer.example/a/court-opens/v/2>.",
        )

    def test_oscola_writes_v_without_a_full_stop_and_the_bluebook_with(self) -> None:
        self.assertEqual(
            by_rule("OSCOLA", CASE),
            "Zhao v Ye 赵某与叶某案 (2023)沪01协外认28号 "
            "[(2023) Hu 01 Xie Wai Ren No 28] "
            "(Commercial Court 商事法庭, 8 January 2025); "
            "record in China Justice Observer (version 2, 24 November 2026) "
            "<https://observer.example/a/court-opens/v/2>.",
        )
        for title in ("Zhao v Ye", "Zhao vs. Ye", "Zhao v. Ye"):
            cited = by_rule("Bluebook", replace(CASE, title=title))
            self.assertTrue(cited.startswith("赵某与叶某案 [Zhao v. Ye], "), cited)

    def test_the_indigo_book_writes_a_source_on_the_internet(self) -> None:
        self.assertEqual(
            by_rule("Indigo", ARTICLE),
            "Meng Yu 余萌, Guodong Du 杜国栋 & CJO Staff, and Team, "
            "Court opens 法院开门, China Justice Observer (Dec. 18, 2024), version 2, "
            "https://observer.example/a/court-opens/v/2.",
        )

        self.assertTrue(
            by_rule("Indigo", replace(ARTICLE, dated="")).endswith(
                "China Justice Observer, version 2, "
                "https://observer.example/a/court-opens/v/2 "
                "(last updated Nov. 24, 2026)."
            )
        )

    def test_a_row_of_a_dataset_is_cited_as_a_part_of_it(self) -> None:
        row = replace(DATASET, part="Cases filed: 113", second_title="")
        self.assertTrue(
            text_of(row).startswith(
                "China Justice Observer. “Cases filed: 113.” In “Figures of 2024.”"
            ),
            text_of(row),
        )
        self.assertIn(
            "Cases filed: 113 [Data set]. In Figures of 2024 (Version 2). http",
            by_rule("Psychological", row),
        )
        chinese = in_chinese(row, title="2024年数据", part="收案：113")
        self.assertIn("收案：113[DS/OL]//2024年数据. V2. ", text_of(chinese))

    def test_a_decision_has_name_number_court_and_date(self) -> None:
        self.assertEqual(
            text_of(CASE),
            "赵某与叶某案 [Zhao v. Ye], (2023)沪01协外认28号 "
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
        self.assertTrue(text_of(bare).startswith("Zhao v. Ye. China Justice"))
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

    def test_a_dataset_is_ours_and_names_the_court_as_its_source(self) -> None:
        self.assertEqual(
            text_of(DATASET),
            "China Justice Observer. “Figures of 2024” 2024年数据. Version 2. "
            "Source: Internet Court 互联网法院, October 30, 2024. "
            "China Justice Observer, November 24, 2026. "
            "https://observer.example/a/court-opens/v/2.",
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
            "余萌，杜国栋，黄进，等. 法院开门 = Court opens[EB/OL]. Lin Haibin，编. "
            "V2. （2024-12-18）. https://observer.example/a/court-opens/v/2.",
        )

    def test_chinese_names_the_publisher_of_a_dataset(self) -> None:
        # GB/T 7714—2025, 8.14
        self.assertIn(
            "[DS/OL]. V1. 中司观察（2026-11-24）. ",
            text_of(in_chinese(DATASET, number=1)),
        )

    def test_chinese_dates_a_page_without_a_date_by_its_last_change(self) -> None:
        self.assertIn("（2026-11-24）", text_of(in_chinese(ARTICLE, dated="")))

    def test_chinese_leaves_out_that_an_edition_is_the_first(self) -> None:
        first = in_chinese(ARTICLE, number=1, url="https://observer.example/v/1")
        self.assertNotIn("V1", text_of(first))
        self.assertIn("/v/1", text_of(first))

    def test_chinese_puts_the_family_name_first(self) -> None:
        citation = in_chinese(
            ARTICLE,
            authors=(
                Name("Meng Yu", "Yu", "Meng"),
                Name("Lin Haibin"),
                Name("余萌", "余", "萌"),
            ),
        )
        self.assertTrue(text_of(citation).startswith("Yu Meng，Lin Haibin，余萌. "))

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

    def test_an_article_in_chinese_follows_the_legal_manual_too(self) -> None:
        citation = in_chinese(
            ARTICLE,
            title="法院适用《民法典》",
            authors=(Name("余萌"), Name("杜国栋")),
            editors=(),
            translators=(Name("黄进"),),
        )
        self.assertEqual(
            by_rule("法学引注手册", citation),
            "余萌、杜国栋：《法院适用〈民法典〉》，黄进译，"
            "载中司观察2024年12月18日，版本2（2026年11月24日），"
            "https://observer.example/a/court-opens/v/2 。",
        )
        many = replace(citation, authors=tuple(Name(name) for name in "甲乙丙丁"))
        self.assertTrue(by_rule("法学引注手册", many).startswith("甲、乙等：《"))

    def test_a_number_in_latin_letters_keeps_its_brackets(self) -> None:
        citation = in_chinese(CASE, case_numbers=("(2023) Hu 01 No. 28",))
        self.assertIn("(2023) Hu 01 No. 28，", text_of(citation))

    def test_each_rule_is_named_with_its_edition(self) -> None:
        for citation, names in (
            (ARTICLE, ("18th edition", "7th edition", "4th edition", "2nd edition")),
            (CASE, ("22nd edition", "4th edition")),
            (DATASET, ("18th edition", "7th edition")),
            (in_chinese(ARTICLE), ("7714—2025", "第二版")),
            (in_chinese(CASE), ("第二版",)),
            (in_chinese(DATASET), ("7714—2025",)),
        ):
            styles = [sentence.style for sentence in sentences_of(citation)]
            for style, name in zip(styles, names, strict=True):
                self.assertIn(name, style.name)

    def test_each_rule_has_a_public_guide_in_the_documentation(self) -> None:
        guides = (settings.BASE_DIR / "docs" / "citing.md").read_text()
        for citation in (ARTICLE, CASE, in_chinese(ARTICLE), in_chinese(CASE)):
            for sentence in sentences_of(citation):
                self.assertIn(sentence.style.name, guides)

    def test_a_rule_for_decisions_is_called_adapted(self) -> None:
        for citation in (CASE, in_chinese(CASE)):
            for sentence in sentences_of(citation):
                self.assertTrue(sentence.style.is_adapted)

    @given(st.text(max_size=80))
    def test_a_sentence_is_one_line(self, title: str) -> None:
        for cited in (ARTICLE, CASE, DATASET):
            english = replace(cited, title=title)
            for citation in (english, in_chinese(english)):
                for sentence in sentences_of(citation):
                    self.assertEqual(len(sentence.text.splitlines()), 1)


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
