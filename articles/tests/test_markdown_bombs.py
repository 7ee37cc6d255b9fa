"""Texts that would take a server's time, memory or stack: their writers are told."""

import contextlib
import time
from unittest import mock

from django.test import SimpleTestCase
from django.urls import reverse

from articles.markup import limited
from articles.markup.conversion import Source, convert
from articles.models import Edition, Rendering
from articles.publishing import publish, save_draft
from articles.publishing.problems import PublishingRefused
from articles.publishing.rerender import rerender
from articles.rendering import markup
from articles.tests.desk import DeskTestCase, page_of
from articles.views.preview import preview_token
from cjo.lib.child_process import ChildFailed, Failure
from cjo.test import BaseTestCase
from tools.chaos.markdown_bombs import BOMBS, explode

SOME = [
    "opening brackets", "nested list", "uses of a long address", "notes in notes",
    "spaces in a link",
]  # fmt: skip
BUSY = mock.patch.object(limited._child, "ask", side_effect=ChildFailed(Failure.BUSY))
PROSE = "The court *heard* [a case](https://example.org/).\n\n" * 200


def source(body: str) -> Source:
    return Source([], body, "", {})


class LimitsTests(SimpleTestCase):
    def test_the_child_converts_as_the_process_itself_does(self) -> None:
        text = Source(
            ["*One*"], PROSE + "A note.[^1]\n\n[^1]: [[a:b]]", "- x\n2. y", {}
        )
        with mock.patch.object(limited, "_LIGHT", 0):
            self.assertEqual(limited.converted(text), convert(text))

    def test_a_light_text_stays_in_the_process(self) -> None:
        with BUSY:
            parts = limited.converted(source("A *short* text. " * 60))
        self.assertIn("<em>short</em>", parts[1].html)

    def test_no_text_that_stays_in_the_process_takes_long(self) -> None:
        for name in SOME:
            light = BOMBS[name]
            while limited.weight(light) > limited._LIGHT:
                light = light[: len(light) * 9 // 10]
            with self.subTest(name), BUSY:
                begun = time.process_time()
                # nested too deep for the process, some ask the child
                with contextlib.suppress(ChildFailed):
                    limited.converted(source(light))
                self.assertLess(time.process_time() - begun, 1)


class BombsAtTheDeskTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        markup._failures.clear()

    def publish(self, edition: Edition, body: str) -> int:
        form = {
            "revision": self.fresh(edition).revision,
            "title": "Court opens",
            "body": body,
            "method": "original",
            "change": "first",
        }
        address = reverse("admin:edition_publish", args=[edition.pk])
        return self.client.post(address, form).status_code

    def test_none_ends_in_an_error(self) -> None:
        edition, statuses = self.make_edition(), []

        def act(text: str) -> int:
            statuses.append(self.publish(edition, text))
            return statuses[-1]

        self.assertEqual(explode(act, SOME).runs, len(SOME))
        self.assertLess(max(statuses), 500)

    def test_the_page_of_the_draft_names_the_line_to_look_at(self) -> None:
        bomb = f"A line.\n\n{BOMBS['opening brackets']}"
        edition = self.make_edition(body=bomb)
        page = self.open(page_of(edition))
        self.assertIn("Line 3: this field takes too long to convert.", page)
        self.assertEqual(self.publish(edition, bomb), 200)
        self.assertFalse(self.fresh(edition).versions.exists())

    def test_a_preview_shows_the_draft_without_its_text_and_says_why(self) -> None:
        edition = self.make_edition(abstract="A court.", body=BOMBS["nested list"])
        page = self.open(f"/preview/{preview_token(edition)}")
        self.assertIn("A court.", page)
        self.assertIn("nested too deep", page)

    def test_the_limit_of_a_list_is_what_it_can_bear(self) -> None:
        deep = "\n".join(f"{'    ' * level}- a" for level in range(60))
        self.assertEqual(self.publish(self.make_edition(), deep), 302)

    def test_a_table_is_no_longer_than_a_page_can_bear(self) -> None:
        head = "|a|b|\n|-|-|\n"
        self.assertTrue(limited.converted(source(head + "|c|d|\n" * 1_500)))
        with self.assertRaises(ChildFailed):
            limited.converted(source(head + "|c|d|\n" * 2_500))

    def test_a_text_has_no_more_lines_than_a_long_book(self) -> None:
        self.assertTrue(limited.converted(source("a word\n" * 29_000)))
        with self.assertRaises(ChildFailed):
            limited.converted(source("a word\n" * 31_000))

    def test_a_text_shows_no_more_records_than_its_limit(self) -> None:
        edition = self.make_edition()
        self.assertEqual(self.publish(edition, "[[case:a]] " * 301), 200)
        page = self.open(page_of(edition))
        self.assertIn("Line 1: this field takes too long to convert.", page)

    def test_the_same_text_is_not_tried_again_at_once(self) -> None:
        edition = self.make_edition(body=BOMBS["nested list"])
        self.open(page_of(edition))
        with mock.patch.object(limited._child, "ask") as ask:
            self.assertIn("nested too deep", self.open(page_of(edition)))
        ask.assert_not_called()


class StoredTextsTests(BaseTestCase):
    def test_a_text_that_cannot_be_converted_now_keeps_its_html(self) -> None:
        version = self.make_published(body=PROSE).versions.get()
        before = Rendering.objects.get(version=version).body_html
        limited._by_child.cache_clear()
        with BUSY, self.assertRaisesMessage(PublishingRefused, "try again"):
            rerender(version)
        self.assertEqual(Rendering.objects.get(version=version).body_html, before)

    def test_a_busy_site_refuses_to_publish_and_forgets_it(self) -> None:
        edition = self.make_edition()
        save_draft(edition, by=self.mei, body=f"{PROSE}It closed.")
        with BUSY, self.assertRaisesMessage(PublishingRefused, "try again"):
            publish(edition, by=self.mei)
        self.assertIn("It closed.", publish(edition, by=self.mei).rendering.body_html)
