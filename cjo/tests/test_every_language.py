"""Pages of the demo in other languages: whole, small, and open about their making."""

from django.core.management import call_command
from django.test import override_settings

from cjo.demo.loading import load
from cjo.test import BaseTestCase
from cjo.tests.crawl import OVERVIEW, SEED, get, kinds_of_pages
from cjo.tests.test_every_page import LARGEST_FIRST_VIEW
from tools.untranslated import english_words

# a script of its own, from the right, and with long compounds
LANGUAGES = ("ar", "hi", "de")
# The pinyin of a Chinese name has the language of no page
PINYIN = (" Mou yu ",)
COLOPHONS = {
    "ar": "تُرجمت هذه الواجهة آليا",
    "hi": "मशीन अनुवाद किया गया है",
    "de": "Diese Oberfläche wurde maschinell aus dem Englischen übersetzt",
}


@override_settings(LANGUAGES_READY=["en", "zh-hans", *LANGUAGES])
class EveryLanguageTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        assert load().refused == []

    def test_a_reader_meets_no_english_that_should_not_be(self) -> None:
        for path in [*kinds_of_pages(), "/not-there", "/search?q=court"]:
            english = self.client.get(path)
            for code in LANGUAGES:
                page = self.client.get(f"/{code}{path}")
                with self.subTest(page=f"/{code}{path}"):
                    self.assertEqual(page.status_code, english.status_code)
                    words = english_words(page.content, english.content)
                    rest = [text for text in words if not _is_name(text)]
                    self.assertEqual(rest, [])

    def test_a_first_view_arrives_at_once_in_each_script(self) -> None:
        for path in (SEED, "/", "/cases/ma-v-beijing-technology-company", OVERVIEW):
            for code in LANGUAGES:
                with self.subTest(page=f"/{code}{path}"):
                    page = get(self.client, f"/{code}{path}")
                    self.assertLessEqual(page.first_view, LARGEST_FIRST_VIEW)

    def test_each_page_says_how_its_interface_and_its_text_came_about(self) -> None:
        for code, colophon in COLOPHONS.items():
            page = self.client.get(f"/{code}{SEED}")
            self.assertContains(page, colophon)
            self.assertContains(page, f'href="{SEED}')
        self.assertNotContains(self.client.get(SEED), "This interface was translated")

    def test_every_translation_agrees_with_its_source(self) -> None:
        call_command("check_editions", verbosity=0)

    @override_settings(LANGUAGES_READY=["en", "zh-hans", "hi", "de"])
    def test_a_language_can_be_switched_off_and_on(self) -> None:
        self.assertEqual(self.client.get(f"/ar{SEED}").status_code, 404)
        self.assertNotContains(self.client.get(SEED), 'hreflang="ar"')
        with self.settings(LANGUAGES_READY=["en", "zh-hans", *LANGUAGES]):
            self.assertEqual(self.client.get(f"/ar{SEED}").status_code, 200)


def _is_name(text: str) -> bool:
    return any(part in text for part in PINYIN)
