"""The documents that Versions freeze: of a draft, a withdrawal, a republication."""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any, cast

from articles.extensions.types import RecordState
from articles.models import Contribution, Contributor, Edition, Version
from articles.models.document import (
    SCHEMA,
    SCHEMA_WITH_EVENT,
    SCHEMA_WITH_PICTURES,
    Change,
    Document,
    IsBasedOn,
    PrintedName,
    PrintedPicture,
    ShownRecord,
    TranslatedFrom,
    timestamp,
)
from articles.models.picture import Picture
from cjo.lib.locales import CHINA, CHINA_OFFSET, Precision

# The fields that differ between two Versions of the same content
_CIRCUMSTANCES = frozenset({"number", "change", "published_at", "previous"})


@dataclass(frozen=True, slots=True)
class NameInByline:
    """A contributor, and the name as it will be printed."""

    contributor: Contributor
    printed: PrintedName


def byline_of(edition: Edition) -> list[NameInByline]:
    """Return the people who made a text, in order, named in its language."""
    contributions = (
        Contribution.objects.filter(
            article=edition.article_id, language__in=["", edition.language]
        )
        .select_related("contributor")
        .prefetch_related("contributor__texts")
    )
    return names_in(edition.language, contributions)


def names_in(
    language: str, contributions: Iterable[Contribution]
) -> list[NameInByline]:
    return [
        NameInByline(contribution.contributor, _printed(contribution, language))
        for contribution in contributions
    ]


def _printed(contribution: Contribution, language: str) -> PrintedName:
    contributor = contribution.contributor
    name, name_language = contributor.name_in(language)
    # a name printed in its own script is not repeated
    foreign = contributor.native_name and contributor.native_name != name
    return {
        "role": contribution.role,
        "name": name,
        "name_language": name_language,
        "native_name": contributor.native_name if foreign else "",
        "native_language": contributor.native_language if foreign else "",
    }


def files_of(frozen: PrintedPicture | None) -> list[dict[str, Any]] | None:
    """Return the files that an `img` chooses from, smallest first."""
    if frozen is None:
        return None
    picture = Picture.objects.filter(hash=frozen["hash"], taken_down_at=None).first()
    return list(picture.sizes) if picture else None


def document_of_draft(
    edition: Edition,
    names: list[NameInByline],
    states: list[RecordState],
    *,
    change: Change,
    published_at: dt.datetime,
) -> Document:
    previous = edition.current_version
    article = edition.article
    pictures = Picture.objects.shown_in(edition.markdown, edition.language)
    document: Document = {
        "schema": SCHEMA_WITH_PICTURES if pictures else SCHEMA,
        "edition": edition.tag,
        "number": previous.number + 1 if previous else 1,
        "language": edition.language,
        "title": edition.title,
        "title_from_address": edition.title_from_address,
        "abstract": edition.abstract,
        "takeaways": edition.takeaway_list,
        "body": edition.body,
        "dated": article.dated.isoformat() if article.dated else None,
        "dated_precision": article.dated_precision,
        "byline": [name.printed for name in names],
        "picture": article.picture.printed(edition.language)
        if article.picture
        else None,
        "sources": edition.sources,
        "is_based_on": _based_on(edition),
        "method": edition.method,
        "translated_from": _translated_from(edition.translated_from),
        "reviewed_by": _reviewer(edition),
        "embeds": [_shown(state) for state in states],
        "change": change,
        "published_at": timestamp(published_at),
        "previous": previous.hash if previous else None,
    }
    if pictures:
        document["pictures"] = pictures
    if article.happened:
        document["schema"] = SCHEMA_WITH_EVENT
        document["happened"] = article.happened.isoformat()
        document["happened_precision"] = article.happened_precision
    return document


def document_of_withdrawal(
    edition: Edition, *, note: str, published_at: dt.datetime
) -> Document:
    """Return the document of a withdrawal: a title and a reason, no text."""
    version = edition.current_version
    if version is None:
        raise ValueError("Only what was published can be withdrawn.")
    # from the last document: the draft may have changed since
    last = version.document
    last.pop("pictures", None)
    last.pop("happened", None)
    last.pop("happened_precision", None)
    return {
        **last,
        "schema": SCHEMA,
        "number": version.number + 1,
        "abstract": "",
        "takeaways": [],
        "body": "",
        "byline": [],
        "picture": None,
        "sources": "",
        "is_based_on": None,
        "embeds": [],
        "change": {"type": "withdrawal", "note": note},
        "published_at": timestamp(published_at),
        "previous": version.hash,
    }


def document_of_republication(
    version: Version,
    states: list[RecordState],
    *,
    source: Version | None,
    change: Change,
    published_at: dt.datetime,
) -> Document:
    return {
        **version.document,
        "number": version.number + 1,
        "translated_from": _translated_from(source),
        "embeds": [_shown(state) for state in states],
        "change": change,
        "published_at": timestamp(published_at),
        "previous": version.hash,
    }


def text_of(version: Version) -> dict[str, Any]:
    """Return a Version's text as the fields of a draft."""
    document = version.document
    based_on = document["is_based_on"]
    dated = based_on["dated"] if based_on else None
    return {
        "title": document["title"],
        "title_from_address": document["title_from_address"],
        "abstract": document["abstract"],
        "takeaways": "\n".join(document["takeaways"]),
        "body": document["body"],
        "sources": document["sources"],
        "based_on_relation": based_on["relation"] if based_on else "",
        "based_on_title": based_on["title"] if based_on else "",
        "based_on_url": based_on["url"] if based_on else "",
        "based_on_dated": dt.date.fromisoformat(dated) if dated else None,
    }


def says_the_same(document: Document, other: Document) -> bool:
    """Return whether two documents have the same text; records shown do not count."""
    beside = _CIRCUMSTANCES | {"embeds"}
    return _without(document, beside) == _without(other, beside)


def is_identical(document: Document, other: Document) -> bool:
    """Return whether two documents have the same text and show the same records."""
    return _without(document, _CIRCUMSTANCES) == _without(other, _CIRCUMSTANCES)


def _without(document: Document, fields: Container[str]) -> dict[str, Any]:
    every = cast(dict[str, Any], document)
    return {key: value for key, value in every.items() if key not in fields}


def noticed_at(document: Document, published_at: dt.datetime) -> dt.datetime:
    """Return the time that feeds give a text as new.

    A text dated on an earlier day is archive, and never announced as new.
    """
    if document["dated_precision"] == Precision.DAY and document["dated"]:
        day = dt.date.fromisoformat(document["dated"])
        if day < published_at.astimezone(CHINA).date():
            # noon, for the hour is unknown: it is the same day in most of the world
            return dt.datetime.combine(day, dt.time(12), tzinfo=CHINA_OFFSET)
    return published_at


def _based_on(edition: Edition) -> IsBasedOn | None:
    if not edition.based_on_relation:
        return None
    dated = edition.based_on_dated
    return {
        "relation": edition.based_on_relation,
        "title": edition.based_on_title,
        "url": edition.based_on_url,
        "dated": dated.isoformat() if dated else None,
    }


def _translated_from(version: Version | None) -> TranslatedFrom | None:
    if version is None:
        return None
    return {
        "language": version.language,
        "number": version.number,
        "hash": version.hash,
    }


def _reviewer(edition: Edition) -> str | None:
    if edition.reviewed_by is None:
        return None
    return edition.reviewed_by.name_in(edition.language)[0]


def _shown(state: RecordState) -> ShownRecord:
    return {
        "kind": state.kind,
        "key": state.key,
        "number": state.number,
        "hash": state.hash,
    }
