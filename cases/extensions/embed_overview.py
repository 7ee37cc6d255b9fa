"""`[[overview:KEY]]`: the figures of a court's overview as numerals and a table."""

from typing import cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions.types import Block, RecordState, Run
from cases.extensions.embed_states import newest_state, state_at, unique
from cases.presentation.figure import Figure
from cases.presentation.overview import (
    FigureRow,
    PresentedOverview,
    present_overview,
)
from cases.presentation.sources import PresentedSource
from cases.presentation.text import LanguageText, MixedText
from cases.snapshots.schema import OverviewShape
from cjo.lib.links import absolute


class OverviewEmbed:
    name = "overview"
    record_kind = "overview"
    inline = False
    example = "[[overview:bic-personal-information-2024]]"
    help = "The figures of an overview: large numerals, then the table with sources."

    def newest(self, argument: str) -> RecordState | None:
        return newest_state(self.record_kind, argument)

    def at(self, argument: str, number: int) -> RecordState:
        return state_at(self.record_kind, argument, number)

    def anchor(self, argument: str) -> str:
        return f"overview-{argument}"

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            context = {"overview": _panel(state, language)}
            return SafeString(
                render_to_string("cases/embeds/overview.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        with translation.override(language):
            shown = _panel(state, language)
            lines: list[str] = [shown.title, shown.scope]
            for group in shown.groups:
                lines.append(group.label)
                lines.extend(_line(row.figure) for row in group.rows)
            return "\n".join(line for line in [*lines, shown.note] if line)

    def print_blocks(
        self, state: RecordState, argument: str, language: str
    ) -> list[Block]:
        with translation.override(language):
            shown = _panel(state, language)
            numerals = [
                {"value": figure.value_text, "label": str(figure.label)}
                for figure in shown.numerals
            ]
            return [
                *([{"type": "numerals", "items": numerals}] if numerals else []),
                {
                    "type": "table",
                    "caption": [{**run(shown.title), "bold": True}],
                    "columns": ["start", "end", "end", "end"],
                    "head": [
                        [{"text": _("Figure")}],
                        [{"text": _("Number")}],
                        [{"text": _("Of")}],
                        [{"text": _("Share, computed")}],
                    ],
                    "rows": [
                        printed
                        for group in shown.groups
                        for printed in (
                            {"cells": [[run(group.label)]], "heading": True},
                            *(_cells(row) for row in group.rows),
                        )
                    ],
                    "foot": _foot(shown),
                },
            ]

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        court = _shape(state)["court"]
        return unique(
            [
                ("overview", state.key),
                ("court", court["key"]) if court else None,
            ]
        )


def run(words: LanguageText | str) -> Run:
    """Return words as a run, with their language where it is not the page's."""
    if isinstance(words, LanguageText) and words.foreign:
        return {"text": str(words), "lang": words.language}
    return {"text": str(words)}


def source_runs(source: PresentedSource) -> list[Run]:
    """Return a source as the PDF lists it: linked only where a reader may go."""
    title, publisher = _runs(source.title), _runs(source.publisher)
    if source.url:
        for part in title:
            part["href"] = source.url
    lead: Run = {"text": f"[{source.number}] "}
    if not publisher:
        return [lead, *title]
    return [lead, *title, {"text": " · "}, *publisher]


def _runs(words: MixedText) -> list[Run]:
    return [{"text": str(part), "lang": part.language} for part in words.runs]


def _shape(state: RecordState) -> OverviewShape:
    return cast(OverviewShape, state.snapshot)


def _panel(state: RecordState, language: str) -> PresentedOverview:
    return present_overview(_shape(state), state.number, language)


def _line(figure: Figure) -> str:
    parts = {
        "label": figure.label,
        "value": figure.value_text,
        "base": figure.base_text,
        "share": figure.share_text,
    }
    if figure.base:
        return _("%(label)s: %(value)s of %(base)s (%(share)s)") % parts
    return _("%(label)s: %(value)s") % parts


def _marks(marks: tuple[PresentedSource, ...]) -> str:
    return "".join(f" [{mark.number}]" for mark in marks)


def _cells(row: FigureRow) -> Block:
    figure = row.figure
    label = [run(figure.label)]
    if figure.has_own_period:
        label.append({"text": f" ({figure.period_text})"})
    label.append({"text": _marks(row.marks)})
    if figure.note:
        label.append({"text": " "})
        label.append(run(figure.note))
    shares: list[Run] = [{"text": figure.share_text}]
    for printed in row.printed:
        form = (
            _("printed as “%(share)s”, in our translation")
            if _("our translation") in printed.remarks
            else _("printed as “%(share)s”")
        )
        words = form % {"share": printed.text}
        shares.append({"text": f"; {words}{_marks(printed.marks)}"})
    return {
        "cells": [
            label,
            [{"text": figure.value_text}],
            [{"text": figure.base_text}],
            shares,
        ],
    }


def _foot(shown: PresentedOverview) -> list[list[Run]]:
    notes = [[run(shown.scope)], [run(shown.note)]]
    notes += [[run(group.note)] for group in shown.groups if group.note]
    notes += [[{"text": group.gap}] for group in shown.groups if group.gap]
    sources = [source_runs(source) for source in shown.sources.entries]
    version = _("Version %(number)s of these figures") % {"number": shown.number}
    address = reverse("overview_version", args=[shown.key, shown.number])
    link: Run = {"text": version, "href": absolute(address)}
    return [one for one in notes if one[0]["text"]] + sources + [[link]]
