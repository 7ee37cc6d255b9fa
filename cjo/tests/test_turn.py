"""One transaction writes at a time, and a conflict is no answer to an editor."""

import sqlite3
import threading
from typing import Any
from unittest import skipUnless

import psycopg
from django.contrib.auth.models import User
from django.db import OperationalError, connection, transaction
from django.utils.functional import SimpleLazyObject

from articles.models import Article
from cjo.lib.turn import TRIES, in_turn
from cjo.test import CommittedTestCase


def conflict() -> OperationalError:
    """Return the error that Django raises for a deadlock or a locked file."""
    error = OperationalError("the database gave up")
    if connection.vendor == "sqlite":
        error.__cause__ = locked = sqlite3.OperationalError("database is locked")
        locked.sqlite_errorcode = sqlite3.SQLITE_BUSY_SNAPSHOT
    else:
        error.__cause__ = psycopg.errors.DeadlockDetected("deadlock detected")
    return error


class Failing:
    """A verb that fails a number of times, after it wrote a row and its caller's."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = [*errors]
        self.times = 0

    def __call__(self, article: Article, by: User | None = None) -> str:
        self.times += 1
        article.slug += "-moved"
        Article.objects.filter(pk=article.pk).update(slug=article.slug)
        if self.errors:
            raise self.errors.pop()
        return "done"


class AgainTests(CommittedTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.article = self.make_article("court")

    def test_a_verb_runs_again_after_a_conflict_as_if_for_the_first_time(self) -> None:
        verb = Failing(*[conflict()] * (TRIES - 1))
        # as a view hands it over
        user: Any = SimpleLazyObject(lambda: self.mei)
        self.assertEqual(in_turn(verb)(self.article, by=user), "done")
        self.assertEqual(self.article.slug, "court-moved")
        self.assertEqual(Article.objects.get().slug, "court-moved")

    def test_it_gives_up_in_the_end_and_leaves_nothing(self) -> None:
        verb = Failing(*[conflict()] * TRIES)
        with self.assertRaises(OperationalError):
            in_turn(verb)(self.article)
        self.assertEqual(verb.times, TRIES)
        self.assertEqual(Article.objects.get().slug, "court")

    def test_another_error_is_not_tried_again(self) -> None:
        verb = Failing(OperationalError("the disk is full"))
        with self.assertRaises(OperationalError):
            in_turn(verb)(self.article)
        self.assertEqual(verb.times, 1)

    def test_a_part_of_a_transaction_is_not_run_again_alone(self) -> None:
        verb = Failing(conflict())
        with self.assertRaises(OperationalError), transaction.atomic():
            in_turn(verb)(self.article)
        self.assertEqual(verb.times, 1)


@skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
class QueueTests(CommittedTestCase):
    def test_two_that_write_the_same_rows_in_turn_do_not_end_each_other(self) -> None:
        pks = [self.make_article(slug).pk for slug in ("one", "two")]
        failed: list[Exception] = []

        @in_turn
        def touch(first: int, second: int) -> None:
            for pk in (first, second):
                Article.objects.filter(pk=pk).update(lead_since=None)

        def work(first: int, second: int) -> None:
            try:
                for _time in range(20):
                    touch(first, second)
            except Exception as error:  # told to the test, which fails
                failed.append(error)
            finally:
                connection.close()

        orders = [(pks[0], pks[1]), (pks[1], pks[0])]
        threads = [threading.Thread(target=work, args=order) for order in orders]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        self.assertEqual(failed, [])
