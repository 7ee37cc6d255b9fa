"""A filtered list of cases as data: CSV and JSON."""

import csv
import json
from unittest import mock

from cases import importing
from cases.exports.case_list import HEADER, CaseList
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase


class ListDownloadTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def text(self, path: str) -> str:
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]

    def name(self, query: str) -> str:
        response = self.client.get(f"/cases/list.csv{query}")
        return response.headers["Content-Disposition"].split("filename=")[1]

    def rows(self, query: str = "") -> list[dict[str, str]]:
        text = self.text(f"/cases/list.csv{query}")
        # the mark by which Excel reads UTF-8
        self.assertEqual(text[0], "\ufeff")
        return list(csv.DictReader(text[1:].splitlines()))

    def test_the_csv_has_a_row_for_each_case_that_the_filters_leave(self) -> None:
        first, second = self.rows("?year=2024")
        self.assertEqual(list(first), HEADER)
        self.assertEqual(first["key"], "ma-v-company")
        self.assertEqual(first["name_zh"], "马某与某公司案")
        self.assertEqual(first["court"], "Internet Court")
        self.assertEqual(first["decided_on"], "2024-06-20")
        self.assertEqual(first["provisions_pointed_to"], "pipl/13(1)")
        self.assertIn("https://court.example/briefing", first["source"])
        self.assertNotIn("copies.example", first["source"])
        self.assertIn("CC BY 4.0", first["licence"])
        self.assertIn("/cases/ma-v-company/v/1", first["citation"])
        self.assertEqual(second["total"], "2")

    def test_what_is_unknown_stays_empty(self) -> None:
        row = next(row for row in self.rows() if row["key"] == "wei-v-guo")
        self.assertEqual((row["decided_on"], row["case_number"]), ("", ""))
        self.assertEqual(row["outcome_kind"], "unknown")

    def test_no_spreadsheet_runs_a_cell(self) -> None:
        texts = {"en": {"title": "=HYPERLINK(1)", "name": "@SUM(1)"}}
        importing.load_case(case_data("formula", texts=texts), self.mei)
        row = next(row for row in self.rows() if row["key"] == "formula")
        self.assertEqual(row["title"], "'=HYPERLINK(1)")
        self.assertEqual(row["name"], "'@SUM(1)")

    def test_the_json_says_what_list_it_is_and_how_to_cite_it(self) -> None:
        data = json.loads(self.text("/zh-hans/cases/list.json?year=2024"))
        self.assertEqual((data["total"], data["included"]), (2, 2))
        self.assertTrue(data["complete"])
        self.assertTrue(data["url"].endswith("/cases/?year=2024"))
        self.assertNotIn("/zh-hans/", data["url"])
        self.assertIn(data["url"], data["citation"])
        self.assertEqual(data["licence"], "CC BY 4.0")
        record = data["cases"][0]
        self.assertEqual(record["record"]["key"], record["key"])
        self.assertIn("/v/1", record["url"])

    def test_a_saved_file_says_what_list_it_is(self) -> None:
        for query, name in (
            ("", "cases"),
            ("?year=2024", "cases-year-2024"),
            (
                "?provision=pipl%2F13&sort=oldest",
                "cases-provision-pipl-13-sort-oldest",
            ),
        ):
            self.assertEqual(self.name(query), f'"{name}.csv"')
        row = self.rows("?year=2024")[0]
        self.assertTrue(row["list_url"].endswith("/cases/?year=2024"))
        self.assertRegex(row["retrieved_at"], r"^20\d\d-\d\d-\d\dT")

    def test_a_long_name_of_a_file_is_cut_and_still_its_own(self) -> None:
        address = f"/cases/?court={'x' * 300}&year="
        first, second = (
            CaseList([], 0, f"{address}{year}").name for year in (2023, 2024)
        )
        self.assertNotEqual(first, second)
        self.assertRegex(first, "^[a-z0-9-]{90,100}$")

    def test_it_says_in_which_languages_it_is_at_every_address(self) -> None:
        for path in ("/cases/list.csv", "/zh-hans/cases/list.json"):
            response = self.client.get(path)
            self.assertEqual(response.headers["Content-Language"], "en, zh-Hans")

    def test_an_empty_list_is_still_data(self) -> None:
        query = "?outcome=dismissed"
        self.assertEqual(self.rows(query), [])
        self.assertEqual(json.loads(self.text(f"/cases/list.json{query}"))["cases"], [])

    def test_a_list_that_was_cut_says_so(self) -> None:
        with (
            mock.patch("cases.views.case_list_export.LIMIT", 2),
            mock.patch("cases.views.case_list.LIMIT", 2),
        ):
            data = json.loads(self.text("/cases/list.json"))
            response = self.client.get("/cases/list.csv")
            page = self.client.get("/cases/")
        self.assertEqual((data["total"], data["included"]), (3, 2))
        self.assertFalse(data["complete"])
        self.assertIn("cases-first-", response.headers["Content-Disposition"])
        self.assertContains(page, "The first 2 as data:")

    def test_a_value_that_does_not_exist_is_explained(self) -> None:
        for path in ("/cases/list.csv?court=moon", "/cases/list.json?year=%00"):
            response = self.client.get(path)
            self.assertContains(response, "does not exist", status_code=400)
        self.assertContains(response, "or of filing: “\ufffd”", status_code=400)

    def test_a_list_that_did_not_change_is_not_sent_again(self) -> None:
        path = "/cases/list.csv?year=2024"
        etag = self.client.get(path).headers["ETag"]

        def status(address: str) -> int:
            headers = {"if-none-match": etag}
            return self.client.get(address, headers=headers).status_code

        self.assertEqual(status(path), 304)
        self.assertEqual(status("/cases/list.csv"), 200)
        importing.load_case(case_data("new-v-case"), self.mei)
        self.assertEqual(status(path), 200)

    def test_the_page_links_both_with_its_own_query(self) -> None:
        response = self.client.get("/cases/?year=2024&sort=name")
        self.assertContains(response, "/cases/list.csv?year=2024&amp;sort=name")
        self.assertContains(response, "/cases/list.json?year=2024&amp;sort=name")
