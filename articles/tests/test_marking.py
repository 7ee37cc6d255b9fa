"""Marking: the words found, in the text as it is printed."""

import re
from unittest import TestCase

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles.search.marking import marked
from articles.search.terms import Term
from cjo.lib.search_folding import fold_query, stem_word

COURT = "北京互联网法院公布个人信息保护典型案例"


class MarkingTests(TestCase):
    def mark(self, text: str, query: str) -> str:
        words = [(word, stem_word(word)) for word in fold_query(query)]
        return marked(
            text,
            [Term(((word,), (stem,)) if stem else ((word,),)) for word, stem in words],
        )

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
        self.assertEqual(self.mark("a courtier", "court a"), "<mark>a</mark> courtier")
        self.assertEqual(self.mark("courts", "cour"), "<mark>courts</mark>")

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
