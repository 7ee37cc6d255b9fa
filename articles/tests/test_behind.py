"""A translation whose source has moved on: its notice, its marks, lists and feeds."""

from typing import Any

from django.test import override_settings

from articles.models import Category, Edition, Stamp, Version
from articles.publishing import update_article, withdraw
from articles.tests.test_beside import BODY, CHINESE, ENGLISH, TRANSLATED, Pages

ARTICLE = "/zh-hans/a/court-opens"
ARTICLE_QUERIES = 6
MARKED = "本段原文此后已有改动"
BEHIND_A_CORRECTION = "原文此后已更正"


class BehindPages(Pages):
    def setUp(self) -> None:
        self.english = self.publish_both()

    def correct(self, **changes: Any) -> Version:
        changes = changes or {"body": BODY.replace("131", "113")}
        return self.republish(self.english, "correction", "113, not 131.", **changes)

    def update(self, **changes: Any) -> Version:
        return self.republish(self.english, "update", "More.", **changes)

    def follow(self) -> Version:
        """Publish the translation as one of the newest version of its source."""
        chinese = Edition.objects.get(language="zh-hans")
        source = Edition.objects.get(language="en").current_version
        body = TRANSLATED.replace("131", "113")
        return self.republish(
            chinese, "correction", "应为113件。", translated_from=source, body=body
        )

    def marks(self, path: str = ARTICLE) -> list[tuple[str, str]]:
        """Return the words of each mark, and the passage right behind it."""
        marks = self.page(path).xpath("//p[contains(@class, 'since')]")
        return [
            (
                " ".join(mark.text_content().split()),
                " ".join(
                    (mark.tail or "").split() or mark.getnext().text_content().split()
                ),
            )
            for mark in marks
        ]

    def links_of_marks(self) -> list[str]:
        links = "//p[contains(@class, 'since')]//@href"
        return [str(link) for link in self.page(ARTICLE).xpath(links)]


class MarkedPassageTests(BehindPages):
    def test_nothing_is_marked_while_the_source_stands(self) -> None:
        self.assertEqual(self.marks(), [])
        self.assertEqual(self.marks(CHINESE), [])

    def test_a_repaired_typing_error_marks_nothing(self) -> None:
        self.republish(self.english, "typo", body=BODY.replace("harbour", "harbor"))
        self.assertEqual(self.marks(), [])

    def test_the_notice_names_both_versions(self) -> None:
        self.update(body=BODY + "\n\nMore.")
        self.assertIn("译自原文第1版，原文此后已有改动，现为第2版", self.words(ARTICLE))
        self.correct(body=BODY)
        self.assertIn("在第3版中更正", self.words(ARTICLE))

    def test_a_passage_whose_source_changed_is_marked(self) -> None:
        self.correct()
        self.assertEqual(self.marks(), [(MARKED, "受理131件。1")])
        self.assertIn("原文已有改动的段落均已标出。", self.words(ARTICLE))

    def test_a_mark_leads_to_the_passage_beside_the_new_words(self) -> None:
        self.correct()
        (link,) = self.links_of_marks()
        path, _hash, name = link.partition("#")
        self.assertEqual(path, CHINESE)
        (passage,) = self.page(path).xpath(f"//*[@id='{name}']")
        row = next(
            each for each in passage.iterancestors() if "beside__row" in each.classes
        )
        self.assertIn("It heard 113 cases.", row.text_content())
        self.assertIn("译出后，原文此处已有改动", row.text_content())

    def test_title_and_abstract_are_marked_too(self) -> None:
        self.update(title="Court shuts", abstract="It shut.")
        chinese = Edition.objects.get(language="zh-hans")
        self.assertEqual(self.marks(), [(MARKED, "法院揭牌")])
        self.republish(chinese, abstract="已揭牌。")
        self.assertEqual(
            [after for _mark, after in self.marks()], ["法院揭牌", "已揭牌。"]
        )

    def test_a_takeaway_is_marked_within_its_item(self) -> None:
        self.update(takeaways="It is open at night.")
        self.assertEqual(self.marks(), [(MARKED, "已揭牌。")])

    def test_a_new_passage_is_told_where_it_would_stand(self) -> None:
        self.update(body=BODY.replace("## Where", "It is new.\n\n## Where"))
        self.assertEqual(self.marks(), [("原文此处新增一段", "地点")])
        (link,) = self.links_of_marks()
        (row,) = self.page(CHINESE).xpath(f"//*[@id='{link.partition('#')[2]}']")
        self.assertIn("It is new.", row.text_content())

    def test_a_passage_taken_out_of_the_source_is_marked(self) -> None:
        self.update(body=BODY.replace("\n\nIn the harbour.", ""))
        self.assertEqual(self.marks(), [("原文已无此段", "在港口。")])

    def test_the_notice_alone_stands_where_no_passage_changed(self) -> None:
        self.update(sources="- [A source](https://example.org/)")
        self.assertEqual(self.marks(), [])
        self.assertNotIn("均已标出", self.words(ARTICLE))

    def test_former_versions_and_the_source_are_not_marked(self) -> None:
        self.correct()
        for path in (f"{ARTICLE}/v/1", "/a/court-opens"):
            self.assertEqual(self.marks(path), [], path)

    def test_a_translation_that_followed_is_marked_no_more(self) -> None:
        self.correct()
        self.follow()
        self.assertEqual(self.marks(), [])
        self.assertNotIn("译自原文", self.words(ARTICLE))

    def test_side_by_side_says_from_which_version_and_marks_in_both_orders(
        self,
    ) -> None:
        self.correct()
        said = "made from version 1 of its source text. Version 2 is shown beside it"
        self.assertIn(said, self.words(ENGLISH))
        self.assertIn("译文译自原文第1版。对照显示的是第2版", self.words(CHINESE))
        for path in (ENGLISH, CHINESE):
            (mark,) = self.page(path).find_class("since")
            self.assertIn("113", mark.getparent().text_content())

    @override_settings(LANGUAGES_READY=["zh-hans"])
    def test_marks_lead_nowhere_where_readers_have_no_source(self) -> None:
        self.correct()
        self.assertEqual(self.marks(), [(MARKED, "受理131件。1")])
        self.assertEqual(self.links_of_marks(), [])

    def test_a_page_asks_two_queries_more_where_it_is_behind(self) -> None:
        with self.assertPageQueries(ARTICLE_QUERIES):
            self.client.get(ARTICLE)
        self.correct()
        with self.assertPageQueries(ARTICLE_QUERIES + 2):
            self.client.get(ARTICLE)


