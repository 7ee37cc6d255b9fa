"""Whole numbers: how large one can be, at the desk and from a file."""

from cases import importing
from cases.models import Collection, Law, Overview
from cases.models.bounds import LARGEST
from cases.tests.desk import TOLD, DeskTestCase, page_of
from cases.tests.world import collection_data, overview_data, statistic

TOO_LARGE = f"A whole number here is at most {LARGEST}"


class LargestTests(DeskTestCase):
    def test_a_figure_too_large_for_json_is_explained_beside_it(self) -> None:
        value = f"{self.prefix(key='accepted')}-value"
        for number in (LARGEST + 1, 2**63, 10**400):
            with self.subTest(number=number):
                changes = {**TOLD, value: str(number)}
                answer = self.save(self.overview, **changes)
                self.assertContains(answer, "errorlist")
                self.assertEqual(self.newest(self.overview).number, 1)
        changes = {**TOLD, value: str(LARGEST + 1)}
        answer = self.save(self.overview, **changes)
        self.assertContains(answer, TOO_LARGE, count=1)

    def test_the_largest_figure_is_published_to_its_last_digit(self) -> None:
        value = f"{self.prefix(key='accepted')}-value"
        changes = {**TOLD, value: str(LARGEST)}
        answer = self.save(self.overview, **changes)
        self.assert_leads_to(answer, page_of(self.overview))
        page = self.open("/cases/overviews/figures-2024.csv")
        self.assertContains(page, "9007199254740991")

    def test_places_of_a_set_are_bounded_alike_on_every_database(self) -> None:
        address = page_of(Collection.objects.get())
        for field in ("record-size", "items-0-official_number"):
            for number, message in (
                (32_768, "At most 32767"),
                (2**53, "At most 32767"),
                (0, "At least 1"),
            ):
                with self.subTest(field=field, number=number):
                    answer = self.save(address, **{**TOLD, field: str(number)})
                    self.assertContains(answer, message)
                    self.assertNotContains(answer, "is violated")
        self.assertEqual(self.newest(Collection.objects.get()).number, 1)

    def test_articles_of_a_law_are_bounded_alike(self) -> None:
        address = page_of(Law.objects.get())
        for field, message in (("number", "At most 99999"), ("suffix", "At most 999")):
            with self.subTest(field=field):
                changes = {**TOLD, f"provisions-0-{field}": str(2**53)}
                self.assertContains(self.save(address, **changes), message)

    def test_a_file_with_a_number_too_large_is_told_where_it_stands(self) -> None:
        for number in (LARGEST + 1, 2**64):
            data = overview_data(statistics=[statistic("accepted", number)])
            with self.assertRaises(importing.WrongFact) as refused:
                importing.load_overview(data, self.mei)
            self.assertIn("accepted: value:", str(refused.exception))
        items = [
            {"position": 1, "official_number": 40_000, "certainty": "unidentified"}
        ]
        data = collection_data(items=items, size=None)
        with self.assertRaises(importing.WrongFact) as refused:
            importing.load_collection(data, self.mei)
        self.assertIn("At most 32767", str(refused.exception))
        self.assertEqual(self.newest(Overview.objects.get()).number, 1)
