"""Two editors in one record, and records that are new."""

from typing import Any

from django.urls import reverse

from articles.models import Address
from cases.models import Case, Court, Statistic
from cases.publishing import publish
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, sent


class MeanwhileTests(DeskTestCase):
    def test_the_second_of_two_saves_is_refused_and_keeps_its_text(self) -> None:
        address = page_of(self.overview)
        mine = self.client.get(address)
        value = f"{name_of(mine, key='companies')}-value"
        label = f"{name_of(mine, language='en', label='Companies')}-label"
        Statistic.objects.filter(key="companies").update(value=96)
        publish(self.overview, by=self.omar_as_editor(), note="Theirs.")
        data = sent(mine, **{**TOLD, value: "59", label: "Firms"})
        answer = self.client.post(address, data)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(sent(answer)[value], "59")
        self.assertContains(answer, "somebody else saved this record", status_code=409)
        self.assertContains(answer, "omar saved it.", status_code=409)
        self.assertContains(
            answer, "Number, as it was saved meanwhile:", status_code=409
        )
        self.assertContains(answer, ">96</pre>", status_code=409)
        self.assertEqual(self.figure().value, 96)
        again = self.client.post(address, sent(answer))
        self.assertRedirects(again, address)
        self.assertEqual(self.figure().value, 59)
        self.assertEqual(self.newest(self.overview).number, 3)

    def test_a_page_with_a_mistake_is_not_taken_for_one_opened_later(self) -> None:
        address = page_of(self.overview)
        mine = self.client.get(address)
        value = f"{name_of(mine, key='companies')}-value"
        Statistic.objects.filter(key="companies").update(value=96)
        publish(self.overview, by=self.mei, note="Theirs.")
        wrong = self.client.post(address, sent(mine, **{**TOLD, value: "many"}))
        self.assertContains(wrong, "Enter a whole number.")
        answer = self.client.post(address, sent(wrong, **{value: "59"}))
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.figure().value, 96)

    def test_a_row_that_they_added_stays(self) -> None:
        address = page_of(self.overview)
        mine = self.client.get(address)
        group = self.overview.groups.get()
        Statistic.objects.create(
            overview=self.overview, group=group, key="new", position=9, value=7
        )
        publish(self.overview, by=self.mei, note="Theirs.")
        answer = self.client.post(address, sent(mine, **TOLD))
        self.assertEqual(answer.status_code, 409)
        self.assertContains(answer, 'value="new"', status_code=409)
        self.client.post(address, sent(answer))
        self.assertTrue(Statistic.objects.filter(key="new").exists())

    def test_two_saves_of_a_court_are_told_apart_too(self) -> None:
        court = Court.objects.get(slug="internet-court")
        address = page_of(court)
        mine = self.client.get(address)
        court.texts.filter(language="en").update(name="Theirs")
        data = sent(mine, **{**TOLD, "record-province": "Beijing"})
        answer = self.client.post(address, data)
        self.assertEqual(answer.status_code, 409)
        self.assertContains(answer, "Theirs", status_code=409)
        self.assertEqual(Court.objects.get(pk=court.pk).province, "")

    def omar_as_editor(self) -> Any:
        from django.contrib.auth.models import Group, User

        omar = User.objects.get(pk=self.omar.pk)
        omar.groups.add(Group.objects.get(name="editor"))
        return omar


class NewRecordTests(DeskTestCase):
    def test_a_new_case_is_published_at_once(self) -> None:
        address = reverse("admin:cases_case_add")
        page = self.client.get(address)
        data = {
            "record-slug": "a-new-case",
            "texts-0-language": "en",
            "texts-0-title": "A new case",
        }
        answer = self.client.post(address, sent(page, **data))
        case = Case.objects.get(slug="a-new-case")
        self.assertRedirects(answer, page_of(case))
        self.assertEqual(self.newest(case).change_type, "first")
        self.assertEqual(self.client.get("/cases/a-new-case").status_code, 200)

    def test_a_new_case_never_takes_an_address(self) -> None:
        Address.objects.create(
            space="cases",
            slug="once-used",
            kind="case",
            object_id=self.case.pk,
            current=False,
        )
        address = reverse("admin:cases_case_add")
        page = self.client.get(address)
        for slug, message in (
            ("once-used", "or once had, this address"),
            ("ma-v-company", "Something else has this key."),
            ("overviews", "is an address of its own"),
            ("Not a slug", "small letters"),
            ("", "required"),
        ):
            with self.subTest(slug):
                data = {
                    "record-slug": slug,
                    "texts-0-language": "en",
                    "texts-0-title": "A case",
                }
                answer = self.client.post(address, sent(page, **data))
                self.assertContains(answer, message)
                self.assertEqual(sent(answer)["record-slug"], slug)
        self.assertEqual(Case.objects.count(), 3)
