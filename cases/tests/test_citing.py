"""Cite this: a case, a set of cases and an overview, each at a version."""

import json
from typing import Any

from cases import importing
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase

CASE = "/cases/ma-v-company"
FIGURES = "/cases/overviews/figures-2024"
SET = "/cases/collections/typical-2024"
FORMS = ("txt", "bib", "ris", "json")


class CitingTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def text(self, path: str) -> str:
        return self.client.get(f"{path}/cite.txt").content.decode()

    def item(self, path: str) -> dict[str, Any]:
        (item,) = json.loads(self.client.get(f"{path}/cite.json").content)
        return dict(item)

    def test_a_case_is_cited_by_names_number_court_and_date(self) -> None:
        self.assertTrue(
            self.text(CASE).startswith(
                "马某与某公司案 [Ma v. a company], (2023)京0491民初1号 "
                "(Internet Court 互联网法院 June 20, 2024) (China). "
                "China Justice Observer, "
            )
        )

    def test_a_case_is_cited_in_chinese_by_its_chinese_name(self) -> None:
        self.assertTrue(
            self.text(f"/zh-hans{CASE}").startswith(
                "马某与某公司案，互联网法院（2023）京0491民初1号，2024年6月20日。载中司观察"
            )
        )

    def test_what_is_unknown_of_a_case_is_left_out(self) -> None:
        self.assertTrue(
            self.text("/cases/wei-v-guo").startswith("Stolen papers (Internet Court")
        )
        self.assertNotIn("issued", self.item("/cases/wei-v-guo"))

    def test_a_name_that_a_machine_made_is_not_given_as_the_original(self) -> None:
        texts = case_data()["texts"]
        texts["zh-hans"]["names_method"] = "machine"
        importing.load_case(case_data(texts=texts), self.mei, note="Names.")
        for path in (CASE, f"/zh-hans{CASE}"):
            self.assertNotIn("马某", self.text(path))
            for form in ("bib", "ris", "json"):
                response = self.client.get(f"{path}/cite.{form}")
                self.assertNotIn("马某", response.content.decode())
            self.assertRegex(self.text(path), r"Ma v\.? a company")

    def test_the_site_is_the_author_of_its_data_and_the_court_their_source(
        self,
    ) -> None:
        for path in (FIGURES, SET):
            item = self.item(path)
            self.assertEqual(item["type"], "dataset")
            self.assertEqual(item["author"], [{"literal": "China Justice Observer"}])
            self.assertIn("Compiled from statements of Internet Court", item["note"])
            self.assertIn("Source: Internet Court", self.text(path))

    def test_an_old_state_is_cited_as_it_was(self) -> None:
        texts = case_data()["texts"]
        texts["en"]["name"] = "Ma v a certain company"
        importing.load_case(case_data(texts=texts), self.mei, note="Name.")
        self.assertIn("Ma v. a certain company", self.text(CASE))
        self.assertIn("/v/2.", self.text(CASE))
        self.assertIn("[Ma v. a company], ", self.text(f"{CASE}/v/1"))

    def test_the_page_claims_no_rule_that_the_sentence_only_leans_on(self) -> None:
        page = self.client.get(f"{CASE}/cite")
        self.assertContains(page, "The Bluebook, 22nd edition")
        self.assertContains(page, "Adapted from the rule.", count=2)

    def test_a_row_of_an_overview_is_cited_as_a_part_at_its_place(self) -> None:
        page = self.client.get(f"{FIGURES}/cite")
        link = f"{FIGURES}/v/1/figures/accepted/cite"
        self.assertContains(page, f'href="{link}"')
        self.assertContains(
            self.client.get(link), "Source: Internet Court 互联网法院, "
        )
        (item,) = json.loads(self.client.get(f"{link}.json").content)
        self.assertEqual(item["container-title"], self.item(FIGURES)["title"])
        self.assertTrue(item["URL"].endswith("/v/1#figures-2024-accepted"), item["URL"])
        place = item["URL"].partition("#")[2]
        self.assertContains(self.client.get(f"{FIGURES}/v/1"), f'id="{place}"')
        self.assertContains(
            self.client.get(f"/zh-hans{link}.txt"), "[DS/OL]//", status_code=200
        )

    def test_an_unknown_row_is_not_found(self) -> None:
        for path in ("nothing/cite", "nothing/cite.bib", "accepted/cite.docx"):
            response = self.client.get(f"{FIGURES}/figures/{path}")
            self.assertEqual(response.status_code, 404)

    def test_downloads_hold_the_same_sentence(self) -> None:
        data = json.loads(self.client.get(f"{FIGURES}.json").content)
        self.assertEqual(data["citation"], self.text(FIGURES).strip())

    def test_every_record_leads_to_its_page_and_the_page_to_every_form(self) -> None:
        for path in (CASE, FIGURES, SET):
            self.assertContains(self.client.get(path), f'href="{path}/cite"')
            old = self.client.get(f"{path}/v/1")
            self.assertContains(old, f'href="{path}/v/1/cite"')
            page = self.client.get(f"{path}/cite")
            self.assertContains(page, self.text(path).split("(")[0].strip()[:20])
            for form in FORMS:
                link = f"{path}/v/1/cite.{form}"
                self.assertContains(page, f'href="{link}"')
                self.assertEqual(self.client.get(link).status_code, 200)

    def test_machines_read_it_in_the_head(self) -> None:
        for path, meta in (
            (CASE, 'property="dcterms:title" content="Ma v a company"'),
            (CASE, 'property="dcterms:issued" content="2024-06-20"'),
            (FIGURES, 'property="dcterms:type" content="Dataset"'),
            (FIGURES, 'name="citation_author" property="dcterms:creator"'),
        ):
            self.assertContains(self.client.get(path), meta)

    def test_what_is_not_there_is_not_found(self) -> None:
        for path in (
            f"{CASE}/cite.docx",
            f"{CASE}/v/9/cite.txt",
            "/cases/nowhere/cite",
            "/cases/collections/cite.txt",
            "/cases/collections/cite",
            "/cases/overviews/v/1/cite",
        ):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_five_queries_are_enough(self) -> None:
        with self.assertNumQueries(1):
            self.client.get(f"{CASE}/cite.bib")
        with self.assertNumQueries(2):
            self.client.get(f"{CASE}/v/1/cite.bib")
        with self.assertPageQueries(2):
            self.client.get(f"{FIGURES}/cite")

    def test_it_names_its_surrogate_keys(self) -> None:
        for path in ("cite", "cite.ris", "v/1/cite.json"):
            response = self.client.get(f"{CASE}/{path}")
            self.assertIn("case-ma-v-company", response.headers["Surrogate-Key"])
