"""The widths of a table's columns, by the length of their texts."""

import re
from math import isqrt
from typing import TypedDict

from articles.pdf.blocks import Table, text_of
from articles.pdf.scripts import Script

_WORDS = re.compile("[\u2e80-\uffef]{1,6}|[^\\s\u2e80-\uffef]+")
LONG = 36  # halves of an em: a column with more text than this breaks its lines
EM, GAP = 0.55, 1.15  # of half an em: a letter; of an em: the space between columns
TABLE_SIZE = 0.84  # of the text's


class Width(TypedDict):
    """So many em of the table's text, or a share of the rest."""

    width: float
    share: bool


def widths_of(table: Table, script: Script) -> list[Width]:
    """Give short columns the width of their texts, and long ones the rest.

    Where all are short, or the short ones need too much, all share the width.
    """
    needs = [_need(table, column) for column in range(len(table["columns"]))]
    fixed = [round(need * EM + GAP, 2) if need <= LONG else 0 for need in needs]
    whole = script["measure"] / TABLE_SIZE
    if not all(fixed) and sum(fixed) <= 0.65 * whole:
        return [
            {"width": width or _claim(need), "share": not width}
            for width, need in zip(fixed, needs, strict=True)
        ]
    return [{"width": _claim(need) + 3, "share": True} for need in needs]


def _claim(need: int) -> int:
    return need if need <= LONG else LONG + 2 * isqrt(need - LONG)


def _need(table: Table, column: int) -> int:
    cells = [row["cells"] for row in table["rows"] if not row.get("heading")]
    texts = [text_of(row[column]) for row in cells if column < len(row)]
    words = [
        word
        for cell in table["head"][column : column + 1]
        for word in _WORDS.findall(text_of(cell))
    ]
    # words at the head are bold
    return max(4, *map(_ems, texts), *(_ems(word) * 5 // 4 for word in words))


def _ems(text: str) -> int:
    return sum(2 if character >= "\u2e80" else 1 for character in text)
