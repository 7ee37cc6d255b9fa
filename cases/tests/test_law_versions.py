"""Versions of a law's text: articles that moved, and which text a case means."""

import json
import re
from typing import Any

from articles.models import Subject
from cases import importing
from cases.admin.case import CaseForm
from cases.extensions.recognise_provisions import ProvisionRecogniser
from cases.models import Case, Law, Provision, RecordVersion
from cases.tests.world import case_data, load_reference
from cjo.test import BaseTestCase

CODE: dict[str, Any] = {
    "slug": "procedure-law",
    "document_number": "第11号",
    "adopted": "1991-04-09",
    "in_force": "1991-04-09",
    "versions": [
        {"key": "1991", "kind": "first"},
        {"key": "2017", "adopted": "2017-06-27", "in_force": "2017-07-01"},
        {"key": "2023", "adopted": "2023-09-01", "in_force": "2024-01-01"},
    ],
    "addresses": [
        {"url": "https://npc.example/law"},
        {"url": "https://read.example/law", "language": "en", "checked": True},
    ],
    "articles": ["10"],
    "provisions": [
        {"version": "2017", "article": "281"},
        {
            "article": "298",
            "earlier": "2017/281",
            "texts": {"en": {"summary": "Who may apply for recognition."}},
        },
        {"article": "300", "is_new": True},
    ],
    "texts": {
        "en": {
            "title": "Procedure Law",
            "abbreviation": "CPL",
            "other_names": "Litigation Law",
        },
        "zh-hans": {"title": "诉讼法"},
    },
}


def cited(article: str, **changes: str) -> dict[str, str]:
    return {"law": "procedure-law", "article": article, "role": "applied", **changes}


class VersionCase(BaseTestCase):
    def setUp(self) -> None:
        load_reference(self.mei)
        importing.load_laws([CODE], self.mei)

    def load_case(self, *provisions: dict[str, str], **changes: Any) -> RecordVersion:
        version = importing.load_case(
            case_data(provisions=list(provisions), **changes), self.mei
        )
        assert version is not None
        return version


