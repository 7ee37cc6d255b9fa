"""A reader of two processes that store pages."""

from collections.abc import Callable
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db.backends.base.base import BaseDatabaseWrapper

from cjo.serving.stored_pages import StoredPages
from cjo.test import BaseTestCase

PAGE = "/a/court-opens"


class Reader:
    """Asks a process of the server, and has the last answer."""

    def __init__(self) -> None:
        self.made: list[str] = []
        django = WSGIHandler()

        def application(environ: dict[str, Any], start_response: Any) -> Any:
            self.made.append(environ["PATH_INFO"])
            return django(environ, start_response)

        self.pages = StoredPages(application)

    def get(self, address: str, method: str = "GET", **headers: str) -> bytes:
        parts = urlsplit(address)
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": mock.Mock(),
            **headers,
        }
        return b"".join(self.pages(environ, self._start_response))

    def _start_response(
        self, status: str, headers: list[tuple[str, str]], _exc_info: Any = None
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = {name.lower(): text for name, text in headers}
        return lambda _data: None

    def words(self, address: str) -> str:
        return self.get(address).decode()


class StoredPagesTestCase(BaseTestCase):
    """Two processes, which ask about changes each time."""

    def setUp(self) -> None:
        super().setUp()
        caches["pages"].clear()
        self.enterContext(mock.patch("cjo.serving.generation.SECONDS_BETWEEN", 0))
        # Django closes the connections that a request has left in a transaction
        self.enterContext(
            mock.patch.object(
                BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _self: None
            )
        )
        # threads would have a database of their own
        self.enterContext(mock.patch("cjo.serving.stored_pages.MADE_AGAIN", 0))
        self.reader, self.other = Reader(), Reader()
