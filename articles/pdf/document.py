"""The document to print: an edition as data that the typst template reads."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, NotRequired, TypedDict

from articles.pdf.blocks import (
    Block,
    Note,
    Run,
    clean,
    with_addresses,
)
from articles.pdf.coverage import printable
from articles.pdf.long_words import with_breaks
from articles.pdf.scripts import is_cjk, script_of, typst_language
from articles.pdf.setter import NARROW_ROOM, Setter, in_one_line, tongue_of
from articles.presentation.description import shortened
from articles.rendering.wrapped_lines import joined_lines

# Letters of a word that fit into a line of the title
TITLE_ROOM = 26
IMPRINT_ROOM = 80  # of the small text at the end: a hash has 64
# characters of the title at the head of the pages that follow; of letters in squares
RUNNING_TITLE, RUNNING_SQUARES = 64, 32


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
    title = in_one_line(document["title"])
    longest = RUNNING_SQUARES if is_cjk(document["language"]) else RUNNING_TITLE
    # drafts have it in one line; a version of former times may not
    abstract = joined_lines(clean(document["abstract"]).strip(), document["language"])
    setter = Setter(
        document["language"],
        document["address"],
        document["notes"],
        [*document.get("pictures", {})],
    )
    language, region = typst_language(document["language"])
    picture = document["picture"]
    # in the order of the page: a note is printed on the page of its first mention
    head = {
        name: [setter.line(line) for line in document[name]]
        for name in ("byline", "takeaways")
    }
    with setter.in_lines_of(setter.of_measure(IMPRINT_ROOM)):
        imprint = [setter.line(line) for line in document["imprint"]]
    second_titles = [setter.line(line) for line in document.get("second_titles", [])]
    notices = [setter.line(line) for line in document.get("notices", [])]
    if document["takeaways"]:
        setter.level = 2
    body = setter.blocks(document["blocks"])
    setter.level = 2
    setter.kept = {"whole": True}
    sources = setter.blocks(_with_addresses(document["sources"]))
    return {
        **head,
        "imprint": imprint,
        "lang": language,
        "region": region,
        "script": script_of(document["language"]),
        "masthead": [
            {"text": name["text"], **tongue_of(name["lang"])}
            for name in document["masthead"]
        ],
        "kicker": in_one_line(document.get("kicker", "")),
        "title": title,
        "headline": setter.ordered(with_breaks(title, TITLE_ROOM)),
        "title_note": clean(document.get("title_note", "")),
        "running_title": setter.ordered(shortened(title, longest)),
        "abstract": abstract,
        "standfirst": setter.ordered(with_breaks(abstract, NARROW_ROOM)),
        "authors": [in_one_line(name) for name in document["authors"]],
        "dateline": in_one_line(document["dateline"]),
        "based_on": setter.line(document["based_on"]),
        "truth": setter.line(document["truth"]),
        "second_titles": second_titles,
        "notices": notices,
        "picture": picture
        and {
            "alt": in_one_line(picture["alt"]),
            "caption": setter.line(picture["caption"]),
        },
        "taken_down": clean(document.get("taken_down", "")),
        "blocks": body,
        "remark": clean(document.get("remark", "")),
        "sources": sources,
        "address": document["address"],
        "labels": document["labels"],
    }


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
