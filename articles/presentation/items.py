"""An article as lists print it."""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Byline, Contributor, Edition, Role, Version
from articles.presentation.behind import behind_a_correction
from articles.presentation.navigation import Navigation, Section


@dataclass(frozen=True, slots=True)
class ListItem:
    """`picture` are the attributes of an `img`; only the front page's lead has one.

    `source_corrected`: it is a translation, and may have an error of its source.
    """

    title: str
    language: str
    abstract: str
    url: str
    version: Version
    categories: list[Section]
    bylines: list[dict[str, str]]
    title_from_address: bool
    source_corrected: bool = False
    picture: dict[str, Any] | None = None


def list_item(
    edition: Edition, navigation: Navigation, behind: Container[int]
) -> ListItem:
    """Return the item of an edition from `for_listing()`; asks no query.

    `behind` holds the ids of texts whose source was corrected since.
    """
    version = edition.current_version
    if version is None:
        raise ValueError(f"{edition.pk} is in a list but was never published.")
    category_ids = {category.pk for category in edition.article.categories.all()}
    return ListItem(
        title=version.title,
        language=edition.language,
        abstract=version.abstract,
        url=edition.get_absolute_url(),
        version=version,
        categories=navigation.sections_of(category_ids),
        bylines=[
            printed_name(byline, byline.contributor) for byline in version.bylines.all()
        ],
        title_from_address=version.title_from_address,
        source_corrected=edition.pk in behind,
    )


def list_items(editions: list[Edition], navigation: Navigation) -> list[ListItem]:
    """Return items; one query where any of them is a translation."""
    behind = behind_a_correction(editions)
    return [list_item(edition, navigation, behind) for edition in editions]


def printed_name(byline: Byline, contributor: Contributor) -> dict[str, str]:
    """Return a line of a byline as it was printed, with its person's page of today.

    `before` and `after` are the words around the name of somebody who is no author.
    """
    is_basis = byline.role == Role.BASIS
    # Translators: In a line of names, after the authors; {name} is a linked name on
    # whose text this one is based.
    before, _name, after = (_("based on work of {name}") if is_basis else "").partition(
        "{name}"
    )
    return {
        "before": before,
        "after": after,
        "name": byline.name,
        "name_language": byline.name_language,
        "native_name": byline.native_name,
        "native_language": byline.native_language,
        "role": byline.role,
        "role_label": str(Role(byline.role).label),
        "kind": contributor.kind,
        "url": contributor.get_absolute_url(),
    }
