"""Publishing records: versions, what follows from them, and who may."""

import json

from django.core.exceptions import PermissionDenied
from django.db import connection

from articles.models import Address, AuditEntry, SearchRow, SlugTaken, Stamp, Subject
from articles.models.triggers import opened
from articles.publishing.problems import PublishingRefused
from cases import importing
from cases.models import Case, Collection, Court, CourtText, Overview, RecordVersion
from cases.publishing import publish, publish_reference
from cases.snapshots import snapshot_of
from cases.tests.world import WorldTestCase, case_data


class PublishingTests(WorldTestCase):
    def newest(self, kind: str, key: str) -> RecordVersion:
        version = RecordVersion.objects.newest(kind, key)
        assert version is not None
        return version

    def change_title(self, title: str = "Ticked in advance") -> RecordVersion | None:
        case = self.case()
        case.texts.filter(language="en").update(title=title)
        return publish(case, by=self.mei, change="correction", note="A better title.")

    def test_the_first_version_is_a_first_publication_without_a_note(self) -> None:
        version = self.newest("case", "ma-v-company")
        self.assertEqual((version.number, version.change_type), (1, "first"))
        self.assertEqual((version.change_note, version.previous), ("", ""))

    def test_it_makes_no_version_of_what_says_nothing_new(self) -> None:
        self.assertIsNone(
            publish(self.case(), by=self.mei, change="correction", note="Nothing.")
        )
        self.assertEqual(self.newest("case", "ma-v-company").number, 1)

    def test_a_new_version_names_the_hash_of_its_predecessor(self) -> None:
        first = self.newest("case", "ma-v-company")
        second = self.change_title()
        assert second is not None
        self.assertEqual(second.previous, first.hash)
        self.assertEqual(second.document["previous"], first.hash)
        self.assertTrue(second.is_intact)

    def test_the_newest_version_says_what_the_rows_say(self) -> None:
        self.change_title()
        case = self.case()
        assert case.current_version is not None
        self.assertEqual(case.current_version.snapshot, snapshot_of(case))

    def test_a_changed_case_versions_the_set_that_holds_it(self) -> None:
        before = self.newest("collection", "typical-2024")
        self.change_title()
        after = self.newest("collection", "typical-2024")
        self.assertEqual(after.number, before.number + 1)
        self.assertEqual(after.change_type, "correction")
        card = after.snapshot["items"][0]["case"]
        self.assertEqual(card["number"], 2)
        self.assertEqual(card["texts"]["en"]["title"], "Ticked in advance")

    def test_a_changed_decision_beside_a_set_versions_it_too(self) -> None:
        case = Case.objects.get(slug="yang-v-lin")
        case.texts.filter(language="en").update(title="List passed on")
        publish(case, by=self.mei, note="A better title.")
        self.assertEqual(self.newest("collection", "typical-2024").number, 2)

    def test_a_renamed_court_versions_whatever_prints_it(self) -> None:
        CourtText.objects.filter(court__slug="fourth-court", language="en").update(
            name="Fourth Intermediate Court"
        )
        court = Court.objects.get(slug="fourth-court")
        publish_reference(court, by=self.mei, note="Its full name.")
        case = self.newest("case", "ma-v-company")
        self.assertEqual(case.number, 2)
        above = case.snapshot["court"]["above"][0]
        self.assertEqual(above["texts"]["en"]["name"], "Fourth Intermediate Court")
        self.assertEqual(self.newest("overview", "figures-2024").number, 2)

    def test_a_collection_is_versioned_once_for_one_change(self) -> None:
        before = self.newest("collection", "typical-2024")
        CourtText.objects.filter(court__slug="internet-court", language="en").update(
            name="The Internet Court"
        )
        court = Court.objects.get(slug="internet-court")
        publish_reference(court, by=self.mei, note="Its full name.")
        newest = self.newest("collection", "typical-2024")
        self.assertEqual(newest.number, before.number + 1)
        self.assertEqual(newest.snapshot, snapshot_of(Collection.objects.get()))

    def test_a_contributor_cannot_publish(self) -> None:
        with self.assertRaises(PermissionDenied):
            publish(self.case(), by=self.omar)

    def change_words(self) -> None:
        self.case().texts.filter(language="en").update(title="Pre-ticked")

    def test_a_correction_needs_a_public_note(self) -> None:
        self.change_words()
        with self.assertRaises(PublishingRefused) as refused:
            publish(self.case(), by=self.mei, change="correction")
        self.assertEqual(refused.exception.problems[0].field, "note")

    def test_a_typing_error_needs_none(self) -> None:
        self.change_words()
        version = publish(self.case(), by=self.mei, change="typo")
        assert version is not None
        self.assertEqual(version.number, 2)

    def test_an_unchanged_record_needs_no_note_and_gets_no_version(self) -> None:
        self.assertIsNone(publish(self.case(), by=self.mei, change="correction"))

    def test_a_field_that_came_later_and_is_unknown_is_no_change(self) -> None:
        version = self.case().current_version
        assert version is not None
        older = json.loads(version.canonical)
        del older["record"]["cause"], older["record"]["outcome_kind"]
        with opened(connection, RecordVersion._meta.db_table):
            RecordVersion.objects.filter(pk=version.pk).update(
                canonical=json.dumps(older)
            )
        self.assertIsNone(publish(self.case(), by=self.mei, change="update", note="x"))

    def test_it_cannot_be_first_published_twice(self) -> None:
        self.change_words()
        with self.assertRaises(PublishingRefused):
            publish(self.case(), by=self.mei, change="first")

    def test_it_writes_subjects_that_articles_can_name(self) -> None:
        case = Subject.objects.get(kind="case", key="ma-v-company")
        self.assertEqual((case.url, case.number), ("/cases/ma-v-company", 1))
        labels = dict(case.texts.values_list("language", "label"))
        self.assertEqual(labels, {"en": "Ma v a company", "zh-hans": "马某与某公司案"})
        kinds = set(Subject.objects.values_list("kind", flat=True))
        self.assertEqual(
            kinds, {"case", "collection", "overview", "court", "law", "provision"}
        )

    def test_no_subject_leads_to_a_page_that_is_not_there(self) -> None:
        for subject in Subject.objects.exclude(url=""):
            with self.subTest(subject=str(subject)):
                self.assertEqual(self.client.get(subject.url).status_code, 200)

    def test_it_lets_the_case_be_found_in_ready_languages_and_in_its_own(self) -> None:
        rows = SearchRow.objects.filter(kind="case", key="ma-v-company")
        languages = rows.order_by("language").values_list("language", flat=True)
        self.case().texts.create(language="fr", title="Case cochée")
        publish(self.case(), by=self.mei, note="Added a French text.")
        self.assertEqual(list(languages.all()), ["en", "fr", "zh-hans"])
        self.case().texts.exclude(language="en").delete()
        publish(self.case(), by=self.mei, note="Took out two texts.")
        self.assertEqual(list(languages.all()), ["en", "zh-hans"])
        self.assertIn("consent", rows.get(language="zh-hans").title)

    def test_it_touches_the_keys_of_the_pages_that_show_it(self) -> None:
        Stamp.objects.all().delete()
        self.change_title()
        keys = set(Stamp.objects.values_list("key", flat=True))
        self.assertLessEqual(
            {
                "case-ma-v-company",
                "cases",
                "court-internet-court",
                "collection-typical-2024",
            },
            keys,
        )

    def test_it_is_logged(self) -> None:
        self.change_title()
        messages = AuditEntry.objects.values_list("message", flat=True)
        self.assertIn(
            "Published version 2 (correction). A better title.", list(messages)
        )

    def test_a_slug_once_used_is_never_anothers(self) -> None:
        other = Case.objects.get(slug="wei-v-guo")
        Address.objects.filter(space="cases", slug="ma-v-company").update(
            object_id=other.pk + 1000
        )
        self.case().texts.filter(language="en").update(title="New")
        with self.assertRaises(SlugTaken):
            publish(self.case(), by=self.mei, change="typo")

    def test_words_of_the_address_are_no_slugs(self) -> None:
        with self.assertRaises(importing.WrongFact):
            importing.load_case(case_data("overviews"), self.mei)
        self.assertFalse(Case.objects.filter(slug="overviews").exists())

    def test_a_share_of_nought_is_refused(self) -> None:
        overview = Overview.objects.get()
        overview.statistics.filter(key="accepted").update(value=0)
        with self.assertRaises(PublishingRefused):
            publish(overview, by=self.mei, change="typo")

    def test_more_than_its_base_is_refused(self) -> None:
        overview = Overview.objects.get()
        overview.statistics.filter(key="companies").update(value=114)
        with self.assertRaises(PublishingRefused) as refused:
            publish(overview, by=self.mei, change="typo")
        self.assertIn("more than its base", str(refused.exception))

    def test_a_set_lists_as_many_places_as_the_court_says(self) -> None:
        collection = Collection.objects.get()
        Collection.objects.update(size=8)
        with self.assertRaises(PublishingRefused):
            publish(collection, by=self.mei, change="typo")
