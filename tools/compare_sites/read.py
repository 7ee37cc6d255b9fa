"""The words, links and data in each kind of body, as lines to compare."""

import csv
import io
import json
import re
import zlib
from collections.abc import Callable, Iterable
from typing import Any

import lxml.etree
import lxml.html
from pypdf import PdfReader

from .store import Page, plain_name, without_hashes

_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_SPOKEN = ("alt", "aria-label", "placeholder", "title", "value", "label")
_LINKED = ("href", "src", "action", "formaction", "srcset", "cite")
_WORD = re.compile(r"[^\s，。；：、？！]+[，。；：、？！]*|[，。；：、？！]+")
_WORDY = ("title", "description", "summary", "content", "encoded")


def read(page: Page) -> dict[str, list[str]]:
    """Return the content of a body in lines, by part."""
    return _READERS.get(page.kind, _read_other)(page)


def _read_html(page: Page) -> dict[str, list[str]]:
    return _read_markup(lxml.html.document_fromstring(page.text or "<p>"))


def _read_markup(tree: Any) -> dict[str, list[str]]:
    links: list[str] = []
    machines: list[str] = []
    data: list[str] = []
    for element in tree.iter(lxml.etree.Element):
        kind = [element.tag, element.get("rel"), element.get("hreflang")]
        links += [
            " ".join([*filter(None, kind), plain_name(element.get(name))])
            for name in _given(element, _LINKED)
        ]
        machines += [
            f"{name}={element.get(name)}" for name in _given(element, ("lang", "dir"))
        ]
        if element.tag == "meta":
            machines.append(" ".join(f"{k}={v}" for k, v in sorted(element.items())))
        elif element.tag == "script":
            data += _json_lines(element.text or "")
    pieces: list[str] = []
    _speak(tree, pieces)
    return {
        "words": _words("".join(pieces)),
        "links": sorted(links),
        "for machines": sorted(machines),
        "structured data": data,
    }


def _words(text: str) -> list[str]:
    # Chinese has no spaces: its words are cut at punctuation
    return _WORD.findall(text)


def _given(element: Any, names: Iterable[str]) -> list[str]:
    """Return those of these attributes that are not empty."""
    return [name for name in names if element.get(name)]


def _speak(element: Any, pieces: list[str]) -> None:
    """Collect the text that is read or heard, with a space where a line may end."""
    silent = not isinstance(element.tag, str) or element.tag in ("script", "style")
    if not silent:
        space = "" if element.tag in _INLINE else " "
        pieces.append(space)
        if element.get("type") != "hidden":
            pieces += [f" [{element.get(name)}] " for name in _given(element, _SPOKEN)]
        pieces.append(element.text or "")
        for child in element:
            _speak(child, pieces)
        pieces.append(space)
    pieces.append(element.tail or "")


def _read_feed(page: Page) -> dict[str, list[str]]:
    """Return ids, links and dates of a feed unchanged, and words of the rest."""
    parts: dict[str, list[str]] = {"ids, links, dates": []}
    for element in lxml.etree.fromstring(page.body).iter(lxml.etree.Element):
        text = (element.text or "").strip()
        attributes = [f"{key}={value}" for key, value in sorted(element.items())]
        if element.tag.rpartition("}")[2] not in _WORDY:
            attributes.append(text)
        elif text:
            markup = lxml.html.fragment_fromstring(text, create_parent="div")
            for part, lines in _read_markup(markup).items():
                parts.setdefault(part, []).extend(lines)
        parts["ids, links, dates"].append(" ".join([element.tag, *attributes]))
    return parts


def _read_sitemap(page: Page) -> dict[str, list[str]]:
    tree = lxml.etree.fromstring(page.body)
    return {
        "lines": [
            " ".join([element.tag, *map(str, element.values()), element.text or ""])
            for element in tree.iter(lxml.etree.Element)
        ]
    }


def _read_json(page: Page) -> dict[str, list[str]]:
    return {"json": _json_lines(page.text)}


def _json_lines(text: str) -> list[str]:
    try:
        return json.dumps(json.loads(text), indent=1, ensure_ascii=False).splitlines()
    except ValueError:
        return text.splitlines()


def _read_csv(page: Page) -> dict[str, list[str]]:
    return {"rows": [json.dumps(row) for row in csv.reader(io.StringIO(page.text))]}


def _read_pdf(page: Page) -> dict[str, list[str]]:
    reader = PdfReader(io.BytesIO(page.body))
    text = "\n".join(sheet.extract_text() for sheet in reader.pages)
    facts = [f"{key} {value}" for key, value in sorted((reader.metadata or {}).items())]
    return {"words": _words(text), "for machines": facts}


def _read_static(page: Page) -> dict[str, list[str]]:
    if page.content_type.startswith(("text/", "application/javascript")):
        return {"lines": without_hashes(page.text).splitlines()}
    return _read_other(page)


def _read_other(page: Page) -> dict[str, list[str]]:
    """Return the lines of a text, and of anything else its length and checksum."""
    try:
        return {"lines": page.body.decode().splitlines()}
    except UnicodeDecodeError:
        return {"lines": [f"{len(page.body)} bytes, {zlib.crc32(page.body)}"]}


_READERS: dict[str, Callable[[Page], dict[str, list[str]]]] = {
    "html": _read_html,
    "feed": _read_feed,
    "sitemap": _read_sitemap,
    "json": _read_json,
    "csv": _read_csv,
    "pdf": _read_pdf,
    "static file": _read_static,
}
