"""The readers' pages in a browser: keyboard, sizes, right to left, paper."""

import re

import html5lib

from cjo.tests.browser.live import (
    PAGES,
    SEED,
    TOO_WIDE,
    DemoSiteTestCase,
)


class ReadingTests(DemoSiteTestCase):
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

    def test_every_word_of_the_menu_is_in_sight_on_a_small_phone(self) -> None:
        page = self.open("/", viewport={"width": 320, "height": 800})
        boxes = [
            word.bounding_box()
            for word in page.locator(
                ".masthead__sections a, .masthead__bar > a, summary"
            ).all()
        ]
        self.assertGreater(len(boxes), 4)
        for box in boxes:
            assert box is not None
            self.assertGreaterEqual(box["x"], 0)
            self.assertLessEqual(box["x"] + box["width"], 320)
            self.assertGreaterEqual(box["height"], 44)

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
