"""The log of corrections and withdrawals, of texts and of records.

It joins the logs that are registered in `extensions.registries.correction_logs`.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from articles.extensions import registries
from articles.extensions.types import Correction
from articles.models import ChangeType, Version
from cjo.lib.languages import ready_languages

KEY = "corrections"  # the surrogate key of the log beyond that of articles
_POSITION = re.compile(r"([0-9]{1,17})-([a-z]{1,20})-([1-9][0-9]{0,17})")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# as exact as the column, so that no line is lost or twice at a page's end
_MICROSECOND = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class LogPosition:
    """The position of a line in the log: newest first, then by kind and id."""

    at: dt.datetime
    kind: str
    pk: int

    @classmethod
    def read(cls, text: str) -> "LogPosition | None":
        """Return the position that an address names; None if it names none."""
        match = _POSITION.fullmatch(text)
        if match is None:
            return None
        return cls(_EPOCH + int(match[1]) * _MICROSECOND, match[2], int(match[3]))

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.kind}-{self.pk}"

    def after(self, kind: str) -> Q:
        """Return a condition for the rows of a kind after this position."""
        behind = Q(published_at__lt=self.at)
        if kind > self.kind:
            return behind | Q(published_at=self.at)
        if kind == self.kind:
            return behind | Q(published_at=self.at, pk__lt=self.pk)
        return behind


class ArticleLog:
    """The Versions that corrected or withdrew a text."""

    kind = "article"

    def places(self, language: str) -> QuerySet[Version]:
        return corrections_in(language)

    def readable(self, language: str) -> QuerySet[Version]:
        return self.places(language).filter(
            change_type=ChangeType.CORRECTION,
            edition__current_version__isnull=False,
            edition__is_withdrawn=False,
        )

    def languages(self) -> set[str]:
        codes = [language.code for language in ready_languages()]
        # each by itself: their versions together are many
        return {code for code in codes if corrections_in(code).exists()}

    def lines(self, ids: Iterable[int], language: str) -> dict[int, Correction]:
        versions = (
            Version.objects.filter(pk__in=list(ids))
            .select_related("edition__article")
            .defer(
                "canonical",
                "abstract",
                "edition__title",
                "edition__abstract",
                "edition__takeaways",
                "edition__body",
                "edition__sources",
            )
        )
        return {version.pk: _line(version) for version in versions}


def corrections_in(language: str) -> QuerySet[Version]:
    return Version.objects.logged().filter(language=language).order_by()


def places_in(
    language: str, start: int, stop: int, behind: LogPosition | None = None
) -> list[LogPosition]:
    logs = registries.correction_logs.items()
    places = {kind: log.places(language) for kind, log in logs}
    if behind:
        places = {
            kind: rows.filter(behind.after(kind)) for kind, rows in places.items()
        }
    return _newest(places, start, stop)


def newest_readable(language: str) -> Correction | None:
    """Return the newest correction of something that can still be read."""
    logs = registries.correction_logs.items()
    readable = {kind: log.readable(language) for kind, log in logs}
    return next(iter(lines_at(_newest(readable, 0, 1), language)), None)


def _newest(
    places: dict[str, QuerySet[Any, Any]], start: int, stop: int
) -> list[LogPosition]:
    # one UNION in SQL: to merge in Python would read every row for each page
    parts = [
        rows.annotate(log=Value(kind, output_field=CharField()))
        .order_by()
        .values_list("published_at", "log", "pk")
        for kind, rows in places.items()
    ]
    every = reduce(lambda rows, more: rows.union(more, all=True), parts)
    ordered = every.order_by("-published_at", "log", "-pk")
    return [LogPosition(*row) for row in ordered[start:stop]]


def languages_with_corrections() -> set[str]:
    logs = registries.correction_logs.values()
    return {language for log in logs for language in log.languages()}


def lines_at(places: list[LogPosition], language: str) -> list[Correction]:
    lines: dict[tuple[str, int], Correction] = {}
    for kind, log in registries.correction_logs.items():
        ids = [place.pk for place in places if place.kind == kind]
        if ids:
            of_kind = log.lines(ids, language)
            lines |= {(kind, pk): line for pk, line in of_kind.items()}
    keys = [(place.kind, place.pk) for place in places]
    return [lines[key] for key in keys if key in lines]


def _line(version: Version) -> Correction:
    edition = version.edition
    return Correction(
        tag=f"{edition.tag}/v/{version.number}",
        at=version.published_at,
        title=version.title,
        title_language=version.language,
        note=version.change_note,
        type_label=version.get_change_type_display(),
        url=edition.get_absolute_url() if edition.is_readable else "",
        history_url=edition.url_of("history"),
        version=version.hash,
        is_withdrawal=version.is_withdrawal,
    )
