"""The search page: articles and cases, the words marked, never a draft."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from unittest.mock import patch

from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.extensions import registries
from articles.extensions.types import SearchResult
from articles.models import Category, Contribution, SearchRow, Series
from articles.publishing import publish, save_draft, withdraw
from articles.publishing.taxonomy import refresh_derived
from articles.search import index
from articles.search.finding import FOUND_LIMIT
from cjo.test import BaseTestCase

COURT = "北京互联网法院公布个人信息保护典型案例"


def index_row(kind: str, key: str, *, title: str = "", text: str = "") -> None:
    index.store(kind, key, "en", title=title, abstract="", text=text)


class Cases:
    """Stands in for the source that the cases app registers."""

    kind = "case"
    heading = "Cases"

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        return {
            key: SearchResult(key, language, "Recognised", f"/cases/{key}", "2025")
            for key in keys
            if key != "hidden"
        }


class SearchTests(HypothesisTestCase, BaseTestCase):
    def setUp(self) -> None:
        super().setUp()
        sources = {**registries.search_sources, "case": Cases()}
        self.enterContext(patch.object(registries, "search_sources", sources))

    def search(self, query: str, prefix: str = "", **more: str) -> Any:
        return self.client.get(f"{prefix}/search", {"q": query, **more})

    def test_it_shows_articles_and_cases_with_the_words_marked(self) -> None:
        self.make_published(
            title="Court opens",
            abstract="A court for <all>.",
            work={"dated": dt.date(2024, 12, 18), "dated_precision": "day"},
        )
        index_row("case", "zhao-v-ye", title="Zhao", text="court")
        page = self.search("court")
        self.assertContains(
            page, '<a href="/a/court-opens"><mark>Court</mark> opens</a>'
        )
        self.assertContains(page, "A <mark>court</mark> for &lt;all&gt;.")
        self.assertContains(page, '<p class="date">Wed, 18 Dec 2024</p>')
        self.assertContains(page, '<p class="date">2025</p>')
        self.assertContains(page, "2 results for “court”")

    def test_a_word_of_the_text_alone_finds_an_article_and_so_does_its_author(
        self,
    ) -> None:
        edition = self.make_edition(body="On reciprocity.")
        person = self.make_contributor(
            "meng-yu", "Meng Yu", native_name="余萌", native_language="zh-hans"
        )
        Contribution.objects.create(
            article=edition.article, contributor=person, role="aut"
        )
        publish(edition, by=self.mei)
        for query in ("reciprocity", "meng yu", "余萌"):
            self.assertContains(self.search(query), "/a/court-opens", msg_prefix=query)

    def test_a_draft_is_not_found_nor_what_was_withdrawn(self) -> None:
        edition = self.make_published(title="Court opens")
        save_draft(edition, by=self.omar, title="Secret plans")
        self.assertContains(self.search("secret"), "No results")
        self.make_edition("another-court", title="Secret court")
        self.assertContains(self.search("secret"), "No results")
        withdraw(edition.article, by=self.mei, note="It was wrong.")
        self.assertContains(self.search("opens"), "No results")

    def test_it_only_answers_who_reads(self) -> None:
        self.assertEqual(self.client.head("/search?q=court").status_code, 200)
        self.assertEqual(self.client.post("/search", {"q": "court"}).status_code, 405)

    def test_a_stale_row_shows_nothing(self) -> None:
        edition = self.make_edition(title="Secret")
        index_row("article", str(edition.article_id), text="secret")
        index_row("case", "hidden", text="secret")
        index_row("planet", "mars", text="secret")
        page = self.search("secret")
        self.assertContains(page, "No results for “secret”")
        self.assertNotContains(page, "/a/court-opens")

    def test_an_older_title_finds_it_no_more(self) -> None:
        edition = self.make_published(title="Court opens")
        self.republish(edition, "correction", "It closes.", title="Tribunal closes")
        self.assertContains(self.search('"opens"'), "No results")
        self.assertContains(self.search("tribunal"), "/a/court-opens")

    def test_it_finds_pages_behind_everything_else(self) -> None:
        self.make_published(title="On privacy and courts")
        edition = self.make_published("privacy", title="Privacy", work={"kind": "page"})
        page = self.search("privacy").content.decode()
        self.assertIn("Pages about this site", page)
        self.assertLess(page.index("/a/court-opens"), page.index("/p/privacy"))
        withdraw(edition.article, by=self.mei, note="It was wrong.")
        self.assertNotContains(self.search("privacy"), "/p/privacy")

    def test_it_looks_only_in_the_language_of_the_page(self) -> None:
        self.make_published(title="Court opens")
        self.make_published("fa-yuan", "zh-hans", title=COURT, abstract="")
        page = self.search("法院", "/zh-hans")
        self.assertContains(page, 'href="/zh-hans/a/fa-yuan"')
        self.assertNotContains(self.search("法院"), "fa-yuan")
        self.assertNotContains(self.search("court", "/zh-hans"), "/a/court-opens")

    def test_no_result_offers_ways_on_and_no_articles(self) -> None:
        self.make_published(title="Court opens")
        page = self.search("<nowhere>")
        self.assertContains(page, "No results for “&lt;nowhere&gt;”")
        self.assertContains(page, "Try fewer words")
        self.assertContains(page, 'href="/latest"')
        self.assertNotContains(page, "/a/court-opens")

    def test_an_empty_query_shows_the_form_and_a_hint(self) -> None:
        for page in (self.client.get("/search"), self.search("  ")):
            self.assertContains(page, 'role="search"')
            self.assertContains(page, '<label for="q">')
            self.assertContains(page, "Where no text has every word")

    def test_it_is_public_but_for_no_other_index(self) -> None:
        page = self.search("court")
        self.assertContains(page, '<meta name="robots" content="noindex">')
        self.assertIn("latest-en", page.headers["Surrogate-Key"])
        self.assertIn("public", page.headers["Cache-Control"])
        self.assertNotIn("Set-Cookie", page.headers)

    def test_it_pages_and_keeps_the_query(self) -> None:
        for number in range(21):
            index_row("case", f"c{number}", title="a & b")
        first, second = self.search("a & b"), self.search("a & b", p="2")
        self.assertContains(first, 'href="/search?q=a+%26+b&amp;kind=case&amp;p=2"')
        self.assertContains(second, 'href="/search?q=a+%26+b&amp;kind=case"')
        self.assertContains(second, "Page 2 of 2")

    def test_of_several_kinds_it_shows_the_best_and_leads_to_all(self) -> None:
        self.make_published(title="Court opens")
        for number in range(7):
            index_row("case", f"c{number}", title="court")
        page = self.search("court")
        self.assertContains(page, "8 results")
        self.assertContains(page, 'href="/cases/c', count=5)
        self.assertContains(page, 'href="/search?q=court&amp;kind=case"')
        self.assertEqual(self.search("court", p="2").status_code, 404)
        cases = self.search("court", kind="case")
        self.assertContains(cases, 'href="/cases/c', count=7)
        self.assertNotContains(cases, "/a/court-opens")
        self.assertContains(cases, 'href="/search?q=court"')

    def test_a_kind_that_is_none_is_not_found(self) -> None:
        self.assertEqual(self.search("court", kind="planet").status_code, 404)
        self.assertContains(self.search("court", kind="case"), "No results")

    def test_a_section_or_series_is_found_once_it_has_something_to_read(self) -> None:
        category, series = Category(slug="insights"), Series(slug="basics")
        for taxon in (category, series):
            taxon.save()
            taxon.texts.create(language="en", name=f"All {taxon.slug}")
            refresh_derived(taxon, by=self.mei)
            address = f'href="/t/{taxon.slug}"'
            self.assertNotContains(self.search(f"all {taxon.slug}"), address)
        work = self.make_article("court-opens", series=series)
        work.categories.add(category)
        self.make_published("court-opens")
        for slug in ("insights", "basics"):
            self.assertContains(self.search(f"all {slug}"), f'href="/t/{slug}"')

    def test_a_person_without_articles_here_is_not_shown(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        refresh_derived(person, by=self.mei)
        self.assertContains(self.search("meng yu"), "No results")
        work = self.make_article("on-courts")
        Contribution.objects.create(article=work, contributor=person, role="aut")
        self.make_published("on-courts", title="On courts")
        self.assertContains(self.search("meng yu"), 'href="/contributors/meng-yu"')
        withdraw(work, by=self.mei, note="It was wrong.")
        self.assertContains(self.search("meng yu"), "No results")

    def test_a_spelling_is_not_offered_from_what_was_withdrawn(self) -> None:
        edition = self.make_published(title="Elephants")
        self.assertContains(self.search("elefants"), ">elephants</a>?")
        withdraw(edition.article, by=self.mei, note="It was wrong.")
        self.assertNotContains(self.search("elefants"), "elephants")

    def test_a_page_that_is_none_is_not_found(self) -> None:
        self.make_published(title="Court opens")
        for page in ("0", "-1", "2", "99", "x", "1e9", "", "9" * 99, "٢", "\x00"):
            answer = self.search("court", p=page)
            self.assertEqual(answer.status_code, 404, page)

    def test_it_says_when_there_is_more_than_it_shows(self) -> None:
        SearchRow.objects.bulk_create(
            SearchRow(kind="case", key=str(key), language="en", text="court")
            for key in range(FOUND_LIMIT + 1)
        )
        self.assertContains(self.search("court"), "More than 500 results")
        self.assertEqual(self.search("court", p="25").status_code, 200)
        self.assertEqual(self.search("court", p="26").status_code, 404)

    def test_it_asks_four_queries_and_those_of_the_sources_of_others(self) -> None:
        for number in range(12):
            self.make_published(f"court-{number}", title=f"Court {number}")
        # sections, pages, synonyms, search, articles
        with self.assertPageQueries(4):
            self.search("court")
        # no articles; how many texts have a word, how many there are, similar words
        with self.assertPageQueries(6):
            self.search("nowhere")

    @settings(max_examples=50, suppress_health_check=list(HealthCheck))
    @given(st.text(), st.text(max_size=5))
    def test_nothing_in_the_address_breaks_it(self, query: str, page: str) -> None:
        self.assertEqual(self.search(query).status_code, 200)
        self.assertIn(self.search(query, p=page).status_code, (200, 404))

    @override_settings(LANGUAGES_READY=["en"])
    def test_a_language_that_is_not_ready_has_no_search(self) -> None:
        self.assertEqual(self.search("法院", "/zh-hans").status_code, 404)
