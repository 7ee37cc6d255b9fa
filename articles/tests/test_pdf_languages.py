"""The PDF in every language of the site: faces, order, direction, words."""

import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from articles.models import Edition
from articles.pdf import faces as faces_module
from articles.pdf.blocks import Block, Note, Run
from articles.pdf.document import template_data
from articles.pdf.edition import print_version
from articles.pdf.faces import FACES, OF_ALL_LANGUAGES, OF_LANGUAGE, faces
from articles.pdf.from_html import from_html
from articles.pdf.long_words import BREAK, with_breaks
from articles.pdf.scripts import script_of
from articles.pdf.setter import END, in_one_line
from articles.pdf.setter import LEFT_TO_RIGHT as START
from articles.pdf.typesetting import TypesettingFailed, typeset
from articles.tests.printed_languages import NUMBER, TEXTS
from articles.tests.test_pdf import heading, make_document, paragraph, reader
from cjo.lib.languages import LANGUAGES
from cjo.test import BaseTestCase

# In these a mark above another letter repeats its syllable: typst/typst#4225
NOT_READ_BACK = {"ar", "hi", "th"}
FACE = {
    "ar": "Amiri",
    "he": "NotoSerifHebrew",
    "hi": "NotoSerifDevanagari",
    "ja": "NotoSerifJP",
    "ko": "NotoSerifKR",
    "th": "NotoSerifThai",
    "zh-hans": "NotoSerifSC",
}
_SIGNS = re.compile(r"[\W_]+")


def body(language: str) -> list[Block]:
    text, mark = TEXTS[language], Run(text="", note=1)
    cell: list[Run] = [{"text": text}]
    return [
        heading(2, text[:20]),
        paragraph(text, mark, f" {NUMBER}"),
        {"type": "list", "ordered": True, "items": [[paragraph(text)]] * 2},
        {"type": "quote", "blocks": [paragraph(text)]},
        {
            "type": "table",
            "caption": cell,
            "columns": ["start", "end"],
            "head": [cell, [{"text": "2024"}]],
            "rows": [{"cells": [cell, [{"text": "113"}]]}],
            "foot": [],
        },
    ]


def printed_in(language: str, **changes: Any) -> PdfReader:
    return _printed_in(language, **changes) if changes else whole_in(language)


@cache
def whole_in(language: str) -> PdfReader:
    return _printed_in(language)


def _printed_in(language: str, **changes: Any) -> PdfReader:
    notes: list[Note] = [{"number": 1, "blocks": [paragraph(TEXTS[language])]}]
    text = {"title": TEXTS[language][:40], "abstract": TEXTS[language]}
    whole = {**text, "blocks": body(language), "notes": notes, **changes}
    return reader(language=language, **whole)


def text_of(pdf: PdfReader) -> str:
    return "".join(page.extract_text() for page in pdf.pages)


def squeezed(text: str) -> str:
    """Return a text without spaces, hyphens at ends of lines, and marks of order."""
    text = re.sub(r"[\xad\u2010-]\s*\n", "", text)
    visible = (sign for sign in text if unicodedata.category(sign) != "Cf")
    return "".join("".join(visible).split())


def font_names(pdf: PdfReader) -> set[str]:
    names = set()
    for page in pdf.pages:
        resources = page["/Resources"]
        assert isinstance(resources, DictionaryObject)
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        assert isinstance(fonts, DictionaryObject)
        names |= {str(font.get_object()["/BaseFont"])[8:] for font in fonts.values()}
    return names


def places_of(pdf: PdfReader, word: str) -> list[float]:
    """Return how far from the left the pieces of text are that hold a word."""
    places: list[float] = []

    def visit(text: str, matrix: list[float], line: list[float], *_rest: Any) -> None:
        if word in text:
            places.append(line[4] * matrix[0] + matrix[4])

    pdf.pages[0].extract_text(visitor_text=visit)
    return places


@contextmanager
def without(*packages: str) -> Iterator[None]:
    """Take packages of faces away."""
    kept = {name: glob for name, glob in FACES.items() if name not in packages}
    absent = dict.fromkeys((f"{name}_of_nobody" for name in packages), "*.ttf")
    with patch.object(faces_module, "FACES", {**kept, **absent}):
        forget_faces()
        yield
    forget_faces()


def forget_faces() -> None:
    faces_module.missing_packages.cache_clear()
    faces_module.faces.cache_clear()


