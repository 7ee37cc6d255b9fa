"""Overviews at the desk: one digit, its type and its note."""

from articles.models import AuditEntry
from cases.models import (
    Collection,
    Court,
    Overview,
    Record,
    RecordVersion,
    Source,
    Statistic,
)
from cases.snapshots import snapshot_of
from cases.tests.desk import TOLD, DeskTestCase, name_of, page_of, send, value_of


class SavingTests(DeskTestCase):
    def test_a_page_sent_back_as_it_was_changes_nothing(self) -> None:
        records: list[Record] = [self.case, self.overview, Collection.objects.get()]
        for record in records:
            before = self.newest(record)
            answer = self.save(record, **TOLD)
            self.assert_leads_to(answer, page_of(record))
            self.assertEqual(self.newest(record), before)
        for row in (Court.objects.first(), Source.objects.first()):
            self.save(row, **TOLD)
        self.assertEqual(RecordVersion.objects.filter(number__gt=1).count(), 0)

    def test_one_digit_is_one_new_version(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        answer = self.save(self.overview, **{**TOLD, value: "59"})
        self.assert_leads_to(answer, page_of(self.overview))
        version = self.newest(self.overview)
        self.assertEqual((version.number, version.change_type), (2, "correction"))
        self.assertEqual(version.change_note, "One digit was wrong.")
        self.assertEqual(version.published_by, self.mei)
        overview = Overview.objects.get()
        self.assertEqual(version.snapshot, snapshot_of(overview))
        self.assertContains(self.open("/cases/overviews/figures-2024.csv"), "companies")
        self.assertTrue(AuditEntry.objects.filter(user=self.mei).exists())

    def test_a_group_is_removed_with_its_figures(self) -> None:
        page = self.open(self.overview)
        group = name_of(page, key="caseload")
        changes = {**TOLD, f"{group}-DELETE": True}
        answer = send(page, **changes)
        self.assert_leads_to(answer, page_of(self.overview))
        self.assertFalse(Statistic.objects.exists())
        self.assertEqual(self.newest(self.overview).snapshot["groups"], [])

    def test_a_group_stays_where_its_figures_are_bases_of_others(self) -> None:
        page = send(self.open(self.overview), add="groups")
        page = send(page, **{"groups-1-key": "who", "add": "groups-1-statistics"})
        changes = {
            **TOLD,
            "groups-1-statistics-0-key": "men",
            "groups-1-statistics-0-value": "5",
            "groups-1-statistics-0-base": "accepted",
            f"{name_of(page, key='caseload')}-DELETE": True,
        }
        answer = send(page, **changes)
        self.assertContains(answer, "No figure of this overview has the key")
        self.assertEqual(Statistic.objects.count(), 2)

    def test_a_figure_that_is_its_own_base_is_refused_beside_it(self) -> None:
        base = f"{self.prefix(key='companies')}-base"
        changes = {**TOLD, base: "companies"}
        answer = self.save(self.overview, **changes)
        self.assertContains(answer, "A figure is no part of itself.")
        self.assertEqual(self.newest(self.overview).number, 1)

    def test_rows_keep_their_ids(self) -> None:
        before = self.figure().pk
        value = f"{self.prefix(key='companies')}-value"
        self.save(self.overview, **{**TOLD, value: "59"})
        self.assertEqual(self.figure().pk, before)

    def test_a_change_needs_a_kind_and_a_note(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        for told, message in (
            ({}, "Choose the kind of change."),
            ({"change": "correction", "note": " "}, "Tell readers what changed"),
        ):
            with self.subTest(message):
                changes = {**told, value: "59"}
                answer = self.save(self.overview, **changes)
                self.assertContains(answer, message)
                self.assertEqual(value_of(answer, value), "59")
        self.assertEqual(self.figure().value, 95)
        changes = {"change": "typo", value: "59"}
        self.save(self.overview, **changes)
        self.assertEqual(self.newest(self.overview).change_type, "typo")

    def test_more_than_its_base_is_explained_beside_the_figure(self) -> None:
        value = f"{self.prefix(key='companies')}-value"
        answer = self.save(self.overview, **{**TOLD, value: "1130"})
        self.assertContains(answer, "companies is more than its base, accepted")
        self.assertContains(answer, "1130 of 113 is no share.")
        self.assertEqual(value_of(answer, value), "1130")
        self.assertEqual(self.figure().value, 95)
        self.assertEqual(self.newest(self.overview).number, 1)

    def test_a_base_in_a_circle_is_refused(self) -> None:
        base = f"{self.prefix(key='accepted')}-base"
        accepted = f"{self.prefix(key='accepted')}-value"
        changes = {**TOLD, base: "companies", accepted: "95"}
        answer = self.save(self.overview, **changes)
        self.assertContains(answer, "a share of itself")
        self.assertIsNone(self.figure("accepted").base)

    def test_a_figure_is_no_base_of_itself(self) -> None:
        base = f"{self.prefix(key='accepted')}-base"
        changes = {**TOLD, base: "accepted"}
        answer = self.save(self.overview, **changes)
        self.assertEqual(answer.status_code, 200)
        self.assertIsNone(self.figure("accepted").base)

    def test_a_base_that_is_not_there_is_refused(self) -> None:
        base = f"{self.prefix(key='companies')}-base"
        changes = {**TOLD, base: "moon"}
        answer = self.save(self.overview, **changes)
        self.assertContains(answer, "No figure of this overview has the key")

    def test_a_printed_share_is_never_without_a_base(self) -> None:
        base = f"{self.prefix(key='companies')}-base"
        answer = self.save(self.overview, **{**TOLD, base: ""})
        self.assertContains(answer, "companies has a printed share, and nothing")
        self.assertIsNotNone(self.figure().base)

    def test_a_base_of_another_window_is_refused(self) -> None:
        prefix = self.prefix(key="companies")
        changes = {
            **TOLD,
            f"{prefix}-period_start": "2018-01-01",
            f"{prefix}-period_end": "2023-01-01",
            f"{prefix}-period_precision": "year",
        }
        answer = self.save(self.overview, **changes)
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
                answer = self.save(self.overview, **changes)
                self.assertContains(answer, message)

    def test_two_figures_never_have_one_key(self) -> None:
        key = f"{self.prefix(key='companies')}-key"
        answer = self.save(self.overview, **{**TOLD, key: "accepted"})
        self.assertContains(answer, "Another figure has this key.")

    def test_rows_change_their_places(self) -> None:
        place = f"{self.prefix(key='companies')}-ORDER"
        first = f"{self.prefix(key='accepted')}-ORDER"
        changes = {**TOLD, place: "1", first: "2"}
        self.save(self.overview, **changes)
        keys = list(self.overview.statistics.values_list("key", flat=True))
        self.assertEqual(keys, ["companies", "accepted"])

    def test_a_row_is_removed_with_all_that_belongs_to_it(self) -> None:
        remove = f"{self.prefix(key='companies')}-DELETE"
        self.save(self.overview, **{**TOLD, remove: True})
        self.assertFalse(Statistic.objects.filter(key="companies").exists())
        self.assertEqual(self.newest(self.overview).number, 2)

    def test_what_is_named_elsewhere_is_not_removed_half(self) -> None:
        remove = f"{self.prefix(key='accepted')}-DELETE"
        answer = self.save(self.overview, **{**TOLD, remove: True})
        self.assertContains(answer, "No figure of this overview has the key")
        self.assertEqual(Statistic.objects.count(), 2)

    def test_a_button_adds_an_empty_row_and_saves_nothing(self) -> None:
        page = self.open(self.overview)
        group = name_of(page, key="caseload")
        value = f"{name_of(page, key='companies')}-value"
        changes = {"add": f"{group}-statistics", value: "59"}
        page = send(page, **changes)
        total = value_of(page, f"{group}-statistics-TOTAL_FORMS")
        self.assertEqual(total, "3")
        self.assertEqual(value_of(page, value), "59")
        self.assertNotContains(page, "errornote")
        self.assertEqual(self.figure().value, 95)
        row = f"{group}-statistics-2"
        filled = {**TOLD, f"{row}-key": "people", f"{row}-value": "18"}
        filled |= {f"{row}-base": "accepted", f"{row}-texts-0-language": "en"}
        filled |= {f"{row}-texts-0-label": "People"}
        answer = send(page, **filled)
        self.assert_leads_to(answer, page_of(self.overview))
        people = self.figure("people")
        assert people.base is not None
        self.assertEqual((people.value, people.base.key), (18, "accepted"))

    def test_an_added_row_left_empty_is_nothing(self) -> None:
        page = self.open(self.overview)
        group = name_of(page, key="caseload")
        page = send(page, add=f"{group}-statistics")
        answer = send(page, **TOLD)
        self.assert_leads_to(answer, page_of(self.overview))
        self.assertEqual(Statistic.objects.count(), 2)

    def test_parts_that_do_not_add_up_are_published_with_a_warning(self) -> None:
        group = self.prefix(key="caseload")
        value = f"{self.prefix(key='companies')}-value"
        accepted = self.prefix(key="accepted")
        page = self.open(self.overview)
        page = send(page, add="groups")
        changes = {
            **TOLD,
            "groups-1-key": "who",
            "groups-1-parts": True,
            "groups-1-texts-0-language": "en",
            "groups-1-texts-0-label": "Who",
        }
        answer = send(page, **changes)
        self.assert_leads_to(answer, page_of(self.overview))
        self.assertTrue(group and value and accepted)
        self.overview.statistics.filter(key="companies").update(
            group=self.overview.groups.get(key="who")
        )
        value = f"{self.prefix(key='companies')}-value"
        changes = {**TOLD, value: "90"}
        address = page_of(self.overview)
        answer = send(self.open(address), follow=True, **changes)
        self.assertContains(answer, "The parts differ from their base by 23.")
        self.assertContains(answer, "printed as “84.1%”, computed as 79.6%")
        page = self.open("/cases/overviews/figures-2024")
        self.assertContains(page, "The parts differ from their base by 23.")

    def test_one_printed_share_twice_is_refused_beside_it(self) -> None:
        page = self.open(self.overview)
        shares = f"{name_of(page, key='companies')}-printed"
        page = send(page, add=shares)
        row = {"text": "84.1%", "language": "zh-hans", "source": "paper"}
        twice = {f"{shares}-2-{name}": value for name, value in row.items()}
        answer = send(page, **TOLD, **twice)
        self.assertContains(answer, "This value is already used.", count=1)
        self.assertNotContains(answer, "The database says")
        # another source may print the same, though it has the same title
        Source.objects.update(title="A report")
        twice[f"{shares}-2-source"] = "court-site"
        answer = send(page, **TOLD, **twice)
        self.assert_leads_to(answer, page_of(self.overview))

    def test_parts_need_one_base(self) -> None:
        parts = f"{self.prefix(key='caseload')}-parts"
        answer = self.save(self.overview, **{**TOLD, parts: True})
        self.assertContains(answer, "have no base in common")
        self.assertEqual(self.newest(self.overview).number, 1)
