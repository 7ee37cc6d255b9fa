"""A stored page answers as RFC 9110 asks: codings, validators, parts."""

import gzip

import brotli

from cjo.serving.stored_page import StoredPage, best_coding
from cjo.tests.stored_reader import PAGE, StoredPagesTestCase

GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


class AnswerTests(StoredPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_published()
        self.plain = self.reader.get(PAGE)

    def test_it_is_compressed_as_the_reader_accepts(self) -> None:
        zipped = self.reader.get(PAGE, **GZIP)
        self.assertEqual(gzip.decompress(zipped), self.plain)
        self.assertEqual(self.reader.headers["content-length"], str(len(zipped)))
        shorter = self.reader.get(PAGE, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
        self.assertEqual(brotli.decompress(shorter), self.plain)
        self.assertLess(len(shorter), len(zipped))

    def test_a_kept_page_takes_the_memory_of_its_compressed_forms_alone(self) -> None:
        page = StoredPage("200 OK", [("Content-Type", "text/html")], b"words " * 9000)
        page.finish("now")
        self.assertLess(page.size, 5000)
        for kept in (page, StoredPage.from_bytes(page.to_bytes())):
            for coding in ("", "gzip"):
                environ = {"REQUEST_METHOD": "GET", "HTTP_ACCEPT_ENCODING": coding}
                _status, _headers, body = kept.answer(environ)
                plain = gzip.decompress(body) if coding else body
                self.assertEqual(plain, b"words " * 9000)

    def test_odd_lists_of_codings_are_understood(self) -> None:
        for sent, coding in (
            ("", ""),
            ("identity", ""),
            ("gzip;q=0", ""),
            ("gzip;q=0.5, br;q=0.4", "gzip"),
            ("*", "br"),
            ("*;q=0, gzip", "gzip"),
            ("GZIP", "gzip"),
            ("gzip;q=x", ""),
            (",,;;=", ""),
            ("x" * 30_000, ""),
        ):
            self.assertEqual(best_coding(sent), coding, sent[:30])

    def test_a_reader_who_has_the_page_gets_a_304_without_content(self) -> None:
        tag = self.reader.headers["etag"]
        for sent in (tag, f"W/{tag}", f'"old", {tag}', "*"):
            body = self.reader.get(PAGE, HTTP_IF_NONE_MATCH=sent, **GZIP)
            self.assertEqual((self.reader.status, body), (304, b""), sent)
            self.assertNotIn("content-length", self.reader.headers)
            self.assertIn("etag", self.reader.headers)
        for sent in ('"old"', "", "W/", ", ,"):
            self.reader.get(PAGE, HTTP_IF_NONE_MATCH=sent)
            self.assertEqual(self.reader.status, 200, sent)

    def test_a_head_has_the_headers_and_no_body(self) -> None:
        body = self.reader.get(PAGE, "HEAD")
        self.assertEqual(body, b"")
        self.assertEqual(self.reader.headers["content-length"], str(len(self.plain)))

    def test_it_has_the_headers_that_django_sends(self) -> None:
        for encoding in ("", "gzip"):
            sent = self.client.get(PAGE, headers={"Accept-Encoding": encoding})
            self.reader.get(PAGE, HTTP_ACCEPT_ENCODING=encoding)
            own = {"server-timing", "content-length", "x-request-id", "x-accel-expires"}
            theirs = {name.lower(): text for name, text in sent.headers.items()}
            for name in theirs.keys() | self.reader.headers.keys():
                if name not in own:
                    self.assertEqual(
                        self.reader.headers.get(name), theirs.get(name), name
                    )


class RangeTests(StoredPagesTestCase):
    page = StoredPage(
        "200 OK",
        [("Content-Type", "application/pdf"), ("ETag", '"abc"')],
        bytes(range(100)),
    )

    def answer(self, range_: str, **headers: str) -> tuple[int, str, bytes]:
        environ = {"REQUEST_METHOD": "GET", "HTTP_RANGE": range_, **headers}
        status, heads, body = self.page.answer(environ)
        return int(status[:3]), dict(heads).get("Content-Range", ""), body

    def test_a_part_is_sent_as_asked(self) -> None:
        whole = self.page.body
        for sent, told, body in (
            ("bytes=0-9", "bytes 0-9/100", whole[:10]),
            ("bytes=90-", "bytes 90-99/100", whole[90:]),
            ("bytes=-5", "bytes 95-99/100", whole[95:]),
            ("bytes=50-1000", "bytes 50-99/100", whole[50:]),
        ):
            self.assertEqual(self.answer(sent), (206, told, body), sent)

    def test_a_part_that_is_not_there_is_refused(self) -> None:
        for sent in ("bytes=100-", "bytes=-0"):
            self.assertEqual(self.answer(sent), (416, "bytes */100", b""), sent)

    def test_an_odd_range_or_another_version_gets_all_of_it(self) -> None:
        odd = (
            "bytes=",
            "bytes=-",
            "bytes=9-1",
            "bytes=0-1,5-6",
            "lines=1-2",
            "x" * 999,
        )
        for sent in odd:
            self.assertEqual(self.answer(sent)[0], 200, sent[:20])
        self.assertEqual(self.answer("bytes=0-1", HTTP_IF_RANGE='"old"')[0], 200)
        self.assertEqual(self.answer("bytes=0-1", HTTP_IF_RANGE='"abc"')[0], 206)
