"""Figures as CSV and records as JSON: every state, with its sources inside."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, cast

from cases.exports.citation import LICENCE, LICENCE_URL, citation, version_address
from cases.models import RecordVersion
from cases.presentation.dates import known_date
from cases.presentation.shares import computed_share, find, is_translated
from cases.presentation.sources import NumberedSource
from cases.presentation.text import choose
from cases.snapshots.schema import (
    OverviewShape,
    PeriodShape,
    Sources,
    SourceShape,
    StatisticShape,
)

HEADER = [
    "group",
    "key",
    "label",
    "value",
    "base",
    "base_value",
    "share_percent",
    "share_as_printed",
    "period_start",
    "period_end",
    "period_precision",
    "certainty",
    "source",
    "note",
    "version",
    "published_at",
    "licence",
    "citation",
]
NO_SOURCE = "none on record"
# What a spreadsheet takes for the start of a formula, in full width too
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def overview_csv(version: RecordVersion) -> str:
    """Return a row for each figure, in English, with where it comes from."""
    snapshot = cast(OverviewShape, version.snapshot)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for group in snapshot["groups"]:
        label = choose(group["texts"], "label", "en")
        for statistic in group["statistics"]:
            row = [label, *_figure(snapshot, statistic), *_imprint(version)]
            writer.writerow([safe(cell) for cell in row])
    return out.getvalue()


def record_json(version: RecordVersion) -> str:
    """Return the whole state of a record, as it was published."""
    document = version.document
    data: dict[str, Any] = {
        "kind": document["kind"],
        "key": document["key"],
        "version": document["number"],
        "published_at": document["published_at"],
        "change": document["change"],
        "hash": version.hash,
        "previous": document["previous"],
        "url": version_address(version),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "citation": citation(version),
        "record": document["record"],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def _figure(snapshot: OverviewShape, one: StatisticShape) -> list[str]:
    base = find(snapshot, one["base"]) if one["base"] else None
    start, end, precision = _period(one["period"] or snapshot["period"])
    return [
        one["key"],
        str(choose(one["texts"], "label", "en")),
        str(one["value"]),
        one["base"] or "",
        str(base["value"]) if base else "",
        str(computed_share(one["value"], base["value"])) if base else "",
        _printed(snapshot, one),
        start,
        end,
        precision,
        "; ".join(dict.fromkeys(said["certainty"] for said in one["provenance"])),
        _sources(snapshot, one),
        str(choose(one["texts"], "note", "en")),
    ]


def _imprint(version: RecordVersion) -> list[str]:
    document = version.document
    return [
        str(version.number),
        document["published_at"],
        f"{LICENCE} ({LICENCE_URL})",
        citation(version),
    ]


def _period(shape: PeriodShape | None) -> tuple[str, str, str]:
    if shape is None:
        return "", "", "unknown"
    precision = shape["precision"]
    start = known_date(shape["start"], precision)
    return start, known_date(shape["end"], precision), precision


def _printed(snapshot: OverviewShape, one: StatisticShape) -> str:
    """Return `over 80% (cjo)`: the column of sources has the key."""
    return "; ".join(
        f"{printed['text']} ({printed['source']}, our translation)"
        if is_translated(printed, snapshot["sources"])
        else f"{printed['text']} ({printed['source']})"
        for printed in one["printed"]
    )


def _sources(snapshot: OverviewShape, one: StatisticShape) -> str:
    said = [key for entry in one["provenance"] for key in entry["sources"]]
    printed = [entry["source"] for entry in one["printed"]]
    return named_sources(snapshot["sources"], [*said, *printed])


def named_sources(sources: Sources, keys: Iterable[str]) -> str:
    """Return `cjo: Publisher, "Title", seen 2025-01-31 <https://…>` for each source."""
    named = [f"{key}: {_named(key, sources[key])}" for key in dict.fromkeys(keys)]
    return "; ".join(named) or NO_SOURCE


def _named(key: str, shape: SourceShape) -> str:
    """Name a source; only a title that is recorded stands in quotation marks."""
    source = NumberedSource(0, key, shape, "en")
    title, seen = source.title.plain, shape["seen_on"]
    parts = [
        source.publisher.plain,
        title if source.is_described else f'"{title}"',
        f"seen {seen}" if seen else "",
    ]
    name = ", ".join(part for part in parts if part)
    if not shape["public"]:
        return f"{name} (on record, not linked)"
    return f"{name} <{source.url}>" if source.url else name
