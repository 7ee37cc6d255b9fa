"""The acts of the desk that ask first: withdraw, restore, delete."""

from typing import Any

from django.urls import reverse

from articles.models import Address, Article, Edition
from articles.publishing import save_draft
from articles.tests.desk import DeskTestCase, page_of, press


class PublishTests(DeskTestCase):
    def test_it_publishes_nothing_that_its_editor_did_not_see(self) -> None:
        edition = self.make_published()
        page = self.open(page_of(edition))
        save_draft(self.fresh(edition), by=self.omar, title="Unseen words")
        response = press(
            page, "Save and publish the changes", change="update", note="As I saw it."
        )
        self.assertContains(response, "Unseen words", status_code=409)
        self.assertNotContains(self.client.get("/a/court-opens"), "Unseen words")
        self.assertEqual(edition.versions.count(), 1)


class WithdrawTests(DeskTestCase):
    def withdraw(self, edition: Edition, **typed: str) -> Any:
        address = reverse("admin:edition_withdraw", args=[edition.pk])
        return press(self.open(address), "Withdraw", **typed)

    def test_it_asks_first(self) -> None:
        edition = self.make_published()
        page = self.open(reverse("admin:edition_withdraw", args=[edition.pk]))
        self.assertContains(page, "Readers will always find this reason")
        self.assertTrue(self.fresh(edition).is_readable)

    def test_it_withdraws_one_language(self) -> None:
        english = self.make_published()
        chinese = self.make_published(language="zh-hans")
        self.withdraw(english, note="Wrong court.")
        response = self.client.get(english.get_absolute_url())
        self.assertContains(response, "Wrong court.", status_code=410)
        self.assertTrue(self.fresh(chinese).is_readable)

    def test_it_withdraws_every_language(self) -> None:
        editions = [self.make_published(), self.make_published(language="zh-hans")]
        address = reverse("admin:article_withdraw", args=[editions[0].article_id])
        press(self.open(address), "Withdraw", note="Wrong court.")
        self.assertFalse(any(self.fresh(edition).is_readable for edition in editions))

    def test_it_is_refused_if_a_version_came_out_meanwhile(self) -> None:
        edition = self.make_published()
        page = self.open(reverse("admin:edition_withdraw", args=[edition.pk]))
        self.republish(edition, "correction", "It was wrong.", body="Now right.")
        refused = press(page, "Withdraw", note="Wrong court.")
        self.assertContains(refused, "Somebody changed it meanwhile.")
        self.assertContains(refused, "Wrong court.")
        self.assertTrue(self.fresh(edition).is_readable)

    def test_it_needs_a_reason(self) -> None:
        edition = self.make_published()
        response = self.withdraw(edition, note=" ")
        self.assertIn("note", response.context["form"].errors)
        self.assertTrue(self.fresh(edition).is_readable)

    def test_what_was_withdrawn_can_be_published_again(self) -> None:
        edition = self.make_published()
        self.withdraw(edition, note="Wrong court.")
        page = self.open(page_of(edition))
        self.assertContains(page, "Withdrawn")
        press(page, "Save and publish the changes", change="update", note="Mended.")
        self.assertTrue(self.fresh(edition).is_readable)

    def test_a_draft_has_nothing_to_withdraw(self) -> None:
        edition = self.make_edition()
        page = self.open(reverse("admin:edition_withdraw", args=[edition.pk])).follow()
        self.assertContains(page, "Readers see no text of this article.")

    def test_a_contributor_cannot(self) -> None:
        edition = self.make_published()
        self.client.force_login(self.omar)
        address = reverse("admin:edition_withdraw", args=[edition.pk])
        response = self.client.post(address, {"note": "Wrong.", "language": ""})
        self.assertEqual(response.status_code, 403)
        self.assertTrue(self.fresh(edition).is_readable)


class RestoreTests(DeskTestCase):
    def published_twice(self) -> Edition:
        edition = self.make_published(title="First")
        self.republish(edition, title="Second")
        return self.fresh(edition)

    def ask(self, edition: Edition) -> Any:
        return self.open(reverse("admin:edition_restore", args=[edition.pk, 1]))

    def test_it_makes_an_older_text_the_draft_and_changes_nothing_live(self) -> None:
        edition = self.published_twice()
        press(self.ask(edition), "Restore version 1 as the draft")
        self.assertEqual(self.fresh(edition).title, "First")
        self.assertContains(self.client.get(edition.get_absolute_url()), "Second")

    def test_it_says_what_will_be_lost(self) -> None:
        edition = self.published_twice()
        save_draft(edition, by=self.omar, title="Third")
        self.assertContains(self.ask(edition), "never published")

    def test_a_draft_saved_after_asking_is_kept(self) -> None:
        edition = self.published_twice()
        page = self.ask(edition)
        save_draft(self.fresh(edition), by=self.omar, title="Third")
        response = press(page, "Restore version 1 as the draft")
        self.assertContains(response, "Somebody else has just saved this draft.")
        self.assertEqual(self.fresh(edition).title, "Third")

    def test_a_version_that_never_was_is_not_found(self) -> None:
        edition = self.make_published()
        address = reverse("admin:edition_restore", args=[edition.pk, 7])
        self.assertEqual(self.client.get(address).status_code, 404)


class DeleteTests(DeskTestCase):
    def address(self, edition: Edition) -> str:
        return reverse("admin:articles_edition_delete", args=[edition.pk])

    def delete(self, edition: Edition) -> None:
        press(self.open(self.address(edition)), "Delete the draft")

    def test_a_draft_never_published_goes_and_frees_its_address(self) -> None:
        self.delete(self.make_edition())
        self.assertFalse(Article.objects.exists())
        self.assertFalse(Address.objects.exists())

    def test_the_article_stays_for_its_other_language(self) -> None:
        self.make_published()
        self.delete(self.make_edition(language="zh-hans"))
        self.assertEqual(Edition.objects.count(), 1)

    def test_what_was_published_stays(self) -> None:
        edition = self.make_published()
        page = self.open(self.address(edition)).follow()
        self.assertContains(page, "A published text can be withdrawn, but not deleted.")
        self.client.post(self.address(edition))
        self.assertTrue(self.fresh(edition).is_readable)
