"""Cases as entries: in the feeds of courts and laws, and in one of all cases."""

import datetime as dt
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any, cast

from django.conf import settings
from django.db.models import (
    DateField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.entry import Entry, FeedPlace
from articles.feeds.channels import Channel, slices, titled
from articles.feeds.content import entry_content
from articles.feeds.entries import moment, times_of
from articles.models import ANNOUNCED, DATE_UNKNOWN, ChangeType, Method, Stamp
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
from cjo.lib.locales import CHINA, Precision

RANK = 0  # of cases among the entries of a day
_PLACED = (Precision.DAY, Precision.MONTH)  # what is known less exactly comes last


class CaseNews:
    """The published cases that a court decided, or that have an article of a law."""

    def keys(self, kind: str, key: str) -> list[str]:
        return [f"{kind}-{key}"]

    def entries(
        self, kind: str, key: str, language: str, held: int, before: FeedPlace | None
    ) -> list[Entry]:
        """Return the newest entries: five queries, however many they are."""
        law = key if kind == "law" else ""
        return case_entries(_cases(kind, key), language, law, held, before)

    def subjects(self) -> Q:
        decided = Case.objects.published().filter(court__slug=OuterRef("key"))
        citing = CaseProvision.objects.filter(
            provision__law__slug=OuterRef("key"), case__current_version__isnull=False
        )
        return Q(Exists(decided), kind="court") | Q(Exists(citing), kind="law")

    def lines(self) -> list[tuple[str, str, str]]:
        if not Case.objects.published().exists():
            return []
        return [(_("Cases"), _("All cases"), "cases_feed")]


def all_cases(language: str) -> Channel:
    key = "cases"
    return Channel(
        name=key,
        language=language,
        title=titled(_("Cases")),
        description=_("Every case on record, with its corrections."),
        route="cases_feed",
        arguments=[],
        page_path=reverse("cases"),
        changed=Stamp.objects.latest_of([key]),
        keys=[key],
        slice=slices(partial(case_entries, Case.objects.published(), language, "")),
    )


def case_entries(
    cases: QuerySet[Case],
    language: str,
    law: str,
    held: int,
    before: FeedPlace | None,
) -> list[Entry]:
    """Return the newest of some cases after a place; `law` is told how it is cited."""
    news = sorted(_newest(cases, held, before), key=_News.place, reverse=True)
    return [_entry(each, language, law) for each in news[:held]]


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

    def place(self) -> FeedPlace:
        return FeedPlace(self._day(), RANK, self.pk)

    def _day(self) -> dt.date:
        first = moment(self.states[0].published_at).date()
        if not self.imported:
            return first
        decided = parse_day(self.case["decided_on"])
        if decided is None or self.case["decided_precision"] not in _PLACED:
            return DATE_UNKNOWN
        return decided


def _cases(kind: str, key: str) -> QuerySet[Case]:
    cases = Case.objects.published()
    if kind == "court":
        return cases.filter(court__slug=key)
    if kind == "law":
        citing = CaseProvision.objects.filter(provision__law__slug=key)
        return cases.filter(pk__in=citing.values("case"))
    return cases.none()


def _newest(cases: QuerySet[Case], held: int, before: FeedPlace | None) -> list[_News]:
    """Return the newest of those published here, imported, and imported undated.

    A record has no draft, so ids are in the order of first publications.
    """
    here = cases.filter(imported=False).order_by("-pk")
    archive = cases.filter(imported=True)
    dated = archive.filter(
        decided_on__isnull=False, decided_precision__in=_PLACED
    ).order_by("-decided_on", "-pk")
    undated = archive.exclude(pk__in=dated.order_by().values("pk")).order_by("-pk")
    if before is not None:
        here = here.annotate(day=_first_day()).filter(before.after(RANK, "day"))
        dated = dated.filter(before.after(RANK, "decided_on"))
        unknown = undated.annotate(day=Value(DATE_UNKNOWN, DateField()))
        undated = unknown.filter(before.after(RANK, "day"))
    newest = reduce(
        or_, (Q(pk__in=part.values("pk")[:held]) for part in (here, dated, undated))
    )
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


def _first_day() -> Subquery:
    """Return the day in China of the first publication of a case."""
    first = RecordVersion.objects.filter(
        kind=RecordKind.CASE, object_id=OuterRef("pk"), number=1
    ).annotate(day=TruncDate("published_at", tzinfo=CHINA))
    return Subquery(first.values("day"), output_field=DateField())


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
        place=news.place(),
        version=news.states[-1].hash,
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
