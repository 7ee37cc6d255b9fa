"""The canonical JSON of a Version, from which its hash is computed (docs/hash.md)."""

import datetime as dt
import hashlib
from typing import Any, Literal, NotRequired, TypedDict, cast

import rfc8785

SCHEMA: Literal[1] = 1
SCHEMA_WITH_PICTURES: Literal[2] = 2  # the field `pictures` is there too
# The fields `happened` and `happened_precision` are there; `pictures` where it has any
SCHEMA_WITH_EVENT: Literal[3] = 3


class PrintedName(TypedDict):
    """A name in the byline as it was printed."""

    role: str
    name: str
    name_language: str
    native_name: str
    native_language: str


class PrintedPicture(TypedDict):
    hash: str
    alt: str
    kind: str
    creator: str
    creator_url: str
    source: str
    source_url: str
    licence: str
    licence_url: str
    note: str


class IsBasedOn(TypedDict):
    """The place of first publication, or the text that this one was rewritten from."""

    relation: str
    title: str
    url: str
    dated: str | None


class TranslatedFrom(TypedDict):
    language: str
    number: int
    hash: str


class ShownRecord(TypedDict):
    """The state of a record that an embed showed."""

    kind: str
    key: str
    number: int
    hash: str


class Change(TypedDict):
    type: str
    note: str


class Document(TypedDict):
    """Everything that a Version froze."""

    schema: Literal[1, 2, 3]
    edition: str
    number: int
    language: str
    title: str
    title_from_address: bool
    abstract: str
    takeaways: list[str]
    body: str
    dated: str | None
    dated_precision: str
    happened: NotRequired[str]
    happened_precision: NotRequired[str]
    byline: list[PrintedName]
    picture: PrintedPicture | None
    pictures: NotRequired[list[PrintedPicture]]
    sources: str
    is_based_on: IsBasedOn | None
    method: str
    translated_from: TranslatedFrom | None
    reviewed_by: str | None
    embeds: list[ShownRecord]
    change: Change
    published_at: str
    previous: str | None


def canonical(document: dict[str, Any] | Document) -> str:
    """Return the document's bytes, as text, by RFC 8785 (JCS)."""
    # JCS orders members and writes numbers as JavaScript does: anybody can check it
    return rfc8785.dumps(cast(dict[str, Any], document)).decode()


def digest(canonical_text: str) -> str:
    return hashlib.sha256(canonical_text.encode()).hexdigest()


def timestamp(time: dt.datetime) -> str:
    """Return a time as canonical JSON holds it: in UTC, with microseconds."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
