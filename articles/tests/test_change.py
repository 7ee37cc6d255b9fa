"""Change types: the same for texts and records, and the same for ever."""

from articles.models import RECORD_CHANGES, TEXT_CHANGES, ChangeType
from articles.publishing.checks import wrong_change
from cjo.test import BaseTestCase


class ChangeTypeTests(BaseTestCase):
    def test_the_values_are_those_that_published_documents_hold(self) -> None:
        self.assertEqual(
            sorted(ChangeType.values),
            [
                "clarification",
                "correction",
                "first",
                "translation",
                "typo",
                "update",
                "withdrawal",
            ],
        )

    def test_a_further_version_is_neither_a_first_one_nor_a_withdrawal(self) -> None:
        for change in (ChangeType.FIRST, ChangeType.WITHDRAWAL, ""):
            (problem,) = wrong_change(change, "Why.", RECORD_CHANGES)
            self.assertEqual(problem.field, "change")

    def test_a_typing_error_alone_needs_no_note(self) -> None:
        self.assertEqual(wrong_change("typo", "", RECORD_CHANGES), [])
        (problem,) = wrong_change("correction", " ", RECORD_CHANGES)
        self.assertEqual(problem.field, "note")

    def test_only_a_record_can_gain_a_language(self) -> None:
        note = "It is in French too."
        self.assertEqual(wrong_change("translation", note, RECORD_CHANGES), [])
        (problem,) = wrong_change("translation", note, TEXT_CHANGES)
        self.assertEqual(problem.field, "change")
