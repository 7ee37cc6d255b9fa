import threading
from pathlib import Path
from unittest.mock import Mock, patch

from django.conf import settings
from django.test import override_settings

from articles.pdf import store
from articles.pdf.store import kept, kept_or_made
from articles.pdf.typesetting import TypesettingFailed
from cjo.test import BaseTestCase

PDF = b"%PDF-1.7 text\n%%EOF\n"


def key(number: int) -> str:
    return f"{number:064x}"


class StoreTests(BaseTestCase):
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

    def test_two_who_ask_at_once_share_one_pdf(self) -> None:
        made, started, answers = Mock(return_value=PDF), threading.Event(), []

        def make() -> bytes:
            started.set()
            return bytes(made())

        def ask() -> None:
            answers.append(kept_or_made(key(4), make))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(answers, [PDF] * 4)
        made.assert_called_once()

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
