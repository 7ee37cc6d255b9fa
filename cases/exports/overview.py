"""The figures of an overview as CSV, and any record as JSON."""

import csv
import io
import json
from typing import Any, cast

from cases.exports.cells import IMPRINT, imprint_cells, safe_cell, sources_cell
from cases.exports.citation import LICENCE, LICENCE_URL, citation, version_address
from cases.models import RecordVersion
from cases.presentation.dates import known_date
from cases.presentation.figure import Figure, present_figure
from cases.presentation.text import choose
from cases.snapshots.schema import OverviewShape, Sources

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
    *IMPRINT,
]


def overview_csv(version: RecordVersion) -> str:
    """Return a row for each figure, in English, with its sources."""
    overview = cast(OverviewShape, version.snapshot)
    imprint = imprint_cells(version)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for group in overview["groups"]:
        label = str(choose(group["texts"], "label", "en"))
        for statistic in group["statistics"]:
            figure = present_figure(statistic, overview, "en")
            cells = [label, *_cells(figure, overview["sources"]), *imprint]
            writer.writerow([safe_cell(cell) for cell in cells])
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


def _cells(figure: Figure, sources: Sources) -> list[str]:
    printed_by = [share.source_key for share in figure.printed]
    return [
        figure.key,
        str(figure.label),
        str(figure.value),
        figure.base_key,
        "" if figure.base is None else str(figure.base),
        "" if figure.share is None else str(figure.share),
        _printed(figure),
        *_period(figure),
        "; ".join(
            dict.fromkeys(statement.certainty for statement in figure.statements)
        ),
        sources_cell(sources, [*figure.source_keys, *printed_by]),
        str(figure.note),
    ]


def _period(figure: Figure) -> tuple[str, str, str]:
    if figure.period is None:
        return "", "", "unknown"
    precision = figure.period["precision"]
    start = known_date(figure.period["start"], precision)
    return start, known_date(figure.period["end"], precision), precision


def _printed(figure: Figure) -> str:
    """Return `over 80% (cjo)`: the column of sources has the key."""
    return "; ".join(
        f"{share.text} ({share.source_key}, our translation)"
        if share.is_translated
        else f"{share.text} ({share.source_key})"
        for share in figure.printed
    )
