"""A tree as Markdown (CommonMark, tables as GitHub has them)."""

import re
from collections.abc import Iterable

from articles.rendering.tree import Element, is_reference, make_absolute
from articles.rendering.unstyled import BLOCKS

_MARKUP = re.compile(r"([\\`*_~\[\]>|])")
# Not with a backslash, which some programs leave in front of a tag
_REFERENCE = re.compile(r"&(?=#?\w+;)")
# What would begin a list, a heading or a quotation at the start of a line
_LEADING = re.compile(r"^(?=[-+#=])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
_INDENT = " " * 4  # enough in every dialect for what belongs to an item
_SIGNS = {
    "b": "**", "strong": "**", "em": "*", "i": "*", "cite": "*", "del": "~~", "s": "~~",
}  # fmt: skip


def markdown_text(root: Element, page_url: str) -> str:
    """Return a tree, read as prose, as Markdown; `page_url` is its base."""
    for element in [*root.iter("a")]:
        if is_reference(element):
            element.tag, element.text = "span", f"[{element.text_content()}]"
    make_absolute(root, page_url)
    return "\n\n".join(_blocks(root))


def plain_line(text: str) -> str:
    """Return words without markup so that Markdown reads them as they are."""
    return _paragraph(_escaped(text))


def _blocks(parent: Element) -> list[str]:
    blocks: list[str] = []
    loose = _escaped(parent.text)
    for child in parent:
        if child.tag in BLOCKS:
            blocks += [_paragraph(loose), *_block(child)]
            loose = ""
        else:
            loose += _inline(child)
        loose += _escaped(child.tail)
    return [block for block in [*blocks, _paragraph(loose)] if block]


def _block(element: Element) -> list[str]:
    match element.tag:
        case "ul" | "ol":
            return [_list(element)]
        case "table":
            return [_table(element)]
        case "blockquote":
            return [_indented("\n\n".join(_blocks(element)), "> ", "> ")]
        case "pre":
            code = element.text_content().strip("\n")
            fence = _fence(code, 3)
            return [f"{fence}\n{code}\n{fence}"]
        case "hr":
            return ["---"]
        case "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption":
            # no heading: what an embed shows is no part of the text's outline
            return [f"**{_line(element)}**"]
        case _:
            return _blocks(element)


def _list(element: Element) -> str:
    items = [_blocks(item) for item in element.iterchildren("li")]
    between = "\n\n" if any(len(blocks) > 1 for blocks in items) else "\n"
    first = int(element.get("start") or 1)
    return between.join(
        _indented(
            "\n\n".join(blocks),
            f"{number}. " if element.tag == "ol" else "- ",
            _INDENT,
        )
        for number, blocks in enumerate(items, first)
    )


def _indented(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    rest = (f"{others}{line}".rstrip() for line in lines[1:])
    return "\n".join([f"{first}{lines[0]}", *rest])


def _table(table: Element) -> str:
    rows = [[_cell(cell) for cell in row] for row in table.iter("tr")]
    width = max(map(len, rows), default=0)
    lines = [_row([*cells, *[""] * (width - len(cells))]) for cells in rows]
    return "\n".join([*lines[:1], _row(["---"] * width), *lines[1:]])


def _cell(cell: Element) -> str:
    heads_rows = cell.get("scope") == "rowgroup"
    return f"**{_line(cell)}**" if heads_rows else _line(cell)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(element: Element) -> str:
    return " ".join(_inside(element).split())


def _inside(element: Element) -> str:
    pieces = [_escaped(element.text)]
    for child in element:
        pieces += [_inline(child), _escaped(child.tail)]
    return "".join(pieces)


def _inline(element: Element) -> str:
    if element.tag == "br":
        return "\n"
    if element.tag == "img":
        return f"![{_escaped(element.get('alt'))}]({element.get('src')})"
    if element.tag == "code":
        code = element.text_content()
        fence = _fence(code, 1)
        space = " " if code.startswith("`") or code.endswith("`") else ""
        return f"{fence}{space}{code}{space}{fence}"
    text = _inside(element)
    if element.tag == "a" and element.get("href"):
        return f"[{text.strip()}]({_destination(element.get('href'))})"
    sign = _SIGNS.get(element.tag, "") if text.strip() else ""
    return f"{sign}{text.strip()}{sign}" if sign else text


def _fence(code: str, least: int) -> str:
    """Return more backticks in a row than any that the code has."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    return "`" * max(least, longest + 1)


def _destination(address: str) -> str:
    return f"<{address}>" if re.search(r"[()\s]", address) else address


def _paragraph(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    return _LEADING.sub(r"\\", "  \n".join(lines))


def _escaped(text: str | None) -> str:
    words = _REFERENCE.sub("&amp;", _MARKUP.sub(r"\\\1", text or ""))
    return re.sub(r"\s+", " ", words.replace("<", "&lt;"))
