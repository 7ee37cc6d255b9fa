"""A row of the CSV of cases: the facts of the page of a case, and their sources."""

import csv
from typing import Any

from cases import importing
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase


class CaseRowTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def text(self) -> str:
        response = self.client.get("/cases/list.csv")
        return b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]

    def row(self, key: str = "ma-v-company") -> dict[str, str]:
        rows = csv.DictReader(self.text().splitlines())
        return next(row for row in rows if row["key"] == key)

    def row_of(self, **changes: Any) -> dict[str, str]:
        importing.load_case(case_data(**changes), self.mei, note="More is known.")
        return self.row()

    def test_it_has_the_words_of_the_page(self) -> None:
        words = {"title": "T", "parties": "Ma", "facts": "F", "issues": "I"}
        row = self.row_of(texts={"en": {**words, "holding": "=H"}})
        for field in ("parties", "facts", "issues"):
            self.assertEqual(row[field], words[field])
        self.assertEqual(row["holding"], "'=H")

    def test_an_amount_has_its_currency_and_what_it_was_for(self) -> None:
        amount = {
            "value": 3500,
            "currency": "CNY",
            "certainty": "unconfirmed",
            "sources": ["copy"],
        }
        note = {"texts": {"en": {"note": "A fine"}}}
        row = self.row_of(amounts=[{**amount, **note}, amount])
        self.assertEqual(row["amounts"], "CNY 3500.00 (A fine); CNY 3500.00")
        self.assertIn("amounts 1: unconfirmed", row["certainty"])

    def test_a_step_of_the_procedure_has_what_is_known_of_it(self) -> None:
        step = {
            "instance": "second",
            "court": "fourth-court",
            "case_number": "(2024)京04民终1号",
            "decided_on": "2024-11-01",
            "precision": "month",
            "provenance": [
                {"field": "court", "certainty": "reported", "sources": ["paper"]}
            ],
        }
        row = self.row_of(proceedings=[{"instance": "first"}, step])
        self.assertEqual(
            row["proceedings"],
            "first; second, Fourth Court, (2024)京04民终1号, 2024-11",
        )
        self.assertIn("proceedings 2 court: paper", row["sources_by_fact"])
        self.assertIn("paper: A newspaper", row["source"])

    def test_it_says_in_which_sets_it_is_and_how_surely(self) -> None:
        for key, cell in (
            ("ma-v-company", "typical-2024: confirmed, no. 1"),
            ("wei-v-guo", "typical-2024: probable"),
            ("yang-v-lin", "typical-2024: beside it, not counted"),
        ):
            self.assertEqual(self.row(key)["collections"], cell)

    def test_a_source_is_named_by_its_key_and_linked_only_if_it_may_be(self) -> None:
        self.assertEqual(
            self.row()["source"],
            'court-site: The court, "Briefing" <https://court.example/briefing> '
            "(official text); copy: A copy of the report (press, damaged or reworded "
            "copy; on record, not linked)",
        )

    def test_each_fact_has_its_sources_or_says_that_none_is_on_record(self) -> None:
        sources = self.row()["sources_by_fact"].split("; ")
        for fact in (
            "facts: court-site, copy",
            "amounts: none on record",
            "holding: none on record",
        ):
            self.assertIn(fact, sources)
        self.assertNotIn("issues: none on record", sources)  # it states none

    def test_without_any_source_it_says_so(self) -> None:
        self.assertEqual(self.row_of(provenance=[])["source"], "none on record")

    def test_a_source_that_says_otherwise_is_told_from_the_others(self) -> None:
        statement = {
            "field": "outcome",
            "certainty": "unconfirmed",
            "agrees": False,
            "sources": ["paper"],
            "texts": {"en": {"note": "One page speaks of a fine."}},
        }
        row = self.row_of(provenance=[statement])
        self.assertIn("outcome (says otherwise): paper", row["sources_by_fact"])
        self.assertIn("outcome (says otherwise): unconfirmed", row["certainty"])

    def test_a_chinese_name_that_a_machine_made_does_not_go_out(self) -> None:
        for method, name in (("machine", ""), ("original", "马某案")):
            made = {"title": "案", "name": "马某案", "names_method": method}
            row = self.row_of(
                texts={"en": {"title": "T", "name": "Ma"}, "zh-hans": made}
            )
            self.assertEqual(row["name_zh"], name)

    def test_its_queries_are_the_same_for_any_number_of_cases(self) -> None:
        self.text()
        with self.assertNumQueries(5):
            self.text()
        for number in range(5):
            importing.load_case(case_data(f"case-{number}"), self.mei)
        self.text()
        with self.assertNumQueries(5):
            self.text()
