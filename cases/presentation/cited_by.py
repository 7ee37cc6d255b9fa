"""The articles that mention a subject, newest first, and how each mentions it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Article, Mention
from articles.presentation.pagination import Pager, Place, older_than, place_asked
from cjo.lib.locales import date_text

ARTICLES_SHOWN = 20
_ROLES = Mention.Role.values  # the weightiest first
# One extra article shows that there are older ones
_ROWS = (ARTICLES_SHOWN + 1) * len(_ROLES)
_EDITION = "version__current_of"


@dataclass(frozen=True, slots=True)
class CitingArticle:
    title: str
    url: str
    date: str
    how: str


@dataclass(frozen=True, slots=True)
class CitedBy:
    articles: list[CitingArticle]
    pager: Pager


@dataclass(slots=True)
class _Mentions:
    """An article's mentions of one subject: a row for each role that it plays there."""

    slug: str
    title: str
    date: str
    place: Place
    roles: set[str]


def cited_by(request: HttpRequest, kind: str, key: str, language: str) -> CitedBy:
    """Return the articles of a language that mention a subject, in one query.

    A mention of a provision counts for its law too. Only current Versions count.
    Raises Http404 if `before` is not a place in this list.
    """
    place = place_asked(request)
    rows = _mentions(kind, key, language)
    if place is not None:
        rows = rows.filter(_older_than(place))
    articles = _by_article(rows[:_ROWS], language)
    if place and not articles:
        raise Http404("There is no such place in this list.")
    shown = articles[:ARTICLES_SHOWN]
    older = None
    if len(articles) > ARTICLES_SHOWN:
        older = older_than(request, *shown[-1].place)
    return CitedBy(
        [
            CitingArticle(
                article.title,
                reverse("article", args=[article.slug]),
                article.date,
                _how(article.roles),
            )
            for article in shown
        ],
        Pager(previous_url=request.path if place else None, older_url=older),
    )


def _mentions(kind: str, key: str, language: str) -> QuerySet[Mention, tuple[Any, ...]]:
    about = Q(subject__kind=kind, subject__key=key)
    if kind == "law":
        about |= Q(subject__part_of__kind=kind, subject__part_of__key=key)
    # No filter on listed editions: asked for those, a database reads all of them
    # before the few mentions. Unlisted and former texts come last and are dropped.
    return (
        Mention.objects.filter(about, version__language=language)
        .exclude(**{f"{_EDITION}__article__kind": Article.Kind.LISTING})
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


def _older_than(place: Place) -> Q:
    listed_on, pk = place
    return Q(**{f"{_EDITION}__listed_on__lt": listed_on}) | Q(
        **{f"{_EDITION}__listed_on": listed_on, f"{_EDITION}__lt": pk}
    )


def _by_article(
    rows: QuerySet[Mention, tuple[Any, ...]], language: str
) -> list[_Mentions]:
    articles: dict[int, _Mentions] = {}
    for slug, title, dated, precision, role, listed_on, pk in rows:
        if listed_on is None:
            break
        if pk not in articles:
            date = date_text(dated, precision, language, weekday=True)
            articles[pk] = _Mentions(slug, title or slug, date, (listed_on, pk), set())
        articles[pk].roles.add(role)
    return list(articles.values())


def _how(roles: set[str]) -> str:
    # Translators: How an article in a list deals with the case or law of the page: it
    # is about it.
    about = _("about it")
    # Translators: How an article in a list deals with the case of the page: it contains
    # its facts.
    shown = _("shows it")
    # Translators: How an article in a list deals with the case or law of the page: it
    # only mentions it.
    cited = _("names it")
    words = {"about": about, "shown": shown, "cited": cited}
    # Translators: The mark between short items in a line, with its space.
    comma = pgettext("between items of a list", ", ")
    return comma.join(words[role] for role in _ROLES if role in roles)
