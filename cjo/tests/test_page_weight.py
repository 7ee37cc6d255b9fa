"""A page that got heavier is seen by a count that does not depend on the machine."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path

from articles.models import Category, CategoryText, Rendering
from articles.publishing import update_article
from cases import importing
from cases.models import Overview, Statistic
from cases.publishing import publish as publish_record
from cases.tests.world import case_data, load_world
from cjo import urls
from cjo.serving.page_request import PageRequest
from cjo.tests.stored_reader import StoredPagesTestCase

ROW = "/row"
# Queries, and calls of Python functions as a multiple of those of the bare row: a tenth
# more than they are. A page that needs more has to be worth it, and is written here.
MOST = {
    "/a/article": (10, 40),
    "/": (15, 46),
    "/latest": (5, 36),
    "/cases/ma-v-company": (9, 36),
    "/cases/": (7, 39),
    "/feed.atom": (9, 38),
    "/search?q=court": (9, 50),
}
# Python 3.12 calls no function for these; each engine has a client of its own
_NO_CALLS = ("<listcomp>", "<dictcomp>", "<setcomp>")
_ENGINES = ("/django/db/backends/", "/psycopg/")


def row(_request: HttpRequest) -> HttpResponse:
    """Print one stored row and nothing else: the cost of Django itself."""
    return HttpResponse(Rendering.objects.values_list("plain_text").first())


urlpatterns = [path("row", row), *urls.urlpatterns]


class Calls:
    """Counts the calls of Python functions while it is entered."""

    def __init__(self) -> None:
        self.number = 0

    def __enter__(self) -> "Calls":
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, _argument: Any) -> None:
        code = frame.f_code
        if (
            event == "call"
            and code.co_name not in _NO_CALLS
            and not any(engine in code.co_filename for engine in _ENGINES)
        ):
            self.number += 1


@override_settings(ROOT_URLCONF="cjo.tests.test_page_weight")
class PageWeightTests(StoredPagesTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        for number in range(20):
            importing.load_case(case_data(f"case-{number}"), cls.mei)
        category = Category.objects.create(slug="trends", position=1)
        CategoryText.objects.create(category=category, language="en", name="Trends")
        cast = cls()
        for number in range(20):
            slug = f"text-{number}"
            edition = cast.make_published(slug, work={"dated": "2024-05-01"})
            update_article(edition.article, by=cls.mei, categories=[category])
        body = "[[overview:figures-2024]]\n\n[[case:ma-v-company]]\n\nA court."
        edition = cast.make_published(
            "article", body=body, work={"dated": "2024-04-01"}
        )
        update_article(edition.article, by=cls.mei, categories=[category])
        Statistic.objects.filter(key="companies").update(value=94)
        overview = Overview.objects.get()
        publish_record(overview, by=cls.mei, change="correction", note="A digit.")

    def setUp(self) -> None:
        super().setUp()
        self.answer = WSGIHandler()

    def read(self, address: str) -> None:
        page, _mark, query = address.partition("?")
        environ = PageRequest(page, query, is_secure=False).environ({})
        statuses: list[str] = []

        def start_response(
            status: str, _headers: list[tuple[str, str]], _error: Any = None
        ) -> Callable[[bytes], object]:
            statuses.append(status)
            return lambda _data: None

        self.answer(environ, start_response)
        self.assertEqual(statuses, ["200 OK"], address)

    def calls(self, address: str) -> int:
        self.read(address)  # what a process keeps is kept now
        with Calls() as calls:
            self.read(address)
        return calls.number

    def test_no_page_takes_more_work_than_it_did(self) -> None:
        bare = self.calls(ROW)
        for address, (_queries, most) in MOST.items():
            with self.subTest(address):
                self.assertLessEqual(self.calls(address) / bare, most)

    def test_no_page_asks_more_queries_than_it_did(self) -> None:
        for address, (most, _times) in MOST.items():
            self.read(address)
            with self.subTest(address):
                with CaptureQueriesContext(connection) as queries:
                    self.read(address)
                self.assertLessEqual(len(queries), most)

    def test_the_count_is_the_same_each_time(self) -> None:
        self.assertEqual(self.calls(ROW), self.calls(ROW))
        self.assertGreater(self.calls("/latest"), 5 * self.calls(ROW))
