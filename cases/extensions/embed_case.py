"""`[[case:KEY]]`: one case as a card, linked to its page."""

from typing import cast

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions.types import Block, RecordState
from cases.extensions.embed_overview import run
from cases.extensions.embed_states import newest_state, state_at, unique
from cases.presentation.card import Card, case_card
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import CaseShape
from cjo.lib.links import absolute


class CaseEmbed:
    name = "case"
    record_kind = "case"
    inline = False
    example = "[[case:wei-v-guo]]"
    help = "One case as a card: titles, court, number, date, holding."

    def newest(self, argument: str) -> RecordState | None:
        return newest_state(self.record_kind, argument)

    def at(self, argument: str, number: int) -> RecordState:
        return state_at(self.record_kind, argument, number)

    def anchor(self, argument: str) -> str:
        return f"case-{argument}"

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            context = {
                "id": self.anchor(argument),
                "card": case_card(_shape(state), language),
            }
            return SafeString(
                render_to_string("cases/embeds/case.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        with translation.override(language):
            card = case_card(_shape(state), language)
            lines: list[str] = [card.title, card.second_title]
            lines += [f"{label}: {words}" for label, words in facts(state, language)]
            return "\n".join(line for line in lines if line)

    def print_blocks(
        self, state: RecordState, argument: str, language: str
    ) -> list[Block]:
        with translation.override(language):
            card = case_card(_shape(state), language)
            return [{"type": "quote", "blocks": _printed(card, facts(state, language))}]

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        shape = _shape(state)
        provisions = [(one["law"], one["article"]) for one in shape["provisions"]]
        return unique(
            [
                ("case", state.key),
                ("court", shape["court"]["key"]) if shape["court"] else None,
                *(("provision", f"{law}/{article}") for law, article in provisions),
                *(("law", law) for law, _article in provisions),
            ]
        )


def facts(state: RecordState, language: str) -> list[tuple[str, LanguageText]]:
    """Return label and words of what is printed of it; what is unknown is left out."""
    shape = _shape(state)
    card = case_card(shape, language)
    texts = shape["texts"]

    def plain(text: str) -> LanguageText:
        return LanguageText(text, language, language)

    known = [
        (_("Court"), card.court),
        (_("Case number"), plain(card.case_number)),
        (_("Date"), plain(card.date)),
        (_("Cause of action"), choose(texts, "cause_of_action", language)),
        (_("Holding"), choose(texts, "holding", language)),
        (_("Outcome"), choose(texts, "outcome", language)),
    ]
    return [(label, words) for label, words in known if words]


def _shape(state: RecordState) -> CaseShape:
    return cast(CaseShape, state.snapshot)


def _printed(card: Card, known: list[tuple[str, LanguageText]]) -> list[Block]:
    title = [{**run(card.title), "bold": True, "href": absolute(card.url)}]
    if card.second_title:
        title += [{"text": " · "}, run(card.second_title)]
    return [
        {"type": "paragraph", "runs": title},
        *(
            {
                "type": "paragraph",
                "runs": [{"text": f"{label}: ", "bold": True}, run(words)],
            }
            for label, words in known
        ),
    ]
