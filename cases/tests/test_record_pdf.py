"""Cases, collections and overviews as PDF: what is found, and its words."""

import io
from typing import cast
from unittest import mock

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from articles.pdf.failures import failed_versions, forget, record_name, remember
from articles.pdf.typesetting import TypesettingFailed
from articles.tests.test_pdf import links
from cases import importing
from cases.models import Case, Collection, RecordVersion
from cases.publishing import withdraw
from cases.tests.world import case_data, collection_data, load_world
from cjo.test import BaseTestCase

CASE = "/cases/ma-v-company"
SET = "/cases/collections/typical-2024"
FIGURES = "/cases/overviews/figures-2024"


def squeezed(text: str) -> str:
    return "".join(text.split())


class RecordPdfTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def reader(self, path: str) -> PdfReader:
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        return PdfReader(io.BytesIO(response.content))

    def printed(self, path: str) -> str:
        """Return the text of all pages, without the spaces between words."""
        return squeezed("".join(p.extract_text() for p in self.reader(path).pages))

    def assert_printed(self, path: str, *words: str) -> None:
        text = self.printed(path)
        for word in words:
            self.assertIn(squeezed(word), text, path)

    def test_each_page_links_its_pdf(self) -> None:
        for page in (CASE, SET, FIGURES):
            for start in ("", "/zh-hans"):
                self.assertContains(
                    self.client.get(f"{start}{page}"), f'href="{start}{page}.pdf"'
                )
            self.assertContains(
                self.client.get(f"{page}/v/1"), f'href="{page}/v/1.pdf"'
            )
            self.assertContains(
                self.client.get(f"{page}/history"), f'href="{page}/v/1.pdf"'
            )

    def test_a_record_and_its_newest_version_are_the_same_bytes(self) -> None:
        for page in (CASE, SET, FIGURES):
            response = self.client.get(f"{page}.pdf")
            again = self.client.get(f"{page}/v/1.pdf")
            self.assertEqual(response.content, again.content)
            key = page.rpartition("/")[2]
            self.assertIn(f"{key}-en-v1.pdf", response["Content-Disposition"])

    def test_it_is_made_anew_with_the_same_bytes(self) -> None:
        first = self.client.get(f"{CASE}.pdf").content
        with mock.patch("articles.pdf.store.kept", return_value=None):
            self.assertEqual(self.client.get(f"{CASE}.pdf").content, first)

    def test_it_is_tagged_and_claims_both_standards(self) -> None:
        for page in (CASE, SET, FIGURES):
            for start in ("", "/zh-hans"):
                pdf = self.reader(f"{start}{page}.pdf")
                root = cast(DictionaryObject, pdf.trailer["/Root"])
                facts = cast(StreamObject, root["/Metadata"].get_object())
                claims = facts.get_data().decode()
                self.assertIn("<pdfuaid:part>1<", claims)
                self.assertIn("<pdfaid:conformance>A<", claims)
                language = "zh-CN" if start else "en-GB"
                self.assertEqual(root["/Lang"], language)

    def test_a_case_is_printed_with_each_fact_its_grade_and_its_sources(self) -> None:
        self.assert_printed(
            f"{CASE}.pdf",
            "Case Ma v a company 马某与某公司案",
            "Internet Court",
            "20 Jun 2024",
            "(2023)京0491民初1号",
            "A box was ticked by the software. ● Confirmed [1] [2]",
            "A ticked box is no consent.",
            "PIPL: Art. 13 (1)",
            "1. The court, Briefing",
            "https://court.example/briefing",
            "How sure a fact is: http://127.0.0.1:8000/p/certainty",
        )

    def test_a_grade_leads_to_its_definition(self) -> None:
        for start in ("", "/zh-hans"):
            addresses = links(self.reader(f"{start}{CASE}.pdf"))
            definition = f"http://127.0.0.1:8000{start}/p/certainty"
            # beside the fact, and written out in the imprint
            self.assertGreater(addresses.count(definition), 1)

    def test_a_case_is_printed_in_chinese(self) -> None:
        self.assert_printed(
            f"/zh-hans{CASE}.pdf",
            "马某与某公司案",
            "互联网法院",
            "(2023)京0491民初1号",
            "●已证实[1][2]",
            "http://127.0.0.1:8000/zh-hans/p/certainty",
        )

    def test_a_collection_is_printed_with_the_certainty_of_each_case(self) -> None:
        self.assert_printed(
            f"{SET}.pdf",
            "1 of 3 confirmed, 1 probable",
            "Pre-ticked consent",
            "Probably in the collection",
            "Fits the theme.",
            "Related decisions Not counted in the collection",
            "https://court.example/briefing",
        )
        self.assertNotIn("writetous", self.printed(f"{SET}.pdf"))

    def test_an_overview_is_printed_with_its_figures(self) -> None:
        self.assert_printed(
            f"{FIGURES}.pdf",
            "Figures of 2024",
            "The figures, October 2023 – October 2024",
            "Companies Confirmed [1] 95 84.1% of 113 over 80% [1]",
            "The data may be reused under CC BY 4.0.",
        )

    def test_it_says_which_version_it_is_how_to_cite_it_and_the_licence(self) -> None:
        for page in (CASE, SET, FIGURES):
            version = RecordVersion.objects.get(number=1, key=page.rpartition("/")[2])
            self.assert_printed(
                f"{page}.pdf",
                "Version 1, published here",
                "Beijing time, for ever at http://127.0.0.1:8000" + page + "/v/1",
                version.hash,
                "Cite as:",
                "China Justice Observer",
                "may be reused under CC BY 4.0",
            )

    def test_a_source_that_is_not_public_is_never_linked(self) -> None:
        self.assertNotIn("copies.example", self.printed(f"{CASE}.pdf"))

    def test_a_former_version_says_that_it_was_corrected_since(self) -> None:
        texts = {"en": {"title": "Ticked in advance", "name": "Ma v a company"}}
        importing.load_case(
            case_data(texts=texts), self.mei, note="The title.", change="correction"
        )
        self.assert_printed(f"{CASE}/v/1.pdf", "Since corrected", "The title.")
        self.assert_printed(f"{CASE}.pdf", "Ticked in advance", "Version 2")

    def test_a_former_set_keeps_no_words_of_a_case_withdrawn_since(self) -> None:
        self.assertIn("Hiringlist", self.printed(f"{SET}/v/1.pdf"))
        data = collection_data(related=[])
        importing.load_collection(data, self.mei, note="It was another case.")
        case = Case.objects.get(slug="yang-v-lin")
        withdraw(case, by=self.mei, note="It is another case.")
        self.assertNotIn("Hiringlist", self.printed(f"{SET}/v/1.pdf"))

    def test_what_was_never_published_is_not_found(self) -> None:
        for page in (CASE, SET, FIGURES):
            for path in (f"{page}-2.pdf", f"{page}/v/2.pdf", f"{page}-2/v/1.pdf"):
                self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_what_was_withdrawn_is_gone(self) -> None:
        withdraw(Collection.objects.get(), by=self.mei, note="Gone.")
        for path in (f"{SET}.pdf", f"{SET}/v/1.pdf"):
            self.assertContains(self.client.get(path), "Gone.", status_code=410)

    def test_caches_drop_it_with_what_it_shows(self) -> None:
        keys = self.client.get(f"{CASE}.pdf").headers["Surrogate-Key"].split()
        self.assertEqual(keys[0], "case-ma-v-company")
        self.assertLessEqual({"collections", "laws"}, {*keys})
        keys = self.client.get(f"{SET}.pdf").headers["Surrogate-Key"].split()
        self.assertEqual(keys, ["collection-typical-2024"])

    def test_four_queries_are_enough(self) -> None:
        for page in (CASE, SET, FIGURES):
            self.client.get(f"{page}.pdf")
            with self.assertNumQueries(4 if page == CASE else 3):
                self.client.get(f"{page}.pdf")

    def test_without_a_place_free_it_says_when_to_come_back(self) -> None:
        busy = mock.patch(
            "cases.views.lookup.print_record", side_effect=TypesettingFailed("busy")
        )
        with busy:
            response = self.client.get(f"{CASE}.pdf")
        self.assertContains(response, "Try again in a minute", status_code=503)
        self.assertContains(response, f'href="{CASE}"', status_code=503)
        self.assertEqual(response.headers["Retry-After"], "30")

    def test_one_that_failed_is_never_taken_for_an_article_s(self) -> None:
        refusing = mock.patch(
            "cases.exports.record_pdf.typeset", side_effect=TypesettingFailed("refused")
        )
        not_kept = mock.patch("articles.pdf.store.kept", return_value=None)
        logged = self.assertLogs("articles.pdf.store", "ERROR")
        with not_kept, refusing as typeset, logged:
            for _request in range(2):
                response = self.client.get(f"{CASE}.pdf")
                self.assertContains(response, "Try again in an hour", status_code=503)
        typeset.assert_called_once()
        self.assertEqual(failed_versions(), [])

    def test_one_that_failed_is_named_at_the_desk(self) -> None:
        collection = Collection.objects.get()
        failed = record_name(collection.current_version_id or 0, "zh-hans")
        remember(failed, "", TypesettingFailed("refused"))
        self.addCleanup(forget, failed)
        self.client.force_login(self.mei)
        desk = self.client.get("/admin/")
        self.assertContains(desk, "Records without a PDF")
        page = f"/admin/cases/collection/{collection.pk}/change/"
        self.assertContains(desk, f'href="{page}"')
        self.assertContains(desk, "Chinese (Simplified) · version 1")
        withdraw(collection, by=self.mei, note="Gone.")
        desk = self.client.get("/admin/")
        self.assertContains(desk, "No PDF of a published record has failed.")
