"""Finding: in every language, ranked alike on both engines, never raising."""

import datetime as dt
from typing import Any
from unittest import mock

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.models import SearchRow, SearchSynonym
from articles.search import find, index, terms_of
from articles.search.finding import FOUND_LIMIT
from cjo.test import BaseTestCase

COURT = "北京互联网法院公布个人信息保护典型案例"
NUMBER = "(2023)沪01协外认28号"


def index_row(key: str = "1", language: str = "en", **words: Any) -> None:
    index.store(
        "article", key, language, **{"title": "", "abstract": "", "text": "", **words}
    )


def keys(query: str, language: str = "en") -> list[str]:
    """Return the keys of the rows that have all words."""
    hits = find(query, terms_of(query, language), language)
    if hits.is_partial:
        return []
    return [hit.key for of_kind in hits.by_kind.values() for hit in of_kind]


def closest(query: str, language: str = "en") -> list[str]:
    hits = find(query, terms_of(query, language), language)
    assert hits.is_partial
    return [hit.key for hit in hits.by_kind.get("article", [])]


class FindingTests(BaseTestCase):
    def test_every_word_must_be_there_but_not_in_one_place(self) -> None:
        index_row(
            title="Court opens", abstract="In Beijing", text="On personal information."
        )
        self.assertEqual(keys("court beijing information"), ["1"])
        self.assertEqual(keys("court shanghai"), [])

    def test_the_last_word_may_be_a_beginning(self) -> None:
        index_row(title="Personal information")
        self.assertEqual(keys("personal infor"), ["1"])
        self.assertEqual(keys("perso information"), [])

    def test_two_characters_of_chinese_are_found_in_title_abstract_and_text(
        self,
    ) -> None:
        for key, field in enumerate(("title", "abstract", "text")):
            index_row(str(key), "zh-hans", **{field: COURT})
        self.assertCountEqual(keys("法院", "zh-hans"), ["0", "1", "2"])
        self.assertEqual(keys("法例", "zh-hans"), [])

    def test_chinese_characters_must_stand_together(self) -> None:
        index_row("1", "zh-hans", text="个人信息。互联网法院")
        index_row("2", "zh-hans", text="个人的信息，人信，信息")
        self.assertEqual(keys("个人信息", "zh-hans"), ["1"])
        self.assertEqual(keys("法院 个人信息", "zh-hans"), ["1"])

    def test_one_character_is_found_wherever_it_stands(self) -> None:
        index_row("1", "zh-hans", text=COURT)
        for character in "北护例":
            self.assertEqual(keys(character, "zh-hans"), ["1"], character)

    def test_a_case_number_is_found_whole_and_by_its_parts(self) -> None:
        index_row(text=f"The court decided {NUMBER}, Hu 01 Xie Wai Ren No. 28.")
        for query in (NUMBER, "（2023）沪01协外认28号", "沪01", "协外认", "hu 01 xie"):
            self.assertEqual(keys(query), ["1"], query)
        self.assertEqual(keys("沪02协外认"), [])

    def test_a_phrase_is_found_at_the_end_of_a_long_text(self) -> None:
        index_row("1", "zh-hans", text="判决书写明了理由。" * 4000 + COURT)
        self.assertEqual(keys("互联网法院", "zh-hans"), ["1"])

    def test_a_phrase_does_not_reach_from_one_field_into_the_next(self) -> None:
        index_row("1", "zh-hans", title="个人", abstract="信息", text="人信")
        self.assertEqual(keys("个人信息", "zh-hans"), [])

    def test_other_scripts_are_found_as_their_readers_type_them(self) -> None:
        texts = {
            "ar": ("أصدرت المَحْكَمَة حكمًا", "المحكمه"),
            "he": ("בג״ץ קבע: שָׁלוֹם", "שלום"),
            "ru": ("Отчёт суда", "отчет"),
            "vi": ("Tòa án Đà Nẵng", "toa da nang"),
            "tr": ("IŞIK davası", "ışık"),
            "th": ("ศาลอินเทอร์เน็ตปักกิ่ง", "ปักกิ่ง"),
            "ko": ("법원은 개인정보를", "법원 정보"),
            "hi": ("न्यायालय का क़ानून", "कानून"),
        }
        for language, (text, query) in texts.items():
            index_row("1", language, text=text)
            self.assertEqual(keys(query, language), ["1"], language)

    def test_it_looks_in_one_language_and_sorts_by_kind(self) -> None:
        index_row("1", text="court")
        index_row("3", "fr", text="court")
        index.store("case", "a-v-b", "en", title="", abstract="", text="court")
        hits = find("court", terms_of("court", "en"), "en").by_kind
        self.assertEqual(
            {kind: hits[kind][0].key for kind in hits},
            {"article": "1", "case": "a-v-b"},
        )

    def test_no_word_finds_nothing_without_asking_the_database(self) -> None:
        with self.assertNumQueries(0):
            self.assertEqual(keys(' "*" () '), [])

    def test_it_asks_the_database_for_synonyms_and_rows_and_to_confirm(self) -> None:
        index_row("1", "zh-hans", text=COURT)
        confirming = connection.vendor == "postgresql"
        with self.assertNumQueries(2 + confirming):
            keys("互联网法院 个人信息", "zh-hans")

    def test_all_forms_and_spellings_of_an_english_word_are_found(self) -> None:
        index_row(text="It recognised labour judgements.")
        for query in ("recognizing", "labor", "judgment", "Judgments recognise"):
            self.assertEqual(keys(query), ["1"], query)
        index_row("2", "fr", text="jugements")
        self.assertEqual(keys("jugement xx", "fr"), [])

    def test_words_in_quotation_marks_are_found_as_they_are_typed(self) -> None:
        index_row("1", text="personal information of judges")
        index_row("2", text="information that is personal")
        for query in ('"personal information"', "“personal information” judge"):
            self.assertEqual(keys(query), ["1"], query)
        for query in ('"judge"', '"personal inform"', '"information personal"'):
            self.assertEqual(keys(query), [], query)

    def test_words_that_every_text_has_are_asked_for_only_alone(self) -> None:
        index_row(text="Courts open")
        self.assertEqual(keys("the opening of a court"), ["1"])
        self.assertEqual(keys("the of"), [])

    def test_traditional_characters_find_simplified_ones(self) -> None:
        index_row("1", "zh-hans", text=COURT)
        index_row("2", "ja", text="個人情報保護法")
        self.assertEqual(keys("個人信息保護", "zh-hans"), ["1"])
        self.assertEqual(keys("個人情報", "ja"), ["2"])


