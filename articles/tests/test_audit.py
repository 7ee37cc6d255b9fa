"""The audit log: acts, sign-ins and refusals, which no account can change."""

import csv
from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from articles.models import Act, AuditEntry
from articles.models.frozen import FrozenError
from articles.models.triggers import install_triggers
from articles.publishing import withdraw
from articles.tests.desk import DeskTestCase, page_of, press
from cjo.lib.request_log import request_id
from cjo.test import PASSWORD, make_user

LOG = "/admin/articles/auditentry/"


class WrittenTests(DeskTestCase):
    def last(self) -> AuditEntry:
        return AuditEntry.objects.latest("pk")

    def test_it_says_who_published_which_text(self) -> None:
        self.make_published()
        entry = AuditEntry.objects.get(act=Act.PUBLISHED)
        self.assertEqual((entry.username, entry.model), ("mei", "articles.edition"))
        self.assertIn("Published version 1 (first)", entry.message)

    def test_it_says_why_a_text_was_withdrawn(self) -> None:
        withdraw(self.make_published().article, by=self.mei, note="It was wrong.")
        self.assertIn("It was wrong.", AuditEntry.objects.get(act="withdrawn").message)

    def test_it_has_sign_ins_and_sign_outs(self) -> None:
        self.client.force_login(self.omar)
        self.assertEqual((self.last().user, self.last().act), (self.omar, "signed-in"))
        self.client.post(reverse("admin:logout"))
        self.assertEqual((self.last().user, self.last().act), (self.omar, "signed-out"))

    def test_a_wrong_password_is_about_the_account(self) -> None:
        self.client.login(username="mei", password="wrong")
        entry = self.last()
        self.assertEqual((entry.act, entry.user), (Act.NOT_SIGNED_IN, None))
        self.assertEqual((entry.model, entry.object_name), ("auth.user", "mei"))

    def test_a_password_typed_as_a_name_is_not_kept(self) -> None:
        self.client.login(username=PASSWORD, password="mei")
        kept = AuditEntry.objects.filter(act=Act.NOT_SIGNED_IN).values_list()
        self.assertNotIn(PASSWORD, str(list(kept)))

    def test_a_page_that_is_not_allowed_is_a_refusal(self) -> None:
        self.client.force_login(self.omar)
        self.client.get(reverse("admin:articles_category_add"))
        entry = self.last()
        self.assertEqual((entry.user, entry.act), (self.omar, Act.REFUSED))
        self.assertIn("GET /admin/articles/category/add/", entry.message)

    def test_a_form_without_its_token_is_a_refusal_that_is_logged_once(self) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.omar)
        for _attempt in range(3):
            browser.post(reverse("admin:articles_edition_add"), {"title": "x"})
        entry = AuditEntry.objects.get(act=Act.REFUSED)
        self.assertEqual(entry.user, self.omar)
        self.assertIn("POST /admin/articles/edition/add/: CSRF", entry.message)

    def test_a_refusal_at_an_address_of_any_shape_is_logged(self) -> None:
        self.client.force_login(self.omar)
        answer = self.client.get("/admin/auth/user/\x00/change/")
        self.assertEqual(answer.status_code, 403)
        self.assertIn("/admin/auth/user/%00/change/", self.last().message)

    def test_it_names_the_request_as_the_servers_log_does(self) -> None:
        self.client.force_login(self.omar)
        answer = self.client.get(reverse("admin:articles_category_add"))
        self.assertEqual(self.last().request_id, answer["X-Request-ID"])

    def test_an_act_that_is_refused_is_logged_with_the_reason(self) -> None:
        edition = self.make_edition(body="[[case:none]]")
        press(self.open(page_of(edition)), "Save and publish")
        entry = AuditEntry.objects.get(act=Act.REFUSED)
        self.assertEqual(entry.object_id, str(edition.pk))
        self.assertTrue(entry.message)

    def test_a_form_of_the_admin_says_which_fields_were_changed(self) -> None:
        chief = make_user("chief")
        User.objects.filter(pk=chief.pk).update(is_staff=True, is_superuser=True)
        self.client.force_login(chief)
        page = reverse("admin:auth_group_add")
        self.client.post(page, {"name": "reviewer", "revision": "0"})
        entry = AuditEntry.objects.get(model="auth.group")
        self.assertEqual((entry.act, entry.object_name), (Act.ADDED, "reviewer"))


class KeptTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.make_published()

    def test_the_code_refuses_to_change_it(self) -> None:
        entry = AuditEntry.objects.latest("pk")
        for act in (entry.save, entry.delete):
            self.assertRaises(FrozenError, act)

    def test_the_database_refuses_to_change_it(self) -> None:
        install_triggers(connection)
        for act in (
            "UPDATE articles_auditentry SET message = ''",
            "DELETE FROM articles_auditentry",
        ):
            with self.assertRaises(DatabaseError), transaction.atomic():
                connection.cursor().execute(act)

    def test_the_desk_offers_no_way_to_change_it(self) -> None:
        chief = User.objects.create_superuser("chief", password=PASSWORD)
        self.client.force_login(chief)
        key = AuditEntry.objects.latest("pk").pk
        for path in ("add/", f"{key}/delete/"):
            self.assertEqual(self.client.post(LOG + path).status_code, 403)
        self.assertEqual(self.client.post(f"{LOG}{key}/change/").status_code, 403)

    def test_djangos_old_log_is_carried_over(self) -> None:
        edition = self.make_edition("old")
        LogEntry.objects.log_actions(
            self.mei.pk, [edition], CHANGE, change_message=[{"added": {}}]
        )
        migration = import_module("articles.migrations.0014_carry_django_log")
        migration.carry(apps, SimpleNamespace(connection=connection))
        entry = AuditEntry.objects.latest("pk")
        self.assertEqual((entry.username, entry.message), ("mei", "Added."))
        self.assertIn(entry, AuditEntry.objects.about(type(edition), edition.pk))


class ReadTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        token = request_id.set("5" * 32)
        self.addCleanup(request_id.reset, token)
        self.edition = self.make_published()

    def test_only_editors_read_it(self) -> None:
        for user, status in ((self.mei, 200), (self.omar, 403)):
            self.client.force_login(user)
            for address in (LOG, f"{LOG}download.csv"):
                with self.subTest(user=user, address=address):
                    self.assertEqual(self.client.get(address).status_code, status)

    def test_it_leads_to_the_history_of_the_row(self) -> None:
        history = reverse("admin:articles_edition_history", args=[self.edition.pk])
        self.assertContains(self.client.get(LOG), history)
        self.assertContains(self.client.get(history), "Published version 1")

    def test_it_is_filtered_by_who_what_and_act(self) -> None:
        for query, message in (
            (f"user__id__exact={self.omar.pk}", "Began the text in en."),
            ("model=articles.article", "Began the article."),
            ("act__exact=published", "Published version 1"),
            ("q=Published", "Published version 1"),
        ):
            with self.subTest(query=query):
                page = self.client.get(f"{LOG}?{query}")
                shown = " ".join(e.message for e in page.context["cl"].result_list)
                self.assertIn(message, shown)
                self.assertFalse("Began" in shown and "Published" in shown)

    def test_it_is_searched_by_the_id_of_a_request(self) -> None:
        self.assertContains(self.client.get(f"{LOG}?q={'5' * 32}"), "Published version")
        self.assertNotContains(self.client.get(f"{LOG}?q={'6' * 32}"), "Published v")

    def test_the_file_has_the_rows_that_the_filters_leave(self) -> None:
        withdraw(self.edition.article, by=self.mei, note="=1+1")
        answer = self.client.get(f"{LOG}download.csv?act__exact=withdrawn")
        rows = list(csv.reader(answer.getvalue().decode("utf-8-sig").splitlines()))
        self.assertEqual([row[3] for row in rows], ["act", "withdrawn"])
        self.assertEqual([row[9] for row in rows], ["request", "5" * 32])
        self.assertIn("attachment", answer["Content-Disposition"])
