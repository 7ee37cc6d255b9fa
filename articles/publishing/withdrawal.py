"""Withdrawal: the last Version of a text, with its public reason."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, Article, Edition, Version
from articles.publishing import (
    audit,
    documents,
    effects,
    integrity,
    protected_names,
    shown_pictures,
)
from articles.publishing.checks import unseen_versions
from articles.publishing.problems import Problem, PublishingRefused
from articles.search import articles as article_search
from cjo.lib.turn import in_turn


@in_turn
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
    editions = Edition.objects.published().filter(article=article)
    if language:
        editions = editions.in_language(language)
    # a title that prints such a name must not keep a text from being withdrawn
    named = protected_names.problems_in({"note": note}, article.get_absolute_url())
    if refused := [*unseen_versions(editions, seen), *named]:
        raise PublishingRefused(refused)
    withdrawn = []
    for edition in editions:
        before = effects.Before.of(edition)
        now = effects.time_of_next(edition)
        document = documents.document_of_withdrawal(
            edition, note=note.strip(), published_at=now
        )
        version = effects.insert_version(edition, document, by=by, at=now)
        effects.set_current_version(edition, version)
        shown_pictures.withdraw_pictures(edition)
        article_search.index_edition(edition)
        effects.refresh_derived(edition, before)
        audit.log(by, edition, Act.WITHDRAWN, f"Withdrew the text. {note}")
        withdrawn.append(version)
    integrity.enter(withdrawn)
    return withdrawn
