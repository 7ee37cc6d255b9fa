"""The store that processes share: gone, damaged, forged, full."""

from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.cache import caches
from django.db import OperationalError

from articles.models import (
    Stamp,
)
from cjo.lib.local_cache import LocalCache
from cjo.serving import page_request
from cjo.serving.shelf import Shelf
from cjo.serving.stored_page import StoredPage
from cjo.tests.stored_reader import PAGE, Reader, StoredPagesTestCase


class FailureTests(StoredPagesTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_published()

    def test_a_store_that_is_gone_costs_time_and_nothing_else(self) -> None:
        with (
            mock.patch.object(type(caches["pages"]), "get", side_effect=OSError),
            mock.patch.object(type(caches["pages"]), "set_many", side_effect=OSError),
            self.assertLogs("cjo.lib.signed_cache", "WARNING"),
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
