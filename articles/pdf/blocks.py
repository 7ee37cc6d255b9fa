"""Print blocks: the text of an article as plain data, which the PDF is set from."""

import re
from collections.abc import Iterable
from typing import Literal, NotRequired, TypedDict

# What a reader could not see, or a file may not hold: control characters,
# surrogates, noncharacters, the bidirectional overrides that hide what a text says
_UNPRINTABLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e]"
)
# Only these may become a live link on paper
_LINKABLE = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{}|]{1,1990}", re.IGNORECASE)


class Run(TypedDict):
    """A stretch of text in one style; `note` is the number of a footnote."""

    text: str
    bold: NotRequired[bool]
    italic: NotRequired[bool]
    code: NotRequired[bool]
    raised: NotRequired[bool]
    lowered: NotRequired[bool]
    struck: NotRequired[bool]
    small: NotRequired[bool]
    href: NotRequired[str]
    note: NotRequired[int]
    lang: NotRequired[str]


class Heading(TypedDict):
    type: Literal["heading"]
    level: int
    runs: list[Run]


class Paragraph(TypedDict):
    """A paragraph; `sign` stands before it and shows how sure a fact is.

    `second` is a text repeated in the second language, `remark` one beside a text.
    """

    type: Literal["paragraph"]
    runs: list[Run]
    part: NotRequired[Literal["second", "remark"]]
    sign: NotRequired[str]


class List(TypedDict):
    type: Literal["list"]
    ordered: bool
    items: list[list["Block"]]
    start: NotRequired[int]


class Quote(TypedDict):
    type: Literal["quote"]
    blocks: list["Block"]


class Code(TypedDict):
    type: Literal["code"]
    text: str


class Row(TypedDict):
    """A row of a table; a heading names the rows that follow it."""

    cells: list[list[Run]]
    heading: NotRequired[bool]


class Table(TypedDict):
    type: Literal["table"]
    caption: list[Run]
    columns: list[Literal["start", "end"]]
    head: list[list[Run]]
    rows: list[Row]
    foot: list[list[Run]]


class Numeral(TypedDict):
    value: str
    label: str


class Numerals(TypedDict):
    """A few large figures, each with its label."""

    type: Literal["numerals"]
    items: list[Numeral]


class Card(TypedDict):
    """A case in a list: `mark` is its official number, or the shape of certainty.

    `certainty` says in words how sure its place in the list is, `note` why.
    """

    mark: str
    title: list[Run]
    second_title: NotRequired[list[Run]]
    meta: NotRequired[list[Run]]
    text: NotRequired[list[Run]]
    certainty: NotRequired[str]
    note: NotRequired[list[Run]]


class Cards(TypedDict):
    type: Literal["cards"]
    items: list[Card]
    intro: NotRequired[list[Run]]


class Fact(TypedDict):
    label: list[Run]
    blocks: list["Block"]


class Facts(TypedDict):
    """Facts of a record, each under the label that says which it is."""

    type: Literal["facts"]
    items: list[Fact]


class Picture(TypedDict):
    """A picture in the text; `source` is its address, `caption` has the credit."""

    type: Literal["picture"]
    source: str
    alt: str
    caption: list[Run]


class Rule(TypedDict):
    type: Literal["rule"]


Block = (
    Heading
    | Paragraph
    | List
    | Quote
    | Code
    | Table
    | Numerals
    | Cards
    | Facts
    | Picture
    | Rule
)


class Note(TypedDict):
    """A footnote, by the number that its reference prints."""

    number: int
    blocks: list[Block]


class Text(TypedDict):
    """A text to print, and the notes that its runs refer to."""

    blocks: list[Block]
    notes: list[Note]


def clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def linkable(address: str) -> str:
    return address if _LINKABLE.fullmatch(address) else ""


def plain(text: str) -> list[Run]:
    return [{"text": text}] if text else []


def text_of(runs: Iterable[Run]) -> str:
    return "".join(run["text"] for run in runs)


def in_language(runs: Iterable[Run], language: str) -> list[Run]:
    return [{**run, "lang": run.get("lang", language)} for run in runs]


def with_addresses(runs: list[Run], before: str) -> list[Run]:
    """Print the address of each link after a text: paper cannot be clicked."""
    printed = [*runs]
    for address in dict.fromkeys(run.get("href", "") for run in runs):
        # a text may have the address without its scheme
        written = address.partition(":")[2].removeprefix("//")
        if linkable(address) and written not in text_of(runs):
            small: Run = {"text": address, "href": address, "small": True}
            printed += [*plain(before), small]
    return printed
