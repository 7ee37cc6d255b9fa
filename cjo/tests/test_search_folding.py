"""A query finds the text that an author wrote, in every script."""

import unicodedata
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.english_stems import stem
from cjo.lib.search_folding import (
    TOKEN_LENGTH,
    fold_document,
    fold_query,
    letters,
    together,
)
from cjo.lib.search_stems import fold_stems

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)


def holds(document: str, query: str) -> bool:
    """Return whether a search for the query finds the document."""
    folded = f" {fold_document(document)} "
    return all(word.needle in folded for word in fold_query(query))


class ScriptTests(TestCase):
    def assert_alike(self, *texts: str) -> None:
        self.assertEqual({fold_document(text) for text in texts}.__len__(), 1, texts)

    def test_case_accents_and_width_make_no_difference(self) -> None:
        self.assert_alike("Café", "CAFE", "cafe\u0301", "ｃａｆｅ")
        self.assert_alike("Straße", "STRASSE")
        self.assert_alike("Σοφός", "ΣΟΦΟΣ")
        self.assert_alike("ещё", "ЕЩЕ")
        self.assert_alike("Đặng", "dang")

    def test_the_four_turkish_letters_i_are_one(self) -> None:
        self.assert_alike("ISPARTA", "ısparta", "İsparta", "isparta")

    def test_arabic_vowel_signs_and_forms_of_a_letter_make_no_difference(self) -> None:
        self.assert_alike("مَحْكَمَةٌ", "محكمة", "محكمه", "محـــكمة")
        self.assert_alike("أحكام", "احكام", "إحكام", "ٱحكام")
        self.assert_alike("على", "علي", "علی")

    def test_hebrew_points_and_abbreviations_make_no_difference(self) -> None:
        self.assert_alike("שָׁלוֹם", "שלום")
        self.assert_alike("בג״ץ", 'בג"ץ', "בגץ")

    def test_vowels_written_as_marks_are_kept(self) -> None:
        self.assertNotEqual(fold_document("कानून"), fold_document("कनन"))
        self.assertNotEqual(fold_document("が"), fold_document("か"))
        self.assert_alike("क़ानून", "कानून")

    def test_digits_of_every_script_are_the_same_digits(self) -> None:
        self.assert_alike("2567", "๒๕๖๗", "٢٥٦٧", "２５６７")

    def test_invisible_characters_do_not_part_a_word(self) -> None:
        self.assert_alike("information", "infor\u00admation", "infor\u200bmation")

    def test_an_english_possessive_is_the_word_itself(self) -> None:
        self.assert_alike("China's", "China’s", "China")

    def test_initials_are_one_word_with_and_without_full_stops(self) -> None:
        for text in ("U.S. law", "US law", "u.s law", "U.S.'s law"):
            self.assertEqual(fold_document(text), "us law", text)
        self.assertEqual(fold_document("P.R.C.-based"), "prc based")
        for text in ("A.B. Smith v. C", "A. B. Smith v. C", "AB Smith v C"):
            self.assertEqual(fold_document(text), "ab smith v c")
            tokens = [token for word in fold_query(text) for token in word.tokens]
            self.assertEqual(tokens, ["ab", "smith", "v", "c"], text)
        # the ends of sentences, numbers and addresses are none
        self.assertEqual(fold_document("plan B. I go"), "plan b i go")
        self.assertEqual(fold_document("a.b.example 1.a.b"), "a b example 1 a b")
        (word,) = fold_query("US")
        self.assertRegex(letters("The U.S. court"), word.pattern)

    def test_traditional_and_simplified_characters_are_the_same(self) -> None:
        self.assert_alike("個人信息保護法條", "个人信息保护法条")
        self.assert_alike("於後裡", "于后里")


class StemTests(TestCase):
    def assert_one_stem(self, *words: str) -> None:
        self.assertEqual(len({stem(word) for word in words}), 1, words)

    def test_forms_of_a_word_have_one_stem(self) -> None:
        self.assert_one_stem("recognise", "recognises", "recognised", "recognising")
        self.assert_one_stem("judgment", "judgments")
        self.assert_one_stem("enforce", "enforced", "enforcement")
        self.assert_one_stem("precise", "precisely")
        self.assert_one_stem("revise", "revision")
        self.assert_one_stem("call", "called", "calling")

    def test_british_and_american_spellings_have_one_stem(self) -> None:
        for british, american in (
            ("recognised", "recognized"),
            ("judgement", "judgment"),
            ("organisations", "organization"),
            ("analysed", "analyze"),
            ("labour", "labor"),
            ("behaviours", "behavior"),
            ("centre", "center"),
            ("defence", "defense"),
            ("licences", "licensed"),
            ("cancelled", "canceled"),
            ("instalments", "installment"),
            ("programme", "programs"),
            ("catalogue", "catalog"),
        ):
            self.assert_one_stem(british, american)

    def test_different_words_keep_different_stems(self) -> None:
        for word, other in (("four", "for"), ("tour", "tor"), ("fiber", "fib")):
            self.assertNotEqual(stem(word), stem(other))

    def test_a_text_has_each_stem_once(self) -> None:
        self.assertEqual(fold_stems("Courts, a court: 法院 2024", "en"), "≈court")
        self.assertEqual(fold_stems("依据GDPR判决", "zh-hans"), "≈gdpr")
        self.assertEqual(fold_stems("Les tribunaux", "fr"), "≈tribunal")
        self.assertEqual(fold_stems("โดย GDPR", "th"), "≈gdpr")


