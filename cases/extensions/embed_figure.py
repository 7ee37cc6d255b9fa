"""`[[figure:KEY/STATISTIC]]`: one number in a sentence, linked to its row."""

from typing import cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString

from articles.extensions.types import Block, RecordState
from cases.extensions.embed_overview import OverviewEmbed
from cases.extensions.embed_states import newest_state, state_at
from cases.presentation.overview import gloss, row_id, share_text
from cases.presentation.shares import find
from cases.presentation.text import choose
from cases.snapshots.schema import OverviewShape, StatisticShape
from cjo.lib.links import absolute
from cjo.lib.locales import number_text

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
        return row_id(key, statistic)

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            statistic = _statistic(state, argument)
            context = {
                "value": self.text(state, argument, language),
                "url": _address(state, argument),
                "gloss": gloss(_shape(state), statistic, language),
            }
            return SafeString(
                render_to_string("cases/embeds/figure.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        statistic = _statistic(state, argument)
        base = find(_shape(state), statistic["base"] or "")
        if _wants_share(argument) and base:
            return share_text(statistic["value"], base["value"], language)
        return number_text(statistic["value"], language)

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
                f"{state.key}/{statistic['key']}",
                f"{number_text(statistic['value'], 'en')}: "
                f"{choose(statistic['texts'], 'label', 'en').plain}",
            )
            for group in _shape(state)["groups"]
            for statistic in group["statistics"]
        ]


def _shape(state: RecordState) -> OverviewShape:
    return cast(OverviewShape, state.snapshot)


def _wants_share(argument: str) -> bool:
    return argument.split("/")[2:] == [SHARE]


def _known(state: RecordState, argument: str) -> bool:
    """Tell whether the argument names a number, or the share of one with a base."""
    _key, *names = argument.split("/")
    statistic = find(_shape(state), names[0]) if names else None
    if statistic is None:
        return False
    return len(names) == 1 or (_wants_share(argument) and bool(statistic["base"]))


def _statistic(state: RecordState, argument: str) -> StatisticShape:
    statistic = find(_shape(state), argument.split("/")[1])
    if statistic is None:
        raise KeyError(argument)
    return statistic


def _address(state: RecordState, argument: str) -> str:
    """Return the address, for ever, of the row in the state that was shown."""
    row = row_id(state.key, argument.split("/")[1])
    return f"{reverse('overview_version', args=[state.key, state.number])}#{row}"
