"""Cases among the results of a search."""

from django.core.management import call_command

from articles.extensions.registries import search_sources
from articles.models import SearchRow
from cases.models import Case, Collection
from cases.publishing import withdraw
from cases.tests.world import load_world
from cjo.test import BaseTestCase


class SearchTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def test_it_turns_keys_into_results_of_the_language(self) -> None:
        with self.assertNumQueries(1):
            results = search_sources["case"].results(
                ["ma-v-company", "wei-v-guo", "nowhere"], "zh-hans"
            )
        self.assertEqual(set(results), {"ma-v-company", "wei-v-guo"})
        result = results["ma-v-company"]
        self.assertEqual((result.title, result.language), ("自动勾选同意", "zh-hans"))
        self.assertEqual(result.url, "/zh-hans/cases/ma-v-company")
        self.assertEqual(results["wei-v-guo"].language, "en")

    def test_it_leaves_out_what_is_not_published(self) -> None:
        Case.objects.create(slug="draft")
        self.assertEqual(search_sources["case"].results(["draft"], "en"), {})

    def test_two_chinese_characters_find_a_case(self) -> None:
        response = self.client.get("/zh-hans/search", {"q": "勾选"})
        self.assertContains(response, "/zh-hans/cases/ma-v-company")

    def test_a_record_is_found_in_a_language_that_it_has_no_text_in(self) -> None:
        response = self.client.get("/zh-hans/search", {"q": "stolen papers"})
        self.assertContains(response, '<a href="/zh-hans/cases/wei-v-guo" lang="en">')

    def test_every_kind_of_record_is_found_and_found_again(self) -> None:
        queries = {
            "typical cases": "/cases/collections/typical-2024",
            "figures of 2024": "/cases/overviews/figures-2024",
            "fourth court": "/courts/fourth-court",
            "information law": "/laws/pipl",
            "pipl art. 13": "/laws/pipl/13",
            "pre-ticked": "/cases/ma-v-company",
        }
        for made in ("published", "indexed again"):
            for query, url in queries.items():
                page = self.client.get("/search", {"q": query})
                self.assertContains(page, f'href="{url}"', msg_prefix=f"{query} {made}")
            SearchRow.objects.all().delete()
            call_command("reindex", verbosity=0)

    def test_what_was_withdrawn_is_found_no_more_nor_indexed_again(self) -> None:
        collection = Collection.objects.get()
        withdraw(collection, by=self.mei, note="It was wrong.")
        call_command("reindex", verbosity=0)
        page = self.client.get("/search", {"q": "typical cases"})
        self.assertNotContains(page, "/cases/collections/")

    def test_names_in_another_language_say_so(self) -> None:
        page = self.client.get("/search", {"q": "internet court"})
        name = '<span lang="zh-Hans">互联网法院</span>'
        self.assertContains(page, f'<p class="date">{name}</p>')

    def test_articles_of_a_law_that_nobody_cites_lead_to_the_law(self) -> None:
        page = self.client.get("/search", {"q": "PIPL article 99999"})
        self.assertContains(page, 'href="/laws/pipl"')
        self.assertNotContains(page, "/laws/pipl/")

    def test_it_asks_few_queries_for_results_of_every_kind(self) -> None:
        # sections, pages, synonyms, search, names of laws; laws and articles with texts
        with self.assertPageQueries(4 + 4):
            self.client.get("/search", {"q": "pipl 13"})
        # of cases, collections, overviews one each, of courts two
        with self.assertPageQueries(3 + 5):
            self.client.get("/search", {"q": "court"})

    def test_a_case_number_finds_it(self) -> None:
        response = self.client.get("/search", {"q": "京0491民初1号"})
        self.assertContains(response, "/cases/ma-v-company")
