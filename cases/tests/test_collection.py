"""The page of a collection, now and at its versions."""

from cases import importing
from cases.models import Case
from cases.publishing import publish, withdraw
from cases.tests.world import case_data, collection_data, load_world
from cjo.test import BaseTestCase


class CollectionTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_its_head_says_how_many_are_confirmed(self) -> None:
        response = self.client.get("/cases/collections/typical-2024")
        self.assertContains(response, "1 of 3 confirmed, 1 probable")
        self.assertContains(response, "/cases/overviews/figures-2024")

    def test_an_old_version_keeps_the_cards_of_its_time(self) -> None:
        texts = {"en": {"title": "Ticked in advance"}}
        importing.load_case(case_data(texts=texts), self.mei, note="A better title.")
        new = self.client.get("/cases/collections/typical-2024")
        old = self.client.get("/cases/collections/typical-2024/v/1")
        self.assertContains(new, "Ticked in advance")
        self.assertContains(old, "Pre-ticked consent")
        self.assertNotContains(old, "Ticked in advance")

    def test_a_former_set_keeps_no_words_of_a_case_withdrawn_since(self) -> None:
        data = collection_data(related=[])
        importing.load_collection(data, self.mei, note="It was another case.")
        case = Case.objects.get(slug="yang-v-lin")
        withdraw(case, by=self.mei, note="It is another case.")
        old = self.client.get("/cases/collections/typical-2024/v/1")
        self.assertNotContains(old, "Hiring list")
        self.assertNotContains(old, "Fits the theme.")
        self.assertContains(old, '<a href="/cases/yang-v-lin">Withdrawn</a>')
        self.assertContains(old, "Pre-ticked consent")
        publish(case, by=self.mei, change="update", note="It is not.")
        old = self.client.get("/cases/collections/typical-2024/v/1")
        self.assertContains(old, "Hiring list")

    def test_it_exists_in_chinese(self) -> None:
        response = self.client.get("/zh-hans/cases/collections/typical-2024")
        self.assertContains(response, "自动勾选同意")
        self.assertContains(response, '<span lang="en">Typical cases</span>')

    def test_what_was_never_published_is_not_found(self) -> None:
        for path in ("nowhere", "typical-2024/v/2", "nowhere/v/1"):
            response = self.client.get(f"/cases/collections/{path}")
            self.assertEqual(response.status_code, 404, path)

    def test_four_queries_are_enough(self) -> None:
        with self.assertPageQueries(3):
            self.client.get("/cases/collections/typical-2024")
