"""The desk in a window of any width: nothing is cut off, and nothing out of view."""

from playwright.sync_api import Page, expect

from cases.models import Overview
from cases.tests.desk import page_of
from cjo.test import PASSWORD, make_user
from cjo.tests.browser.live import DemoSiteTestCase

KEY = "bic-personal-information-2024"
WIDTHS = (360, 767, 768, 900, 1023, 1024, 1025)


class DeskTests(DemoSiteTestCase):
    def sign_in(self, width: int) -> Page:
        make_user("ada", "editor")
        desk = self.open("/admin/", viewport={"width": width, "height": 800})
        desk.get_by_label("Username").fill("ada")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Log in").click()
        return desk

    def open_overview(self, desk: Page) -> str:
        address = page_of(Overview.objects.get(slug=KEY))
        desk.goto(self.live_server_url + address)
        return address

    def test_no_page_is_wider_than_its_window(self) -> None:
        desk = self.sign_in(1280)
        record = page_of(Overview.objects.get(slug=KEY))
        for path in ("/admin/", "/admin/cases/overview/", record):
            desk.goto(self.live_server_url + path)
            for width in WIDTHS:
                with self.subTest(path=path, width=width):
                    desk.set_viewport_size({"width": width, "height": 800})
                    wide = desk.evaluate("document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, width)

    def test_an_added_row_is_in_view_and_focused(self) -> None:
        desk = self.sign_in(800)
        self.open_overview(desk)
        desk.get_by_role("button", name="Add: group of figures").click()
        key = desk.locator('[name^="groups-"][name$="-key"]:focus')
        expect(key).to_be_in_viewport()
        expect(key).to_have_value("")

    def test_the_head_of_a_form_links_to_a_mistake_below(self) -> None:
        desk = self.sign_in(800)
        self.open_overview(desk)
        desk.locator("#id_record-released_on").fill("2024-10-29")
        desk.get_by_role("button", name="Save and publish").click()
        message = desk.get_by_text("Choose the kind of change.")
        expect(message).not_to_be_in_viewport()
        link = desk.get_by_role("alert").get_by_role("link", name="Kind of change")
        expect(link).to_be_in_viewport()
        link.click()
        expect(message).to_be_in_viewport()
