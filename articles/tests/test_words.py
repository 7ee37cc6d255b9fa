"""The words of a text are the same in every output, whatever signs are among them."""

import html
import io
import re
from typing import Any

import feedparser
import markdown
from lxml.html import fromstring
from pypdf import PdfReader

from articles.markup.takeaways import as_markdown
from articles.models import Edition
from articles.publishing import publish
from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.rendering.wrapped_lines import joined_lines
from articles.tests.feed_reading import find, read, texts
from cjo.test import BaseTestCase


def rendered(body: str, language: str = "en", **parts: Any) -> Rendered:
    return render(
        TextToRender(language, body, **{"takeaways": [], "sources": "", **parts}),
        newest_state,
    )


def bare(text: str) -> str:
    return "".join(text.split())


class OutputsTestCase(BaseTestCase):
    def outputs(self, edition: Edition, form: str = "rss") -> dict[str, str]:
        """Return the words of each output of a text, without white space."""
        path = edition.get_absolute_url()
        start = "" if edition.language == "en" else f"/{edition.language}"
        (entry,) = texts(read(self.client, f"{start}/feed.{form}"))
        page = fromstring(self.client.get(path).content.decode())
        pdf = PdfReader(io.BytesIO(self.client.get(f"{path}.pdf").content))
        source = self.client.get(f"{path}.md").content.decode()
        made = markdown.markdown(source.split("\n---\n", 1)[1], extensions=["tables"])
        assert edition.current_version is not None
        words = {
            "page": page.find(".//article").text_content(),
            "feed": fromstring(f"<div>{entry}</div>").text_content(),
            "pdf": "".join(sheet.extract_text() for sheet in pdf.pages),
            "markdown": html.unescape(re.sub(r"<[^>]*>", "", made)),
            "search": edition.current_version.rendering.plain_text,
        }
        return {name: bare(text) for name, text in words.items()}

    def assert_everywhere(self, edition: Edition, *words: str) -> None:
        for name, output in self.outputs(edition).items():
            for text in words:
                with self.subTest(output=name, words=text):
                    self.assertIn(bare(text), output)


class TakeawayTests(OutputsTestCase):
    lines = (
        "1. First",
        "> x",
        "# y",
        "- z",
        "* * *",
        "-5 per cent",
        "=====",
        "| a | b",
        "```",
        "[x]: y",
    )

    def test_a_sign_at_the_start_of_a_line_is_a_sign(self) -> None:
        takeaways = rendered("x", takeaways=list(self.lines)).takeaways_html
        items = fromstring(takeaways).findall("li")
        self.assertEqual([item.text for item in items], list(self.lines))

    def test_every_output_prints_it_as_typed(self) -> None:
        edition = self.make_published(takeaways="1. First\n> x\n# y\n2\\. Second")
        self.assert_everywhere(edition, "1. First", "> x", "# y", "2. Second")

    def test_emphasis_and_links_are_kept(self) -> None:
        takeaways = rendered("x", takeaways=["**a** [b](https://c.example)"])
        self.assertIn(
            '<li><strong>a</strong> <a href="https://c.example">b</a></li>',
            takeaways.takeaways_html,
        )

    def test_an_id_that_a_quotation_once_had_still_leads_there(self) -> None:
        text = rendered("x", takeaways=["> x", "# y"])
        self.assertIn('<li id="p-fvyrmqvx">', text.takeaways_html)
        self.assertIn('<li id="h-uh6oinry">', text.takeaways_html)
        self.assertIn('id="p-fvyrmqvx-2"', text.body_html)

    def test_only_the_sign_of_a_list_is_taken_off_a_draft(self) -> None:
        edition = Edition(takeaways="- a\n• b\n**c** d\n-5 %\n*e* f\n-\n+ g")
        self.assertEqual(
            edition.takeaway_list, ["a", "b", "**c** d", "-5 %", "*e* f", "g"]
        )

    def test_in_markdown_it_makes_no_block(self) -> None:
        for line in self.lines:
            made = markdown.markdown(
                f"- a\n- {as_markdown(line)}", extensions=["tables"]
            )
            items = fromstring(made).findall("li")
            with self.subTest(line=line):
                self.assertEqual(len(items), 2, made)
                self.assertFalse(len(items[1]), made)


