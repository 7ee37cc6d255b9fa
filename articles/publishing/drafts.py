"""The verbs of a draft: begin it in a language, save it, restore it, delete it."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, Address, Article, Edition, Method, Subject, Version
from articles.publishing import audit, documents, effects, typed
from articles.publishing.problems import (
    DraftChangedMeanwhile,
    Problem,
    PublishingRefused,
)
from cjo.lib.turn import in_turn


@in_turn
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
    audit.log(by, edition, Act.ADDED, f"Began the text in {language}.")
    return edition


@in_turn
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
    audit.log(by, edition, Act.CHANGED, f"Saved the draft: {labels}.")
    return edition


def _says_nothing_new(
    edition: Edition, about: Iterable[Subject] | None, changes: dict[str, Any]
) -> bool:
    if any(getattr(edition, field) != value for field, value in changes.items()):
        return False
    return about is None or set(about) == set(edition.about.all())


def restore(version: Version, *, by: User) -> Edition:
    """Copy the text of an older Version into the draft; readers see no change yet."""
    return save_draft(version.edition, by=by, **documents.text_of(version))


def as_loaded(edition: Edition) -> Edition:
    """Return the draft as it is stored; raise DraftChangedMeanwhile if it is newer."""
    stored = Edition.objects.get(pk=edition.pk)
    if stored.revision != edition.revision:
        raise DraftChangedMeanwhile(stored)
    return stored


@in_turn
def delete_draft(edition: Edition, *, by: User) -> None:
    """Delete a draft that was never published; the article too, if it was its last.

    Raises DraftChangedMeanwhile if the draft is not as it was loaded.
    """
    permissions.require(
        permissions.can_write(by, edition),
        _("Only its author and editors can do this."),
    )
    edition = as_loaded(edition)
    if edition.versions.exists():
        raise PublishingRefused(
            [Problem("", _("What was published can be withdrawn, not deleted."))]
        )
    audit.log(by, edition, Act.DELETED, "Deleted a draft that was never published.")
    article = edition.article
    edition.delete()
    if not article.editions.exists():
        # free again, since no reader ever had the address
        Address.objects.release("a", article)
        article.delete()
