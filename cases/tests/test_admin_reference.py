"""Courts, laws, causes of action and sources, as an editor changes them."""

from typing import Any

from django.urls import reverse

from articles.models import AuditEntry, SearchRow, Stamp, Subject
from cases.models import (
    CauseOfAction,
    CauseText,
    Court,
    CourtText,
    Law,
    RecordVersion,
    Source,
    Statistic,
)
from cases.publishing import publish
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, send


class SavingTests(DeskTestCase):
    def test_a_corrected_court_corrects_what_prints_it(self) -> None:
        address = page_of(Court.objects.get(slug="internet-court"))
        page = self.open(address)
        name = f"{name_of(page, language='en', name='Internet Court')}-name"
        changes = {**TOLD, name: "Beijing Internet Court"}
        answer = send(page, **changes)
        self.assert_leads_to(answer, address)
        version = self.newest(self.case)
        self.assertEqual((version.number, version.change_type), (2, "correction"))
        self.assertTrue(version.follows)
        court = version.snapshot["court"]["texts"]["en"]["name"]
        self.assertEqual(court, "Beijing Internet Court")

    def test_a_court_needs_a_note_too(self) -> None:
        address = page_of(Court.objects.get(slug="internet-court"))
        page = self.open(address)
        changes = {"change": "correction", "record-province": "Beijing"}
        answer = send(page, **changes)
        self.assertContains(answer, "Tell readers what changed")
        self.assertFalse(Court.objects.filter(province="Beijing").exists())

    def test_an_article_added_to_a_law_is_a_change(self) -> None:
        law = Law.objects.get(slug="pipl")
        page = self.open(law)
        page = send(page, add="provisions")
        added = f"provisions-{law.provisions.count()}-number"
        answer = send(page, follow=True, **{**TOLD, added: "900"})
        self.assertContains(answer, "It is saved, and readers see it.")
        self.assertTrue(law.provisions.filter(number=900).exists())

    def test_a_law_is_not_repealed_before_it_is_in_force(self) -> None:
        law = Law.objects.get(slug="pipl")
        days = {"record-in_force_on": "2021-11-01", "record-repealed_on": "2020-01-01"}
        answer = self.save(law, **{**TOLD, **days})
        self.assertContains(answer, "It was repealed before it was in force.")

    def test_a_key_that_nothing_could_name_is_refused(self) -> None:
        address = reverse("admin:cases_source_add")
        data = {"record-key": "Two Words", "record-title": "A gazette"}
        answer = send(self.open(address), **data)
        self.assertContains(answer, "Use small letters a to z")

    def test_a_source_is_added_and_changed(self) -> None:
        address = reverse("admin:cases_source_add")
        page = self.open(address)
        data = {
            "record-key": "gazette",
            "record-title": "A gazette",
            "record-url": "https://gazette.example/1",
            "record-text_of": "court",
            "record-carrier": "original",
            "record-language": "en",
        }
        answer = send(page, **data)
        source = Source.objects.get(key="gazette")
        self.assert_leads_to(answer, page_of(source))
        changes = {**TOLD, "record-url": "javascript:alert(1)"}
        answer = self.save(source, **changes)
        self.assertContains(answer, "Enter a valid URL")

    def test_a_changed_source_versions_what_names_it(self) -> None:
        changes = {**TOLD, "record-title": "The briefing"}
        self.save(page_of(Source.objects.get(key="court-site")), **changes)
        self.assertEqual(self.newest(self.overview).number, 2)


