"""`[[figure:KEY/STATISTIC]]`: one number in a sentence, linked to its row."""

from typing import Any, cast

from django.urls import reverse

from articles.extensions.types import RecordState
from articles.rendering.shown_parts import key_in
from cases.extensions.embed_overview import OverviewEmbed
from cases.presentation.figure import figure_note, present_figure
from cases.snapshots.overview import find_statistic, statistics_in
from cases.snapshots.schema import OverviewShape

SHARE = "share"  # KEY/STATISTIC/share prints the share instead of the number


class FigureEmbed(OverviewEmbed):
    name = "figure"
    inline = True
    example = "[[figure:bic-personal-information-2024/internet-companies]]"
    help = (
        "One number in a sentence, linked to its row. With /share at its end: "
        "the share of its base."
    )

    def newest(self, argument: str) -> RecordState | None:
        state = super().newest(key_in(argument))
        return state if state and self.has(state, argument) else None

    def has(self, state: RecordState, argument: str) -> bool:
        """Return whether it has this number, or the share of one with a base."""
        _key, *names = argument.split("/")
        statistic = find_statistic(_shape(state), names[0]) if names else None
        if statistic is None:
            return False
        return len(names) == 1 or (_wants_share(argument) and bool(statistic["base"]))

    def context(
        self, state: RecordState, argument: str, language: str
    ) -> dict[str, Any]:
        overview = _shape(state)
        statistic = find_statistic(overview, argument.split("/")[1])
        if statistic is None:
            raise KeyError(argument)
        figure = present_figure(statistic, overview, language)
        value = figure.share_text if _wants_share(argument) else figure.value_text
        # the permanent address of the row in the state that is shown
        page = reverse("overview_version", args=[state.key, state.number])
        return {
            "value": value,
            "url": f"{page}#{figure.id}",
            "note": figure_note(figure, overview["sources"]),
        }

    def arguments(self, state: RecordState) -> list[tuple[str, str]]:
        """Return the argument and the label of each number of an overview."""
        return [
            (
                f"{state.key}/{figure.key}",
                f"{figure.value_text}: {figure.label.plain}",
            )
            for statistic in statistics_in(_shape(state))
            for figure in [present_figure(statistic, _shape(state), "en")]
        ]


def _shape(state: RecordState) -> OverviewShape:
    return cast(OverviewShape, state.snapshot)


def _wants_share(argument: str) -> bool:
    return argument.split("/")[2:] == [SHARE]