class MovedArticleTests(VersionCase):
    def test_a_former_number_says_what_it_is_now(self) -> None:
        page = self.client.get("/laws/procedure-law/2017/281")
        self.assertContains(page, "CPL (2017), Art. 281")
        self.assertContains(page, "In a former text of the law: that of 2017")
        self.assertContains(page, 'href="/laws/procedure-law/298"')

    def test_the_newest_number_says_what_it_was(self) -> None:
        page = self.client.get("/laws/procedure-law/298")
        self.assertContains(page, "In the newest text of the law: that of 2023")
        self.assertContains(page, 'href="/laws/procedure-law/2017/281"')
        self.assertContains(page, "Who may apply for recognition.")
        self.assertContains(page, "not its text")

    def test_an_address_without_a_version_leads_to_the_last_that_has_the_number(
        self,
    ) -> None:
        self.assertRedirects(
            self.client.get("/laws/procedure-law/281"), "/laws/procedure-law/2017/281"
        )

    def test_the_newest_text_has_an_address_that_stays_too(self) -> None:
        page = self.client.get("/laws/procedure-law/2023/298")
        self.assertContains(page, "In the newest text of the law: that of 2023")
        for path in ("2017/298", "1999/281", "299"):
            answer = self.client.get(f"/laws/procedure-law/{path}")
            self.assertEqual(answer.status_code, 404, path)

    def test_the_law_lists_its_versions_and_the_articles_of_each(self) -> None:
        page = self.client.get("/laws/procedure-law")
        self.assertContains(page, "in force from 1 Jul 2017 to 31 Dec 2023")
        self.assertContains(page, "Articles of the text of 2017")
        self.assertContains(page, "now Art. 298")
        self.assertContains(page, "This text in force since")
        self.assertContains(page, "Litigation Law")

    def test_an_address_that_nobody_opened_says_so(self) -> None:
        page = self.client.get("/laws/procedure-law").content.decode()
        cited_only, read = page.split("npc.example")[-1], page.split("read.example")[-1]
        self.assertIn("address as cited, not checked", cited_only.split("</p>")[0])
        self.assertNotIn("not checked", read.split("</p>")[0])

    def test_a_newer_text_leaves_articles_in_theirs(self) -> None:
        newest = {"key": "2027", "adopted": "2027-01-01"}
        data = {**CODE, "versions": [*CODE["versions"], newest]}
        data["provisions"] = [
            {**CODE["provisions"][0]},
            {**CODE["provisions"][1], "version": "2023"},
            {"article": "310", "earlier": "2023/298"},
        ]
        data["articles"] = []
        importing.load_laws([data], self.mei)
        self.assertEqual(self.client.get("/laws/procedure-law/298").status_code, 302)
        page = self.client.get("/laws/procedure-law/310")
        self.assertContains(page, "Art. 298 in the text of 2023")
        self.assertContains(page, "Art. 281 in the text of 2017")

    def test_machines_read_its_dates(self) -> None:
        page = self.client.get("/laws/procedure-law").content.decode()
        match = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        assert match is not None
        data = json.loads(match[1])
        self.assertEqual(data["@type"], "Legislation")
        self.assertEqual(data["legislationDate"], "1991-04-09")
        self.assertEqual(data["legislationDateVersion"], "2024-01-01")
        self.assertEqual(data["legislationIdentifier"], "第11号")

    def test_search_finds_a_law_by_what_an_article_is_about(self) -> None:
        page = self.client.get("/search", {"q": "who may apply for recognition"})
        self.assertContains(page, 'href="/laws/procedure-law"')

    def test_loading_again_changes_nothing(self) -> None:
        before = list(Provision.objects.values_list("pk", flat=True))
        importing.load_laws([CODE], self.mei)
        self.assertEqual(list(Provision.objects.values_list("pk", flat=True)), before)

    def test_an_article_of_a_version_that_is_not_on_record_is_refused(self) -> None:
        wrong = [{"version": "2012", "article": "265"}]
        with self.assertRaisesRegex(importing.WrongFact, "No version of this law"):
            importing.load_laws([{**CODE, "provisions": wrong}], self.mei)


class NamedVersionTests(VersionCase):
    def named(self, text: str) -> list[str]:
        found = ProvisionRecogniser()(text, "en")
        return sorted(each.key for each in found if each.kind == "provision")

    def test_a_version_named_in_the_text_wins(self) -> None:
        for text in (
            "Article 281 of the 2017 Procedure Law",
            "《诉讼法》（2017年修正）第二百八十一条",
        ):
            self.assertEqual(self.named(text), ["procedure-law/2017/281"], text)
        # adopted in 2023, in force in 2024
        for year in ("2023", "2024"):
            text = f"Article 298 of the Procedure Law ({year})"
            self.assertEqual(self.named(text), ["procedure-law/298"], year)

    def test_a_text_leads_to_the_version_that_it_names(self) -> None:
        body = "See Article 281 of the 2017 Procedure Law."
        self.make_published("on-recognition", title="On recognition", body=body)
        page = self.client.get("/a/on-recognition")
        self.assertContains(page, 'href="/laws/procedure-law/2017/281"')
        page = self.client.get("/laws/procedure-law/2017/281")
        self.assertContains(page, "/a/on-recognition")

    def test_a_case_that_names_a_version_leads_to_it(self) -> None:
        version = self.load_case(cited("281", version="2017"))
        (provision,) = version.snapshot["provisions"]
        self.assertEqual(provision["version"], "2017")
        page = self.client.get("/cases/ma-v-company")
        self.assertContains(page, 'href="/laws/procedure-law/2017/281"')
        self.assertContains(page, "Art. 281 (text of 2017)")
        page = self.client.get("/laws/procedure-law/2017/281")
        self.assertContains(page, "/cases/ma-v-company")
        chosen = {"provision": "procedure-law/2017/281"}
        self.assertContains(self.client.get("/cases/", chosen), "/cases/ma-v-company")

    def test_a_case_that_names_none_leads_to_the_newest(self) -> None:
        version = self.load_case(cited("298"))
        self.assertNotIn("version", version.snapshot["provisions"][0])
        page = self.client.get("/cases/ma-v-company")
        self.assertContains(page, 'href="/laws/procedure-law/298"')

    def test_a_version_that_is_not_on_record_is_refused(self) -> None:
        with self.assertRaisesRegex(importing.WrongFact, "2017, 2023"):
            self.load_case(cited("298", version="2012"))

    def test_the_subject_of_a_former_article_names_its_version(self) -> None:
        subject = Subject.objects.get(key="procedure-law/2017/281")
        self.assertEqual(subject.url, "/laws/procedure-law/2017/281")
        label = subject.texts.get(language="en").label
        self.assertEqual(label, "CPL (2017), Art. 281")


