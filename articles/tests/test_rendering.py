"""The tree of a text: its HTML, its outline, and its words."""

from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.rendering.markdown_text import markdown_text
from articles.rendering.tree import inner_html, parse
from articles.rendering.unstyled import as_prose, plain_text
from cjo.test import BaseTestCase

PAGE = "https://site.example/a/x"
HOSTILE = (
    "<script>alert(1)</script>x",
    "<img src=x onerror=alert(1)>x",
    "<svg onload=alert(1)>x</svg>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVa&#10;Script:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '![x](x" onerror="alert(1)) x',
    '<p style="position:fixed" onclick="alert(1)">x</p>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>x',
    '<form action="https://evil.example"><button formaction="//a">x</button></form>',
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x</p></noscript>",
    "`<script>alert(1)</script>` x",
    "~~~\n</code><script>alert(1)</script>\n~~~\nx",
)
RUNS = (
    "//script | //iframe | //object | //embed | //style | //form | //svg | //math"
    " | //@*[starts-with(name(), 'on')] | //@style | //@srcdoc | //@formaction"
    " | //@href[not(starts-with(., '/') or starts-with(., 'http') or . = '')]"
)


def rendered(body: str) -> Rendered:
    return render(TextToRender("en", body, [], ""), newest_state)


def words(html: str) -> str:
    return plain_text(as_prose(parse(html)))


def as_markdown(html: str) -> str:
    return markdown_text(as_prose(parse(html)), PAGE)


class TreeTests(BaseTestCase):
    def test_nothing_in_a_text_runs(self) -> None:
        for text in HOSTILE:
            with self.subTest(text=text):
                html = rendered(text).body_html
                self.assertIn("x", words(html))
                self.assertEqual(parse(html).xpath(RUNS), [])

    def test_it_writes_what_it_read(self) -> None:
        for html in (
            "",
            " a &amp; b",
            "<ul><li></li>\n<li>x</li></ul>after",
            "<dl><dt></dt><dd></dd></dl>",
            "<p>a<br>b</p><p></p>tail",
            '<td class="n"></td>',
        ):
            self.assertEqual(inner_html(parse(html)), html)

    def test_it_drops_what_no_feed_could_hold(self) -> None:
        self.assertEqual(inner_html(parse("<p>a\x0bb\ud800</p>")), "<p>ab</p>")


class RenderTests(BaseTestCase):
    def test_the_outline_escapes_a_sign_once(self) -> None:
        (heading,) = rendered("## Figures & *facts*").outline
        self.assertEqual(heading["text"], "Figures & facts")

    def test_a_side_is_a_class_however_an_editor_wrote_it(self) -> None:
        for body in (
            "a | b\n--- | ---:\n1 | 2",
            '<table><td align="right">2</td></table>',
        ):
            html = rendered(body).body_html
            self.assertIn('<td class="right">2</td>', html)
            self.assertNotIn("align=", html)

    def test_a_wide_table_scrolls_by_keyboard_too(self) -> None:
        html = rendered("a | b\n--- | ---\n1 | 2\n\nAfter.").body_html
        self.assertIn('<div class="scroll" role="region" tabindex="0"', html)
        self.assertEqual(html.count("</table></div>"), 1)

    def test_it_drops_a_paragraph_that_the_sanitiser_emptied(self) -> None:
        self.assertEqual(rendered("<p><script>x</script></p>").body_html.strip(), "")

    def test_words_are_read_without_the_numbers_of_notes(self) -> None:
        text = rendered("In spring.[^1]\n\n[^1]: So *it* was.").plain_text
        self.assertEqual(text, "In spring.\nSo it was.")


class PlainTextTests(BaseTestCase):
    def test_cells_and_blocks_stand_apart(self) -> None:
        self.assertEqual(
            words("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d"),
            "a b\nc\nd",
        )

    def test_a_link_into_the_page_is_a_word_if_it_has_letters(self) -> None:
        self.assertEqual(words('<p>a <a href="#p-x">above</a></p>'), "a above")


class MarkdownTextTests(BaseTestCase):
    def test_it_writes_what_html_has(self) -> None:
        for html, markdown in (
            ("<p>a <b>b</b> <em>c</em></p>", "a **b** *c*"),
            ("<p>a * b_c</p>", r"a \* b\_c"),
            ('<p><a href="/x">y</a></p>', f"[y]({PAGE.replace('/a/x', '/x')})"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ('<ol start="3"><li>a</li></ol>', "3. a"),
            ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n\n    1. b"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
            ("<p>a<br>b</p>", "a  \nb"),
            ("<p>- a</p>", r"\- a"),
            ("<p>3. a</p>", r"3\. a"),
            ("<p><del>a</del> ~~b~~</p>", r"~~a~~ \~\~b\~\~"),
            ("<p><code>a`b</code></p>", "``a`b``"),
            ("<pre><code>  a\n```\n</code></pre>", "````\n  a\n```\n````"),
            (
                "<table><tr><th>a</th><th>b</th></tr><tr><td>c|d</td></tr></table>",
                "| a | b |\n| --- | --- |\n| c\\|d |  |",
            ),
        ):
            written = as_markdown(html).replace(
                "http://127.0.0.1:8000", "https://site.example"
            )
            self.assertEqual(written, markdown)