class LanguageTests(BaseTestCase):
    def test_every_language_is_printed_within_both_standards(self) -> None:
        for language in LANGUAGES:
            with self.subTest(language.code):
                pdf = printed_in(language.code)
                metadata = pdf.xmp_metadata
                assert metadata is not None
                self.assertIn(b"pdfuaid:part", metadata.stream.get_data())
                root = pdf.trailer["/Root"]
                assert isinstance(root, DictionaryObject)
                self.assertEqual(str(root["/Lang"])[:2], language.code[:2])
                self.assertNotIn("[U+", text_of(pdf))
                face = FACE.get(language.code, "NotoSerif")
                self.assertTrue(any(face in name for name in font_names(pdf)), face)

    def test_every_word_can_be_read_back(self) -> None:
        for language in {*TEXTS} - NOT_READ_BACK:
            with self.subTest(language):
                text = squeezed(text_of(printed_in(language)))
                words = filter(None, _SIGNS.split(TEXTS[language]))
                self.assertEqual([word for word in words if word not in text], [])

    def test_arabic_words_without_vowel_signs_can_be_read_back(self) -> None:
        text = squeezed(text_of(printed_in("ar", blocks=[paragraph(TEXTS["ar"])])))
        words = [*filter(None, _SIGNS.split(TEXTS["ar"]))]
        lost = [word for word in words if word not in text]
        self.assertLessEqual(len(lost), len(words) * 0.05, lost)

    def test_a_case_number_keeps_its_order_in_every_language(self) -> None:
        for language in TEXTS:
            with self.subTest(language):
                self.assertIn(NUMBER, text_of(printed_in(language)))

    def test_latin_names_keep_their_order_among_words_from_the_right(self) -> None:
        for language in ("ar", "he"):
            text = text_of(
                printed_in(language, blocks=[paragraph("China Justice v 1")])
            )
            self.assertIn("China Justice v 1", text)


class DirectionTests(BaseTestCase):
    def test_a_page_from_the_right_is_mirrored(self) -> None:
        for language in ("he", "ar"):
            pdf = printed_in(language)
            middle = float(pdf.pages[0].mediabox.width) / 2
            self.assertLess(max(places_of(pdf, "Page")), middle)
            self.assertGreater(min(places_of(pdf, "Version")), middle)
        self.assertGreater(max(places_of(printed_in("en"), "Page")), middle)

    def texts(self, *words: str | Run, language: str = "he") -> list[str]:
        document = make_document(language=language, blocks=[paragraph(*words)])
        (block,) = template_data(document)["blocks"]
        return [run["text"] for run in block["runs"] if run.get("text")]

    def test_foreign_words_have_an_order_of_their_own(self) -> None:
        spoken: Run = {"text": "“AI换脸” ", "lang": "zh-hans"}
        address: Run = {"text": "https://a.example/1"}
        self.assertEqual(
            self.texts("שלום ", spoken, address),
            ["שלום ", START, "“AI换脸”", END, " ", START, "https://a.example/1", END],
        )
        self.assertEqual(self.texts(spoken, address, language="fr")[0], "“AI换脸” ")

    def test_a_line_that_nobody_translated_keeps_its_full_stop(self) -> None:
        self.assertEqual(self.texts("It held so."), [START, "It held so.", END])
        for line in ("שלום.", "113", "It held (שלום)."):
            self.assertEqual("".join(self.texts(line)), line)

    def test_a_paragraph_in_the_other_direction_has_it(self) -> None:
        english: Run = {"text": "The court held so.", "lang": "en"}
        blocks = [paragraph(english), paragraph("שלום")]
        data = template_data(make_document(language="he", blocks=blocks))
        self.assertEqual([block.get("dir") for block in data["blocks"]], ["ltr", None])
        data = template_data(make_document(language="fr", blocks=blocks))
        self.assertNotIn("dir", data["blocks"][0])

    def test_a_date_does_not_join_the_latin_name_before_it(self) -> None:
        self.assertEqual(self.texts("Zhao · 20 מרץ"), ["Zhao \u200f·\u200f 20 מרץ"])
        self.assertEqual(
            self.texts("Zhao · 20 mars", language="fr"), ["Zhao · 20 mars"]
        )

    def test_a_figure_keeps_the_order_of_its_digits(self) -> None:
        figures = [f"{number * 1234:,}" for number in range(21, 28)]
        cells: list[list[Run]] = [[{"text": text}] for text in figures]
        blocks: list[Block] = [
            paragraph("שלום ", "1,234,567," * 9 + "000"),
            {
                "type": "table",
                "caption": [],
                "columns": ["end" for _figure in figures],
                "head": [],
                "rows": [{"cells": cells}] * 2,
                "foot": [],
            },
        ]
        for language in ("ar", "he"):
            data = template_data(make_document(language=language, blocks=blocks))
            row = data["blocks"][1]["rows"][0]["cells"]
            self.assertEqual([cell[0]["text"] for cell in row], figures)
            text = squeezed(text_of(printed_in(language, blocks=blocks)))
            self.assertIn("1,234,567,1,234,567,1,234", text)
            for figure in figures:
                self.assertEqual(text.count(figure), 2, figure)