class UnspacedTests(TestCase):
    def test_chinese_becomes_pairs_and_a_last_character(self) -> None:
        self.assertEqual(fold_document("信息法。"), "信息 息法 法")

    def test_two_characters_are_found_only_next_to_each_other(self) -> None:
        self.assertTrue(holds("北京互联网法院", "法院"))
        self.assertFalse(holds("北京互联网法院", "北院"))
        self.assertFalse(holds("个人的信息", "个人信息"))

    def test_one_character_is_found_at_any_place(self) -> None:
        for character in "信息法":
            self.assertTrue(holds("信息法", character), character)

    def test_korean_is_found_before_a_particle_and_inside_a_compound(self) -> None:
        self.assertTrue(holds("법원은 개인정보보호법을", "법원"))
        self.assertTrue(holds("법원은 개인정보보호법을", "정보 보호법"))

    def test_thai_is_found_inside_a_sentence(self) -> None:
        self.assertTrue(holds("ศาลอินเทอร์เน็ตปักกิ่งเผยแพร่", "ปักกิ่ง"))
        self.assertFalse(holds("ศาลอินเทอร์เน็ต", "ปักกิ่ง"))

    def test_kana_and_kanji_are_found_together(self) -> None:
        self.assertTrue(holds("インターネット裁判所の判決", "ネット裁判"))

    @given(HAN, st.data())
    def test_any_part_of_a_chinese_text_finds_it(
        self, text: str, data: st.DataObject
    ) -> None:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        self.assertTrue(holds(text, text[start:end]))


class CaseNumberTests(TestCase):
    NUMBER = "(2023)沪01协外认28号"

    def test_it_is_found_whole_however_it_is_typed(self) -> None:
        for query in (
            self.NUMBER,
            "（２０２３）沪０１协外认２８号",
            "2023沪01协外认28号",
        ):
            self.assertTrue(holds(f"判决{self.NUMBER}民事裁定书", query), query)

    def test_it_is_found_by_its_parts(self) -> None:
        for query in ("2023", "沪", "沪01", "协外认", "外认28", "28号", "2023 28"):
            self.assertTrue(holds(self.NUMBER, query), query)

    def test_another_number_does_not_find_it(self) -> None:
        for query in ("2022沪01", "沪01协外认2号", "沪01民终28号"):
            self.assertFalse(holds(self.NUMBER, query), query)

    def test_its_latin_form_is_found_by_its_parts(self) -> None:
        latin = "(2023) Hu 01 Xie Wai Ren No. 28"
        for query in ("hu 01 xie", "Xie Wai Ren", "no.28", "2023 28"):
            self.assertTrue(holds(latin, query), query)


class QueryTests(TestCase):
    def test_only_the_last_word_may_be_a_beginning(self) -> None:
        self.assertTrue(holds("personal information", "personal inform"))
        self.assertFalse(holds("personal information", "person information"))

    def test_numbers_and_single_letters_are_no_beginnings(self) -> None:
        self.assertFalse(holds("article 28", "article 2"))
        self.assertFalse(holds("court", "c"))

    def test_a_hyphened_word_is_found_as_its_parts_in_a_row(self) -> None:
        self.assertTrue(holds("COVID-19 rules", "covid19"))
        self.assertFalse(holds("covid rules of 19", "covid-19"))

    def test_words_in_quotation_marks_are_one_word(self) -> None:
        (word,) = fold_query("“personal inform”")
        self.assertEqual((word.tokens, word.is_open), (("personal", "inform"), False))
        words = fold_query('court "top court" a"b')
        self.assertEqual([word.is_quoted for word in words], [False, True, False])

    def test_signs_alone_are_no_words(self) -> None:
        self.assertEqual(fold_query(' "*" — (:) \x00 ^ '), [])

    def test_words_together_are_one_word(self) -> None:
        word = together(fold_query("top court"))
        self.assertIn(word.needle, f" {fold_document('the Top Courts')} ")


class AnyTextTests(TestCase):
    @given(st.text())
    def test_each_part_between_spaces_finds_its_text(self, text: str) -> None:
        for part in text.split():
            self.assertTrue(holds(text, part))

    @given(st.text())
    def test_tokens_hold_nothing_a_database_could_take_for_an_operator(
        self, text: str
    ) -> None:
        for token in fold_document(text).split(" "):
            self.assertLessEqual(len(token), TOKEN_LENGTH)
            self.assertFalse(
                {unicodedata.category(sign)[0] for sign in token} - {*"LNM"}
            )

    @given(st.text())
    def test_composed_and_decomposed_text_are_the_same(self, text: str) -> None:
        folded = fold_document(text)
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            self.assertEqual(fold_document(unicodedata.normalize(form, text)), folded)

    @given(st.text())
    def test_letters_are_folded_once_and_for_all(self, text: str) -> None:
        once = letters(text)
        self.assertEqual(letters(once), once)
