"""Load an overview: its groups, statistics, printed shares and provenance."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import ChangeType
from cases.importing.fields import Fields, reading
from cases.importing.rows import (
    LOADED,
    load,
    named_court,
    named_sources,
    save,
    state,
    write_provenance,
    write_texts,
)
from cases.models import (
    Certainty,
    Overview,
    OverviewText,
    PrintedShare,
    RecordVersion,
    Statistic,
    StatisticGroup,
    StatisticGroupText,
    StatisticText,
)
from cases.models.overview import Period
from cjo.lib.locales import Precision

TEXTS = ["title", "scope", "note", "description"]
FIELDS = [*TEXTS, "court", "released_on", "period", "statistics"]


def load_overview(
    data: Any,
    by: User,
    *,
    change: str = ChangeType.UPDATE,
    note: str = LOADED,
    imported: bool = True,
) -> RecordVersion | None:
    """Load and publish one overview; None if it says nothing new."""
    slug = Fields(data, "overview").text("slug", None)

    def write(overview: Overview) -> None:
        with reading(data, slug) as fields:
            fields.text("slug")
            _write(overview, fields)

    return load(
        Overview, slug, write, by=by, change=change, note=note, imported=imported
    )


def _write(overview: Overview, fields: Fields) -> None:
    overview.court = named_court(fields)
    overview.released_on, overview.released_precision = fields.dated(
        "released_on", "released_precision"
    )
    _period(overview, fields)
    save(overview)
    write_texts(OverviewText, {"overview": overview}, fields.texts(TEXTS))
    overview.statistics.update(base=None)
    overview.statistics.all().delete()
    overview.groups.all().delete()
    overview.provenance.all().delete()
    groups: dict[str, StatisticGroup] = {}
    for place, entry in enumerate(fields.each("groups")):
        group = _group(overview, place, entry)
        groups[group.key] = group
    known: dict[str, Statistic] = {}
    bases: list[tuple[Statistic, str, Fields]] = []
    for place, entry in enumerate(fields.each("statistics")):
        statistic, base = _statistic(overview, groups, place, entry)
        known[statistic.key] = statistic
        bases.append((statistic, base, entry))
    for statistic, base, entry in bases:
        if base:
            if base not in known:
                raise entry.wrong("base", base, "is no figure of this overview")
            statistic.base = known[base]
            statistic.save(update_fields=["base"])
    write_provenance(fields, {"overview": overview}, FIELDS)


def _group(overview: Overview, place: int, fields: Fields) -> StatisticGroup:
    group = save(
        StatisticGroup(
            overview=overview,
            key=fields.text("key", None),
            position=place,
            parts=fields.flag("parts", False),
        )
    )
    write_texts(StatisticGroupText, {"group": group}, fields.texts(["label", "note"]))
    return group


def _statistic(
    overview: Overview,
    groups: dict[str, StatisticGroup],
    place: int,
    fields: Fields,
) -> tuple[Statistic, str]:
    group = fields.text("group", None)
    if group not in groups:
        raise fields.wrong("group", group, "is no group of this overview")
    statistic = Statistic(
        overview=overview,
        group=groups[group],
        key=fields.text("key", None),
        position=place,
        value=fields.count("value"),
        headline=fields.flag("headline", False),
    )
    _period(statistic, fields)
    save(statistic)
    write_texts(
        StatisticText, {"statistic": statistic}, fields.texts(["label", "note"])
    )
    certainty = fields.choice("certainty", Certainty, "")
    owner = {"statistic": statistic}
    state(owner, "value", certainty, fields.words("sources"), 0, fields)
    for position, entry in enumerate(fields.each("printed")):
        save(
            PrintedShare(
                statistic=statistic,
                position=position,
                text=entry.text("text", None),
                language=entry.language("language"),
                source=named_sources([entry.text("source", None)], entry)[0],
            )
        )
    return statistic, fields.text("base")


def _period(row: Period, fields: Fields) -> None:
    part = fields.part("period")
    row.period_start = row.period_end = None
    row.period_precision = Precision.UNKNOWN.value
    if part is None:
        return
    row.period_start, row.period_precision = part.dated("start", "precision")
    row.period_end = part.day("end")
    part.done()
    if (row.period_start is None) != (row.period_end is None):
        raise part.wrong("end", row.period_end, "and start go together")
    if row.period_start and row.period_end and row.period_end < row.period_start:
        raise part.wrong("end", row.period_end, "is before the start")
