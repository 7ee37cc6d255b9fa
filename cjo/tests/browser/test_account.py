"""The pages of one's own account: on a phone, by axe, and by keyboard alone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from cjo.test import PASSWORD, make_user
from cjo.tests.account_visitor import code_of
from cjo.tests.browser.live import TOO_WIDE, DemoSiteTestCase
from cjo.tests.browser.test_accessibility import WITH_TARGETS

PAGES = [
    *("2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/deactivate/"),
    *("2fa/recovery-codes/", "2fa/recovery-codes/generate/", "sessions/"),
    *("password/change/", "reauthenticate/", "2fa/reauthenticate/", "logout/"),
]
MOST = 60  # elements that Tab reaches on a page


class AccountTests(DemoSiteTestCase):
    def setUp(self) -> None:
        super().setUp()
        make_user("ada", "editor")
        self.desk = self.open("/admin/", viewport={"width": 320, "height": 640})

    def visit(self, path: str) -> None:
        self.desk.goto(f"{self.live_server_url}/admin/account/{path}")

    def tab_to(self, target: Locator) -> None:
        for _step in range(MOST):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.desk.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {target}")

    def type_in(self, label: str, text: str) -> None:
        self.tab_to(self.desk.get_by_label(label).first)
        self.desk.keyboard.type(text)

    def press(self, name: str) -> None:
        buttons = self.desk.locator("main").locator("a, button")
        self.tab_to(buttons.filter(has_text=name).first)
        with self.desk.expect_navigation():
            self.desk.keyboard.press("Enter")

    def sign_in(self) -> None:
        self.type_in("Username", "ada")
        self.type_in("Password", PASSWORD)
        self.press("Log in")

    def enrol(self) -> str:
        """Choose an authenticator app, and return its secret."""
        self.visit("2fa/")
        self.press("Set up")
        self.type_in("Password", PASSWORD)
        self.press("Confirm")
        secret = self.desk.locator("#authenticator_secret").input_value()
        self.type_in("Code of the app", code_of(secret))
        self.press("Set up")
        return secret

    def finds_nothing(self) -> None:
        report = Axe().run(self.desk, options=WITH_TARGETS)
        self.assertEqual(report.violations_count, 0, report.generate_report())
        width = self.desk.evaluate("document.documentElement.scrollWidth")
        self.assertEqual(width, 320, self.desk.evaluate(TOO_WIDE))

    def test_an_app_is_chosen_and_used_by_keyboard_alone(self) -> None:
        self.sign_in()
        secret = self.enrol()
        expect(self.desk.get_by_role("heading", name="Recovery codes")).to_be_visible()
        self.visit("logout/")
        self.press("Sign out")
        self.sign_in()
        self.type_in("Code", code_of(secret))
        self.press("Sign in")
        expect(self.desk.get_by_role("heading", name="To do")).to_be_visible()

    def test_every_page_is_accessible_on_a_phone(self) -> None:
        with self.subTest("login"):
            self.finds_nothing()
        self.sign_in()
        self.enrol()
        for path in PAGES:
            with self.subTest(path):
                self.visit(path)
                self.finds_nothing()
