"""Save, merge and delete a category, series, contributor or picture."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import (
    Act,
    Address,
    Article,
    Category,
    Contribution,
    Contributor,
    Edition,
    Picture,
    Series,
    Stamp,
)
from articles.publishing import audit, effects, list_counts, pictures, revisions
from articles.search.index import CACHE_KEY
from articles.search.taxonomy import forget_taxon, index_taxon
from cjo.lib.languages import ready_languages
from cjo.lib.turn import in_turn

Taxon = Category | Contributor | Series


class StillUsed(Exception):
    """Texts use the row, so that it cannot be deleted."""


def space_of(taxon: Taxon) -> str:
    """Return the address space in which its slug is unique."""
    return "contributors" if isinstance(taxon, Contributor) else "t"


@in_turn
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
        _touch(row)
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


def is_used(row: Taxon | Picture) -> bool:
    """Return whether any text, published or not, uses the row."""
    if isinstance(row, Picture):
        return pictures.texts_with(row).exists() or row.articles.exists()
    if isinstance(row, Contributor):
        uses = (row.contributions, row.bylines, row.reviewed, row.merged)
        return any(rows.exists() for rows in uses)
    return row.articles.exists()


@in_turn
def delete(row: Taxon | Picture, *, by: User) -> None:
    """Delete a row that nothing uses; its address is never given to another.

    Raises StillUsed.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can change this."))
    if is_used(row):
        raise StillUsed(str(row))
    audit.log(by, row, Act.DELETED, f"Deleted {row}.")
    if not isinstance(row, Picture):
        forget_taxon(row)
        _touch(row)
    row.delete()


@in_turn
def merge(row: Taxon, into: Taxon, *, by: User) -> None:
    """Give all uses of a row to another of its kind; its addresses lead there for ever.

    Bylines of published versions are frozen: they stay with a merged person, whose
    texts are listed with those of the other. A category or series is deleted.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can change this."))
    if type(row) is not type(into) or row.pk == into.pk:
        raise ValueError("Only two rows of one kind can be merged.")
    for taxon in (row, into):
        Address.objects.claim(space_of(taxon), taxon.slug, taxon)
    Address.objects.transfer(space_of(row), row, into)
    audit.log(by, into, Act.CHANGED, f"Merged {row} into it.")
    audit.log(by, row, Act.CHANGED, f"Merged into {into}.")
    articles = list(_articles_of(row))
    # a form of any of them that is open elsewhere would bring the merged row back
    for changed in (row, into, *articles):
        revisions.advance(changed, by=by)
    if isinstance(row, Contributor) and isinstance(into, Contributor):
        _merge_people(row, into)
    elif isinstance(row, Category) and isinstance(into, Category):
        for article in articles:
            article.categories.remove(row)
            article.categories.add(into)
    elif isinstance(row, Series) and isinstance(into, Series):
        row.articles.update(series=into)
    forget_taxon(row)
    index_taxon(type(into).objects.get(pk=into.pk))
    for taxon in (row, into):
        _touch(taxon)
    _refresh_articles(articles)
    name = f"{into._meta.model_name}-{into.pk}"
    for language in ready_languages():
        lists = [name, list_counts.titles_of(name)]
        list_counts.recount(lists, language.code)
    if not isinstance(row, Contributor):
        row.delete()


def _merge_people(row: Contributor, into: Contributor) -> None:
    for contribution in row.contributions.all():
        same = into.contributions.filter(
            article=contribution.article_id,
            role=contribution.role,
            language=contribution.language,
        )
        if same.exists():
            contribution.delete()
        else:
            contribution.contributor = into
            contribution.save(update_fields=["contributor"])
    row.reviewed.update(reviewed_by=into)
    row.merged.update(merged_into=into)
    row.merged_into = into
    row.save(update_fields=["merged_into"])


def _articles_of(row: Taxon) -> QuerySet[Article]:
    if isinstance(row, Contributor):
        return Article.objects.filter(
            Q(contributions__contributor=row)
            | Q(editions__versions__bylines__contributor=row)
        ).distinct()
    return row.articles.all()


def _refresh_articles(articles: Iterable[Article]) -> None:
    """Refresh lists, related items and the state of drafts of some articles."""
    for article in articles:
        editions = article.editions.select_related("article", "current_version")
        for edition in editions:
            effects.store_difference(edition)
            if edition.is_readable:
                effects.refresh_derived(edition, effects.Before.of(edition))


def _touch(row: Taxon) -> None:
    # its page and every list that prints its name are cached
    pages = (
        f"{row._meta.model_name}-{row.pk}-{language.code}"
        for language in ready_languages()
    )
    Stamp.objects.touch([*pages, CACHE_KEY])
