"""Passages of two texts side by side, and what changed in a source since."""

from articles.presentation.alignment import Change, Row, align, rows_since
from articles.presentation.passages import Passage, html_of, passages_of

EMBED = '<div class="embed" id="p-{}">Figures</div>'


def passages(*blocks: str) -> list[Passage]:
    """Return passages: `# …` is a heading, `[…]` a record, `- …` an item of a list."""
    return passages_of("".join(map(_html, blocks)))[1]


def _html(block: str) -> str:
    if block.startswith("# "):
        return f"<h2>{block[2:]}</h2>"
    if block.startswith("["):
        return EMBED.format(block[1:-1])
    if block.startswith("- "):
        items = "".join(f"<li>{item}</li>" for item in block[2:].split(" - "))
        return f"<ul>{items}</ul>"
    return f"<p>{block}</p>"


def words(side: list[Passage]) -> str:
    return " + ".join(passage.element.text_content() for passage in side)


def aligned(first: list[Passage], second: list[Passage]) -> list[tuple[str, str]]:
    return [(words(mine), words(theirs)) for mine, theirs in align(first, second)]


def since(
    translation: list[Passage], source: list[Passage], newest: list[Passage]
) -> list[tuple[str, str, str]]:
    rows: list[Row] = rows_since(translation, source, newest)
    return [(words(row.first), words(row.second), str(row.change)) for row in rows]


def test_the_same_blocks_stand_one_beside_one() -> None:
    english = passages("One.", "# Two", "- three - four", "[figures]")
    chinese = passages("一。", "# 二", "- 三 - 四", "[figures]")
    assert aligned(english, chinese) == [
        ("One.", "一。"),
        ("Two", "二"),
        ("three", "三"),
        ("four", "四"),
        ("Figures", "Figures"),
    ]


def test_a_shortened_section_stands_beside_the_whole_of_its_counterpart() -> None:
    english = passages("Lead.", "# One", "A.", "B.", "# Two", "C.")
    chinese = passages("导语。", "# 一", "甲乙。", "# 二", "丙。")
    assert aligned(english, chinese) == [
        ("Lead.", "导语。"),
        ("One", "一"),
        ("A. + B.", "甲乙。"),
        ("Two", "二"),
        ("C.", "丙。"),
    ]


def test_a_section_left_out_stands_alone_where_numbers_tell_the_others() -> None:
    english = passages("# One", "In 2024.", "# Two", "Of them 95.", "# Three", "84.1%")
    chinese = passages("# 一", "2024年。", "# 三", "84.1%")
    assert aligned(english, chinese) == [
        ("One", "一"),
        ("In 2024.", "2024年。"),
        ("Two", ""),
        ("Of them 95.", ""),
        ("Three", "三"),
        ("84.1%", "84.1%"),
    ]


def test_digits_of_other_scripts_are_the_same_numbers() -> None:
    english = passages("# One", "In 2024.", "# Two", "Elsewhere.")
    arabic = passages("# واحد", "في ٢٠٢٤.")
    assert aligned(english, arabic)[:2] == [("One", "واحد"), ("In 2024.", "في ٢٠٢٤.")]


def test_sections_that_nothing_tells_apart_stand_side_by_side_as_a_whole() -> None:
    english = passages("Lead.", "# One", "A.", "# Two", "B.")
    chinese = passages("导语。", "# 二", "乙。")
    assert aligned(english, chinese) == [
        ("Lead.", "导语。"),
        ("One + A. + Two + B.", "二 + 乙。"),
    ]


def test_a_record_that_both_show_keeps_its_place() -> None:
    english = passages("A.", "B.", "[figures]", "C.")
    chinese = passages("甲。", "[figures]", "丙。")
    assert aligned(english, chinese) == [
        ("A. + B.", "甲。"),
        ("Figures", "Figures"),
        ("C.", "丙。"),
    ]


def test_a_text_beside_nothing_stands_alone() -> None:
    assert aligned(passages("A.", "# B"), []) == [("A.", ""), ("B", "")]
    assert aligned([], []) == []


def test_a_changed_paragraph_of_the_source_is_told_at_its_translation() -> None:
    source = passages("A.", "131 cases.", "C.")
    newest = passages("A.", "113 cases.", "C.")
    assert since(passages("甲。", "131件。", "丙。"), source, newest) == [
        ("甲。", "A.", ""),
        ("131件。", "113 cases.", "changed"),
        ("丙。", "C.", ""),
    ]


def test_new_and_removed_passages_of_the_source_are_told_where_they_were() -> None:
    source, newest = passages("A.", "# B", "C."), passages("A.", "New.", "# B")
    assert since(passages("甲。", "# 乙", "丙。"), source, newest) == [
        ("甲。", "A.", ""),
        ("", "New.", "added"),
        ("乙", "B", ""),
        ("丙。", "", "removed"),
    ]


def test_an_item_of_a_list_is_told_by_itself() -> None:
    source, newest = passages("- one - two"), passages("- one - three")
    rows = since(passages("- 一 - 二"), source, newest)
    assert rows == [("一", "one", ""), ("二", "three", "changed")]


def test_a_passage_that_became_two_stands_beside_both() -> None:
    source, newest = passages("A.", "B."), passages("A.", "B one.", "B two.")
    rows = since(passages("甲。", "乙。"), source, newest)
    assert rows[1] == ("乙。", "B one. + B two.", "changed")


def test_what_the_translation_left_out_is_not_behind() -> None:
    source, newest = passages("A.", "# B", "C."), passages("A.", "# B", "D.")
    rows = rows_since(passages("甲。"), source, newest)
    assert [row.change for row in rows] == [Change.NONE] * len(rows)


def test_a_summary_is_not_behind_the_text_that_it_leaves_out() -> None:
    source, newest = passages("A."), passages("A.", "# New", "B.")
    assert {row.change for row in rows_since([], source, newest)} == {Change.NONE}


def test_notes_and_recognised_links_are_no_words_of_a_source() -> None:
    source = passages('Sold<sup><a class="footnote-ref" href="#fn-1">1</a></sup>.')
    newest = passages('<a class="cited" href="/laws/x">Sold</a>.')
    assert since(passages("已售。"), source, newest)[0][2] == ""


def test_another_address_of_a_link_is_a_change() -> None:
    source, newest = (
        passages(f'<a href="https://example.org/{end}">It</a>') for end in "ab"
    )
    assert since(passages("它"), source, newest)[0][2] == "changed"


def test_items_cut_from_a_list_keep_their_numbers() -> None:
    _root, items = passages_of("<ol><li>One</li><li>Two</li><li>Three</li></ol>")
    assert html_of(items[1:2]) == '<ol start="2"><li>Two</li></ol>'


def test_notes_cut_apart_keep_their_numbers_and_their_class() -> None:
    _root, notes = passages_of(
        '<div class="footnote"><hr><ol start="3"><li id="fn-a">A</li>'
        '<li id="fn-b">B</li></ol></div>'
    )
    assert html_of(notes[1:]) == (
        '<div class="footnote"><ol start="4"><li id="fn-b">B</li></ol></div>'
    )
