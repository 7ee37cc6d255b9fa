"""A draft of a translation whose source has changed since."""

from typing import Any

from django.urls import reverse

from articles.models import Edition, Version
from articles.publishing import publish
from articles.tests.desk import DeskTestCase, page_of, press, submit

HEADING = "The text it was translated from has changed"


class NewerSourceTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.english = self.make_published(body="First.\n\nSecond.\n\nThird.")
        self.chinese = self.make_published(
            language="zh-hans",
            body="第一。\n\n第二。\n\n第三。",
            method="human",
            translated_from=Version.objects.get(),
        )

    def correct(self, body: str = "First.\n\nAnother.\n\nThird.") -> Version:
        note = "The second was wrong."
        return self.republish(self.english, "correction", note, body=body)

    def page(self, edition: Edition | None = None) -> Any:
        return self.open(page_of(edition or self.chinese))

    def test_it_says_nothing_while_the_source_is_the_same(self) -> None:
        self.assertNotIn(HEADING, self.page())
        self.republish(self.english, "typo", body="First.\n\nSecond!\n\nThird.")
        self.assertNotIn(HEADING, self.page())

    def test_it_shows_the_paragraphs_that_changed_and_the_note(self) -> None:
        self.correct()
        page = self.page()
        page.mustcontain(HEADING, "The second was wrong.", "version 1 in English")
        self.assertEqual([part.get_text() for part in page.html("del")], ["Second."])
        self.assertEqual([part.get_text() for part in page.html("ins")], ["Another."])

    def test_the_source_itself_has_no_such_notice(self) -> None:
        self.correct()
        self.assertNotIn(HEADING, self.page(self.english))

    def test_one_act_makes_it_a_translation_of_the_newest_and_keeps_the_words(
        self,
    ) -> None:
        second = self.correct()
        button = "Save it as a translation of version 2"
        answer = press(self.page(), button, body="第一。\n\n另一。\n\n第三。")
        shown = answer.follow()
        shown.mustcontain("saved as a translation of version 2")
        self.assertNotIn(HEADING, shown)
        draft = self.fresh(self.chinese)
        self.assertEqual(draft.translated_from, second)
        self.assertIn("另一。", draft.body)
        self.assertTrue(draft.differs)

    def test_it_names_the_version_that_the_translator_saw(self) -> None:
        second, page = self.correct(), self.page()
        self.correct("First.\n\nAnother.\n\nFourth.")
        press(page, "Save it as a translation of version 2")
        self.assertEqual(self.fresh(self.chinese).translated_from, second)
        self.assertIn(HEADING, self.page())

    def test_once_published_readers_are_no_longer_told_that_it_is_behind(self) -> None:
        self.correct()
        path = "/zh-hans/a/court-opens"
        self.assertContains(self.client.get(path), "原文")
        self.assertContains(self.client.get(path), "第2版中更正")
        press(self.page(), "Save it as a translation of version 2")
        publish(self.fresh(self.chinese), by=self.mei, change="typo")
        self.assertNotContains(self.client.get(path), "第2版中更正")

    def test_a_version_of_another_text_is_refused(self) -> None:
        self.correct()
        other = self.make_published("other")
        form = self.page().forms["edition-form"]
        form.action = reverse(
            "admin:edition_follow", args=[self.chinese.pk, other.current_version_id]
        )
        self.assertEqual(submit(form).status_code, 200)
        source = self.fresh(self.chinese).translated_from
        self.assertEqual(source, Version.objects.get(edition=self.english, number=1))


class ClosedLanguageTests(DeskTestCase):
    """Arabic is a language of the site that is not open to readers."""

    def publish_arabic(self) -> Any:
        self.make_published()
        arabic = self.make_edition(language="ar", title="افتتاح المحكمة")
        return self.send(arabic, "Save and publish").follow()

    def test_publishing_says_that_readers_cannot_open_it(self) -> None:
        page = self.publish_arabic()
        page.mustcontain(
            "Version 1 is published.", "Arabic is not open", "LANGUAGES_READY"
        )
        self.assertNotIn('href="/ar/a/court-opens"', page)

    def test_no_page_leads_to_it(self) -> None:
        self.publish_arabic()
        for path in ("/a/court-opens", "/ar/a/court-opens", "/sitemap.xml"):
            response = self.client.get(path)
            self.assertNotContains(
                response,
                'hreflang="ar"',
                status_code=404 if path.startswith("/ar") else 200,
            )
        self.assertNotContains(self.client.get("/a/court-opens"), '"workTranslation"')
