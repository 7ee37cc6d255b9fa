from articles.pdf.blocks import Block, Run, Text, text_of
from articles.pdf.from_html import from_html
from cjo.test import BaseTestCase

ADDRESS = "https://example.org/a/court-opens/v/1"


def read(html: str) -> Text:
    return from_html(html, base_url=ADDRESS)


def runs(html: str) -> list[Run]:
    block = read(html)["blocks"][0]
    assert block["type"] == "paragraph"
    return block["runs"]


class FromHtmlTests(BaseTestCase):
    def test_it_joins_lines_that_the_source_broke(self) -> None:
        self.assertEqual(
            runs("<p>The court \n opens</p>"), [{"text": "The court opens"}]
        )

    def test_it_leaves_no_space_where_chinese_was_broken(self) -> None:
        self.assertEqual(
            text_of(runs("<p>北京\n互联网<em>法院</em></p>")), "北京互联网法院"
        )

    def test_it_breaks_a_line_where_the_text_does(self) -> None:
        self.assertEqual(runs("<p>one<br>\ntwo</p>"), [{"text": "one\ntwo"}])

    def test_it_keeps_the_style_of_words(self) -> None:
        self.assertEqual(
            runs("<p><strong>both <em>at once</em></strong></p>"),
            [
                {"text": "both ", "bold": True},
                {"text": "at once", "bold": True, "italic": True},
            ],
        )

    def test_it_makes_links_absolute(self) -> None:
        pieces = runs(
            '<p><a href="/laws/pipl/14">Art 14</a> <a href="#p-a">here</a></p>'
        )
        self.assertEqual(pieces[0]["href"], "https://example.org/laws/pipl/14")
        self.assertEqual(pieces[2]["href"], f"{ADDRESS}#p-a")

    def test_it_keeps_no_link_that_runs_a_script(self) -> None:
        self.assertEqual(runs('<p><a href="javascript:x()">a</a></p>'), [{"text": "a"}])

    def test_it_turns_footnotes_into_notes(self) -> None:
        text = read(
            '<p>So<sup><a class="footnote-ref" href="#fn-a">1</a></sup>.</p>'
            '<div class="footnote"><hr><ol><li id="fn-a"><p>See there.&#160;'
            '<a class="footnote-backref" href="#fnref-a">back</a></p></li></ol></div>'
        )
        note: Block = {"type": "paragraph", "runs": [{"text": "See there."}]}
        self.assertEqual(text["notes"], [{"number": 1, "blocks": [note]}])
        line: list[Run] = [{"text": "So"}, {"text": "", "note": 1}, {"text": "."}]
        self.assertEqual(text["blocks"], [{"type": "paragraph", "runs": line}])

    def test_it_reads_the_numbers_and_names_of_notes(self) -> None:
        # links are stored percent-encoded, ids are not
        text = read(
            '<p>So<sup><a class="footnote-ref" href="#fn-%E6%B3%A8">4</a></sup></p>'
            '<div class="footnote"><ol start="4"><li id="fn-注"><p>See.</p></li></ol>'
            "</div>"
        )
        self.assertEqual([note["number"] for note in text["notes"]], [4])
        line: list[Run] = [{"text": "So"}, {"text": "", "note": 4}]
        self.assertEqual(text["blocks"], [{"type": "paragraph", "runs": line}])

    def test_it_prints_a_note_that_nothing_refers_to_after_the_text(self) -> None:
        (_text, note) = read(
            '<p>So.</p><div class="footnote"><ol><li id="fn-a">See.</li></ol></div>'
        )["blocks"]
        assert note["type"] == "list"
        self.assertEqual(note["start"], 1)

    def test_it_reads_lists_within_lists(self) -> None:
        (outer,) = read("<ol><li>a<ul><li>b</li></ul></li></ol>")["blocks"]
        assert outer["type"] == "list"
        self.assertTrue(outer["ordered"])
        self.assertEqual(
            [block["type"] for block in outer["items"][0]], ["paragraph", "list"]
        )

    def test_it_sets_figures_at_the_end_of_their_column(self) -> None:
        (table,) = read(
            "<table><thead><tr><th>Kind</th><th>Cases</th></tr></thead>"
            "<tbody><tr><td>Faces</td><td>23</td></tr></tbody></table>"
        )["blocks"]
        assert table["type"] == "table"
        self.assertEqual(table["columns"], ["start", "end"])
        self.assertEqual(text_of(table["head"][1]), "Cases")

    def test_it_follows_the_side_that_a_writer_chose(self) -> None:
        (table,) = read('<table><tr><td class="right">about</td></tr></table>')[
            "blocks"
        ]
        assert table["type"] == "table"
        self.assertEqual(table["columns"], ["end"])

    def test_it_prints_the_text_of_elements_it_does_not_know(self) -> None:
        self.assertEqual(text_of(runs("<dl><dt><u>Term</u></dt></dl>")), "Term")

    def test_it_prints_what_is_nested_beyond_all_measure(self) -> None:
        for depth in (70, 90, 3000):
            html = "<blockquote>" * depth + "deep" + "</blockquote>" * depth
            (block,) = read(html)["blocks"]
            while block["type"] == "quote":
                (block,) = block["blocks"]
            assert block["type"] == "paragraph"
            self.assertEqual(text_of(block["runs"]), "deep")

    def test_it_leaves_out_what_cannot_be_printed(self) -> None:
        self.assertEqual(text_of(runs("<p>a\u202eb\ufffe</p>")), "ab")
