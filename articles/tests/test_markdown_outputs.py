"""What Markdown can say, in every output: page, feed, PDF, Markdown, search."""

import datetime as dt
import io

import yaml
from pypdf import PdfReader

from articles.models import SearchRow, Version
from articles.pdf.edition import print_version, printed_document
from articles.presentation.markdown import markdown_of
from articles.tests.feed_reading import read, texts
from cjo.test import BaseTestCase

BODY = """Two rules:
- the first
  - within it
- the second

1. One
2. Two

Between.

3. Three ~~struck~~

```
if a < b:
    print("code")
```

See https://www.court.gov.cn/x.[^b] And.[^a]

[^a]: Note a.
[^b]: Note b.
[^c]: Note c, unused.
"""
SOURCES = "- A report.[^b]\n\n[^b]: Note of a source."


class OutputTests(BaseTestCase):
    def published(self) -> Version:
        edition = self.make_published(body=BODY, sources=SOURCES)
        version = edition.current_version
        assert version is not None
        return version

    def test_the_page_and_the_feed_have_the_same_marks(self) -> None:
        self.published()
        page = self.client.get("/a/court-opens").content.decode()
        (feed,) = texts(read(self.client, "/feed.atom"))
        for output in (page, feed):
            self.assertIn('<ol start="3">', output)
            self.assertIn("<del>struck</del>", output)
            self.assertIn("<code>if a &lt; b:\n    print(", output)
            self.assertIn('href="https://www.court.gov.cn/x"', output)
            for note in ("Note a.", "Note b.", "Note c, unused.", "Note of a source."):
                self.assertEqual(output.count(note), 1)

    def test_every_note_of_the_page_is_reached_by_a_link(self) -> None:
        self.published()
        page = self.client.get("/a/court-opens").content.decode()
        for name in ("fn-a", "fn-b", "fn-b-2", "fnref-a", "fnref-b", "fnref-b-2"):
            self.assertEqual(page.count(f'id="{name}"'), 1)
            self.assertEqual(page.count(f'href="#{name}"'), 1)

    def test_the_pdf_prints_lists_code_and_all_notes(self) -> None:
        version = self.published()
        document = printed_document(version)
        lists = [block for block in document["blocks"] if block["type"] == "list"]
        starts = [block.get("start", 1) for block in lists if block["ordered"]]
        self.assertEqual(starts, [1, 3, 3])  # the note that is unused is number 3
        self.assertEqual([note["number"] for note in document["notes"]], [1, 2, 3, 4])
        pages = PdfReader(io.BytesIO(print_version(version))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
        for words in (
            "within it", "3. Three", 'print("code")', "Note a.", "Note b.",
            "Note c, unused.", "Note of a source.",
        ):  # fmt: skip
            self.assertEqual(text.count(words), 1, words)

    def test_the_markdown_file_stays_as_it_was_written(self) -> None:
        self.assertIn(BODY.strip(), markdown_of(self.published()))

    def test_the_markdown_file_has_no_two_notes_of_one_name(self) -> None:
        text = markdown_of(self.published())
        self.assertIn("- A report.[^b-2]\n\n[^b-2]: Note of a source.", text)
        self.assertEqual(text.count("[^b]:"), 1)

    def test_the_search_finds_words_of_lists_code_and_notes(self) -> None:
        self.published()
        text = SearchRow.objects.get(kind="article", language="en").text
        for word in ("within", "three", "struck", "print", "unused"):
            self.assertIn(word, text.lower())

    def test_the_markdown_file_has_words_in_brackets_below_an_indented_line(
        self,
    ) -> None:
        body = "- a\n\n    b\n\nOf <personal data>."
        version = self.make_published(body=body).current_version
        assert version is not None
        self.assertIn("Of &lt;personal data>.", markdown_of(version))

    def test_the_markdown_file_says_no_more_of_a_date_than_is_known(self) -> None:
        for precision, dated in (("day", "2024-06-01"), ("month", "2024-06")):
            work = {"dated": dt.date(2024, 6, 1), "dated_precision": precision}
            version = self.make_published(precision, work=work).current_version
            assert version is not None
            facts = markdown_of(version).split("---")[1]
            self.assertEqual(yaml.safe_load(facts)["dated"], dated)
