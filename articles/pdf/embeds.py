"""Embeds on paper: figures and cards, laid out by the classes of their templates."""

from collections.abc import Callable, Iterable

from articles.pdf.blocks import (
    Block,
    Card,
    Numeral,
    Row,
    Run,
    Table,
    clean,
    in_language,
    plain,
    text_of,
    with_addresses,
)
from articles.rendering.tree import Element, classes

Line = Callable[[Element], list[Run]]  # the text of an element, as one line
# The signs of how sure something is, which need no colour: those of certainty.css
_SIGNS = {
    "confirmed": "●",
    "reported": "◐",
    "probable": "◐",
    "unconfirmed": "○",
    "unidentified": "–",
    "unknown": "–",
}


def figures(figure: Element, line: Line) -> list[Block]:
    """Return large numerals, and the table with its notes and sources beneath."""
    numerals = [
        _numeral(item)
        for items in figure.find_class("overview__numerals")
        for item in items.iter("li")
    ]
    blocks: list[Block] = []
    if numerals:
        blocks.append({"type": "numerals", "items": numerals})
    tables = (_table(table, figure, line) for table in figure.iter("table"))
    return [*blocks, *tables]


def sign_of(element: Element) -> str:
    return next((_SIGNS[name] for name in classes(element) if name in _SIGNS), "")


def apart(lines: Iterable[list[Run]]) -> list[Run]:
    """Return lines as one; in Chinese, too, a space tells one from the next."""
    runs: list[Run] = []
    for line in filter(None, lines):
        runs += [*(plain("\u2002") if runs else []), *line]
    return runs


def cards(section: Element, line: Line) -> list[Block]:
    """Return the cases of a section as cards under its label, then its paragraphs.

    The label is a heading where the section is a part of a page of its own.
    """
    heads: list[Block] = []
    intro: list[Run] = []
    blocks: list[Block] = []
    facts: list[Block] = []
    for part in section:
        runs = line(part)
        if "cards" in classes(part):
            items = [_card(card, line) for card in part]
            blocks.append({"type": "cards", "items": items, "intro": intro})
        elif part.tag == "h2":
            heads.append({"type": "heading", "level": 2, "runs": runs})
        elif blocks:
            facts.append({"type": "paragraph", "runs": runs})
        elif "label" in classes(part):
            intro = [{**run, "bold": True} for run in runs]
        else:
            intro = [*intro, *plain("\n"), *runs]
    if facts:
        blocks.append({"type": "quote", "blocks": facts})
    return [*heads, *blocks]


def _numeral(item: Element) -> Numeral:
    value = item.find("b").text_content()
    # a label in another language than the text has an element of its own
    label = item.text_content().partition(value)[2]
    return {"value": clean(value), "label": clean(label).strip()}


def _table(table: Element, figure: Element, line: Line) -> Table:
    caption = figure.find("figcaption")
    rows: list[Row] = []
    for row in table.iterfind("tbody/tr"):
        # a row of its own over all columns would part a note from its figure
        if "overview__note" in classes(row) and rows:
            small: list[Run] = [{**run, "small": True} for run in line(row)]
            rows[-1]["cells"][0] += [*plain("\n"), *small]
        elif len(row) == 1:
            rows.append({"cells": [line(row[0])], "heading": True})
        else:
            rows.append({"cells": _cells(row, line)})
    return {
        "type": "table",
        "caption": plain(clean(caption.text_content()).strip()),
        "columns": ["start", "end", "end", "start"],
        "head": [
            cell for row in table.iterfind("thead/tr") for cell in _cells(row, line)
        ],
        "rows": rows,
        "foot": [
            with_addresses(line(part), " ") if part.tag == "li" else line(part)
            for notes in (*figure.find_class("notice"), *_colophons(figure))
            for part in notes.iter("p", "li")
        ],
    }


def _colophons(figure: Element) -> list[Element]:
    return list(figure.find_class("overview__colophon"))


def _cells(row: Element, line: Line) -> list[list[Run]]:
    """Return the cells; the marks of sources follow the label, not the number.

    Numbers of one column have to end at one edge.
    """
    label, number, *others = (line(cell) for cell in row)
    marks = [run for run in number if run.get("small")]
    bare = [run for run in number if not run.get("small") and run["text"].strip()]
    return [[*label, *(plain(" ") if marks else []), *marks], bare, *others]


def _card(card: Element, line: Line) -> Card:
    lines: dict[str, list[Run]] = {}
    for part in card:
        kind = next(iter(classes(part)), "text")
        if part.tag == "h3":
            kind = "title"
        elif part.get("lang"):
            kind = "second_title"
            lines[kind] = in_language(line(part), part.get("lang", ""))
            continue
        if kind == "certainty":
            # its grade, then the sources of that
            grade, *others = part
            lines[kind] = line(grade)
            lines["note"] = apart(line(other) for other in others)
        elif kind == "reason":
            lines["note"] = apart([lines.get("note", []), line(part)])
        elif kind == "meta" and kind in lines:
            lines["note"] = line(part)
        elif kind == "text" and kind in lines:
            lines[kind] = [*lines[kind], *plain("\n"), *line(part)]
        else:
            lines[kind] = [*lines.get(kind, []), *line(part)]
    return {
        "mark": text_of(lines.get("mark", [])) or sign_of(card),
        "title": lines.get("title", []),
        "second_title": lines.get("second_title", []),
        "meta": lines.get("meta", []),
        "text": lines.get("text", []),
        "certainty": text_of(lines.get("certainty", [])),
        "note": lines.get("note", []),
    }
