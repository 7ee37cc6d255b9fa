"""The tree of an article's HTML, read into print blocks."""

import re
from collections.abc import Iterable
from typing import Literal
from urllib.parse import unquote, urljoin

from django.utils.translation import pgettext

from articles.pdf.blocks import (
    Block,
    Facts,
    Note,
    Row,
    Run,
    Table,
    Text,
    clean,
    in_language,
    linkable,
)
from articles.pdf.embeds import apart, cards, figures, sign_of
from articles.pdf.spacing import LINE, tidy
from articles.rendering.tree import Element, classes, is_reference, parse
from articles.rendering.unstyled import BLOCKS, drop_decoration

DEEPEST = 6  # quotes and lists within each other; what is deeper is printed flat

Style = Literal["bold", "italic", "code", "raised", "lowered", "struck", "small"]
_STYLES: dict[str, Style] = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "cite": "italic",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "sup": "raised",
    "sub": "lowered",
    "del": "struck",
    "s": "struck",
    "small": "small",
}
_FIGURE = frozenset("0123456789.,%±+−–-() \xa0")


def from_html(html: str, *, base_url: str) -> Text:
    """Return the blocks and footnotes of sanitised HTML.

    Addresses are made absolute with `base_url`. An element unknown here is passed over
    and its text printed: nothing gets lost.
    """
    return from_tree(parse(html), base_url=base_url)


def from_tree(root: Element, *, base_url: str) -> Text:
    return Reader(base_url).read(drop_decoration(root))


def named_lines(root: Element, *, base_url: str) -> dict[str, list[list[Run]]]:
    """Return the lines of each `<p class="name">`, by its name."""
    reader = Reader(base_url)
    lines: dict[str, list[list[Run]]] = {}
    for paragraph in root.iter("p"):
        line = reader.line(paragraph)
        if line:
            lines.setdefault(paragraph.get("class", ""), []).append(line)
    return lines


