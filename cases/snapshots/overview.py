"""The snapshot of an overview."""

from cases.models import (
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


def overview_shape(overview: Overview) -> OverviewShape:
    known: set[Source] = set()
    return {
        "key": overview.slug,
        "court": court_shape(overview.court),
        "released_on": day_of(overview.released_on),
        "released_precision": overview.released_precision,
        "period": period_of(overview),
        "texts": texts_of(overview.texts.all()),
        "groups": [
            _group(one, known)
            for one in overview.groups.prefetch_related(
                "texts",
                "statistics__texts",
                "statistics__base",
                "statistics__printed__source",
                "statistics__provenance__texts",
                "statistics__provenance__sources",
            )
        ],
        "provenance": provenance_of(overview.provenance.all(), known),
        "sources": sources_of(known),
    }


def _group(group: StatisticGroup, known: set[Source]) -> GroupShape:
    return {
        "key": group.key,
        "parts": group.parts,
        "texts": texts_of(group.texts.all()),
        "statistics": [_statistic(one, known) for one in group.statistics.all()],
    }


def _statistic(one: Statistic, known: set[Source]) -> StatisticShape:
    return {
        "key": one.key,
        "value": one.value,
        "base": one.base.key if one.base else None,
        "headline": one.headline,
        "period": period_of(one),
        "texts": texts_of(one.texts.all()),
        "printed": [_printed(share, known) for share in one.printed.all()],
        "provenance": provenance_of(one.provenance.all(), known),
    }


def _printed(share: PrintedShare, known: set[Source]) -> PrintedShape:
    known.add(share.source)
    return {
        "text": share.text,
        "language": share.language,
        "source": share.source.key,
    }
