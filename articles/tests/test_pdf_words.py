"""Words, figures and signs on paper: nothing runs over a margin, and none is a box."""

import io

from pypdf import PdfReader

from articles.models import Edition
from articles.pdf.blocks import Row, Run, Table
from articles.pdf.columns import TABLE_SIZE, columns_of
from articles.pdf.coverage import missing_signs, printable
from articles.pdf.long_words import BREAK, with_breaks
from articles.pdf.scripts import LATIN
from articles.pdf.warnings import signs_not_printed
from articles.tests.desk import DeskTestCase, page_of
from articles.views.preview import preview_token
from cjo.test import BaseTestCase

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" * 2
ADDRESS = f"https://a.example/{'x' * 90}/t2024_1.html?a=1"
GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"


def cell(text: str) -> list[Run]:
    return [{"text": text}]


def table(head: list[str], *rows: list[str]) -> Table:
    printed: list[Row] = [{"cells": [cell(text) for text in row]} for row in rows]
    return {
        "type": "table",
        "caption": [],
        "columns": ["start" for _text in head],
        "head": [cell(text) for text in head],
        "rows": printed,
        "foot": [],
    }


class LongWordTests(BaseTestCase):
    def test_only_a_word_that_is_too_long_has_places_to_break(self) -> None:
        self.assertEqual(with_breaks("a short word " * 9, 20), "a short word " * 9)
        self.assertEqual(with_breaks("北京互联网法院" * 9, 20), "北京互联网法院" * 9)
        broken = with_breaks(f"see {HASH} there", 40)
        self.assertEqual(broken.replace(BREAK, ""), f"see {HASH} there")
        self.assertEqual(broken.count(BREAK), len(HASH) - 1)

    def test_an_address_breaks_at_its_signs(self) -> None:
        broken = with_breaks("https://a.example/one/two_three.html?a=1&b=2", 20)
        self.assertEqual(
            broken.replace(BREAK, " "),
            "https:// a .example/ one/ two _three .html ?a =1 &b =2",
        )

    def test_a_letter_keeps_its_accent(self) -> None:
        self.assertEqual(with_breaks("e\u0301" * 9, 4), BREAK.join(["e\u0301"] * 9))

    def test_no_word_runs_over_the_margin(self) -> None:
        edition = self.make_published(
            title=f"About {GERMAN}",
            abstract=f"See {ADDRESS}",
            takeaways=HASH,
            body=f"{HASH}\n\n## {GERMAN}{GERMAN}\n\n- <{ADDRESS}>\n\n> {HASH}\n\n"
            f"    {HASH}\n\nA | B\n--- | ---\n{HASH} | {GERMAN}\n",
            sources=f"- {ADDRESS}",
        )
        content = self.client.get(f"{edition.get_absolute_url()}.pdf").content
        pages = PdfReader(io.BytesIO(content)).pages
        laid_out = "".join(
            page.extract_text(extraction_mode="layout") for page in pages
        )
        words = "".join(page.extract_text() for page in pages)
        # the small text of the citation has room for all of the title
        in_full_size = laid_out.partition("Cite as:")[0]
        for text in (HASH, GERMAN, ADDRESS):
            self.assertNotIn(text, in_full_size)
        whole = "".join(words.split())
        for text in (HASH, GERMAN, ADDRESS):
            self.assertIn(text, whole)
        self.assertNotIn(BREAK, whole)


