"""The log of corrections and withdrawals."""

import datetime as dt
from unittest import mock

import time_machine

from articles.publishing import withdraw
from articles.views import corrections
from cjo.test import BaseTestCase


class CorrectionsTests(BaseTestCase):
    def test_it_says_so_when_nothing_was_corrected(self) -> None:
        response = self.client.get("/corrections")
        self.assertContains(response, "Nothing has been corrected or withdrawn yet.")

    def test_it_lists_corrections_and_withdrawals_the_newest_first(self) -> None:
        kept = self.make_published("kept", title="Kept")
        self.republish(kept, "correction", "It was <autumn>.", body="In autumn.")
        self.republish(kept, "typo", body="In the autumn.")
        self.republish(kept, "update", "It is winter.", body="In winter.")
        gone = self.make_published("gone", title="Gone")
        withdraw(gone.article, by=self.mei, note="It was invented.")
        response = self.client.get("/corrections")
        items = response.context["items"]
        self.assertEqual(
            [(item.title, item.note) for item in items],
            [("Gone", "It was invented."), ("Kept", "It was <autumn>.")],
        )
        self.assertContains(response, "It was &lt;autumn&gt;.")
        self.assertContains(response, '<a href="/a/kept">Kept</a>', html=True)
        self.assertContains(response, 'href="/a/kept/history"')
        self.assertNotContains(response, 'href="/a/gone"')
        self.assertContains(response, 'href="/a/gone/history"')
        self.assertNotContains(response, "It is winter.")

    def test_one_act_on_many_texts_gives_its_reason_once(self) -> None:
        note = "The court was renamed."
        with time_machine.travel(dt.datetime(2027, 3, 2, tzinfo=dt.UTC), tick=False):
            for slug in ("first", "second"):
                edition = self.make_published(slug, title=slug.title())
                self.republish(edition, "correction", note, body="Renamed.")
        page = self.client.get("/corrections")
        self.assertContains(page, "One change to 2 texts and records")
        self.assertContains(page, note, count=1)
        for slug in ("first", "second"):
            self.assertContains(page, f'href="/a/{slug}"')
            self.assertContains(page, f'href="/a/{slug}/history"')

    def test_a_page_has_its_own_history(self) -> None:
        page = self.make_published("about", work={"kind": "page"})
        self.republish(page, "correction", "We moved.", body="Elsewhere.")
        self.assertContains(self.client.get("/corrections"), "/p/about/history")

    def test_it_tells_each_language_apart(self) -> None:
        edition = self.make_published()
        self.republish(edition, "correction", "It was autumn.", body="In autumn.")
        self.assertNotContains(self.client.get("/zh-hans/corrections"), "autumn")

    def test_it_links_its_feeds_and_names_its_keys(self) -> None:
        response = self.client.get("/corrections")
        for form in ("atom", "rss"):
            self.assertContains(
                response,
                f'<link rel="alternate" type="application/{form}+xml" '
                f'href="/corrections/feed.{form}"',
            )
        self.assertEqual(response.headers["Surrogate-Key"], "latest-en corrections")
        self.assertFalse(response.cookies)

    def test_it_comes_in_pages_and_then_by_place(self) -> None:
        edition = self.make_published()
        for number in range(6):
            self.republish(edition, "correction", f"Note {number}.", body=f"{number}.")
        with (
            mock.patch.object(corrections, "PER_PAGE", 2),
            mock.patch.object(corrections, "LAST_NUMBERED", 2),
        ):
            seen, address = [], "/corrections"
            while address:
                with self.assertPageQueries(7):
                    response = self.client.get(address)
                seen += [item.note for item in response.context["items"]]
                pager = response.context["pager"]
                address = pager.next_url or pager.older_url
        self.assertEqual(seen, [f"Note {number}." for number in range(5, -1, -1)])

    def test_it_answers_not_found_for_a_place_that_is_none(self) -> None:
        for query in (
            *("p=0", "p=x", "p=2", "p=99999", "p="),
            *("before=x", "before=-1", "before=1-article-0", "before=1-A-1"),
        ):
            response = self.client.get(f"/corrections?{query}")
            self.assertEqual(response.status_code, 404, query)
        for far in (f"{'9' * 17}-article-{'9' * 18}", "0-moon-1"):
            place = self.client.get(f"/corrections?before={far}")
            self.assertEqual(place.status_code, 200)
        self.assertEqual(self.client.post("/corrections").status_code, 405)
