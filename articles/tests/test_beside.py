"""A text in two languages side by side: `/a/SLUG/beside/LANG`."""

from collections import Counter
from typing import Any

from django.test import override_settings
from lxml import html

from articles.models import Edition, Version
from articles.publishing import change_slug, withdraw
from cases.tests.world import load_world
from cjo.test import BaseTestCase

BESIDE_QUERIES = 9
ENGLISH = "/a/court-opens/beside/zh-hans"
CHINESE = "/zh-hans/a/court-opens/beside/en"
BODY = "It heard 131 cases.[^1]\n\n## Where\n\nIn the harbour.\n\n[^1]: Of a year."
TRANSLATED = "受理131件。[^1]\n\n## 地点\n\n在港口。\n\n[^1]: 一年之内。"


class Pages(BaseTestCase):
    def publish_both(self, body: str = BODY, translated: str = TRANSLATED) -> Edition:
        """Publish an English text and its Chinese translation; return the former."""
        english = self.make_published(body=body, takeaways="It is open.")
        self.translate("zh-hans", translated, title="法院揭牌", takeaways="已揭牌。")
        return english

    def translate(self, language: str, body: str, **changes: Any) -> Edition:
        source = Edition.objects.get(language="en").current_version
        changes = {"title": "T", "abstract": "", **changes}
        return self.make_published(
            language=language,
            body=body,
            method="machine",
            translated_from=source,
            **changes,
        )

    def page(self, path: str) -> html.HtmlElement:
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return html.document_fromstring(response.content.decode())

    def rows(self, path: str) -> list[list[str]]:
        """Return the words of the cells of each row that has both languages."""
        rows = self.page(path).find_class("beside__row")
        cells = [row.find_class("beside__text") for row in rows]
        return [
            [" ".join(cell.text_content().split()) for cell in row]
            for row in cells
            if row
        ]

    def words(self, path: str) -> str:
        return " ".join(self.page(path).find(".//main").text_content().split())


