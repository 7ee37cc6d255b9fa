"""Signing in: passwords, second factors, limits, mails, sessions."""

import re
from typing import Any

import time_machine
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from articles.models import Act, AuditAddress, AuditEntry
from articles.publishing import audit
from cjo.accounts import adapter
from cjo.test import PASSWORD, CommittedTestCase, make_user
from cjo.tests.account_visitor import (
    LOGIN,
    RESET,
    AccountTestCase,
    Visitor,
    code_of,
    last_form,
)


class SigningInTests(AccountTestCase):
    def test_the_desk_leads_to_the_form_and_back(self) -> None:
        wanted = reverse("admin:articles_edition_changelist")
        page = self.app.get(wanted).follow().follow()
        self.assertEqual(page.request.params["next"], wanted)
        form = page.forms[0]
        form["login"], form["password"] = "mei", PASSWORD
        self.assertEqual(form.submit().location, wanted)

    def test_the_answer_does_not_say_who_exists(self) -> None:
        make_user("gone", "editor")
        User.objects.filter(username="gone").update(is_active=False)
        bodies = {
            re.sub(r'(value|name)="[^"]*"', "", self.sign_in(name, "wrong").text)
            for name in ("mei", "nobody-here", "gone")
        }
        self.assertEqual(len(bodies), 1)
        self.assertIn("not correct", bodies.pop())

    def test_nobody_signs_up(self) -> None:
        typed = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
        Client().post("/admin/account/signup/", typed)
        self.assertFalse(User.objects.filter(username="eve").exists())

    def test_an_account_without_access_is_told_so(self) -> None:
        make_user("reader")
        answer = self.sign_in("reader").follow(status="*")
        while answer.status_int == 302:
            answer = answer.follow(status="*")
        self.assertEqual(answer.status_int, 403)

    def test_the_forms_of_django_are_not_reached(self) -> None:
        self.client.force_login(self.mei)
        for name in ("login", "password_change"):
            answer = self.client.post(reverse(f"admin:{name}"), {"password": "x"})
            self.assertEqual(answer.status_code, 302)

    def test_every_page_holds_to_the_policy_of_the_desk(self) -> None:
        names = ["login", "reset_password", "reset_password_done"]
        pages = [self.app.get(reverse(f"account_{name}")) for name in names]
        self.sign_in()
        self.enrol()
        names = ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn"]
        names += ["mfa_generate_recovery_codes", "mfa_view_recovery_codes"]
        names += ["mfa_deactivate_totp", "account_change_password", "account_logout"]
        names += ["account_reauthenticate", "mfa_reauthenticate", "usersessions_list"]
        pages += [self.app.get(reverse(name)) for name in names]
        for page in pages:
            with self.subTest(page.request.path):
                self.assertNotRegex(page.text, r"<[^>]+\sstyle=|<style|\son[a-z]+=")
                inline = r"<script(?![^>]*(?:\ssrc=|application/json))"
                self.assertNotRegex(page.text, inline)
                self.assertEqual(len(page.html.find_all("h1")), 1)
                self.assertIn(
                    "default-src 'self'", page.headers["Content-Security-Policy"]
                )


