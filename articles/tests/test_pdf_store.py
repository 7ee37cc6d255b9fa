import datetime as dt
import threading
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock, patch

import time_machine
from django.conf import settings
from django.test import override_settings

from articles.pdf import failures, store
from articles.pdf.failures import failed_versions
from articles.pdf.store import kept
from articles.pdf.typesetting import TypesettingFailed
from cjo.test import BaseTestCase

PDF = b"%PDF-1.7 text\n%%EOF\n"


def key(number: int) -> str:
    return f"{number:064x}"


def kept_or_made(key: str, make: Callable[[], bytes]) -> bytes:
    return store.kept_or_made(key, make, version=str(int(key, 16)))


class StoreTests(BaseTestCase):
    def setUp(self) -> None:
        super().setUp()
        for version in failed_versions():
            failures.forget(str(version))

    def test_it_makes_a_pdf_once(self) -> None:
        make = Mock(return_value=PDF)
        self.assertEqual(kept_or_made(key(1), make), PDF)
        self.assertEqual(kept_or_made(key(1), make), PDF)
        make.assert_called_once()

    def test_it_makes_anew_what_was_damaged(self) -> None:
        kept_or_made(key(2), lambda: PDF)
        (file,) = Path(settings.PDF_ROOT).rglob(f"{key(2)}.pdf")
        file.write_bytes(PDF[:8])
        self.assertIsNone(kept(key(2)))
        self.assertEqual(kept_or_made(key(2), lambda: PDF), PDF)
        self.assertEqual(kept(key(2)), PDF)

    def test_it_keeps_nothing_of_what_failed(self) -> None:
        with self.assertRaises(TypesettingFailed):
            kept_or_made(key(3), Mock(side_effect=TypesettingFailed("refused")))
        self.assertIsNone(kept(key(3)))

    def test_two_who_ask_at_once_share_one_pdf_and_a_third_does_not_wait(self) -> None:
        made, go_on, answers = Mock(return_value=PDF), threading.Event(), []

        def make() -> bytes:
            go_on.wait(20)
            return bytes(made())

        def ask() -> None:
            answers.append(kept_or_made(key(4), make))

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        while store._places.acquire(blocking=False):  # until both have their places
            store._places.release()
            time.sleep(0.01)
        with self.assertRaises(TypesettingFailed) as failed:
            kept_or_made(key(8), make)
        self.assertEqual(failed.exception.reason, "busy")
        go_on.set()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [PDF] * 2)
        made.assert_called_once()

    def test_a_pdf_that_failed_is_not_tried_again_for_an_hour(self) -> None:
        make = Mock(side_effect=TypesettingFailed("too long"))
        for _request in range(3):
            with self.assertRaises(TypesettingFailed) as failed:
                kept_or_made(key(9), make)
        make.assert_called_once()
        self.assertEqual(failed.exception.reason, "too long")
        self.assertAlmostEqual(failed.exception.retry_after, 3600, delta=60)
        self.assertEqual(failed_versions(), [9])
        with time_machine.travel(dt.datetime.now() + dt.timedelta(minutes=61)):
            self.assertEqual(kept_or_made(key(9), lambda: PDF), PDF)
        self.assertEqual(failed_versions(), [])

    def test_another_text_of_the_version_is_tried_at_once(self) -> None:
        failing = Mock(side_effect=TypesettingFailed("refused"))
        with self.assertRaises(TypesettingFailed):
            store.kept_or_made(key(10), failing, version="1")
        self.assertEqual(store.kept_or_made(key(11), lambda: PDF, version="1"), PDF)

    def test_a_typesetter_without_a_free_place_is_no_failure(self) -> None:
        with self.assertRaises(TypesettingFailed):
            kept_or_made(key(12), Mock(side_effect=TypesettingFailed("busy")))
        self.assertEqual(kept_or_made(key(12), lambda: PDF), PDF)

    def test_it_does_not_wait_for_ever(self) -> None:
        def ask_within() -> bytes:
            with patch.object(store, "PATIENCE", 0.1):
                return kept_or_made(key(5), lambda: PDF)

        with self.assertRaises(TypesettingFailed) as failed:
            kept_or_made(key(5), ask_within)
        self.assertEqual(failed.exception.reason, "busy")

    def test_a_full_disk_costs_nobody_the_pdf(self) -> None:
        full = patch.object(store, "write_atomically", side_effect=OSError(28, "full"))
        with full, self.assertLogs("articles.pdf.store", "ERROR"):
            self.assertEqual(kept_or_made(key(6), lambda: PDF), PDF)

    def test_a_folder_that_cannot_be_written_costs_nobody_the_pdf(self) -> None:
        nowhere = override_settings(PDF_ROOT=Path("/dev/null/pdf"))
        with nowhere, self.assertLogs("articles.pdf.store", "ERROR"):
            self.assertEqual(kept_or_made(key(7), lambda: PDF), PDF)
