"""Cases and sets at the desk, with their facts and how sure they are."""

from typing import Any

from articles.models import Subject
from cases.models import (
    Case,
    Collection,
    RecordVersion,
)
from cases.tests.desk import TOLD, DeskTestCase, form_of, name_of, page_of, send


class CaseSavingTests(DeskTestCase):
    def test_a_case_is_changed_with_facts_certainty_and_sources(self) -> None:
        page = self.open(self.case)
        facts = name_of(page, field="facts")
        english = name_of(page, language="en", title="Pre-ticked consent")
        changes = {
            **TOLD,
            "record-case_number": "(2023)京0491民初2号",
            f"{facts}-certainty": "reported",
            f"{facts}-sources": "paper",
            f"{english}-holding": "A ticked box\r\nis no consent at all.",
        }
        answer = send(page, **changes)
        self.assert_leads_to(answer, page_of(self.case))
        snapshot = self.newest(self.case).snapshot
        self.assertEqual(snapshot["case_number"], "(2023)京0491民初2号")
        statements = {row["field"]: row for row in snapshot["provenance"]}
        said = statements["facts"]
        self.assertEqual((said["certainty"], said["sources"]), ("reported", ["paper"]))
        self.assertEqual(
            snapshot["texts"]["en"]["holding"], "A ticked box\nis no consent at all."
        )
        self.assertEqual(
            RecordVersion.objects.newest("collection", "typical-2024").number,  # type: ignore[union-attr]
            2,
        )

    def test_texts_are_saved_without_characters_that_nobody_sees(self) -> None:
        page = self.open(self.case)
        english = name_of(page, language="en", title="Pre-ticked consent")
        changes = {
            **TOLD,
            "record-case_number": "\ufeff(2023)京0491\u200b民初2号",
            f"{english}-title": "Pre-ticked\u2028consent",
            f"{english}-holding": "A ticked box\x0bis no\x02 consent.",
        }
        send(page, **changes)
        snapshot = self.newest(self.case).snapshot
        self.assertEqual(snapshot["case_number"], "(2023)京0491民初2号")
        english_texts = snapshot["texts"]["en"]
        self.assertEqual(english_texts["title"], "Pre-ticked consent")
        self.assertEqual(english_texts["holding"], "A ticked box\nis no consent.")

    def test_another_case_of_the_same_number_is_warned_of(self) -> None:
        warning = "It may be the same case as “yang-v-lin”. It has the same case number"
        page = self.open(self.case)
        self.assertContains(page, warning)
        changes = {**TOLD, "record-case_number": "(2023)京0491民初9号"}
        answer = send(page, follow=True, **changes)
        self.assertNotContains(answer, "It may be the same case")

    def test_a_fact_without_a_source_is_warned_of(self) -> None:
        page = self.open(self.case)
        self.assertContains(page, "Holding: no source is on record")
        self.assertNotContains(page, "Facts: no source is on record")

    def test_one_provision_twice_is_refused_beside_it(self) -> None:
        page = self.open(self.case)
        for _time in range(2):
            page = send(page, add="case_provisions")
        twice: dict[str, Any] = {**TOLD}
        for place in (1, 2):
            twice[f"case_provisions-{place}-provision"] = "pipl/77"
            twice[f"case_provisions-{place}-role"] = "pointer"
        answer = send(page, **twice)
        self.assertContains(answer, "This value is already used.")
        self.assertEqual(self.newest(self.case).number, 1)
        # as applied and as a pointer it is two things, on one new article
        twice["case_provisions-2-role"] = "applied"
        answer = send(page, **twice)
        self.assert_leads_to(answer, page_of(self.case))

    def test_a_sum_below_nothing_is_refused_beside_it(self) -> None:
        page = self.open(self.case)
        page = send(page, add="amounts")
        sums = {"amounts-0-value": "-5", "amounts-0-currency": "CNY"}
        answer = send(page, **{**TOLD, **sums})
        self.assertContains(answer, "greater than or equal to 0")

    def test_words_have_a_limit(self) -> None:
        page = self.open(self.case)
        english = name_of(page, language="en", title="Pre-ticked consent")
        changes = {**TOLD, f"{english}-facts": "x" * 50_001}
        answer = send(page, **changes)
        self.assertContains(answer, "at most 50000 characters")
        self.assertEqual(self.newest(self.case).number, 1)

    def test_an_added_statement_that_stays_empty_is_nothing(self) -> None:
        page = self.open(self.case)
        page = send(page, add="provenance")
        self.assertNotContains(page, "[]")
        changes = {**TOLD, "record-case_number": "(2023)京0491民初2号"}
        answer = send(page, **changes)
        self.assert_leads_to(answer, page_of(self.case))

    def test_a_date_that_no_step_of_the_procedure_has_is_warned_of(self) -> None:
        told = "No step of the procedure has the date of the judgment."
        page = self.open(self.case)
        self.assertNotContains(page, told)
        page = send(page, add="proceedings")
        changes = {
            **TOLD,
            "proceedings-0-instance": "first",
            "proceedings-0-decided_on": "2024-06-19",
            "proceedings-0-decided_precision": "day",
        }
        answer = send(page, follow=True, **changes)
        self.assertContains(answer, told, count=2)  # said at once, and on the page

    def test_procedure_amounts_and_provisions_are_added(self) -> None:
        address = page_of(self.case)
        page = self.open(address)
        for part in ("proceedings", "amounts", "case_provisions"):
            page = send(page, add=part)
        changes = {
            **TOLD,
            "proceedings-0-instance": "first",
            "proceedings-0-court": "internet-court",
            "amounts-0-value": "500.50",
            "amounts-0-currency": "CNY",
            "case_provisions-1-provision": "pipl/55-2",
            "case_provisions-1-role": "applied",
        }
        answer = send(page, **changes)
        self.assert_leads_to(answer, address)
        snapshot = self.newest(self.case).snapshot
        self.assertEqual(snapshot["proceedings"][0]["instance"], "first")
        self.assertEqual(snapshot["amounts"][0]["value"], "500.50")
        self.assertEqual(snapshot["provisions"][1]["article"], "55-2")
        self.assertTrue(Subject.objects.filter(key="pipl/55-2").exists())

    def test_a_provision_is_named_as_a_text_cites_it(self) -> None:
        for cited in (
            "PIPL art. 55",
            "Article 55 of the PIPL",
            "Information Law, Art. 55",
        ):
            page = self.open(self.case)
            answer = send(page, **TOLD, **{"case_provisions-0-provision": cited})
            self.assertNotContains(answer, "Name one article", status_code=302)
            provisions = self.newest(self.case).snapshot["provisions"]
            self.assertEqual(provisions[0]["article"], "55", cited)
            self.save(self.case, **TOLD, **{"case_provisions-0-provision": "pipl/13"})

    def test_what_no_one_can_mean_is_said_beside_its_field(self) -> None:
        page = self.open(self.case)
        facts = name_of(page, field="facts")
        for field, value, message in (
            ("record-court", "moon", "Nothing has this key."),
            ("record-decided_precision", "unknown", "how exactly the date is known"),
            ("record-decided_on", "soon", "Enter a valid date"),
            ("record-case_number", "\x00", "Null characters are not allowed"),
            (f"{facts}-sources", "moon", "No source has the key “moon”."),
            ("case_provisions-0-provision", "the 13th", "such as “PIPL Art. 13”"),
            ("case_provisions-0-provision", "moon/13", "No law has the key “moon”."),
            ("texts-0-language", "zh-hans", "This value is already used."),
            ("texts-0-title", "", "This field is required."),
        ):
            with self.subTest(field=field, value=value):
                changes = {**TOLD, field: value}
                answer = send(page, **changes)
                self.assertContains(answer, message)
        self.assertEqual(self.newest(self.case).number, 1)

    def test_sources_that_disagree_say_what_they_say_instead(self) -> None:
        page = self.open(self.case)
        facts = name_of(page, field="facts")
        changes: dict[str, Any] = {**TOLD, f"{facts}-agrees": False}
        answer = send(page, **changes)
        self.assertContains(answer, "Say in a note what these sources say instead.")

    def test_whatever_is_sent_is_answered(self) -> None:
        page = self.open(self.case)
        for changes in (
            {"texts-TOTAL_FORMS": "9" * 400},
            {"texts-TOTAL_FORMS": "9" * 5000},
            {"texts-TOTAL_FORMS": "-1"},
            {"texts-0-id": "x" * 50},
            {"state": "\x00"},
            {"add": "texts-99-nothing"},
            {"provenance-0-texts-TOTAL_FORMS": "²"},
            {"record-court": "\x00"},
            {"proceedings-TOTAL_FORMS": "3"},
        ):
            with self.subTest(changes):
                data = {**dict(form_of(page).submit_fields()), **TOLD, **changes}
                answer = self.client.post(page_of(self.case), data)
                self.assertIn(answer.status_code, (200, 302, 409))
        self.assertEqual(self.client.post(page_of(self.case), {}).status_code, 200)

    def test_a_case_that_cannot_be_in_its_set_changes_nothing(self) -> None:
        Collection.objects.update(size=8)
        page = self.open(self.case)
        changes = {**TOLD, "record-case_number": "(2023)京0491民初2号"}
        answer = send(page, **changes)
        self.assertContains(answer, "cannot follow")
        self.assertContains(answer, "The collection has 8 places, and 3 are listed.")
        self.assertEqual(self.newest(self.case).number, 1)
        self.assertEqual(
            Case.objects.get(pk=self.case.pk).case_number, "(2023)京0491民初1号"
        )


