"""What here speaks of a subject: articles, newest first, with the part it plays."""

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Mention
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
    edition = "version__current_of"
    # from the mentions on: asked for listed editions, a database looks through all
    # of them first. What is in no list, or no longer read, comes last and is dropped
    mentions = (
        Mention.objects.filter(_of(kind, key), version__language=language)
        .order_by(F(f"{edition}__listed_on").desc(nulls_last=True), f"-{edition}")
        .values_list(
            f"{edition}__article__slug",
            "version__title",
            "version__dated",
            "version__dated_precision",
            "role",
            f"{edition}__listed_on",
            edition,
        )
        .distinct()
    )
    # an article has a row for each part that the subject plays in it
    found: dict[str, dict[str, str]] = {}
    roles: dict[str, set[str]] = {}
    for row in mentions[: shown * len(_ROLES)]:
        slug, title, dated, precision, role, listed_on, _edition = row
        if listed_on is None:
            break
        roles.setdefault(slug, set()).add(role)
        if slug not in found and len(found) < shown:
            found[slug] = {
                "url": reverse("article", args=[slug]),
                "title": title or slug,
                "date": date_text(dated, precision, language),
            }
    for slug, article in found.items():
        article["how"] = _words([role for role in _ROLES if role in roles[slug]])
    return list(found.values())


def _of(kind: str, key: str) -> Q:
    itself = Q(subject__kind=kind, subject__key=key)
    if kind != "law":
        return itself
    return itself | Q(subject__part_of__kind=kind, subject__part_of__key=key)


def _words(roles: list[str]) -> str:
    """Return the parts that a subject plays in an article, the weightiest first."""
    words = {"about": _("about it"), "shown": _("shows it"), "cited": _("names it")}
    return pgettext("between items of a list", ", ").join(words[one] for one in roles)
