"""The snapshot of an overview."""

from cases.models import (
    SCHEMA,
    Overview,
    PrintedShare,
    Source,
    Statistic,
    StatisticGroup,
)
from cases.snapshots.parts import (
    court_shape,
    day_of,
    period_of,
    provenance_of,
    sources_of,
    texts_of,
)
from cases.snapshots.schema import (
    GroupShape,
    OverviewShape,
    PrintedShape,
    StatisticShape,
)


def statistics_in(overview: OverviewShape) -> list[StatisticShape]:
    return [
        statistic for group in overview["groups"] for statistic in group["statistics"]
    ]


def find_statistic(overview: OverviewShape, key: str | None) -> StatisticShape | None:
    statistics = (row for row in statistics_in(overview) if row["key"] == key)
    return next(statistics, None)


def overview_shape(overview: Overview, schema: int = SCHEMA) -> OverviewShape:
    known: set[Source] = set()
    return {
        "key": overview.slug,
        "court": court_shape(overview.court),
        "released_on": day_of(overview.released_on),
        "released_precision": overview.released_precision,
        "period": period_of(overview),
        "texts": texts_of(overview.texts.all()),
        "groups": [
            _group_shape(group, known)
            for group in overview.groups.prefetch_related(
                "texts",
                "statistics__texts",
                "statistics__base",
                "statistics__printed__source",
                "statistics__provenance__texts",
                "statistics__provenance__sources",
            )
        ],
        "provenance": provenance_of(overview.provenance.all(), known),
        "sources": sources_of(known, schema),
    }


def _group_shape(group: StatisticGroup, known: set[Source]) -> GroupShape:
    return {
        "key": group.key,
        "parts": group.parts,
        "texts": texts_of(group.texts.all()),
        "statistics": [
            _statistic_shape(statistic, known) for statistic in group.statistics.all()
        ],
    }


def _statistic_shape(statistic: Statistic, known: set[Source]) -> StatisticShape:
    return {
        "key": statistic.key,
        "value": statistic.value,
        "base": statistic.base.key if statistic.base else None,
        "headline": statistic.headline,
        "period": period_of(statistic),
        "texts": texts_of(statistic.texts.all()),
        "printed": [_printed_shape(share, known) for share in statistic.printed.all()],
        "provenance": provenance_of(statistic.provenance.all(), known),
    }


def _printed_shape(share: PrintedShare, known: set[Source]) -> PrintedShape:
    known.add(share.source)
    return {
        "text": share.text,
        "language": share.language,
        "source": share.source.key,
    }
