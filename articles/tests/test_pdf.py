import datetime as dt
import io
from typing import Any, cast
from unittest.mock import patch

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from articles.pdf import document, typesetting
from articles.pdf.blocks import Block, Run
from articles.pdf.document import PrintedDocument, template_data
from articles.pdf.typesetting import TypesettingFailed, typeset
from cjo.test import BaseTestCase

PUBLISHED = dt.datetime(2026, 11, 24, 22, 40, 3, tzinfo=dt.UTC)
ADDRESS = "https://example.org/a/court-opens/v/1"
HOSTILE = '#set page(fill: red) *a* $x$ @b <c> \\ ~ #read("/data.json") `d` // e'


def make_document(**changes: Any) -> PrintedDocument:
    """Make a document; name only what matters to the test."""
    document = {
        "language": "en",
        "masthead": [
            {"text": "China Justice Observer", "lang": "en"},
            {"text": "中司观察", "lang": "zh-hans"},
        ],
        "title": "Court opens",
        "abstract": "A court opened its doors.",
        "authors": ["Meng Yu"],
        "byline": [[{"text": "By Meng Yu"}]],
        "dateline": "Wed, 18 Dec 2024",
        "based_on": [],
        "truth": [{"text": "English · Original text"}],
        "takeaways": [],
        "picture": None,
        "blocks": [],
        "notes": [],
        "sources": [],
        "imprint": [],
        "address": ADDRESS,
        "published_at": PUBLISHED,
        "labels": {
            "takeaways": "Key takeaways",
            "sources": "Sources",
            "version": "Version 1",
            "page": "Page {page} of {pages}",
        },
    }
    return cast(PrintedDocument, {**document, **changes})


def paragraph(*words: str | Run) -> Block:
    runs = [
        cast(Run, {"text": word}) if isinstance(word, str) else word for word in words
    ]
    return {"type": "paragraph", "runs": runs}


def heading(level: int, text: str) -> Block:
    return {"type": "heading", "level": level, "runs": [{"text": text}]}


def reader(**changes: Any) -> PdfReader:
    return PdfReader(io.BytesIO(typeset(make_document(**changes))))


def printed(**changes: Any) -> str:
    """Return the text of all pages, without the spaces that setting lays between."""
    return "".join(
        "".join(page.extract_text() for page in reader(**changes).pages).split()
    )


