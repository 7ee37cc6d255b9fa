"""The widths of a table's columns, by the length of their texts."""

import re
from collections.abc import Sequence
from math import isqrt
from typing import TypedDict
from unicodedata import category

from articles.pdf.blocks import Run, Table, text_of
from articles.pdf.scripts import Script

_WORDS = re.compile("[\u2e80-\uffef]{1,6}|[^\\s\u2e80-\uffef]+")
_MARKS = ("Mn", "Me", "Cf")
_FIGURES = re.compile(r"\d[\d.,'’]*")
LONG = 36  # halves of an em: a column with more text than this breaks its lines
EM, GAP = 0.55, 1.15  # of half an em: a letter; of an em: the space between columns
TABLE_SIZE = 0.84  # of the text's
FIGURE = 0.62  # of an em: a figure; all have the same width
SMALLEST = 0.6  # of the table's usual size, where figures need more than the page
LONGEST_FIGURE = 24  # characters; what is longer may break its lines
LONGEST_ROW = 16  # lines that stay on one page
_WORD_KEPT = 16  # letters of a word that a narrow column still holds in one piece
_LEAST = 11  # em of a column with long texts beside columns of figures


class Width(TypedDict):
    """So many em of the table's text, or a share of the rest."""

    width: float
    share: bool


class Columns(TypedDict):
    """The columns of a table, and the size of its text as a part of the usual one.

    `figures` names the columns of figures, which never break; `room` is the width of
    each column in em of the table's text.
    """

    widths: list[Width]
    figures: list[bool]
    room: list[float]
    scale: float


def columns_of(table: Table, script: Script) -> Columns:
    """Give columns of figures and short ones the width they need, others the rest."""
    places = range(len(table["columns"]))
    figures = [holds_figures(table, column) for column in places]
    whole = script["measure"] / TABLE_SIZE / script["fine"]
    widths = _widths(table, whole)
    room = _in_em(widths, whole)
    # also among words a figure is read as a whole
    kept = [
        _figures_need(table, column)
        if figures[column]
        else _figure_needs(table, column)
        for column in places
    ]
    least = [
        kept[column]
        if figures[column]
        else max(kept[column], _word_needs(table, column))
        for column in places
    ]
    squeezed = [room[column] < kept[column] - 0.01 for column in places]
    scale = 1.0
    if any(squeezed):
        scale = max(SMALLEST, min(1.0, whole / sum(least)))
        widths = [
            {"width": least[column], "share": False}
            if figures[column] or squeezed[column]
            else {"width": max(_claim(_need(table, column)), 1), "share": True}
            for column in places
        ]
        if not any(width["share"] for width in widths):
            widths = [{"width": width["width"], "share": True} for width in widths]
        room = _in_em(widths, whole / scale)
    return {"widths": widths, "figures": figures, "room": room, "scale": scale}


def is_long(cells: Sequence[list[Run]], columns: Columns) -> bool:
    """Return whether a row could be taller than a page, which would lose its end."""
    return any(
        _ems(text_of(cell)) * EM > LONGEST_ROW * max(room - GAP, 1)
        for cell, room in zip(cells, columns["room"], strict=False)
    )


def holds_figures(table: Table, column: int) -> bool:
    """Return whether each cell is a figure, with a unit of a few letters at most."""
    texts = [text for text in _texts(table, column) if any(map(str.isalnum, text))]
    return bool(texts) and all(
        any(map(str.isdigit, text))
        and len(text) <= LONGEST_FIGURE
        and sum(map(str.isalpha, text)) <= 4
        for text in texts
    )


def _widths(table: Table, whole: float) -> list[Width]:
    """Give short columns the width of their texts, and long ones the rest.

    Where all are short, or the short ones need too much, all share the width.
    """
    needs = [_need(table, column) for column in range(len(table["columns"]))]
    fixed = [round(need * EM + GAP, 2) if need <= LONG else 0 for need in needs]
    if not all(fixed) and sum(fixed) <= 0.65 * whole:
        return [
            {"width": width or _claim(need), "share": not width}
            for width, need in zip(fixed, needs, strict=True)
        ]
    return [{"width": _claim(need) + 3, "share": True} for need in needs]


def _in_em(widths: list[Width], whole: float) -> list[float]:
    fixed = sum(width["width"] for width in widths if not width["share"])
    shares = sum(width["width"] for width in widths if width["share"])
    rest = max(whole - fixed, 0)
    return [
        rest * width["width"] / shares if width["share"] else width["width"]
        for width in widths
    ]


def _figures_need(table: Table, column: int) -> float:
    texts = [*_texts(table, column)]
    longest = max((_ems(text) for text in texts), default=0)
    heads = [_ems(word) * EM * 1.25 for word in _head_words(table, column)]
    return round(max(longest * FIGURE, *heads, 2) + GAP, 2)


def _figure_needs(table: Table, column: int) -> float:
    """Return the width of the longest figure among the words of a column, or 0."""
    texts = _texts(table, column)
    figures = [figure for text in texts for figure in _FIGURES.findall(text)]
    lengths = [len(figure) for figure in figures if len(figure) <= LONGEST_FIGURE]
    return round(max(lengths) * FIGURE + GAP, 2) if lengths else 0


def _word_needs(table: Table, column: int) -> float:
    words = [
        word for text in _texts(table, column) for word in _WORDS.findall(text)
    ] + _head_words(table, column)
    longest = min(max((_ems(word) for word in words), default=4), _WORD_KEPT)
    return max(longest * FIGURE, min(_need(table, column) * EM, _LEAST)) + GAP


def _claim(need: int) -> int:
    return need if need <= LONG else LONG + 2 * isqrt(need - LONG)


def _need(table: Table, column: int) -> int:
    # words at the head are bold
    heads = [_ems(word) * 5 // 4 for word in _head_words(table, column)]
    return max(4, *map(_ems, _texts(table, column)), *heads)


def _texts(table: Table, column: int) -> list[str]:
    cells = [row["cells"] for row in table["rows"] if not row.get("heading")]
    return [text_of(row[column]) for row in cells if column < len(row)]


def _head_words(table: Table, column: int) -> list[str]:
    return [
        word
        for cell in table["head"][column : column + 1]
        for word in _WORDS.findall(text_of(cell))
    ]


def _ems(text: str) -> int:
    """Return the width of a text in halves of an em; marks stand on their letters."""
    return sum(
        2 if character >= "\u2e80" else category(character) not in _MARKS
        for character in text
    )
