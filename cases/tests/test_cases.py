"""The list of cases: filters, pages, and what a shared address shows."""

from cases import importing
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase


class CaseListTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def titles(self, query: str = "") -> set[str]:
        response = self.client.get(f"/cases/{query}")
        self.assertEqual(response.status_code, 200)
        return {str(card.title) for card in response.context["cards"]}

    def test_it_lists_every_published_case(self) -> None:
        self.assertEqual(
            self.titles(), {"Pre-ticked consent", "Stolen papers", "Hiring list"}
        )

    def test_it_filters_by_year_and_by_unknown_year(self) -> None:
        self.assertEqual(
            self.titles("?year=2024"), {"Pre-ticked consent", "Hiring list"}
        )
        self.assertEqual(self.titles("?year=unknown"), {"Stolen papers"})

    def test_the_year_of_the_number_stands_in_for_an_unknown_date(self) -> None:
        undated = case_data("undated", decided_on=None)
        importing.load_case(undated, self.mei)
        self.assertEqual(self.titles("?year=2023"), {"Pre-ticked consent"})

    def test_it_filters_by_court(self) -> None:
        self.assertEqual(len(self.titles("?court=internet-court")), 3)

    def test_it_filters_by_set_and_by_how_sure_that_is(self) -> None:
        self.assertEqual(
            self.titles("?collection=typical-2024"),
            {"Pre-ticked consent", "Stolen papers"},
        )
        self.assertEqual(self.titles("?certainty=probable"), {"Stolen papers"})
        self.assertEqual(self.titles("?certainty=none"), {"Hiring list"})
        both = "?collection=typical-2024&certainty=confirmed"
        self.assertEqual(self.titles(both), {"Pre-ticked consent"})

    def test_nothing_found_leads_back_to_all(self) -> None:
        query = "?year=unknown&certainty=confirmed"
        response = self.client.get(f"/cases/{query}")
        self.assertContains(response, "No case fits these filters.")
        self.assertContains(response, 'href="/cases/"')

    def test_a_value_that_does_not_exist_is_explained(self) -> None:
        for query in (
            "?court=moon",
            "?year=20x4",
            "?certainty=sure",
            "?collection=%00",
        ):
            with self.subTest(query=query):
                response = self.client.get(f"/cases/{query}")
                self.assertContains(response, "does not exist", status_code=400)

    def test_a_sentence_that_is_not_sure_says_so(self) -> None:
        provenance = [
            {"field": "holding", "certainty": "reported", "sources": ["paper"]}
        ]
        importing.load_case(case_data(provenance=provenance), self.mei)
        response = self.client.get("/cases/")
        self.assertContains(
            response, '<a class="certainty reported" href="/p/certainty">Reported', 1
        )

    def test_it_names_the_filter_and_the_value_that_does_not_exist(self) -> None:
        response = self.client.get("/cases/", {"court": "moon<", "year": "20\x004"})
        self.assertContains(response, "<li>Court: “moon&lt;”</li>", status_code=400)
        self.assertContains(response, "or of filing: “20\ufffd4”", status_code=400)
        long = self.client.get("/cases/", {"court": "x" * 5000})
        self.assertContains(long, f"“{'x' * 60}…”", status_code=400)

    def test_pages_that_do_not_exist_are_not_found(self) -> None:
        for page in ("0", "2", "x", "-1", "9" * 30, "²"):
            response = self.client.get("/cases/", {"p": page})
            self.assertEqual(response.status_code, 404, page)

    def test_the_next_page_keeps_the_filters(self) -> None:
        for number in range(20):
            importing.load_case(case_data(f"case-{number}"), self.mei)
        response = self.client.get("/cases/?court=internet-court")
        pager = response.context["pager"]
        self.assertEqual(pager.next_url, "/cases/?court=internet-court&p=2")
        self.assertEqual(len(self.titles("?court=internet-court&p=2")), 3)

    def test_it_names_sets_and_figures_beside_the_list(self) -> None:
        response = self.client.get("/cases/")
        self.assertContains(response, "/cases/collections/typical-2024")
        self.assertContains(response, "1 of 3 confirmed, 1 probable")
        self.assertContains(response, "/cases/overviews/figures-2024")

    def test_it_exists_in_chinese(self) -> None:
        response = self.client.get("/zh-hans/cases/")
        self.assertContains(response, "自动勾选同意")
        self.assertContains(response, "/zh-hans/cases/ma-v-company")

    def test_it_names_its_surrogate_keys(self) -> None:
        response = self.client.get("/cases/")
        self.assertEqual(
            response.headers["Surrogate-Key"], "cases collections overviews"
        )
