"""A running site with the demo content, and a browser before it."""

from typing import Any

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from playwright.sync_api import Browser, BrowserContext, Page, Request

from cjo.test import CommittedTestCase
from cjo.tests.browser.demo import put_demo

SEED = "/a/beijing-internet-court-publishes-personal-information-protection-cases"
OVERVIEW = "/cases/overviews/bic-personal-information-2024"
COLLECTION = "/cases/collections/bic-personal-information-2024"
PAGES = [
    "/",
    SEED,
    f"{SEED}/v/1",
    f"{SEED}/history",
    f"{SEED}/cite",
    "/latest",
    "/archive/2026",
    "/t/china-legal-trends",
    "/t/voice-of-chinese-judges",
    "/contributors/",
    "/contributors/meng-yu",
    "/cases/",
    "/cases/?court=beijing-internet-court",
    "/cases/zhao-v-ye",
    "/cases/ma-v-beijing-technology-company",
    OVERVIEW,
    f"{OVERVIEW}/cite",
    COLLECTION,
    "/courts/beijing-internet-court",
    "/p/about",
    "/corrections",
    "/feeds",
    "/search",
    "/search?q=singapore",
    "/search?q=nothing-holds-this",
    "/not-there",
]
# The elements beyond the edge of the page, printed when the test fails
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth)
    .map(element => element.outerHTML.slice(0, 120)).join("\\n")"""


@pytest.mark.browser
class DemoSiteTestCase(CommittedTestCase, StaticLiveServerTestCase):
    """Serve the demo; `open` gives a page whose requests and errors are kept."""

    browser: Browser

    @pytest.fixture(autouse=True)
    def _take_browser(self, browser: Browser) -> None:
        self.browser = browser

    def setUp(self) -> None:
        put_demo()
        super().setUp()
        self.requests: list[Request] = []
        self.complaints: list[str] = []
        self.context: BrowserContext | None = None

    def tearDown(self) -> None:
        if self.context is not None:
            self.context.close()
        super().tearDown()

    def open(self, path: str, **options: Any) -> Page:
        if self.context is not None:
            self.context.close()
        self.requests, self.complaints = [], []
        self.context = self.browser.new_context(**options)
        page = self.context.new_page()
        # Playwright marks its handlers, and a builtin cannot be marked
        page.on("request", lambda asked: self.requests.append(asked))  # noqa: PLW0108
        page.on("console", lambda message: self.complaints.append(message.text))
        page.goto(self.live_server_url + path)
        return page
