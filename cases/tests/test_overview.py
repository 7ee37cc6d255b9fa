"""The page of an overview, its downloads, and its data for machines."""

import csv
import json
import re
from typing import Any

from cases import importing
from cases.exports.overview import HEADER
from cases.models import Overview, Statistic
from cases.publishing import publish
from cases.tests.world import load_world, overview_data, statistic
from cjo.lib.csv_cells import safe_cell
from cjo.test import BaseTestCase

ADDRESS = "/cases/overviews/figures-2024"


class OverviewTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def correct(self) -> None:
        figures = [
            statistic("accepted", 114),
            statistic("companies", 95, "accepted", texts={"en": {"label": "=cmd|x"}}),
        ]
        importing.load_overview(
            overview_data(statistics=figures), self.mei, note="One more case."
        )

    def rows(self, path: str = f"{ADDRESS}.csv") -> list[dict[str, str]]:
        response = self.client.get(path)
        self.assertEqual(response.headers["Content-Type"], "text/csv; charset=utf-8")
        return list(csv.DictReader(response.content.decode("utf-8-sig").splitlines()))

    def test_it_prints_every_figure_with_its_certainty(self) -> None:
        response = self.client.get(ADDRESS)
        self.assertContains(response, "<h1>Figures of 2024</h1>")
        self.assertContains(response, 'id="figures-2024-companies"')
        self.assertContains(
            response, '<a class="certainty confirmed" href="/p/certainty">Confirmed'
        )
        self.assertContains(response, "/cases/collections/typical-2024")

    def test_its_page_prints_every_share_that_a_source_prints(self) -> None:
        response = self.client.get(ADDRESS)
        shares = r"over 80% <small>.*</small>\s*84\.1% <small>"
        self.assertRegex(response.content.decode(), shares)
        chinese = self.client.get(f"/zh-hans{ADDRESS}")
        self.assertRegex(chinese.content.decode(), r"</small>\s*84\.1% <small>")

    def test_words_that_a_source_in_another_language_cannot_have_are_ours(self) -> None:
        words = {"text": "over 80%", "language": "en"}
        for source, times in (("paper", 1), ("court-site", 0)):
            printed = [{**words, "source": source}]
            figures = [
                statistic("accepted", 113),
                statistic("companies", 95, "accepted", printed=printed),
            ]
            data = overview_data(statistics=figures)
            importing.load_overview(data, self.mei, note="Another source.")
            self.assertContains(self.client.get(ADDRESS), "our translation", times)

    def test_each_mark_leads_to_the_entry_of_its_source(self) -> None:
        response = self.client.get(ADDRESS)
        entry = "overview-figures-2024-sources-2"
        self.assertContains(
            response, f'<a href="#{entry}" aria-label="Source 2">2</a>', html=True
        )
        self.assertContains(response, f'<li id="{entry}">', 1)

    def test_its_figures_are_numbers_of_whatever_was_counted(self) -> None:
        self.make_published(body="[[overview:figures-2024]]")
        self.make_published(language="zh-hans", body="[[overview:figures-2024]]")
        for path in (ADDRESS, "/a/court-opens"):
            page = self.client.get(path)
            self.assertContains(page, 'role="columnheader">Number <small>')
            page = self.client.get(f"/zh-hans{path}")
            self.assertContains(page, 'role="columnheader">数量 <small>')

    def test_the_csv_has_a_row_for_each_figure_with_its_source(self) -> None:
        accepted, companies = self.rows()
        self.assertEqual(list(accepted), HEADER)
        self.assertEqual((accepted["value"], accepted["base"]), ("113", ""))
        self.assertEqual(companies["share_percent"], "84.1")
        self.assertEqual(companies["base_value"], "113")
        self.assertIn("https://court.example/briefing", companies["source"])
        self.assertEqual(companies["period_start"], "2023-10")
        self.assertIn("CC BY 4.0", companies["licence"])
        self.assertIn("/v/1", companies["citation"])

    def test_the_keys_of_printed_shares_can_be_read_in_the_csv_itself(self) -> None:
        _accepted, companies = self.rows()
        self.assertEqual(
            companies["share_as_printed"], "over 80% (court-site); 84.1% (paper)"
        )
        self.assertEqual(
            companies["source"],
            'court-site: The court, "Briefing" <https://court.example/briefing> '
            '(official text); paper: A newspaper, "通报会报道" '
            "<https://paper.example/report> (press)",
        )

    def test_the_csv_says_which_printed_share_is_our_translation(self) -> None:
        printed = [{"text": "over 80%", "language": "en", "source": "paper"}]
        figures = [
            statistic("accepted", 113, certainty="unknown", sources=[]),
            statistic("companies", 95, "accepted", printed=printed),
        ]
        data = overview_data(statistics=figures)
        importing.load_overview(data, self.mei, note="Another source.")
        accepted, companies = self.rows()
        printed_share = "over 80% (paper, our translation)"
        self.assertEqual(companies["share_as_printed"], printed_share)
        self.assertEqual(accepted["source"], "none on record")

    def test_a_download_says_in_which_languages_it_is_at_every_address(self) -> None:
        for ending, languages in (("csv", "en"), ("json", "en, zh-Hans")):
            for prefix in ("", "/zh-hans"):
                response = self.client.get(f"{prefix}{ADDRESS}.{ending}")
                self.assertEqual(response.headers["Content-Language"], languages)

    def test_no_spreadsheet_runs_a_cell(self) -> None:
        for cell in ("=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1"):
            self.assertTrue(safe_cell(cell).startswith("'"), cell)
        self.assertEqual(safe_cell("84.1%"), "84.1%")
        self.correct()
        self.assertEqual(self.rows()[1]["label"], "'=cmd|x")

    def test_the_json_holds_the_record_and_how_to_cite_it(self) -> None:
        response = self.client.get(f"{ADDRESS}.json")
        self.assertEqual(response.headers["Content-Type"], "application/json")
        data = json.loads(response.content)
        self.assertEqual((data["version"], data["licence"]), (1, "CC BY 4.0"))
        self.assertIn("/v/1", data["citation"])
        figures = data["record"]["groups"][0]["statistics"]
        self.assertEqual([figure["value"] for figure in figures], [113, 95])

    def test_old_figures_stay_at_their_address_in_every_form(self) -> None:
        self.correct()
        self.assertEqual(self.rows()[0]["value"], "114")
        self.assertEqual(self.rows(f"{ADDRESS}/v/1.csv")[0]["value"], "113")
        old = json.loads(self.client.get(f"{ADDRESS}/v/1.json").content)
        self.assertEqual(old["version"], 1)
        page = self.client.get(f"{ADDRESS}/v/1")
        self.assertContains(page, "<b>113</b>")
        self.assertContains(page, "A newer version exists.")

    def data(self, path: str = ADDRESS) -> dict[str, Any]:
        html = self.client.get(path).content.decode()
        match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert match is not None
        data: dict[str, Any] = json.loads(match[1])
        return data

    def test_a_dataset_without_a_scope_says_what_it_counts(self) -> None:
        texts = {"en": {"title": "Figures of 2024"}}
        data = overview_data(texts=texts)
        importing.load_overview(data, self.mei, note="The scope is not known.")
        description = self.data()["description"]
        self.assertTrue(description.startswith("Figures of 2024. It counts: "))
        self.assertGreaterEqual(len(description), 50)

    def test_machines_are_told_of_a_dataset(self) -> None:
        data = self.data()
        self.assertEqual((data["@type"], data["version"]), ("Dataset", "1"))
        self.assertEqual(data["temporalCoverage"], "2023-10/2024-10")
        self.assertEqual(len(data["distribution"]), 2)

    def test_every_output_names_its_author_and_the_court_as_its_source(self) -> None:
        data = self.data()
        self.assertEqual(data["creator"]["name"], "China Justice Observer")
        statement, *addresses = data["isBasedOn"]
        self.assertEqual(statement["creator"]["name"], "Internet Court")
        self.assertIn("https://court.example/briefing", addresses)
        written = json.loads(self.client.get(f"{ADDRESS}.json").content)
        row = self.rows()[0]
        cited = json.loads(self.client.get(f"{ADDRESS}/cite.json").content)[0]
        self.assertEqual(cited["author"], [{"literal": "China Justice Observer"}])
        for creator, source, sentence in (
            (written["creator"], written["source"], written["citation"]),
            (row["creator"], row["source_court"], row["citation"]),
        ):
            self.assertEqual(creator, "China Justice Observer")
            self.assertEqual(source, "Internet Court")
            self.assertTrue(sentence.startswith("China Justice Observer. “"), sentence)
            self.assertIn("Source: Internet Court", sentence)

    def test_machines_are_told_of_it_in_the_language_of_the_page(self) -> None:
        english, chinese = self.data(), self.data(f"/zh-hans{ADDRESS}")
        self.assertEqual(english["@id"], chinese["@id"])
        self.assertTrue(chinese["url"].endswith(f"/zh-hans{ADDRESS}/v/1"))
        self.assertIn("China Justice Observer", english["creditText"])
        self.assertIn("2024年数据", chinese["creditText"].split("=")[0])
        self.assertIn(chinese["url"], chinese["creditText"])

    def test_machines_are_told_when_it_was_first_published(self) -> None:
        before = self.data()
        self.assertEqual(before["datePublished"], before["dateModified"])
        self.correct()
        after = self.data()
        self.assertEqual(after["datePublished"], before["datePublished"])
        self.assertGreater(after["dateModified"], before["dateModified"])

    def test_it_exists_in_chinese(self) -> None:
        response = self.client.get(f"/zh-hans{ADDRESS}")
        self.assertContains(response, "<h1>2024年数据</h1>")
        self.assertContains(response, "2023年10月至2024年10月")

    def test_the_json_keeps_every_correction(self) -> None:
        for value, change in ((94, "correction"), (93, "typo")):
            Statistic.objects.filter(key="companies").update(value=value)
            overview = Overview.objects.get()
            note = f"It is {value}." if change == "correction" else ""
            publish(overview, by=self.mei, change=change, note=note)
        for path in (f"{ADDRESS}.json", f"{ADDRESS}/v/1.json"):
            (correction,) = json.loads(self.client.get(path).content)["corrections"]
            self.assertEqual(
                (correction["version"], correction["note"]), (2, "It is 94.")
            )
            self.assertEqual(correction["note_language"], "en")

    def test_what_was_never_published_is_not_found(self) -> None:
        for path in (
            "/cases/overviews/nowhere",
            "/cases/overviews/nowhere.csv",
            f"{ADDRESS}/v/2",
            f"{ADDRESS}/v/2.csv",
            f"{ADDRESS}/v/2.json",
            f"{ADDRESS}.xml",
        ):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_seven_queries_are_enough(self) -> None:
        for path, queries in ((ADDRESS, 4), (f"{ADDRESS}/v/1", 6)):
            with self.assertPageQueries(queries):
                self.client.get(path)
        with self.assertNumQueries(1):
            self.client.get(f"{ADDRESS}.csv")

    def test_it_names_its_surrogate_keys(self) -> None:
        response = self.client.get(ADDRESS)
        self.assertIn("overview-figures-2024", response.headers["Surrogate-Key"])
