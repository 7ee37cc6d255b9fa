"""Typing at the desk: nothing is lost, and no key or wheel does what nobody asked."""

import re

from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from articles.models import Address, Category, Edition
from cases.models import Overview
from cases.tests.desk import page_of
from cjo.test import PASSWORD, make_user
from cjo.tests.browser.live import DemoSiteTestCase


class TypingTests(DemoSiteTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.ada = make_user("ada", "editor")
        self.edition = Edition.objects.filter(language="en").order_by("pk")[0]
        self.article = self.edition.article
        self.writing = reverse("admin:articles_edition_change", args=[self.edition.pk])
        self.arranging = reverse(
            "admin:articles_article_change", args=[self.edition.article_id]
        )
        self.asked: list[str] = []

    def sign_in(self, path: str) -> Page:
        desk = self.open(path, viewport={"width": 1280, "height": 900})
        desk.get_by_label("Username").fill("ada")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Log in").click()
        desk.wait_for_load_state("networkidle")
        desk.on("dialog", self.stay)
        return desk

    def stay(self, dialog: Dialog) -> None:
        self.asked.append(dialog.type)
        dialog.dismiss()

    def leave_without_asking(self, desk: Page) -> None:
        desk.remove_listener("dialog", self.stay)
        desk.on("dialog", lambda dialog: dialog.accept())

    def go(self, desk: Page, path: str) -> None:
        desk.goto(self.live_server_url + path)
        desk.wait_for_load_state("networkidle")

    def test_leaving_with_unsaved_text_warns(self) -> None:
        desk = self.sign_in(self.writing)
        title = desk.locator("#id_title")
        title.fill("A title that nobody saved")
        desk.get_by_role("link", name="Articles", exact=True).first.click()
        desk.wait_for_timeout(300)
        self.assertEqual(self.asked, ["beforeunload"])
        expect(title).to_have_value("A title that nobody saved")
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.get_by_text("The draft is saved.")).to_be_visible()
        self.go(desk, "/admin/")
        self.assertEqual(self.asked, ["beforeunload"])
        mine = [text for text in self.complaints if "Clear-Site-Data" not in text]
        self.assertEqual(mine, [])

    def test_going_back_after_a_refusal_keeps_the_text(self) -> None:
        desk = self.sign_in(self.writing)
        desk.locator("#id_title").fill("Too long: " + "y" * 600)
        desk.evaluate(
            "document.querySelector('#id_title').removeAttribute('maxlength')"
        )
        desk.locator("#id_title").fill("Too long: " + "y" * 600)
        desk.locator("#id_body").fill("The text of an hour.")
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.get_by_text("except for the marked fields")).to_be_visible()
        self.leave_without_asking(desk)
        desk.go_back()
        desk.wait_for_load_state("networkidle")
        expect(desk.locator("#id_body")).to_have_value("The text of an hour.")

    def test_text_that_was_left_is_offered_again_and_forgotten_once_saved(self) -> None:
        desk = self.sign_in(self.writing)
        self.leave_without_asking(desk)
        desk.locator("#id_abstract").fill("An abstract that was left.")
        desk.wait_for_timeout(400)
        self.go(desk, "/admin/")
        self.go(desk, self.writing)
        expect(desk.locator("#id_abstract")).not_to_have_value(
            "An abstract that was left."
        )
        desk.get_by_role("button", name="Put it back").click()
        expect(desk.locator("#id_abstract")).to_have_value("An abstract that was left.")
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.get_by_text("The draft is saved.")).to_be_visible()
        self.go(desk, self.writing)
        expect(desk.get_by_role("button", name="Put it back")).to_have_count(0)

    def test_a_choice_by_name_that_was_left_is_offered_again(self) -> None:
        desk = self.sign_in(self.arranging)
        self.leave_without_asking(desk)
        person = desk.locator("select[name$=contributor] + .select2").last
        person.click()
        desk.locator(".select2-dropdown input").fill("Meng")
        desk.get_by_role("option", name="Meng Yu").click()
        picture = desk.locator("#id_picture + .select2")
        picture.click()
        desk.locator(".select2-dropdown input").fill("courthouse")
        desk.get_by_role("option", name="Illustration").click()
        # the key of the picture, and left in the same moment
        key = desk.locator("#id_picture").input_value()
        desk.locator("#id_series_part").fill(key)
        self.go(desk, "/admin/")
        self.go(desk, self.arranging)
        expect(person).not_to_contain_text("Meng Yu")
        desk.get_by_role("button", name="Put it back").click()
        expect(person).to_contain_text("Meng Yu")
        expect(picture).to_contain_text("courthouse")
        expect(desk.locator("#id_series_part")).to_have_value(key)
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.get_by_text("The article is saved.")).to_be_visible()
        added = self.article.contributions.order_by("pk").last()
        assert added is not None
        self.assertEqual(added.contributor.slug, "meng-yu")

    def test_articles_are_recommended_in_the_order_of_choice(self) -> None:
        desk = self.sign_in(self.arranging)
        field = desk.locator("#id_chosen + .select2")
        shown = field.locator(".select2-selection__choice")
        for title in ("Recognizes a Singapore", "Beijing Internet Court"):
            field.locator("input").fill(title)
            desk.get_by_role("option", name=title).click()
        shown.first.locator(".select2-selection__choice__remove").click()
        field.locator("input").fill("Recognizes a Singapore")
        desk.get_by_role("option", name="Recognizes a Singapore").click()
        desk.get_by_role("button", name="Save", exact=True).click()
        expect(desk.get_by_text("The article is saved.")).to_be_visible()
        order = [re.compile("Beijing Internet"), re.compile("Recognizes a Singapore")]
        expect(shown).to_have_text(order)

    def test_an_invitation_that_was_sent_is_not_offered_again(self) -> None:
        desk = self.sign_in("/admin/accounts/")
        desk.get_by_label("Name to sign in with").fill("xiao.ming")
        desk.get_by_role("button", name="Invite").click()
        expect(desk.get_by_text("Send this link to")).to_be_visible()
        self.go(desk, "/admin/accounts/")
        self.assertEqual(self.asked, [])
        expect(desk.get_by_role("button", name="Put it back")).to_have_count(0)

    def test_signing_out_forgets_text_that_was_left(self) -> None:
        desk = self.sign_in(self.writing)
        self.leave_without_asking(desk)
        desk.locator("#id_abstract").fill("An abstract that was left.")
        desk.get_by_role("button", name="Log out").click()
        expect(desk.get_by_role("button", name="Log out")).to_have_count(0)
        kept = desk.evaluate("Object.keys(sessionStorage)")
        self.assertEqual(kept, [])

    def test_enter_in_a_field_publishes_nothing(self) -> None:
        category = Category.objects.order_by("pk")[0]
        overview = Overview.objects.order_by("pk")[0]
        at = reverse("admin:articles_category_change", args=[category.pk])
        desk = self.sign_in(self.arranging)
        self.leave_without_asking(desk)
        versions = overview.current_version_id
        for path, field in (
            (self.arranging, "#id_series_part"),
            (self.arranging, "#id_leads"),
            (self.arranging, "#move-form #id_slug"),
            (at, "#id_position"),
            (page_of(overview), "#id_change_0"),
            (page_of(overview), "#move-form #id_slug"),
        ):
            with self.subTest(path=path, field=field):
                self.go(desk, path)
                found = desk.locator(field)
                if "slug" in field:
                    desk.get_by_text("Change the address").click()
                    found.fill("another-address")
                elif field in ("#id_series_part", "#id_position"):
                    found.fill("77")
                else:
                    found.check()
                found.press("Enter")
                expect(
                    desk.get_by_text("Nothing was saved or published")
                ).to_be_visible()
        self.article.refresh_from_db()
        category.refresh_from_db()
        overview.refresh_from_db()
        self.assertIsNone(self.article.series_part)
        self.assertNotEqual(category.position, 77)
        self.assertEqual(overview.current_version_id, versions)
        self.assertFalse(Address.objects.filter(slug="another-address").exists())

    def test_the_wheel_over_a_figure_changes_nothing(self) -> None:
        desk = self.sign_in(self.arranging)
        part = desk.locator("#id_series_part")
        part.fill("3")
        part.hover()
        desk.mouse.wheel(0, 300)
        desk.wait_for_timeout(200)
        expect(part).to_have_value("3")

    def test_after_publishing_the_live_page_is_new_also_when_going_back(self) -> None:
        desk = self.sign_in(self.writing)
        live = self.edition.get_absolute_url()
        self.go(desk, live)
        self.go(desk, self.writing)
        desk.locator("#id_title").fill("A newer title")
        desk.get_by_label("typing error").check()
        desk.get_by_role("button", name="Save and publish the changes").click()
        expect(desk.get_by_text("is published.")).to_be_visible()
        self.go(desk, live)
        expect(desk.locator("h1")).to_have_text("A newer title")
        desk.go_back()
        desk.go_back()
        desk.go_back()
        desk.wait_for_load_state("networkidle")
        self.assertEqual(desk.url, self.live_server_url + live)
        expect(desk.locator("h1")).to_have_text("A newer title")
