"""One verb on records at a time, and none that trusts what was read before."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any
from unittest import mock, skipUnless

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles.models import Mention, SearchRow, Subject
from cases import importing
from cases.models import (
    Case,
    CauseOfAction,
    Court,
    CourtText,
    Law,
    RecordVersion,
    Source,
)
from cases.publishing import (
    change_slug,
    publish,
    publish_reference,
    publish_sources,
    save,
    state_of,
)
from cases.tests.world import (
    COURTS,
    LAWS,
    SOURCES,
    WorldTestCase,
    case_data,
    load_world,
)
from cjo.lib import turn
from cjo.test import BaseTestCase, CommittedTestCase


def newest(key: str = "ma-v-company", kind: str = "case") -> RecordVersion:
    version = RecordVersion.objects.newest(kind, key)
    assert version is not None
    return version


class TurnTests(BaseTestCase):
    """Two verbs at once never wait for each other, and each sees what the other did."""

    cause: CauseOfAction

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        cls.cause = CauseOfAction.objects.create(slug="privacy")

    def assert_waits_first(self, act: Callable[[], object]) -> None:
        """Assert that an act reads nothing of a record before it is its turn."""
        with (
            CaptureQueriesContext(connection) as queries,
            mock.patch.object(turn, "_wait") as wait,
        ):
            wait.side_effect = lambda: read.append(len(queries))
            read: list[int] = []
            act()
        before = [query["sql"] for query in queries][: read[0]]
        self.assertEqual([sql for sql in before if "SAVEPOINT" not in sql], [])

    def test_every_verb_waits_before_it_reads(self) -> None:
        case, court = Case.objects.get(slug="wei-v-guo"), Court.objects.all()[0]
        law, source = Law.objects.get(), Source.objects.all()[0]
        state, by = state_of(court), self.mei
        acts: dict[str, Callable[[], Any]] = {
            "publish": lambda: publish(case, by=by, change="typo"),
            "move": lambda: change_slug(case, "moved", by=by),
            "court": lambda: publish_reference(court, by=by, note="Why."),
            "law": lambda: publish_reference(law, by=by, note="Why."),
            "cause": lambda: publish_reference(self.cause, by=by, note="Why."),
            "sources": lambda: publish_sources([source], by=by, note="Why."),
            "save": lambda: save(
                court, by=by, expected=state, write=lambda: None, change="typo"
            ),
        }
        for name, act in acts.items():
            with self.subTest(name):
                self.assert_waits_first(act)

    def test_what_is_loaded_waits_too(self) -> None:
        by = self.mei
        acts: dict[str, Callable[[], Any]] = {
            "case": lambda: importing.load_case(case_data("new"), by),
            "causes": lambda: importing.load_causes(
                [{"slug": "new", "texts": {"en": {"name": "New"}}}], by
            ),
            "courts": lambda: importing.load_courts(COURTS, by),
            "laws": lambda: importing.load_laws(LAWS, by),
            "sources": lambda: importing.load_sources(SOURCES, by),
        }
        for name, act in acts.items():
            with self.subTest(name):
                self.assert_waits_first(act)


class LoadedBeforeTests(WorldTestCase):
    """A verb is given a row that somebody loaded before others changed it."""

    def test_two_moves_leave_no_subject_behind(self) -> None:
        edition = self.make_published(body="[[case:ma-v-company]]")
        mention = Mention.objects.get(
            version=edition.current_version, subject__kind="case", role="shown"
        )
        first, second = self.case(), self.case()
        change_slug(first, "ma-v-firm", by=self.mei)
        change_slug(second, "ma-v-shop", by=self.mei)
        cases = Subject.objects.filter(kind="case")
        keys = set(cases.values_list("key", flat=True))
        self.assertEqual(keys, {"ma-v-shop", "wei-v-guo", "yang-v-lin"})
        mention.refresh_from_db()
        self.assertEqual(mention.subject.key, "ma-v-shop")
        self.assertEqual(mention.subject.number, 3)
        rows = SearchRow.objects.filter(kind="case").values_list("key", flat=True)
        self.assertEqual(set(rows), keys)
        self.assertEqual(
            newest("ma-v-shop").change_note, "Moved from ma-v-firm to ma-v-shop."
        )

    def test_a_moved_record_is_published_where_it_is_now(self) -> None:
        before = self.case()
        change_slug(self.case(), "ma-v-firm", by=self.mei)
        before.texts.filter(language="en").update(title="Ticked")
        publish(before, by=self.mei, change="typo")
        self.assertFalse(Subject.objects.filter(key="ma-v-company").exists())
        self.assertEqual(Subject.objects.get(key="ma-v-firm").number, 3)

    def test_a_law_is_dated_by_the_amendments_it_has_now(self) -> None:
        law = Law.objects.prefetch_related("versions", "texts").get(slug="pipl")
        Law.objects.get().versions.create(key="2025", adopted_on="2025-03-01")
        publish_reference(law, by=self.mei, note="It was amended.")
        changed_on = Subject.objects.get(kind="law", key="pipl").changed_on
        self.assertEqual(str(changed_on), "2025-03-01")


@skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
class AtOnceTests(CommittedTestCase):
    def setUp(self) -> None:
        super().setUp()
        load_world(self.mei)
        self.failed: list[Exception] = []

    def in_thread(self, act: Callable[[], object]) -> threading.Thread:
        def go() -> None:
            try:
                act()
            except Exception as error:  # told to the test, which fails
                self.failed.append(error)
            finally:
                connection.close()

        thread = threading.Thread(target=go)
        thread.start()
        return thread

    def rename(self) -> None:
        court = Court.objects.get(slug="internet-court")

        def write() -> None:
            text = CourtText.objects.get(court=court, language="en")
            text.name = "The Internet Court"
            text.save()

        save(
            court,
            by=self.mei,
            expected=state_of(court),
            write=write,
            change="update",
            note="Its full name.",
        )

    def test_a_case_that_comes_to_a_court_prints_its_new_name(self) -> None:
        with transaction.atomic():
            importing.load_case(case_data("newcomer"), self.mei)
            renaming = self.in_thread(self.rename)
            renaming.join(0.5)  # it would be done, did it not wait
        renaming.join(30)
        self.assertEqual(self.failed, [])
        name = newest("newcomer").snapshot["court"]["texts"]["en"]["name"]
        self.assertEqual(name, "The Internet Court")

    def test_a_court_and_its_cases_are_published_at_once(self) -> None:
        def correct(slug: str) -> None:
            for number in range(5):
                case = Case.objects.get(slug=slug)
                with transaction.atomic():
                    publish(case, by=self.mei, change="typo")
                    case.texts.filter(language="en").update(title=f"No. {number}")
                    publish(case, by=self.mei, change="typo")

        acts = [
            self.in_thread(self.rename),
            *(
                self.in_thread(partial(correct, slug))
                for slug in ("wei-v-guo", "ma-v-company", "yang-v-lin")
            ),
        ]
        for act in acts:
            act.join(60)
        self.assertEqual(self.failed, [])
        self.assertEqual(newest("wei-v-guo").snapshot["texts"]["en"]["title"], "No. 4")
        for key in ("wei-v-guo", "ma-v-company"):
            name = newest(key).snapshot["court"]["texts"]["en"]["name"]
            self.assertEqual(name, "The Internet Court")
