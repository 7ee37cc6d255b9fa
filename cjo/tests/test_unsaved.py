"""Whatever fails while a form is saved, its sender gets the words back."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import psycopg
from django.contrib.auth.models import User
from django.db import (
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
)
from django.test import Client
from django.urls import reverse

from articles.models import Category, Edition
from articles.publishing import delete_draft, pictures
from articles.tests.desk import DeskTestCase, page_of, press, type_into
from articles.tests.picture_files import CREDIT, picture_file
from cjo.test import BaseTestCase

TEXT = "The court opened.\n\n    An indented line."


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


BUSY = [
    caused_by(sqlite3.OperationalError("database is locked")),
    caused_by(sqlite3.OperationalError("database or disk is full")),
    caused_by(psycopg.errors.DeadlockDetected("deadlock detected")),
    caused_by(psycopg.errors.DiskFull("could not extend file")),
    caused_by(psycopg.OperationalError("server closed the connection")),
    InterfaceError("connection already closed"),
]


@contextmanager
def failing(error: Exception, verb: str = "") -> Iterator[None]:
    """Let the database fail with an error at each statement that begins so."""

    def fail(execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(verb):
            raise error
        return execute(sql, *arguments)

    with connection.execute_wrapper(fail):
        yield


class ReaderTests(BaseTestCase):
    client_class = Client

    def setUp(self) -> None:
        self.client.raise_request_exception = False

    def test_a_database_that_does_not_answer_is_a_503_to_come_back_from(self) -> None:
        for error in BUSY:
            for path in ("/", "/zh-hans/", "/cases/", "/feed.atom", "/search?q=court"):
                with self.subTest(error=error, path=path), failing(error):
                    answer = self.client.get(path)
                    self.assertContains(answer, "at the moment", status_code=503)
                    self.assertContains(answer, "请稍后再试", status_code=503)
                    self.assertEqual(answer.headers["Retry-After"], "10")
                    number = answer.headers["X-Request-ID"]
                    self.assertContains(answer, number, status_code=503)

    def test_a_mistake_of_ours_is_no_reason_to_try_again(self) -> None:
        with failing(ProgrammingError("no such column")):
            answer = self.client.get("/")
        self.assertContains(answer, "has been logged", status_code=500)
        self.assertNotIn("Retry-After", answer.headers)


class EditorTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.client.raise_request_exception = False
        # django-webtest shows the exception to the test instead
        settings = self.settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
        settings.enable()
        self.addCleanup(settings.disable)

    def test_every_failure_of_the_database_gives_the_words_back(self) -> None:
        edition = self.make_edition()
        for error in BUSY:
            with self.subTest(error=error), failing(error, "UPDATE"):
                answer = self.send(edition, body=TEXT)
                self.assertEqual(answer.status_int, 503)
                self.assertEqual(answer.headers["Retry-After"], "10")
                field = answer.forms["unsaved"]["body"]
                self.assertEqual(field.value.replace("\r\n", "\n"), TEXT)
        self.assertEqual(self.fresh(edition).body, "The court opened in spring.")

    def test_without_any_database_they_come_back_too(self) -> None:
        page = self.open(page_of(self.make_edition()))
        with failing(BUSY[0]):
            answer = press(page, "Save", body=TEXT)
        self.assertEqual(answer.status_int, 503)
        self.assertIn("An indented line.", answer.forms["unsaved"]["body"].value)

    def test_they_can_be_sent_again(self) -> None:
        edition = self.make_edition()
        with failing(BUSY[0], "UPDATE"):
            answer = self.send(edition, body=TEXT)
        saved = press(answer, "Send it again")
        self.assert_leads_to(saved, page_of(edition))
        self.assertEqual(self.fresh(edition).body.replace("\r\n", "\n"), TEXT)

    def test_a_mistake_of_ours_gives_them_back_too(self) -> None:
        edition = self.make_edition()
        with failing(ProgrammingError("no such column"), "UPDATE"):
            answer = self.send(edition, body=TEXT)
        self.assertEqual(answer.status_int, 500)
        self.assertContains(answer, "An indented line.", status_code=500)
        self.assertIn(answer.headers["X-Request-ID"], answer)

    def test_they_stand_below_the_names_of_their_fields(self) -> None:
        address = reverse("admin:articles_category_add")
        sent = {
            "slug": "open-courts-of-china",
            "texts-0-description": "Of open courts.",
        }
        with failing(BUSY[0]):
            answer = self.client.post(address, sent)
        for label in ("Slug</label>", "Texts 1 description</label>"):
            self.assertContains(answer, label, status_code=503)

    def test_a_picture_that_no_disk_can_hold_is_named(self) -> None:
        page = self.open(reverse("admin:articles_picture_add"))
        form = next(form for form in page.forms.values() if "alt" in form.fields)
        type_into(form, {**CREDIT, "alt": "The hall of the court"})
        form["file"] = ("hall.jpg", picture_file().getvalue())
        full = OSError(errno.ENOSPC, "No space left on device")
        with mock.patch.object(pictures, "write_atomically", side_effect=full):
            answer = form.submit(expect_errors=True)
        self.assertContains(answer, "The hall of the court", status_code=500)
        self.assertContains(answer, "The file hall.jpg was not kept", status_code=500)
        again = answer.forms["unsaved"]
        again["file"] = ("hall.jpg", picture_file().getvalue())
        self.assertEqual(again.submit().status_int, 302)

    def test_a_password_never_comes_back(self) -> None:
        self.client.force_login(User.objects.create_superuser("chief"))
        secret = "a long and secret sentence"
        sent = {"username": "a-new-contributor", "password1": secret}
        with failing(BUSY[0], "SAVEPOINT"):
            answer = self.client.post(reverse("admin:auth_user_add"), sent)
        self.assertContains(answer, "a-new-contributor", status_code=503)
        self.assertNotContains(answer, secret, status_code=503)
        signing_in = {"login": "a-new-contributor", "password": secret}
        with failing(BUSY[0]):
            answer = Client(raise_request_exception=False).post(
                reverse("account_login"), signing_in
            )
        self.assertEqual(answer.status_code, 503)
        self.assertNotContains(answer, "a-new-contributor", status_code=503)

    def test_what_was_deleted_meanwhile_gives_them_back(self) -> None:
        edition = self.make_edition()
        page = self.open(page_of(edition))
        delete_draft(edition, by=self.mei)
        answer = press(page, "Save", body=TEXT)
        self.assertContains(answer, "no longer there", status_code=404)
        self.assertContains(answer, "An indented line.", status_code=404)
        gone = Category.objects.create(slug="courts")
        address = reverse("admin:articles_category_change", args=[gone.pk])
        gone.delete()
        answer = self.client.post(address, {"texts-0-description": "Of open courts."})
        self.assertContains(answer, "Of open courts.", status_code=404)

    def test_who_may_no_longer_write_gets_them_back(self) -> None:
        edition = self.make_edition()
        page = self.open(page_of(edition))
        self.mei.groups.clear()
        answer = press(page, "Save", body=TEXT)
        self.assertContains(answer, "An indented line.", status_code=403)
        self.assertEqual(Edition.objects.get().body, "The court opened in spring.")

    def test_no_other_site_gets_a_form_that_can_be_sent_again(self) -> None:
        stranger = Client(enforce_csrf_checks=True)
        stranger.force_login(self.mei)
        address = page_of(self.make_edition())
        answer = stranger.post(address, {"body": TEXT})
        self.assertContains(answer, "An indented line.", status_code=403)
        self.assertNotContains(answer, "Send it again", status_code=403)
        self.assertNotContains(answer, "csrfmiddlewaretoken", status_code=403)
