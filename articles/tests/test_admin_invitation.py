"""An editor invites a contributor, who chooses a password and writes."""

import re

from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from articles import permissions
from articles.models import AuditEntry
from articles.tests.desk import DeskTestCase, press

PASSWORD = "a long enough sentence"


class InvitationTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.address = reverse("admin:invitations")

    def invite(self, name: str = "yu", **typed: str) -> str:
        """Invite somebody; return the path of the link."""
        page = press(self.open(self.address), "Invite", username=name, **typed).follow()
        match = re.search(
            r"http://127\.0\.0\.1:8000(/admin/invitation/[^<]+)", page.text
        )
        assert match is not None
        return match[1]

    def choose(self, link: str, password: str = PASSWORD) -> Client:
        browser = Client()
        form = browser.get(link, follow=True)
        self.assertContains(form, "You sign in as")
        target = form.redirect_chain[-1][0]
        data = {"new_password1": password, "new_password2": password}
        self.assertRedirects(browser.post(target, data), reverse("account_login"))
        return browser

    def test_the_link_leads_to_a_password_and_to_the_desk(self) -> None:
        link = self.invite("yu", email="yu@example.org")
        browser = self.choose(link)
        self.assertTrue(browser.login(username="yu", password=PASSWORD))
        self.assertEqual(browser.get(reverse("admin:index")).status_code, 200)
        user = User.objects.get(username="yu")
        self.assertTrue(permissions.can_write_any(user))
        self.assertFalse(permissions.can_publish(user))
        acts = AuditEntry.objects.about(User, user.pk).values_list("act", "username")
        self.assertEqual(list(acts), [("added", "mei"), ("secured", "")])

    def test_the_link_goes_out_by_mail_where_there_is_an_address(self) -> None:
        link = self.invite("yu", email="yu@example.org")
        self.assertEqual(mail.outbox[0].to, ["yu@example.org"])
        self.assertIn(f"http://127.0.0.1:8000{link}", mail.outbox[0].body)
        self.invite("li")
        self.assertEqual(len(mail.outbox), 1)

    @override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend")
    @override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
    def test_a_mail_that_fails_leaves_the_link_to_hand_over(self) -> None:
        typed = {"username": "yu", "email": "yu@example.org"}
        page = press(self.open(self.address), "Invite", **typed).follow()
        self.assertIn("The mail to yu@example.org could not be sent.", page)
        self.assertIn("/admin/invitation/", page)
        self.assertNotIn("by mail", page)

    def test_the_link_is_shown_once_and_works_once(self) -> None:
        link = self.invite()
        self.assertNotIn(link, self.open(self.address).text)
        self.choose(link)
        self.assertContains(Client().get(link, follow=True), "was used already")

    def test_somebody_who_lost_the_link_gets_another(self) -> None:
        self.invite()
        row = f"link-{User.objects.get(username='yu').pk}"
        page = self.open(self.address).forms[row].submit().follow()
        self.assertIn("/admin/invitation/", page.text)

    def test_access_can_be_ended_and_given_back(self) -> None:
        self.choose(self.invite())
        row = f"access-{User.objects.get(username='yu').pk}"
        self.open(self.address).forms[row].submit()
        self.assertFalse(Client().login(username="yu", password=PASSWORD))
        self.open(self.address).forms[row].submit()
        self.assertTrue(Client().login(username="yu", password=PASSWORD))

    def test_a_name_that_is_taken_is_refused_with_a_sentence(self) -> None:
        self.invite()
        response = press(
            self.open(self.address), "Invite", username="YU", email="x@y.z"
        )
        self.assertContains(response, "Somebody has this name already.")
        self.assertContains(response, 'value="x@y.z"')

    def test_a_contributor_invites_nobody(self) -> None:
        self.sign_in(self.omar)
        self.assertEqual(self.client.get(self.address).status_code, 403)
        self.assertNotContains(self.client.get(reverse("admin:index")), self.address)

    def test_an_editor_cannot_end_the_access_of_an_editor(self) -> None:
        address = reverse("admin:invitation_block", args=[self.mei.pk])
        self.assertEqual(self.client.post(address).status_code, 404)

    def test_enter_invites_nobody(self) -> None:
        self.client.post(self.address, {"username": "yu", "held": "1"})
        self.assertFalse(User.objects.filter(username="yu").exists())
