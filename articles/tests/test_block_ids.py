"""Ids of paragraphs and headings: links to a published text never break.

`published_ids.json` has texts, and the ids that the first renderer gave them; it is
never made anew.
"""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.markup.anchors import Anchors
from articles.markup.block_ids import lines_of, plain_blocks
from articles.markup.conversion import Source
from articles.rendering.markup import embeds, markups_of
from cjo.test import BaseTestCase

PUBLISHED = json.loads(Path(__file__).with_name("published_ids.json").read_text())

LINES = [
    "", "", "", "Text", "More text", "中文", "- a", "- b", "* c", "1. one", "2. two",
    "3. three", "  - two spaces", "   1. three spaces", "    - four", "  of an item",
    "    deeper", "## Head", "> quoted", "> - listed", "```", "| a | b |", "|---|---|",
    "[^1] noted", "[^1]: a note", "[[case:x]]", "<div>raw</div>", "---",
]  # fmt: skip


def texts_by_id(source: str) -> dict[str, str]:
    tree = markups_of(Source([], source, "", embeds()), "en")["body"].tree
    return {
        element.get("id"): " ".join(element.text_content().split())
        for element in tree.iter()
        if element.get("id")
    }


class PublishedIdsTests(BaseTestCase):
    def test_no_published_id_is_lost_or_moves_to_another_text(self) -> None:
        for text in PUBLISHED:
            with self.subTest(text["name"]):
                now = texts_by_id(text["source"])
                for name, words in text["ids"]:
                    self.assertIn(name, now)
                    # a block may have been split: its first piece has the id
                    first = "".join(now[name].split()[:1])[:8]
                    self.assertTrue(words.lstrip("` ").startswith(first))

    def test_every_block_of_plain_markdown_keeps_its_id(self) -> None:
        @settings(max_examples=150, deadline=None)
        @given(st.lists(st.sampled_from(LINES), max_size=9))
        def keeps(lines: list[str]) -> None:
            source = "\n".join(lines)
            now = texts_by_id(source)
            for block in plain_blocks(source, Anchors()):
                # HTML between paragraphs never had an id that readers could use
                if block.lines and "<div>" not in block.lines[0]:
                    self.assertIn(block.id, now, source)

        keeps()


class PlainBlockTests(BaseTestCase):
    def test_a_repeated_block_is_counted(self) -> None:
        first, second = plain_blocks("Same.\n\nSame.", Anchors())
        self.assertEqual(second.id, f"{first.id}-2")

    def test_lines_are_compared_without_their_indentation(self) -> None:
        self.assertEqual(lines_of("a  b\n   c\n\n"), ["a b", "c"])
