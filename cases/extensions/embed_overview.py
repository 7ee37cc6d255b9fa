"""`[[overview:KEY]]`: the figures of a court's overview as numerals and a table."""

from typing import Any, cast

from articles.extensions.types import RecordState
from cases.extensions.embed_record import RecordEmbed, unique
from cases.presentation.overview import present_overview
from cases.snapshots.schema import OverviewShape


class OverviewEmbed(RecordEmbed):
    name = "overview"
    record_kind = "overview"
    example = "[[overview:bic-personal-information-2024]]"
    help = "The figures of an overview: large numerals, then the table with sources."

    def context(
        self, state: RecordState, argument: str, language: str
    ) -> dict[str, Any]:
        shape = cast(OverviewShape, state.snapshot)
        return {"overview": present_overview(shape, state.number, language)}

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        court = cast(OverviewShape, state.snapshot)["court"]
        return unique(
            [
                ("overview", state.key),
                ("court", court["key"]) if court else None,
            ]
        )
