"""The share of case numbers and cited provisions that the recognisers find."""

from unittest import TestCase

from benchmarks.recognition import (
    PRECISION,
    RECALL,
    STRINGS,
    Recogniser,
    numbers_in,
    provisions_in,
    read_laws,
    read_rows,
    score,
)
from cases.citations.provisions import Citations


class RecognitionTests(TestCase):
    def assert_reaches(self, file: str, recognise: Recogniser) -> None:
        result = score(read_rows(STRINGS / file), recognise)
        self.assertGreaterEqual(result.recall, RECALL, result.missed)
        self.assertGreaterEqual(result.precision, PRECISION, result.wrong)

    def test_it_finds_case_numbers(self) -> None:
        self.assert_reaches("case-numbers.tsv", numbers_in)

    def test_it_finds_cited_provisions(self) -> None:
        citations = Citations(read_laws(STRINGS / "laws.tsv"))
        self.assert_reaches(
            "provisions.tsv", lambda text: provisions_in(citations, text)
        )
