"""Passages in another language or direction, and the attributes that they need."""

from django.test import SimpleTestCase
from django.utils import translation

from cjo.lib.passages import foreign, isolated, with_isolated_numbers


class PassageTests(SimpleTestCase):
    def test_a_passage_in_the_language_of_the_page_has_no_attributes(self) -> None:
        with translation.override("zh-hans"):
            self.assertEqual(foreign("zh-hans"), "")
            self.assertEqual(foreign("zh-Hans"), "")

    def test_one_of_unknown_language_has_none(self) -> None:
        self.assertEqual(foreign(""), "")

    def test_a_passage_of_the_same_direction_has_only_its_language(self) -> None:
        self.assertEqual(foreign("zh-hans", "en"), ' lang="zh-Hans"')
        self.assertEqual(foreign("he", "ar"), ' lang="he"')

    def test_one_of_the_other_direction_has_that_too(self) -> None:
        with translation.override("ar"):
            self.assertEqual(foreign("en"), ' lang="en" dir="ltr"')
            self.assertEqual(foreign("zh-Latn"), ' lang="zh-Latn" dir="ltr"')
        self.assertEqual(foreign("ar", "zh-hans"), ' lang="ar" dir="rtl"')

    def test_a_passage_within_another_compares_with_that(self) -> None:
        with translation.override("ar"):
            self.assertEqual(foreign("ar", "en"), ' lang="ar" dir="rtl"')

    def test_a_name_is_isolated_where_its_letters_run_the_other_way(self) -> None:
        self.assertEqual(isolated("Mei & Omar", "en"), "Mei &amp; Omar")
        self.assertEqual(isolated("Mei & Omar", "ar"), "<bdi>Mei &amp; Omar</bdi>")
        self.assertEqual(isolated("محكمة", "ar"), "محكمة")
        self.assertEqual(isolated("محكمة", "fr"), "<bdi>محكمة</bdi>")

    def test_a_number_of_a_case_stays_together_among_arabic_letters(self) -> None:
        for number in ("(2023)沪01协外认28号", "(2023) Hu 01 Xie Wai Ren No. 28"):
            with self.subTest(number=number):
                text = f"قضية {number}، الحكم"
                self.assertEqual(
                    with_isolated_numbers(text, "ar"),
                    f"قضية <bdi>{number}</bdi>، الحكم",
                )
                self.assertEqual(with_isolated_numbers(text, "en"), text)

    def test_a_number_that_signs_isolate_needs_no_element(self) -> None:
        text = "قضية \u2066(2023)沪01协外认28号\u2069"
        self.assertEqual(with_isolated_numbers(text, "ar"), text)
