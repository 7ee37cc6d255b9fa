"""`/preview/TOKEN`: a saved draft as readers would see it."""

import datetime as dt
from typing import Any

import time_machine
from django.utils import timezone

from articles.models import Edition
from articles.publishing import save_draft
from articles.views.preview import preview_token
from cjo.test import BaseTestCase, make_user


class PreviewTests(BaseTestCase):
    def look(self, edition: Edition) -> Any:
        return self.client.get(f"/preview/{preview_token(edition)}")

    def test_it_shows_the_saved_draft_in_the_page_of_readers(self) -> None:
        edition = self.make_published(title="Court opens")
        save_draft(edition, by=self.mei, title="Court closes", body="It *closed*.")
        self.client.force_login(self.mei)
        response = self.look(edition)
        self.assertTemplateUsed(response, "articles/article.html")
        self.assertContains(response, "Court closes")
        self.assertContains(response, "<em>closed</em>")
        self.assertContains(response, f"/admin/articles/edition/{edition.pk}/change/")

    def test_readers_go_on_seeing_what_was_published(self) -> None:
        edition = self.make_published(title="Court opens")
        save_draft(edition, by=self.mei, title="Court closes")
        self.client.force_login(self.mei)
        self.look(edition)
        self.client.logout()
        response = self.client.get(edition.get_absolute_url())
        self.assertNotContains(response, "Court closes")

    def test_it_is_kept_by_nobody_and_found_by_no_search_engine(self) -> None:
        edition = self.make_edition()
        self.client.force_login(self.mei)
        response = self.look(edition)
        self.assertIn("no-store", response["Cache-Control"])
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertContains(response, '<meta name="robots" content="noindex">')

    def test_a_broken_embed_is_a_box_that_says_what_is_wrong(self) -> None:
        edition = self.make_edition(body="[[nothing:at-all]]")
        self.client.force_login(self.mei)
        self.assertContains(self.look(edition), "nothing:at-all")

    def test_it_shows_a_draft_without_any_text(self) -> None:
        edition = self.make_edition(title="", abstract="", body="")
        self.client.force_login(self.mei)
        self.assertEqual(self.look(edition).status_code, 200)

    def test_it_speaks_the_language_of_the_draft(self) -> None:
        edition = self.make_edition(language="zh-hans", title="法院开庭")
        self.client.force_login(self.mei)
        self.assertContains(self.look(edition), '<html lang="zh-Hans"')

    def test_it_shows_pages_as_pages(self) -> None:
        edition = self.make_edition("about-us", work={"kind": "page"})
        self.client.force_login(self.mei)
        self.assertTemplateUsed(self.look(edition), "articles/page.html")

    def test_it_asks_who_is_there(self) -> None:
        edition = self.make_edition()
        response = self.look(edition)
        self.assertEqual(response.status_code, 302)
        self.assertTrue(
            response["Location"].startswith("/admin/account/login/?next=/preview/")
        )

    def test_an_account_that_is_not_of_the_desk_is_nobody(self) -> None:
        self.client.force_login(make_user("reader"))
        self.assertEqual(self.look(self.make_edition()).status_code, 302)

    def test_a_contributor_sees_only_their_own(self) -> None:
        own = self.make_edition("own")
        Edition.objects.filter(pk=own.pk).update(created_by=self.omar)
        other = self.make_edition("other")
        Edition.objects.filter(pk=other.pk).update(created_by=self.mei)
        self.client.force_login(self.omar)
        self.assertEqual(self.look(own).status_code, 200)
        self.assertEqual(self.look(other).status_code, 403)

    def test_it_runs_out_after_an_hour(self) -> None:
        edition = self.make_edition()
        token = preview_token(edition)
        self.client.force_login(self.mei)
        later = timezone.now() + dt.timedelta(minutes=61)
        with time_machine.travel(later, tick=False):
            response = self.client.get(f"/preview/{token}")
        self.assertEqual(response.status_code, 410)
        self.assertContains(response, "for an hour", status_code=410)

    def test_a_token_that_nobody_signed_leads_nowhere(self) -> None:
        self.client.force_login(self.mei)
        for token in ("1", "x:y:z", preview_token(self.make_edition())[:-1] + "!"):
            self.assertEqual(self.client.get(f"/preview/{token}").status_code, 404)

    def test_a_deleted_draft_leads_nowhere(self) -> None:
        edition = self.make_edition()
        token = preview_token(edition)
        edition.delete()
        self.client.force_login(self.mei)
        self.assertEqual(self.client.get(f"/preview/{token}").status_code, 404)
