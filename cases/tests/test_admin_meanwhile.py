"""Two editors in one record, and records that are new."""

from typing import Any
from unittest import mock

from django.db import DataError, IntegrityError, ProgrammingError
from django.urls import reverse

from articles.models import Address
from cases.models import Case, Collection, Court, CourtText, Statistic
from cases.publishing import publish, state_of
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, send, value_of


class MeanwhileTests(DeskTestCase):
    def test_the_second_of_two_saves_is_refused_and_keeps_its_text(self) -> None:
        address = page_of(self.overview)
        mine = self.open(address)
        value = f"{name_of(mine, key='companies')}-value"
        label = f"{name_of(mine, language='en', label='Companies')}-label"
        Statistic.objects.filter(key="companies").update(value=96)
        publish(self.overview, by=self.omar_as_editor(), note="Theirs.")
        answer = send(mine, **{**TOLD, value: "59", label: "Firms"})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(value_of(answer, value), "59")
        self.assertContains(answer, "somebody else saved this record", status_code=409)
        self.assertContains(answer, "omar saved it.", status_code=409)
        self.assertContains(
            answer, "Number, as it was saved meanwhile:", status_code=409
        )
        self.assertContains(answer, ">96</pre>", status_code=409)
        self.assertEqual(self.figure().value, 96)
        again = send(answer)
        self.assert_leads_to(again, address)
        self.assertEqual(self.figure().value, 59)
        self.assertEqual(self.newest(self.overview).number, 3)

    def test_a_page_with_a_mistake_is_not_taken_for_one_opened_later(self) -> None:
        address = page_of(self.overview)
        mine = self.open(address)
        value = f"{name_of(mine, key='companies')}-value"
        Statistic.objects.filter(key="companies").update(value=96)
        publish(self.overview, by=self.mei, note="Theirs.")
        wrong = send(mine, **{**TOLD, value: "many"})
        self.assertContains(wrong, "Enter a whole number.")
        answer = send(wrong, **{value: "59"})
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.figure().value, 96)

    def test_a_row_that_they_added_stays(self) -> None:
        address = page_of(self.overview)
        mine = self.open(address)
        group = self.overview.groups.get()
        new = Statistic.objects.create(
            overview=self.overview, group=group, key="new", position=9, value=7
        )
        new.texts.create(language="en", label="New")
        publish(self.overview, by=self.mei, note="Theirs.")
        answer = send(mine, **TOLD)
        self.assertEqual(answer.status_code, 409)
        self.assertContains(answer, 'value="new"', status_code=409)
        send(answer)
        self.assertTrue(Statistic.objects.filter(key="new").exists())

    def test_two_saves_of_a_court_are_told_apart_too(self) -> None:
        court = Court.objects.get(slug="internet-court")
        address = page_of(court)
        mine = self.open(address)
        court.texts.filter(language="en").update(name="Theirs")
        answer = send(mine, **{**TOLD, "record-province": "Beijing"})
        self.assertEqual(answer.status_code, 409)
        self.assertContains(answer, "Theirs", status_code=409)
        self.assertEqual(Court.objects.get(pk=court.pk).province, "")

    def omar_as_editor(self) -> Any:
        from django.contrib.auth.models import Group, User

        omar = User.objects.get(pk=self.omar.pk)
        omar.groups.add(Group.objects.get(name="editor"))
        return omar


class RefusedByTheDatabaseTests(DeskTestCase):
    def save_with(self, error: Exception) -> Any:
        page = self.open(self.case)
        with mock.patch("cases.publishing.save", side_effect=error):
            return send(page, **TOLD)

    def test_what_does_not_fit_is_said(self) -> None:
        for error in (
            IntegrityError("CHECK constraint failed: case_date_precision"),
            DataError("integer out of range\nDETAIL: 99999"),
        ):
            answer = self.save_with(error)
            self.assertContains(answer, "These values do not fit together")
            self.assertContains(answer, str(error).splitlines()[0])

    def test_our_own_mistakes_are_nobodys_values(self) -> None:
        with self.assertRaises(ProgrammingError):
            self.save_with(ProgrammingError("no such column"))


