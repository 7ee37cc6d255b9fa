"""The collections that show a case: as one of their cases, or as a related decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.db.models import Q
from django.urls import reverse

from cases.models import Collection
from cases.presentation.certainty import is_former_scale
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import CollectionShape, ItemShape


@dataclass(frozen=True, slots=True)
class CollectionOfCase:
    """A collection as a case's page names it.

    A related decision is not counted in it. `others` are the keys of the known cases
    that are counted, each with its certainty of membership.
    """

    url: str
    title: LanguageText
    is_related: bool
    certainty: str
    number: int | None
    is_former: bool
    others: dict[str, str]


def collections_of(case_id: int, slug: str, language: str) -> list[CollectionOfCase]:
    """Return the published collections that show the case, in one query."""
    showing = Collection.objects.filter(
        Q(items__case=case_id) | Q(related_decisions__case=case_id)
    )
    collections = Collection.objects.filter(
        pk__in=showing.values("pk"), current_version__isnull=False
    ).select_related("current_version")
    return [
        place
        for collection in collections.order_by("pk")
        if collection.current_version is not None
        for place in _places(
            cast(CollectionShape, collection.current_version.snapshot), slug, language
        )
    ]


def collections_released_with(overview_id: int, language: str) -> list[dict[str, str]]:
    """Return address and title of each collection released with an overview."""
    collections = Collection.objects.filter(
        overview=overview_id, current_version__isnull=False
    ).select_related("current_version")
    return [
        {
            "url": reverse("collection", args=[collection.slug]),
            "title": choose(
                collection.current_version.snapshot["texts"], "title", language
            ),
        }
        for collection in collections
        if collection.current_version is not None
    ]


def _places(
    shape: CollectionShape, slug: str, language: str
) -> Iterator[CollectionOfCase]:
    def place(item: ItemShape | None) -> CollectionOfCase:
        return CollectionOfCase(
            url=reverse("collection", args=[shape["key"]]),
            title=choose(shape["texts"], "title", language),
            is_related=item is None,
            certainty=item["certainty"] if item else "",
            number=item["official_number"] if item else None,
            is_former=is_former_scale(shape["sources"]),
            others={
                other["case"]["key"]: other["certainty"]
                for other in shape["items"]
                if item and other["case"] and other["case"]["key"] != slug
            },
        )

    for item in shape["items"]:
        if item["case"] and item["case"]["key"] == slug:
            yield place(item)
    for related in shape["related"]:
        if related["case"]["key"] == slug:
            yield place(None)
