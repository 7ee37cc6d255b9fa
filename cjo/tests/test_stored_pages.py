"""Pages that are made once: what is stored, for whom, and until when."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import override_settings

from articles.models import (
    Category,
    CategoryText,
    Contributor,
    Edition,
    Stamp,
)
from articles.publishing import (
    change_slug,
    publish,
    save_draft,
    update_article,
    withdraw,
)
from articles.publishing.pictures import keep_picture, take_down
from articles.publishing.taxonomy import refresh_derived
from articles.tests.picture_files import picture_file
from cases.case_list.filters import CaseFilter
from cases.models import Case, Court, Law, Statistic
from cases.publishing import publish as publish_record
from cases.publishing import publish_reference
from cases.tests.world import load_world
from cjo.lib.local_cache import LocalCache
from cjo.serving import depot, page_request, stored_page
from cjo.serving.page_request import PARAMETERS, canonical_query
from cjo.serving.shelf import Shelf
from cjo.serving.stored_page import StoredPage, best_coding
from cjo.serving.stored_pages import StoredPages, _is_for_all
from cjo.test import BaseTestCase

PAGE = "/a/court-opens"
READ = re.compile(r"""request\.GET\.get\(\s*"(\w+)""")
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}


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
        # threads would have a database of their own
        self.enterContext(mock.patch("cjo.serving.stored_pages.MADE_AGAIN", 0))
        self.reader, self.other = Reader(), Reader()


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


