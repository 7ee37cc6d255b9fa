"""`[[overview:KEY]]`: the figures of a court's overview as numerals and a table."""

from typing import cast

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions.types import Block, RecordState, Run
from cases.extensions.embed_states import newest_state, state_at, unique
from cases.presentation.overview import Panel, Row, panel
from cases.presentation.sources import NumberedSource
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
            context = {"panel": _panel(state, language)}
            return SafeString(
                render_to_string("cases/embeds/overview.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        with translation.override(language):
            shown = _panel(state, language)
            lines: list[str] = [shown.title, shown.scope]
            for group in shown.groups:
                lines.append(group.label)
                lines.extend(_line(row) for row in group.rows)
            return "\n".join(line for line in [*lines, shown.note] if line)

    def print_blocks(
        self, state: RecordState, argument: str, language: str
    ) -> list[Block]:
        with translation.override(language):
            shown = _panel(state, language)
            numerals = [
                {"value": row.value, "label": str(row.label)} for row in shown.numerals
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


def source_runs(source: NumberedSource) -> list[Run]:
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


def _panel(state: RecordState, language: str) -> Panel:
    return panel(_shape(state), state.number, language)


def _line(row: Row) -> str:
    if row.base:
        return _("%(label)s: %(value)s of %(base)s (%(share)s)") % {
            "label": row.label,
            "value": row.value,
            "base": row.base,
            "share": row.share,
        }
    return _("%(label)s: %(value)s") % {"label": row.label, "value": row.value}


def _marks(marks: list[NumberedSource]) -> str:
    return "".join(f" [{mark.number}]" for mark in marks)


def _cells(row: Row) -> Block:
    label = [run(row.label)]
    if row.period:
        label.append({"text": f" ({row.period})"})
    label.append({"text": _marks(row.marks)})
    if row.note:
        label.append({"text": " "})
        label.append(run(row.note))
    shares: list[Run] = [{"text": row.share}]
    for printed in row.printed:
        form = (
            _("printed as “%(share)s”, in our translation")
            if printed.translated
            else _("printed as “%(share)s”")
        )
        words = form % {"share": printed.words}
        shares.append({"text": f"; {words}{_marks(printed.marks)}"})
    return {
        "cells": [label, [{"text": row.value}], [{"text": row.base}], shares],
    }


def _foot(shown: Panel) -> list[list[Run]]:
    notes = [[run(shown.scope)], [run(shown.note)]]
    notes += [[run(group.note)] for group in shown.groups if group.note]
    notes += [[{"text": group.gap}] for group in shown.groups if group.gap]
    sources = [source_runs(source) for source in shown.sources.entries]
    version = _("Version %(number)s of these figures") % {"number": shown.number}
    link: Run = {"text": version, "href": absolute(shown.version_url)}
    return [one for one in notes if one[0]["text"]] + sources + [[link]]
