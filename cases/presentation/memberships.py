"""The sets in which a case has a place, or beside which it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.models import Collection, RecordVersion, snapshot_in
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import CollectionShape, ItemShape
from cjo.lib.written import written_once


@dataclass(frozen=True, slots=True)
class SetOfCase:
    """A set as a case's page names it; beside it, a case is not counted in it.

    `others` are the keys of the cases that are counted in it, as far as known, each
    with how surely it is one of them.
    """

    url: str
    title: LanguageText
    is_beside: bool
    certainty: str
    number: int | None
    others: dict[str, str]


def sets_of(case_id: int, slug: str, language: str) -> list[SetOfCase]:
    """Return the published sets that show the case: one query, and their snapshots."""
    return [
        one
        for (canonical,) in _showing(case_id)
        for one in _places(
            cast(CollectionShape, snapshot_in(canonical)), slug, language
        )
    ]


@written_once
def _showing(case_id: int) -> QuerySet[RecordVersion, Any]:
    shown = Q(items__case=case_id) | Q(related_decisions__case=case_id)
    found = Collection.objects.filter(shown).order_by()
    versions = RecordVersion.objects.filter(current_collection__in=found.values("pk"))
    return versions.order_by("object_id").values_list("canonical")


def _places(shape: CollectionShape, slug: str, language: str) -> Iterator[SetOfCase]:
    def place(item: ItemShape | None) -> SetOfCase:
        return SetOfCase(
            url=reverse("collection", args=[shape["key"]]),
            title=choose(shape["texts"], "title", language),
            is_beside=item is None,
            certainty=item["certainty"] if item else "",
            number=item["official_number"] if item else None,
            others={
                one["case"]["key"]: one["certainty"]
                for one in shape["items"]
                if item and one["case"] and one["case"]["key"] != slug
            },
        )

    for item in shape["items"]:
        if item["case"] and item["case"]["key"] == slug:
            yield place(item)
    for related in shape["related"]:
        if related["case"]["key"] == slug:
            yield place(None)
