"""The snapshot of a collection, with the fields of each case that its card prints."""

from typing import cast

from cases.models import (
    SCHEMA,
    Case,
    Collection,
    CollectionItem,
    RelatedDecision,
    Source,
)
from cases.snapshots.parts import (
    court_shape,
    day_of,
    keys_of,
    provenance_of,
    sources_of,
    texts_of,
)
from cases.snapshots.schema import (
    CardShape,
    CaseShape,
    CollectionShape,
    ItemShape,
    RelatedShape,
)

CARD_FIELDS = ("title", "name", "cause_of_action", "holding", "outcome", "method")


def collection_shape(collection: Collection, schema: int = SCHEMA) -> CollectionShape:
    known: set[Source] = set()
    return {
        "key": collection.slug,
        "court": court_shape(collection.court),
        "overview": collection.overview.slug if collection.overview else None,
        "released_on": day_of(collection.released_on),
        "released_precision": collection.released_precision,
        "size": collection.size,
        "texts": texts_of(collection.texts.all()),
        "items": [
            _item_shape(item, known)
            for item in collection.items.select_related("case__current_version")
        ],
        "related": [
            _related_shape(related)
            for related in collection.related_decisions.select_related(
                "case__current_version"
            )
        ],
        "provenance": provenance_of(collection.provenance.all(), known),
        "sources": sources_of(known, schema),
    }


def _item_shape(item: CollectionItem, known: set[Source]) -> ItemShape:
    return {
        "position": item.position,
        "official_number": item.official_number,
        "certainty": item.certainty,
        "case": _card_shape(item.case) if item.case else None,
        "sources": keys_of(item.sources.all(), known),
        "texts": texts_of(item.texts.all()),
    }


def _related_shape(related: RelatedDecision) -> RelatedShape:
    return {"case": _card_shape(related.case), "texts": texts_of(related.texts.all())}


def _card_shape(case: Case) -> CardShape:
    # from the case's newest version: its rows may be ahead of it within a transaction
    version = case.current_version
    if version is None:
        raise ValueError(f"Publish the case {case.slug} before its collection.")
    shape = cast(CaseShape, version.snapshot)
    return {
        "key": shape["key"],
        "number": version.number,
        "hash": version.hash,
        "court": shape["court"],
        "case_number": shape["case_number"],
        "decided_on": shape["decided_on"],
        "decided_precision": shape["decided_precision"],
        "texts": {
            language: {field: fields[field] for field in CARD_FIELDS if field in fields}
            for language, fields in shape["texts"].items()
        },
    }
