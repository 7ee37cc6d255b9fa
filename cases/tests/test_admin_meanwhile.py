"""Two editors in one record, and what records rest on."""

from typing import Any

from django.urls import reverse

from articles.models import Address
from cases.models import (
    Case,
    Court,
    Law,
    Source,
    Statistic,
)
from cases.publishing import publish
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, save, sent


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


class ReferenceSavingTests(DeskTestCase):
    def test_a_corrected_court_corrects_what_prints_it(self) -> None:
        address = page_of(Court.objects.get(slug="internet-court"))
        page = self.client.get(address)
        name = f"{name_of(page, language='en', name='Internet Court')}-name"
        changes = {**TOLD, name: "Beijing Internet Court"}
        answer = self.client.post(address, sent(page, **changes))
        self.assertRedirects(answer, address)
        version = self.newest(self.case)
        self.assertEqual((version.number, version.change_type), (2, "correction"))
        self.assertTrue(version.follows)
        court = version.snapshot["court"]["texts"]["en"]["name"]
        self.assertEqual(court, "Beijing Internet Court")

    def test_a_court_needs_a_note_too(self) -> None:
        address = page_of(Court.objects.get(slug="internet-court"))
        page = self.client.get(address)
        changes = {"change": "correction", "record-province": "Beijing"}
        answer = self.client.post(address, sent(page, **changes))
        self.assertContains(answer, "Tell readers what changed")
        self.assertFalse(Court.objects.filter(province="Beijing").exists())

    def test_an_article_added_to_a_law_is_a_change(self) -> None:
        law = Law.objects.get(slug="pipl")
        page = self.client.get(page_of(law))
        page = self.client.post(page_of(law), sent(page, add="provisions"))
        added = f"provisions-{law.provisions.count()}-number"
        answer = self.client.post(
            page_of(law), sent(page, **{**TOLD, added: "900"}), follow=True
        )
        self.assertContains(answer, "It is saved, and readers see it.")
        self.assertTrue(law.provisions.filter(number=900).exists())

    def test_a_law_is_not_repealed_before_it_is_in_force(self) -> None:
        law = Law.objects.get(slug="pipl")
        days = {"record-in_force_on": "2021-11-01", "record-repealed_on": "2020-01-01"}
        answer = save(self.client, page_of(law), **{**TOLD, **days})
        self.assertContains(answer, "It was repealed before it was in force.")

    def test_a_key_that_nothing_could_name_is_refused(self) -> None:
        address = reverse("admin:cases_source_add")
        data = {"record-key": "Two Words", "record-title": "A gazette"}
        answer = self.client.post(address, sent(self.client.get(address), **data))
        self.assertContains(answer, "Use small letters a to z")

    def test_a_source_is_added_and_changed(self) -> None:
        address = reverse("admin:cases_source_add")
        page = self.client.get(address)
        data = {
            "record-key": "gazette",
            "record-title": "A gazette",
            "record-url": "https://gazette.example/1",
            "record-language": "en",
        }
        answer = self.client.post(address, sent(page, **data))
        source = Source.objects.get(key="gazette")
        self.assertRedirects(answer, page_of(source))
        changes = {**TOLD, "record-url": "javascript:alert(1)"}
        answer = save(self.client, page_of(source), **changes)
        self.assertContains(answer, "Enter a valid URL")

    def test_a_changed_source_versions_what_names_it(self) -> None:
        changes = {**TOLD, "record-title": "The briefing"}
        save(self.client, page_of(Source.objects.get(key="court-site")), **changes)
        self.assertEqual(self.newest(self.overview).number, 2)

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
