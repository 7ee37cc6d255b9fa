"""HTML read without our style sheet: addresses in full, nothing run together."""

from articles.rendering.tree import inner_html, make_absolute, parse
from articles.rendering.unstyled import as_prose
from cjo.test import BaseTestCase


class ReadableContentTests(BaseTestCase):
    def content(self, html: str) -> str:
        root = as_prose(parse(html))
        make_absolute(root, "http://127.0.0.1:8000/a/x")
        return inner_html(root)

    def test_it_resolves_every_address_and_touches_no_text(self) -> None:
        page = "http://127.0.0.1:8000/a/x"
        for before, after in (
            ('<a href="#fn-1">1</a>', f'<a href="{page}#fn-1">1</a>'),
            ('<a href="/b">b</a>', '<a href="http://127.0.0.1:8000/b">b</a>'),
            ('<a href="mailto:a@b.c">m</a>', '<a href="mailto:a@b.c">m</a>'),
            (
                '<a title="a > b" href="/b">b</a>',
                '<a title="a &gt; b" href="http://127.0.0.1:8000/b">b</a>',
            ),
            ('<img src="/m/1.png">', '<img src="http://127.0.0.1:8000/m/1.png">'),
            ('<p>a href="/b" is text</p>', '<p>a href="/b" is text</p>'),
        ):
            self.assertEqual(self.content(before), after)

    def test_it_leaves_out_what_needs_our_stylesheet(self) -> None:
        bar, aside = "<svg><rect/></svg>", '<span class="hidden"> (cases)</span>'
        note = '<span role="note"> of <b>113</b></span>'
        self.assertEqual(self.content(f"95{bar}{aside}{note}."), "95.")

    def test_it_leaves_out_the_whole_of_a_note_that_names_a_language(self) -> None:
        note = (
            '<span role="note"> (<span lang="zh-Hans">受理</span>, and 1 other)</span>'
        )
        self.assertEqual(self.content(f"<p>73{note} cases</p>"), "<p>73 cases</p>")

    def test_it_separates_what_stands_apart_only_by_our_stylesheet(self) -> None:
        for before, after in (
            (
                '<p class="dotted"><span>Internet Court</span><span>2024</span></p>',
                "Internet Court · 2024",
            ),
            ("<td>84.1%<small>of 113</small></td>", "84.1% of 113"),
            ("<td>70% <small>1</small>71.7%</td>", "70% 1 · 71.7%"),
            (
                '<ul class="cards"><li class="card"><p class="mark">3</p>'
                "<h3>Ma v A</h3></li></ul>",
                "3 · Ma v A",
            ),
        ):
            self.assertEqual(parse(self.content(before)).text_content(), after)
