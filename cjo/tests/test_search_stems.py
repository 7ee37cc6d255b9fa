"""Stems: the forms of a word find each other, and other words do not."""

import sys
from concurrent.futures import ThreadPoolExecutor
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.korean_stems import without_particle
from cjo.lib.languages import CODES
from cjo.lib.search_folding import TOKEN_LENGTH, fold_query, written_runs
from cjo.lib.search_stems import exact_words, fold_stems, other_forms, text_stems
from cjo.lib.snowball_stems import snowball_stem
from cjo.lib.stop_words import is_stop_word


def finds(query: str, text: str, language: str) -> bool:
    """Return whether a query finds a text by a stem."""
    (word,) = fold_query(query)
    stems = fold_stems(text, language).split()
    return any(form.tokens[0] in stems for form in other_forms(word, language))


class StemTests(TestCase):
    def test_the_forms_of_a_word_find_each_other(self) -> None:
        for language, words in (
            ("ar", "المحكمة للمحكمة ومحكمه"),
            ("de", "Gericht Gerichte Gerichts"),
            ("es", "datos dato DATOS"),
            ("fr", "décision décisions decisions"),
            ("he", "חוק החוק לחוק ובחוק"),
            ("hi", "न्यायालय न्यायालयों"),
            ("id", "keputusan memutuskan keputusannya"),
            ("it", "libertà liberta"),
            ("pt", "decisão decisões decisao decisoes"),
            ("ru", "судья судьи судей"),
            ("sv", "hemlighet hemligheter hemligheten"),
            ("tr", "mahkeme mahkemesi mahkemelerinin MAHKEMEDE"),
        ):
            for word in words.split():
                for other in words.split():
                    self.assertTrue(finds(word, other, language), (word, other))

    def test_another_word_is_not_found_by_a_stem(self) -> None:
        for language, word, other in (
            ("ar", "قان", "القانون"),
            ("de", "Person", "Persönlichkeit"),
            ("es", "demandado", "demanda"),
            ("fr", "donner", "données"),
            ("he", "קשה", "בקשה"),
            ("hi", "कान", "कानून"),
            ("id", "dia", "media"),
            ("nl", "bruik", "gebruik"),
            ("ru", "судья", "суд"),
            ("tr", "kan", "kanun"),
        ):
            self.assertFalse(finds(word, other, language), (word, other))
            self.assertFalse(finds(other, word, language), (other, word))

    def test_a_part_finds_its_compound_and_not_the_other_way_round(self) -> None:
        for language, part, compound in (
            ("de", "Gericht", "Internetgericht"),
            ("de", "Recht", "Persönlichkeitsrechtsverletzung"),
            ("nl", "zaak", "modelzaken"),
            ("sv", "mål", "narkotikamålet"),
        ):
            self.assertTrue(finds(part, compound, language), part)
            self.assertFalse(finds(compound, part, language), part)
        for language, part, other in (
            ("de", "Daten", "Kandidaten"),
            ("de", "Recht", "fachgerecht"),
            ("sv", "mål", "ändamål"),
        ):
            self.assertFalse(finds(part, other, language), other)

    def test_vietnamese_accents_are_asked_for_where_they_are_typed(self) -> None:
        (marked,) = fold_query("tòa")
        (bare,) = fold_query("toa")
        self.assertEqual(exact_words(marked, "vi")[0].tokens, ("≈toà",))
        self.assertEqual(text_stems("toà", "vi"), ("toà",))
        self.assertEqual(exact_words(bare, "vi"), (bare,))
        self.assertEqual(exact_words(marked, "fr"), (marked,))

    def test_a_korean_particle_follows_the_sound_before_it(self) -> None:
        for word, bare in (
            ("법원은", "법원"),
            ("정보를", "정보"),
            ("법률로", "법률"),
            ("법원으로부터", "법원"),
            ("전문가", ""),
            ("국가", ""),
            ("법원", ""),
        ):
            self.assertEqual(without_particle(word), bare, word)

    def test_stop_words_are_those_of_the_language(self) -> None:
        for language, query, is_one in (
            ("en", "the", True),
            ("de", "the", False),
            ("de", "für", True),
            ("de", "was", False),
            ("he", "the", True),
            ("vi", "án", False),
            ("vi", "lá", False),
            ("vi", "là", True),
        ):
            (word,) = fold_query(query)
            self.assertEqual(is_stop_word(word, language), is_one, query)

    def test_threads_do_not_disturb_each_other(self) -> None:
        words = ["enforcement", "judgments", "a", "recognized", "mutual"] * 400
        former = sys.getswitchinterval()
        sys.setswitchinterval(1e-6)
        self.addCleanup(sys.setswitchinterval, former)
        with ThreadPoolExecutor(4) as pool:
            stems = list(pool.map(lambda word: snowball_stem(word, "english"), words))
        self.assertEqual(set(stems), {"enforc", "judgment", "a", "recogn", "mutual"})

    @given(st.text(), st.sampled_from(sorted(CODES)))
    def test_any_word_has_stems_that_find_it(self, text: str, language: str) -> None:
        stems = set(fold_stems(text, language).split())
        for stem in stems:
            self.assertLessEqual(len(stem), 3 * TOKEN_LENGTH)
        for run in written_runs(text):
            self.assertLessEqual(
                {f"≈{stem}" for stem in text_stems(run, language)}, stems
            )
