"""Pages that are made once: which are stored, for whom, and which are made again."""

import re
from unittest import mock

from django.conf import settings
from django.test import override_settings

from articles.publishing import (
    change_slug,
)
from cases.case_list.filters import CaseFilter
from cjo.serving import depot, page_request, stored_page
from cjo.serving.page_request import PARAMETERS, canonical_query
from cjo.serving.shelf import Shelf
from cjo.serving.stored_page import StoredPage
from cjo.serving.stored_pages import is_for_all
from cjo.tests.stored_reader import PAGE, StoredPagesTestCase

READ = re.compile(r"""request\.GET\.get\(\s*"(\w+)""")


class StoringTests(StoredPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.edition = self.make_published()

    def test_a_page_is_made_once_and_handed_out_as_the_same_bytes(self) -> None:
        first = self.reader.get(PAGE)
        self.assertEqual(self.reader.get(PAGE), first)
        self.assertEqual(self.reader.made, [PAGE])
        self.assertEqual(first, self.client.get(PAGE).content)

    def test_another_process_and_a_new_one_need_not_make_it(self) -> None:
        self.reader.get(PAGE)
        self.other.get(PAGE)
        self.assertEqual(self.other.made, [])

    def test_a_hit_asks_the_database_for_the_state_of_the_site_alone(self) -> None:
        self.reader.get(PAGE)
        with self.assertNumQueries(1):
            self.reader.get(PAGE)

    def test_an_unknown_parameter_makes_no_other_page(self) -> None:
        for query in ("", "?utm=1", "?x=2&utm=3"):
            self.reader.get(f"/latest{query}")
        self.assertEqual(self.reader.made, ["/latest"])
        self.assertEqual(canonical_query("q=a&x=1&p=2&q=b"), "p=2&q=b")

    def test_known_parameters_are_those_that_views_read(self) -> None:
        read = {
            name
            for app in ("articles", "cases", "cjo")
            for path in (settings.BASE_DIR / app).rglob("*.py")
            if not {"tests", "admin", "admin.py"} & set(path.parts)
            for name in READ.findall(path.read_text())
        }
        self.assertEqual(
            read | set(CaseFilter({}, language="en").filters), set(PARAMETERS)
        )

    def test_a_flood_of_searches_pushes_out_no_page(self) -> None:
        self.reader.get(PAGE)
        with mock.patch.object(self.reader.pages, "_answers", Shelf(20_000)):
            for number in range(12):
                self.reader.get(f"/search?q=word{number}")
        self.reader.get(PAGE)
        self.assertEqual(self.reader.made.count(PAGE), 1)

    def test_missing_and_withdrawn_pages_and_former_addresses_are_stored(self) -> None:
        change_slug(self.edition.article, "court-opened", by=self.mei)
        for path, status in ((PAGE, 301), ("/a/never", 404)):
            for _ in "12":
                self.reader.get(path)
                self.assertEqual(self.reader.status, status)
                self.assertNotIn("x-request-id", self.reader.headers)
            self.assertEqual(self.reader.made.count(path), 1)

    def test_whoever_is_signed_in_gets_no_stored_page(self) -> None:
        self.reader.get(PAGE)
        cookie = f"{settings.SESSION_COOKIE_NAME}=abc"
        self.reader.get(PAGE, HTTP_COOKIE=cookie)
        self.assertEqual(self.reader.made, [PAGE, PAGE])
        self.assertIn("no-store", self.reader.headers["cache-control"])

    def test_another_cookie_changes_nothing(self) -> None:
        page = self.reader.get(PAGE, HTTP_COOKIE="consent=yes")
        self.assertEqual(self.other.get(PAGE), page)
        self.assertNotIn("set-cookie", self.reader.headers)

    def test_desk_probes_and_posts_are_never_stored(self) -> None:
        for path in ("/admin/", "/healthz"):
            for _ in "12":
                self.reader.get(path)
            self.assertEqual(self.reader.made.count(path), 2)
        self.reader.get("/search", "POST")
        self.assertEqual(self.reader.status, 405)

    def test_only_a_form_of_the_desk_asks_for_the_state_at_once(self) -> None:
        with mock.patch("cjo.serving.generation.SECONDS_BETWEEN", 60):
            self.reader.get(PAGE)
            self.reader.get("/search", "POST")
            with self.assertNumQueries(0):
                self.reader.get(PAGE)
            self.reader.get("/admin/", "POST")
            with self.assertNumQueries(1):
                self.reader.get(PAGE)

    def test_a_refused_request_is_never_stored(self) -> None:
        for _ in "12":
            self.reader.get("/cases/?court=never")
            self.assertEqual(self.reader.status, 400)
        self.assertEqual(len(self.reader.made), 2)

    def test_a_host_that_is_not_ours_is_refused(self) -> None:
        self.reader.get(PAGE)
        self.reader.get(PAGE, HTTP_HOST="evil.example")
        self.assertEqual(self.reader.status, 400)

    def test_many_hosts_take_bounded_memory(self) -> None:
        for number in range(1200):
            self.reader.get(PAGE, HTTP_HOST=f"h{number}.example")
        self.assertLessEqual(page_request._is_allowed.cache_info().currsize, 1000)
        self.assertEqual(len(self.reader.pages._pages), 0)

    def test_with_https_demanded_plain_http_is_not_answered_from_memory(self) -> None:
        with override_settings(SECURE_SSL_REDIRECT=True):
            self.assertIsNone(
                page_request.page_request(
                    {
                        "REQUEST_METHOD": "GET",
                        "PATH_INFO": "/",
                        "HTTP_HOST": "localhost",
                        "wsgi.url_scheme": "http",
                    }
                )
            )


class MakingAgainTests(StoredPagesTestCase):
    def test_the_pages_asked_most_are_made_again_after_a_change(self) -> None:
        edition = self.make_published()
        for _ in "123":
            self.reader.get(PAGE)
        self.reader.get("/latest")
        self.republish(edition, "typo", "", body="New words.")
        with (
            mock.patch("cjo.serving.stored_pages.MADE_AGAIN", 1),
            mock.patch("cjo.serving.stored_pages.Thread") as thread,
        ):
            self.reader.get("/cases/")
        (most,) = thread.call_args.kwargs["args"]
        self.assertEqual([asked.path for asked in most], [PAGE])
        with mock.patch("cjo.serving.stored_pages.connections"):
            self.reader.pages._make_again(most)
        made = len(self.reader.made)
        self.assertIn("New words.", self.reader.words(PAGE))
        self.assertEqual(len(self.reader.made), made)


class VaryTests(StoredPagesTestCase):
    def test_an_answer_of_one_reader_is_not_for_all(self) -> None:
        def stored(*headers: tuple[str, str], status: str = "200 OK") -> bool:
            return is_for_all(StoredPage(status, list(headers), b""))

        public = ("Cache-Control", "public, max-age=60")
        self.assertTrue(stored(public, ("Vary", "Accept-Encoding")))
        self.assertFalse(stored(public, ("Vary", "Cookie")))
        self.assertFalse(stored(public, ("Set-Cookie", "a=b")))
        self.assertFalse(stored())
        self.assertFalse(stored(("Cache-Control", "private, no-store")))
        self.assertTrue(stored(status="404 Not Found"))
        for status in ("400 Bad Request", "500 Internal Server Error", "503 Busy"):
            self.assertFalse(stored(public, status=status))
        large = StoredPage("200 OK", [public], b"x" * (depot.LARGEST + 1))
        self.assertFalse(is_for_all(large))
        self.assertEqual(stored_page.CODINGS[0], "br")
