"""What here speaks of a subject: articles, newest first, with the part it plays."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Edition, Mention
from cjo.lib.locales import date_text

ARTICLES_SHOWN = 20
_ROLES = Mention.Role.values  # the weightiest first


def articles_on(
    kind: str, key: str, language: str, *, shown: int = ARTICLES_SHOWN
) -> list[dict[str, str]]:
    """Return the newest articles of a language that speak of a subject: one query.

    What speaks of a part speaks of the whole: an article on a provision, of its law.
    Only what readers see now counts.
    """
    speaking = Mention.objects.filter(_of(kind, key))
    rows = (
        Edition.objects.listed(language)
        .filter(current_version__in=speaking.values("version"))
        .annotate(**{f"is_{role}": _plays(role, kind, key) for role in _ROLES})
        .values(
            "article__slug",
            *(f"is_{role}" for role in _ROLES),
            name=F("current_version__title"),
            dated=F("current_version__dated"),
            precision=F("current_version__dated_precision"),
        )[:shown]
    )
    return [
        {
            "url": reverse("article", args=[row["article__slug"]]),
            "title": row["name"] or row["article__slug"],
            "date": date_text(row["dated"], row["precision"], language),
            "how": _words([role for role in _ROLES if row[f"is_{role}"]]),
        }
        for row in rows
    ]


def _of(kind: str, key: str) -> Q:
    itself = Q(subject__kind=kind, subject__key=key)
    if kind != "law":
        return itself
    return itself | Q(subject__part_of__kind=kind, subject__part_of__key=key)


def _plays(role: str, kind: str, key: str) -> Exists:
    mentions: Any = Mention.objects.filter(
        _of(kind, key), version=OuterRef("current_version"), role=role
    )
    return Exists(mentions)


def _words(roles: list[str]) -> str:
    """Return the parts that a subject plays in an article, the weightiest first."""
    words = {"about": _("about it"), "shown": _("shows it"), "cited": _("names it")}
    return pgettext("between items of a list", ", ").join(words[one] for one in roles)