class AngleBracketTests(OutputsTestCase):
    def test_words_in_angle_brackets_are_words_everywhere(self) -> None:
        edition = self.make_published(
            title="R&D of <x y> &amp; more",
            abstract="It defines <personal information> and R&D.",
            takeaways="Ask for <consent>",
            body="The term <personal information>, `<code word>`.\n\n## R&D <a b>\n\n"
            "<section 3> *applies*.\n\n<address> is asked for.",
            sources="- <Law> & others",
        )
        self.assert_everywhere(
            edition,
            "R&D of <x y> &amp; more",
            "It defines <personal information> and R&D.",
            "Ask for <consent>",
            "The term <personal information>, <code word>.",
            "R&D <a b>",
            "<section 3> applies.",
            "<address> is asked for.",
        )

    def outputs(self, edition: Edition, form: str = "rss") -> dict[str, str]:
        words = super().outputs(edition, form)
        version = edition.current_version
        assert version is not None
        # titles and abstracts have a place of their own in feeds and in the search
        words["search"] += bare(version.title + version.abstract)
        words["feed"] += bare(version.title)
        return words

    def test_a_heading_is_in_the_outline_as_it_is_typed(self) -> None:
        for typed, shown in (
            ("R&D", "R&D"),
            ("R&amp;D", "R&D"),
            ("On <data subject>", "On <data subject>"),
        ):
            (heading,) = rendered(f"## {typed}").outline
            self.assertEqual(heading["text"], shown)
        self.make_published(body="## R&D\n\nx\n\n## Two\n\ny\n\n## Three\n\nz")
        page = self.client.get("/a/court-opens").content.decode()
        self.assertNotIn("&amp;amp;", page)

    def test_html_is_html(self) -> None:
        html = rendered("a<br>b <i>c</i>\n\n<div>\n<p>d <data subject></p>\n</div>")
        self.assertIn("a<br>b <i>c</i>", html.body_html)
        self.assertIn("<p>d &lt;data subject&gt;</p>", html.body_html)
        self.assertEqual(html.flaws, [])

    def test_an_element_that_readers_do_not_get_is_noted(self) -> None:
        html = rendered(
            'x <iframe src="https://a.example"></iframe>\n\n<video controls></video>',
            sources="<font color='red'>y</font>",
        )
        self.assertEqual(
            [(field, flaw.text) for field, flaw in html.flaws],
            [("body", "<iframe"), ("body", "<video"), ("sources", "<font")],
        )
        self.assertNotIn("iframe", html.body_html)

    def test_an_element_that_never_ends_swallows_nothing(self) -> None:
        for tag in (
            "<iframe src=x>", "<textarea rows=3>", "<title lang=en>", "<plaintext a=b>",
            "<script>", "<script src=x>", "<style>", "<template id=x>", "<xmp a=b>",
        ):  # fmt: skip
            for body in (f"A {tag} b\n\nLast *word*.", f"{tag}\n\nLast *word*."):
                with self.subTest(body):
                    written = rendered(body).body_html
                    self.assertRegex(written, r"<p id=[^>]*>Last <em>word</em>\.</p>")
                    self.assertNotIn("&lt;/p", written)

    def test_what_stands_in_an_element_of_a_player_is_read_as_ever(self) -> None:
        written = rendered("A <iframe>\n\nlast *word*\n\n</iframe> z").body_html
        self.assertIn("last <em>word</em></p>", written)

    def test_addresses_between_brackets_stay_links(self) -> None:
        html = rendered("See <https://a.example/b> and <m@a.example>.").body_html
        self.assertIn('<a href="https://a.example/b">', html)
        self.assertIn('<a href="mailto:m@a.example">', html)
        edition = self.make_published(body="See <https://a.example/b>.")
        source = self.client.get(f"{edition.get_absolute_url()}.md").content.decode()
        self.assertIn("<https://a.example/b>", source)

    def test_rss_escapes_a_summary_as_html_and_a_title_as_text(self) -> None:
        self.make_published(title="R&D <x>", abstract="For <minors> & others.")
        source = self.client.get("/feed.rss").content.decode()
        # the profile of the RSS Advisory Board, on character data
        self.assertIn("<title>R&#x26;D &#x3C;x&#x3E;</title>", source)
        root = read(self.client, "/feed.rss")
        self.assertEqual(find(root, "//item/title"), ["R&D <x>"])
        self.assertEqual(
            find(root, "//item/description"), ["For &lt;minors&gt; &amp; others."]
        )
        (entry,) = feedparser.parse(source).entries
        self.assertEqual(html.unescape(entry.summary), "For <minors> & others.")


