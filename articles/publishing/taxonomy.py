"""The effects of saving a category, series, contributor or picture."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import (
    Address,
    Category,
    Contribution,
    Contributor,
    Edition,
    Picture,
    Series,
    Stamp,
)
from articles.publishing import effects
from articles.search.index import CACHE_KEY
from articles.search.taxonomy import index_taxon
from cjo.lib.languages import ready_languages

Taxon = Category | Contributor | Series


def space_of(taxon: Taxon) -> str:
    """Return the address space in which its slug is unique."""
    return "contributors" if isinstance(taxon, Contributor) else "t"


@transaction.atomic
def refresh_derived(row: Taxon | Picture, *, by: User) -> None:
    """Update the address, caches and drafts that depend on it. Raises SlugTaken.

    Names and descriptions of pictures reach readers only through publishing, so
    the articles that print them count as changed from here on.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can change this."))
    if not isinstance(row, Picture):
        Address.objects.claim(space_of(row), row.slug, row)
        # the caller may have read its names before they changed
        index_taxon(type(row).objects.get(pk=row.pk))
        # its page and every list that prints its name are cached
        pages = (
            f"{row._meta.model_name}-{row.pk}-{language.code}"
            for language in ready_languages()
        )
        Stamp.objects.touch([*pages, CACHE_KEY])
    for edition in _printing(row):
        effects.store_difference(edition)


def _printing(row: Taxon | Picture) -> Iterator[Edition]:
    """Return the published texts whose printed copy of it may be out of date."""
    published = Edition.objects.published().select_related("article", "current_version")
    if isinstance(row, Picture):
        yield from published.filter(article__picture=row)
    elif isinstance(row, Contributor):
        works = Contribution.objects.filter(contributor=row).values("article")
        parts = published.filter(article__in=works)
        # one person may have thousands of bylines: skip those that still agree
        for language in set(parts.values_list("language", flat=True)):
            agreeing = Edition.objects.filter(_prints(row, language), differs=False)
            yield from parts.filter(language=language).exclude(
                pk__in=agreeing.values("pk")
            )


def _prints(contributor: Contributor, language: str) -> Q:
    """Return the condition that a text's byline prints the name as it is now."""
    fresh = Contributor.objects.prefetch_related("texts").get(pk=contributor.pk)
    name, name_language = fresh.name_in(language)
    return Q(
        current_version__bylines__contributor=fresh,
        current_version__bylines__name=name,
        current_version__bylines__name_language=name_language,
        current_version__bylines__native_name=(
            "" if fresh.native_name == name else fresh.native_name
        ),
    )
