"""One list of sources for a text and for the panel that it shows."""

import re

from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.rendering.tree import parse
from cases.tests.world import load_world
from cjo.test import BaseTestCase

PANEL = "[[overview:figures-2024]]"
BODY = f"Words.[^1]\n\n{PANEL}\n\n[^1]: A note."
SOURCES = (
    "- [The briefing](https://court.example/briefing), the court\n- A paper without one"
)
OF_PANEL = "overview-figures-2024-sources"


class SourceNumberTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def rendered(self, body: str = BODY, sources: str = SOURCES) -> Rendered:
        return render(TextToRender("en", body, [], sources), newest_state)

    def marks(self, rendered: Rendered) -> set[tuple[str, str]]:
        links = parse(rendered.body_html).iter("a")
        return {
            (link.text or "", link.get("href", ""))
            for link in links
            if link.get("href", "").startswith(f"#{OF_PANEL}")
        }

    def test_its_numbers_follow_those_of_the_notes(self) -> None:
        text = self.rendered()
        self.assertIn('<ol start="2">', text.sources_html)
        self.assertIn('<a class="footnote-ref" href="#fn-1">1</a>', text.body_html)
        self.assertNotIn("embed-sources", text.body_html)

    def test_a_source_of_both_is_one_entry_with_the_words_of_the_text(self) -> None:
        text = self.rendered()
        self.assertEqual(text.sources_html.count("https://court.example/briefing"), 1)
        self.assertIn(
            f'<li id="{OF_PANEL}-1"><a href="https://court', text.sources_html
        )
        self.assertIn(("2", f"#{OF_PANEL}-1"), self.marks(text))
        self.assertIn('aria-label="Source 2"', text.body_html)

    def test_a_source_of_the_panel_alone_is_the_last_entry(self) -> None:
        text = self.rendered(sources="- A paper without one")
        items = re.findall(r"<li.*?</li>", text.sources_html)
        self.assertEqual(len(items), 2)
        self.assertIn(f'<li id="{OF_PANEL}-1"><a href=', items[1])
        self.assertIn(("3", f"#{OF_PANEL}-1"), self.marks(text))

    def test_a_text_without_sources_lists_those_of_its_panel(self) -> None:
        text = self.rendered(body=PANEL, sources="")
        self.assertTrue(text.sources_html.startswith('<ol start="1"><li id='))
        self.assertIn(("1", f"#{OF_PANEL}-1"), self.marks(text))

    def test_a_text_without_a_panel_keeps_its_list(self) -> None:
        text = self.rendered(body="Words.[^1]\n\n[^1]: A note.")
        self.assertTrue(text.sources_html.startswith("<ul>"))

    def test_two_panels_share_the_numbers(self) -> None:
        text = self.rendered(body=f"{PANEL}\n\n{PANEL}", sources="")
        self.assertEqual(text.sources_html.count("https://court.example/briefing"), 1)

    def test_the_files_have_the_same_numbers(self) -> None:
        self.make_published("figures", body=BODY, sources=SOURCES)
        markdown = self.client.get("/a/figures.md").content.decode()
        self.assertIn("**113** \\[2\\]", markdown)
        self.assertNotIn("\\[1\\]", markdown)
        self.assertIn("\n2. [The briefing](https://court.example/briefing)", markdown)
        feed = self.client.get("/feed.atom").content.decode()
        self.assertIn(f"/a/figures#{OF_PANEL}-1", feed)
        page = self.client.get("/a/figures").content.decode()
        self.assertEqual(page.count(f'id="{OF_PANEL}-1"'), 1)
