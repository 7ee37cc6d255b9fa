"""Record versions are frozen, by the model and by the database itself."""

from django.db import DatabaseError, connection, transaction

from articles.models import Address, FrozenError
from cases.models import Case, CaseText, RecordVersion
from cases.publishing import publish
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class RecordVersionTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_the_model_refuses_to_change_or_delete_it(self) -> None:
        version = RecordVersion.objects.newest("case", "ma-v-company")
        assert version is not None
        with self.assertRaises(FrozenError):
            version.save()
        with self.assertRaises(FrozenError):
            version.delete()

    def test_the_database_refuses_an_update(self) -> None:
        with self.assertRaises(DatabaseError), transaction.atomic():
            RecordVersion.objects.update(change_note="Nothing happened here.")

    def test_the_database_refuses_a_delete(self) -> None:
        with (
            self.assertRaises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM cases_recordversion")

    def change(self, note: str, note_language: str = "") -> RecordVersion:
        case = Case.objects.get(slug="ma-v-company")
        CaseText.objects.filter(case=case, language="en").update(facts=note)
        version = publish(
            case,
            by=self.mei,
            change="update",
            note=note,
            note_language=note_language,
        )
        assert version is not None
        return version

    def test_a_note_is_in_the_language_that_was_named(self) -> None:
        version = self.change("Un chiffre était faux.", note_language="fr")
        self.assertEqual(version.note_language, "fr")
        self.assertEqual(version.document["schema"], 3)
        self.assertEqual(
            version.document["change"],
            {
                "type": "update",
                "note": "Un chiffre était faux.",
                "note_language": "fr",
            },
        )

    def test_the_letters_of_a_note_tell_a_language_that_nobody_named(self) -> None:
        for note, language in {
            "One digit was wrong.": "en",
            "The characters 廖某某 were wrong.": "en",
            "一个数字有误。": "zh-hans",
            "更正 BIC 受理案件数一个数字的错误。": "zh-hans",
        }.items():
            self.assertEqual(self.change(note).note_language, language, note)

    def test_without_a_note_there_is_no_language(self) -> None:
        version = RecordVersion.objects.get(kind="overview", number=1)
        self.assertEqual(version.note_language, "")
        self.assertEqual(version.document["change"]["note"], "")

    def test_what_shows_a_record_repeats_its_note_in_the_same_language(self) -> None:
        self.change("Un chiffre était faux.", note_language="fr")
        newest = RecordVersion.objects.filter(kind="collection").latest("number")
        self.assertEqual(newest.note_language, "fr")

    def test_each_hash_is_that_of_its_canonical_json(self) -> None:
        for version in RecordVersion.objects.all():
            self.assertTrue(version.is_intact, version)

    def test_there_is_one_of_each_number(self) -> None:
        version = RecordVersion.objects.newest("case", "ma-v-company")
        assert version is not None
        version.pk, version.hash = None, "0" * 64
        version._state.adding = True
        with self.assertRaises(DatabaseError), transaction.atomic():
            version.save()

    def test_a_former_slug_still_finds_it(self) -> None:
        owner = Address.objects.get(space="cases", slug="ma-v-company").object_id
        Address.objects.create(
            space="cases", slug="ma-v-firm", object_id=owner, current=False
        )
        found = RecordVersion.objects.newest("case", "ma-v-firm")
        assert found is not None
        self.assertEqual(found.key, "ma-v-company")