def elements(pdf: PdfReader) -> list[DictionaryObject]:
    """Return the elements of the structure tree, as one who listens meets them."""
    tagged: list[DictionaryObject] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject) and "/S" in node:
            tagged.append(node)
            walk(node.get("/K", ArrayObject()))

    walk(cast(DictionaryObject, pdf.trailer["/Root"])["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return tagged


def tags(**changes: Any) -> list[str]:
    return [str(element["/S"])[1:] for element in elements(reader(**changes))]


def links(pdf: PdfReader) -> list[str]:
    return [
        str(note.get_object()["/A"]["/URI"])
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]


class PdfTests(BaseTestCase):
    def test_it_is_tagged_and_claims_both_standards(self) -> None:
        pdf = reader()
        root = cast(DictionaryObject, pdf.trailer["/Root"])
        self.assertTrue(cast(DictionaryObject, root["/MarkInfo"])["/Marked"])
        claims = cast(StreamObject, root["/Metadata"].get_object()).get_data().decode()
        self.assertIn("<pdfuaid:part>1<", claims)
        self.assertIn("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<", claims)

    def test_it_says_its_language_title_and_authors(self) -> None:
        pdf = reader(language="zh-hans", title="法院成立")
        root, facts = cast(DictionaryObject, pdf.trailer["/Root"]), pdf.metadata
        assert facts is not None
        self.assertEqual(root["/Lang"], "zh-CN")
        self.assertEqual((facts.title, facts.author), ("法院成立", "Meng Yu"))

    def test_it_is_dated_by_its_publication(self) -> None:
        facts = reader().metadata
        assert facts is not None
        self.assertEqual(facts.creation_date, PUBLISHED)

    def test_it_has_the_same_bytes_each_time(self) -> None:
        document = make_document(blocks=[heading(2, "Facts"), paragraph("So it was.")])
        self.assertEqual(typeset(document), typeset(document))

    def test_it_reads_no_text_as_markup(self) -> None:
        expected = "".join(HOSTILE.split())
        text = printed(
            title=HOSTILE,
            abstract=HOSTILE,
            blocks=[paragraph(HOSTILE), heading(2, HOSTILE)],
        )
        self.assertEqual(text.count(expected), 4)

    def test_it_prints_chinese(self) -> None:
        text = printed(
            language="zh-hans", blocks=[paragraph("北京互联网法院共受理113件。")]
        )
        self.assertIn("北京互联网法院共受理113件。", text)

    def test_it_names_the_language_of_chinese_words_in_english(self) -> None:
        data = template_data(make_document(blocks=[paragraph("case number 案号")]))
        self.assertEqual(
            data["blocks"][0]["runs"],
            [{"text": "case number "}, {"text": "案号", "lang": "zh", "region": "cn"}],
        )

    def test_it_names_version_address_and_page_on_every_page(self) -> None:
        pdf = reader(blocks=[paragraph("Long. " * 2000)])
        for number, page in enumerate(pdf.pages, 1):
            text = page.extract_text()
            self.assertIn("Version 1", text)
            self.assertIn(ADDRESS, text)
            self.assertIn(f"Page {number} of {len(pdf.pages)}", text)

    def test_its_links_are_live(self) -> None:
        to_court: Run = {"text": "the court", "href": "/courts/beijing-internet-court"}
        pdf = reader(blocks=[paragraph("See ", to_court)])
        self.assertEqual(
            links(pdf), ["https://example.org/courts/beijing-internet-court"]
        )

    def test_it_makes_no_link_of_a_script(self) -> None:
        pdf = reader(blocks=[paragraph({"text": "x", "href": "javascript:alert(1)"})])
        self.assertEqual(links(pdf), [])

    def test_it_prints_the_address_of_a_source(self) -> None:
        source: Run = {"text": "A report", "href": "https://example.com/report"}
        self.assertIn(
            "https://example.com/report", printed(sources=[paragraph(source)])
        )

    def test_it_passes_over_no_level_of_headings(self) -> None:
        names = tags(
            blocks=[heading(4, "A"), paragraph("a"), heading(4, "B"), heading(2, "C")]
        )
        self.assertEqual(
            [tag for tag in names if tag.startswith("H")], ["H1", "H2", "H3", "H2"]
        )

    def test_it_prints_notes_by_the_numbers_they_have(self) -> None:
        mark: Run = {"text": "", "note": 2}
        text = printed(
            blocks=[paragraph("One", mark), paragraph("again", mark)],
            notes=[{"number": 2, "blocks": [paragraph("The note.")]}],
        )
        self.assertIn("One2again2", text)
        self.assertIn("2Thenote.", text)

    def test_it_tags_a_table_with_caption_and_heads(self) -> None:
        table = {
            "type": "table",
            "caption": [{"text": "Cases"}],
            "columns": ["start", "end"],
            "head": [[{"text": "Kind"}], [{"text": "Number"}]],
            "rows": [
                {"cells": [[{"text": "Information"}]], "heading": True},
                {"cells": [[{"text": "Faces"}], [{"text": "23"}]]},
            ],
            "foot": [[{"text": "Source: the court."}]],
        }
        names = tags(blocks=[table])
        self.assertEqual(names.count("TH"), 3)
        self.assertLessEqual({"Table", "Caption", "THead", "TBody", "TD"}, {*names})

    def test_it_prints_cards_as_a_list_with_their_certainty(self) -> None:
        card = {"mark": "1", "title": [{"text": "Ma v A"}], "certainty": "Confirmed"}
        cards = [{"type": "cards", "items": [card, {**card, "mark": "●"}]}]
        self.assertEqual(tags(blocks=cards).count("LI"), 2)
        self.assertIn("●MavAConfirmed", printed(blocks=cards))

    def test_it_gives_a_picture_its_alternative_text(self) -> None:
        file = io.BytesIO()
        Image.new("RGB", (40, 20)).save(file, "PNG")
        picture = {"content": file.getvalue(), "alt": "A gate", "caption": []}
        pdf = reader(picture=picture)
        self.assertIn("A gate", [element.get("/Alt") for element in elements(pdf)])

    def test_it_sets_nothing_in_a_face_of_the_system(self) -> None:
        pdf = typeset(make_document(blocks=[paragraph("Text 文字 ●")]))
        fonts = {
            str(cast(DictionaryObject, font.get_object())["/BaseFont"]).partition("+")[
                2
            ]
            for page in PdfReader(io.BytesIO(pdf)).pages
            for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        }
        self.assertTrue(all(font.startswith("Noto") for font in fonts), fonts)


class LimitTests(BaseTestCase):
    def failure(self, **changes: Any) -> str:
        with self.assertRaises(TypesettingFailed) as failed:
            typeset(make_document(**changes))
        return failed.exception.reason

    def test_it_prints_a_document_outside_the_standards_too(self) -> None:
        # such as one with a sign whose code was not put in its place
        whole = patch.object(document, "printable", lambda data: data)
        with whole, self.assertLogs("articles.pdf") as logged:
            pdf = typeset(make_document(blocks=[paragraph("Smile \U0001f600.")]))
        self.assertIn("outside the standards", logged.output[0])
        self.assertNotIn(b"pdfuaid:part", pdf)

    def test_it_stops_what_takes_too_long(self) -> None:
        with patch.object(typesetting, "SECONDS", 0.01):
            self.assertEqual(self.failure(), "too long")

    def test_it_stops_what_takes_too_much_memory(self) -> None:
        # on a busy machine the time would else be up before the memory
        with (
            patch.object(typesetting, "MEMORY", 200 * 1024**2),
            patch.object(typesetting, "SECONDS", 300),
            patch.object(typesetting, "CPU_SECONDS", 300),
        ):
            text = [paragraph("北京互联网法院。" * 200) for _ in range(400)]
            self.assertEqual(self.failure(language="zh-hans", blocks=text), "too large")

    def test_it_refuses_what_is_too_large(self) -> None:
        with patch.object(typesetting, "LARGEST_INPUT", 100):
            self.assertEqual(self.failure(), "too large")

    def test_it_refuses_a_picture_that_is_none(self) -> None:
        broken = {"content": b"no picture", "alt": "A gate", "caption": []}
        self.assertEqual(self.failure(picture=broken), "refused")
