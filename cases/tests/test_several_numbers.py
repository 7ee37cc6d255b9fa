"""A case with several numbers: at the desk, on its page, and wherever it is found."""

import json
from typing import Any

from cases import importing
from cases.extensions.recognise_numbers import recognise
from cases.models import Case, NumberKey
from cases.publishing.case_warnings import warnings_about
from cases.publishing.duplicates import duplicates_of, groups
from cases.tests.desk import TOLD, DeskTestCase
from cases.tests.world import case_data

THREE = "（2023）京0491民初732、733、735号"
EACH = [f"(2023)京0491民初{serial}号" for serial in (732, 733, 735)]


class SeveralNumbersTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        latin = "(2023) Jing 0491 Min Chu Nos. 732, 733 and 735"
        numbers = {"record-case_number": THREE, "record-case_number_latin": latin}
        self.answer = self.save(self.case, **TOLD, **numbers)

    def keys(self, case: Case) -> list[str]:
        return [row.key for row in case.number_keys.all()]

    def test_the_desk_takes_them_in_one_field_without_a_doubt(self) -> None:
        self.assertEqual(self.answer.status_int, 302)
        version = self.newest(self.case)
        self.assertEqual(version.snapshot["case_number"], THREE)
        case = Case.objects.get(pk=self.case.pk)
        self.assertEqual(self.keys(case), EACH)
        self.assertEqual(warnings_about(case), [])

    def test_numbers_one_after_the_other_are_taken_too(self) -> None:
        for text in ("；".join(EACH), " ".join(EACH), "、".join(EACH)):
            with self.subTest(text):
                self.save(self.case, **TOLD, **{"record-case_number": text})
                case = Case.objects.get(pk=self.case.pk)
                self.assertEqual(self.keys(case), EACH)
                self.assertEqual(warnings_about(case), [])

    def test_several_old_numbers_are_no_doubt_unless_they_are_of_a_later_year(
        self,
    ) -> None:
        for text, doubts in (
            ("（2015）海民初字第12、13号", 0),
            ("(2015)海民初字第12号；(2023)京0491民初1号", 0),
            ("（2017）海民初字第12、13号", 1),
        ):
            with self.subTest(text):
                numbers = {"record-case_number": text, "record-case_number_latin": ""}
                self.save(self.case, **TOLD, **numbers)
                case = Case.objects.get(pk=self.case.pk)
                self.assertEqual(len(warnings_about(case)), doubts)

    def test_many_numbers_have_room(self) -> None:
        many = "；".join(f"（2023）京0491民初{serial}号" for serial in range(1, 24))
        self.save(self.case, **TOLD, **{"record-case_number": many})
        self.assertEqual(len(self.keys(Case.objects.get(pk=self.case.pk))), 23)

    def test_too_many_characters_are_refused_beside_the_field(self) -> None:
        answer = self.save(self.case, **TOLD, **{"record-case_number": "9" * 501})
        self.assertContains(answer, "500")
        self.assertContains(answer, "errorlist")

    def test_one_of_another_court_is_warned_of(self) -> None:
        text = "(2023)京0491民初1号、(2023)京73民初2号"
        self.save(self.case, **TOLD, **{"record-case_number": text})
        warnings = warnings_about(Case.objects.get(pk=self.case.pk))
        self.assertIn("has not the code of Internet Court", " ".join(warnings))

    def test_the_page_of_each_number_leads_to_the_case(self) -> None:
        for number in EACH:
            page = self.client.get("/cases/number", {"q": number})
            self.assertContains(
                page, 'with this number: <a href="/cases/ma-v-company">'
            )
        between = self.client.get("/cases/number", {"q": "(2023)京0491民初734号"})
        self.assertContains(between, "No case published here has this number.")

    def test_its_page_shows_them_and_leads_to_each(self) -> None:
        page = self.client.get("/cases/ma-v-company")
        self.assertContains(page, THREE)
        explained = self.client.get("/cases/number", {"q": THREE})
        self.assertContains(explained, "There are several numbers in it.")
        self.assertNotContains(explained, "is not a case number")
        for number in EACH:
            self.assertContains(explained, f">{number}</a>")

    def test_each_number_in_a_text_names_the_case(self) -> None:
        text = f"{EACH[1]}；(2023) Jing 0491 Min Chu No. 735；{THREE}"
        places = list(recognise(text, "zh-hans"))
        self.assertEqual({place.key for place in places}, {"ma-v-company"})
        self.assertEqual(len(places), 5)

    def test_each_number_finds_the_case_in_the_search(self) -> None:
        for text in (EACH[2], "(2023) Jing 0491 Min Chu No. 733", "京0491民初733号"):
            with self.subTest(text):
                page = self.client.get("/search", {"q": text})
                self.assertContains(page, "/cases/ma-v-company")

    def test_machines_read_each_number(self) -> None:
        page = self.client.get("/cases/ma-v-company").content.decode()
        script = page.partition('application/ld+json">')[2].partition("</script>")[0]
        numbers = [row["value"] for row in _identifiers(json.loads(script))]
        self.assertEqual(numbers, EACH)

    def test_another_case_with_one_of_them_may_be_the_same(self) -> None:
        importing.load_case(case_data("other", case_number=EACH[2]), self.mei)
        other = Case.objects.get(slug="other")
        (duplicate,) = duplicates_of(other)
        self.assertEqual(duplicate.case, self.case)
        (group,) = groups().listed
        self.assertEqual(len(group.cases), 2)
        self.assertEqual(list(recognise(EACH[2], "en")), [])  # it names neither

    def test_a_number_that_is_taken_away_leads_nowhere(self) -> None:
        self.save(self.case, **TOLD, **{"record-case_number": EACH[0]})
        self.assertFalse(NumberKey.objects.filter(key=EACH[1]).exists())


class OldNumberTests(DeskTestCase):
    def load(self, slug: str, number: str, **changes: Any) -> Case:
        data = case_data(slug, case_number=number, court="", **changes)
        importing.load_case(data, self.mei)
        return Case.objects.get(slug=slug)

    def test_the_pinyin_of_an_old_number_leads_to_its_case(self) -> None:
        self.load("old", "(2015)浦民三(知)初字第528号")
        (place,) = recognise("(2015) Pu Min San (Zhi) Chu No. 528", "en")
        self.assertEqual(place.key, "old")

    def test_pinyin_that_two_courts_share_names_neither(self) -> None:
        self.load("pudong", "(2015)浦民三(知)初字第528号")
        putuo = self.load("putuo", "(2015)普民三(知)初字第528号")
        self.assertEqual(duplicates_of(putuo), [])
        latin = "(2015) Pu Min San (Zhi) Chu No. 528"
        self.assertEqual(list(recognise(latin, "en")), [])
        (place,) = recognise("(2015)普民三(知)初字第528号", "en")
        self.assertEqual(place.key, "putuo")


def _identifiers(node: Any) -> list[Any]:
    if isinstance(node, dict):
        own = node.get("identifier", [])
        rows = own if isinstance(own, list) else [own]
        below = [found for value in node.values() for found in _identifiers(value)]
        return [row for row in rows if isinstance(row, dict)] or below
    if isinstance(node, list):
        return [found for value in node for found in _identifiers(value)]
    return []
