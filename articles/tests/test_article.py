"""The article page, its versions and its history."""

import datetime as dt

from articles.models import (
    Category,
    CategoryText,
    Edition,
    Picture,
    PictureText,
    Related,
    Series,
    SeriesText,
)
from articles.publishing import change_slug, update_article, withdraw
from cjo.lib.languages import LANGUAGES
from cjo.test import BaseTestCase

ARTICLE_QUERIES = 11
VERSION_QUERIES = 12


class ArticleTests(BaseTestCase):
    def test_it_prints_title_date_abstract_and_text(self) -> None:
        work = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}
        self.make_published(work=work, takeaways="It is open.\nIt is big.")
        response = self.client.get("/a/court-opens")
        self.assertContains(
            response, '<time datetime="2024-12-18">Wed, 18 Dec 2024</time>', html=True
        )
        self.assertContains(response, "<h1>Court opens</h1>", html=True)
        self.assertContains(response, "A court opened its doors.")
        self.assertContains(response, "The court opened in spring.")
        self.assertContains(response, "<li>It is big.</li>", html=True)

    def test_it_answers_not_found_for_an_unknown_slug_and_for_a_draft(self) -> None:
        self.make_edition("only-a-draft", title="Hidden words")
        for slug in ("unknown", "only-a-draft"):
            response = self.client.get(f"/a/{slug}")
            self.assertContains(response, "no page at this address", status_code=404)
            self.assertNotContains(response, "Hidden words", status_code=404)

    def test_it_asks_at_most_twelve_queries_with_all_its_parts(self) -> None:
        self.make_full_article()
        with self.assertPageQueries(ARTICLE_QUERIES):
            self.client.get("/a/court-opens")

    def test_it_sets_no_cookie_and_varies_by_nothing_but_encoding(self) -> None:
        self.make_published()
        response = self.client.get("/a/court-opens")
        self.assertFalse(response.cookies)
        self.assertEqual(response.headers["Vary"], "Accept-Encoding")
        self.assertIn("public", response.headers["Cache-Control"])

    def test_it_names_its_surrogate_keys(self) -> None:
        edition = self.make_full_article()
        keys = self.client.get("/a/court-opens").headers["Surrogate-Key"].split()
        category = edition.article.categories.get()
        self.assertIn(f"edition-{edition.pk}", keys)
        self.assertIn(f"article-{edition.article_id}", keys)
        self.assertIn(f"category-{category.pk}-en", keys)

    def test_it_answers_not_modified_to_its_own_etag(self) -> None:
        self.make_published()
        first = self.client.get("/a/court-opens")
        again = self.client.get(
            "/a/court-opens", headers={"If-None-Match": first.headers["ETag"]}
        )
        self.assertEqual(again.status_code, 304)

    def test_another_ready_language_answers_help_in_that_language(self) -> None:
        self.make_published()
        response = self.client.get("/zh-hans/a/court-opens")
        self.assertContains(response, 'lang="zh-Hans"', status_code=404)
        self.assertContains(response, 'href="/a/court-opens"', status_code=404)
        self.assertContains(response, "A court opened its doors.", status_code=404)

    def test_a_translation_names_the_version_that_it_was_made_from(self) -> None:
        source = self.make_published().current_version
        self.make_published(
            language="zh-hans", method="machine", translated_from=source
        )
        line = '译自<a href="/a/court-opens/v/1">英语第1版</a>'
        for path in ("/zh-hans/a/court-opens", "/zh-hans/a/court-opens/v/1"):
            self.assertContains(self.client.get(path), line)
        markdown = self.client.get("/zh-hans/a/court-opens.md").content.decode()
        self.assertIn(
            "translated_from: http://127.0.0.1:8000/a/court-opens/v/1", markdown
        )
        feed = self.client.get("/zh-hans/feed.atom").content.decode()
        self.assertIn("英语第1版", feed)
        self.assertNotContains(self.client.get("/a/court-opens"), "from <a")

    def test_a_language_not_ready_answers_help_in_english(self) -> None:
        self.make_published()
        response = self.client.get("/ar/a/court-opens")
        self.assertContains(response, "العربية", status_code=404)
        self.assertContains(response, "A court opened its doors.", status_code=404)
        self.assertContains(response, '<html lang="en"', status_code=404)

    def test_a_language_not_ready_offers_nothing_that_is_not_there(self) -> None:
        self.make_published()
        for path in ("/p/court-opens", "/admin/articles/article/", "/healthz"):
            response = self.client.get(f"/ar{path}")
            self.assertContains(response, "There is no page at", status_code=404)

    def test_a_former_slug_moves_in_a_language_not_ready_too(self) -> None:
        change_slug(self.make_published().article, "court-is-open", by=self.mei)
        self.assertRedirects(
            self.client.get("/ar/a/court-opens?x=1"),
            "/ar/a/court-is-open?x=1",
            301,
            target_status_code=404,
        )

    def test_english_has_no_prefix(self) -> None:
        self.assertRedirects(
            self.client.get("/en/a/court-opens?x=1"),
            "/a/court-opens?x=1",
            301,
            fetch_redirect_response=False,
        )

    def test_the_language_menu_names_all_twenty_and_marks_the_missing(self) -> None:
        self.make_published()
        response = self.client.get("/a/court-opens")
        for language in LANGUAGES:
            self.assertContains(response, f'lang="{language.tag}"')
            self.assertContains(response, language.endonym)
        self.assertContains(response, "not yet translated", 19)

    def test_a_listing_says_so_and_is_not_indexed(self) -> None:
        self.make_published(work={"kind": "listing"}, abstract="", body="")
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "Only these details are known")
        self.assertContains(response, '<meta name="robots" content="noindex">')

    def test_a_listing_with_a_text_shows_it_as_its_other_outputs_do(self) -> None:
        self.make_published(work={"kind": "listing"}, body="The words of the court.")
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "The words of the court.")
        self.assertNotContains(response, "the text is not published here")

    def test_an_empty_body_says_that_only_a_summary_is_published(self) -> None:
        self.make_published(body="")
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "Only a summary is published here")

    def test_a_title_read_off_an_address_is_marked(self) -> None:
        self.make_published(title_from_address=True)
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "title read from the address")

    def test_an_old_version_stays_at_its_address(self) -> None:
        edition = self.make_published(body="The first text.")
        self.republish(edition, "correction", "It was wrong.", body="The second text.")
        old = self.client.get("/a/court-opens/v/1")
        self.assertContains(old, "The first text.")
        self.assertContains(old, "A newer version exists.")
        self.assertContains(old, "noindex")
        self.assertEqual(self.client.get("/a/court-opens/v/3").status_code, 404)

    def test_a_version_asks_a_fixed_number_of_queries(self) -> None:
        self.make_full_article()
        with self.assertPageQueries(VERSION_QUERIES):
            self.client.get("/a/court-opens/v/1")

    def test_the_history_lists_each_version_with_its_note(self) -> None:
        edition = self.make_published()
        self.republish(edition, "correction", "The year was wrong.", title="Shut")
        response = self.client.get("/a/court-opens/history")
        self.assertContains(response, "The year was wrong.")
        self.assertContains(response, edition.versions.get(number=1).hash)

    def test_the_text_comes_as_markdown_with_its_facts_in_front(self) -> None:
        self.make_published()
        response = self.client.get("/a/court-opens.md")
        self.assertEqual(
            response.headers["Content-Type"], "text/markdown; charset=utf-8"
        )
        self.assertContains(response, "title: Court opens")
        self.assertContains(response, "The court opened in spring.")

    def test_related_items_give_their_reason_and_leave_with_withdrawal(self) -> None:
        edition = self.make_full_article()
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "Chosen by the editors")
        self.assertContains(response, "Another court")
        other = Related.objects.filter(article=edition.article).first()
        assert other is not None
        withdraw(other.other, by=self.mei, note="Gone.")
        self.assertNotContains(self.client.get("/a/court-opens"), "Another court")

    def test_previous_and_next_are_those_of_its_category(self) -> None:
        self.make_full_article()
        context = self.client.get("/a/court-opens").context
        self.assertEqual(context["previous"].title, "Another court")
        self.assertEqual(context["next"].title, "A third court")

    def test_the_error_report_names_the_version(self) -> None:
        self.make_published()
        response = self.client.get("/a/court-opens")
        self.assertContains(response, "mailto:editors@example.org?subject=")
        self.assertContains(response, "body=http://127.0.0.1:8000/a/court-opens/v/1")

    def test_it_goes_without_the_style_of_lists(self) -> None:
        self.make_published()
        self.assertContains(self.client.get("/a/court-opens"), "css/article.css")
        self.assertContains(self.client.get("/latest"), "css/site.css")

    def test_a_page_lives_under_its_own_address(self) -> None:
        self.make_published("about", work={"kind": "page"}, title="About")
        self.assertContains(self.client.get("/p/about"), "<h1>About</h1>", html=True)
        self.assertEqual(self.client.get("/p/about/v/1.json").json()["title"], "About")
        self.assertEqual(self.client.get("/a/about/v/1.json").status_code, 404)
        self.assertEqual(self.client.get("/a/about").status_code, 404)
        self.assertNotContains(self.client.get("/latest"), 'class="item"')

    def make_full_article(self) -> Edition:
        """Make one with category, series, people, picture, neighbours, relations."""
        category = Category.objects.create(slug="trends", position=1)
        CategoryText.objects.create(category=category, language="en", name="Trends")
        series = Series.objects.create(slug="on-courts", total=5)
        SeriesText.objects.create(series=series, language="en", name="On courts")
        picture = Picture.objects.create(
            hash="a" * 64, extension="png", width=1600, height=900, creator="Us"
        )
        PictureText.objects.create(picture=picture, language="en", alt="A roof")
        person = self.make_contributor("meng-yu", "Meng Yu")
        for slug, title, day in (
            ("another", "Another court", 1),
            ("third", "A third court", 20),
        ):
            other = self.make_article(slug, dated=dt.date(2024, 12, day))
            other.categories.add(category)
            self.make_published(slug, title=title)
        article = self.make_article(
            dated=dt.date(2024, 12, 18), series=series, series_part=2, picture=picture
        )
        article.categories.add(category)
        article.contributions.create(contributor=person)
        edition = self.make_published()
        chosen = type(article).objects.get(slug="another")
        update_article(article, by=self.mei, chosen=[chosen])
        return edition
