"""Records at the desk: to be looked at, by those who write."""

from django.urls import reverse

from cases.models import Case, Overview
from cases.tests.world import load_world
from cjo.test import BaseTestCase

MODELS = (
    "case",
    "collection",
    "overview",
    "recordversion",
    "court",
    "law",
    "source",
)


class AdminTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_an_editor_sees_every_list(self) -> None:
        self.client.force_login(self.mei)
        for model in MODELS:
            address = reverse(f"admin:cases_{model}_changelist")
            self.assertEqual(self.client.get(address).status_code, 200, model)

    def test_a_record_opens_without_a_way_to_change_it(self) -> None:
        self.client.force_login(self.mei)
        for record in (Case.objects.get(slug="ma-v-company"), Overview.objects.get()):
            name = f"admin:cases_{record.kind.value}_change"
            response = self.client.get(reverse(name, args=[record.pk]))
            self.assertContains(response, record.slug)
            self.assertNotContains(response, 'name="_save"')

    def test_nobody_can_post_a_change(self) -> None:
        self.client.force_login(self.mei)
        case = Case.objects.get(slug="ma-v-company")
        address = reverse("admin:cases_case_change", args=[case.pk])
        self.assertEqual(self.client.post(address, {"slug": "x"}).status_code, 403)
