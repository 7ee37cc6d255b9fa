"""The verbs of an article: admin, commands and importers call these and no others.

Each verb is one transaction and names its effects in one list. Nothing else
writes a Version.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.admin.models import ADDITION, CHANGE, DELETION
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import (
    Address,
    Article,
    Category,
    ChangeType,
    Contribution,
    Edition,
    Method,
    Related,
    SlugTaken,
    Subject,
    Version,
)
from articles.publishing import (
    audit,
    documents,
    effects,
    list_counts,
    mentions,
    republication,
    revisions,
    typed,
)
from articles.publishing.checks import (
    problems_of,
    undeclared_corrections,
    unseen_versions,
    wrong_change,
)
from articles.publishing.problems import (
    DraftChangedMeanwhile,
    NothingNew,
    Problem,
    PublishingRefused,
)
from articles.search import articles as article_search


@transaction.atomic
def create_article(*, by: User, slug: str, **fields: Any) -> Article:
    """Create an article under a slug that was never used. Raises SlugTaken."""
    permissions.require(
        permissions.can_write_any(by), _("Only contributors and editors can write.")
    )
    if not Address.objects.is_free("a", slug, Article()):
        raise SlugTaken(slug)
    article = Article.objects.create(slug=slug, **fields)
    Address.objects.claim("a", slug, article)
    audit.log(by, article, ADDITION, "Began the article.")
    return article


@transaction.atomic
def add_language(
    article: Article, language: str, *, by: User, source: Version | None = None
) -> Edition:
    """Create a draft in a language, with the text of `source` to be translated."""
    permissions.require(
        permissions.can_write_any(by), _("Only contributors and editors can write.")
    )
    edition = Edition(
        article=article,
        language=language,
        created_by=by,
        changed_by=by,
        tag=f"tag:{settings.TAG_AUTHORITY},{timezone.now():%Y}:"
        f"{language}/{article.slug}",
    )
    if source is not None:
        for field, value in documents.text_of(source).items():
            setattr(edition, field, value)
        edition.method = Method.HUMAN
        edition.translated_from = source
    edition.save()
    audit.log(by, edition, ADDITION, f"Began the text in {language}.")
    return edition


@transaction.atomic
def save_draft(
    edition: Edition,
    *,
    by: User,
    revision: int | None = None,
    about: Iterable[Subject] | None = None,
    **changes: Any,
) -> Edition:
    """Save a draft, if nobody else did since `revision` (default: as loaded).

    One conditional UPDATE decides; the same words again make no new revision. Raises
    DraftChangedMeanwhile; then nothing is saved. Characters that nobody sees are left
    out, since no published text changes later.
    """
    permissions.require(
        permissions.can_write(by, edition),
        _("Only its author and editors can change this draft."),
    )
    changes = {
        field: typed.cleaned(field, value, edition.language)
        for field, value in changes.items()
    }
    expected = edition.revision if revision is None else revision
    kept = Edition.objects.get(pk=edition.pk)
    if kept.revision == expected and _says_nothing_new(kept, about, changes):
        edition.refresh_from_db()
        return edition
    saved = Edition.objects.filter(pk=edition.pk, revision=expected).update(
        **changes, revision=expected + 1, changed_by=by, changed_at=timezone.now()
    )
    if not saved:
        raise DraftChangedMeanwhile(Edition.objects.get(pk=edition.pk))
    edition.refresh_from_db()
    if about is not None:
        edition.about.set(about)
    effects.store_difference(edition)
    fields = (field for field in Edition._meta.fields if field.name in changes)
    labels = ", ".join(str(field.verbose_name) for field in fields)
    audit.log(by, edition, CHANGE, f"Saved the draft: {labels}.")
    return edition


def _says_nothing_new(
    edition: Edition, about: Iterable[Subject] | None, changes: dict[str, Any]
) -> bool:
    if any(getattr(edition, field) != value for field, value in changes.items()):
        return False
    return about is None or set(about) == set(edition.about.all())


@transaction.atomic
def publish(
    edition: Edition,
    *,
    by: User,
    change: str = ChangeType.FIRST,
    note: str = "",
    refresh: bool = True,
) -> Version:
    """Freeze the draft as a new Version and show it to readers.

    Raises PublishingRefused with the problems, NothingNew if readers have the same
    already, and DraftChangedMeanwhile if the draft is not as it was loaded.
    `refresh=False` leaves counts and related items to the caller, for many at once.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    # publish what the editor has seen, not a draft saved meanwhile
    loaded = edition.revision
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.revision != loaded:
        raise DraftChangedMeanwhile(edition)
    # a list that the text leaves has to be recounted too
    before = list_counts.lists_of(edition.article, edition)
    rendered = effects.render_draft(edition)
    if effects.is_published(edition, rendered.states):
        raise NothingNew(edition)
    refused = [
        *wrong_change(change, note, edition.next_changes()),
        *undeclared_corrections(edition, rendered.states, change),
        *problems_of(edition, rendered),
    ]
    if refused:
        raise PublishingRefused(refused)
    names = documents.byline_of(edition)
    now = timezone.now()
    document = documents.document_of_draft(
        edition,
        names,
        rendered.states,
        change={"type": change, "note": note.strip()},
        published_at=now,
    )
    version = effects.insert_version(edition, document, by=by, at=now)
    effects.store_byline(version, names)
    effects.store_rendering(version, rendered)
    about = edition.about.values_list("kind", "key")
    mentions.store_mentions(version, about, rendered.states, rendered.named)
    effects.set_current_version(edition, version)
    article_search.index_edition(edition)
    effects.refresh_derived(edition, before, at_once=refresh)
    audit.log_version(by, version)
    return version


