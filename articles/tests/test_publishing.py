"""The verbs: what readers see changes only by publishing, and never comes undone."""

import datetime as dt
import threading
from unittest import skipUnless

import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from articles.document import digest
from articles.models import (
    Address,
    Byline,
    Category,
    CategoryText,
    ChangeType,
    Edition,
    FrozenError,
    ListCount,
    PathRedirect,
    SlugTaken,
    Stamp,
    Version,
)
from articles.problems import PublishingRefused
from articles.publishing import (
    ChangedMeanwhile,
    add_language,
    arrange,
    change_slug,
    delete_draft,
    publish,
    restore,
    save_draft,
    withdraw,
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
        with self.assertRaises(ChangedMeanwhile) as caught:
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
        with self.assertRaises(ChangedMeanwhile):
            publish(seen, by=self.mei)
        self.assertFalse(Version.objects.exists())

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


class WithdrawingTests(BaseTestCase):
    def test_page_pdf_text_and_versions_answer_gone_with_the_reason(self) -> None:
        edition = self.make_published()
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        for path in ("", "/v/1", ".pdf", ".md", "/v/1.pdf", "/v/1.md", "/v/2"):
            response = self.client.get(f"/a/court-opens{path}")
            self.assertContains(response, "The court asked us to.", status_code=410)

    def test_its_history_stays_without_text(self) -> None:
        edition = self.make_published(body="A secret sentence.")
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        response = self.client.get("/a/court-opens/history")
        self.assertContains(response, "The court asked us to.")
        self.assertNotContains(response, "secret")
        self.assertNotContains(response, "/v/1")

    def test_what_was_withdrawn_stays_so_when_another_text_follows(self) -> None:
        edition = self.make_published(body="A secret sentence.")
        withdraw(edition.article, by=self.mei, note="The court asked us to.")
        self.republish(edition, "update", "Told anew.", body="A clean sentence.")
        self.assertContains(self.client.get("/a/court-opens"), "A clean sentence.")
        for path in ("/v/1", "/v/2", "/v/1.pdf", "/v/1.md", "/v/1.json", "/v/1/cite"):
            response = self.client.get(f"/a/court-opens{path}")
            self.assertContains(response, "The court asked us to.", status_code=410)
        history = self.client.get("/a/court-opens/history")
        self.assertNotContains(history, "/v/1")
        self.assertContains(history, "/v/3")

    def test_it_leaves_every_list(self) -> None:
        edition = self.make_published(title="Court opens")
        withdraw(edition.article, by=self.mei, note="Gone.")
        for path in ("/", "/latest", "/search?q=opens", "/feed.rss", "/sitemap.xml"):
            self.assertNotContains(self.client.get(path), "court-opens")

    def test_one_language_can_go_alone(self) -> None:
        english = self.make_published()
        self.make_published(language="zh-hans", title="法院开庭")
        withdraw(english.article, by=self.mei, note="Wrong.", language="zh-hans")
        self.assertEqual(self.client.get("/a/court-opens").status_code, 200)
        self.assertEqual(self.client.get("/zh-hans/a/court-opens").status_code, 410)

    def test_it_asks_for_a_reason(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused):
            withdraw(edition.article, by=self.mei, note=" ")

    def test_an_older_version_comes_back_as_a_draft_only(self) -> None:
        edition = self.make_published(title="First")
        first = edition.current_version
        self.republish(edition, title="Second")
        assert first is not None
        first.edition.refresh_from_db()
        restored = restore(first, by=self.mei)
        self.assertEqual(restored.title, "First")
        self.assertContains(self.client.get("/a/court-opens"), "Second")


class ArrangingTests(BaseTestCase):
    def test_a_category_takes_effect_at_once_and_makes_no_version(self) -> None:
        edition = self.make_published()
        category = Category.objects.create(slug="trends")
        CategoryText.objects.create(category=category, language="en", name="Trends")
        arrange(edition.article, by=self.mei, categories=[category])
        self.assertContains(self.client.get("/t/trends"), "Court opens")
        self.assertEqual(edition.versions.count(), 1)

    def test_a_date_waits_for_publishing(self) -> None:
        edition = self.make_published()
        arrange(
            edition.article,
            by=self.mei,
            dated=dt.date(2024, 12, 18),
            dated_precision="day",
        )
        edition.refresh_from_db()
        self.assertTrue(edition.differs)
        self.assertNotContains(self.client.get("/a/court-opens"), "18 Dec 2024")

    def test_an_old_slug_leads_to_the_new_one_with_all_that_follows(self) -> None:
        edition = self.make_published()
        change_slug(edition.article, "court-is-open", by=self.mei)
        for rest in ("", "/v/1", "/history", ".pdf"):
            response = self.client.get(f"/a/court-opens{rest}")
            self.assertRedirects(
                response,
                f"/a/court-is-open{rest}",
                301,
                fetch_redirect_response=False,
            )

    def test_a_slug_once_used_is_never_given_to_another_work(self) -> None:
        edition = self.make_published()
        change_slug(edition.article, "court-is-open", by=self.mei)
        other = self.make_published("other")
        with self.assertRaises(SlugTaken), transaction.atomic():
            change_slug(other.article, "court-opens", by=self.mei)

    def test_an_unpublished_draft_can_be_deleted_and_its_slug_is_free(self) -> None:
        edition = self.make_edition()
        delete_draft(edition, by=self.omar)
        self.assertFalse(Address.objects.exists())
        self.make_published()

    def test_what_was_published_cannot_be_deleted(self) -> None:
        edition = self.make_published()
        with self.assertRaises(PublishingRefused):
            delete_draft(edition, by=self.mei)

    def test_a_whole_old_address_leads_to_the_article_in_each_language(self) -> None:
        self.make_published()
        old = "/a/court-opens:-for-business,-&-more"
        PathRedirect.objects.create(old_path=old, new_path="/a/court-opens")
        response = self.client.get("/a/court-opens:-for-business,-%26-more")
        self.assertRedirects(response, "/a/court-opens", 301)


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
        page = self.client.get("/zh-hans/a/court-opens")
        self.assertTrue(page.context["behind"])


class ConcurrencyTests(CommittedTestCase):
    @skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
    def test_two_editors_publishing_at_once_make_two_numbered_versions(self) -> None:
        edition = self.make_published()
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
        self.assertEqual(failures, [])
        self.assertEqual(
            list(edition.versions.values_list("number", flat=True)), [1, 2, 3]
        )

    def test_a_flush_between_tests_is_let_through(self) -> None:
        with time_machine.travel("2026-01-01", tick=False):
            self.make_published()
        self.assertEqual(Version.objects.count(), 1)
