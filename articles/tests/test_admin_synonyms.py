"""Synonyms for the search at the desk."""

from typing import Any

from django.urls import reverse

from articles.models import SearchSynonym, Stamp
from articles.tests.desk import DeskTestCase, type_into


class SynonymTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        SearchSynonym.objects.all().delete()

    def add(self, words: str) -> Any:
        page = self.open(reverse("admin:articles_searchsynonym_add"))
        form = page.forms["searchsynonym_form"]
        type_into(form, {"language": "en", "words": words})
        return form.submit("_save")

    def test_a_search_finds_by_a_new_synonym_at_once(self) -> None:
        self.make_published(title="Lorries")
        self.assertContains(self.client.get("/search?q=truck"), "No results")
        Stamp.objects.all().delete()
        self.add("lorry, truck")
        self.assertContains(self.client.get("/search?q=truck"), "/a/court-opens")
        self.assertTrue(Stamp.objects.filter(key="search").exists())

    def test_it_refuses_a_single_word_too_many_and_a_row_twice(self) -> None:
        for words in ("lorry", "lorry, ,", ",".join("abcdefghijk")):
            self.assertContains(self.add(words), "Give from two to 10 words")
        self.add("lorry, truck")
        self.assertContains(self.add("lorry, truck"), "errorlist")
        self.assertEqual(SearchSynonym.objects.count(), 1)

    def test_an_editor_deletes_them_and_a_contributor_sees_none(self) -> None:
        row = SearchSynonym.objects.create(words="lorry, truck")
        url = reverse("admin:articles_searchsynonym_delete", args=[row.pk])
        list(self.open(url).forms.values())[-1].submit()
        self.assertFalse(SearchSynonym.objects.exists())
        self.client.force_login(self.omar)
        url = reverse("admin:articles_searchsynonym_changelist")
        self.assertEqual(self.client.get(url).status_code, 403)
