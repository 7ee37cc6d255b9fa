"""Load a collection: its places, the decisions beside it, and provenance."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import ChangeType
from cases.importing.fields import Fields, reading
from cases.importing.rows import (
    LOADED,
    load,
    named,
    named_court,
    named_sources,
    save,
    write_provenance,
    write_texts,
)
from cases.models import (
    Case,
    Collection,
    CollectionItem,
    CollectionItemText,
    CollectionText,
    Membership,
    Overview,
    RecordVersion,
    RelatedDecision,
    RelatedDecisionText,
)

TEXTS = ["title", "description", "note"]
FIELDS = [*TEXTS, "court", "overview", "released_on", "size", "items", "related"]


def load_collection(
    data: Any,
    by: User,
    *,
    change: str = ChangeType.UPDATE,
    note: str = LOADED,
    imported: bool = True,
) -> RecordVersion | None:
    """Load and publish one collection; None if it says nothing new."""
    slug = Fields(data, "collection").text("slug", None)

    def write(collection: Collection) -> None:
        with reading(data, slug) as fields:
            fields.text("slug")
            _write(collection, fields)

    return load(
        Collection, slug, write, by=by, change=change, note=note, imported=imported
    )


def _write(collection: Collection, fields: Fields) -> None:
    collection.court = named_court(fields)
    overview = fields.text("overview")
    collection.overview = (
        named(Overview, overview, fields, "overview") if overview else None
    )
    collection.released_on, collection.released_precision = fields.dated(
        "released_on", "released_precision"
    )
    collection.size = fields.whole("size")
    save(collection)
    write_texts(CollectionText, {"collection": collection}, fields.texts(TEXTS))
    for rows in (
        collection.items,
        collection.related_decisions,
        collection.provenance,
    ):
        rows.all().delete()
    for entry in fields.each("items"):
        _item(collection, entry)
    for place, entry in enumerate(fields.each("related")):
        row = save(
            RelatedDecision(
                collection=collection,
                position=place,
                case=named(Case, entry.text("case", None), entry, "case"),
            )
        )
        texts = entry.texts(["reason"])
        write_texts(RelatedDecisionText, {"related_decision": row}, texts)
    write_provenance(fields, {"collection": collection}, FIELDS)


def _item(collection: Collection, fields: Fields) -> None:
    case = fields.text("case")
    certainty = fields.choice("certainty", Membership, "")
    if bool(case) == (certainty == Membership.UNIDENTIFIED):
        raise fields.wrong("certainty", certainty, "does not fit the case")
    row = save(
        CollectionItem(
            collection=collection,
            position=fields.count("position"),
            official_number=fields.whole("official_number"),
            case=named(Case, case, fields, "case") if case else None,
            certainty=certainty,
        )
    )
    row.sources.set(named_sources(fields.words("sources"), fields))
    write_texts(CollectionItemText, {"item": row}, fields.texts(["note"]))