class Reader:
    """Reads elements as blocks and as runs; notes have to be read first."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.numbers: dict[str, int] = {}
        self.referred: set[int] = set()

    def read(self, root: Element) -> Text:
        asides = [aside for aside in root.iter("div") if "footnote" in classes(aside)]
        items = {
            number: item
            for aside in asides
            for ordered in aside.findall("ol")
            for number, item in enumerate(ordered.findall("li"), _start(ordered) or 1)
        }
        for number, item in items.items():
            self.numbers[item.get("id", "")] = number
        notes: list[Note] = [
            {"number": number, "blocks": self.blocks(item)}
            for number, item in items.items()
        ]
        blocks = self.blocks(root, skip=frozenset(asides))
        # a note is printed where a text refers to it; the others after the text
        for note in notes:
            if note["number"] not in self.referred:
                blocks.append(
                    {
                        "type": "list",
                        "ordered": True,
                        "items": [note["blocks"]],
                        "start": note["number"],
                    }
                )
        return {"blocks": blocks, "notes": notes}

    def blocks(
        self, parent: Element, depth: int = 0, skip: frozenset[Element] = frozenset()
    ) -> list[Block]:
        blocks: list[Block] = []
        loose: list[Run] = [_run(parent.text)]

        def close() -> None:
            runs = tidy(loose)
            if runs:
                blocks.append({"type": "paragraph", "runs": runs})
            loose.clear()

        for child in parent:
            if child in skip:
                pass
            elif child.tag in BLOCKS:
                close()
                blocks += self.block(child, depth, skip)
            else:
                loose += self.runs(child)
            loose.append(_run(child.tail))
        close()
        return blocks

    def block(
        self, element: Element, depth: int, skip: frozenset[Element]
    ) -> list[Block]:
        tag = str(element.tag)
        if "overview" in classes(element):
            return figures(element, self.line)
        if "cases" in classes(element):
            return cards(element, self.line)
        if tag == "dl" and "facts" in classes(element):
            return [self.facts(element)]
        if tag == "p" and "certainty" in classes(element):
            # one without a sign of its own is unconfirmed, as in certainty.css
            sign = sign_of(element) or "○"
            parts = apart(tidy(self.runs(child)) for child in element)
            runs = parts or self.line(element)
            return [{"type": "paragraph", "runs": runs, "part": "remark", "sign": sign}]
        if "native" in classes(element):
            return self.second(element)
        if tag == "p" and element.get("lang"):
            runs = in_language(self.line(element), element.get("lang", ""))
            return [{"type": "paragraph", "runs": runs}] if runs else []
        if re.fullmatch("h[1-6]", tag):
            level = min(max(int(tag[1]), 2), 4)
            runs = self.line(element)
            return [{"type": "heading", "level": level, "runs": runs}] if runs else []
        if tag == "figure" and "picture" in classes(element):
            return self.picture(element)
        if tag == "hr":
            return [{"type": "rule"}]
        if tag == "pre":
            text = clean(element.text_content()).strip("\n")
            return [{"type": "code", "text": text}]
        if tag == "table":
            table = self.table(element)
            return [table] if table["columns"] else []
        if tag in ("ul", "ol") and depth < DEEPEST:
            return self.itemised(element, depth)
        if tag == "blockquote" and depth < DEEPEST:
            return [{"type": "quote", "blocks": self.blocks(element, depth + 1)}]
        return self.blocks(element, depth, skip)

    def picture(self, element: Element) -> list[Block]:
        image, caption = element.find(".//img"), element.find("figcaption")
        return [
            {
                "type": "picture",
                "source": image.get("src", ""),
                "alt": image.get("alt", ""),
                "caption": self.line(caption) if caption is not None else [],
            }
        ]

    def facts(self, element: Element) -> Facts:
        return {
            "type": "facts",
            "items": [
                {"label": self.line(row.find("dt")), "blocks": self.blocks(description)}
                for row in element.findall("div")
                for description in row.findall("dd")
            ],
        }

    def second(self, element: Element) -> list[Block]:
        """Return a text in the second language, whose element names the language."""
        paragraphs = [self.line(paragraph) for paragraph in element.iter("p")]
        return [
            {
                "type": "paragraph",
                "runs": in_language(runs, element.get("lang", "")),
                "part": "second",
            }
            for runs in paragraphs
        ]

    def itemised(self, element: Element, depth: int) -> list[Block]:
        items = [self.blocks(item, depth + 1) for item in element if item.tag == "li"]
        if not items:
            return []
        start = _start(element)
        if element.tag == "ol" and start is not None:
            return [{"type": "list", "ordered": True, "items": items, "start": start}]
        return [{"type": "list", "ordered": element.tag == "ol", "items": items}]

    def table(self, element: Element) -> Table:
        caption = element.find("caption")
        head: list[list[Run]] = []
        rows: list[Row] = []
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            printed = [self.line(cell) for cell in cells]
            if not head and not rows and all(cell.tag == "th" for cell in cells):
                head = printed
            elif printed:
                rows.append({"cells": printed})
        width = max([len(head), *(len(row["cells"]) for row in rows)])
        return {
            "type": "table",
            "caption": self.line(caption) if caption is not None else [],
            "columns": [_side(element, rows, column) for column in range(width)],
            "head": head,
            "rows": rows,
            "foot": [],
        }

    def line(self, element: Element) -> list[Run]:
        return tidy(self.inner(element))

    def inner(self, element: Element) -> list[Run]:
        runs = [_run(element.text)]
        for child in element:
            runs += self.runs(child)
            runs.append(_run(child.tail))
        return runs

    def runs(self, element: Element) -> list[Run]:
        """Return an element within a line, its style laid on all it holds."""
        if element.tag == "br":
            return [{"text": LINE}]
        if element.tag == "img":
            return [_run(element.get("alt"))]
        if element.tag == "a":
            return self.link(element)
        reference = element.find("a[@class='footnote-ref']")
        if element.tag == "sup" and reference is not None:
            return self.link(reference)
        runs = self.inner(element)
        if element.tag == "q":
            # Translators: Only quotation marks round words that somebody said.
            marks = pgettext("a quotation", "“%(words)s”")
            opening, _words, closing = marks.partition("%(words)s")
            runs = [_run(opening), *runs, _run(closing)]
        style = _STYLES.get(str(element.tag))
        language = element.get("lang", "")
        for run in runs:
            if style:
                run[style] = True
            if language and "lang" not in run:
                run["lang"] = language
        return runs

    def link(self, element: Element) -> list[Run]:
        names, href = classes(element), element.get("href", "")
        if "footnote-backref" in names:
            return []
        number = self.numbers.get(unquote(href.partition("#")[2]))
        if "footnote-ref" in names and number:
            self.referred.add(number)
            return [{"text": "", "note": number}]
        runs, address = self.inner(element), linkable(urljoin(self.base_url, href))
        # to a source in a list on the same sheet: paper has nothing to follow
        if is_reference(element):
            return [_run(f"[{element.text_content()}]")]
        for run in runs:
            if address and href:
                run["href"] = address
        return runs


def _start(ordered: Element) -> int | None:
    """Return the number that a list begins with, if it names one."""
    start = ordered.get("start", "")
    return int(start) if start.isdecimal() and len(start) < 7 else None


def _run(text: str | None) -> Run:
    return {"text": clean(text or "")}


def _side(table: Element, rows: Iterable[Row], column: int) -> Literal["start", "end"]:
    """Set a column at its end where the writer did, or where it holds figures only."""
    for cell in table.findall(f".//tr/*[{column + 1}]"):
        if {"right", "n"} & {*classes(cell)}:
            return "end"
    texts = [
        "".join(run["text"] for run in row["cells"][column])
        for row in rows
        if column < len(row["cells"])
    ]
    figures = [any(map(str.isdigit, text)) and set(text) <= _FIGURE for text in texts]
    return "end" if figures and all(figures) else "start"
