"""load_corpus: articles by the thousand, for measuring."""

from django.core.management import CommandError
from django.test import override_settings

from articles.models import Article, Edition, ListCount, Mention, SearchRow, Version
from articles.publishing.list_counts import recount_everything
from cases.models import Case
from cjo.demo.corpus import loading
from cjo.test import BaseTestCase
from cjo.tests.test_commands import output_of


@override_settings(SITE_HOST="127.0.0.1")
class LoadCorpusTests(BaseTestCase):
    def test_its_texts_are_as_if_they_had_been_published(self) -> None:
        output_of("load_corpus", "30", "--cases", "10")
        self.assertIn("published states are as they were", output_of("verify"))
        for language in ("en", "zh-hans"):
            self.assertEqual(Edition.objects.listed(language).count(), 30)
            rows = SearchRow.objects.filter(language=language, kind="article")
            self.assertEqual(rows.count(), 30)
        self.assertEqual(Case.objects.count(), 10)
        cases = Mention.objects.filter(subject__kind="case")
        self.assertEqual(cases.count(), 2 * Version.objects.count())

    def test_readers_find_its_articles_in_lists_and_in_search(self) -> None:
        output_of("load_corpus", "10")
        edition = Edition.objects.news("zh-hans").latest("listed_on")
        latest = self.client.get("/zh-hans/latest")
        self.assertContains(latest, edition.title)
        page = self.client.get(edition.get_absolute_url())
        self.assertContains(page, "<h2")
        found = self.client.get("/zh-hans/search", {"q": edition.title})
        self.assertContains(found, edition.get_absolute_url())

    def test_a_second_call_goes_on_where_the_first_one_stopped(self) -> None:
        output_of("load_corpus", "4")
        first = list(Version.objects.values_list("hash", flat=True))
        output_of("load_corpus", "6")
        self.assertEqual(loading.number_loaded(), 6)
        self.assertEqual(Version.objects.filter(hash__in=first).count(), len(first))
        self.assertIn("6 made-up articles", output_of("load_corpus", "3"))
        output_of("verify")

    def test_each_list_is_counted(self) -> None:
        output_of("load_corpus", "20")
        counts = ListCount.objects.filter(language="en", number__gt=0)
        categories = counts.filter(list__startswith="category-")
        for count in categories:
            category = int(count.list.removeprefix("category-"))
            listed = Edition.objects.news("en").in_category(category)
            self.assertEqual(count.number, listed.count())
        self.assertGreater(categories.count(), 4)
        self.assertEqual(
            counts.get(list="latest").number, Edition.objects.news("en").count()
        )

    def test_a_list_that_lost_its_last_text_is_counted_empty(self) -> None:
        ListCount.objects.create(list="year-1999", language="en", number=3)
        recount_everything()
        self.assertEqual(ListCount.objects.get(list="year-1999").number, 0)

    def test_a_dry_run_makes_nothing(self) -> None:
        output = output_of("load_corpus", "5", "--dry-run")
        self.assertIn("Would make up 5 articles", output)
        self.assertFalse(Article.objects.exists())

    def test_it_refuses_a_database_in_which_people_published(self) -> None:
        self.make_published()
        with self.assertRaisesMessage(CommandError, "People have published"):
            output_of("load_corpus", "5")

    @override_settings(SITE_HOST="observer.example")
    def test_it_refuses_a_site_on_the_open_net(self) -> None:
        with self.assertRaisesMessage(CommandError, "for measuring"):
            output_of("load_corpus", "5")
