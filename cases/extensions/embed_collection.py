"""`[[collection:KEY]]`: the cases of a collection as cards, each with its certainty."""

from dataclasses import replace
from typing import Any, cast

from articles.extensions.types import RecordState
from cases.extensions.embed_record import RecordEmbed, unique
from cases.presentation.collection import present_collection
from cases.presentation.text import NO_TEXT
from cases.snapshots.schema import CollectionShape


class CollectionEmbed(RecordEmbed):
    name = "collection"
    record_kind = "collection"
    example = "[[collection:bic-personal-information-2024]]"
    help = "The cases of a collection as cards, and related decisions apart from them."

    def context(
        self, state: RecordState, argument: str, language: str
    ) -> dict[str, Any]:
        shape = cast(CollectionShape, state.snapshot)
        collection = present_collection(shape, language)
        # they are beside the subject of a text: their own pages say more
        related = [
            replace(card, second_title=NO_TEXT, sentence=NO_TEXT)
            for card in collection.related
        ]
        return {"collection": replace(collection, related=related)}

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        shape = cast(CollectionShape, state.snapshot)
        cases = [item["case"] for item in shape["items"]]
        related = [decision["case"] for decision in shape["related"]]
        court, overview = shape["court"], shape["overview"]
        return unique(
            [
                ("collection", state.key),
                *(("case", case["key"]) for case in [*cases, *related] if case),
                ("court", court["key"]) if court else None,
                ("overview", overview) if overview else None,
            ]
        )
