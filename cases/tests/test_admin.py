"""Records at the desk: editors change them, others look at them."""

from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Address, SearchRow, Subject
from cases import loading
from cases.models import (
    Case,
    Collection,
    Court,
    Overview,
    Record,
    RecordVersion,
    Source,
    Statistic,
)
from cases.publishing import publish
from cases.snapshots import snapshot_of
from cases.tests.desk import name_of, save, sent
from cases.tests.world import load_world, overview_data, statistic
from cjo.test import BaseTestCase

MODELS = (
    "case",
    "collection",
    "overview",
    "recordversion",
    "court",
    "law",
    "causeofaction",
    "source",
)
TOLD = {"change": "correction", "note": "One digit was wrong."}


def page_of(row: Any) -> str:
    return reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk])


class DeskTestCase(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        self.client.force_login(self.mei)
        self.overview = Overview.objects.get()
        self.case = Case.objects.get(slug="ma-v-company")

    def newest(self, record: Record) -> RecordVersion:
        found = RecordVersion.objects.newest(str(record.kind), record.slug)
        assert found is not None
        return found

    def figure(self, key: str = "companies") -> Statistic:
        return Statistic.objects.get(key=key)

    def prefix(self, **wanted: str) -> str:
        return name_of(self.client.get(page_of(self.overview)), **wanted)


class LookingTests(DeskTestCase):
    def test_an_editor_sees_every_list(self) -> None:
        for model in MODELS:
            address = reverse(f"admin:cases_{model}_changelist")
            self.assertEqual(self.client.get(address).status_code, 200, model)

    def test_a_contributor_sees_a_record_without_a_way_to_change_it(self) -> None:
        self.client.force_login(self.omar)
        for record in (self.case, self.overview):
            response = self.client.get(page_of(record))
            self.assertContains(response, record.slug)
            self.assertNotContains(response, "record-form")

    def test_a_contributor_can_change_add_or_move_nothing(self) -> None:
        self.client.force_login(self.omar)
        for address in (
            page_of(self.case),
            page_of(Court.objects.first()),
            reverse("admin:cases_case_add"),
            reverse("admin:cases_case_move", args=[self.case.pk]),
            reverse("admin:follow"),
        ):
            with self.subTest(address=address):
                answer = self.client.post(address, {"slug": "x"})
                self.assertEqual(answer.status_code, 403)

    def test_what_is_not_there_is_not_found(self) -> None:
        for number in ("0", "999999", "9" * 30):
            address = f"/admin/cases/case/{number}/change/"
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_page_costs_a_query_for_each_kind_of_rows(self) -> None:
        with self.assertNumQueries(28):
            self.client.get(page_of(self.overview))
        loading.load_overview(
            overview_data(
                statistics=[
                    statistic("accepted", 113),
                    *(statistic(f"of-{n}", n, "accepted") for n in range(9)),
                ]
            ),
            self.mei,
        )
        with CaptureQueriesContext(connection) as queries:
            self.client.get(page_of(self.overview))
        self.assertLessEqual(len(queries), 28)


class SavingTests(DeskTestCase):
    def test_a_page_sent_back_as_it_was_changes_nothing(self) -> None:
        records: list[Record] = [self.case, self.overview, Collection.objects.get()]
        for record in records:
            before = self.newest(record)
            answer = save(self.client, page_of(record), **TOLD)
            self.assertRedirects(answer, page_of(record))
            self.assertEqual(self.newest(record), before)
        for row in (Court.objects.first(), Source.objects.first()):
            save(self.client, page_of(row), **TOLD)
        self.assertEqual(RecordVersion.objects.filter(number__gt=1).count(), 0)

    def test_one_digit_is_one_new_version(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        answer = save(self.client, page_of(self.overview), **{**TOLD, value: "59"})
        self.assertRedirects(answer, page_of(self.overview))
        version = self.newest(self.overview)
        self.assertEqual((version.number, version.change_type), (2, "correction"))
        self.assertEqual(version.change_note, "One digit was wrong.")
        self.assertEqual(version.published_by, self.mei)
        overview = Overview.objects.get()
        self.assertEqual(version.snapshot, snapshot_of(overview))
        self.assertContains(
            self.client.get("/cases/overviews/figures-2024.csv"), "companies"
        )
        self.assertTrue(LogEntry.objects.filter(user=self.mei).exists())

    def test_rows_keep_their_ids(self) -> None:
        before = self.figure().pk
        value = f"{self.prefix(key='companies')}-value"
        save(self.client, page_of(self.overview), **{**TOLD, value: "59"})
        self.assertEqual(self.figure().pk, before)

    def test_a_change_needs_a_kind_and_a_note(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        for told, message in (
            ({}, "Choose what kind of change it is."),
            ({"change": "correction", "note": " "}, "Tell readers what changed"),
        ):
            with self.subTest(message):
                changes = {**told, value: "59"}
                answer = save(self.client, page_of(self.overview), **changes)
                self.assertContains(answer, message)
                self.assertEqual(sent(answer)[value], "59")
        self.assertEqual(self.figure().value, 95)
        changes = {"change": "typo", value: "59"}
        save(self.client, page_of(self.overview), **changes)
        self.assertEqual(self.newest(self.overview).change_type, "typo")

    def test_more_than_its_base_is_explained_beside_the_figure(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        answer = save(self.client, page_of(self.overview), **{**TOLD, value: "1130"})
        self.assertContains(answer, "companies is more than its base, accepted")
        self.assertContains(answer, "1130 of 113 is no share.")
        self.assertEqual(sent(answer)[value], "1130")
        self.assertEqual(self.figure().value, 95)
        self.assertEqual(self.newest(self.overview).number, 1)

    def test_a_base_in_a_circle_is_refused(self) -> None:
        base = f"{self.prefix(key='accepted')}-base"
        accepted = f"{self.prefix(key='accepted')}-value"
        changes = {**TOLD, base: "companies", accepted: "95"}
        answer = save(self.client, page_of(self.overview), **changes)
        self.assertContains(answer, "a share of itself")
        self.assertIsNone(self.figure("accepted").base)

    def test_a_figure_is_no_base_of_itself(self) -> None:
        base = f"{self.prefix(key='accepted')}-base"
        changes = {**TOLD, base: "accepted"}
        answer = save(self.client, page_of(self.overview), **changes)
        self.assertEqual(answer.status_code, 200)
        self.assertIsNone(self.figure("accepted").base)

    def test_a_base_that_is_not_there_is_refused(self) -> None:
        base = f"{self.prefix(key='companies')}-base"
        changes = {**TOLD, base: "moon"}
        answer = save(self.client, page_of(self.overview), **changes)
        self.assertContains(answer, "No figure of this overview has this key.")

    def test_a_printed_share_is_never_without_a_base(self) -> None:
        base = f"{self.prefix(key='companies')}-base"
        answer = save(self.client, page_of(self.overview), **{**TOLD, base: ""})
        self.assertContains(answer, "A printed share needs the figure")
        self.assertIsNotNone(self.figure().base)

    def test_a_base_of_another_window_is_refused(self) -> None:
        prefix = self.prefix(key="companies")
        changes = {
            **TOLD,
            f"{prefix}-period_start": "2018-01-01",
            f"{prefix}-period_end": "2023-01-01",
            f"{prefix}-period_precision": "year",
        }
        answer = save(self.client, page_of(self.overview), **changes)
        self.assertContains(answer, "were counted in different periods")

    def test_a_period_has_two_ends_in_order(self) -> None:
        prefix = self.prefix(key="companies")
        for start, end, precision, message in (
            ("2018-01-01", "", "year", "A period has a first and a last day."),
            ("2018-01-01", "2017-01-01", "year", "ends before it starts"),
            ("2018-01-01", "2019-01-01", "unknown", "how exactly the period"),
        ):
            with self.subTest(message):
                changes = {
                    **TOLD,
                    f"{prefix}-period_start": start,
                    f"{prefix}-period_end": end,
                    f"{prefix}-period_precision": precision,
                }
                answer = save(self.client, page_of(self.overview), **changes)
                self.assertContains(answer, message)

    def test_two_figures_never_have_one_key(self) -> None:
        key = f"{self.prefix(key='companies')}-key"
        answer = save(self.client, page_of(self.overview), **{**TOLD, key: "accepted"})
        self.assertContains(answer, "Another figure has this key.")

    def test_rows_change_their_places(self) -> None:
        place = f"{self.prefix(key='companies')}-place"
        first = f"{self.prefix(key='accepted')}-place"
        changes = {**TOLD, place: "1", first: "2"}
        save(self.client, page_of(self.overview), **changes)
        keys = list(self.overview.statistics.values_list("key", flat=True))
        self.assertEqual(keys, ["companies", "accepted"])

    def test_a_row_is_removed_with_all_that_belongs_to_it(self) -> None:
        remove = f"{self.prefix(key='companies')}-remove"
        save(self.client, page_of(self.overview), **{**TOLD, remove: "1"})
        self.assertFalse(Statistic.objects.filter(key="companies").exists())
        self.assertEqual(self.newest(self.overview).number, 2)

    def test_what_is_named_elsewhere_is_not_removed_half(self) -> None:
        remove = f"{self.prefix(key='accepted')}-remove"
        answer = save(self.client, page_of(self.overview), **{**TOLD, remove: "1"})
        self.assertContains(answer, "No figure of this overview has this key.")
        self.assertEqual(Statistic.objects.count(), 2)

    def test_a_button_adds_an_empty_row_and_saves_nothing(self) -> None:
        page = self.client.get(page_of(self.overview))
        group = name_of(page, key="caseload")
        value = f"{name_of(page, key='companies')}-value"
        changes = {"add": f"{group}-statistics", value: "59"}
        page = self.client.post(page_of(self.overview), sent(page, **changes))
        values = sent(page)
        self.assertEqual(values[f"{group}-statistics-count"], "3")
        self.assertEqual(values[value], "59")
        self.assertNotContains(page, "errornote")
        self.assertEqual(self.figure().value, 95)
        row = f"{group}-statistics-2"
        filled = {**TOLD, f"{row}-key": "people", f"{row}-value": "18"}
        filled |= {f"{row}-base": "accepted"}
        answer = self.client.post(page_of(self.overview), sent(page, **filled))
        self.assertRedirects(answer, page_of(self.overview))
        people = self.figure("people")
        assert people.base is not None
        self.assertEqual((people.value, people.base.key), (18, "accepted"))

    def test_an_added_row_left_empty_is_nothing(self) -> None:
        page = self.client.get(page_of(self.overview))
        group = name_of(page, key="caseload")
        page = self.client.post(
            page_of(self.overview), sent(page, add=f"{group}-statistics")
        )
        answer = self.client.post(page_of(self.overview), sent(page, **TOLD))
        self.assertRedirects(answer, page_of(self.overview))
        self.assertEqual(Statistic.objects.count(), 2)

    def test_parts_that_do_not_add_up_are_published_with_a_warning(self) -> None:
        group = self.prefix(key="caseload")
        value = f"{self.prefix(key='companies')}-value"
        accepted = self.prefix(key="accepted")
        page = self.client.get(page_of(self.overview))
        page = self.client.post(page_of(self.overview), sent(page, add="groups"))
        changes = {
            **TOLD,
            "groups-1-key": "who",
            "groups-1-parts": "on",
        }
        answer = self.client.post(page_of(self.overview), sent(page, **changes))
        self.assertRedirects(answer, page_of(self.overview))
        self.assertTrue(group and value and accepted)
        self.overview.statistics.filter(key="companies").update(
            group=self.overview.groups.get(key="who")
        )
        value = f"{self.prefix(key='companies')}-value"
        changes = {**TOLD, value: "90"}
        address = page_of(self.overview)
        answer = self.client.post(
            address, sent(self.client.get(address), **changes), follow=True
        )
        self.assertContains(answer, "The parts differ from their base by 23.")
        self.assertContains(answer, "printed as “84.1%”, computed as 79.6%")
        page = self.client.get("/cases/overviews/figures-2024")
        self.assertContains(page, "The parts differ from their base by 23.")

    def test_parts_need_one_base(self) -> None:
        parts = f"{self.prefix(key='caseload')}-parts"
        answer = save(self.client, page_of(self.overview), **{**TOLD, parts: "on"})
        self.assertContains(answer, "have no base in common")
        self.assertEqual(self.newest(self.overview).number, 1)


class CaseSavingTests(DeskTestCase):
    def test_a_case_is_changed_with_facts_certainty_and_sources(self) -> None:
        page = self.client.get(page_of(self.case))
        facts = name_of(page, field="facts")
        english = name_of(page, language="en", title="Pre-ticked consent")
        changes = {
            **TOLD,
            "record-case_number": "(2023)京0491民初2号",
            f"{facts}-certainty": "probable",
            f"{facts}-sources": "paper",
            f"{english}-holding": "A ticked box\r\nis no consent at all.",
        }
        answer = self.client.post(page_of(self.case), sent(page, **changes))
        self.assertRedirects(answer, page_of(self.case))
        snapshot = self.newest(self.case).snapshot
        self.assertEqual(snapshot["case_number"], "(2023)京0491民初2号")
        said = next(one for one in snapshot["provenance"] if one["field"] == "facts")
        self.assertEqual((said["certainty"], said["sources"]), ("probable", ["paper"]))
        self.assertEqual(
            snapshot["texts"]["en"]["holding"], "A ticked box\nis no consent at all."
        )
        self.assertEqual(
            RecordVersion.objects.newest("collection", "typical-2024").number,  # type: ignore[union-attr]
            2,
        )

    def test_procedure_amounts_and_provisions_are_added(self) -> None:
        address = page_of(self.case)
        page = self.client.get(address)
        for part in ("proceedings", "amounts", "case_provisions"):
            page = self.client.post(address, sent(page, add=part))
        changes = {
            **TOLD,
            "proceedings-0-instance": "first",
            "proceedings-0-court": "internet-court",
            "amounts-0-value": "500.50",
            "amounts-0-currency": "CNY",
            "case_provisions-1-provision": "pipl/55-2",
            "case_provisions-1-role": "applied",
        }
        answer = self.client.post(address, sent(page, **changes))
        self.assertRedirects(answer, address)
        snapshot = self.newest(self.case).snapshot
        self.assertEqual(snapshot["proceedings"][0]["instance"], "first")
        self.assertEqual(snapshot["amounts"][0]["value"], "500.50")
        self.assertEqual(snapshot["provisions"][1]["article"], "55-2")
        self.assertTrue(Subject.objects.filter(key="pipl/55-2").exists())

    def test_what_no_one_can_mean_is_said_beside_its_field(self) -> None:
        page = self.client.get(page_of(self.case))
        facts = name_of(page, field="facts")
        for field, value, message in (
            ("record-court", "moon", "Nothing has this key."),
            ("record-decided_precision", "unknown", "how exactly the date is known"),
            ("record-decided_on", "soon", "Enter a valid date"),
            ("record-case_number", "\x00", "Null characters are not allowed"),
            (f"{facts}-sources", "moon", "No source has the key moon."),
            ("case_provisions-0-provision", "pipl 13", "such as pipl/13"),
            ("case_provisions-0-provision", "moon/13", "No law has the key moon."),
            ("texts-0-language", "zh-hans", "This is there twice."),
            ("texts-0-title", "", "This field is required."),
        ):
            with self.subTest(field=field, value=value):
                changes = {**TOLD, field: value}
                answer = self.client.post(page_of(self.case), sent(page, **changes))
                self.assertContains(answer, message)
        self.assertEqual(self.newest(self.case).number, 1)

    def test_sources_that_disagree_say_what_they_say_instead(self) -> None:
        page = self.client.get(page_of(self.case))
        facts = name_of(page, field="facts")
        changes: dict[str, Any] = {**TOLD, f"{facts}-agrees": None}
        answer = self.client.post(page_of(self.case), sent(page, **changes))
        self.assertContains(answer, "Say in a note what these sources say instead.")

    def test_whatever_is_sent_is_answered(self) -> None:
        page = self.client.get(page_of(self.case))
        for changes in (
            {"texts-count": "9" * 400},
            {"texts-count": "-1"},
            {"texts-0-id": "x" * 50},
            {"state": "\x00"},
            {"add": "texts-99-nothing"},
            {"provenance-0-texts-count": "²"},
            {"record-court": "\x00"},
            {"proceedings-count": "3"},
        ):
            with self.subTest(changes):
                data = sent(page, **{**TOLD, **changes})
                answer = self.client.post(page_of(self.case), data)
                self.assertIn(answer.status_code, (200, 302, 409))
        self.assertEqual(self.client.post(page_of(self.case), {}).status_code, 200)

    def test_a_case_that_cannot_be_in_its_set_changes_nothing(self) -> None:
        Collection.objects.update(size=8)
        page = self.client.get(page_of(self.case))
        changes = {**TOLD, "record-case_number": "(2023)京0491民初2号"}
        answer = self.client.post(page_of(self.case), sent(page, **changes))
        self.assertContains(answer, "cannot follow")
        self.assertContains(answer, "The set has 8 places, and 3 are listed.")
        self.assertEqual(self.newest(self.case).number, 1)
        self.assertEqual(
            Case.objects.get(pk=self.case.pk).case_number, "(2023)京0491民初1号"
        )


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
            answer, "Value, as it was saved meanwhile:", status_code=409
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


class CollectionSavingTests(DeskTestCase):
    def test_two_cases_change_places(self) -> None:
        address = page_of(Collection.objects.get())
        page = self.client.get(address)
        changes = {
            **TOLD,
            "items-0-case": "wei-v-guo",
            "items-0-certainty": "confirmed",
            "items-1-case": "ma-v-company",
        }
        answer = self.client.post(address, sent(page, **changes))
        self.assertRedirects(answer, address)
        items = self.newest(Collection.objects.get()).snapshot["items"]
        self.assertEqual(items[0]["case"]["key"], "wei-v-guo")
        self.assertEqual(items[1]["case"]["key"], "ma-v-company")

    def test_certainty_and_case_say_the_same(self) -> None:
        address = page_of(Collection.objects.get())
        page = self.client.get(address)
        for changes, message in (
            ({"items-0-case": ""}, "is not yet identified"),
            ({"items-0-certainty": "unidentified"}, "Say how sure it is"),
            ({"items-0-certainty": "probable"}, "has no number of the court’s yet"),
            ({"items-1-case": "ma-v-company"}, "These values do not fit together"),
            ({"items-2-remove": "1"}, "The set has 3 places, and 2 are listed."),
            ({"related_decisions-0-case": "wei-v-guo"}, "and beside it."),
        ):
            with self.subTest(changes):
                data = sent(page, **{**TOLD, **changes})
                self.assertContains(self.client.post(address, data), message)
        self.assertEqual(self.newest(Collection.objects.get()).number, 1)


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


class MovingTests(DeskTestCase):
    def move(self, slug: str, record: Record | None = None) -> Any:
        row = record or self.case
        address = reverse(f"admin:cases_{row._meta.model_name}_move", args=[row.pk])
        return self.client.post(address, {"slug": slug})

    def test_the_old_address_leads_to_the_new_one(self) -> None:
        self.assertRedirects(self.move("ma-v-firm"), page_of(self.case))
        for old, new in (
            ("/cases/ma-v-company", "/cases/ma-v-firm"),
            ("/zh-hans/cases/ma-v-company", "/zh-hans/cases/ma-v-firm"),
            ("/cases/ma-v-company/v/1", "/cases/ma-v-firm/v/1"),
        ):
            with self.subTest(old):
                answer = self.client.get(old)
                self.assertRedirects(answer, new, 301)

    def test_subject_and_search_row_follow(self) -> None:
        before = Subject.objects.get(kind="case", key="ma-v-company")
        self.move("ma-v-firm")
        after = Subject.objects.get(kind="case", key="ma-v-firm")
        self.assertEqual((after.pk, after.url), (before.pk, "/cases/ma-v-firm"))
        self.assertFalse(Subject.objects.filter(key="ma-v-company").exists())
        rows = SearchRow.objects.filter(kind="case")
        self.assertFalse(rows.filter(key="ma-v-company").exists())
        self.assertEqual(rows.filter(key="ma-v-firm").count(), 2)

    def test_it_is_a_version_and_so_is_the_set_that_links_it(self) -> None:
        self.move("ma-v-firm")
        version = self.newest(Case.objects.get(pk=self.case.pk))
        self.assertEqual((version.number, version.change_type), (2, "typo"))
        self.assertEqual(version.change_note, "Moved from ma-v-company to ma-v-firm.")
        item = self.newest(Collection.objects.get()).snapshot["items"][0]
        self.assertEqual(item["case"]["key"], "ma-v-firm")

    def test_the_old_versions_stay_under_the_new_address(self) -> None:
        self.move("figures", self.overview)
        page = self.client.get("/cases/overviews/figures/v/1")
        self.assertContains(page, 'href="/cases/overviews/figures"')
        self.assertEqual(
            self.client.get("/cases/overviews/figures/v/1.csv").status_code, 200
        )

    def test_what_is_taken_is_refused(self) -> None:
        for slug, message in (
            ("wei-v-guo", "or once had, this address"),
            ("collections", "is an address of its own"),
            ("No", "small letters"),
        ):
            with self.subTest(slug):
                self.assertContains(self.move(slug), message)
        self.assertEqual(Case.objects.get(pk=self.case.pk).slug, "ma-v-company")

    def test_it_can_come_back(self) -> None:
        self.move("ma-v-firm")
        self.case.refresh_from_db()
        self.move("ma-v-company", self.case)
        self.assertEqual(self.client.get("/cases/ma-v-company").status_code, 200)
        self.assertRedirects(
            self.client.get("/cases/ma-v-firm"), "/cases/ma-v-company", 301
        )
