"""Every page by axe: accessible, quiet, with room for a pointer."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from cjo.tests.browser.live import (
    COLLECTION,
    OVERVIEW,
    PAGES,
    SEED,
    TOO_WIDE,
    DemoSiteTestCase,
)

# Pages with numbers of sources, or with lines of details
WITH_MARKS = [
    *(SEED, f"/zh-hans{SEED}", OVERVIEW, f"/zh-hans{OVERVIEW}", COLLECTION),
    *("/zh-hans/cases/liao-v-technology-and-culture-company", "/laws/pipl"),
    *("/cases/sources", "/contributors/meng-yu", "/latest", "/corrections", "/feeds"),
    *(f"{SEED}/history", "/search?q=singapore"),
]
NOT_FOUND = (
    "Failed to load resource: the server responded with a status of 404 (Not Found)"
)
# axe leaves the rule out unless asked, for WCAG 2.2 is new
WITH_TARGETS = {"rules": {"target-size": {"enabled": True}}}
TARGETS_ONLY = {"runOnly": {"type": "rule", "values": ["target-size"]}}
# Links beside text, not in a sentence: numbers of sources, and lines of details
NARROW = """[...document.querySelectorAll("main small > a[href^='#'], .dotted a")]
    .map(link => [link.getBoundingClientRect(), link.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width && (box.height < 24 || box.width < 24))
    .map(([box, link]) => `${box.width} × ${box.height}: ${link}`)"""


class AccessibilityTests(DemoSiteTestCase):
    def test_every_page_is_accessible_quiet_and_keeps_to_itself(self) -> None:
        for prefix in ("", "/zh-hans"):
            for number, path in enumerate(PAGES):
                scheme = "dark" if number % 2 else "light"
                with self.subTest(page=prefix + path):
                    page = self.open(
                        prefix + path,
                        color_scheme=scheme,
                        viewport={"width": 360, "height": 800},
                    )
                    report = Axe().run(page, options=WITH_TARGETS)
                    self.assertEqual(
                        report.violations_count, 0, report.generate_report()
                    )
                    self.keeps_to_itself(missing=path == "/not-there")
                    self.assertLessEqual(
                        page.evaluate("document.documentElement.scrollWidth"),
                        360,
                        page.evaluate(TOO_WIDE),
                    )

    def keeps_to_itself(self, *, missing: bool) -> None:
        """Find no script, no cookie, no complaint, no request to anybody else."""
        assert self.context is not None
        self.assertEqual(self.context.cookies(), [])
        self.assertEqual(self.complaints, [NOT_FOUND] if missing else [])
        hosts = {urlsplit(request.url).netloc for request in self.requests}
        self.assertEqual(hosts, {urlsplit(self.live_server_url).netloc})
        kinds = {request.resource_type for request in self.requests}
        self.assertNotIn("script", kinds)

    def test_every_target_has_room_for_a_pointer(self) -> None:
        for width in (320, 360):
            for path in WITH_MARKS:
                with self.subTest(page=path, width=width):
                    page = self.open(path, viewport={"width": width, "height": 800})
                    report = Axe().run(page, options=TARGETS_ONLY)
                    self.assertEqual(
                        report.violations_count, 0, report.generate_report()
                    )
                    self.assertEqual(page.evaluate(NARROW), [])