class ListTests(BehindPages):
    def test_a_list_marks_a_translation_behind_a_correction(self) -> None:
        self.correct()
        for path in ("/zh-hans/latest", "/zh-hans/"):
            self.assertContains(self.client.get(path), BEHIND_A_CORRECTION)
        self.assertNotContains(self.client.get("/latest"), "was corrected since")

    def test_it_marks_none_behind_an_update_or_after_it_followed(self) -> None:
        self.update(body=BODY + "\n\nMore.")
        self.assertNotContains(self.client.get("/zh-hans/latest"), BEHIND_A_CORRECTION)
        self.correct()
        self.follow()
        self.assertNotContains(self.client.get("/zh-hans/latest"), BEHIND_A_CORRECTION)

    def test_a_list_of_translations_asks_one_query_more(self) -> None:
        with self.assertPageQueries(5):
            self.client.get("/latest")
        with self.assertPageQueries(6):
            self.client.get("/zh-hans/latest")

    def test_the_lists_of_a_translation_change_with_the_correction_alone(self) -> None:
        category = Category.objects.create(slug="trends", position=1)
        update_article(self.english.article, by=self.mei, categories=[category])
        keys = [f"category-{category.pk}-zh-hans", "latest-zh-hans"]
        for key in keys:
            before = Stamp.objects.latest_of([key])
            self.update(body=BODY + f"\n\nMore for {key}.")
            self.assertEqual(Stamp.objects.latest_of([key]), before)
            self.correct(body=BODY + f"\n\nLess for {key}.")
            self.assertNotEqual(Stamp.objects.latest_of([key]), before)


class FeedTests(BehindPages):
    def feed(self, path: str) -> str:
        return self.client.get(path).content.decode()

    def test_an_entry_says_that_its_source_was_corrected(self) -> None:
        before = self.feed("/zh-hans/feed.atom")
        self.correct()
        after = self.feed("/zh-hans/feed.atom")
        self.assertNotIn("中更正", before)
        self.assertIn("在第2版中更正", after)
        self.assertNotIn("was corrected", self.feed("/feed.atom"))

    def test_it_is_not_announced_anew(self) -> None:
        before = self.feed("/zh-hans/feed.json")
        self.correct()
        after = self.feed("/zh-hans/feed.json")
        dates = [line for line in before.splitlines() if "date_" in line]
        self.assertEqual(
            dates, [line for line in after.splitlines() if "date_" in line]
        )

    def test_an_update_changes_no_entry_of_a_translation(self) -> None:
        before = self.feed("/zh-hans/feed.atom")
        self.update(body=BODY + "\n\nMore.")
        self.assertEqual(before, self.feed("/zh-hans/feed.atom"))

    def test_the_log_of_corrections_names_the_language_of_the_correction(self) -> None:
        self.correct()
        log = self.client.get("/zh-hans/corrections")
        self.assertContains(log, "法院揭牌")
        self.assertContains(log, '<p lang="en">113, not 131.</p>', html=True)
        self.assertContains(log, "英语")
        feed = self.feed("/zh-hans/corrections/feed.atom")
        self.assertIn("法院揭牌", feed)
        self.assertIn("113, not 131.", feed)

    def test_once_it_followed_its_own_correction_stands_in_the_log(self) -> None:
        self.correct()
        before = self.client.get("/zh-hans/corrections/feed.atom")
        self.follow()
        log = self.client.get("/zh-hans/corrections")
        self.assertContains(log, "应为113件。")
        self.assertNotContains(log, "113, not 131.")
        again = self.client.get(
            "/zh-hans/corrections/feed.atom",
            headers={"If-None-Match": before.headers["ETag"]},
        )
        self.assertEqual(again.status_code, 200)

    def test_the_log_has_no_update_and_nothing_of_a_withdrawn_text(self) -> None:
        self.update(body=BODY + "\n\nMore.")
        self.assertNotContains(self.client.get("/zh-hans/corrections"), "More.")
        self.correct()
        withdraw(self.english.article, by=self.mei, note="Wrong.", language="en")
        self.assertNotContains(self.client.get("/zh-hans/corrections"), "113, not")

    def test_both_languages_have_a_log_although_one_was_corrected(self) -> None:
        self.correct()
        alternates = self.client.get("/corrections").context["page_meta"].alternates
        self.assertEqual(set(alternates), {"en", "zh-hans"})

    def test_the_front_page_names_the_newest_correction(self) -> None:
        self.correct()
        self.assertContains(self.client.get("/zh-hans/"), "113, not 131.")