class WordTests(BaseTestCase):
    def test_broken_arabic_stays_joined(self) -> None:
        broken = with_breaks("محكمةمحكمة", 4)
        self.assertIn(f"ح\u200d{BREAK}\u200dك", broken)

    def test_no_break_parts_two_letters_that_are_one_in_hindi(self) -> None:
        pieces = with_breaks("न्यायालयक्षेत्र", 4).split(BREAK)
        self.assertEqual("".join(pieces), "न्यायालयक्षेत्र")
        self.assertTrue(all(piece[-1] != "\u094d" for piece in pieces), pieces)

    def test_long_words_break_in_every_script(self) -> None:
        for language, letter in (("ar", "ب"), ("he", "ש"), ("hi", "क"), ("ru", "ж")):
            word = letter * 200
            pdf = printed_in(language, blocks=[paragraph(word)])
            page = pdf.pages[0].extract_text(extraction_mode="layout")
            self.assertNotIn(word, page, language)

    def test_a_title_keeps_the_narrow_spaces_of_french(self) -> None:
        self.assertEqual(
            in_one_line(" «\u202fOui\u202f»\n et "), "«\u202fOui\u202f» et"
        )

    def test_a_running_title_in_squares_is_shorter(self) -> None:
        for language, longest in (("ko", 32), ("ja", 32), ("th", 64), ("de", 64)):
            data = template_data(
                make_document(language=language, title="가나 다라" * 30)
            )
            self.assertLessEqual(len(data["running_title"]), longest)

    def test_chinese_is_named_in_korean_and_only_case_numbers_in_japanese(self) -> None:
        blocks = [paragraph(f"典型案例 {NUMBER}")]
        for language, named in (("ko", 2), ("ja", 1), ("zh-hans", 0)):
            data = template_data(make_document(language=language, blocks=blocks))
            runs = data["blocks"][0]["runs"]
            self.assertEqual(sum(run.get("lang") == "zh" for run in runs), named)

    def test_a_label_in_another_language_is_printed_under_its_figure(self) -> None:
        html = (
            '<figure class="overview"><ul class="overview__numerals">'
            '<li><b>113</b> <span lang="en">Cases accepted</span></li></ul></figure>'
        )
        (block,) = from_html(html, base_url="https://example.org/")["blocks"]
        assert block["type"] == "numerals"
        self.assertEqual(block["items"], [{"value": "113", "label": "Cases accepted"}])

    def test_letters_that_need_more_space_have_it(self) -> None:
        self.assertGreater(script_of("vi")["leading"], script_of("fr")["leading"])
        for language in ("ar", "hi", "th", "ja", "ko"):
            self.assertGreater(script_of(language)["extra"], 0, language)


class MissingFaceTests(BaseTestCase):
    def test_every_package_belongs_to_all_languages_or_to_one(self) -> None:
        named = {*OF_ALL_LANGUAGES, *sum(OF_LANGUAGE.values(), ())}
        self.assertEqual(named, {*FACES})
        self.assertEqual({face.is_file() for face in faces()}, {True})

    def test_without_its_faces_a_text_is_printed_in_codes(self) -> None:
        with without("pylopdf_fonts_th"):
            text = text_of(_printed_in("th"))
            self.assertIn("[U+0E28", text)
            self.assertIn("113", text)
            self.assertIn("Court opens", text_of(reader()))

    def test_without_its_serif_japanese_is_set_in_its_sans(self) -> None:
        with without("pylopdf_fonts_jp"):
            pdf = _printed_in("ja")
            self.assertNotIn("U+", text_of(pdf))
            self.assertIn("川辺の町の裁判所", squeezed(text_of(pdf)))

    def test_without_any_face_there_is_no_pdf(self) -> None:
        with without(*FACES), self.assertRaises(TypesettingFailed) as failed:
            typeset(make_document())
        self.assertEqual(failed.exception.detail, "no faces")

    def test_a_pdf_is_made_anew_once_its_faces_are_there(self) -> None:
        edition = self.make_published(language="th", title="ศาล", slug="court-in-thai")
        version = Edition.objects.get(pk=edition.pk).current_version
        assert version is not None
        with without("pylopdf_fonts_th"):
            poor = print_version(version)
        rich = print_version(version)
        self.assertIn("[U+0E28", text_of(PdfReader(io.BytesIO(poor))))
        self.assertNotIn("[U+", text_of(PdfReader(io.BytesIO(rich))))