class BesideTests(Pages):
    def test_each_passage_stands_beside_its_translation(self) -> None:
        self.publish_both()
        rows = self.rows(ENGLISH)
        for pair in (
            ["Court opens", "法院揭牌"],
            ["A court opened its doors.", ""],
            ["It is open.", "已揭牌。"],
            ["It heard 131 cases.1", "受理131件。1"],
            ["Where", "地点"],
            ["In the harbour.", "在港口。"],
        ):
            self.assertIn(pair, rows)
        self.assertIn("Of a year.", rows[-1][0])
        self.assertIn("一年之内。", rows[-1][1])

    def test_the_language_of_the_page_comes_first(self) -> None:
        self.publish_both()
        self.assertIn(["在港口。", "In the harbour."], self.rows(CHINESE))

    def test_each_passage_in_another_language_than_the_page_names_it(self) -> None:
        self.publish_both()
        cells = self.page(ENGLISH).find_class("beside__text")
        self.assertEqual(
            [(cell.get("lang"), cell.get("dir")) for cell in cells],
            [(None, None), ("zh-Hans", None)] * (len(cells) // 2),
        )

    @override_settings(LANGUAGES_READY=["en", "ar"])
    def test_a_language_from_right_to_left_is_read_in_its_own_direction(self) -> None:
        self.make_published(body=BODY)
        self.translate("ar", "نظرت في 131 قضية.\n\n## أين\n\nفي الميناء.")
        for path, order in (
            ("/a/court-opens/beside/ar", [(None, None), ("ar", "rtl")]),
            ("/ar/a/court-opens/beside/en", [(None, None), ("en", "ltr")]),
        ):
            cells = self.page(path).find_class("beside__text")[:2]
            shown = [(cell.get("lang"), cell.get("dir")) for cell in cells]
            self.assertEqual(shown, order)

    def test_an_outline_has_each_heading_once(self) -> None:
        self.publish_both()
        (second,) = self.page(ENGLISH).xpath("//h2[text()='地点']")
        self.assertEqual(second.get("role"), "presentation")
        (first,) = self.page(ENGLISH).xpath("//h2[text()='Where']")
        self.assertIsNone(first.get("role"))
        self.assertEqual(len(self.page(ENGLISH).findall(".//h1")), 1)

    def test_ids_are_there_once_and_every_link_within_the_page_leads_on(self) -> None:
        load_world(self.mei)
        english = f"{BODY}\n\n[[overview:figures-2024]]"
        self.publish_both(english, f"{TRANSLATED}\n\n[[overview:figures-2024]]")
        for path in (ENGLISH, CHINESE):
            root = self.page(path)
            ids = Counter(map(str, root.xpath("//@id")))
            self.assertEqual([name for name, times in ids.items() if times > 1], [])
            links = {
                link[1:] for link in root.xpath("//main//@href") if link[:1] == "#"
            }
            self.assertLessEqual(links, set(ids))
            self.assertIn("beside-fn-1", ids)
            self.assertIn("fn-1", ids)

    def test_a_record_in_the_same_state_is_shown_once(self) -> None:
        load_world(self.mei)
        self.publish_both("[[overview:figures-2024]]", "[[overview:figures-2024]]")
        (whole,) = self.page(ENGLISH).find_class("beside__whole")
        self.assertEqual(len(whole.find_class("overview")), 1)
        self.assertEqual(len(self.page(ENGLISH).find_class("overview")), 1)

    def test_it_says_of_each_text_how_it_was_made_and_which_version_it_is(self) -> None:
        self.publish_both()
        words = self.words(ENGLISH)
        self.assertIn("Original text", words)
        self.assertIn("Machine translation, not reviewed by a person", words)
        self.assertIn("from version 1 in English", words)
        links = self.page(ENGLISH).xpath("//main//@href")
        for link in ("/a/court-opens/v/1", "/zh-hans/a/court-opens/v/1"):
            self.assertIn(link, links)

    def test_it_repeats_the_notices_of_each_text_in_its_language(self) -> None:
        english = self.publish_both()
        self.republish(english, "correction", "113, not 131.", body=BODY + "\n\nX.")
        (notice,) = (
            each
            for each in self.page(CHINESE).find_class("notice")
            if "113, not 131." in each.text_content()
        )
        self.assertIn("Correction", notice.text_content())
        self.assertEqual(notice.getparent().get("lang"), "en")

    def test_a_shortened_text_is_said_to_be_one(self) -> None:
        self.publish_both(translated="受理131件。\n\n## 地点")
        self.assertIn("not made of the same passages", self.words(ENGLISH))
        self.assertIn(["In the harbour.", ""], self.rows(ENGLISH))
        self.make_published("other", body=BODY)

    def test_a_summary_beside_a_text_is_said_to_be_one(self) -> None:
        self.make_published(body=BODY)
        self.translate("zh-hans", "", abstract="法院已揭牌。")
        words = self.words(ENGLISH)
        self.assertIn("本站仅发布摘要。", words)
        self.assertNotIn("not made of the same passages", words)
        self.assertIn(["In the harbour.", ""], self.rows(ENGLISH))

    def test_two_translations_of_one_source_stand_beside_each_other(self) -> None:
        with override_settings(LANGUAGES_READY=["en", "zh-hans", "de"]):
            self.publish_both()
            self.translate("de", TRANSLATED.replace("在港口。", "Im Hafen."))
            self.assertIn(
                ["Im Hafen.", "在港口。"],
                self.rows("/de/a/court-opens/beside/zh-hans"),
            )

    def test_pages_of_the_site_have_it_too(self) -> None:
        self.make_published("about", work={"kind": "page"}, body="Who we are.")
        source = Version.objects.get()
        self.make_published(
            "about",
            "zh-hans",
            body="关于我们。",
            method="machine",
            translated_from=source,
        )
        self.assertIn(
            ["Who we are.", "关于我们。"], self.rows("/p/about/beside/zh-hans")
        )
        self.assertEqual(self.client.get("/a/about/beside/zh-hans").status_code, 404)


class BesideAddressTests(Pages):
    def test_search_engines_keep_the_article_in_its_place(self) -> None:
        self.publish_both()
        root = self.page(CHINESE)
        self.assertEqual(
            root.xpath("//link[@rel='canonical']/@href"),
            ["http://127.0.0.1:8000/zh-hans/a/court-opens"],
        )
        self.assertEqual(root.xpath("//meta[@name='robots']/@content"), ["noindex"])
        self.assertEqual(root.xpath("//head/link[@hreflang]"), [])

    def test_a_text_and_its_translation_lead_to_it(self) -> None:
        self.publish_both()
        self.assertIn(ENGLISH, self.page("/a/court-opens").xpath("//main//@href"))
        chinese = self.page("/zh-hans/a/court-opens").xpath("//main//@href")
        self.assertEqual(chinese.count(CHINESE), 1)

    @override_settings(LANGUAGES_READY=["en", "zh-hans", "de", "fr"])
    def test_of_many_languages_an_article_links_one_and_that_page_the_others(
        self,
    ) -> None:
        self.publish_both()
        for language in ("de", "fr"):
            self.translate(language, TRANSLATED)
        links = self.page("/a/court-opens").xpath(
            "//main//@href[contains(., 'beside')]"
        )
        self.assertEqual(links, [ENGLISH])
        links = self.page(ENGLISH).xpath("//main//@href[contains(., '/beside/')]")
        self.assertEqual(
            links, ["/a/court-opens/beside/de", "/a/court-opens/beside/fr"]
        )

    def test_nothing_leads_to_it_from_a_text_in_one_language(self) -> None:
        self.make_published()
        self.assertNotContains(self.client.get("/a/court-opens"), "/beside/")

    def test_a_former_version_leads_to_none(self) -> None:
        english = self.publish_both()
        self.republish(english, body="Shut.")
        self.assertNotContains(self.client.get("/a/court-opens/v/1"), "/beside/")

    def test_a_language_without_a_text_answers_help(self) -> None:
        self.make_published()
        response = self.client.get(ENGLISH)
        self.assertContains(response, "Not in Simplified Chinese yet", status_code=404)
        self.assertContains(response, 'href="/a/court-opens"', status_code=404)
        response = self.client.get(CHINESE)
        self.assertContains(response, 'lang="zh-Hans"', status_code=404)

    def test_a_language_that_is_not_ready_answers_help(self) -> None:
        self.make_published()
        self.translate("ar", "نص")
        for path in ("/a/court-opens/beside/ar", "/ar/a/court-opens/beside/en"):
            response = self.client.get(path)
            self.assertContains(response, "العربية", status_code=404)
            self.assertNotContains(response, "نص", status_code=404)

    def test_a_draft_stays_hidden(self) -> None:
        self.make_published()
        self.make_edition(language="zh-hans", body="草稿。")
        self.assertNotContains(self.client.get(ENGLISH), "草稿", status_code=404)

    def test_unknown_languages_and_texts_answer_not_found(self) -> None:
        self.publish_both()
        self.make_published("listed", work={"kind": "listing"}, body="")
        for path in (
            "/a/court-opens/beside/xx",
            "/a/court-opens/beside/EN",
            "/a/court-opens/beside/",
            "/a/unknown/beside/zh-hans",
            "/a/listed/beside/zh-hans",
        ):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_a_text_beside_itself_is_the_text(self) -> None:
        self.publish_both()
        self.assertRedirects(
            self.client.get("/a/court-opens/beside/en"), "/a/court-opens", 301
        )

    def test_a_withdrawn_text_is_gone_and_a_withdrawn_translation_is_help(self) -> None:
        english = self.publish_both()
        work = english.article
        withdraw(work, by=self.mei, note="错误。", language="zh-hans")
        self.assertEqual(self.client.get(ENGLISH).status_code, 404)
        self.assertEqual(self.client.get(CHINESE).status_code, 410)
        withdraw(work, by=self.mei, note="Wrong.", language="en")
        self.assertContains(self.client.get(ENGLISH), "Wrong.", status_code=410)

    def test_a_former_slug_moves(self) -> None:
        change_slug(self.publish_both().article, "court-is-open", by=self.mei)
        self.assertRedirects(
            self.client.get(ENGLISH), "/a/court-is-open/beside/zh-hans", 301
        )

    def test_it_names_the_surrogate_keys_of_both_texts(self) -> None:
        self.publish_both()
        keys = self.client.get(ENGLISH).headers["Surrogate-Key"].split()
        for edition in Edition.objects.all():
            self.assertIn(f"edition-{edition.pk}", keys)
            self.assertIn(f"article-{edition.article_id}", keys)

    def test_it_asks_few_queries_also_where_one_is_behind(self) -> None:
        load_world(self.mei)
        english = self.publish_both(f"{BODY}\n\n[[overview:figures-2024]]")
        chinese = Edition.objects.get(language="zh-hans")
        body = f"{TRANSLATED}\n\n[[overview:figures-2024]]"
        self.republish(chinese, "clarification", "改写。", body=body)
        self.republish(english, "correction", "113.", body=BODY.replace("131", "113"))
        for path in (ENGLISH, CHINESE):
            with self.assertPageQueries(BESIDE_QUERIES):
                self.client.get(path)

    def test_it_sets_no_cookie_and_can_be_kept_by_everybody(self) -> None:
        self.publish_both()
        response = self.client.get(ENGLISH)
        self.assertFalse(response.cookies)
        self.assertIn("public", response.headers["Cache-Control"])
        self.assertEqual(response.headers["Vary"], "Accept-Encoding")
