"""Cells that every CSV of records has: sources, licence, citation."""

from collections.abc import Iterable

from django.utils import translation

from articles.presentation.json_ld import SITE_NAME
from cases.exports.citation import citation
from cases.models import RecordVersion
from cases.presentation.sources import PresentedSource
from cases.snapshots.schema import Sources
from cjo.lib.licence import LICENCE, LICENCE_URL

NO_SOURCE = "none on record"
IMPRINT = ["version", "published_at", "creator", "licence", "citation"]


def imprint_cells(version: RecordVersion) -> list[str]:
    return [
        str(version.number),
        version.document["published_at"],
        SITE_NAME,
        f"{LICENCE} ({LICENCE_URL})",
        citation(version),
    ]


def sources_cell(sources: Sources, keys: Iterable[str]) -> str:
    """Return `cjo: Publisher, "Title", seen 2025-01-31 <https://…>` for each source."""
    names = [
        f"{key}: {_name(PresentedSource(key, sources[key], 'en'))}"
        for key in dict.fromkeys(keys)
    ]
    return "; ".join(names) or NO_SOURCE


def _name(source: PresentedSource) -> str:
    title, seen_on = source.title.plain, source.shape["seen_on"]
    parts = [
        source.publisher.plain,
        # quotation marks are for a title that the source itself has
        title if source.is_described else f'"{title}"',
        f"seen {seen_on}" if seen_on else "",
    ]
    name = ", ".join(part for part in parts if part)
    linked = f"{name} <{source.url}>" if source.url else name
    with translation.override("en"):
        remarks = "; ".join(str(remark) for remark in source.remarks)
    return f"{linked} ({remarks})" if remarks else linked
