"""The log names the request, and so does the page of an error."""

import json
import logging
import sys

from django.conf import settings
from django.test import RequestFactory, SimpleTestCase, override_settings

from cjo.lib.request_log import JSONFormatter, RequestIdFilter, request_id
from cjo.test import BaseTestCase
from cjo.views.errors import server_error


def record(message: str, *values: object, error: bool = False) -> logging.LogRecord:
    info = sys.exc_info() if error else None
    return logging.LogRecord("cjo", logging.ERROR, "", 1, message, values, info)


class LineTests(SimpleTestCase):
    def setUp(self) -> None:
        token = request_id.set("0123456789abcdef")
        self.addCleanup(request_id.reset, token)

    def test_a_line_of_json_names_the_request(self) -> None:
        line = json.loads(JSONFormatter().format(record("Lost\n%s", "法院")))
        self.assertEqual(line["message"], "Lost\n法院")
        self.assertEqual(line["level"], "ERROR")
        self.assertEqual(line["request_id"], "0123456789abcdef")
        self.assertTrue(line["time"].endswith("+00:00"))

    def test_an_exception_stays_within_its_line(self) -> None:
        try:
            raise ValueError("wrong")
        except ValueError:
            text = JSONFormatter().format(record("Failed", error=True))
        self.assertNotIn("\n", text)
        self.assertIn("ValueError: wrong", json.loads(text)["exception"])

    def test_a_line_of_text_names_it_too(self) -> None:
        line = record("Lost")
        RequestIdFilter().filter(line)
        style = settings.LOGGING["formatters"]["text"]
        text = logging.Formatter(style["format"], style="{").format(line)
        self.assertTrue(text.endswith("Lost [0123456789abcdef]"))

    def test_the_page_of_an_error_gives_the_number(self) -> None:
        page = server_error(RequestFactory().get("/")).content.decode()
        self.assertIn("<code>0123456789abcdef</code>", page)


class RequestIdTests(BaseTestCase):
    def sent(self, path: str, request_id: str = "") -> str:
        answer = self.client.get(path, headers={"X-Request-ID": request_id})
        return str(answer.get("X-Request-ID", ""))

    def test_each_request_has_an_id_of_its_own(self) -> None:
        first, second = self.sent("/healthz"), self.sent("/healthz")
        self.assertRegex(first, "^[0-9a-f]{32}$")
        self.assertNotEqual(first, second)

    def test_what_a_cache_may_keep_has_none(self) -> None:
        self.assertEqual(self.sent("/latest"), "")

    def test_that_of_a_proxy_is_kept_where_there_is_one(self) -> None:
        self.assertNotEqual(self.sent("/healthz", "abcdef123456"), "abcdef123456")
        with override_settings(BEHIND_PROXY=True):
            self.assertEqual(self.sent("/healthz", "abcdef123456"), "abcdef123456")

    @override_settings(BEHIND_PROXY=True)
    def test_it_cannot_write_into_the_log(self) -> None:
        for forged in ('a" level="INFO', "x" * 65, "short"):
            self.assertRegex(self.sent("/healthz", forged), "^[0-9a-f]{32}$")
