"""All forms of the desk: no key and no wheel publishes or changes a figure."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.admin.held import HELD
from articles.models import Category, CategoryText, Picture, Series
from cases.publishing import publish
from cases.tests.desk import DeskTestCase

# Forms whose first button saves a draft, or begins a draft that no reader sees
DRAFTS = {"edition-form", "begin-form", "language-form", "picture-form"}
# Django's own: signing out, and the search in a list
OTHERS = {"logout-form", "changelist-search", "changelist-form"}


class DeskFormsTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.mei.is_superuser = True
        self.mei.save()
        self.edition = self.make_published()
        person = self.make_contributor("meng-yu", "Meng Yu")
        self.edition.article.contributions.create(contributor=person)
        category = Category.objects.create(slug="insights")
        CategoryText.objects.create(category=category, language="en", name="Insights")
        Series.objects.create(slug="series")
        Picture.objects.create(hash="0" * 64, width=1, height=1, creator="A")
        Group.objects.get_or_create(name="editor")
        publish(self.overview, by=self.mei, note="A change.")

    def addresses(self) -> Iterator[str]:
        """Yield the page that adds a row of each model, and those of its acts."""
        yield reverse("admin:outdated_articles")
        for act in ("withdraw", "delete", "move"):
            edition = self.edition
            if act == "withdraw":
                yield reverse("admin:edition_withdraw", args=[edition.pk])
                yield reverse("admin:article_withdraw", args=[edition.article_id])
        yield reverse("admin:cases_case_withdraw", args=[self.case.pk])
        for model in admin.site._registry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield reverse(f"{name}_changelist")
            yield reverse(f"{name}_add")
            row: Any = model._default_manager.first()
            if row is not None:
                yield reverse(f"{name}_change", args=[row.pk])

    def pages(self) -> Iterator[tuple[str, Any]]:
        number = 0
        for address in self.addresses():
            page = self.app.get(address, expect_errors=True)
            if page.status_int == 200:
                number += 1
                yield address, page.html
        self.assertGreater(number, 35)

    def test_the_wheel_of_a_mouse_changes_no_figure(self) -> None:
        for address, html in self.pages():
            with self.subTest(address):
                self.assertEqual(html.select("input[type=number]"), [])

    def test_enter_in_a_field_publishes_nothing(self) -> None:
        for address, html in self.pages():
            for form in html.select("form[method=post]"):
                name = form.get("id", "")
                if name in DRAFTS | OTHERS:
                    continue
                with self.subTest(address, form=name):
                    buttons = [
                        button
                        for button in html.select(
                            "button, input[type=submit], input[type=image]"
                        )
                        if button.get("type", "submit") != "button"
                        and (
                            button.get("form") == name
                            if button.get("form")
                            else button.find_parent("form") is form
                        )
                    ]
                    self.assertEqual(buttons[0].get("name"), HELD)
