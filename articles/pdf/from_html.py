"""Sanitised HTML of an article, read into print blocks."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar, cast
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib

from articles.pdf.blocks import Block, Note, Row, Run, Table, Text, clean, linkable
from articles.pdf.spacing import LINE, tidy

Item = TypeVar("Item")

DEEPEST = 6  # quotes and lists within each other; what is deeper is printed flat
TALLEST = 80  # elements within each other; nothing that an editor writes comes near

_BLOCK_NAMES = (
    "address article aside blockquote details div dl dd dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
Style = Literal["bold", "italic", "code", "raised", "lowered", "struck"]
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
}
_FIGURE = frozenset("0123456789.,%±+−–-() \xa0")


def from_html(
    html: str,
    *,
    base_url: str,
    embeds: Sequence[list[Block]] = (),
    inline_embeds: Sequence[list[Run]] = (),
) -> Text:
    """Return the blocks and footnotes of sanitised HTML.

    `<div data-embed="N">` stands for `embeds[N]`, `<span data-embed="N">` for
    `inline_embeds[N]`. Addresses are made absolute with `base_url`. An element
    unknown here is passed over and its text printed: nothing gets lost.
    """
    root = _parsed(html)
    if _is_too_tall(root):
        runs = tidy([_run("".join(root.itertext()))])
        return {"blocks": [{"type": "paragraph", "runs": runs}], "notes": []}
    return _Reader(base_url, embeds, inline_embeds).read(root)


def named_lines(html: str, *, base_url: str) -> dict[str, list[list[Run]]]:
    """Return what each `<p class="name">` says, by its name."""
    reader = _Reader(base_url, (), ())
    lines: dict[str, list[list[Run]]] = {}
    for paragraph in _parsed(html).iter("p"):
        runs = tidy(reader.inner(paragraph))
        if runs:
            lines.setdefault(paragraph.get("class", ""), []).append(runs)
    return lines


class _Reader:
    def __init__(
        self,
        base_url: str,
        embeds: Sequence[list[Block]],
        inline_embeds: Sequence[list[Run]],
    ) -> None:
        self.base_url = base_url
        self.embeds = embeds
        self.inline_embeds = inline_embeds
        self.numbers: dict[str, int] = {}

    def read(self, root: Element) -> Text:
        asides = [aside for aside in root.iter("div") if "footnote" in _classes(aside)]
        items = [item for aside in asides for item in aside.iter("li")]
        for number, item in enumerate(items, 1):
            self.numbers[item.get("id", "")] = number
        notes: list[Note] = []
        for number, item in enumerate(items, 1):
            notes.append({"number": number, "blocks": self.blocks(item)})
        return {"blocks": self.blocks(root, skip=frozenset(asides)), "notes": notes}

    def blocks(
        self, parent: Element, depth: int = 0, skip: frozenset[Element] = frozenset()
    ) -> list[Block]:
        """Return what an element holds; loose text becomes a paragraph."""
        found: list[Block] = []
        loose: list[Run] = [_run(parent.text)]

        def close() -> None:
            runs = tidy(loose)
            if runs:
                found.append({"type": "paragraph", "runs": runs})
            loose.clear()

        for child in parent:
            if child in skip:
                pass
            elif child.tag in _BLOCKS:
                close()
                found += self.block(child, depth, skip)
            else:
                loose += self.runs(child)
            loose.append(_run(child.tail))
        close()
        return found

    def block(
        self, element: Element, depth: int, skip: frozenset[Element]
    ) -> list[Block]:
        tag = str(element.tag)
        embed = element.get("data-embed")
        if embed is not None:
            return list(_at(self.embeds, embed))
        if re.fullmatch("h[1-6]", tag):
            level = min(max(int(tag[1]), 2), 4)
            runs = tidy(self.inner(element))
            return [{"type": "heading", "level": level, "runs": runs}] if runs else []
        if tag == "hr":
            return [{"type": "rule"}]
        if tag == "pre":
            text = clean("".join(element.itertext())).strip("\n")
            return [{"type": "code", "text": text}]
        if tag == "table":
            table = self.table(element)
            return [table] if table["columns"] else []
        if tag in ("ul", "ol") and depth < DEEPEST:
            return self.itemised(element, depth)
        if tag == "blockquote" and depth < DEEPEST:
            return [{"type": "quote", "blocks": self.blocks(element, depth + 1)}]
        return self.blocks(element, depth, skip)

    def itemised(self, element: Element, depth: int) -> list[Block]:
        items = [self.blocks(item, depth + 1) for item in element if item.tag == "li"]
        if not items:
            return []
        start = element.get("start", "")
        if element.tag == "ol" and start.isdecimal() and len(start) < 7:
            return [
                {"type": "list", "ordered": True, "items": items, "start": int(start)}
            ]
        return [{"type": "list", "ordered": element.tag == "ol", "items": items}]

    def table(self, element: Element) -> Table:
        caption = element.find("caption")
        head: list[list[Run]] = []
        rows: list[Row] = []
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            printed = [tidy(self.inner(cell)) for cell in cells]
            if not head and not rows and all(cell.tag == "th" for cell in cells):
                head = printed
            elif printed:
                rows.append({"cells": printed})
        width = max([len(head), *(len(row["cells"]) for row in rows)])
        return {
            "type": "table",
            "caption": tidy(self.inner(caption)) if caption is not None else [],
            "columns": [_side(element, rows, column) for column in range(width)],
            "head": head,
            "rows": rows,
            "foot": [],
        }

    def inner(self, element: Element) -> list[Run]:
        found = [_run(element.text)]
        for child in element:
            found += self.runs(child)
            found.append(_run(child.tail))
        return found

    def runs(self, element: Element) -> list[Run]:
        """Return an element within a line, its style laid on all it holds."""
        embed = element.get("data-embed")
        if embed is not None:
            return list(_at(self.inline_embeds, embed))
        if element.tag == "br":
            return [{"text": LINE}]
        if element.tag == "img":
            return [_run(element.get("alt"))]
        if element.tag == "a":
            return self.link(element)
        reference = element.find("a[@class='footnote-ref']")
        if element.tag == "sup" and reference is not None:
            return self.link(reference)
        found = self.inner(element)
        if element.tag == "q":
            found = [_run("“"), *found, _run("”")]
        style = _STYLES.get(str(element.tag))
        lang = element.get("lang", "")
        for run in found:
            if style:
                run[style] = True
            if lang and "lang" not in run:
                run["lang"] = lang
        return found

    def link(self, element: Element) -> list[Run]:
        classes, href = _classes(element), element.get("href", "")
        if "footnote-backref" in classes:
            return []
        number = self.numbers.get(href.partition("#")[2])
        if "footnote-ref" in classes and number:
            return [{"text": "", "note": number}]
        found, address = self.inner(element), linkable(urljoin(self.base_url, href))
        for run in found:
            if address and href:
                run["href"] = address
        return found


def _parsed(html: str) -> Element:
    return cast(
        Element,
        html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False),
    )


def _is_too_tall(root: Element) -> bool:
    level = [root]
    for _ in range(TALLEST):
        level = [child for element in level for child in element]
    return bool(level)


def _run(text: str | None) -> Run:
    return {"text": clean(text or "")}


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _at(items: Sequence[list[Item]], number: str) -> list[Item]:
    place = int(number) if number.isdecimal() and len(number) < 7 else len(items)
    return items[place] if place < len(items) else []


def _side(table: Element, rows: Iterable[Row], column: int) -> Literal["start", "end"]:
    """Set a column at its end where the writer did, or where it holds figures only."""
    for cell in table.findall(f".//tr/*[{column + 1}]"):
        if "right" in _classes(cell):
            return "end"
    texts = [
        "".join(run["text"] for run in row["cells"][column])
        for row in rows
        if column < len(row["cells"])
    ]
    figures = [any(map(str.isdigit, text)) and set(text) <= _FIGURE for text in texts]
    return "end" if figures and all(figures) else "start"
