"""The log of corrections and withdrawals: what was wrong, and when it was said."""

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import ChangeType, Edition, Version
from cjo.lib.links import localised

KEY = "corrections"  # the surrogate key of the log beyond that of articles
LOGGED = (ChangeType.CORRECTION, ChangeType.WITHDRAWAL)


def corrections_in(language: str) -> QuerySet[Version]:
    """Return the Versions that corrected or withdrew a text, newest first.

    The order is that of publishing, which ids have too: one index serves it.
    """
    return (
        Version.objects.filter(language=language, change_type__in=LOGGED)
        .select_related("edition__article")
        .defer(
            "canonical",
            "abstract",
            "edition__title",
            "edition__abstract",
            "edition__takeaways",
            "edition__body",
            "edition__sources",
        )
        .order_by("-pk")
    )


def history_url(edition: Edition) -> str:
    """Return the address of a text's history, which stays when the text is gone."""
    name = "page_history" if edition.article.is_page else "article_history"
    return localised(reverse(name, args=[edition.article.slug]), edition.language)