class SynonymTests(BaseTestCase):
    def setUp(self) -> None:
        SearchSynonym.objects.all().delete()
        SearchSynonym.objects.create(words="lorry, truck")
        SearchSynonym.objects.create(words="PIPL，Information Protection Law")
        SearchSynonym.objects.create(language="zh-hans", words="人脸识别、面部识别")

    def test_they_find_each_other_in_all_their_forms(self) -> None:
        index_row("1", text="Two trucks")
        index_row("2", text="The Information Protection Law")
        self.assertEqual(keys("lorry"), ["1"])
        self.assertEqual(keys("lorries two"), ["1"])
        self.assertEqual(keys("pipl"), ["2"])

    def test_a_phrase_finds_its_synonym_and_its_own_words_apart(self) -> None:
        index_row("1", text="On the PIPL")
        index_row("2", text="A law of protection for information")
        self.assertCountEqual(keys("information protection law"), ["1", "2"])
        self.assertEqual(keys("information protection lorry"), [])

    def test_they_are_found_inside_a_text_without_spaces(self) -> None:
        index_row("1", "zh-hans", text="涉人脸识别案件")
        for query in ("面部识别", "面部識別案"):
            self.assertEqual(keys(query, "zh-hans"), ["1"], query)

    def test_they_hold_for_their_language_and_not_in_quotation_marks(self) -> None:
        index_row("1", "fr", text="truck")
        index_row("2", text="truck")
        self.assertEqual(keys("lorry", "fr"), [])
        self.assertEqual(keys('"lorry"'), [])


class ClosestTests(BaseTestCase):
    def test_texts_with_the_rarest_words_come_first(self) -> None:
        for number in range(20):
            index_row(f"court {number}", text="court")
        index_row("biometric", text="court biometric")
        self.assertEqual(closest("court biometric elephants"), ["biometric"])

    def test_a_part_of_a_chinese_query_must_be_more_than_a_pair_of_signs(self) -> None:
        index_row("1", "zh-hans", text="人脸识别。典型案例")
        index_row("2", "zh-hans", text="案例")
        self.assertEqual(closest("人脸识别案例", "zh-hans"), ["1"])
        self.assertEqual(closest("大象与鲸鱼的案例", "zh-hans"), [])

    def test_it_names_the_words_that_no_text_has(self) -> None:
        index_row(text="court")
        hits = find("elephants court", terms_of("elephants court", "en"), "en")
        self.assertEqual(
            [term.typed[0].runs for term in hits.missing], [("elephants",)]
        )


