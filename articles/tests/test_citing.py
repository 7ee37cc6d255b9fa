"""Cite this: the page and the files that cite an article at a version."""

import json

import time_machine

from articles.models import Contribution, ContributorText, Edition
from articles.presentation.citation import page_citation
from articles.publishing import withdraw
from cjo.test import BaseTestCase

CITE = "/a/court-opens/cite"
TYPES = {
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}


class CitingTests(BaseTestCase):
    edition: Edition

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        this = cls()
        article = this.make_article(dated="2024-12-18", dated_precision="day")
        yu = this.make_contributor(
            "meng-yu", "Meng Yu", native_name="余萌", native_language="zh-hans"
        )
        yu.texts.update(family_name="Yu", given_name="Meng")
        ContributorText.objects.create(
            contributor=yu,
            language="zh-hans",
            name="余萌",
            family_name="余",
            given_name="萌",
        )
        lin = this.make_contributor("lin-haibin", "Lin Haibin")
        team = this.make_contributor("team", "The Staff Team", kind="team")
        for place, one in enumerate((yu, lin, team)):
            Contribution.objects.create(
                article=article, contributor=one, position=place
            )
        with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
            cls.edition = this.make_published()

    def text(self, path: str = f"{CITE}.txt") -> str:
        return self.client.get(path).content.decode()

    def item(self, path: str = f"{CITE}.json") -> dict[str, object]:
        (item,) = json.loads(self.client.get(path).content)
        return dict(item)

    def test_each_form_has_its_type_and_a_name_to_be_saved_under(self) -> None:
        for form, kind in TYPES.items():
            response = self.client.get(f"{CITE}.{form}")
            self.assertEqual(response.headers["Content-Type"], kind)
            self.assertIn(
                f'filename="cjo-court-opens-v1.{form}"',
                response.headers["Content-Disposition"],
            )
            self.assertIn(f"edition-{self.edition.pk}", response["Surrogate-Key"])
            self.assertIn("noindex", response["X-Robots-Tag"])

    def test_it_names_people_dates_and_the_address_that_never_changes(self) -> None:
        self.assertEqual(
            self.text().rstrip("\n"),
            "Yu, Meng 余萌, Lin Haibin, and The Staff Team. “Court opens.” "
            "Version 1, November 24, 2026. China Justice Observer, December 18, 2024. "
            "http://127.0.0.1:8000/a/court-opens/v/1.",
        )

    def test_a_note_tells_this_state_from_every_other(self) -> None:
        version = self.edition.current_version
        assert version is not None
        note = str(self.item()["note"])
        self.assertIn("Version 1 of 2026-11-24", note)
        self.assertIn(version.hash[:16], note)
        self.assertIn("Meng Yu 余萌", note)

    def test_an_old_version_is_cited_as_it_was(self) -> None:
        self.republish(self.edition, title="Court closes")
        self.assertIn("Court opens", self.text("/a/court-opens/v/1/cite.txt"))
        self.assertIn("Court closes", self.text())
        self.assertIn("/v/2.", self.text())

    def translated(self) -> Edition:
        return self.make_published(
            language="zh-hans",
            title="法院开门",
            method="human",
            translated_from=self.edition.current_version,
        )

    def test_a_translation_names_the_title_that_it_was_made_from(self) -> None:
        self.translated()
        chinese = self.text(f"/zh-hans{CITE}.txt")
        self.assertTrue(
            chinese.startswith("余萌，Lin Haibin，The Staff Team. 法院开门")
        )
        self.assertIn("法院开门 = Court opens[EB/OL]. ", chinese)
        self.assertIn("/zh-hans/a/court-opens/v/1", chinese)
        self.assertEqual(
            self.item(f"/zh-hans{CITE}.json")["author"],
            [
                {"family": "余", "given": "萌"},
                {"literal": "Lin Haibin"},
                {"literal": "The Staff Team"},
            ],
        )

    def test_a_reference_manager_does_not_take_the_original_for_a_translation(
        self,
    ) -> None:
        self.translated()
        ris = self.text(f"/zh-hans{CITE}.ris")
        self.assertNotIn("TT  - ", ris)
        self.assertRegex(ris, "N1  - .*Court opens\r\n")
        self.assertIn("AU  - The Staff Team,\r\n", ris)

    def test_a_later_title_of_the_original_changes_no_citation(self) -> None:
        self.translated()
        address = "/zh-hans/a/court-opens/v/1/cite"
        before = {form: self.text(f"{address}.{form}") for form in TYPES}
        self.republish(self.edition, title="Court closes")
        after = {form: self.text(f"{address}.{form}") for form in TYPES}
        self.assertEqual(after, before)
        self.assertIn("Court opens", after["ris"])

    def test_an_original_names_the_title_that_stood_there_when_it_came_out(
        self,
    ) -> None:
        chinese = self.translated()
        self.assertNotIn("法院开门", self.text())
        self.republish(self.edition, body="It opened.")
        self.assertIn("“Court opens” 法院开门.", self.text())
        self.republish(chinese, title="法院关门")
        self.assertIn("“Court opens” 法院开门.", self.text())
        self.assertNotIn("original-title", self.item())

    def test_a_withdrawn_title_is_shown_nowhere(self) -> None:
        chinese = self.make_published(language="zh-hans", title="法院开门")
        self.republish(self.edition, body="It opened.")
        self.assertIn("法院开门", self.text())
        withdraw(chinese.article, by=self.mei, note="Wrong.", language="zh-hans")
        self.assertNotIn("法院开门", self.text())
        self.republish(chinese, "update", "Again.", title="法院又开门")
        self.assertNotIn("法院开门", self.text())

    def test_a_withdrawn_original_is_named_nowhere(self) -> None:
        article = self.translated().article
        withdraw(article, by=self.mei, note="Wrong.", language="en")
        self.assertNotIn("Court opens", self.text(f"/zh-hans{CITE}.txt"))

    def test_what_is_withdrawn_is_not_cited(self) -> None:
        chinese = self.translated()
        withdraw(chinese.article, by=self.mei, note="Wrong.", language="zh-hans")
        for path in (f"{CITE}.bib", CITE, "/a/court-opens/v/1/cite.ris"):
            self.assertEqual(self.client.get(f"/zh-hans{path}").status_code, 410)

    def test_a_name_changed_since_is_cited_as_it_was_printed(self) -> None:
        ContributorText.objects.filter(name="Meng Yu").update(name="Yu Meng")
        self.assertTrue(self.text().startswith("Meng Yu 余萌, Lin Haibin"))

    def test_a_machine_translation_says_so(self) -> None:
        self.make_published(
            language="zh-hans",
            title="法院开门",
            method="machine",
            translated_from=self.edition.current_version,
        )
        note = self.item(f"/zh-hans{CITE}.json")["note"]
        self.assertRegex(str(note), "machine translation|机器翻译")

    def test_the_page_shows_the_sentence_and_leads_to_every_form(self) -> None:
        response = self.client.get(CITE)
        self.assertContains(response, "Yu, Meng 余萌, Lin Haibin")
        for rule in ("Chicago Manual of Style", "OSCOLA", "Indigo Book"):
            self.assertContains(response, rule)
        self.assertContains(response, '<meta name="robots" content="noindex">')
        for form in TYPES:
            self.assertContains(response, f'href="/a/court-opens/v/1/cite.{form}"')

    def test_the_page_says_which_rule_wants_the_day_of_reading(self) -> None:
        self.assertContains(
            self.client.get(CITE), "add the day on which you read it", count=1
        )

    def test_a_listing_without_text_offers_no_citation(self) -> None:
        self.make_published("listed", work={"kind": "listing"}, abstract="", body="")
        self.assertNotContains(self.client.get("/a/listed"), "cite")
        for path in ("cite", "cite.bib", "v/1/cite", "v/1/cite.ris"):
            self.assertEqual(self.client.get(f"/a/listed/{path}").status_code, 404)

    def test_article_and_version_lead_to_it(self) -> None:
        self.assertContains(self.client.get("/a/court-opens"), f'href="{CITE}"')
        self.republish(self.edition, title="Court closes")
        response = self.client.get("/a/court-opens/v/1")
        self.assertContains(response, 'href="/a/court-opens/v/1/cite"')

    def test_a_draft_has_nothing_to_cite(self) -> None:
        self.make_edition("hidden")
        for path in ("cite", "cite.txt", "cite.json", "v/1/cite.bib"):
            self.assertEqual(self.client.get(f"/a/hidden/{path}").status_code, 404)

    def test_what_is_not_there_is_not_found(self) -> None:
        for path in (
            f"{CITE}.docx",
            "/a/court-opens/v/9/cite",
            "/ar/a/court-opens/cite",
        ):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_machines_read_it_in_the_head_of_the_article(self) -> None:
        response = self.client.get("/a/court-opens")
        for said in (
            'name="citation_title" property="dcterms:title" content="Court opens"',
            'name="citation_author" property="dcterms:creator" content="Meng Yu"',
            'name="citation_publication_date" content="2024/12/18"',
            'property="dcterms:issued" content="2024-12-18"',
            'content="http://127.0.0.1:8000/a/court-opens/v/1"',
        ):
            self.assertContains(response, said)
        self.assertNotContains(self.client.get("/latest"), "citation_")

    def test_machines_read_the_title_that_a_text_was_translated_from(self) -> None:
        self.translated()
        said = 'property="dcterms:alternative" content="Court opens"'
        for path in ("/zh-hans/a/court-opens", "/zh-hans/a/court-opens/v/1"):
            self.assertContains(self.client.get(path), said)
        self.assertNotContains(self.client.get("/a/court-opens"), "dcterms:alternative")

    def test_the_head_of_a_page_asks_the_database_nothing(self) -> None:
        self.translated()
        edition = Edition.objects.for_reading().get(language="zh-hans")
        assert edition.current_version is not None
        with self.assertNumQueries(0):
            citation = page_citation(edition, edition.current_version)
        self.assertEqual(citation.second_title, "Court opens")

    def test_machines_read_no_original_title_that_may_be_withdrawn(self) -> None:
        article = self.translated().article
        withdraw(article, by=self.mei, note="Wrong.", language="en")
        for title in ("Court opens", "Court opens again"):
            response = self.client.get("/zh-hans/a/court-opens")
            self.assertNotContains(response, "dcterms:alternative")
            self.republish(self.edition, "update", "Again.", title=title)

    def test_the_pdf_that_machines_find_is_of_the_version_they_cite(self) -> None:
        self.republish(self.edition, title="Court closes")
        for path, number in (("/a/court-opens", 2), ("/a/court-opens/v/1", 1)):
            address = f"http://127.0.0.1:8000/a/court-opens/v/{number}"
            response = self.client.get(path)
            self.assertContains(response, f'dcterms:identifier" content="{address}"')
            self.assertContains(
                response, f'name="citation_pdf_url" content="{address}.pdf"'
            )

    def test_five_queries_are_enough(self) -> None:
        with self.assertNumQueries(3):
            self.client.get(f"{CITE}.ris")
        with self.assertNumQueries(3):
            self.client.get("/a/court-opens/v/1/cite.ris")
        with self.assertPageQueries(4):
            self.client.get(CITE)
