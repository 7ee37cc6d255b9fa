"""The document to print: an edition as data that the typst template reads."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, NotRequired, TypedDict
from urllib.parse import urljoin

from articles.pdf.blocks import (
    Block,
    Facts,
    Note,
    Picture,
    Run,
    Table,
    clean,
    linkable,
    with_addresses,
)
from articles.pdf.columns import GAP, Columns, columns_of
from articles.pdf.coverage import printable
from articles.pdf.long_words import letters_in, with_breaks
from articles.pdf.scripts import is_cjk, script_of, typst_language
from articles.presentation.description import shortened
from articles.rendering.wrapped_lines import joined_lines

# Letters of a word that fit into a line: of the title, a heading, the text, an item
TITLE_ROOM, HEADING_ROOM, ROOM, NARROW_ROOM = 26, 42, 54, 44
IMPRINT_ROOM = 80  # of the small text at the end: a hash has 64
RUNNING_TITLE = 64  # characters of the title at the head of the pages that follow
_HAN = re.compile("([\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]+)")


class Name(TypedDict):
    text: str
    lang: str


class PrintedPicture(TypedDict):
    """`caption` is description, credit and licence, already worded."""

    content: bytes
    alt: str
    caption: list[Run]


class Labels(TypedDict):
    """Fixed words in the document's language; `page` holds {page} and {pages}."""

    takeaways: str
    sources: str
    version: str
    page: str


class PrintedDocument(TypedDict):
    """All that a PDF prints, worded by the caller; nothing is looked up here.

    `pictures` are the files of the pictures in the text, by their addresses.
    """

    language: str
    masthead: list[Name]
    kicker: NotRequired[str]
    title: str
    second_titles: NotRequired[list[list[Run]]]
    title_note: NotRequired[str]
    abstract: str
    authors: list[str]
    byline: list[list[Run]]
    dateline: str
    based_on: list[Run]
    truth: list[Run]
    notices: NotRequired[list[list[Run]]]
    takeaways: list[list[Run]]
    picture: PrintedPicture | None
    taken_down: NotRequired[str]
    pictures: NotRequired[dict[str, bytes]]
    blocks: list[Block]
    notes: list[Note]
    remark: NotRequired[str]
    sources: list[Block]
    imprint: list[list[Run]]
    address: str
    published_at: dt.datetime
    labels: Labels


def template_data(document: PrintedDocument) -> dict[str, Any]:
    """Return the JSON that the template prints: cleaned, numbered, in safe order."""
    document = printable(document)
    # drafts have it in one line; a version of former times may not
    abstract = joined_lines(clean(document["abstract"]).strip(), document["language"])
    setter = _Setter(document)
    language, region = typst_language(document["language"])
    picture = document["picture"]
    # in the order of the page: a note is printed on the page of its first mention
    head = {
        name: [setter.line(line) for line in document[name]]
        for name in ("byline", "takeaways")
    }
    with setter.in_lines_of(IMPRINT_ROOM):
        imprint = [setter.line(line) for line in document["imprint"]]
    second_titles = [setter.line(line) for line in document.get("second_titles", [])]
    notices = [setter.line(line) for line in document.get("notices", [])]
    if document["takeaways"]:
        setter.level = 2
    body = setter.blocks(document["blocks"])
    setter.level = 2
    sources = setter.blocks(_with_addresses(document["sources"]))
    return {
        **head,
        "imprint": imprint,
        "lang": language,
        "region": region,
        "script": script_of(document["language"]),
        "masthead": [
            {"text": name["text"], **_tongue(name["lang"])}
            for name in document["masthead"]
        ],
        "kicker": _inline(document.get("kicker", "")),
        "title": _inline(document["title"]),
        "headline": with_breaks(_inline(document["title"]), TITLE_ROOM),
        "title_note": clean(document.get("title_note", "")),
        "running_title": shortened(_inline(document["title"]), RUNNING_TITLE),
        "abstract": abstract,
        "standfirst": with_breaks(abstract, NARROW_ROOM),
        "authors": [_inline(name) for name in document["authors"]],
        "dateline": _inline(document["dateline"]),
        "based_on": setter.line(document["based_on"]),
        "truth": setter.line(document["truth"]),
        "second_titles": second_titles,
        "notices": notices,
        "picture": picture
        and {
            "alt": _inline(picture["alt"]),
            "caption": setter.line(picture["caption"]),
        },
        "taken_down": clean(document.get("taken_down", "")),
        "blocks": body,
        "remark": clean(document.get("remark", "")),
        "sources": sources,
        "address": document["address"],
        "labels": document["labels"],
    }


