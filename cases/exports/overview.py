"""The figures of an overview as CSV, and any record as JSON."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any, Literal, cast

from articles.models import ChangeType
from articles.models.document import timestamp
from articles.presentation.json_ld import SITE_NAME
from cases.exports.cells import IMPRINT, imprint_cells, sources_cell
from cases.exports.citation import (
    citation,
    source_court,
    version_address,
)
from cases.models import RecordVersion
from cases.presentation.certainty import definition_of
from cases.presentation.dates import known_date
from cases.presentation.figure import Figure, present_figure
from cases.presentation.text import choose
from cases.snapshots.schema import OverviewShape
from cjo.lib.csv_cells import csv_head, safe_cell
from cjo.lib.licence import LICENCE, LICENCE_URL
from cjo.lib.links import absolute


def overview_csv(version: RecordVersion) -> str:
    """Return a row for each figure, in English, with its sources."""
    overview = cast(OverviewShape, version.snapshot)
    imprint = imprint_cells(version)
    out = io.StringIO()
    writer = csv.writer(out)
    out.write(csv_head(HEADER))
    for group in overview["groups"]:
        label = str(choose(group["texts"], "label", "en"))
        for statistic in group["statistics"]:
            figure = present_figure(statistic, overview, "en")
            # the sources of printed shares are explained in the same cell
            printed_by = [share.source_key for share in figure.printed]
            cells = [
                label,
                *(cell(figure) for cell in _COLUMNS.values()),
                sources_cell(overview["sources"], [*figure.source_keys, *printed_by]),
                str(figure.note),
                source_court(version),
                *imprint,
            ]
            writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def record_json(version: RecordVersion) -> str:
    """Return a record as published, and every correction of it, the newest first.

    A correction with a number above `version` came later: this state still has the
    fault.
    """
    document = version.document
    corrections = RecordVersion.objects.history_of(version).filter(
        change_type=ChangeType.CORRECTION
    )
    data: dict[str, Any] = {
        "kind": document["kind"],
        "key": document["key"],
        "version": document["number"],
        "published_at": document["published_at"],
        "change": document["change"],
        "corrections": [
            {
                "version": correction.number,
                "published_at": timestamp(correction.published_at),
                "note": correction.change_note,
                "note_language": correction.note_language,
            }
            for correction in corrections.defer("canonical")
        ],
        "hash": version.hash,
        "previous": document["previous"],
        "url": version_address(version),
        "creator": SITE_NAME,
        "source": source_court(version),
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "citation": citation(version),
        "certainty_defined_at": absolute(definition_of(version.snapshot)),
        "record": document["record"],
    }
    # readable letters, because people open the file too
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _day(figure: Figure, end: Literal["start", "end"]) -> str:
    period = figure.period
    return known_date(period[end], period["precision"]) if period else ""


def _printed(figure: Figure) -> str:
    """Return `over 80% (cjo)`: the column of sources has the key."""
    return "; ".join(
        f"{share.text} ({share.source_key}, our translation)"
        if share.is_translated
        else f"{share.text} ({share.source_key})"
        for share in figure.printed
    )


_COLUMNS: dict[str, Callable[[Figure], str]] = {
    "key": lambda figure: figure.key,
    "label": lambda figure: str(figure.label),
    "value": lambda figure: str(figure.value),
    "base": lambda figure: figure.base_key,
    "base_value": lambda figure: "" if figure.base is None else str(figure.base),
    "share_percent": lambda figure: "" if figure.share is None else str(figure.share),
    "share_as_printed": _printed,
    "period_start": lambda figure: _day(figure, "start"),
    "period_end": lambda figure: _day(figure, "end"),
    "period_precision": lambda figure: (
        figure.period["precision"] if figure.period else "unknown"
    ),
    "certainty": lambda figure: "; ".join(figure.certainties),
}
HEADER = ["group", *_COLUMNS, "source", "note", "source_court", *IMPRINT]
