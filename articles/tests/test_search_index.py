"""The search index: what is put in, taken out, and kept by the database itself."""

from typing import Any
from unittest import skipUnless
from unittest.mock import Mock, patch

from django.core.checks import CheckMessage, Tags, run_checks
from django.core.management import call_command
from django.db import connection, transaction

from articles.extensions import registries
from articles.models import SearchRow, SearchWord
from articles.search import engines, find, index, terms_of
from cjo.test import BaseTestCase, CommittedTestCase


def index_row(key: str = "1", language: str = "en", **words: Any) -> None:
    index.store(
        "article", key, language, **{"title": "", "abstract": "", "text": "", **words}
    )


def keys(query: str, language: str = "en") -> list[str]:
    hits = find(query, terms_of(query, language), language)
    return [hit.key for of_kind in hits.by_kind.values() for hit in of_kind]


def database_warnings() -> list[CheckMessage]:
    return run_checks(tags=[Tags.database], databases=["default"])


class IndexTests(BaseTestCase):
    def test_what_is_put_again_is_found_by_its_new_words_only(self) -> None:
        index_row(title="Court opens")
        index_row(title="Court closes")
        self.assertEqual((keys("opens"), keys("closes")), ([], ["1"]))
        self.assertEqual(SearchRow.objects.count(), 1)

    def test_what_is_removed_is_found_no_more(self) -> None:
        index_row("1", "en", text="court")
        index_row("1", "fr", text="court")
        index.remove("article", "1", "en")
        self.assertEqual((keys("court"), keys("court", "fr")), ([], ["1"]))
        index.remove("article", "1")
        self.assertEqual(keys("court", "fr"), [])

    def test_rows_written_or_deleted_by_any_other_way_are_indexed_too(self) -> None:
        index_row(text="court")
        SearchRow.objects.update(text="tribunal")
        self.assertEqual((keys("court"), keys("tribunal")), ([], ["1"]))
        SearchRow.objects.all().delete()
        self.assertEqual(keys("tribunal"), [])

    def test_it_goes_with_the_transaction_it_was_put_in(self) -> None:
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            index_row(text="court")
            1 / 0  # noqa: B018
        self.assertEqual(keys("court"), [])


class InstallingTests(CommittedTestCase):
    def test_installing_again_changes_nothing(self) -> None:
        index_row(text="court")
        engines.install(connection)
        engines.install(connection)
        self.assertEqual(keys("court"), ["1"])

    @skipUnless(connection.vendor == "sqlite", "SQLite alone loses triggers")
    def test_what_was_written_without_the_triggers_is_found_after_installing(
        self,
    ) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER articles_searchrow_added")
        index_row(text="court")
        self.assertEqual(keys("court"), [])
        engines.install(connection)
        self.assertEqual(keys("court"), ["1"])


class ReindexTests(BaseTestCase):
    def test_it_finds_all_that_is_listed_and_nothing_else(self) -> None:
        edition = self.make_published(title="Court opens")
        self.make_edition("a-draft", title="Court drafts")
        SearchRow.objects.update(title="wrong", abstract="", text="")
        index_row("999999", text="gone")
        index_row(str(edition.article_id), "fr", text="gone")
        call_command("reindex", verbosity=0)
        self.assertEqual(keys("court"), [str(edition.article_id)])
        for query, language in (("gone", "en"), ("gone", "fr"), ("wrong", "en")):
            self.assertEqual(keys(query, language), [])

    def test_it_asks_each_source_to_index_its_own_and_forgets_the_others(self) -> None:
        source = Mock(kind="case")
        source.keys.return_value = ["a-v-b"]
        index.store("case", "gone", "en", title="Gone", abstract="", text="")
        index.store("planet", "mars", "en", title="Mars", abstract="", text="")
        with patch.dict(registries.search_sources, {"case": source}):
            call_command("reindex", verbosity=0)
        source.index.assert_called_once_with(["a-v-b"])
        self.assertEqual((keys("gone"), keys("mars")), ([], []))

    def test_people_and_sections_are_found_again(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        call_command("reindex", verbosity=0)
        self.assertEqual(keys("meng"), [f"contributor-{person.pk}"])

    def test_only_a_stale_index_is_made_anew_on_setup(self) -> None:
        edition = self.make_published(title="Court opens")
        rows = SearchRow.objects.filter(kind="article")
        rows.update(title="kept")
        call_command("reindex", stale=True, verbosity=0)
        self.assertEqual(keys("kept"), [str(edition.article_id)])
        rows.update(folding=0)
        call_command("reindex", stale=True, verbosity=0)
        self.assertEqual(keys("opens"), [str(edition.article_id)])
        self.assertEqual(keys("kept"), [])

    def test_a_check_of_the_database_tells_that_the_index_is_stale(self) -> None:
        self.make_published(title="Court opens")
        self.assertEqual(database_warnings(), [])
        SearchRow.objects.update(folding=0)
        (warning,) = database_warnings()
        self.assertEqual(warning.id, "articles.W001")
        self.assertIn("setup", str(warning.hint))

    def test_a_spelling_from_a_text_that_is_gone_is_forgotten(self) -> None:
        index_row(text="elephants")
        call_command("reindex", verbosity=0)
        self.assertFalse(SearchWord.objects.filter(word="elephants").exists())
