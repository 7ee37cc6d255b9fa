"""`[[figure:KEY/STATISTIC]]`: one number in a sentence, linked to its row."""

from typing import cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from articles.extensions.types import Block, RecordState
from cases.extensions.embed_overview import OverviewEmbed
from cases.extensions.embed_states import newest_state, state_at
from cases.presentation.figure import Figure, figure_id, figure_note, present_figure
from cases.snapshots.overview import find_statistic, statistics_in
from cases.snapshots.schema import OverviewShape
from cjo.lib.links import absolute

SHARE = "share"  # KEY/STATISTIC/share prints the share instead of the number


class FigureEmbed:
    name = "figure"
    record_kind = "overview"
    inline = True
    example = "[[figure:bic-personal-information-2024/internet-companies]]"
    help = (
        "One number in a sentence, linked to its row. With /share at its end: "
        "the share of its base."
    )

    def newest(self, argument: str) -> RecordState | None:
        state = newest_state(self.record_kind, argument.partition("/")[0])
        return state if state and _known(state, argument) else None

    def at(self, argument: str, number: int) -> RecordState:
        state = state_at(self.record_kind, argument.partition("/")[0], number)
        if not _known(state, argument):
            raise KeyError(argument)
        return state

    def anchor(self, argument: str) -> str:
        key, statistic, *_rest = argument.split("/")
        return figure_id(key, statistic)

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            figure = _figure(state, argument, language)
            context = {
                "value": _shown(figure, argument),
                "url": _address(state, argument),
                "note": figure_note(figure, _shape(state)["sources"]),
            }
            return SafeString(
                render_to_string("cases/embeds/figure.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        return _shown(_figure(state, argument, language), argument)

    def print_blocks(
        self, state: RecordState, argument: str, language: str
    ) -> list[Block]:
        with translation.override(language):
            number = {
                "text": self.text(state, argument, language),
                "href": absolute(_address(state, argument)),
            }
        return [{"type": "paragraph", "runs": [number]}]

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        return OverviewEmbed().subjects(state)

    def arguments(self, state: RecordState) -> list[tuple[str, str]]:
        """Return how each number of an overview is named, and what it counts."""
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


def _known(state: RecordState, argument: str) -> bool:
    """Tell whether the argument names a number, or the share of one with a base."""
    _key, *names = argument.split("/")
    statistic = find_statistic(_shape(state), names[0]) if names else None
    if statistic is None:
        return False
    return len(names) == 1 or (_wants_share(argument) and bool(statistic["base"]))


def _figure(state: RecordState, argument: str, language: str) -> Figure:
    overview = _shape(state)
    statistic = find_statistic(overview, argument.split("/")[1])
    if statistic is None:
        raise KeyError(argument)
    return present_figure(statistic, overview, language)


def _shown(figure: Figure, argument: str) -> str:
    return figure.share_text if _wants_share(argument) else figure.value_text


def _address(state: RecordState, argument: str) -> str:
    """Return the address, for ever, of the row in the state that was shown."""
    row = figure_id(state.key, argument.split("/")[1])
    return f"{reverse('overview_version', args=[state.key, state.number])}#{row}"
