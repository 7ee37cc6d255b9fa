"""What here speaks of a subject: articles, newest first, with the part it plays."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Mention
from articles.presentation.pagination import Pager, Place, older_than, place_asked
from cjo.lib.locales import date_text
from cjo.lib.written import Rows, written_once

ARTICLES_SHOWN = 20
_ROLES = Mention.Role.values  # the weightiest first
_ROWS = (ARTICLES_SHOWN + 1) * len(_ROLES)
_EDITION = "version__current_of"

Mentions = QuerySet[Mention, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Articles, newest first, and where the reader finds newer and older ones."""

    articles: list[dict[str, str]]
    pager: Pager


def cited_by(request: HttpRequest, kind: str, key: str, language: str) -> CitedBy:
    """Return the articles of a language that speak of a subject: one query.

    What speaks of a part speaks of the whole: an article on a provision, of its law.
    Only what readers see now counts. Http404 if `before` names no place.
    """
    place = place_asked(request)
    # an article has a row for each part that the subject plays in it
    found: dict[int, dict[str, str]] = {}
    roles: dict[int, set[str]] = {}
    last: Place | None = None
    older = None
    for row in _rows(kind, key, language, place):
        slug, title, dated, precision, role, listed_on, edition = row
        if listed_on is None:
            break
        if edition not in found:
            if last and len(found) == ARTICLES_SHOWN:
                older = older_than(request, *last)
                break
            last = listed_on, edition
            found[edition] = {
                "url": reverse("article", args=[slug]),
                "title": title or slug,
                "date": date_text(dated, precision, language),
            }
        roles.setdefault(edition, set()).add(role)
    if place and not found:
        raise Http404("There is no such place in this list.")
    for edition, article in found.items():
        article["how"] = _words([role for role in _ROLES if role in roles[edition]])
    newest = request.path if place else None
    return CitedBy(list(found.values()), Pager(previous_url=newest, older_url=older))


def _rows(kind: str, key: str, language: str, place: Place | None) -> Rows:
    """Return a row for each part in an article, the newest first or after a place."""
    is_law = kind == "law"
    if place is None:
        return _newest(kind, key, language, is_law=is_law)
    day, pk = place
    older = Q(**{f"{_EDITION}__listed_on__lt": day}) | Q(
        **{f"{_EDITION}__listed_on": day, f"{_EDITION}__lt": pk}
    )
    return list(_mentions(kind, key, language, is_law=is_law).filter(older)[:_ROWS])


@written_once
def _newest(kind: str, key: str, language: str, *, is_law: bool) -> Mentions:
    return _mentions(kind, key, language, is_law=is_law)[:_ROWS]


def _mentions(kind: str, key: str, language: str, *, is_law: bool) -> Mentions:
    about = Q(subject__kind=kind, subject__key=key)
    if is_law:
        about |= Q(subject__part_of__kind=kind, subject__part_of__key=key)
    # from the mentions on: asked for listed editions, a database looks through all
    # of them first. What is in no list, or no longer read, comes last and is dropped
    return (
        Mention.objects.filter(about, version__language=language)
        .order_by(F(f"{_EDITION}__listed_on").desc(nulls_last=True), f"-{_EDITION}")
        .values_list(
            f"{_EDITION}__article__slug",
            "version__title",
            "version__dated",
            "version__dated_precision",
            "role",
            f"{_EDITION}__listed_on",
            _EDITION,
        )
        .distinct()
    )


def _words(roles: list[str]) -> str:
    """Return the parts that a subject plays in an article, the weightiest first."""
    words = {"about": _("about it"), "shown": _("shows it"), "cited": _("names it")}
    return pgettext("between items of a list", ", ").join(words[one] for one in roles)
