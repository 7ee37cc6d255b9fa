"""The desk as an editor uses it: open a page, type, press a button."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django_webtest import WebTestMixin
from webtest.forms import MultipleSelect, Textarea

from articles.models import Edition
from cjo.test import BaseTestCase


def page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def type_into(form: Any, typed: dict[str, Any]) -> None:
    """Fill in fields of a form; a list ticks the boxes that have these values."""
    for name, value in typed.items():
        fields = form.fields[name]
        if isinstance(value, list):
            for box in fields:
                box.checked = box._value in map(str, value)
        elif isinstance(value, bool):
            fields[0].checked = value
        else:
            # several rows are chosen as a browser sends them: one value each
            several = isinstance(fields[0], MultipleSelect)
            # force: an editor's browser may hold a choice that is no longer offered
            fields[0].force_value(str(value).split() if several else value)


def press(page: Any, button: str, **typed: Any) -> Any:
    """Type into the form of a button and press it, as a browser would."""
    tag = next(
        tag
        for tag in page.html.find_all("button")
        if " ".join(tag.get_text().split()) == button
    )
    form = page.forms[tag.get("form") or tag.find_parent("form")["id"]]
    form.action = tag.get("formaction", form.action)
    type_into(form, typed)
    named = [tag["name"], tag.get("value", "")] if tag.get("name") else []
    return submit(form, *named)


def submit(form: Any, *button: str) -> Any:
    """Send a form, perhaps by a button's name and value. Browsers send CR LF."""
    for _name, field in form.field_order:
        if isinstance(field, Textarea):
            lines = (field.value or "").replace("\r\n", "\n")
            field.force_value(lines.replace("\n", "\r\n"))
    return form.submit(*button[:1], None, *button[1:], expect_errors=True)


class DeskTestCase(WebTestMixin, BaseTestCase):  # type: ignore[misc]
    """Mei is signed in, in her browser (`app`) and for single requests (`client`)."""

    setup_auth = False  # the browser has a real session

    def setUp(self) -> None:
        super().setUp()
        self.sign_in(self.mei)

    def sign_in(self, user: User) -> None:
        self.client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        self.app.set_cookie(name, self.client.cookies[name].value)

    def open(self, address: str) -> Any:
        return self.app.get(address)

    def send(self, edition: Edition, button: str = "Save", **typed: Any) -> Any:
        """Open a draft, type, press a button; return the answer."""
        return press(self.open(page_of(edition)), button, **typed)

    def fresh(self, edition: Edition) -> Edition:
        return Edition.objects.get(pk=edition.pk)

    def assert_leads_to(self, response: Any, address: str) -> None:
        self.assertEqual(response.status_code, 302, response)
        self.assertEqual(response.location.removeprefix("http://testserver"), address)
