"""The verbs of an article: create it, change its facts and its address."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import (
    Act,
    Address,
    Article,
    Category,
    Contribution,
    Related,
    SlugTaken,
)
from articles.publishing import (
    audit,
    effects,
    protected_names,
    revisions,
)
from articles.publishing.problems import PublishingRefused
from cjo.lib.turn import in_turn


@in_turn
def create_article(*, by: User, slug: str, **fields: Any) -> Article:
    """Create an article under a slug that was never used. Raises SlugTaken."""
    permissions.require(
        permissions.can_write_any(by), _("Only contributors and editors can write.")
    )
    if not Address.objects.is_free("a", slug, Article()):
        raise SlugTaken(slug)
    article = Article.objects.create(slug=slug, **fields)
    Address.objects.claim("a", slug, article)
    audit.log(by, article, Act.ADDED, "Began the article.")
    return article


@in_turn
def update_article(
    article: Article,
    *,
    by: User,
    revision: int | None = None,
    chosen: list[Article] | None = None,
    categories: Iterable[Category] | None = None,
    contributions: Iterable[Contribution] | None = None,
    refresh: bool = True,
    **fields: Any,
) -> None:
    """Change the facts of an article that are the same in all its languages.

    Categories, series, lead and chosen related items take effect at once, without a
    Version; date, people and picture reach readers only through publishing. Raises
    RowChangedMeanwhile if somebody arranged it since `revision`. `refresh=False` leaves
    counts and related items to the caller, for many at once.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can arrange."))
    revisions.advance(article, by=by, expected=revision)
    # another tab may have moved it since it was loaded
    article.refresh_from_db()
    editions = list(article.editions.select_related("current_version"))
    before = {edition.pk: effects.Before.of(edition) for edition in editions}
    for field, value in fields.items():
        setattr(article, field, value)
    article.full_clean(exclude=["slug"])
    article.save()
    if categories is not None:
        article.categories.set(categories)
    if contributions is not None:
        effects.store_contributions(article, contributions)
    if chosen is not None:
        Related.objects.filter(article=article, reason="chosen").delete()
        # a chosen article replaces a computed tie to the same one
        Related.objects.filter(article=article, other__in=chosen).delete()
        Related.objects.bulk_create(
            Related(article=article, other=other, position=place)
            for place, other in enumerate(chosen)
        )
    for edition in editions:
        effects.store_difference(edition)
        effects.refresh_derived(edition, before[edition.pk], at_once=refresh)
    audit.log(by, article, Act.CHANGED, "Arranged the article.")


@in_turn
def change_slug(article: Article, slug: str, *, by: User) -> None:
    """Change the address; former ones redirect to it.

    Raises SlugTaken, and PublishingRefused if the slug contains a protected name.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can do this."))
    # another tab may have moved it since it was loaded
    article.refresh_from_db()
    address = article.get_absolute_url()
    if refused := [*protected_names.problems_in({"slug": slug}, address)]:
        raise PublishingRefused(refused)
    Address.objects.claim("a", slug, article)
    former, article.slug = article.slug, slug
    article.full_clean(validate_constraints=False)
    article.save(update_fields=["slug"])
    for edition in article.editions.select_related("current_version"):
        effects.refresh_derived(edition, effects.Before.of(edition))
    audit.log(by, article, Act.CHANGED, f"Moved from {former} to {slug}.")
