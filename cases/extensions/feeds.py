"""Cases as entries in the feeds of courts and laws."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from articles.extensions.entry import Entry
from articles.feeds.content import entry_content
from articles.feeds.entries import moment, times_of
from articles.models import ANNOUNCED, DATE_UNKNOWN, ChangeType, Method
from articles.presentation.method import method_line
from articles.rendering.tree import for_xml
from cases.models import (
    Case,
    CaseProvision,
    RecordKind,
    RecordVersion,
    snapshot_in,
)
from cases.presentation.card import Card, case_card
from cases.presentation.changes import changes_between
from cases.presentation.dates import parse_day
from cases.presentation.provisions import uses_of_law
from cases.presentation.text import LanguageText, method_of
from cases.snapshots.schema import CaseShape
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised


class CaseNews:
    """The published cases that a court decided, or that have an article of a law."""

    def keys(self, kind: str, key: str) -> list[str]:
        return [f"{kind}-{key}"]

    def entries(self, kind: str, key: str, language: str, held: int) -> list[Entry]:
        """Return the newest entries: three queries, however many they are."""
        news = sorted(_newest(_cases(kind, key), held), key=_News.place, reverse=True)
        law = key if kind == "law" else ""
        return [_entry(each, language, law) for each in news[:held]]

    def subjects(self) -> Q:
        decided = Case.objects.published().filter(court__slug=OuterRef("key"))
        citing = CaseProvision.objects.filter(
            provision__law__slug=OuterRef("key"), case__current_version__isnull=False
        )
        return Q(Exists(decided), kind="court") | Q(Exists(citing), kind="law")


@dataclass(frozen=True, slots=True)
class _News:
    """A case as published now, and its states, oldest first.

    `texts` are the snapshots of its states, if readers were told of a change.
    """

    pk: int
    imported: bool
    case: CaseShape
    states: list[RecordVersion]
    texts: dict[int, dict[str, Any]]

    @property
    def times(self) -> tuple[dt.datetime | None, dt.datetime]:
        """Return when it was published and updated, a typing error being no update.

        An imported case is dated by its decision: archive is never news.
        """
        seen = [state for state in self.states if state.change_type != ChangeType.TYPO]
        first, last = moment(self.states[0].published_at), moment(seen[-1].published_at)
        if not self.imported:
            return first, last
        decided, precision = (
            parse_day(self.case["decided_on"]),
            self.case["decided_precision"],
        )
        return times_of(decided, precision, first=first, last=last)

    @property
    def listed_on(self) -> dt.date:
        published, _updated = self.times
        return published.date() if published else DATE_UNKNOWN

    def place(self) -> tuple[dt.date, int]:
        return self.listed_on, self.pk


def _cases(kind: str, key: str) -> QuerySet[Case]:
    cases = Case.objects.published()
    if kind == "court":
        return cases.filter(court__slug=key)
    if kind == "law":
        citing = CaseProvision.objects.filter(provision__law__slug=key)
        return cases.filter(pk__in=citing.values("case"))
    return cases.none()


def _newest(cases: QuerySet[Case], held: int) -> list[_News]:
    """Return the newest of those first published here, and of those imported.

    A record has no draft, so ids are in the order of first publications.
    """
    here = cases.filter(imported=False).order_by("-pk")
    archive = cases.filter(imported=True).order_by(
        F("decided_on").desc(nulls_last=True), "-pk"
    )
    newest = Q(pk__in=here.values("pk")[:held]) | Q(pk__in=archive.values("pk")[:held])
    rows = (
        Case.objects.filter(newest)
        .order_by()
        .values_list("pk", "imported", "current_version__canonical")
    )
    states = _states([pk for pk, *_rest in rows])
    texts = _texts_of(states)
    return [
        _News(
            pk,
            imported,
            cast(CaseShape, snapshot_in(canonical)),
            states[pk],
            texts.get(pk, {}),
        )
        for pk, imported, canonical in rows
    ]


def _states(ids: list[int]) -> dict[int, list[RecordVersion]]:
    states: dict[int, list[RecordVersion]] = {pk: [] for pk in ids}
    versions = RecordVersion.objects.filter(kind=RecordKind.CASE, object_id__in=ids)
    for version in versions.order_by("number").defer("canonical"):
        states[version.object_id].append(version)
    return states


def _texts_of(
    states: dict[int, list[RecordVersion]],
) -> dict[int, dict[int, dict[str, Any]]]:
    """Return the snapshots of the cases with changes that readers are told of."""
    changed = [
        pk
        for pk, versions in states.items()
        if any(version.change_type in ANNOUNCED for version in versions)
    ]
    if not changed:
        return {}
    rows = RecordVersion.objects.filter(
        kind=RecordKind.CASE, object_id__in=changed
    ).values_list("object_id", "number", "canonical")
    texts: dict[int, dict[int, dict[str, Any]]] = {}
    for pk, number, canonical in rows:
        texts.setdefault(pk, {})[number] = snapshot_in(canonical)
    return texts


def _entry(news: _News, language: str, law: str) -> Entry:
    """Return an entry; its tag (RFC 4151) has the slug of the first publication."""
    first = news.states[0]
    card = case_card(news.case, language)
    published, updated = news.times
    return Entry(
        id=f"tag:{settings.TAG_AUTHORITY},{first.published_at:%Y}:"
        f"{language}/{first.kind}/{first.key}",
        title=for_xml(card.title.plain or card.key),
        url=absolute(card.url),
        language=get_language(language).tag,
        summary=for_xml(card.sentence.plain),
        content=for_xml(_html(news, card, language, law)),
        published=published,
        updated=updated,
        people=[],
        terms=[],
        listed_on=news.listed_on,
        title_language=_tag(card.title),
        summary_language=_tag(card.sentence),
    )


def _html(news: _News, card: Card, language: str, law: str) -> str:
    number = news.states[-1].number
    method = method_of(news.case["texts"], language)
    path = reverse("case_version", args=[news.case["key"], number])
    context = {
        "notes": changes_between(
            news.states[-1], news.states, news.texts, language
        ).lines,
        "card": card,
        "uses": uses_of_law(news.case, law) if law else "",
        "method_line": method_line(method) if method != Method.ORIGINAL else "",
        "number": number,
        "version_url": localised(path, language),
    }
    return entry_content("cases/_feed_entry.html", context, absolute(card.url))


def _tag(text: LanguageText) -> str:
    return text.tag if text and text.foreign else ""
