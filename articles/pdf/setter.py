"""The setter goes through a document, and gives each line a safe order and room."""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unicodedata import bidirectional
from urllib.parse import urljoin

from articles.pdf.blocks import (
    Block,
    Facts,
    Note,
    Paragraph,
    Picture,
    Run,
    Table,
    clean,
    linkable,
)
from articles.pdf.case_numbers import fits, split_at_numbers
from articles.pdf.columns import GAP, Columns, columns_of, is_long
from articles.pdf.long_words import letters_in, with_breaks
from articles.pdf.scripts import direction_of, script_of, typst_language

# Letters of a word that fit into a line: of a heading, the text, an item
HEADING_ROOM, ROOM, NARROW_ROOM = 42, 54, 44
USUAL_MEASURE = 38  # em of the text, for which these hold
# Isolates of Unicode: what is between them has an order of its own
LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
_LINE_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_HAN = re.compile("([\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]+)")


def file_name(place: int) -> str:
    """Return the name of a picture in the text, in the folder that typst reads."""
    return f"picture-{place}"


class Setter:
    """Goes through a document once, from its first line to its last."""

    def __init__(
        self, language: str, address: str, notes: list[Note], pictures: list[str]
    ) -> None:
        self.address = address
        self.script = script_of(language)
        self.language = language
        self.notes = {
            note["number"]: note["blocks"] for note in notes if note["blocks"]
        }
        self.pictures = pictures
        self.set_notes: set[int] = set()
        self.level = 1
        self.room = self.of_measure(ROOM)
        self.kept: dict[str, bool] = {}  # of a list: whether its items stay whole

    def blocks(self, blocks: Iterable[Block]) -> list[dict[str, Any]]:
        return [printed for block in blocks for printed in self.block(block)]

    def block(self, block: Block) -> list[dict[str, Any]]:
        match block["type"]:
            case "paragraph":
                return [self.paragraph(block)]
            case "heading":
                return self.heading(block["level"], block["runs"])
            case "list":
                with self.narrowed(self.of_measure(NARROW_ROOM)):
                    entries = [self.blocks(item) for item in block["items"]]
                return [{**block, "items": entries, **self.kept}] if entries else []
            case "quote":
                with self.narrowed(self.of_measure(NARROW_ROOM)):
                    return [{"type": "quote", "blocks": self.blocks(block["blocks"])}]
            case "code":
                text = with_breaks(clean(block["text"]), self.room)
                return [{"type": "code", "text": text}]
            case "table":
                return self.table(block)
            case "numerals":
                return [{**block}] if block["items"] else []
            case "cards":
                intro = self.line(block.get("intro", []))
                cards = [self.card({**card}) for card in block["items"]]
                return [{"type": "cards", "intro": intro, "items": cards}]
            case "facts":
                return self.facts(block)
            case "picture":
                return self.picture(block)
            case "rule":
                return [{"type": "rule"}]

    def narrowed(self, room: int) -> AbstractContextManager[None]:
        """Set the text that follows in lines of at most so many letters."""
        return self.in_lines_of(min(self.room, room))

    def of_measure(self, room: int) -> int:
        """Return how many letters fit where a usual line holds `room` of them."""
        return min(room, round(room * self.script["measure"] / USUAL_MEASURE))

    @contextmanager
    def in_lines_of(self, room: int) -> Iterator[None]:
        before, self.room = self.room, room
        yield
        self.room = before

    def paragraph(self, paragraph: Paragraph) -> dict[str, Any]:
        """A paragraph all in a language of the other direction has its direction."""
        runs = self.line(paragraph["runs"])
        spoken = {run.get("lang") for run in paragraph["runs"] if run["text"].strip()}
        language = spoken.pop() if len(spoken) == 1 else None
        direction = self.direction(direction_of(language)) if language else {}
        return {**paragraph, "runs": runs, **direction}

    def picture(self, picture: Picture) -> list[dict[str, Any]]:
        caption, alt = self.line(picture["caption"]), in_one_line(picture["alt"])
        if picture["source"] not in self.pictures:
            # words and credit are printed where the file is missing
            words = [{"text": f"[{alt}] "}] if alt else []
            return [{"type": "paragraph", "runs": [*words, *caption]}]
        file = file_name(self.pictures.index(picture["source"]))
        return [{"type": "picture", "file": file, "alt": alt, "caption": caption}]

    def facts(self, facts: Facts) -> list[dict[str, Any]]:
        with self.narrowed(self.of_measure(NARROW_ROOM)):
            items = [
                {
                    "label": self.line(fact["label"]),
                    "blocks": self.blocks(fact["blocks"]),
                }
                for fact in facts["items"]
            ]
        return [{"type": "facts", "items": items}] if items else []

    def heading(self, level: int, runs: list[Run]) -> list[dict[str, Any]]:
        """PDF/UA-1, 7.4.2: no level is passed over on the way down."""
        with self.narrowed(self.of_measure(HEADING_ROOM)):
            line = self.line(runs)
        if not line:
            return []
        self.level = max(2, min(level, self.level + 1))
        return [{"type": "heading", "level": self.level, "runs": line}]

    def table(self, table: Table) -> list[dict[str, Any]]:
        width = len(table["columns"])
        if not width or not table["rows"]:
            return []

        columns = columns_of(table, self.script)
        head = self.cells(table["head"], columns) if table["head"] else []
        rows = [
            {"heading": True, "cells": [self.line(cell) for cell in row["cells"]]}
            if row.get("heading", False)
            else {
                "heading": False,
                "cells": self.cells(row["cells"], columns),
                "breakable": is_long(row["cells"], columns),
            }
            for row in table["rows"]
        ]
        return [
            {
                "type": "table",
                "caption": self.line(table["caption"]),
                "columns": table["columns"],
                "widths": columns["widths"],
                "figures": columns["figures"],
                "scale": columns["scale"],
                "head": head,
                "rows": rows,
                "foot": [self.line(foot) for foot in table["foot"]],
            }
        ]

    def cells(self, cells: list[list[Run]], columns: Columns) -> list[Any]:
        """Return the cells of a row, an empty one where it has none."""
        printed: list[Any] = []
        for place, width in enumerate(columns["room"]):
            with self.narrowed(letters_in(width - GAP)):
                printed.append(self.line(cells[place]) if place < len(cells) else [])
        return printed

    def card(self, card: dict[str, Any]) -> dict[str, Any]:
        mark = clean(card["mark"])
        lines = ("title", "second_title", "meta", "text", "note")
        return {
            "mark": mark,
            "official": mark.isdecimal(),
            "certainty": clean(card.get("certainty", "")),
            **{name: self.line(card.get(name, [])) for name in lines},
        }

    def line(self, runs: Iterable[Run]) -> list[dict[str, Any]]:
        runs = [*runs]
        is_foreign = self.is_foreign("".join(run["text"] for run in runs))
        line: list[dict[str, Any]] = []
        for run in runs:
            if "note" in run:
                line += self.note(run["note"])
                continue
            href = run.get("href", "")
            address = linkable(urljoin(self.address, href)) if href else ""
            pieces = self.pieces(run if is_foreign else self.separated(run))
            if not address:
                line += pieces
            elif line and line[-1].get("href") == address:
                line[-1]["runs"] += pieces
            elif pieces:
                line.append({"href": address, "runs": pieces})
        if is_foreign:
            return [{"text": LEFT_TO_RIGHT}, *line, {"text": END}]
        return line

    def is_foreign(self, text: str) -> bool:
        """Return whether a line on a page from the right has no letter from there.

        It may be a text that nobody has translated yet.
        """
        if self.script["direction"] == "ltr":
            return False
        directions = {bidirectional(sign) for sign in text}
        return "L" in directions and not directions & {"R", "AL"}

    def ordered(self, text: str) -> str:
        return f"{LEFT_TO_RIGHT}{text}{END}" if self.is_foreign(text) else text

    def pieces(self, run: Run) -> list[dict[str, Any]]:
        text = clean(run["text"])
        if not self.is_of_other_direction(run):
            return self.named(text, run)
        start = RIGHT_TO_LEFT if self.script["direction"] == "ltr" else LEFT_TO_RIGHT
        words = text.strip()
        # a space within would stand at the far end of the words
        before, _words, after = text.partition(words)
        isolated = [{"text": start}, *self.named(words, run), {"text": END}]
        spaces = [{"text": space} for space in (before, after)]
        return [spaces[0], *isolated, spaces[1]] if words else [{"text": text}]

    def named(self, text: str, run: Run) -> list[dict[str, Any]]:
        """Name the language of Chinese words among others, for ears and faces."""
        named = ("text", "href", "lang")
        style = {key: value for key, value in run.items() if key not in named}
        pieces: list[dict[str, Any]] = []
        for place, words in enumerate(split_at_numbers(text)):
            if place % 2 and fits(words, self.room):
                whole = {**style, "whole": True, **self.direction("ltr")}
                pieces.append({"text": words, **whole, **self.tongue("zh-hans")})
            else:
                broken = with_breaks(words, self.room)
                pieces += self.in_tongues(broken, run.get("lang"), style)
        return pieces

    def separated(self, run: Run) -> Run:
        """Keep what a dot separates apart: a date would join a Latin name before it."""
        if self.script["direction"] == "ltr":
            return run
        dot = f"{RIGHT_TO_LEFT_MARK}·{RIGHT_TO_LEFT_MARK}"
        return {**run, "text": run["text"].replace("·", dot)}

    def is_of_other_direction(self, run: Run) -> bool:
        if run.get("code") or linkable(run["text"].strip()):
            return bool(self.direction("ltr"))
        language = run.get("lang")
        return language is not None and bool(self.direction(direction_of(language)))

    def in_tongues(
        self, text: str, language: str | None, style: dict[str, Any]
    ) -> list[dict[str, Any]]:
        if language is not None:
            return [{"text": text, **style, **tongue_of(language)}] if text else []
        if self.script["wide"]:
            return [{"text": text, **style}] if text else []
        return [
            {"text": part, **style, **(self.tongue("zh-hans") if place % 2 else {})}
            for place, part in enumerate(_HAN.split(text))
            if part
        ]

    def tongue(self, language: str) -> dict[str, str]:
        return {} if language == self.language else tongue_of(language)

    def direction(self, direction: str) -> dict[str, str]:
        """Return the direction of words, where it is not that of the text."""
        return {} if direction == self.script["direction"] else {"dir": direction}

    def note(self, number: int) -> list[dict[str, Any]]:
        if number not in self.notes:
            return [{"text": str(number), "raised": True}]
        if number in self.set_notes:
            return [{"note": number, "first": False}]
        self.set_notes.add(number)
        blocks = self.blocks(self.notes[number])
        return [{"note": number, "first": True, "blocks": blocks}]


def tongue_of(language: str) -> dict[str, str]:
    language, region = typst_language(language)
    return {"lang": language, "region": region} if region else {"lang": language}


def in_one_line(text: str) -> str:
    # other spaces stay: French sets narrow ones before its signs, where no line breaks
    return _LINE_SPACE.sub(" ", clean(text)).strip()
