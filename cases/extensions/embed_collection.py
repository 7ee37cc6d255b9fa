"""`[[collection:KEY]]`: the cases of a set as cards, with how sure each is."""

from typing import cast

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions.types import Block, RecordState, Run
from cases.extensions.embed_overview import run
from cases.extensions.embed_states import newest_state, state_at, unique
from cases.presentation.card import Card
from cases.presentation.collection import PresentedCollection, present_collection
from cases.snapshots.schema import CollectionShape
from cjo.lib.links import absolute

_SIGNS = {"confirmed": "●", "probable": "◐", "unidentified": "–"}


class CollectionEmbed:
    name = "collection"
    record_kind = "collection"
    inline = False
    example = "[[collection:bic-personal-information-2024]]"
    help = "The cases of a set as cards; related decisions stand apart."

    def newest(self, argument: str) -> RecordState | None:
        return newest_state(self.record_kind, argument)

    def at(self, argument: str, number: int) -> RecordState:
        return state_at(self.record_kind, argument, number)

    def anchor(self, argument: str) -> str:
        return f"collection-{argument}"

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        with translation.override(language):
            context = {"collection": _cards(state, language)}
            return SafeString(
                render_to_string("cases/embeds/collection.html", context).strip()
            )

    def text(self, state: RecordState, argument: str, language: str) -> str:
        with translation.override(language):
            shown = _cards(state, language)
            lines = [f"{shown.title}: {shown.tally}"]
            for card in [*shown.cards, *shown.related]:
                lines += [card.title, card.second_title, card.sentence]
            return "\n".join(line for line in lines if line)

    def print_blocks(
        self, state: RecordState, argument: str, language: str
    ) -> list[Block]:
        with translation.override(language):
            shown = _cards(state, language)
            blocks: list[Block] = [
                {
                    "type": "cards",
                    "items": [_printed(card) for card in shown.cards],
                    "intro": [
                        {**run(shown.title), "bold": True},
                        {"text": f": {shown.tally}"},
                    ],
                }
            ]
            if shown.related:
                beside = _("Related decisions, not counted in the set")
                blocks.append(
                    {
                        "type": "cards",
                        "items": [_printed(card) for card in shown.related],
                        "intro": [{"text": beside, "bold": True}],
                    }
                )
            blocks.append(_where_to_read_more(shown))
            return blocks

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        shape = cast(CollectionShape, state.snapshot)
        cases = [item["case"] for item in shape["items"]]
        beside = [one["case"] for one in shape["related"]]
        court, overview = shape["court"], shape["overview"]
        return unique(
            [
                ("collection", state.key),
                *(("case", case["key"]) for case in [*cases, *beside] if case),
                ("court", court["key"]) if court else None,
                ("overview", overview) if overview else None,
            ]
        )


def certainty_words(card: Card) -> str:
    """Return how sure it is that the case is one of the set."""
    return {
        "confirmed": _("Confirmed"),
        "probable": _("Probably one of the set"),
        "unidentified": _("Not yet identified"),
    }.get(card.membership, "")


def _cards(state: RecordState, language: str) -> PresentedCollection:
    return present_collection(cast(CollectionShape, state.snapshot), language)


def _printed(card: Card) -> Block:
    title: Run = {"text": _("Not yet identified")}
    if card.key:
        title = {**run(card.title), "href": absolute(card.url)}
    words = [card.court, card.date, card.case_number]
    meta = [run(word) for word in words if word]
    block: Block = {
        "mark": card.official_number or _SIGNS.get(card.membership, ""),
        "title": [title],
        "meta": [
            piece
            for one in meta
            for piece in ({"text": " · "}, one)  # joined by dots
        ][1:],
        "text": [run(card.sentence)] if card.sentence else [run(card.note)],
        "certainty": certainty_words(card) if card.key else "",
    }
    if card.second_title:
        block["second_title"] = [run(card.second_title)]
    return block


def _where_to_read_more(shown: PresentedCollection) -> Block:
    words = _("How sure each of these is, and from which source, stands here:")
    address = absolute(reverse("collection", args=[shown.key]))
    link: Run = {"text": address, "href": address}
    return {"type": "paragraph", "runs": [{"text": f"{words} "}, link]}
