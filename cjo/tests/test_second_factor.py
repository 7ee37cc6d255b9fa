"""The second factor: who needs it, codes, recovery, secrets under encryption."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from cjo.accounts.encryption import encrypt_with_newest_key
from cjo.management.commands.make_editor import make_editor
from cjo.test import PASSWORD
from cjo.tests.account_visitor import REQUIRED, AccountTestCase, code_of, last_form


class SecondFactorTests(AccountTestCase):
    def test_the_app_is_asked_for_its_code(self) -> None:
        self.sign_in()
        secret = self.enrol()
        self.app.reset()
        page = self.sign_in().follow()
        form = page.forms[0]
        form["code"] = "000000"
        page = form.submit()
        self.assertIn("Incorrect code", page)
        form = page.forms[0]
        form["code"] = code_of(secret)
        self.assertEqual(form.submit().location, "/admin/")

    def test_a_recovery_code_works_once(self) -> None:
        self.sign_in()
        self.enrol()
        codes = RecoveryCodes(
            Authenticator.objects.get(user=self.mei, type="recovery_codes")
        )
        code = codes.get_unused_codes()[0]
        for works in (True, False):
            self.app.reset()
            form = self.sign_in().follow().forms[0]
            form["code"] = code
            self.assertEqual(form.submit().status_int == 302, works)

    @REQUIRED
    def test_who_publishes_is_led_to_choose_one(self) -> None:
        self.sign_in()
        page = self.app.get("/admin/articles/edition/").follow()
        self.assertIn("Choose a second factor first", page)
        self.enrol()
        self.assertNotIn("Choose a second factor", self.app.get(reverse("mfa_index")))
        self.assertEqual(self.app.get("/admin/articles/edition/").status_int, 200)

    @REQUIRED
    def test_nothing_else_of_the_desk_answers_before(self) -> None:
        self.client.force_login(self.mei)
        edition = self.make_edition()
        change = reverse("admin:articles_edition_change", args=[edition.pk])
        for path in ("/admin/", change, "/admin/accounts/", "/admin/jsi18n/"):
            self.assertRedirects(self.client.get(path), reverse("mfa_index"))
            self.assertEqual(self.client.post(path).status_code, 403)

    @REQUIRED
    def test_the_words_that_were_sent_come_back(self) -> None:
        self.client.force_login(self.mei)
        change = reverse("admin:articles_edition_change", args=[self.make_edition().pk])
        answer = self.client.post(change, {"body": "The court closed in autumn."})
        self.assertContains(answer, "The court closed in autumn.", status_code=403)
        self.assertContains(answer, "Choose a second factor first", status_code=403)

    @REQUIRED
    def test_who_only_writes_may_go_without(self) -> None:
        self.sign_in("omar")
        self.assertEqual(self.app.get("/admin/").status_int, 200)

    @REQUIRED
    def test_recovery_codes_alone_are_no_second_factor(self) -> None:
        RecoveryCodes.activate(self.mei)
        self.client.force_login(self.mei)
        self.assertEqual(self.client.get("/admin/").status_code, 302)


OTHER_KEY = override_settings(SECRET_KEY="another key")
BOTH_KEYS = override_settings(
    SECRET_KEY="another key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]
)


class EncryptionTests(AccountTestCase):
    def setUp(self) -> None:
        self.sign_in()
        self.secret = self.enrol()
        self.app.reset()

    def submit_code(self) -> Any:
        form = self.sign_in().follow().forms[0]
        form["code"] = code_of(self.secret)
        return form.submit()

    def test_the_database_has_no_secret_that_makes_codes(self) -> None:
        app, codes = Authenticator.objects.order_by("type").reverse()
        self.assertNotIn(self.secret, str(app.data))
        self.assertNotRegex(codes.data["seed"], "^[0-9a-f]+$")
        self.assertEqual(self.submit_code().location, "/admin/")

    @OTHER_KEY
    def test_a_changed_key_is_named_and_make_editor_helps(self) -> None:
        page = self.submit_code()
        self.assertIn("The site has another key", page)
        password = make_editor("mei")
        self.app.reset()
        self.assertEqual(self.sign_in("mei", password).location, "/admin/")

    @BOTH_KEYS
    def test_a_former_key_is_believed(self) -> None:
        self.assertEqual(self.submit_code().location, "/admin/")

    def test_setup_makes_a_former_key_needless(self) -> None:
        with BOTH_KEYS:
            encrypt_with_newest_key()
        with OTHER_KEY:
            self.assertEqual(self.submit_code().location, "/admin/")

    def test_setup_leaves_what_it_cannot_read(self) -> None:
        kept = list(Authenticator.objects.values("data"))
        with OTHER_KEY:
            encrypt_with_newest_key()
        self.assertEqual(list(Authenticator.objects.values("data")), kept)

    def test_the_pages_of_codes_say_so_too(self) -> None:
        self.submit_code()
        Authenticator.objects.filter(type="recovery_codes").update(
            data={"seed": "encrypted with another key", "used_mask": 0}
        )
        form = last_form(self.app.get(reverse("mfa_view_recovery_codes")).follow())
        form["password"] = PASSWORD
        page = form.submit().follow(status=403)
        self.assertIn("The site has another key", page)
        self.assertEqual(self.app.get(reverse("mfa_index")).status_int, 200)
