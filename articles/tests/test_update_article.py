"""Arranging: what lives around a text, its address first of all."""

import datetime as dt

from django.db import transaction

from articles.models import (
    Address,
    Category,
    CategoryText,
    PathRedirect,
    SlugTaken,
)
from articles.publishing import change_slug, delete_draft, update_article
from articles.publishing.problems import PublishingRefused
from cjo.test import BaseTestCase


class ArrangingTests(BaseTestCase):
    def test_a_category_takes_effect_at_once_and_makes_no_version(self) -> None:
        edition = self.make_published()
        category = Category.objects.create(slug="trends")
        CategoryText.objects.create(category=category, language="en", name="Trends")
        update_article(edition.article, by=self.mei, categories=[category])
        self.assertContains(self.client.get("/t/trends"), "Court opens")
        self.assertEqual(edition.versions.count(), 1)

    def test_a_date_waits_for_publishing(self) -> None:
        edition = self.make_published()
        update_article(
            edition.article,
            by=self.mei,
            dated=dt.date(2024, 12, 18),
            dated_precision="day",
        )
        edition.refresh_from_db()
        self.assertTrue(edition.differs)
        self.assertNotContains(self.client.get("/a/court-opens"), "18 Dec 2024")

    def test_an_old_slug_leads_to_the_new_one_with_all_that_follows(self) -> None:
        edition = self.make_published()
        change_slug(edition.article, "court-is-open", by=self.mei)
        for rest in ("", "/v/1", "/history", ".pdf"):
            response = self.client.get(f"/a/court-opens{rest}")
            self.assertRedirects(
                response,
                f"/a/court-is-open{rest}",
                301,
                fetch_redirect_response=False,
            )

    def test_a_slug_once_used_is_never_given_to_another_work(self) -> None:
        edition = self.make_published()
        change_slug(edition.article, "court-is-open", by=self.mei)
        other = self.make_published("other")
        with self.assertRaises(SlugTaken), transaction.atomic():
            change_slug(other.article, "court-opens", by=self.mei)

    def test_an_unpublished_draft_can_be_deleted_and_its_slug_is_free(self) -> None:
        edition = self.make_edition()
        delete_draft(edition, by=self.omar)
        self.assertFalse(Address.objects.exists())
        self.make_published()

    def test_what_was_published_cannot_be_deleted(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused):
            delete_draft(edition, by=self.mei)

    def test_a_whole_old_address_leads_to_the_article_in_each_language(self) -> None:
        self.make_published()
        old = "/a/court-opens:-for-business,-&-more"
        PathRedirect.objects.create(old_path=old, new_path="/a/court-opens")
        response = self.client.get("/a/court-opens:-for-business,-%26-more")
        self.assertRedirects(response, "/a/court-opens", 301)
