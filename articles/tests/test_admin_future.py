"""Dates in the future are asked about before readers see them."""

import datetime as dt

from django.urls import reverse

from articles.models import Article
from articles.publishing import update_article
from articles.tests.desk import DeskTestCase, press

FAR = dt.date(2999, 5, 3)
ASKED = "In the future"


class DateLineTests(DeskTestCase):
    def test_publishing_asks_and_keeps_the_draft(self) -> None:
        edition = self.make_edition(work={"dated": FAR, "dated_precision": "day"})
        refused = self.send(edition, "Save and publish", title="Court opens soon")
        self.assertContains(refused, f"{ASKED}: Date: 3 May 2999")
        self.assertFalse(self.fresh(edition).versions.exists())
        self.assertEqual(self.fresh(edition).title, "Court opens soon")
        published = press(refused, "Save and publish", future=True)
        self.assertEqual(published.status_int, 302)
        version = self.fresh(edition).current_version
        assert version is not None
        self.assertEqual(version.dated, FAR)

    def test_it_names_no_day_of_a_date_known_to_the_year_or_month(self) -> None:
        for precision, text in (("year", "Date: 2999."), ("month", "Date: May 2999.")):
            with self.subTest(precision):
                known = {"dated": FAR.replace(day=1), "dated_precision": precision}
                edition = self.make_edition(slug=precision, work=known)
                refused = self.send(edition, "Save and publish")
                self.assertContains(refused, f"{ASKED}: {text}")
                at = reverse("admin:articles_article_change", args=[edition.article_id])
                typed = {"dated": "2998-05-01", "dated_precision": precision}
                refused = press(self.open(at), "Save", **typed)
                self.assertContains(refused, text.replace("2999", "2998"))

    def test_it_asks_once_for_a_date(self) -> None:
        edition = self.make_published(work={"dated": FAR, "dated_precision": "day"})
        answer = self.send(
            edition, "Save and publish the changes", body="More.", change="typo"
        )
        self.assertEqual(answer.status_int, 302)

    def test_it_asks_about_the_date_of_the_first_publication(self) -> None:
        edition = self.make_edition(
            based_on_relation="first_published",
            based_on_title="Elsewhere",
            based_on_dated=FAR,
        )
        refused = self.send(edition, "Save and publish")
        self.assertContains(refused, f"{ASKED}: Date there")
        self.assertEqual(
            press(refused, "Save and publish", future=True).status_int, 302
        )

    def test_a_draft_is_saved_without_a_question(self) -> None:
        edition = self.make_edition(work={"dated": FAR, "dated_precision": "day"})
        self.assertEqual(self.send(edition, title="Another").status_int, 302)

    def test_it_does_not_ask_about_today(self) -> None:
        update_article(
            self.make_edition().article,
            by=self.mei,
            dated=dt.date.today(),
            dated_precision="day",
        )
        edition = Article.objects.get().editions.get()
        self.assertEqual(self.send(edition, "Save and publish").status_int, 302)

    def test_the_settings_ask_and_keep_all_that_was_typed(self) -> None:
        article = self.make_article()
        page = self.open(reverse("admin:articles_article_change", args=[article.pk]))
        typed = {
            "dated": FAR.isoformat(),
            "dated_precision": "day",
            "series_part": "3",
        }
        refused = press(page, "Save", **typed)
        self.assertContains(refused, ASKED)
        self.assertEqual(press(refused, "Save", future=True).status_int, 302)
        article.refresh_from_db()
        self.assertEqual((article.dated, article.series_part), (FAR, 3))
        page = self.open(reverse("admin:articles_article_change", args=[article.pk]))
        self.assertEqual(press(page, "Save", series_part="4").status_int, 302)
