"""Cases among the results of a search."""

from articles.extensions.registries import search_sources
from cases.models import Case
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class SearchTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_it_turns_keys_into_results_of_the_language(self) -> None:
        with self.assertNumQueries(1):
            found = search_sources["case"].results(
                ["ma-v-company", "wei-v-guo", "nowhere"], "zh-hans"
            )
        self.assertEqual(set(found), {"ma-v-company", "wei-v-guo"})
        result = found["ma-v-company"]
        self.assertEqual((result.title, result.language), ("自动勾选同意", "zh-hans"))
        self.assertEqual(result.url, "/zh-hans/cases/ma-v-company")
        self.assertEqual(found["wei-v-guo"].language, "en")

    def test_it_leaves_out_what_is_not_published(self) -> None:
        Case.objects.create(slug="draft")
        self.assertEqual(search_sources["case"].results(["draft"], "en"), {})

    def test_two_chinese_characters_find_a_case(self) -> None:
        response = self.client.get("/zh-hans/search", {"q": "勾选"})
        self.assertContains(response, "/zh-hans/cases/ma-v-company")

    def test_a_case_number_finds_it(self) -> None:
        response = self.client.get("/search", {"q": "京0491民初1号"})
        self.assertContains(response, "/cases/ma-v-company")
