"""Slow clients keep no thread: bodies are read in turns, answers are whole."""

from collections.abc import Iterable
from io import BytesIO
from threading import Event, Thread
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory, SimpleTestCase
from django.urls import reverse

from cjo.serving.buffering import MAX_BODY, Buffering
from cjo.test import BaseTestCase


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [])
    return iter([b"got ", environ["wsgi.input"].read()])


class Unread(BytesIO):
    def read(self, size: int | None = -1) -> bytes:
        raise AssertionError("The body was read.")


class Waiting(BytesIO):
    """A body that comes when the client wants."""

    def __init__(self) -> None:
        super().__init__(b"name=mei")
        self.begun, self.sent = Event(), Event()

    def read(self, size: int | None = -1) -> bytes:
        self.begun.set()
        self.sent.wait(10)
        return super().read(size)


class BufferingTests(SimpleTestCase):
    def setUp(self) -> None:
        self.application = Buffering(echo, threads=2)
        self.statuses: list[str] = []

    def call(
        self, path: str, body: BytesIO, length: int = 8, method: str = "POST"
    ) -> list[bytes]:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "wsgi.input": body,
            "CONTENT_LENGTH": str(length),
        }

        def start(status: str, headers: Any, exc_info: Any = None) -> Any:
            self.statuses.append(status)
            self.headers = dict(headers)

        return list(self.application(environ, start))

    def test_a_form_for_the_desk_arrives_whole(self) -> None:
        answer = self.call("/admin/login/", BytesIO(b"name=mei"))
        self.assertEqual(answer, [b"got name=mei"])

    def test_a_body_for_another_page_is_not_read(self) -> None:
        self.assertEqual(self.call("/cases/", Unread(), method="GET"), [b"got "])

    def test_a_form_for_another_page_is_refused_before_django(self) -> None:
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "NONSENSE"):
            self.call("/cases/", Unread(), method=method)
            self.assertEqual(self.statuses.pop(), "405 Method Not Allowed")
            self.assertEqual(self.headers["Allow"], "GET, HEAD")

    def test_a_body_that_was_cut_off_is_refused(self) -> None:
        self.call("/admin/login/", BytesIO(b"name"))
        self.assertEqual(self.statuses, ["400 Bad Request"])

    def test_a_body_larger_than_any_form_is_refused_unread(self) -> None:
        [answer] = self.call("/admin/login/", Unread(), length=MAX_BODY + 1)
        self.assertEqual(self.statuses, ["413 Content Too Large"])
        self.assertIn(b"A form may have at most 32 MB.", answer)

    def test_half_the_threads_stay_free_while_bodies_are_slow(self) -> None:
        slow = Waiting()
        thread = Thread(target=self.call, args=["/admin/login/", slow])
        thread.start()
        slow.begun.wait(10)
        self.call("/admin/login/", Unread())
        self.call("/", BytesIO(), length=0, method="GET")
        self.assertEqual(self.statuses, ["503 Service Unavailable", "200 OK"])
        slow.sent.set()
        thread.join()
        self.call("/admin/login/", BytesIO(b"name=mei"))
        self.assertEqual(self.statuses[2:], ["200 OK", "200 OK"])


class PrefixTests(BaseTestCase):
    def test_a_prefix_from_a_server_reaches_no_link(self) -> None:
        # gunicorn takes it from a header, if a proxy on the same machine sends one
        request = RequestFactory().get("/healthz", SCRIPT_NAME="/elsewhere")
        get_wsgi_application()(request.environ, lambda *_: lambda _: None)
        self.assertEqual(reverse("latest"), "/latest")