class GuessingTests(AccountTestCase):
    def hashed(self) -> list[Any]:
        """Return a list that grows with each password that is compared."""
        compared: list[Any] = []
        note = compared.append
        receiver = lambda **signal: note(signal)  # noqa: E731
        user_login_failed.connect(receiver, weak=False)
        self.addCleanup(user_login_failed.disconnect, receiver)
        return compared

    def test_an_account_is_throttled_whatever_the_address(self) -> None:
        compared = self.hashed()
        for number in range(8):
            answer = self.guess(REMOTE_ADDR=f"192.0.2.{number}")
        self.assertEqual(len(compared), 5)
        self.assertContains(answer, "Too many failed login attempts")

    def test_another_port_in_the_host_starts_no_new_count(self) -> None:
        compared = self.hashed()
        for number in range(8):
            self.guess(HTTP_HOST=f"localhost:{8000 + number}")
        self.assertEqual(len(compared), 5)

    def test_an_address_is_throttled_whatever_the_account(self) -> None:
        compared = self.hashed()
        for number in range(15):
            self.guess(f"name-{number}", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
        self.assertEqual(len(compared), 10)

    def test_whoever_goes_on_is_turned_away(self) -> None:
        statuses = [self.guess(f"name-{n}").status_code for n in range(32)]
        self.assertEqual(statuses[-1], 429)

    def test_whoever_was_turned_away_costs_no_query_for_a_while(self) -> None:
        visitor = Client()
        with time_machine.travel("2026-12-01T08:00Z", tick=False) as clock:
            for number in range(31):
                visitor.post(LOGIN, {"login": f"name-{number}", "password": "wrong"})
            with self.assertNumQueries(0):
                answer = visitor.post(LOGIN, {"login": "mei", "password": PASSWORD})
            self.assertEqual(answer.status_code, 429)
            self.assertEqual(answer["Retry-After"], "10")
            other = visitor.post(LOGIN, {"login": "mei"}, REMOTE_ADDR="192.0.2.7")
            self.assertEqual(other.status_code, 200)
            clock.shift(70)
            answer = visitor.post(LOGIN, {"login": "mei", "password": PASSWORD})
            self.assertEqual(answer.status_code, 302)

    def test_one_password_is_compared_at_a_time(self) -> None:
        compared = self.hashed()
        with adapter.comparing():
            answer = self.guess()
        self.assertContains(answer, "Be patient")
        self.assertEqual(compared, [])

    def test_codes_are_not_guessed_either(self) -> None:
        self.sign_in()
        secret = self.enrol()
        self.app.reset()
        page = self.sign_in().follow()
        for code in ["000000"] * 6 + [code_of(secret)]:
            form = page.forms[0]
            form["code"] = code
            page = form.submit()
        self.assertIn("Too many failed login attempts", page)

    def test_a_credential_of_any_shape_is_answered(self) -> None:
        address = reverse("mfa_login_webauthn")
        for sent in ("[]", "{}", "null", "5", '"x"', "{", '{"response": 5}', "\x00"):
            with self.subTest(sent):
                answer = Client(raise_request_exception=False).post(
                    address, {"credential": sent}
                )
                self.assertLess(answer.status_code, 500)

    def test_the_log_has_failures_but_no_flood(self) -> None:
        for number in range(9):
            self.guess(REMOTE_ADDR=f"192.0.2.{number}")
        failed = AuditEntry.objects.filter(act=Act.NOT_SIGNED_IN)
        self.assertEqual(failed.filter(message="Wrong password.").count(), 5)
        self.assertEqual(failed.filter(message="Too many attempts.").count(), 1)


class ToldTests(Visitor, CommittedTestCase):
    def test_choosing_and_removing_one_is_logged_and_told_by_mail(self) -> None:
        User.objects.filter(pk=self.mei.pk).update(email="mei@example.org")
        self.sign_in()
        self.enrol()
        last_form(self.app.get(reverse("mfa_deactivate_totp"))).submit()
        told = AuditEntry.objects.filter(act=Act.SECURED, user=self.mei)
        texts = " ".join(told.values_list("message", flat=True))
        self.assertIn("Added: authenticator app.", texts)
        self.assertIn("Removed: authenticator app.", texts)
        self.assertEqual({sent.to[0] for sent in mail.outbox}, {"mei@example.org"})


class ResetTests(AccountTestCase):
    def setUp(self) -> None:
        User.objects.filter(pk=self.mei.pk).update(email="Mei@example.org")

    def ask(self, address: str, **sent: Any) -> Any:
        return Client().post(RESET, {"email": address}, follow=True, **sent)

    def test_the_link_chooses_a_new_password(self) -> None:
        self.ask("mei@example.org")
        link = re.search(r"http\S+/key/\S+", str(mail.outbox[0].body))
        assert link is not None
        page = self.app.get(link[0]).follow()
        form = page.forms[0]
        form["password1"] = form["password2"] = "a much better passphrase"
        form.submit()
        self.app.reset()
        answer = self.sign_in("mei", "a much better passphrase")
        self.assertEqual(answer.location, "/admin/")

    @override_settings(SITE_URL="https://observer.example")
    def test_the_link_is_that_of_the_site_whatever_host_was_asked(self) -> None:
        self.ask("mei@example.org", HTTP_HOST="localhost:1")
        self.assertIn("https://observer.example/admin/account/", mail.outbox[0].body)
        self.assertNotIn("localhost", mail.outbox[0].body)

    def test_the_answer_does_not_say_who_exists(self) -> None:
        known, unknown = self.ask("mei@example.org"), self.ask("no@example.org")
        self.assertEqual(known.content, unknown.content)
        self.assertEqual([sent.to for sent in mail.outbox][1], ["no@example.org"])
        self.assertNotIn("http://testserver", mail.outbox[1].body)

    def test_asking_is_logged(self) -> None:
        self.ask("mei@example.org")
        entry = AuditEntry.objects.get(act=Act.SECURED)
        self.assertEqual((entry.user, entry.object_name), (None, "mei"))


class SessionTests(AccountTestCase):
    def test_a_session_is_ended_from_another_browser(self) -> None:
        other = Client(REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Another browser")
        other.post(LOGIN, {"login": "mei", "password": PASSWORD})
        self.assertEqual(other.get("/admin/").status_code, 200)
        self.sign_in()
        page = self.app.get(reverse("usersessions_list"))
        self.assertIn("Another browser", page)
        last_form(page).submit()
        self.assertEqual(other.get("/admin/").status_code, 302)
        self.assertEqual(self.app.get("/admin/").status_int, 200)


class AddressTests(AccountTestCase):
    def address(self, **sent: Any) -> str:
        self.guess(**sent)
        return AuditAddress.objects.latest("pk").address

    def test_a_header_of_anybody_is_not_believed(self) -> None:
        seen = self.address(HTTP_X_FORWARDED_FOR="192.0.2.1", REMOTE_ADDR="192.0.2.9")
        self.assertEqual(seen, "192.0.2.9")

    @override_settings(TRUSTED_PROXIES=["10.0.0.0/8", "127.0.0.1"])
    def test_a_named_proxy_says_who_asked(self) -> None:
        for forwarded, expected in (
            ("192.0.2.1", "192.0.2.1"),
            ("203.0.113.5, 192.0.2.1", "192.0.2.1"),
            ("192.0.2.1, 10.0.0.2", "192.0.2.1"),
            ("10.0.0.2", "10.0.0.2"),
            ("unknown", "127.0.0.1"),
            ("", "127.0.0.1"),
        ):
            with self.subTest(forwarded):
                self.assertEqual(self.address(HTTP_X_FORWARDED_FOR=forwarded), expected)

    def test_addresses_go_one_day_and_the_entries_stay(self) -> None:
        self.guess()
        entries = AuditEntry.objects.count()
        with override_settings(AUDIT_ADDRESS_DAYS=0):
            self.assertEqual(audit.forget_addresses(), 1)
        self.assertEqual(AuditEntry.objects.count(), entries)
        self.assertFalse(AuditAddress.objects.exists())
