"""`[[collection:KEY]]`: the cases of a collection as cards, each with its certainty."""

from typing import Any, cast

from articles.extensions.types import RecordState
from cases.extensions.embed_record import RecordEmbed, unique
from cases.presentation.collection import present_collection
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
        return {"collection": present_collection(shape, language)}

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
