"""Saving and publishing: what readers see changes only by a Version."""

import datetime as dt
import threading
from unittest import skipUnless

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from articles.models import (
    Byline,
    Category,
    ChangeType,
    Edition,
    FrozenError,
    ListCount,
    SlugTaken,
    Stamp,
    Version,
)
from articles.models.document import digest
from articles.publishing import add_language, publish, save_draft, withdraw
from articles.publishing.problems import (
    DraftChangedMeanwhile,
    NothingNew,
    PublishingRefused,
)
from cjo.test import BaseTestCase, CommittedTestCase


class SavingTests(BaseTestCase):
    def test_it_keeps_the_live_text_while_a_draft_changes(self) -> None:
        edition = self.make_published(title="Court opens")
        save_draft(edition, by=self.omar, title="Court closes")
        self.assertContains(self.client.get("/a/court-opens"), "Court opens")

    def test_it_refuses_the_second_of_two_saves_and_shows_the_first(self) -> None:
        mine = self.make_edition()
        theirs = Edition.objects.get(pk=mine.pk)
        save_draft(theirs, by=self.mei, title="Their title")
        with self.assertRaises(DraftChangedMeanwhile) as caught:
            save_draft(mine, by=self.omar, title="My title")
        self.assertEqual(caught.exception.theirs.title, "Their title")
        self.assertEqual(Edition.objects.get(pk=mine.pk).title, "Their title")

    def test_a_contributor_cannot_save_somebody_elses_draft(self) -> None:
        edition = add_language(self.make_article(), "en", by=self.mei)
        with self.assertRaises(PermissionDenied):
            save_draft(edition, by=self.omar, title="Mine now")

    def test_it_notes_a_difference_and_forgets_it_when_it_is_undone(self) -> None:
        edition = self.make_published(title="Court opens")
        edition = save_draft(edition, by=self.omar, title="Court closes")
        self.assertEqual(edition.state, "changed")
        edition = save_draft(edition, by=self.omar, title="Court opens")
        self.assertEqual(edition.state, "published")


