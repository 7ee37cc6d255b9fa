"""What texts can name of records: written when these are published, at once."""

from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Subject
from cases import importing
from cases.models import Case, Law, Provision
from cases.publishing import publish, publish_reference, subjects
from cases.tests.world import LAWS, case_data, load_world
from cjo.test import BaseTestCase


class SubjectTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def cost_of_the_law(self) -> int:
        law = Law.objects.get()
        with CaptureQueriesContext(connection) as queries:
            publish_reference(law, by=self.mei, note="Its articles.")
        return len(queries)

    def labels(self, key: str) -> dict[str, str]:
        subject = Subject.objects.get(kind="provision", key=key)
        return dict(subject.texts.values_list("language", "label"))

    def test_a_law_of_many_articles_costs_what_one_of_few_does(self) -> None:
        cost = self.cost_of_the_law()
        Provision.objects.bulk_create(
            Provision(law=Law.objects.get(), number=number) for number in range(20, 60)
        )
        self.assertEqual(self.cost_of_the_law(), cost)
        every = Subject.objects.filter(kind="provision", part_of__key="pipl")
        self.assertEqual(every.count(), 41)
        self.assertEqual(every.get(key="pipl/59").url, "/laws/pipl/59")

    def test_articles_are_called_by_the_names_their_law_has_now(self) -> None:
        chinese = {"title": "个人信息法"}
        importing.load_laws([{**LAWS[0], "texts": {"zh-hans": chinese}}], self.mei)
        self.assertEqual(self.labels("pipl/13"), {"zh-hans": "个人信息法第13条"})

    def test_an_article_that_a_case_brings_is_noted_with_it(self) -> None:
        brought = {"law": "pipl", "article": "120-1", "role": "applied"}
        importing.load_case(case_data(provisions=[brought]), self.mei)
        self.assertEqual(self.labels("pipl/120-1")["en"], "PIPL, Art. 120-1")
        subject = Subject.objects.get(key="pipl/120-1")
        self.assertEqual(subject.part_of, Subject.objects.get(kind="law"))

    def test_a_case_that_names_no_new_article_notes_none(self) -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(title="Ticked")
        with mock.patch.object(subjects, "sync_provisions") as note:
            publish(case, by=self.mei, change="typo")
        note.assert_not_called()
