"""What the browser prints: the pages of paper, read back."""

import io
import unicodedata

from playwright.sync_api import Page
from pypdf import PdfReader

from cjo.tests.browser.live import COLLECTION, OVERVIEW, SEED, DemoSiteTestCase

CASE = "/cases/zhao-v-ye"
PRINTED = (SEED, CASE, COLLECTION, OVERVIEW)
SHORT_ARTICLE = "/a/new-zealand-courts-enforce-chinese-judgments"


def squeezed(text: str) -> str:
    # a face may name a Chinese letter by the number of its radical
    return "".join(unicodedata.normalize("NFKC", text).split())


class PrintTests(DemoSiteTestCase):
    page: Page

    def pages(self, path: str) -> list[str]:
        """Return the text of each page of paper, without spaces and its number."""
        self.page = self.open(path)
        content = self.page.pdf(format="A4", prefer_css_page_size=True)
        texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
        return [
            squeezed(text).removesuffix(str(number))
            for number, text in enumerate(texts, 1)
        ]

    def test_no_page_is_empty_and_no_heading_is_the_last_of_a_page(self) -> None:
        for path in (*PRINTED, SHORT_ARTICLE):
            for prefix in ("", "/zh-hans"):
                with self.subTest(path=prefix + path):
                    pages = self.pages(prefix + path)
                    # a case that is not identified is a card with a heading alone
                    heads = self.page.locator("main :is(h2, :not(.card) > h3, thead)")
                    texts = map(squeezed, heads.all_inner_texts())
                    last = tuple(filter(None, texts))
                    for text in pages:
                        self.assertTrue(text)
                        self.assertFalse(text.endswith(last), text[-80:])

    def test_a_table_repeats_its_head(self) -> None:
        for path in (SEED, OVERVIEW):
            with_rows = [text for text in self.pages(path) if "of113" in text]
            self.assertGreater(len(with_rows), 1)
            for text in with_rows:
                self.assertIn("Whatwascounted", text)

    def test_a_case_is_whole_on_its_card(self) -> None:
        pages = self.pages(COLLECTION)
        self.page.emulate_media(media="print")
        for card in self.page.locator(".card").all():
            title = squeezed(card.locator("h3").inner_text())
            end = squeezed(card.inner_text())[-4:]
            with_title = [text for text in pages if title in text]
            self.assertTrue(with_title, title)
            for text in with_title:
                self.assertIn(end, text.partition(title)[2])

    def test_links_that_only_a_screen_can_follow_are_left_out(self) -> None:
        text = "".join("".join(self.pages(path)) for path in PRINTED)
        for words in (
            "SaveasPDF",
            "writetous",
            "Explainthisnumber",
            "CSV",
            "Othercases",
        ):
            self.assertNotIn(words, text)

    def test_the_addresses_of_sources_and_the_licence_are_printed(self) -> None:
        for path in PRINTED:
            text = "".join(self.pages(path))
            self.assertIn("<http", text, path)
            self.assertIn("·CCBY4.0", text, path)
