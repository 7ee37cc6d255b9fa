"""Markdown as people write and paste it: lists, tables, notes, code, addresses."""

from articles.markup.flaws import FlawKind
from articles.markup.inline_marks import address_in
from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.rendering.tree import inner_html, parse
from cjo.test import BaseTestCase


def rendered(body: str, sources: str = "") -> Rendered:
    return render(TextToRender("en", body, [], sources), newest_state)


def html(body: str) -> str:
    """Return the HTML without ids, places of the keyboard, and line ends."""
    root = parse(rendered(body).body_html)
    for element in root.iter():
        element.attrib.pop("id", None)
        element.attrib.pop("tabindex", None)
    return "".join(
        line.strip() for line in inner_html(root).split("\n") if line.strip()
    )


def flaws(body: str, sources: str = "") -> list[tuple[str, FlawKind, int]]:
    return [
        (field, flaw.kind, flaw.line) for field, flaw in rendered(body, sources).flaws
    ]


class ListTests(BaseTestCase):
    def test_a_list_goes_on_counting_after_a_paragraph(self) -> None:
        written = html("1. a\n2. b\n\nBetween.\n\n3. c")
        self.assertIn('<p>Between.</p><ol start="3"><li>c</li></ol>', written)

    def test_bullets_followed_by_numbers_are_two_lists(self) -> None:
        self.assertEqual(
            html("- a\n1. b\n2. c"),
            "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol>",
        )
        self.assertTrue(html("- a\n\n1. b").startswith("<ul><li>a</li></ul><ol>"))

    def test_two_spaces_nest_as_well_as_four(self) -> None:
        nested = "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
        self.assertEqual(html("- a\n  - b\n    - c\n- d"), nested)
        self.assertEqual(html("- a\n    - b\n        - c\n- d"), nested)
        self.assertEqual(html("- a\n\t- b\n\t\t- c\n- d"), nested)

    def test_bullets_nest_in_a_numbered_list(self) -> None:
        self.assertEqual(
            html("1. a\n   - b\n2. c"),
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        )

    def test_an_item_follows_two_lists_within_the_one_before(self) -> None:
        written = html("1. a\n   - b\n   1. c\n   2. d\n2. e")
        self.assertIn("<ol><li>c</li><li>d</li></ol></li><li><p>e</p></li>", written)

    def test_a_quotation_or_a_rule_at_the_margin_ends_a_list(self) -> None:
        self.assertIn("<ul><li>a</li></ul><blockquote>", html("- a\n> b"))
        self.assertIn("<ul><li>a</li></ul><hr><p>b</p>", html("- a\n---\nb"))
        self.assertIn("<li>a<blockquote>", html("- a\n  > b"))

    def test_items_that_markdown_does_not_know_are_a_doubt(self) -> None:
        for body in (
            "一、审理\n二、裁判",
            "1) a\n2) b",
            "（一）甲\n（二）乙",
            "• a\n• b",
            "1.审理\n2.裁判",
            "-审理\n-裁判",
        ):
            with self.subTest(body):
                self.assertEqual(flaws(body), [("body", FlawKind.LIST_NOT_BEGUN, 2)])
        self.assertEqual(
            flaws("共有\n十、百、千"), [("body", FlawKind.LIST_NOT_BEGUN, 2)]
        )
        self.assertEqual(flaws("The sum of (a)\nand (b) 2) is\n3.5 per cent"), [])
        self.assertEqual(flaws("**要点：**\n- 审理\n- 裁判"), [])

    def test_a_paragraph_of_an_item_does_not_end_its_list(self) -> None:
        self.assertEqual(
            html("1. a\n\n   More.\n\n2. b"),
            "<ol><li><p>a</p><p>More.</p></li><li><p>b</p></li></ol>",
        )

    def test_a_list_needs_no_empty_line_before_it(self) -> None:
        self.assertEqual(
            html("Two rules:\n- a\n- b\n\nEnd."),
            "<p>Two rules:</p><ul><li>a</li><li>b</li></ul><p>End.</p>",
        )
        self.assertEqual(
            html("> Two rules:\n> 1. a\n> 2. b"),
            "<blockquote><p>Two rules:</p><ol><li>a</li><li>b</li></ol></blockquote>",
        )
        self.assertEqual(flaws("Two rules：\n- a"), [])

    def test_a_list_that_may_be_none_is_a_doubt(self) -> None:
        self.assertEqual(
            flaws("It cost\n- or saved - much."), [("body", FlawKind.LIST_BEGUN, 2)]
        )
        # a year at the beginning of a line is no list
        self.assertEqual(html("In\n1986. Then"), "<p>In1986. Then</p>")
        self.assertEqual(
            flaws("In\n1986. Then"), [("body", FlawKind.LIST_NOT_BEGUN, 2)]
        )

    def test_a_list_goes_on_right_after_a_paragraph(self) -> None:
        for body in ("1. a\n2. b\n\nBetween.\n3. c", "Between:\n3. c\n4. d"):
            self.assertIn('</p><ol start="3"><li>c</li>', html(body))

    def test_a_number_that_will_not_be_printed_is_a_doubt(self) -> None:
        self.assertEqual(flaws("1. a\n2. b\n4. d"), [("body", FlawKind.LIST_NUMBER, 3)])
        self.assertEqual(flaws("1. a\n1. b\n1. c"), [])

    def test_code_and_rules_are_no_lists(self) -> None:
        self.assertEqual(html("    - a"), "<pre><code>- a</code></pre>")
        self.assertEqual(html("Text\n\n* * *"), "<p>Text</p><hr>")