class WordsTests(DeskTestCase):
    """Words that are added or taken away, with nothing else changed."""

    def add(self, row: Any, part: str = "texts", **fields: str) -> Any:
        """Add a row to a page of the desk, and save."""
        page = send(self.open(row), add=part)
        prefix = f"{part}-{getattr(row, part).count()}"
        named = {f"{prefix}-{name}": value for name, value in fields.items()}
        return send(page, follow=True, **{**TOLD, **named})

    def remove(self, row: Any, language: str) -> Any:
        prefix = name_of(self.open(row), language=language)
        address = page_of(row)
        changes = {**TOLD, f"{prefix}-DELETE": True}
        return send(self.open(address), **changes, follow=True)

    def assert_said(self, answer: Any, row: Any) -> None:
        """Assert that the editor and the log are told."""
        self.assertContains(answer, "It is saved, and readers see it.")
        self.assertNotContains(answer, "Nothing was changed.")
        told = AuditEntry.objects.about(type(row), row.pk)
        self.assertIn("Changed it (correction)", told.latest("pk").message)

    def labels(self, kind: str, key: str) -> dict[str, str]:
        subject = Subject.objects.get(kind=kind, key=key)
        return dict(subject.texts.values_list("language", "label"))

    def case_with_cause(self) -> CauseOfAction:
        cause = CauseOfAction.objects.create(slug="privacy")
        CauseText.objects.create(cause=cause, language="en", name="Privacy")
        self.case.cause = cause
        self.case.save()
        publish(self.case, by=self.mei, note="Its cause.")
        return cause

    def test_words_added_to_a_court_reach_what_prints_it(self) -> None:
        court = Court.objects.get(slug="internet-court")
        answer = self.add(court, language="fr", name="Tribunal")
        self.assert_said(answer, court)
        self.assertEqual(self.labels("court", "internet-court")["fr"], "Tribunal")
        version = self.newest(self.case)
        self.assertEqual((version.number, version.follows), (2, True))
        self.assertEqual(version.snapshot["court"]["texts"]["fr"]["name"], "Tribunal")

    def test_words_taken_from_a_court_go_everywhere(self) -> None:
        court = Court.objects.get(slug="internet-court")
        self.assert_said(self.remove(court, "zh-hans"), court)
        self.assertEqual(list(self.labels("court", "internet-court")), ["en"])
        texts = self.newest(self.case).snapshot["court"]["texts"]
        self.assertEqual(list(texts), ["en"])

    def test_words_added_to_a_law_reach_what_prints_it(self) -> None:
        law = Law.objects.get(slug="pipl")
        answer = self.add(law, language="fr", title="Loi", abbreviation="LPIP")
        self.assert_said(answer, law)
        self.assertEqual(self.labels("law", "pipl")["fr"], "Loi")
        self.assertEqual(self.labels("provision", "pipl/13")["fr"], "LPIP, art. 13")
        found = SearchRow.objects.filter(kind="law", key="pipl", language="fr")
        self.assertTrue(found.exists())
        (provision,) = self.newest(self.case).snapshot["provisions"]
        self.assertEqual(provision["texts"]["fr"]["title"], "Loi")

    def test_an_amendment_of_a_law_dates_its_subject(self) -> None:
        law = Law.objects.get(slug="pipl")
        answer = self.add(law, "versions", adopted_on="2025-03-01")
        self.assert_said(answer, law)
        changed_on = Subject.objects.get(kind="law", key="pipl").changed_on
        self.assertEqual(str(changed_on), "2025-03-01")

    def test_words_added_to_a_cause_reach_its_cases(self) -> None:
        cause = self.case_with_cause()
        answer = self.add(cause, language="fr", name="Vie privée")
        self.assert_said(answer, cause)
        version = self.newest(self.case)
        self.assertEqual((version.number, version.follows), (3, True))
        self.assertEqual(version.snapshot["cause"]["texts"]["fr"]["name"], "Vie privée")

    def test_what_a_source_gave_is_a_change_of_it(self) -> None:
        source = Source.objects.get(key="court-site")
        Stamp.objects.all().delete()
        answer = self.add(source, language="en", gave="The whole speech.")
        self.assert_said(answer, source)
        self.assertTrue(Stamp.objects.filter(key="sources").exists())

    def test_what_a_source_is_called_is_a_change_of_what_names_it(self) -> None:
        source = Source.objects.get(key="court-site")
        answer = self.add(source, language="zh-hans", publisher="某法院")
        self.assert_said(answer, source)
        texts = self.newest(self.overview).snapshot["sources"]["court-site"]["texts"]
        self.assertEqual(texts["zh-hans"]["publisher"], "某法院")

    def test_a_title_that_is_recorded_is_not_translated(self) -> None:
        source = Source.objects.get(key="court-site")
        answer = self.add(source, language="zh-hans", title="通报会")
        self.assertContains(answer, "stays as it is printed")
        self.assertFalse(source.texts.exists())

    def test_words_on_a_source_say_something(self) -> None:
        source = Source.objects.get(key="court-site")
        answer = self.add(source, language="zh-hans")
        self.assertContains(answer, "Say who published it, what it is, or what it gave")
        self.assertFalse(source.texts.exists())

    def test_a_page_sent_as_it_stands_changes_nothing(self) -> None:
        court = Court.objects.get(slug="internet-court")
        answer = send(self.open(court), **TOLD, follow=True)
        self.assertContains(answer, "Nothing was changed.")
        self.assertEqual(self.newest(self.case).number, 1)


class FollowingTests(DeskTestCase):
    """The editor learns which records and texts print the changed row."""

    def rename(self, row: Any, **changes: str) -> Any:
        return send(self.open(row), follow=True, **{**TOLD, **changes})

    def test_it_says_how_many_records_follow(self) -> None:
        court = Court.objects.get(slug="internet-court")
        answer = self.rename(court, **{"record-province": "Beijing"})
        self.assertContains(answer, "Records that show it and follow: 5.")
        self.assertNotContains(answer, "an older version")
        self.assertEqual(RecordVersion.objects.filter(follows=True).count(), 5)

    def test_it_says_how_many_texts_show_an_older_state(self) -> None:
        self.make_published(body="[[case:ma-v-company]] [[overview:figures-2024]]")
        self.make_published("other", body="[[collection:typical-2024]]")
        self.make_published("third", body="No record.")
        source = Source.objects.get(key="copy")
        answer = self.rename(source, **{"record-title": "The copy"})
        self.assertContains(answer, "Records that show it and follow: 4.")
        self.assertContains(
            answer,
            f'<a href="{reverse("admin:outdated_articles")}">'
            "Update 2 texts that show an older version</a>",
        )

    def test_it_says_that_nothing_has_to_follow(self) -> None:
        court = Court.objects.create(slug="new-court", level="primary")
        CourtText.objects.create(court=court, language="en", name="New Court")
        answer = self.rename(court, **{"record-province": "Beijing"})
        self.assertContains(answer, "No record has to follow.")

    def test_a_text_that_waits_for_something_else_is_not_counted(self) -> None:
        self.make_published(body="[[overview:figures-2024]]")
        Statistic.objects.filter(key="companies").update(value=59)
        publish(self.overview, by=self.mei, change="typo")
        law = Law.objects.get(slug="pipl")
        name = name_of(self.open(law), language="en")
        answer = self.rename(law, **{f"{name}-title": "The Information Law"})
        self.assertContains(answer, "Records that show it and follow: 4.")
        self.assertNotContains(answer, "an older version")