class ProposedVersionTests(VersionCase):
    def case_form(self, decided_on: str) -> CaseForm:
        self.load_case(cited("298"), decided_on=decided_on)
        return CaseForm(instance=Case.objects.get())

    def test_the_date_of_judgment_proposes_a_version_to_the_editor(self) -> None:
        (row,) = self.case_form("2020-06-20").formset("case_provisions").forms
        choices = dict(row.fields["version"].widget.choices)
        self.assertEqual(choices["2017"], "2017: in force at the date of judgment")
        self.assertEqual(choices["2023"], "2023")
        # proposed, and not chosen: that is for the editor
        self.assertFalse(row["version"].value())

    def test_an_unknown_beginning_proposes_nothing(self) -> None:
        law = Law.objects.get(slug="procedure-law")
        law.versions.filter(key="2017").update(in_force_on=None)
        (row,) = self.case_form("2020-06-20").formset("case_provisions").forms
        choices = dict(row.fields["version"].widget.choices)
        self.assertEqual(choices["2017"], "2017")


class CourtFactTests(BaseTestCase):
    def setUp(self) -> None:
        load_reference(self.mei)
        division = {
            "slug": "commercial-division",
            "level": "primary",
            "division_of": "internet-court",
            "opened_on": "2024-12-30",
            "jurisdictions": [
                {"since": "2025-11-01", "texts": {"en": {"words": "Online privacy."}}},
                {"until": "2025-10-31", "texts": {"en": {"words": "Online loans."}}},
            ],
            "sites": [{"url": "https://court.example"}],
            "texts": {"en": {"name": "Commercial Division", "seat": "567 Road"}},
        }
        importing.load_courts([division], self.mei)

    def test_its_page_says_what_it_hears_now_and_heard_before(self) -> None:
        page = self.client.get("/courts/commercial-division").content.decode()
        now, before = page.index("Online privacy."), page.index("Online loans.")
        self.assertLess(now, before)
        for words in ("since 1 Nov 2025", "until 31 Oct 2025", "30 Dec 2024"):
            self.assertIn(words, page)
        for words in ("567 Road", "court.example", "address as cited, not checked"):
            self.assertIn(words, page)

    def test_a_division_has_the_code_of_its_court(self) -> None:
        page = self.client.get("/courts/commercial-division")
        self.assertContains(page, "None of its own")
        self.assertContains(page, "京0491")
        page = self.client.get("/courts/internet-court")
        self.assertContains(page, 'href="/courts/commercial-division"')
        number = self.client.get("/cases/number", {"q": "(2023)京0491民初1号"})
        self.assertContains(number, "Cases of its division are included")

    def test_a_division_has_no_code_of_its_own(self) -> None:
        wrong = {
            "slug": "commercial-division",
            "level": "primary",
            "division_of": "internet-court",
            "code": "京0492",
            "texts": {"en": {"name": "Commercial Division"}},
        }
        with self.assertRaisesRegex(importing.WrongFact, "A division has the code"):
            importing.load_courts([wrong], self.mei)