class TableTests(BaseTestCase):
    def test_a_table_needs_no_empty_line_before_it(self) -> None:
        written = html("The figures:\nKind | Cases\n--- | ---\nFaces | 23")
        self.assertTrue(written.startswith("<p>The figures:</p><div"))
        self.assertIn("<td>Faces</td><td>23</td>", written)

    def test_a_table_without_its_rule_is_a_flaw(self) -> None:
        for body in ("Kind | Cases\nFaces | 23", "| a | b |\n|---|\n| 1 | 2 |"):
            self.assertEqual(flaws(body), [("body", FlawKind.TABLE_RULE, 1)])

    def test_a_table_whose_rows_stand_apart_is_a_flaw(self) -> None:
        apart = "| a | b |\n\n|---|---|\n\n| 1 | 2 |"
        self.assertEqual(flaws(apart), [("body", FlawKind.TABLE_RULE, 3)])

    def test_a_table_in_full_width_signs_is_a_flaw(self) -> None:
        for body in ("｜案由｜件数｜\n｜---｜---｜", "｜案由｜件数｜\n｜合同｜23｜"):
            with self.subTest(body):
                ((_field, kind, _line),) = flaws(body)
                self.assertEqual(kind, FlawKind.TABLE_RULE)
        self.assertEqual(flaws("北京｜上海\n广州｜深圳"), [])

    def test_bars_in_words_and_code_are_no_table(self) -> None:
        self.assertEqual(flaws("One | bar.\nNo other."), [])
        self.assertEqual(flaws("`a | b`\n`c | d`"), [])
        self.assertEqual(flaws("a \\| b\nc \\| d"), [])
        self.assertEqual(flaws("```\na | b\nc | d\n```"), [])


class RecordTests(BaseTestCase):
    def test_a_record_on_its_own_line_is_no_part_of_a_paragraph(self) -> None:
        written = html("Text:\n[[case:x]]\nMore.")
        self.assertTrue(written.startswith('<p>Text:</p><div class="embed">'))
        self.assertTrue(written.endswith("</div><p>More.</p>"))


class CodeTests(BaseTestCase):
    def test_fences_keep_code_as_it_is(self) -> None:
        body = "Before\n```python\nif a < b:\n\n    *c* [[case:x]] [^1]\n```\nAfter"
        code = "if a &lt; b:\n\n    *c* [[case:x]] [^1]\n"
        text = rendered(body)
        self.assertIn(f"<code>{code}</code></pre>", text.body_html)
        self.assertEqual((text.unknown, text.flaws), ([], []))
        self.assertIn("After", text.plain_text)

    def test_wide_code_scrolls_by_keyboard(self) -> None:
        for body in ("```\nx\n```", "    x"):
            self.assertIn('tabindex="0"><code>x', rendered(body).body_html)

    def test_a_fence_may_be_in_an_item_or_a_quotation(self) -> None:
        self.assertIn("<pre><code>x</code></pre></li>", html("- a\n  ```\n  x\n  ```"))
        self.assertIn(
            "<p>a</p><pre><code>x</code></pre></blockquote>",
            html("> a\n> ```\n> x\n> ```"),
        )

    def test_a_fence_that_never_ends_is_a_flaw(self) -> None:
        self.assertEqual(flaws("Text\n\n~~~\nopen"), [("body", FlawKind.FENCE, 3)])
        self.assertEqual(flaws("```in a line```"), [])

    def test_it_strikes_words_in_any_script(self) -> None:
        self.assertEqual(
            html("~~a~~ 中~~文~~字"), "<p><del>a</del> 中<del>文</del>字</p>"
        )

    def test_a_backslash_breaks_a_line(self) -> None:
        self.assertEqual(html("a\\\nb"), "<p>a<br>b</p>")


