"""Marking: the words found, in the text as it is printed."""

import re
from unittest import TestCase, mock

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles.search.marking import marked
from articles.search.terms import terms_of

COURT = "北京互联网法院公布个人信息保护典型案例"


class MarkingTests(TestCase):
    def mark(self, text: str, query: str, language: str = "en") -> str:
        with mock.patch("articles.search.terms.SearchSynonym") as synonyms:
            synonyms.objects.filter.return_value = []
            return marked(text, terms_of(query, language), language)

    def test_it_marks_what_a_reader_sees_not_what_was_folded(self) -> None:
        self.assertEqual(
            self.mark("L’État, ÉTAT", "etat"), "L’<mark>État</mark>, <mark>ÉTAT</mark>"
        )
        self.assertEqual(self.mark(COURT[:7], "法院"), "北京互联网<mark>法院</mark>")
        self.assertEqual(self.mark("E\u0301tat", "etat"), "<mark>E\u0301tat</mark>")

    def test_it_marks_the_forms_of_an_english_word(self) -> None:
        self.assertEqual(
            self.mark("It Recognised judgements.", "recognize judgment"),
            "It <mark>Recognised</mark> <mark>judgements</mark>.",
        )

    def test_it_marks_simplified_characters_for_traditional_ones(self) -> None:
        self.assertEqual(self.mark("互联网法院", "互聯網"), "<mark>互联网</mark>法院")

    def test_it_marks_whole_words_only(self) -> None:
        self.assertEqual(self.mark("x courtier", "court x"), "<mark>x</mark> courtier")
        self.assertEqual(self.mark("courts", "cour"), "<mark>courts</mark>")

    def test_it_marks_the_right_signs_in_each_script(self) -> None:
        for language, query, text in (
            ("ja", "ガス", "都市<mark>ｶﾞｽ</mark>法"),
            ("ja", "裁判", "<mark>裁判</mark>所"),
            ("ko", "법원", "<mark>법원</mark>은"),
            ("ko", "법원이", "<mark>법원</mark>은"),
            ("ko", "법원", "<mark>\u1107\u1165\u11b8\u110b\u116f\u11ab</mark>은"),
            ("th", "กิ่ง", "ปัก<mark>กิ่ง</mark>เผย"),
            ("th", "นำ", "<mark>นำ</mark>น้ำ"),
            ("th", "ก", "<mark>กิ่</mark>ง"),
            ("ar", "محكمة", "<mark>والمَحْكَمَةُ</mark> ثم"),
            ("ar", "الى", "<mark>إلى</mark>"),
            ("he", "משפט", "בית <mark>הַמִּשְׁפָּט</mark>"),
            ("he", "בגץ", "<mark>בג״ץ</mark> קבע"),
            ("he", "בגץ", "<mark>ובג״ץ</mark> קבע"),
            ("he", "google", "ב<mark>Google</mark>"),
            ("hi", "कानून", "<mark>क़ानून</mark> का"),
            ("hi", "हिंदी", "<mark>हिन्दी</mark>"),
            ("ru", "суды", "<mark>судом</mark>, судья"),
            ("ru", "мой", "<mark>мо\u0438\u0306</mark> мои"),
            ("tr", "IŞIK", "<mark>ışık</mark>, <mark>IŞIK</mark>"),
            ("tr", "dava", "<mark>DAVASI</mark>"),
            ("vi", "tòa", "toa, tỏa, <mark>toà</mark>, <mark>TO\u0300A</mark>"),
            ("vi", "toa", "<mark>tỏa</mark>"),
            ("de", "gericht", "<mark>Internetgericht</mark>"),
            ("de", "strasse", "<mark>Straße</mark>"),
            ("fr", "l’état", "<mark>l’État</mark>, <mark>État</mark>"),
        ):
            with self.subTest(query=query, text=text):
                bare = re.sub(r"</?mark>", "", text)
                self.assertEqual(self.mark(bare, query, language), text)

    def test_html_in_a_text_stays_text(self) -> None:
        self.assertEqual(
            self.mark("<b>Court</b> & more", "court"),
            "&lt;b&gt;<mark>Court</mark>&lt;/b&gt; &amp; more",
        )

    @given(st.text(), st.text())
    def test_it_changes_nothing_of_the_text_but_the_marks(
        self, text: str, query: str
    ) -> None:
        for asked in (query, text[:20], text[3:5], "a 1 株式 会社"):
            bare = re.sub(r"</?mark>", "", self.mark(text, asked))
            self.assertEqual(bare, escape(text))