@transaction.atomic
def republish(version: Version, *, by: User, change: str, note: str = "") -> Version:
    """Publish the same text again, with its records as they are now.

    The draft stays as it is. Raises PublishingRefused, also where the Version is no
    longer the current one, or shows the newest records already.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can publish."))
    edition = Edition.objects.select_for_update().get(pk=version.edition_id)
    before = list_counts.lists_of(edition.article, edition)
    rendered = republication.render_again(version)
    refused = [
        *republication.problems_of(edition, version, rendered),
        *wrong_change(change, note, edition.next_changes()),
        *undeclared_corrections(edition, rendered.states, change),
    ]
    if refused:
        raise PublishingRefused(refused)
    again = republication.insert_again(
        version, rendered.states, {"type": change, "note": note.strip()}, by=by
    )
    effects.store_rendering(again, rendered)
    about = republication.subjects_about(version)
    mentions.store_mentions(again, about, rendered.states, rendered.named)
    effects.set_current_version(edition, again)
    republication.follow_source(edition, version, again)
    effects.store_difference(edition)
    article_search.index_edition(edition)
    effects.refresh_derived(edition, before)
    audit.log_version(by, again)
    return again


@transaction.atomic
def withdraw(
    article: Article,
    *,
    by: User,
    note: str,
    language: str | None = None,
    seen: int | None = None,
) -> list[Version]:
    """Withdraw an article in one language or in all, with a public reason.

    Its addresses answer 410 with the reason; its history stays, without text. `seen` is
    the key of its newest version when the editor decided: raises PublishingRefused if
    one was published since.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can withdraw."))
    if not note.strip():
        raise PublishingRefused(
            [Problem("note", _("Readers will see the reason: give one."))]
        )
    editions = Edition.objects.published().filter(article=article).select_for_update()
    if language:
        editions = editions.in_language(language)
    locked = list(editions)
    if unseen := unseen_versions(locked, seen):
        raise PublishingRefused(unseen)
    withdrawn = []
    for edition in locked:
        before = list_counts.lists_of(article, edition)
        now = timezone.now()
        document = documents.document_of_withdrawal(
            edition, note=note.strip(), published_at=now
        )
        version = effects.insert_version(edition, document, by=by, at=now)
        effects.set_current_version(edition, version)
        article_search.index_edition(edition)
        effects.refresh_derived(edition, before)
        audit.log(by, edition, CHANGE, f"Withdrew the text. {note}")
        withdrawn.append(version)
    return withdrawn


def restore(version: Version, *, by: User) -> Edition:
    """Copy the text of an older Version into the draft; readers see no change yet."""
    return save_draft(version.edition, by=by, **documents.text_of(version))


@transaction.atomic
def update_article(
    article: Article,
    *,
    by: User,
    revision: int | None = None,
    chosen: list[Article] | None = None,
    categories: Iterable[Category] | None = None,
    contributions: Iterable[Contribution] | None = None,
    **fields: Any,
) -> None:
    """Change the facts of an article that are the same in all its languages.

    Categories, series, lead and chosen related items take effect at once, without a
    Version; date, people and picture reach readers only through publishing. Raises
    RowChangedMeanwhile if somebody arranged it since `revision`.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can arrange."))
    revisions.advance(article, by=by, expected=revision)
    # another tab may have moved it since it was loaded
    article.refresh_from_db()
    before = list_counts.lists_of(article)
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
    for edition in article.editions.select_related("current_version"):
        effects.store_difference(edition)
        effects.refresh_derived(edition, before)
    audit.log(by, article, CHANGE, "Arranged the article.")


@transaction.atomic
def change_slug(article: Article, slug: str, *, by: User) -> None:
    """Change the address; former ones redirect to it. Raises SlugTaken."""
    permissions.require(permissions.can_publish(by), _("Only editors can do this."))
    Address.objects.claim("a", slug, article)
    former, article.slug = article.slug, slug
    article.full_clean(validate_constraints=False)
    article.save(update_fields=["slug"])
    for edition in article.editions.select_related("current_version"):
        effects.refresh_derived(edition, set())
    audit.log(by, article, CHANGE, f"Moved from {former} to {slug}.")


@transaction.atomic
def delete_draft(edition: Edition, *, by: User) -> None:
    """Delete a draft that was never published; the article too, if it was its last.

    Raises DraftChangedMeanwhile if the draft is not as it was loaded.
    """
    permissions.require(
        permissions.can_write(by, edition),
        _("Only its author and editors can do this."),
    )
    loaded = edition.revision
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.revision != loaded:
        raise DraftChangedMeanwhile(edition)
    if edition.versions.exists():
        raise PublishingRefused(
            [Problem("", _("What was published can be withdrawn, not deleted."))]
        )
    audit.log(by, edition, DELETION, "Deleted a draft that was never published.")
    article = edition.article
    edition.delete()
    if not article.editions.exists():
        # free again, since no reader ever had the address
        Address.objects.release("a", article)
        article.delete()