class BareAddressTests(BaseTestCase):
    def test_it_links_an_address_right_after_chinese_and_ends_before_it(self) -> None:
        self.assertEqual(
            html("见https://www.court.gov.cn/a_b_c?x=1。又见（https://x.org/a）及正文"),
            '<p>见<a href="https://www.court.gov.cn/a_b_c?x=1">'
            "https://www.court.gov.cn/a_b_c?x=1</a>。又见（"
            '<a href="https://x.org/a">https://x.org/a</a>）及正文</p>',
        )

    def test_the_sentence_keeps_its_punctuation(self) -> None:
        for text, address in (
            ("https://x.org/a.", "https://x.org/a"),
            ("https://x.org/a_(b))", "https://x.org/a_(b)"),
            ("https://x.org/a?b=1&gt;", "https://x.org/a?b=1"),
            ("https://x.org**", "https://x.org"),
            ("", ""),
        ):
            self.assertEqual(address_in(text), address)

    def test_hosts_and_mail_addresses_are_linked_too(self) -> None:
        self.assertEqual(
            html("www.x.org, info@x.org."),
            '<p><a href="http://www.x.org">www.x.org</a>, '
            '<a href="mailto:info@x.org">info@x.org</a>.</p>',
        )

    def test_it_leaves_links_and_code_alone(self) -> None:
        link = '<a href="https://x.org">https://x.org</a>'
        for body in (
            "[https://x.org](https://x.org)",
            "<https://x.org>",
            '<a href="https://x.org">https://x.org</a>',
        ):
            self.assertEqual(html(body), f"<p>{link}</p>")
        self.assertEqual(html("`https://x.org`"), "<p><code>https://x.org</code></p>")


class BrokenEmbedTests(BaseTestCase):
    def test_it_notes_each_broken_embed_and_its_line(self) -> None:
        broken = ("[[ case:x ]]", "[[case:x]", "[[case x]]", "[case:x]]", "[[case：x]]")
        for embed in (*broken, "【【case:x】】", "[[Case:x]]", "[[case:x"):
            with self.subTest(embed):
                body = f"Text.\n\nIn a line {embed}"
                self.assertEqual(flaws(body), [("body", FlawKind.EMBED, 3)])

    def test_brackets_of_other_kinds_are_none(self) -> None:
        for body in (
            "[[2020] EWHC 1](/a/x)",
            "`[[ case:x ]]`",
            "\\[[case:x]]",
            "[[1]]",
        ):
            self.assertEqual(flaws(body), [])


class NoteTests(BaseTestCase):
    def numbers(self, text: str) -> list[tuple[str, str]]:
        links = parse(text).find_class("footnote-ref")
        return [(link.text, link.get("href")) for link in links]

    def test_notes_are_numbered_as_they_are_read(self) -> None:
        body = (
            "B[^b]\n\n- C[^c]\n\nA[^a] B[^b]\n\n"
            "[^a]: Note a.\n[^b]: Note b.\n[^c]: Note c.[^d]\n[^d]: Note d."
        )
        text = rendered(body).body_html
        self.assertEqual(
            self.numbers(text),
            [
                ("1", "#fn-b"), ("2", "#fn-c"), ("3", "#fn-a"), ("1", "#fn-b"),
                ("4", "#fn-d"),
            ],
        )  # fmt: skip
        order = [item.get("id") for item in parse(text).iter("li") if item.get("id")]
        self.assertEqual(order, ["fn-b", "fn-c", "fn-a", "fn-d"])
        self.assertIn('title="Back to footnote 3 in the text"', text)

    def test_a_name_may_have_dots_colons_and_letters_of_any_script(self) -> None:
        for name in ("a.1", "a:b", "注", "टिप्पणी", "ประกาศ", "two words"):
            with self.subTest(name):
                root = parse(rendered(f"Text.[^{name}]\n\n[^{name}]: Note.").body_html)
                (item,) = root.iter("li")
                (sup,) = root.iter("sup")
                self.assertTrue(item.get("id", "").startswith("fn-"))
                self.assertTrue(sup.get("id", "").startswith("fnref-"))

    def test_text_and_sources_may_use_the_same_name(self) -> None:
        text = rendered("A[^1]\n\n[^1]: In the text.", "B[^1]\n\n[^1]: In a source.")
        self.assertEqual(self.numbers(text.body_html), [("1", "#fn-1")])
        self.assertEqual(self.numbers(text.sources_html), [("2", "#fn-1-2")])
        self.assertIn('<ol start="2"><li id="fn-1-2">', text.sources_html)
        self.assertIn('href="#fnref-1-2"', text.sources_html)

    def test_a_note_without_a_text_is_a_flaw(self) -> None:
        self.assertEqual(
            flaws("Text.[^x]", "Source.[^1]\n\n[^1]: Note."),
            [("body", FlawKind.UNKNOWN_NOTE, 1)],
        )

    def test_two_notes_of_one_name_are_a_flaw(self) -> None:
        self.assertEqual(
            flaws("Text.[^x]\n\n[^x]: One.\n[^x]: Two."),
            [("body", FlawKind.NOTE_TWICE, 4)],
        )

    def test_a_note_that_nothing_refers_to_is_printed_without_a_way_back(self) -> None:
        text = rendered("Text.\n\n[^x]: Alone.")
        self.assertIn("Alone.</p>", text.body_html)
        self.assertNotIn("footnote-backref", text.body_html)
        self.assertEqual(
            flaws("Text.\n\n[^x]: A."), [("body", FlawKind.UNUSED_NOTE, 3)]
        )
