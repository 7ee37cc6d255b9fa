"""Nothing changed makes no version, no revision and no entry in the log."""

from django.urls import reverse

from articles.models import AuditEntry, Edition, Subject, Version
from articles.publishing import publish, restore, save_draft, withdraw
from articles.publishing.problems import DraftChangedMeanwhile, NothingNew
from articles.tests.desk import DeskTestCase, page_of, press
from cjo.test import BaseTestCase


class NothingNewTests(BaseTestCase):
    def setUp(self) -> None:
        self.edition = self.make_published()

    def test_an_unchanged_draft_is_not_published_again(self) -> None:
        with self.assertRaises(NothingNew) as refused:
            publish(self.edition, by=self.mei, change="correction", note="Nothing.")
        self.assertIn("since version 1", str(refused.exception))
        self.assertEqual(Version.objects.count(), 1)

    def test_a_change_that_was_undone_is_none(self) -> None:
        save_draft(self.edition, by=self.mei, title="Court shuts")
        save_draft(self.edition, by=self.mei, title="Court opens")
        with self.assertRaises(NothingNew):
            publish(self.edition, by=self.mei, change="typo")

    def test_another_subject_is_a_change(self) -> None:
        court = Subject.objects.create(kind="court", key="a-court", url="/courts/a")
        save_draft(self.edition, by=self.mei, about=[court])
        self.assertTrue(self.edition.differs)
        version = publish(self.edition, by=self.mei, change="typo")
        self.assertEqual(version.number, 2)
        self.assertFalse(Edition.objects.get().differs)

    def test_another_byline_is_a_change(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        self.edition.article.contributions.create(
            contributor=person, role="aut", position=0
        )
        self.assertEqual(publish(self.edition, by=self.mei, change="typo").number, 2)

    def test_a_withdrawn_text_can_be_published_as_it_was(self) -> None:
        withdraw(self.edition.article, by=self.mei, note="For now.")
        edition = Edition.objects.get()
        version = publish(edition, by=self.mei, change="update", note="Again.")
        self.assertEqual(version.number, 3)

    def test_saving_the_same_words_makes_no_revision(self) -> None:
        entries = AuditEntry.objects.count()
        saved = save_draft(self.edition, by=self.mei, title="Court opens", about=[])
        self.assertEqual(saved.revision, self.edition.revision)
        self.assertEqual(AuditEntry.objects.count(), entries)

    def test_the_same_words_after_somebody_saved_others_are_refused(self) -> None:
        seen = Edition.objects.get()
        save_draft(self.edition, by=self.mei, title="Court shuts")
        with self.assertRaises(DraftChangedMeanwhile):
            save_draft(seen, by=self.mei, title="Court opens")

    def test_restoring_the_text_that_the_draft_has_makes_no_revision(self) -> None:
        first = Version.objects.get()
        self.assertEqual(restore(first, by=self.mei).revision, self.edition.revision)


class NothingNewAtTheDeskTests(DeskTestCase):
    def test_it_says_so_in_place_of_a_version(self) -> None:
        edition = self.make_published()
        for change, note in (("correction", "Nothing."), ("correction", ""), ("", "")):
            with self.subTest(change=change, note=note):
                page = self.open(page_of(edition))
                typed = {"change": change, "note": note}
                answer = press(page, "Save and publish the changes", **typed)
                shown = answer.follow()
                shown.mustcontain("Nothing has changed since version 1.")
        self.assertEqual(Version.objects.count(), 1)

    def test_restoring_what_the_draft_has_says_so(self) -> None:
        edition = self.make_published()
        page = self.open(reverse("admin:edition_restore", args=[edition.pk, 1]))
        answer = press(page, "Restore version 1 as the draft")
        answer.follow().mustcontain("has the text of this version already")
