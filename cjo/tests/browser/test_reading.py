"""The readers' pages in a browser: access, requests, size, paper."""

import re
from urllib.parse import urlsplit

import html5lib
from axe_playwright_python.sync_playwright import Axe

from cjo.tests.browser.live import COLLECTION, OVERVIEW, SEED, DemoSiteTestCase

PAGES = [
    "/",
    SEED,
    f"{SEED}/v/1",
    f"{SEED}/history",
    f"{SEED}/cite",
    "/latest",
    "/archive/2024",
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
# The elements beyond the edge of the page, printed when the test fails
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter(element => element.getBoundingClientRect().right > innerWidth)
    .map(element => element.outerHTML.slice(0, 120)).join("\\n")"""
# axe leaves the rule out unless asked, for WCAG 2.2 is new
WITH_TARGETS = {"rules": {"target-size": {"enabled": True}}}
TARGETS_ONLY = {"runOnly": {"type": "rule", "values": ["target-size"]}}
# Links beside text, not in a sentence: numbers of sources, and lines of details
NARROW = """[...document.querySelectorAll("main small > a[href^='#'], .dotted a")]
    .map(link => [link.getBoundingClientRect(), link.outerHTML.slice(0, 120)])
    .filter(([box]) => box.width && (box.height < 24 || box.width < 24))
    .map(([box, link]) => `${box.width} × ${box.height}: ${link}`)"""


class ReadingTests(DemoSiteTestCase):
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

    def test_a_long_word_in_title_and_abstract_makes_no_page_wider(self) -> None:
        word = "Rechtsschutzversicherungsgesellschaften" * 3
        self.make_published("long", title=word, abstract=word)
        for path in ("/a/long", "/a/long/cite", "/latest", f"/search?q={word}", "/"):
            with self.subTest(page=path):
                page = self.open(path, viewport={"width": 320, "height": 800})
                wide = page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(wide, 320, page.evaluate(TOO_WIDE))

    def test_a_page_from_right_to_left_has_no_sideways_scroll(self) -> None:
        page = self.open("/", viewport={"width": 360, "height": 800})
        page.evaluate("document.documentElement.dir = 'rtl'")
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 360)

    def test_the_keyboard_reaches_the_text_first_and_the_languages(self) -> None:
        page = self.open(SEED, java_script_enabled=False)
        page.keyboard.press("Tab")
        self.assertEqual(page.locator(":focus").inner_text(), "Skip to the text")
        page.keyboard.press("Enter")
        self.assertTrue(page.url.endswith("#main"))
        page.locator("details.languages > summary").focus()
        page.keyboard.press("Enter")
        chinese = page.locator('details.languages a[hreflang="zh-Hans"]')
        self.assertTrue(chinese.is_visible())
        chinese.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/zh-hans/**")
        self.assertIn("北京互联网法院", page.locator("h1").inner_text())

    def test_focus_on_a_figure_shows_base_and_source_without_script(self) -> None:
        page = self.open(SEED, java_script_enabled=False)
        figure = page.locator(".text a.figure").first
        note = page.locator(".text .figure + [role=note]").first
        self.assertFalse(note.is_visible())
        figure.focus()
        self.assertTrue(note.is_visible())

    def test_on_paper_the_menus_are_gone_and_the_address_is_printed(self) -> None:
        page = self.open(SEED)
        page.emulate_media(media="print")
        self.assertFalse(page.locator("details.languages").is_visible())
        self.assertTrue(page.get_by_text("for ever at").is_visible())

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

    def test_a_phone_gets_a_picture_as_wide_as_it_shows(self) -> None:
        for path in ("/", SEED):
            for width, density in ((360, 2), (360, 3), (412, 1.75), (1280, 1)):
                with self.subTest(page=path, width=width, density=density):
                    page = self.open(
                        path,
                        viewport={"width": width, "height": 800},
                        device_scale_factor=density,
                    )
                    image = page.locator("main img").first
                    wanted = image.evaluate("image => image.clientWidth") * density
                    chosen = image.evaluate(
                        "image => image.srcset.split(', ').find("
                        "file => image.currentSrc.endsWith(file.split(' ')[0]))"
                    )
                    wide = int(chosen.split(" ")[1].removesuffix("w"))
                    self.assertGreaterEqual(wide, wanted)
                    self.assertLess(wide, wanted * 1.4)

    def test_every_page_is_html_without_errors(self) -> None:
        for prefix in ("", "/zh-hans"):
            for path in PAGES:
                with self.subTest(page=prefix + path):
                    content = self.client.get(prefix + path).content.decode()
                    parser = html5lib.HTMLParser(strict=False)
                    parser.parse(content)
                    self.assertEqual(parser.errors, [])
                    self.assertNotRegex(content, r"<[^>]+\sstyle=")
                    self.assertNotRegex(content, r"<script(?! type=.application/ld)")
                    ids = re.findall(r'\sid="([^"]+)"', content)
                    self.assertEqual(len(ids), len(set(ids)), "an id is used twice")
