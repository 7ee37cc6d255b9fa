"""The records and texts that show a given court, law, cause, source or record."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Edition, Mention
from articles.models.edition import EditionQuerySet
from cases.models import (
    Case,
    CaseProvision,
    CauseOfAction,
    Collection,
    CollectionItem,
    Court,
    Law,
    Overview,
    PrintedShare,
    Proceeding,
    Provenance,
    Record,
    RecordKind,
    RecordVersion,
    RelatedDecision,
    Source,
)

Keys = QuerySet[Any, Any]  # keys of records, for a subquery


def of_record(record: Record) -> list[Record]:
    """Return the collections that show a case, or belong to an overview."""
    itself = type(record)._default_manager.filter(pk=record.pk)
    if isinstance(record, Case):
        return list(_known(Collection, _holding(itself)))
    if isinstance(record, Overview):
        return list(_known(Collection, _around(itself)))
    return []


def every_record() -> list[Record]:
    """Return all published records, the collections last."""
    models: tuple[type[Record], ...] = (Case, Overview, Collection)
    return [
        record
        for model in models
        for record in model._default_manager.filter(current_version__isnull=False)
    ]


def of_court(court: Court) -> list[Record]:
    """Return the records that print the name of the court, or of one below it."""
    shown = with_those_below(court)
    return _printing(
        [
            Case.objects.filter(court__in=shown).values("pk"),
            Proceeding.objects.filter(court__in=shown).values("case"),
        ],
        [Overview.objects.filter(court__in=shown).values("pk")],
        [Collection.objects.filter(court__in=shown).values("pk")],
    )


def of_law(law: Law) -> list[Record]:
    beside = CaseProvision.objects.filter(provision__law=law)
    return _printing([beside.values("case")])


def of_cause(cause: CauseOfAction) -> list[Record]:
    return _printing([Case.objects.filter(cause=cause).values("pk")])


def of_sources(sources: Iterable[Source]) -> list[Record]:
    """Return the records that cite a source for a fact, a share or a place in a set."""
    named = [source.pk for source in sources]
    statements = Provenance.sources.through._default_manager
    shares = PrintedShare.objects.filter(source__in=named)
    places = CollectionItem.objects.filter(sources__in=named)

    def with_fact(owner: str) -> Keys:
        path = f"provenance__{owner}"
        rows = statements.filter(source__in=named, **{f"{path}__isnull": False})
        keys: Keys = rows.values(path)
        return keys

    return _printing(
        [
            with_fact("case"),
            with_fact("proceeding__case"),
            with_fact("amount__case"),
        ],
        [
            with_fact("overview"),
            with_fact("statistic__overview"),
            shares.values("statistic__overview"),
        ],
        [with_fact("collection"), places.values("collection")],
    )


def with_those_below(court: Court) -> set[int]:
    """Return the ids of the court and of every court below it, however deep."""
    # level by level: a recursive query would be another one on each engine
    courts, lowest = {court.pk}, {court.pk}
    while lowest:
        below = Court.objects.filter(parent__in=lowest).values_list("pk", flat=True)
        lowest = set(below) - courts
        courts |= lowest
    return courts


def _printing(
    cases: Sequence[Keys], overviews: Sequence[Keys] = (), sets: Sequence[Keys] = ()
) -> list[Record]:
    """Return the published records with these keys, and the collections that show them.

    Each comes once, and the sets last: they freeze the versions of their cases.
    """
    printing = _known(Case, cases)
    figures = _known(Overview, overviews)
    every = [*sets, *_holding(printing), *_around(figures)]
    return [*printing, *figures, *_known(Collection, every)]


def _holding(cases: Keys) -> list[Keys]:
    return [
        CollectionItem.objects.filter(case__in=cases).values("collection"),
        RelatedDecision.objects.filter(case__in=cases).values("collection"),
    ]


def _around(overviews: Keys) -> list[Keys]:
    return [Collection.objects.filter(overview__in=overviews).values("pk")]


def _known(model: type[Record], keys: Sequence[Keys]) -> QuerySet[Any]:
    """Return the published rows that have one of these keys, without a join."""
    if not keys:
        return model._default_manager.none()
    # SQLite takes no order inside of a union
    first, *others = (subquery.order_by() for subquery in keys)
    every = first.union(*others) if others else first
    return model._default_manager.filter(pk__in=every, current_version__isnull=False)


def editions_showing(record: Record) -> EditionQuerySet:
    shown = Mention.objects.filter(
        version=OuterRef("current_version"),
        role=Mention.Role.SHOWN,
        subject__kind=record.kind,
        subject__key=record.slug,
    )
    return Edition.objects.published().filter(Exists(shown))


def outdated_editions(kind: str = "", key: str = "") -> EditionQuerySet:
    """Return the texts that show an older version of a record, or of any.

    A text that shows a set shows its cases.
    """
    if not key:
        return _behind(Q())
    shown = Q(subject__kind=kind, subject__key=key)
    if kind == RecordKind.CASE:
        sets = Q(items__case__slug=key) | Q(related_decisions__case__slug=key)
        keys = Collection.objects.filter(sets).order_by().values("slug")
        shown |= Q(subject__kind=RecordKind.COLLECTION, subject__key__in=keys)
    return _behind(shown)


def editions_outdated_by(versions: Iterable[RecordVersion]) -> EditionQuerySet:
    """Return the texts that show something older than one of these versions."""
    keys: dict[str, list[str]] = {}
    for version in versions:
        keys.setdefault(version.kind, []).append(version.key)
    shown = Q(pk=None)
    for kind, named in keys.items():
        shown |= Q(subject__kind=kind, subject__key__in=named)
    return _behind(shown)


def _behind(shown: Q) -> EditionQuerySet:
    older = Mention.objects.filter(
        shown, version=OuterRef("current_version"), number__lt=F("subject__number")
    )
    return Edition.objects.published().filter(Exists(older))
