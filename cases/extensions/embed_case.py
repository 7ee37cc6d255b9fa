"""`[[case:KEY]]`: one case as a card, with the facts for which a card has no room."""

from dataclasses import replace
from typing import Any, cast

from django.utils.translation import gettext as _

from articles.extensions.types import RecordState
from cases.extensions.embed_record import RecordEmbed, unique
from cases.models import keys_cited
from cases.presentation.card import Fact, case_card
from cases.presentation.text import NO_TEXT, choose
from cases.snapshots.schema import CaseShape


class CaseEmbed(RecordEmbed):
    name = "case"
    record_kind = "case"
    example = "[[case:wei-v-guo]]"
    help = "One case as a card: titles, court, number, date, holding, outcome."

    def context(
        self, state: RecordState, argument: str, language: str
    ) -> dict[str, Any]:
        case = cast(CaseShape, state.snapshot)
        # the facts hold the whole of what the card's sentence begins
        card = replace(
            case_card(case, language), sentence=NO_TEXT, facts=_facts(case, language)
        )
        return {"id": f"case-{argument}", "card": card}

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        case = cast(CaseShape, state.snapshot)
        provisions = [
            (provision["law"], provision["article"], provision.get("version", ""))
            for provision in case["provisions"]
        ]
        return unique(
            [
                ("case", state.key),
                ("court", case["court"]["key"]) if case["court"] else None,
                *(("provision", key) for key in keys_cited(provisions)),
                *(("law", law) for law, _article, _version in provisions),
            ]
        )


def _facts(case: CaseShape, language: str) -> tuple[Fact, ...]:
    facts = [
        (_("Cause of action"), choose(case["texts"], "cause_of_action", language)),
        # Translators: The label of a row: what the court decided on the law, and why.
        (_("Holding"), choose(case["texts"], "holding", language)),
        (_("Outcome"), choose(case["texts"], "outcome", language)),
    ]
    return tuple((label, text) for label, text in facts if text)