class PublishingTests(BaseTestCase):
    def test_it_freezes_a_version_whose_hash_is_that_of_its_json(self) -> None:
        version = Version.objects.get(edition=self.make_published())
        self.assertEqual(version.hash, digest(version.canonical))
        self.assertTrue(version.is_intact)
        self.assertEqual(version.document["title"], "Court opens")

    def test_each_version_names_the_hash_of_its_predecessor(self) -> None:
        edition = self.make_published()
        first = edition.current_version
        second = self.republish(edition, title="Court opens again")
        assert first is not None
        self.assertEqual(second.document["previous"], first.hash)
        self.assertEqual(second.number, 2)

    def test_the_database_refuses_to_change_or_delete_a_version(self) -> None:
        version = Version.objects.get(edition=self.make_published())
        for statement in (
            "UPDATE articles_version SET title = 'x' WHERE id = %s",
            "DELETE FROM articles_version WHERE id = %s",
        ):
            refused = self.assertRaisesMessage(DatabaseError, "frozen")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [version.pk])
        with self.assertRaises(FrozenError):
            version.save()
        with self.assertRaises(FrozenError):
            version.delete()

    def test_a_contributor_cannot_publish(self) -> None:
        edition = self.make_edition()
        with self.assertRaises(PermissionDenied):
            publish(edition, by=self.omar)
        self.assertFalse(Version.objects.exists())

    def test_a_correction_needs_a_public_note_and_a_typo_none(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused) as caught:
            self.republish(edition, ChangeType.CORRECTION, title="Court shut")
        self.assertEqual([p.field for p in caught.exception.problems], ["note"])
        edition.refresh_from_db()
        publish(edition, by=self.mei, change=ChangeType.TYPO)

    def test_it_names_what_stands_in_the_way(self) -> None:
        for body, words in {
            "See [[nothing:here]].": "is no embed",
            "See [[overview:here]].": "leads to nothing published",
            "See [this](/a/never-written).": "leads to nothing",
            "See <https://court.example@evil.example/>.": "without a name or password",
            "See [this](http://10.0.0.7/rulings).": "a public site",
            "See [this](//court@evil.example/).": "a public site",
            "See [this](//[).": "leads to nothing",
            "![](/media/0.png)": "no description",
            "![Alt](https://elsewhere.example/x.png)": "uploaded here first",
        }.items():
            with self.subTest(body=body):
                slug = f"s{abs(hash(body))}"
                edition = self.make_edition(slug, body=body)
                with self.assertRaises(PublishingRefused) as caught:
                    publish(edition, by=self.mei)
                self.assertIn(words, str(caught.exception))
                self.assertEqual(caught.exception.problems[0].field, "body")

    def test_it_publishes_only_the_draft_that_was_loaded(self) -> None:
        seen = self.make_edition(title="As seen")
        save_draft(Edition.objects.get(pk=seen.pk), by=self.mei, title="Unseen")
        with self.assertRaises(DraftChangedMeanwhile):
            publish(seen, by=self.mei)
        self.assertFalse(Version.objects.exists())

    def test_a_text_may_link_to_a_former_version(self) -> None:
        self.make_published("court-opens")
        for number, leads in ((1, True), (2, False)):
            body = f"See [it](/a/court-opens/v/{number})."
            edition = self.make_edition(f"later-{number}", body=body)
            if leads:
                publish(edition, by=self.mei)
                continue
            with self.assertRaisesMessage(PublishingRefused, "leads to nothing"):
                publish(edition, by=self.mei)

    def test_a_link_to_a_withdrawn_text_leads_to_nothing(self) -> None:
        gone = self.make_published("gone")
        withdraw(gone.article, by=self.mei, note="Wrong.")
        with self.assertRaisesMessage(PublishingRefused, "/a/gone leads to nothing"):
            self.make_published(body="See [it](/a/gone).")

    def test_links_to_lists_and_to_others_are_believed(self) -> None:
        self.make_published(
            body="See [cases](/cases/), [a number](/cases/number?q=1), "
            "[another site](//example.org/a/x)."
        )

    def test_a_slug_in_use_is_told_so(self) -> None:
        self.make_article("taken")
        with self.assertRaises(SlugTaken):
            self.make_article("taken")

    def test_a_typing_error_does_not_count_as_news(self) -> None:
        edition = self.make_published()
        first = edition.current_version
        typo = self.republish(edition, title="Court opens.")
        correction = self.republish(
            edition, ChangeType.CORRECTION, "The year was wrong.", title="Court"
        )
        assert first is not None
        self.assertEqual(typo.updated_at, first.updated_at)
        self.assertGreater(correction.updated_at, typo.updated_at)

    def test_imported_archive_is_never_news(self) -> None:
        work = {"dated": dt.date(2018, 6, 1), "dated_precision": "day"}
        version = self.make_published(work=work).current_version
        assert version is not None
        self.assertEqual(version.updated_at.date(), dt.date(2018, 6, 1))

    def test_it_prints_the_byline_that_stood_there_then(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        article = self.make_article()
        article.contributions.create(contributor=person)
        edition = self.make_published()
        person.texts.update(name="Another Name")
        byline = Byline.objects.get(version=edition.current_version)
        self.assertEqual(byline.name, "Meng Yu")

    def test_killed_midway_it_leaves_nothing_half_visible(self) -> None:
        edition = self.make_edition()
        with (
            self.assertRaises(RuntimeError),
            self.settings(),
            transaction.atomic(),
        ):
            publish(edition, by=self.mei)
            raise RuntimeError("the process is killed before it commits")
        self.assertFalse(Version.objects.exists())
        self.assertEqual(self.client.get("/a/court-opens").status_code, 404)
        self.assertFalse(ListCount.objects.filter(number__gt=0).exists())

    def test_it_touches_the_keys_of_each_list_it_stands_in(self) -> None:
        category = Category.objects.create(slug="trends")
        article = self.make_article(dated=dt.date(2024, 12, 18))
        article.categories.add(category)
        edition = self.make_published()
        self.assertLessEqual(
            {
                f"edition-{edition.pk}",
                "latest-en",
                "year-2024-en",
                f"category-{category.pk}-en",
            },
            set(Stamp.objects.values_list("key", flat=True)),
        )


class TranslationTests(BaseTestCase):
    def test_a_translation_opens_with_the_source_text(self) -> None:
        source = self.make_published(title="Court opens").current_version
        assert source is not None
        chinese = add_language(
            source.edition.article, "zh-hans", by=self.omar, source=source
        )
        self.assertEqual(chinese.title, "Court opens")
        self.assertEqual(chinese.translated_from, source)

    def test_a_newer_source_makes_it_behind_but_a_typo_does_not(self) -> None:
        english = self.make_published()
        self.make_published(
            language="zh-hans",
            title="法院",
            method="machine",
            translated_from=english.current_version,
        )
        self.republish(english, title="Court opens.")
        self.assertNotContains(self.client.get("/zh-hans/a/court-opens"), "最新版本")
        self.republish(english, "correction", "Wrong year.", title="Court shut")
        self.assertContains(self.client.get("/zh-hans/a/court-opens"), "最新版本")


class ConcurrencyTests(CommittedTestCase):
    @skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
    def test_two_editors_publishing_at_once_make_one_new_version(self) -> None:
        edition = self.make_published()
        save_draft(edition, by=self.mei, body="It is open now.")
        failures: list[Exception] = []

        def go(change: str) -> None:
            try:
                publish(edition, by=self.mei, change=change, note="At once.")
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=go, args=[c]) for c in ("typo", "update")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        # the later of them would publish nothing new
        self.assertEqual([type(failure) for failure in failures], [NothingNew])
        numbers = list(edition.versions.values_list("number", flat=True))
        self.assertEqual(numbers, [1, 2])

    def test_a_flush_between_tests_is_let_through(self) -> None:
        with time_machine.travel("2026-01-01", tick=False):
            self.make_published()
        self.assertEqual(Version.objects.count(), 1)
