"""Where the pages of a PDF break, and what stays in one line."""

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from articles.pdf.blocks import Block, Card, Cards, Fact, Facts, Run, Table
from articles.pdf.document import template_data
from articles.tests.test_pdf import heading, make_document, paragraph, reader
from cjo.test import BaseTestCase

NUMBER = "（2022）粤0192民初6486号"
# Lines before what is tested, so that it begins at many heights of a page
HEIGHTS = range(12, 44, 4)


def cell(text: str) -> list[Run]:
    return [{"text": text}]


def table(rows: int, lines: int = 3) -> Table:
    words = " ".join(["words"] * 9 * lines)
    return {
        "type": "table",
        "caption": cell("The rows of the table"),
        "columns": ["start", "start"],
        "head": [cell("Kind"), cell("Remarks in the head")],
        "rows": [
            {"cells": [cell(f"Row{row}"), cell(f"from{row} {words} to{row}")]}
            for row in range(rows)
        ],
        "foot": [],
    }


def cards(*titles: str) -> Cards:
    items: list[Card] = [
        {
            "mark": "",
            "title": cell(title),
            "text": cell(f"{'It held so. ' * 30} to{place}"),
        }
        for place, title in enumerate(titles)
    ]
    return {"type": "cards", "items": items}


def filler(lines: int) -> list[Block]:
    return [paragraph("Filler.")] * lines


def pages(*blocks: Block) -> list[str]:
    return [page.extract_text() for page in reader(blocks=[*blocks]).pages]


def page_of(word: str, printed: list[str]) -> int:
    (place,) = (place for place, text in enumerate(printed) if word in text.split())
    return place


class TableTests(BaseTestCase):
    def test_a_row_is_never_broken_and_the_head_is_on_each_page(self) -> None:
        for height in HEIGHTS:
            printed = pages(*filler(height), table(40))
            for row in range(40):
                self.assertEqual(
                    page_of(f"from{row}", printed), page_of(f"to{row}", printed)
                )
            for text in printed:
                if "Row" in text:
                    self.assertIn("Remarks in the head", text)

    def test_a_short_table_stays_whole(self) -> None:
        for height in HEIGHTS:
            printed = pages(*filler(height), table(4))
            places = {page_of(f"Row{row}", printed) for row in range(4)}
            self.assertEqual(len(places), 1, height)

    def test_no_page_before_a_long_table_is_half_empty(self) -> None:
        for height in HEIGHTS:
            first, *_others = pages(*filler(height), table(40))
            rows = first.count("Row")
            self.assertTrue(rows >= 2 or height > 24, (height, rows))

    def test_a_row_taller_than_a_page_loses_nothing(self) -> None:
        printed = pages(table(1, lines=200))
        self.assertGreater(len(printed), 1)
        self.assertIn("to0", "".join(printed))


class HeadingTests(BaseTestCase):
    def followers(self) -> Iterator[Block]:
        yield table(4)
        yield table(40)
        yield cards("Ma v A", "Yang v B")
        fact: Fact = {"label": cell("Facts"), "blocks": [paragraph("It was. " * 60)]}
        yield Facts(type="facts", items=[fact])

    def test_no_heading_is_alone_at_the_foot_of_a_page(self) -> None:
        for block in self.followers():
            for height in HEIGHTS:
                printed = pages(*filler(height), heading(2, "Lonely"), block)
                text = printed[page_of("Lonely", printed)].partition("Lonely")[2]
                content = text.replace("Version 1", "").partition("Page")[0]
                self.assertTrue(content.strip(), (block["type"], height))


class CardTests(BaseTestCase):
    def test_a_card_is_whole(self) -> None:
        block = cards(*(f"from{place}" for place in range(9)))
        for height in HEIGHTS:
            printed = pages(*filler(height), block)
            for place in range(9):
                self.assertEqual(
                    page_of(f"from{place}", printed), page_of(f"to{place}", printed)
                )


class CaseNumberTests(BaseTestCase):
    def test_it_has_neither_a_space_nor_a_break_in_it(self) -> None:
        for language in ("en", "zh-hans"):
            for before in range(30, 60, 3):
                blocks = [paragraph("字" * before + NUMBER + "字" * 9)]
                pdf = reader(language=language, blocks=blocks)
                text = "".join(page.extract_text() for page in pdf.pages)
                self.assertIn(NUMBER, text, (language, before))

    def test_it_is_chinese_among_other_words(self) -> None:
        data = template_data(
            make_document(blocks=[paragraph(f"In {NUMBER}, it held.")])
        )
        self.assertEqual(
            data["blocks"][0]["runs"][1],
            {"text": NUMBER, "whole": True, "lang": "zh", "region": "cn"},
        )

    def test_it_may_break_where_a_column_is_narrower(self) -> None:
        narrow = table(1)
        narrow["columns"], narrow["head"] = ["start"] * 9, [cell("Number")] * 9
        narrow["rows"] = [{"cells": [cell(NUMBER)] * 9}]
        data = template_data(make_document(blocks=[narrow]))
        runs = data["blocks"][0]["rows"][0]["cells"][0]
        self.assertFalse(any(run.get("whole") for run in runs))


class FaceTests(BaseTestCase):
    def fonts(self, pdf: PdfReader) -> set[str]:
        names = set()
        for page in pdf.pages:
            resources = page["/Resources"]
            assert isinstance(resources, DictionaryObject)
            fonts = resources.get("/Font", DictionaryObject()).get_object()
            assert isinstance(fonts, DictionaryObject)
            names |= {
                str(font.get_object()["/BaseFont"]).partition("+")[2]
                for font in fonts.values()
            }
        return names

    def test_chinese_is_set_in_song_and_its_headings_in_hei(self) -> None:
        blocks = [heading(2, "标题"), paragraph("正文")]
        fonts = self.fonts(reader(language="zh-hans", blocks=blocks))
        self.assertTrue(any(name.startswith("NotoSerifSC") for name in fonts), fonts)
        self.assertTrue(any(name.startswith("NotoSansSC") for name in fonts), fonts)
