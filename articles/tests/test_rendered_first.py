"""A text is rendered while nobody waits, and published as what it shows is then."""

import sys
from collections.abc import Callable
from typing import Any
from unittest import mock

from django.db import connection
from django.urls import reverse

from articles.models import Picture, Version
from articles.publishing import publish, republish, save_draft
from articles.publishing.pictures import keep_picture, put_back, take_down
from articles.publishing.problems import DraftChangedMeanwhile, PublishingRefused
from articles.rendering import render
from articles.tests.picture_files import CREDIT, picture_file
from cases.models import Case
from cases.publishing import publish as publish_record
from cases.tests.world import load_world
from cjo.test import BaseTestCase, CommittedTestCase

TAKEN_DOWN = "A picture was taken down here."


def at_each_rendering(*acts: Callable[[], object]) -> Any:
    """Do the first act at the end of a first rendering, the second at the next…"""
    module, left = sys.modules[render.__module__], [*acts]
    last_step = module.minutes_to_read

    def busy(plain: str) -> int:
        if left:
            left.pop(0)()
        return int(last_step(plain))

    return mock.patch.object(module, "minutes_to_read", busy)


class OutsideTests(CommittedTestCase):
    """Through the views of the desk, which could open a transaction of their own."""

    def setUp(self) -> None:
        super().setUp()
        self.client.force_login(self.mei)
        self.waiting: list[bool] = []

    def watched(self) -> Any:
        watch = [lambda: self.waiting.append(connection.in_atomic_block)] * 20
        return at_each_rendering(*watch)

    def send(self, name: str, pk: int, **data: Any) -> None:
        with self.watched():
            response = self.client.post(reverse(f"admin:{name}", args=[pk]), data)
        self.assertEqual(response.status_code, 302, response.content)
        self.assertIn(False, self.waiting)
        self.assertNotIn(True, self.waiting)

    def test_publishing_renders_outside_of_the_transaction(self) -> None:
        edition = self.make_edition()
        values = {"title": "Court", "body": "It opened.", "method": "original"}
        change = {"change": "first", "revision": edition.revision}
        self.send("edition_publish", edition.pk, **values, **change)
        self.assertEqual(Version.objects.count(), 1)

    def test_taking_a_picture_down_does_too(self) -> None:
        picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        self.make_published(body=f"![A roof](/media/{picture.hash}.jpg)")
        self.send("articles_picture_take_down", picture.pk, reason="A complaint.")
        self.assertContains(self.client.get("/a/court-opens"), TAKEN_DOWN)

    def test_showing_newer_records_does_too(self) -> None:
        load_world(self.mei)
        edition = self.make_published(body="[[case:ma-v-company]]")
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(holding="A box is no consent.")
        publish_record(case, by=self.mei, change="typo")
        with self.watched():
            republish(edition.versions.get(), by=self.mei, change="typo")
        self.assertEqual(self.waiting, [False])


class MeanwhileTests(BaseTestCase):
    picture: Picture

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        self.picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        self.shows = f"![A roof](/media/{self.picture.hash}.jpg)"

    def correct(self, holding: str = "A box is no consent.") -> None:
        case = Case.objects.get(slug="ma-v-company")
        case.texts.filter(language="en").update(holding=holding)
        publish_record(case, by=self.mei, change="correction", note="A slip.")

    def take_down(self) -> None:
        take_down(self.picture, by=self.mei, reason="A complaint.")

    def test_a_record_corrected_meanwhile_is_shown_as_it_is_now(self) -> None:
        edition = self.make_edition(body="[[case:ma-v-company]]")
        with at_each_rendering(self.correct):
            version = publish(edition, by=self.mei)
        self.assertEqual(version.document["embeds"][0]["number"], 2)
        self.assertIn("A box is no consent.", version.rendering.body_html)

    def test_a_picture_taken_down_meanwhile_is_not_shown(self) -> None:
        edition = self.make_edition(body=self.shows)
        with at_each_rendering(self.take_down):
            version = publish(edition, by=self.mei)
        self.assertIn(TAKEN_DOWN, version.rendering.body_html)

    def test_a_credit_is_printed_as_it_is_frozen(self) -> None:
        edition = self.make_edition(body=self.shows)
        rows = Picture.objects.filter(pk=self.picture.pk)
        with at_each_rendering(lambda: rows.update(creator="Another")):
            version = publish(edition, by=self.mei)
        self.assertEqual(version.document["pictures"][0]["creator"], "Another")
        self.assertIn("Another", version.rendering.body_html)

    def test_a_draft_saved_meanwhile_is_not_published_unseen(self) -> None:
        edition = self.make_edition()
        save = lambda: save_draft(edition, by=self.omar, title="Unseen")  # noqa: E731
        with at_each_rendering(save), self.assertRaises(DraftChangedMeanwhile):
            publish(type(edition).objects.get(), by=self.mei)
        self.assertFalse(Version.objects.exists())

    def test_a_text_published_meanwhile_loses_the_picture_too(self) -> None:
        first = self.make_published("first", body=self.shows)
        second = self.make_edition("second", body=self.shows)
        with at_each_rendering(lambda: publish(second, by=self.mei)):
            self.take_down()
        for slug in (first.article.slug, "second"):
            self.assertContains(self.client.get(f"/a/{slug}"), TAKEN_DOWN)

    def test_another_picture_of_the_text_stays_taken_down(self) -> None:
        other = keep_picture(picture_file(size=(600, 400)), by=self.mei, **CREDIT)
        self.make_published(body=f"{self.shows}\n\n![A](/media/{other.hash}.jpg)")
        self.take_down()
        take_down(other, by=self.mei, reason="A complaint.")
        self.assertContains(self.client.get("/a/court-opens"), TAKEN_DOWN, 2)
        put_back(self.picture, by=self.mei)
        self.assertContains(self.client.get("/a/court-opens"), TAKEN_DOWN, 1)

    def test_what_never_rests_is_refused_in_words(self) -> None:
        edition = self.make_edition(body="[[case:ma-v-company]]")
        changes = [lambda n=n: self.correct(f"Holding {n}.") for n in range(9)]
        with at_each_rendering(*changes), self.assertRaises(PublishingRefused) as no:
            publish(edition, by=self.mei)
        self.assertIn("Somebody is changing the records", str(no.exception))
        self.assertFalse(edition.versions.exists())
