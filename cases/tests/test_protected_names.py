"""Protected names in records: in their words, their addresses and their sources."""

from articles.models import Homonym, ProtectedName
from articles.publishing.problems import PublishingRefused
from cases import importing
from cases.importing import WrongFact
from cases.models import Case, CaseText, Source
from cases.publishing import publish, publish_sources, withdraw
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase


class ProtectedNameTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        self.case = Case.objects.get(slug="ma-v-company")
        names = {"names": "Wang Wei\n王伟", "initials": "Mr. W."}
        self.name = ProtectedName.objects.create(**names)

    def refusal(self) -> str:
        with self.assertRaises(PublishingRefused) as refused:
            publish(self.case, by=self.mei, note="More is known.")
        return str(refused.exception)

    def write(self, **fields: str) -> None:
        CaseText.objects.filter(case=self.case, language="en").update(**fields)

    def test_it_refuses_the_name_in_every_text_of_a_case(self) -> None:
        for field in ("title", "name", "parties", "facts", "holding", "outcome"):
            with self.subTest(field):
                self.write(**{field: "Wang Wei v a company"})
                self.assertIn(f"texts · en · {field}", self.refusal())
                self.write(**{field: "Ma v a company"})

    def test_it_refuses_a_source_that_prints_the_name(self) -> None:
        Source.objects.filter(key="paper").update(title="王伟案")
        with self.assertRaisesMessage(PublishingRefused, "sources · paper · title"):
            publish_sources(Source.objects.filter(key="paper"), by=self.mei, note="N.")

    def test_it_refuses_a_new_case_with_the_name_in_its_address(self) -> None:
        with self.assertRaisesMessage(WrongFact, "Mr. W."):
            importing.load_case(case_data("wang-wei-v-li"), self.mei)

    def test_it_is_published_where_somebody_else_has_the_name(self) -> None:
        Homonym.objects.create(
            protected_name=self.name, address="/cases/ma-v-company", reason="A judge."
        )
        self.write(facts="Judge Wang Wei presided.")
        version = publish(self.case, by=self.mei, note="The judge is known.")
        self.assertIsNotNone(version)

    def test_it_refuses_the_name_in_the_reason_of_a_withdrawal(self) -> None:
        with self.assertRaisesMessage(PublishingRefused, "Mr. W."):
            withdraw(self.case, by=self.mei, note="Wang Wei asked for it.")
