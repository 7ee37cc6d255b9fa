"""A passkey: added at the desk, then used in place of name and password."""

from playwright.sync_api import Page, expect

from cjo.test import PASSWORD, make_user
from cjo.tests.browser.live import DemoSiteTestCase

# A device that knows its owner by a finger, as a phone does
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class PasskeyTests(DemoSiteTestCase):
    def sign_in(self) -> Page:
        make_user("ada", "editor")
        desk = self.open("/admin/", viewport={"width": 320, "height": 640})
        desk.get_by_label("Username").fill("ada")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Log in").click()
        return desk

    def plug_in(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    def add_key(self, desk: Page) -> None:
        desk.goto(f"{self.live_server_url}/admin/account/2fa/webauthn/add/")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Confirm").click()
        desk.get_by_label("Sign in without a password").check()
        desk.get_by_role("button", name="Add", exact=True).click()
        expect(desk.get_by_role("heading", name="Recovery codes")).to_be_visible()

    def test_it_signs_in_where_it_was_added(self) -> None:
        desk = self.sign_in()
        self.plug_in(desk)
        self.add_key(desk)
        desk.get_by_role("button", name="Log out").click()
        desk.goto(f"{self.live_server_url}/admin/")
        desk.get_by_role("button", name="Sign in with a passkey").click()
        expect(desk.get_by_role("heading", name="To do")).to_be_visible()
        refused = [text for text in self.complaints if "Security Policy" in text]
        self.assertEqual(refused, [])
