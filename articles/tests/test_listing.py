"""Lists: by date, year, category, series, people; pages of them; their budgets."""

import datetime as dt

from articles.models import Category, CategoryText, Series, SeriesText
from articles.publishing import update_article, withdraw
from cjo.test import BaseTestCase

SITE = "http://127.0.0.1:8000"
LIST_QUERIES = 5  # nine are allowed


class ListTestCase(BaseTestCase):
    def make_dated(
        self, slug: str, year: int, language: str = "en", **work: object
    ) -> None:
        work |= {"dated": dt.date(year, 5, 1), "dated_precision": "year"}
        self.make_published(slug, language, work=dict(work), title=f"On {slug}")

    def make_category(self) -> Category:
        category = Category.objects.create(slug="trends")
        CategoryText.objects.create(
            category=category, language="en", name="Trends", description="Short news."
        )
        return category


class LatestTests(ListTestCase):
    def test_it_lists_newest_first_and_unknown_dates_last(self) -> None:
        self.make_published("undated", title="Undated")
        self.make_dated("old", 2018)
        self.make_dated("new", 2024)
        items = self.client.get("/latest").context["items"]
        titles = [item.title for item in items]
        self.assertEqual(titles, ["On new", "On old", "Undated"])

    def test_it_prints_no_more_of_a_date_than_is_known(self) -> None:
        self.make_dated("old", 2018)
        response = self.client.get("/latest")
        self.assertContains(response, '<time datetime="2018">2018</time>', html=True)

    def test_it_says_so_when_nothing_is_published(self) -> None:
        self.make_edition(title="Hidden words")
        response = self.client.get("/latest")
        self.assertContains(response, "Nothing has been published here yet.")
        self.assertNotContains(response, "Hidden words")

    def test_it_asks_six_queries_for_one_article_and_for_forty(self) -> None:
        category = self.make_category()
        person = self.make_contributor("meng-yu", "Meng Yu")
        for number in range(40):
            article = self.make_article(f"n{number}", dated=dt.date(2020, 1, 1))
            article.categories.add(category)
            article.contributions.create(contributor=person)
            self.make_published(f"n{number}")
            if number in (0, 39):
                with self.assertPageQueries(LIST_QUERIES):
                    self.client.get("/latest")

    def test_an_empty_list_is_not_for_search_engines(self) -> None:
        self.make_published()
        self.make_category()
        for path in ("/zh-hans/latest", "/t/trends", "/zh-hans/contributors/"):
            response = self.client.get(path)
            self.assertContains(response, '<meta name="robots" content="noindex">')
            self.assertNotContains(response, 'rel="canonical"')
        self.assertContains(self.client.get("/latest"), 'rel="canonical"')
        self.assertNotContains(self.client.get("/latest"), f"{SITE}/zh-hans/latest")

    def test_the_second_page_stands_for_itself(self) -> None:
        for number in range(21):
            self.make_published(f"n{number}", title=f"Court {number} opens")
        self.make_published("n0", language="zh-hans", title="法院成立")
        first, second = (self.client.get(f"/latest{query}") for query in ("", "?p=2"))
        self.assertContains(first, "<title>Latest · China Justice Observer</title>")
        self.assertContains(first, f'hreflang="zh-Hans" href="{SITE}/zh-hans/latest"')
        self.assertContains(
            second, "<title>Latest, page 2 · China Justice Observer</title>"
        )
        self.assertContains(second, f'rel="canonical" href="{SITE}/latest?p=2"')
        self.assertContains(second, f'hreflang="en" href="{SITE}/latest?p=2"')
        # there is no such page in Chinese
        self.assertNotContains(second, f'hreflang="zh-Hans" href="{SITE}')
        self.assertContains(second, 'content="Latest, page 2: Court 0 opens"')
        older = self.client.get("/latest?before=2000-01-01.1")
        self.assertContains(older, "noindex")

    def test_pages_are_numbered_and_bounded(self) -> None:
        for number in range(21):
            self.make_dated(f"n{number}", 2020)
        self.assertEqual(len(self.client.get("/latest").context["items"]), 20)
        second = self.client.get("/latest?p=2")
        self.assertEqual(len(second.context["items"]), 1)
        self.assertContains(second, '/latest?p=2">')
        for bad in ("0", "3", "51", "x", "-1", "1e9", "", "٣"):
            self.assertEqual(self.client.get(f"/latest?p={bad}").status_code, 404, bad)

    def test_a_place_in_the_list_leads_on_from_there(self) -> None:
        for number in range(21):
            self.make_dated(f"n{number}", 2020)
        first = self.client.get("/latest").context["items"]
        last = first[-1].version.edition
        place = f"{last.listed_on}.{last.pk}"
        rest = self.client.get(f"/latest?before={place}").context["items"]
        self.assertEqual(len(rest), 1)
        self.assertNotIn(rest[0].url, [item.url for item in first])

    def test_a_malformed_place_is_not_found(self) -> None:
        for bad in ("x", "2020-13-01.1", "2020-01-01", "2020-01-01.0", "9.9"):
            response = self.client.get(f"/latest?before={bad}")
            self.assertEqual(response.status_code, 404, bad)

    def test_a_page_of_another_language_lists_only_its_own(self) -> None:
        self.make_published(title="Court opens")
        self.assertNotContains(self.client.get("/zh-hans/latest"), "Court opens")


