"""Choices of the case list: what they count, and the addresses they make."""

from articles.models import Stamp
from cases import importing
from cases.models import Case
from cases.tests.world import case_data, collection_data, load_world
from cjo.test import BaseTestCase

CAUSES = [
    {"slug": "privacy", "texts": {"en": {"name": "Privacy dispute"}}},
    {"slug": "contract", "texts": {"en": {"name": "Contract dispute"}}},
]


class CaseListTests(BaseTestCase):
    """Three cases: two of 2024 and one without a date; one of them dismissed."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        importing.load_causes(CAUSES, cls.mei)
        changed = case_data(cause="privacy", outcome_kind="dismissed")
        importing.load_case(changed, cls.mei)

    def numbers(self, name: str, query: str = "", path: str = "/cases/") -> list[str]:
        context = self.client.get(f"{path}{query}").context
        every = [*context["facets"], *context["more_facets"]]
        facet = next(facet for facet in every if facet.name == name)
        return [option.label for option in facet.options]

    def test_each_choice_says_how_many_cases_it_leaves(self) -> None:
        self.assertEqual(self.numbers("court"), ["Internet Court (3)"])
        self.assertEqual(self.numbers("year"), ["2024 (2)", "Unknown (1)"])
        self.assertEqual(self.numbers("cause"), ["Privacy dispute (1)", "Unknown (2)"])
        self.assertEqual(self.numbers("level"), ["Primary people’s court (3)"])
        self.assertEqual(self.numbers("provision"), ["PIPL, Art. 13 (3)"])
        self.assertEqual(
            self.numbers("outcome"),
            ["claim dismissed (1)", "outcome unknown or not sorted (2)"],
        )
        self.assertEqual(self.numbers("collection"), ["Typical cases (2)"])
        self.assertEqual(
            self.numbers("certainty"),
            ["Confirmed (1)", "Probably in the collection (1)", "In no collection (1)"],
        )

    def test_a_choice_is_counted_among_what_the_other_filters_leave(self) -> None:
        self.assertEqual(self.numbers("cause", "?year=2024")[1], "Unknown (1)")
        self.assertEqual(self.numbers("year", "?year=2024")[1], "Unknown (1)")
        confirmed = "?collection=typical-2024&certainty=confirmed"
        self.assertEqual(self.numbers("collection", confirmed), ["Typical cases (1)"])
        self.assertEqual(len(self.numbers("certainty", confirmed)), 2)

    def test_the_number_of_a_choice_is_what_it_leaves(self) -> None:
        for query in ("", "?year=2024", "?certainty=none", "?outcome=unknown"):
            context = self.client.get(f"/cases/{query}").context
            for facet in [*context["facets"], *context["more_facets"]]:
                for option in facet.options:
                    added = f"{query or '?'}&{facet.name}={option.value}"
                    found = self.client.get(f"/cases/{added}", follow=True).context
                    with self.subTest(added):
                        self.assertIn(f"({found['count']})", option.label)

    def test_a_provision_beside_a_case_twice_is_counted_once(self) -> None:
        twice = [
            {"law": "pipl", "article": "13", "item": item, "role": "pointer"}
            for item in ("1", "2")
        ]
        importing.load_case(case_data(provisions=twice), self.mei)
        self.assertEqual(self.numbers("provision"), ["PIPL, Art. 13 (3)"])

    def test_what_is_named_in_one_language_alone_is_offered_in_each(self) -> None:
        cause = {"slug": "naming", "texts": {"zh-hans": {"name": "姓名权纠纷"}}}
        importing.load_causes([cause], self.mei)
        importing.load_case(
            case_data("named", case_number="", cause="naming"), self.mei
        )
        for first, second in (("", "/zh-hans"), ("/zh-hans", "")):
            Stamp.objects.touch({"cases"})
            for language in (first, second):
                offered = " ".join(self.numbers("cause", path=f"{language}/cases/"))
                self.assertIn("姓名权纠纷", offered)
        page = self.client.get("/cases/?cause=naming")
        self.assertEqual(len(page.context["cards"]), 1)

    def test_what_is_not_published_is_not_counted(self) -> None:
        Case.objects.create(slug="not-published", year=2024)
        self.assertEqual(self.numbers("year"), ["2024 (2)", "Unknown (1)"])

    def test_the_numbers_follow_a_new_case_at_once(self) -> None:
        self.assertEqual(self.numbers("year")[0], "2024 (2)")
        importing.load_case(case_data("another", case_number=""), self.mei)
        self.assertEqual(self.numbers("year")[0], "2024 (3)")

    def test_the_sets_beside_the_list_follow_a_change_at_once(self) -> None:
        self.assertContains(self.client.get("/cases/"), "Typical cases")
        renamed = collection_data(texts={"en": {"title": "Eight cases"}})
        importing.load_collection(renamed, self.mei, change="typo")
        self.assertContains(self.client.get("/cases/"), "Eight cases</a>")

    def test_choices_have_words_in_chinese_and_else_are_marked(self) -> None:
        courts = self.numbers("court", path="/zh-hans/cases/")
        self.assertIn("互联网法院", courts[0])
        response = self.client.get("/zh-hans/cases/")
        self.assertContains(response, '<option value="privacy" lang="en">')

    def test_what_a_form_leaves_empty_does_not_stay_in_the_address(self) -> None:
        response = self.client.get("/cases/?sort=newest&court=&year=2024&cause=")
        self.assertRedirects(response, "/cases/?year=2024")
        response = self.client.get("/cases/?court=&sort=newest")
        self.assertRedirects(response, "/cases/")

    def test_each_filter_can_be_removed_by_itself(self) -> None:
        response = self.client.get("/cases/?outcome=unknown&year=2024&sort=name")
        urls = [chip["url"] for chip in response.context["chips"]]
        self.assertEqual(
            urls, ["/cases/?outcome=unknown&sort=name", "/cases/?year=2024&sort=name"]
        )
        self.assertContains(response, "Remove all filters")

    def test_it_sorts_by_date_and_name_with_the_unknown_last(self) -> None:
        importing.load_case(
            case_data("old", decided_on="2001-02-03", texts={"en": {"title": "Zebra"}}),
            self.mei,
        )
        orders = {
            "": ["ma-v-company", "yang-v-lin", "old", "wei-v-guo"],
            "?sort=oldest": ["old", "ma-v-company", "yang-v-lin", "wei-v-guo"],
            "?sort=name": ["yang-v-lin", "ma-v-company", "wei-v-guo", "old"],
            "?sort=court": ["ma-v-company", "yang-v-lin", "old", "wei-v-guo"],
        }
        for query, expected in orders.items():
            cards = self.client.get(f"/cases/{query}").context["cards"]
            with self.subTest(query):
                self.assertEqual([card.key for card in cards], expected)

    def test_a_filtered_list_is_not_indexed(self) -> None:
        self.assertNotContains(self.client.get("/cases/"), "noindex")
        self.assertContains(self.client.get("/cases/?year=2024"), "noindex")

    def test_two_filters_that_leave_nothing_are_explained(self) -> None:
        response = self.client.get("/cases/?outcome=dismissed&year=unknown")
        self.assertContains(response, "No case fits these filters.")
        self.assertContains(response, "Remove one of those above")

    def test_nine_queries_are_enough_for_any_number_of_cases(self) -> None:
        for number in range(25):
            importing.load_case(case_data(f"case-{number}"), self.mei)
        for query, asked in (
            ("", 6),
            ("?court=internet-court&sort=name", 4),
            ("?certainty=none", 4),
        ):
            self.client.get(f"/cases/{query}")  # its form is counted now
            with self.subTest(query), self.assertPageQueries(asked):
                self.client.get(f"/cases/{query}")

    def test_its_form_is_counted_once_for_all_until_a_case_changes(self) -> None:
        choices, counts = 4, 12
        for language in ("", "/zh-hans"):
            Stamp.objects.touch({"cases"})
            with self.assertPageQueries(6 + choices + counts):
                self.client.get(f"{language}/cases/")
            with self.assertPageQueries(4 + counts):
                self.client.get(f"{language}/cases/?year=2024")
            with self.assertPageQueries(4):
                self.client.get(f"{language}/cases/?year=2024&sort=name")