class WrappedLineTests(OutputsTestCase):
    def test_a_chinese_line_goes_on_without_a_gap(self) -> None:
        for source, shown in (
            ("北京互联网\n法院", "北京互联网法院"),
            ("受理\n113\n件", "受理113件"),
            ("他说：\n“开门”\n了", "他说：“开门”了"),
            ("**北京**\n法院", "北京法院"),
            ("使用 Court of\nAppeal", "使用 Court of Appeal"),
            ("- 一\n  二", "一二"),
            ("> 依照\n> 《信息法》", "依照《信息法》"),
            ("## 数据\n\n法\n院", "数据\n法院"),
        ):
            self.assertEqual(rendered(source, "zh-hans").plain_text, shown)

    def test_words_of_other_languages_stay_apart(self) -> None:
        for source, shown in (
            ("the\ncourt", "the court"),
            ("the court 法院\nsaid", "the court 法院 said"),
            ("in 北京互联网\n法院", "in 北京互联网法院"),
        ):
            self.assertEqual(rendered(source).plain_text, shown)
        self.assertEqual(rendered("법원\n판결", "ko").plain_text, "법원 판결")

    def test_code_keeps_its_lines(self) -> None:
        html = rendered("    北\n    京", "zh-hans").body_html
        self.assertIn("北\n京", html)

    def test_no_output_of_it_has_a_gap(self) -> None:
        edition = self.make_published(
            language="zh-hans", title="法院", body="北京互联网\n法院*开\n门*。"
        )
        assert edition.current_version is not None
        rendering = edition.current_version.rendering
        self.assertIn("北京互联网法院<em>开门</em>。", rendering.body_html)
        (entry,) = texts(read(self.client, "/zh-hans/feed.atom"))
        self.assertIn("北京互联网法院<em>开门</em>。", entry)
        pdf = PdfReader(
            io.BytesIO(self.client.get("/zh-hans/a/court-opens.pdf").content)
        )
        self.assertIn("北京互联网法院开门。", pdf.pages[0].extract_text())
        found = self.client.get("/zh-hans/search", {"q": "互联网法院开门"})
        self.assertContains(found, "/zh-hans/a/court-opens")

    def test_an_abstract_of_former_times_has_no_gap(self) -> None:
        edition = self.make_edition(language="zh-hans", title="法院", body="文。")
        Edition.objects.update(abstract="北京互联网\n法院。")
        publish(Edition.objects.get(pk=edition.pk), by=self.mei)
        found = self.client.get("/zh-hans/search", {"q": "互联网法院"})
        self.assertContains(found, "/zh-hans/a/court-opens")
        pdf = PdfReader(
            io.BytesIO(self.client.get("/zh-hans/a/court-opens.pdf").content)
        )
        self.assertIn("北京互联网法院。", pdf.pages[0].extract_text())

    def test_a_text_in_one_line(self) -> None:
        self.assertEqual(joined_lines("a\nb", "en"), "a b")
        self.assertEqual(joined_lines("北\n京\n1", "zh-hans"), "北京1")