class ArchiveTests(ListTestCase):
    def test_a_year_shows_its_own_and_links_the_others(self) -> None:
        self.make_dated("old", 2018)
        self.make_dated("new", 2024)
        response = self.client.get("/archive/2018")
        self.assertContains(response, "On old")
        self.assertNotContains(response, "On new")
        self.assertContains(response, 'href="/archive/2024"')

    def test_a_year_without_articles_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/archive/2017").status_code, 404)

    def test_it_leads_to_no_language_in_which_the_year_is_empty(self) -> None:
        self.make_dated("old", 2018)
        response = self.client.get("/archive/2018")
        here = (
            '<a href="/archive/2018" hreflang="en" aria-current="true">'
            "<span>English</span></a>"
        )
        self.assertContains(response, here, html=True)
        self.assertNotContains(response, 'hreflang="zh-Hans"')
        self.make_dated("older", 2018, language="zh-hans")
        response = self.client.get("/archive/2018")
        self.assertContains(response, 'hreflang="zh-Hans"')

    def test_it_asks_at_most_nine_queries(self) -> None:
        self.make_dated("old", 2018)
        with self.assertPageQueries(LIST_QUERIES):
            self.client.get("/archive/2018")


class TopicTests(ListTestCase):
    def test_a_category_shows_its_description_count_and_articles(self) -> None:
        category = self.make_category()
        self.make_published().article.categories.add(category)
        update_article(
            self.make_published("second", title="Second").article,
            by=self.mei,
            categories=[category],
        )
        response = self.client.get("/t/trends")
        self.assertContains(response, "Short news.")
        self.assertContains(response, "2 entries")
        self.assertContains(response, "Second")
        self.assertIn(f"category-{category.pk}-en", response.headers["Surrogate-Key"])

    def test_a_category_and_a_series_ask_at_most_nine_queries(self) -> None:
        update_article(
            self.make_published().article,
            by=self.mei,
            categories=[self.make_category()],
            series=self.make_series(),
        )
        for slug, queries in (("trends", LIST_QUERIES + 1), ("on-courts", 6)):
            with self.assertPageQueries(queries):
                self.client.get(f"/t/{slug}")

    def test_a_series_tells_its_total_only_if_known(self) -> None:
        series = self.make_series(total=5)
        self.assertContains(self.client.get("/t/on-courts"), "The series has 5 parts.")
        Series.objects.filter(pk=series.pk).update(total=1)
        self.assertContains(self.client.get("/t/on-courts"), "The series has 1 part.")
        Series.objects.filter(pk=series.pk).update(total=None)
        self.assertNotContains(self.client.get("/t/on-courts"), "The series has")

    def test_an_unknown_topic_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/t/nothing").status_code, 404)

    def test_a_withdrawn_article_leaves_its_category_and_the_count(self) -> None:
        category = self.make_category()
        article = self.make_published().article
        update_article(article, by=self.mei, categories=[category])
        withdraw(article, by=self.mei, note="Gone.")
        response = self.client.get("/t/trends")
        self.assertNotContains(response, "Court opens")
        self.assertContains(response, "0 entries")

    def make_series(self, total: int | None = None) -> Series:
        series = Series.objects.create(slug="on-courts", total=total)
        SeriesText.objects.create(series=series, language="en", name="On courts")
        return series


class ContributorTests(ListTestCase):
    def make_signed(self) -> None:
        person = self.make_contributor(
            "meng-yu", "Meng Yu", native_name="余萌", native_language="zh-hans"
        )
        article = self.make_article()
        article.contributions.create(contributor=person)
        self.make_published()

    def test_a_person_has_a_page_with_name_in_both_scripts_and_articles(self) -> None:
        self.make_signed()
        response = self.client.get("/contributors/meng-yu")
        self.assertContains(response, "Meng Yu")
        self.assertContains(response, "余萌")
        self.assertContains(response, "Court opens")
        self.assertContains(response, "1 entry")

    def test_the_list_of_people_names_each_with_a_count(self) -> None:
        self.make_signed()
        response = self.client.get("/contributors/")
        self.assertContains(response, 'href="/contributors/meng-yu"')
        self.assertContains(response, "1 entry")

    def test_who_has_published_nothing_in_a_language_is_not_in_its_list(self) -> None:
        self.make_signed()
        page = self.client.get("/zh-hans/contributors/")
        self.assertNotContains(page, "meng-yu")

    def test_the_list_of_people_has_pages(self) -> None:
        for number in range(21):
            person = self.make_contributor(f"person-{number}", f"Person {number}")
            article = self.make_article(f"piece-{number}")
            article.contributions.create(contributor=person)
            self.make_published(f"piece-{number}")
        first = self.client.get("/contributors/")
        self.assertEqual(first.content.count(b'href="/contributors/person-'), 20)
        second = self.client.get("/contributors/?p=2")
        self.assertEqual(second.content.count(b'href="/contributors/person-'), 1)
        self.assertContains(second, 'rel="prev" href="/contributors/"')
        for page in ("3", "0", "x", "51"):
            address = f"/contributors/?p={page}"
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_both_ask_at_most_nine_queries(self) -> None:
        self.make_signed()
        with self.assertPageQueries(7):
            self.client.get("/contributors/meng-yu")
        with self.assertPageQueries(4):
            self.client.get("/contributors/")

    def test_a_missing_slash_leads_to_the_page(self) -> None:
        self.assertRedirects(self.client.get("/contributors"), "/contributors/", 301)
        self.assertRedirects(self.client.get("/latest/"), "/latest", 301)
