"""A visitor of the pages of accounts, who signs in and enrols."""

import time
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse
from django_webtest import WebTestMixin

from cjo.test import PASSWORD, BaseTestCase

LOGIN = "/admin/account/login/"
RESET = "/admin/account/password/reset/"
REQUIRED = override_settings(SECOND_FACTOR_REQUIRED=True)


def code_of(secret: str) -> str:
    now = int(time.time()) // 30
    return str(totp.format_hotp_value(totp.hotp_value(secret, now)))


def last_form(page: Any) -> Any:
    return page.forms[max(key for key in page.forms if isinstance(key, int))]


class Visitor(WebTestMixin):  # type: ignore[misc]
    """A browser before the form for signing in."""

    mei: User
    setup_auth = False
    csrf_checks = False

    def sign_in(self, name: str = "mei", password: str = PASSWORD) -> Any:
        form = self.app.get(LOGIN).forms[0]
        form["login"], form["password"] = name, password
        return form.submit()

    def guess(self, name: str = "mei", **sent: Any) -> Any:
        typed = {"login": name, "password": "wrong"}
        return Client().post(LOGIN, typed, **sent)

    def enrol(self) -> str:
        """Choose an authenticator app, and return its secret."""
        page = self.app.get(reverse("mfa_activate_totp")).follow()
        form = last_form(page)  # the password once more
        form["password"] = PASSWORD
        page = form.submit().follow()
        secret = str(page.html.find(id="authenticator_secret")["value"])
        form = last_form(page)
        form["code"] = code_of(secret)
        page = form.submit().follow()
        assert "Recovery codes" in page
        return secret


class AccountTestCase(Visitor, BaseTestCase): ...