class TruthTests(StoredPagesTestCase):
    """Each way in which a page can change shows in both processes at once."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.category = Category.objects.create(slug="trends", position=1)
        CategoryText.objects.create(
            category=self.category, language="en", name="Old section"
        )
        self.person = self.make_contributor("du", "Old name")
        self.edition = self.make_published(
            body="Old words.", work={"dated": "2024-05-01"}
        )
        update_article(self.edition.article, by=self.mei, categories=[self.category])

    def changes(self, act: Callable[[], object], *pages: tuple[str, str, str]) -> None:
        """Check that each page has its old words before the act, then its new ones."""
        for path, old, _new in pages:
            for reader in (self.reader, self.other):
                self.assertIn(old, reader.words(path), path)
        act()
        for path, _old, new in pages:
            for reader in (self.reader, self.other):
                self.assertIn(new, reader.words(path), path)

    def correct(self) -> None:
        self.republish(self.edition, "correction", "It was wrong.", body="New words.")

    def test_a_corrected_text(self) -> None:
        self.changes(
            self.correct,
            (PAGE, "Old words", "New words"),
            ("/feed.atom", "Old words", "New words"),
            ("/corrections", "", "It was wrong."),
            (f"{PAGE}/history", "", "It was wrong."),
        )

    def test_the_name_of_a_section_in_the_menu_of_every_page(self) -> None:
        def rename() -> None:
            self.category.texts.update(name="New section")
            refresh_derived(self.category, by=self.mei)

        self.changes(
            rename,
            (PAGE, "Old section", "New section"),
            ("/cases/ma-v-company", "Old section", "New section"),
        )

    def test_the_name_of_a_person(self) -> None:
        def rename() -> None:
            person = Contributor.objects.get(pk=self.person.pk)
            person.texts.update(name="New name")
            refresh_derived(person, by=self.mei)

        self.changes(rename, ("/contributors/du", "Old name", "New name"))

    def test_a_related_text(self) -> None:
        other = self.make_published("other", title="Another text")
        self.changes(
            lambda: update_article(
                self.edition.article, by=self.mei, chosen=[other.article]
            ),
            (PAGE, "Old words", "Another text"),
        )

    def test_a_new_page_where_none_was(self) -> None:
        self.reader.get("/a/soon")
        self.assertEqual(self.reader.status, 404)
        self.make_published("soon", title="Here now")
        self.assertIn("Here now", self.reader.words("/a/soon"))

    def test_a_new_address(self) -> None:
        self.reader.get(PAGE)
        change_slug(self.edition.article, "court-opened", by=self.mei)
        self.reader.get(PAGE)
        self.assertEqual(self.reader.status, 301)
        self.assertEqual(self.reader.headers["location"], "/a/court-opened")

    def test_a_withdrawal_and_a_text_put_back(self) -> None:
        self.reader.get(PAGE)
        withdraw(self.edition.article, by=self.mei, note="It was wrong.")
        for reader in (self.reader, self.other):
            self.assertIn("It was wrong.", reader.words(PAGE))
            self.assertEqual(reader.status, 410)
        edition = Edition.objects.get(pk=self.edition.pk)
        save_draft(edition, by=self.mei, body="Right words.")
        publish(edition, by=self.mei, change="correction", note="Right again.")
        for reader in (self.reader, self.other):
            self.assertIn("Right words.", reader.words(PAGE))

    def test_a_figure(self) -> None:
        def correct() -> None:
            statistic = Statistic.objects.filter(value=113).first()
            assert statistic is not None
            Statistic.objects.filter(pk=statistic.pk).update(value=114)
            overview = statistic.overview
            publish_record(overview, by=self.mei, change="correction", note="A digit.")

        self.changes(
            correct,
            ("/cases/overviews/figures-2024", "113", "114"),
            ("/cases/overviews/figures-2024.json", "113", "114"),
            ("/cases/overviews/figures-2024.csv", "113", "114"),
        )

    def test_a_law(self) -> None:
        def rename() -> None:
            law = Law.objects.get(slug="pipl")
            law.texts.filter(language="en").update(title="Law with a new name")
            publish_reference(law, by=self.mei)

        new = "Law with a new name"
        self.changes(
            rename,
            ("/laws/pipl", "Information Law", new),
            ("/laws/", "Information Law", new),
        )

    def test_a_court(self) -> None:
        def rename() -> None:
            court = Court.objects.get(slug="internet-court")
            court.texts.filter(language="en").update(name="Court of the Net")
            publish_reference(court, by=self.mei)

        new = "Court of the Net"
        self.changes(
            rename,
            ("/courts/internet-court", "Internet Court", new),
            ("/cases/ma-v-company", "Internet Court", new),
            ("/cases/", "Internet Court", new),
        )

    def test_a_case(self) -> None:
        def correct() -> None:
            case = Case.objects.get(slug="yang-v-lin")
            case.texts.filter(language="en").update(title="List of applicants")
            publish_record(case, by=self.mei, note="A better title.")

        self.changes(
            correct,
            ("/cases/yang-v-lin", "Hiring list", "List of applicants"),
            ("/search?q=hiring", "Hiring", ""),
            ("/search?q=applicants", "", "applicants</mark>"),
        )

    def test_a_picture_that_is_taken_down(self) -> None:
        picture = keep_picture(
            picture_file(), by=self.mei, creator="A", source_url="", licence="CC0"
        )
        picture.texts.create(language="en", alt="A door")
        file = f"/media/{picture.sizes[0]['hash']}.webp"
        update_article(self.edition.article, by=self.mei, picture=picture)
        self.republish(self.edition, "update", "With a picture.", body="Other words.")
        self.reader.get(file)
        self.assertEqual(self.reader.status, 200, file)
        take_down(picture, by=self.mei, reason="It was not ours.")
        self.reader.get(file)
        self.assertEqual(self.reader.status, 410)
        self.assertNotIn("<img", self.reader.words(PAGE))

    def test_a_synonym_of_the_search(self) -> None:
        self.client.force_login(self.mei)
        self.changes(
            lambda: self.client.post(
                "/admin/articles/searchsynonym/add/",
                {"language": "en", "words": "xylograph, old", "revision": "1"},
            ),
            ("/search?q=xylograph", "", "Court opens"),
        )

    def test_other_code_and_other_settings(self) -> None:
        self.reader.get(PAGE)
        with mock.patch.object(depot, "code", return_value="a new release"):
            Reader().get(PAGE)
            other = Reader()
            other.get(PAGE)
        new = Reader()
        new.get(PAGE)
        self.assertEqual((other.made, new.made), ([], []))
        depot.code.cache_clear()
        with override_settings(CONTACT_EMAIL="other@example.org"):
            other = Reader()
            self.assertIn("other@example.org", other.words("/"))
        depot.code.cache_clear()

    def test_another_day(self) -> None:
        self.reader.get(PAGE)
        with mock.patch("cjo.serving.stored_pages._day_of", return_value="2031-01-01"):
            self.reader.get(PAGE)
        self.assertEqual(self.reader.made, [PAGE, PAGE])

    def test_every_change_gives_the_site_another_name(self) -> None:
        names = {Stamp.objects.generation()}
        for _ in range(5):
            Stamp.objects.touch(())
            names.add(Stamp.objects.generation())
        self.assertEqual(len(names), 6)


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


class FailureTests(StoredPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_published()

    def test_a_store_that_is_gone_costs_time_and_nothing_else(self) -> None:
        with (
            mock.patch.object(type(caches["pages"]), "get", side_effect=OSError),
            mock.patch.object(type(caches["pages"]), "set", side_effect=OSError),
            self.assertLogs("cjo.serving.depot", "WARNING"),
        ):
            for _ in "12":
                self.assertIn("Court opens", self.reader.words(PAGE))
        self.assertEqual(self.reader.made, [PAGE])

    def test_a_damaged_or_forged_entry_is_made_again(self) -> None:
        self.reader.get(PAGE)
        with mock.patch.object(type(caches["pages"]), "get") as get:
            for found in (b"", b"short", b"x" * 500, "text", 7):
                get.return_value = found
                self.assertIn("Court opens", Reader().words(PAGE))

    def test_a_damaged_file_is_made_anew(self) -> None:
        self.reader.get(PAGE)
        path = Path(settings.CACHES["pages"]["LOCATION"])
        for file in path.parent.glob(f"{path.name}-*"):
            file.unlink()
        path.write_bytes(b"no database at all" * 1000)
        self.assertIn("Court opens", Reader().words(PAGE))
        Reader().get(PAGE)
        last = Reader()
        last.get(PAGE)
        self.assertEqual(last.made, [])

    def test_a_full_store_is_emptied(self) -> None:
        file = settings.CACHES["pages"]["LOCATION"] + "-small"
        small = LocalCache(file, {"OPTIONS": {"MOST_BYTES": 400_000}})
        for number in range(20):
            small.set(str(number), b"x" * 60_000)
        self.assertEqual(small.get("19"), b"x" * 60_000)
        self.assertIsNone(small.get("0"))

    def test_without_the_database_nothing_old_is_shown(self) -> None:
        self.reader.get(PAGE)
        with mock.patch.object(
            type(Stamp.objects), "generation", side_effect=OperationalError
        ):
            self.reader.get(PAGE)
        self.assertEqual(self.reader.made, [PAGE, PAGE])

    def test_what_is_kept_reads_back_the_same(self) -> None:
        page = StoredPage.made("200 OK", [("A", "é"), ("B", "")], b"text " * 99)
        page.finish("")
        again = StoredPage.from_bytes(page.to_bytes())
        self.assertEqual(again, page)

    def test_memory_is_bounded(self) -> None:
        shelf = Shelf(100_000)
        for number in range(100):
            asked = page_request.PageRequest(f"/{number}", "", is_secure=False)
            shelf.put(asked, StoredPage("200 OK", [], b"x" * 5000))
        self.assertLessEqual(shelf.bytes, 100_000)
        self.assertIsNotNone(shelf.get(asked))


class VaryTests(StoredPagesTestCase):
    def test_an_answer_of_one_reader_is_not_for_all(self) -> None:
        def is_for_all(*headers: tuple[str, str], status: str = "200 OK") -> bool:
            return _is_for_all(StoredPage(status, list(headers), b""))

        public = ("Cache-Control", "public, max-age=60")
        self.assertTrue(is_for_all(public, ("Vary", "Accept-Encoding")))
        self.assertFalse(is_for_all(public, ("Vary", "Cookie")))
        self.assertFalse(is_for_all(public, ("Set-Cookie", "a=b")))
        self.assertFalse(is_for_all())
        self.assertFalse(is_for_all(("Cache-Control", "private, no-store")))
        self.assertTrue(is_for_all(status="404 Not Found"))
        for status in ("400 Bad Request", "500 Internal Server Error", "503 Busy"):
            self.assertFalse(is_for_all(public, status=status))
        large = StoredPage("200 OK", [public], b"x" * (depot.LARGEST + 1))
        self.assertFalse(_is_for_all(large))
        self.assertEqual(stored_page.CODINGS[0], "br")
