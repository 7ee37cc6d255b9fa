"""What prints something of a court, law, cause, source or record: records and texts."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q

from articles.models import Edition, Mention
from articles.models.edition import EditionQuerySet
from cases.models import (
    Case,
    CauseOfAction,
    Collection,
    Court,
    Law,
    Overview,
    Record,
    RecordKind,
    Source,
)


def of_record(record: Record) -> list[Record]:
    """Return the sets that show a card of a case, or belong to an overview."""
    shown = Q(pk=None)
    if isinstance(record, Case):
        shown = Q(items__case=record) | Q(related_decisions__case=record)
    elif isinstance(record, Overview):
        shown = Q(overview=record)
    return _published([], [], Collection.objects.filter(shown))


def of_court(court: Court) -> list[Record]:
    """Return what prints the court or one that stands under it."""
    shown = with_those_below(court)
    return _published(
        Case.objects.filter(Q(court__in=shown) | Q(proceedings__court__in=shown)),
        Overview.objects.filter(court__in=shown),
        Collection.objects.filter(court__in=shown),
    )


def of_law(law: Law) -> list[Record]:
    return _published(Case.objects.filter(provisions__law=law), [], [])


def of_cause(cause: CauseOfAction) -> list[Record]:
    return _published(Case.objects.filter(cause=cause), [], [])


def of_sources(sources: Iterable[Source]) -> list[Record]:
    """Return what names one of the sources."""
    named = list(sources)
    cases = Q(provenance__sources__in=named)
    cases |= Q(proceedings__provenance__sources__in=named)
    cases |= Q(amounts__provenance__sources__in=named)
    figures = Q(provenance__sources__in=named)
    figures |= Q(statistics__provenance__sources__in=named)
    figures |= Q(statistics__printed__source__in=named)
    sets = Q(provenance__sources__in=named) | Q(items__sources__in=named)
    return _published(
        Case.objects.filter(cases),
        Overview.objects.filter(figures),
        Collection.objects.filter(sets),
    )


def with_those_below(court: Court) -> set[int]:
    """Return the court and every court that stands under it."""
    found, last = {court.pk}, {court.pk}
    while last:
        below = Court.objects.filter(parent__in=last).values_list("pk", flat=True)
        last = set(below) - found
        found |= last
    return found


def _published(*rows: Iterable[Record]) -> list[Record]:
    """Return what readers know, each once: cases before the sets that show them."""
    every = {(type(one), one.pk): one for several in rows for one in several}
    return [one for one in every.values() if one.current_version_id is not None]


def following(kind: str = "", key: str = "") -> EditionQuerySet:
    """Return the texts that show an older version of a record, or of any.

    A text that shows a set shows its cases.
    """
    older = Mention.objects.filter(
        version=OuterRef("current_version"), number__lt=F("subject__number")
    )
    if key:
        shown = Q(subject__kind=kind, subject__key=key)
        if kind == RecordKind.CASE:
            sets = Q(items__case__slug=key) | Q(related_decisions__case__slug=key)
            keys = Collection.objects.filter(sets).order_by().values("slug")
            shown |= Q(subject__kind=RecordKind.COLLECTION, subject__key__in=keys)
        older = older.filter(shown)
    return Edition.objects.published().filter(Exists(older))
