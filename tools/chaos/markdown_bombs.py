"""Texts that take a reader of Markdown much time, memory or depth for their length."""

from collections.abc import Callable, Iterable

from tools.chaos.own_clock import OwnClock
from tools.chaos.result import Result

BEARABLE = 2.0  # seconds for an act at the desk


def _nested(mark: str, depth: int, indent: str = "    ") -> str:
    return "\n".join(f"{indent * level}{mark} a" for level in range(depth))


def _lines(count: int, line: str) -> str:
    return "\n".join(line.format(number) for number in range(count))


BOMBS = {
    # brackets and links
    "opening brackets": "[" * 9_000,
    "pairs of opening brackets": "[[" * 4_500,
    "opening brackets of pictures": "![" * 4_500,
    "closing brackets": "]" * 20_000,
    "nested brackets": "[" * 3_000 + "a" + "]" * 3_000,
    "nested links": "[" * 2_000 + "a" + "](b)" * 2_000,
    "nested pictures": "![" * 2_000 + "a" + "](/media/b)" * 2_000,
    "links without an end": "[a](" * 5_000,
    "links with a title without an end": '[a](b "' * 3_000,
    "opening parentheses in a link": "[a](" + "(" * 20_000,
    "parentheses in a link": "[a](" + "()" * 10_000 + ")",
    "spaces in a link": "[a](" + " " * 50_000 + "b",
    "links to labels": "[a][b]" * 5_000,
    "labels": _lines(5_000, "[a{0}]: https://example.org/{0}"),
    "uses of a long address": f"[a]: https://b.c/{'d' * 50_000}\n\n" + "[a] " * 5_000,
    "label without an end": "[" + "a" * 100_000 + "]: ",
    "brackets on many lines": "[\n" * 9_000,
    # emphasis
    "stars": "*" * 20_000,
    "opening stars": "*a " * 10_000,
    "opening pairs of stars": "**a " * 10_000,
    "opening low lines": "_a " * 10_000,
    "stars and low lines": "*a _b " * 5_000,
    "three stars": "***a ** " * 5_000,
    "stars of odd and even length": "a**b" + "c* " * 10_000,
    "nested emphasis": "*a **b " * 3_000 + "c** d* " * 3_000,
    "strikes": "~~a " * 10_000,
    "tildes": "~" * 20_000,
    # code
    "backticks": "`" * 20_000,
    "backticks of growing length": " ".join("`" * count for count in range(1, 250)),
    "code without an end": "`a" * 10_000,
    "fences without an end": "```\na\n\n" * 3_000,
    "fences of growing length": "\n".join(
        "~" * count + "\na" for count in range(3, 250)
    ),
    "fences within quotations": "> ```\n> a\n" * 3_000,
    "indented code": "    a\n\n" * 8_000,
    # lists and quotations
    "nested list": _nested("-", 300),
    "nested list of numbers": _nested("1.", 300),
    "nested list by two spaces": _nested("-", 500, "  "),
    "list and back": _nested("-", 60) + "\n" + "\n".join(["- a"] * 5_000),
    "items in a line": "- " * 9_000,
    "numbers in a line": "1. " * 9_000,
    "items apart": "- a\n\n" * 6_000,
    "items with paragraphs": "- a\n\n    b\n\n" * 3_000,
    "quotation marks": ">" * 20_000,
    "quotation marks and spaces": "> " * 10_000,
    "quotations nested by line": "\n".join("> " * level + "a" for level in range(400)),
    "quotations and lists by turns": "> - " * 3_000,
    "quotations apart": "> a\n\n" * 6_000,
    # tables
    "cells": "|" + "a|" * 20_000,
    "columns": "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000 + "\n" + "|a" * 3_000,
    "rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 5_000,
    "tables": "|a|b|\n|-|-|\n|c|d|\n\n" * 1_500,
    "pipes and backticks": "|a|b|\n|-|-|\n|" + "`|" * 9_000,
    # notes
    "notes": _lines(3_000, "a[^{0}]\n\n[^{0}]: b\n"),
    "uses of a note": "[^a]: b\n\n" + "c[^a] " * 5_000,
    "unknown notes": "[^a] " * 9_000,
    "nested notes": "[^a]: " * 9_000,
    "notes in notes": _lines(2_000, "[^{0}]: b[^{0}]\n"),
    # HTML and entities
    "opening tags": "<b>" * 9_000,
    "crossed tags": "<b><i>" * 3_000 + "a" + "</b></i>" * 3_000,
    "nested blocks of HTML": "<div>\n" * 5_000,
    "nested tables of HTML": "<table><tr><td>" * 3_000,
    "tags without an end": "<a " * 10_000,
    "attributes": "<a " + "b=c " * 20_000 + ">",
    "attribute without an end": '<a b="' + "c" * 100_000,
    "comments without an end": "<!-- " * 9_000,
    "declarations": "<!a " * 9_000,
    "processing instructions": "<?a " * 9_000,
    "angle brackets": "<" * 20_000,
    "entities": "&amp;" * 20_000,
    "ampersands": "&" * 50_000,
    "addresses in angle brackets": "<http://" * 5_000,
    # words
    "long word": "a" * 1_000_000,
    "long Chinese word": "法" * 500_000,
    "short lines": "a\n" * 100_000,
    "broken Chinese lines": "法\n" * 50_000,
    "empty lines": "\n" * 500_000,
    "spaces": " " * 500_000,
    "tabs": "\t" * 100_000,
    "backslashes": "\\" * 50_000,
    "headings": "# a\n" * 10_000,
    "number signs": "#" * 50_000,
    "rules": "---\n\n" * 10_000,
    "underlines of headings": "a\n===\n" * 8_000,
    "bare addresses": "http://a.b/c " * 5_000,
    "address without an end": "http://a.b/" + "c." * 20_000,
    "mail addresses": "a@b." * 10_000,
    "long mail address": "a." * 20_000 + "@",
    # records, and what recognisers read
    "embeds": "[[case:a]] " * 5_000,
    "different embeds": _lines(3_000, "[[case:a-{}]]"),
    "broken embeds": "[[case: " * 5_000,
    "case numbers": "(2019)最高法民终1号" * 5_000,
    "years in parentheses": "（2019" * 20_000,
    "articles of laws": "第一百二十三条" * 10_000,
    "list of articles": "《民法典》第一条" + "、第二条" * 10_000,
    "titles without an end": "《" * 20_000,
    "English provisions": "Article 1 of the " * 10_000,
    "numerals": "一" * 50_000,
    "figures": "1" * 100_000,
    "full-width signs": "（）【】" * 10_000,
    "marks of direction": "\u202e\u2066" * 20_000,
    "combining marks": "a" + "\u0301" * 50_000,
}


def explode(act: Callable[[str], int], names: Iterable[str] = BOMBS) -> Result:
    """Give each text to an act, which returns the status of the answer that it got."""
    slowest, worst, violations = 0.0, "", 0
    for name in names:
        with OwnClock("articles.markup.child") as clock:
            status = act(BOMBS[name])
        violations += status >= 500 or clock.seconds > BEARABLE
        slowest, worst = max((slowest, worst), (clock.seconds, name))
    figures = f"longest {slowest:.1f} s ({worst})"
    return Result("Markdown bombs", len([*names]), violations, figures)