class CollectionSavingTests(DeskTestCase):
    def test_two_cases_change_places(self) -> None:
        address = page_of(Collection.objects.get())
        page = self.open(address)
        changes = {
            **TOLD,
            "items-0-case": "wei-v-guo",
            "items-0-certainty": "confirmed",
            "items-1-case": "ma-v-company",
        }
        answer = send(page, **changes)
        self.assert_leads_to(answer, address)
        items = self.newest(Collection.objects.get()).snapshot["items"]
        self.assertEqual(items[0]["case"]["key"], "wei-v-guo")
        self.assertEqual(items[1]["case"]["key"], "ma-v-company")

    def test_certainty_and_case_say_the_same(self) -> None:
        address = page_of(Collection.objects.get())
        page = self.open(address)
        for changes, message in (
            ({"items-0-case": ""}, "is not yet identified"),
            ({"items-0-certainty": "unidentified"}, "Say how sure it is"),
            ({"items-0-certainty": "probable"}, "Say in a note why it is probable"),
            ({"items-1-case": "ma-v-company"}, "This value is already used."),
            (
                {"items-2-DELETE": True},
                "The collection has 3 places, and 2 are listed.",
            ),
            ({"related_decisions-0-case": "wei-v-guo"}, "and related to it too."),
        ):
            with self.subTest(changes):
                answer = send(page, **{**TOLD, **changes})
                self.assertContains(answer, message)
        self.assertEqual(self.newest(Collection.objects.get()).number, 1)