def file_name(place: int) -> str:
    """Return the name of a picture in the text, in the folder that typst reads."""
    return f"picture-{place}"


class _Setter:
    """Goes through a document once, from its first line to its last."""

    def __init__(self, document: PrintedDocument) -> None:
        self.address = document["address"]
        self.script = script_of(document["language"])
        self.cjk = is_cjk(document["language"])
        self.notes = {
            note["number"]: note["blocks"]
            for note in document["notes"]
            if note["blocks"]
        }
        self.pictures = [*document.get("pictures", {})]
        self.set_notes: set[int] = set()
        self.level = 1
        self.room = ROOM

    def blocks(self, blocks: Iterable[Block]) -> list[dict[str, Any]]:
        return [printed for block in blocks for printed in self.block(block)]

    def block(self, block: Block) -> list[dict[str, Any]]:
        match block["type"]:
            case "paragraph":
                return [{**block, "runs": self.line(block["runs"])}]
            case "heading":
                return self.heading(block["level"], block["runs"])
            case "list":
                with self.narrowed(NARROW_ROOM):
                    entries = [self.blocks(item) for item in block["items"]]
                return [{**block, "items": entries}] if entries else []
            case "quote":
                with self.narrowed(NARROW_ROOM):
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
        """Set what follows in lines of at most so many letters."""
        return self.in_lines_of(min(self.room, room))

    @contextmanager
    def in_lines_of(self, room: int) -> Iterator[None]:
        before, self.room = self.room, room
        yield
        self.room = before

    def picture(self, picture: Picture) -> list[dict[str, Any]]:
        caption, alt = self.line(picture["caption"]), _inline(picture["alt"])
        if picture["source"] not in self.pictures:
            # words and credit are printed where the file is missing
            words = [{"text": f"[{alt}] "}] if alt else []
            return [{"type": "paragraph", "runs": [*words, *caption]}]
        file = file_name(self.pictures.index(picture["source"]))
        return [{"type": "picture", "file": file, "alt": alt, "caption": caption}]

    def facts(self, facts: Facts) -> list[dict[str, Any]]:
        with self.narrowed(NARROW_ROOM):
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
        with self.narrowed(HEADING_ROOM):
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
            else {"heading": False, "cells": self.cells(row["cells"], columns)}
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
        line: list[dict[str, Any]] = []
        for run in runs:
            if "note" in run:
                line += self.note(run["note"])
                continue
            href = run.get("href", "")
            address = linkable(urljoin(self.address, href)) if href else ""
            pieces = self.pieces(run)
            if not address:
                line += pieces
            elif line and line[-1].get("href") == address:
                line[-1]["runs"] += pieces
            elif pieces:
                line.append({"href": address, "runs": pieces})
        return line

    def pieces(self, run: Run) -> list[dict[str, Any]]:
        """Name the language of Chinese words among others, for ears and faces."""
        named = ("text", "href", "lang")
        style = {key: value for key, value in run.items() if key not in named}
        text = with_breaks(clean(run["text"]), self.room)
        if "lang" in run:
            return [{"text": text, **style, **_tongue(run["lang"])}] if text else []
        if self.cjk:
            return [{"text": text, **style}] if text else []
        return [
            {"text": part, **style, **(_tongue("zh-hans") if place % 2 else {})}
            for place, part in enumerate(_HAN.split(text))
            if part
        ]

    def note(self, number: int) -> list[dict[str, Any]]:
        if number not in self.notes:
            return [{"text": str(number), "raised": True}]
        if number in self.set_notes:
            return [{"note": number, "first": False}]
        self.set_notes.add(number)
        blocks = self.blocks(self.notes[number])
        return [{"note": number, "first": True, "blocks": blocks}]


def _tongue(language: str) -> dict[str, str]:
    language, region = typst_language(language)
    return {"lang": language, "region": region} if region else {"lang": language}


def _inline(text: str) -> str:
    return " ".join(clean(text).split())


def _with_addresses(blocks: Iterable[Block]) -> list[Block]:
    printed: list[Block] = []
    for block in blocks:
        if block["type"] == "list":
            items = [_with_addresses(item) for item in block["items"]]
            printed.append({**block, "items": items})
        elif block["type"] == "paragraph":
            runs = with_addresses(block["runs"], "\n")
            printed.append({"type": "paragraph", "runs": runs})
        else:
            printed.append(block)
    return printed
