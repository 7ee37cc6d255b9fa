"""Saves of a row are counted, and one of two at the same moment is refused."""

import threading
from unittest import skipUnless

from django.db import connection

from articles.models import Article
from articles.publishing import update_article
from articles.publishing.problems import RowChangedMeanwhile
from articles.publishing.revisions import advance, revision_of
from cjo.test import BaseTestCase, CommittedTestCase


class RevisionTests(BaseTestCase):
    def test_a_save_of_an_older_state_is_refused_and_names_the_other(self) -> None:
        article = self.make_article()
        self.assertEqual(revision_of(article), 0)
        advance(article, by=self.mei, expected=0)
        with self.assertRaises(RowChangedMeanwhile) as refused:
            advance(article, by=self.omar, expected=0)
        self.assertEqual(refused.exception.theirs.changed_by, self.mei)
        self.assertEqual(revision_of(article), 1)

    def test_rows_of_two_models_have_revisions_of_their_own(self) -> None:
        article = self.make_article()
        advance(article, by=self.mei)
        self.assertEqual(revision_of(self.mei), 0)


@skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
class AtOnceTests(CommittedTestCase):
    def test_one_of_many_saves_at_the_same_moment_goes_through(self) -> None:
        article = self.make_article()
        outcomes: list[str] = []
        start = threading.Barrier(4)

        def save(part: int) -> None:
            try:
                mine = Article.objects.get(pk=article.pk)
                start.wait(timeout=10)
                update_article(mine, by=self.mei, revision=0, series_part=part)
                outcomes.append(f"saved {part}")
            except RowChangedMeanwhile:
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [threading.Thread(target=save, args=[part]) for part in range(1, 5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        self.assertEqual(outcomes.count("refused"), 3)
        saved = next(outcome for outcome in outcomes if outcome != "refused")
        article.refresh_from_db()
        self.assertEqual(saved, f"saved {article.series_part}")
        self.assertEqual(revision_of(article), 1)