class RankingTests(BaseTestCase):
    def test_title_comes_before_abstract_before_text(self) -> None:
        index_row("text", text="biometric data " * 50, dated=dt.date(2025, 1, 1))
        index_row("abstract", abstract="biometric data", dated=dt.date(2024, 1, 1))
        index_row("title", title="biometric data", dated=dt.date(2023, 1, 1))
        self.assertEqual(keys("biometric data"), ["title", "abstract", "text"])

    def test_words_side_by_side_in_a_title_come_first(self) -> None:
        index_row("apart", title="Court of the top", dated=dt.date(2025, 1, 1))
        index_row("together", title="China's Top Court", dated=dt.date(2023, 1, 1))
        self.assertEqual(keys("top court"), ["together", "apart"])

    def test_the_exact_name_comes_first_whatever_else_has_it(self) -> None:
        index_row("title", title="The PIPL and PIPL rules", dated=dt.date(2025, 1, 1))
        index.store(
            "article", "named", "en", title="", abstract="", text="", names=["PIPL"]
        )
        self.assertEqual(keys("pipl"), ["named", "title"])

    def test_the_word_as_typed_comes_before_its_forms_and_synonyms(self) -> None:
        SearchSynonym.objects.create(words="lorry, truck")
        for key, title in (
            ("typed", "A lorry"),
            ("form", "Lorries"),
            ("same", "Truck"),
        ):
            index_row(key, title=title)
        self.assertEqual(keys("lorry"), ["typed", "form", "same"])

    def test_what_fits_alike_stands_newest_first_and_unknown_dates_last(self) -> None:
        index_row("unknown", text="court")
        index_row("older", text="court", dated=dt.date(2023, 1, 1))
        index_row("newer", text="court", dated=dt.date(2024, 1, 1))
        self.assertEqual(keys("court"), ["newer", "older", "unknown"])

    def test_chinese_titles_rank_like_any_other(self) -> None:
        index_row("text", "zh-hans", text=COURT, dated=dt.date(2025, 1, 1))
        index_row("title", "zh-hans", title=COURT)
        self.assertEqual(keys("个人信息", "zh-hans"), ["title", "text"])
        self.assertEqual(keys("例", "zh-hans"), ["title", "text"])

    def test_it_counts_no_further_than_anybody_pages(self) -> None:
        SearchRow.objects.bulk_create(
            SearchRow(
                kind="article", key=str(key), language="en", text=" court 法院 院 "
            )
            for key in range(FOUND_LIMIT + 1)
        )
        for query in ("court", "court法院"):
            self.assertEqual(len(keys(query)), FOUND_LIMIT + 1, query)

    def test_many_articles_on_a_law_do_not_hide_the_law(self) -> None:
        index.store("law", "pipl", "en", title="The law", abstract="", text="")
        for key in range(3):
            index_row(str(key), title="On the law")
        with mock.patch("articles.search.finding.CANDIDATES", 2):
            self.assertCountEqual(keys("law"), ["pipl", "1", "2"])


class HostileQueryTests(HypothesisTestCase, BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        index_row("1", title="Court", text=f"{COURT} {NUMBER}")

    def test_operators_and_quotes_are_no_more_than_spaces(self) -> None:
        for query in (
            '"court"', "court*", "(court", "-court", "title:court'", "court AND",
            "^court", "court:*", "'court' | !", "{court}", "court\\", "court\x00",
        ):  # fmt: skip
            self.assertIn(keys(query), (["1"], []), query)
        for query in (
            "AND",
            "NOT",
            "OR",
            "NEAR(a b)",
            "a & | b",
            "<->",
            "'; DROP TABLE x",
        ):
            self.assertEqual(keys(query), [], query)

    @settings(suppress_health_check=list(HealthCheck))
    @given(st.text(max_size=300))
    def test_no_query_raises(self, query: str) -> None:
        keys(query)
        keys(f"court{query}法院")

    def test_a_query_is_cut_where_it_gets_too_long(self) -> None:
        self.assertEqual(keys("court " * 5000), ["1"])
        self.assertEqual(keys("法院" * 5000), [])

    def test_no_text_is_too_long_or_too_strange_to_be_published(self) -> None:
        strange = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x30000)]))
        index_row("2", title=strange, abstract=strange, text=f"beginning {strange * 2}")
        self.assertIn("2", keys("beginning"))
        index_row("3", text="beginning " + "x" * 900_000 + " end")
        self.assertIn("3", keys("beginning"))