class FigureColumnTests(BaseTestCase):
    def test_a_column_of_figures_keeps_its_width(self) -> None:
        words = "personal information protection disputes about faces and names " * 3
        columns = columns_of(
            table(["Kind", *map(str, range(2019, 2024))], [words, *["1 234 567"] * 5]),
            LATIN,
        )
        self.assertEqual(columns["figures"], [False, *[True] * 5])
        for width, room in zip(columns["widths"][1:], columns["room"][1:], strict=True):
            self.assertFalse(width["share"])
            self.assertGreater(room, 9 * 0.57 + 1.1)

    def test_many_columns_are_set_smaller_than_squeezed(self) -> None:
        years = [str(year) for year in range(2014, 2025)]
        columns = columns_of(table(years, ["1,234,567"] * 11), LATIN)
        self.assertLess(columns["scale"], 1)
        whole = LATIN["measure"] / TABLE_SIZE / columns["scale"]
        self.assertAlmostEqual(sum(columns["room"]), whole, places=1)
        self.assertGreater(min(columns["room"]), 9 * 0.57 + 0.8)

    def test_a_table_that_has_room_is_set_as_ever(self) -> None:
        columns = columns_of(table(["Kind", "Cases"], ["Faces", "23"]), LATIN)
        self.assertEqual(columns["scale"], 1)
        self.assertTrue(all(width["share"] for width in columns["widths"]))

    def test_a_figure_among_words_is_kept_whole(self) -> None:
        words = "personal information protection disputes about faces and names " * 3
        figure = "1,123,456,789,012.34"
        columns = columns_of(
            table(
                ["Year", "Cases", "Amount", "Remarks"],
                ["2021", "1,234,567", figure, words],
                ["2022", "2,345,678", "99.9 million", words],
            ),
            LATIN,
        )
        self.assertGreater(columns["room"][2], len(figure) * 0.57 + 0.8)
        self.assertEqual(columns["scale"], 1)

    def test_words_are_no_figures(self) -> None:
        for text in ("Article 14 of the law", "many", "2024 was a year"):
            columns = columns_of(table(["A"], [text]), LATIN)
            self.assertEqual(columns["figures"], [False], text)
        for text in ("84.1 % (95)", "RMB 1,234", "3.2亿元", "2019–2024"):
            columns = columns_of(table(["A"], [text], ["–"]), LATIN)
            self.assertEqual(columns["figures"], [True], text)


class MissingSignTests(DeskTestCase):
    def test_it_knows_which_signs_the_faces_hold(self) -> None:
        self.assertEqual(missing_signs("a “é” ₿ № 法院 龘 ○ ✓ →\u200d\u00ad\u3000"), "")
        self.assertEqual(missing_signs("😀 བོད 😀"), "😀བོད")

    def test_a_code_is_printed_and_no_box(self) -> None:
        self.assertEqual(
            printable({"runs": [{"text": "a 👨\u200d👩 ❤\ufe0f b 😀"}]}),
            {"runs": [{"text": "a [U+1F468 U+1F469] [U+2764] b [U+1F600]"}]},
        )
        edition = self.make_published(title="Smile 😀", body="A 😀 and བོད.")
        content = self.client.get(f"{edition.get_absolute_url()}.pdf").content
        pdf = PdfReader(io.BytesIO(content))
        words = " ".join(pdf.pages[0].extract_text().split())
        self.assertIn("Smile [U+1F600]", words)
        self.assertIn("A [U+1F600] and [U+0F56 U+0F7C U+0F51].", words)
        # typst claims the standards only where every sign has its glyph
        self.assertIn(b"pdfuaid:part", pdf.xmp_metadata.stream.get_data())  # type: ignore[union-attr]

    def test_the_draft_and_its_preview_name_the_sign_and_its_line(self) -> None:
        edition = self.make_edition(body="Text.\n\nA 😀.")
        message = "Line 3: the PDF has no face for “😀” (U+1F600 GRINNING FACE)."
        self.assertContains(self.client.get(page_of(edition)), message)
        preview = self.client.get(f"/preview/{preview_token(edition)}")
        self.assertContains(preview, message)

    def test_each_sign_is_named_once_in_a_field(self) -> None:
        edition = Edition(title="😀", body="😀 😀\n😀")
        self.assertEqual(
            [
                (warning.field, warning.message[:7])
                for warning in signs_not_printed(edition)
            ],
            [("title", "Line 1:"), ("body", "Line 1:")],
        )