class SentTwiceTests(DeskTestCase):
    """A button pressed twice, or a page gone back to: nobody else is in the way."""

    def opened(self, row: Any, *added: str) -> Any:
        page = self.open(row)
        for part in added:
            page = send(page, add=part)
        return page

    def assert_saved_once(self, row: Any, page: Any, **typed: Any) -> None:
        """Assert that a form changes a row when it is sent, and not again."""
        states = [state_of(type(row).objects.get(pk=row.pk))]
        for _time in range(2):
            answer = send(page, **typed)
            self.assert_leads_to(answer, page_of(row))
            answer = answer.follow()
            states.append(state_of(type(row).objects.get(pk=row.pk)))
        self.assertContains(answer, "Nothing was changed.")
        self.assertNotEqual(states[0], states[1])
        self.assertEqual(states[1], states[2])

    def test_a_changed_figure(self) -> None:
        page = self.opened(self.overview)
        value = f"{name_of(page, key='companies')}-value"
        self.assert_saved_once(self.overview, page, **{**TOLD, value: "59"})

    def test_rows_that_were_added_with_rows_under_them(self) -> None:
        page = self.opened(self.case, "texts", "proceedings", "proceedings-0-texts")
        changes = {
            "texts-2-language": "fr",
            "texts-2-title": "Une case cochée",
            "texts-2-facts": "Première ligne.\r\nDeuxième.",
            "proceedings-0-instance": "first",
            "proceedings-0-texts-0-language": "en",
            "proceedings-0-texts-0-result": "Upheld.",
        }
        self.assert_saved_once(self.case, page, **{**TOLD, **changes})

    def test_a_row_that_was_removed(self) -> None:
        page = self.opened(self.case)
        removed = f"{name_of(page, field='amounts')}-DELETE"
        self.assert_saved_once(self.case, page, **{**TOLD, removed: True})

    def test_places_that_were_exchanged(self) -> None:
        page = self.opened(Collection.objects.get())
        places = {"items-0-ORDER": "2", "items-1-ORDER": "1"}
        collection = Collection.objects.get()
        self.assert_saved_once(collection, page, **{**TOLD, **places})

    def test_words_of_a_court(self) -> None:
        court = Court.objects.get(slug="internet-court")
        page = self.opened(court, "texts")
        added = {"texts-2-language": "fr", "texts-2-name": "Tribunal"}
        self.assert_saved_once(court, page, **{**TOLD, **added})

    def test_it_is_another_form_once_somebody_else_has_saved(self) -> None:
        court = Court.objects.get(slug="internet-court")
        page = self.opened(court)
        typed = {**TOLD, "record-province": "Beijing"}
        send(page, **typed)
        for change in (
            lambda: court.texts.filter(language="en").update(name="Theirs"),
            lambda: CourtText.objects.create(court=court, language="fr", name="Theirs"),
            lambda: court.texts.all().delete(),
        ):
            change()
            self.assertEqual(send(page, **typed).status_code, 409)


class NewRecordTests(DeskTestCase):
    def test_a_new_case_is_published_at_once(self) -> None:
        address = reverse("admin:cases_case_add")
        page = self.open(address)
        data = {
            "record-slug": "a-new-case",
            "texts-0-language": "en",
            "texts-0-title": "A new case",
        }
        answer = send(page, **data)
        case = Case.objects.get(slug="a-new-case")
        self.assert_leads_to(answer, page_of(case))
        self.assertEqual(self.newest(case).change_type, "first")
        self.assertEqual(self.open("/cases/a-new-case").status_code, 200)

    def test_a_new_case_never_takes_an_address(self) -> None:
        Address.objects.create(
            space="cases",
            slug="once-used",
            kind="case",
            object_id=self.case.pk,
            current=False,
        )
        address = reverse("admin:cases_case_add")
        page = self.open(address)
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
                answer = send(page, **data)
                self.assertContains(answer, message)
                self.assertEqual(value_of(answer, "record-slug"), slug)
        self.assertEqual(Case.objects.count(), 3)
