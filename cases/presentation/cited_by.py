"""The articles that mention a subject, newest first, and how each mentions it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import DATE_UNKNOWN, Edition, Mention, Subject
from articles.models.edition import EditionQuerySet
from articles.presentation.pagination import Pager, Place, older_than, place_asked
from cjo.lib.locales import date_text, list_text

ARTICLES_SHOWN = 20
_ROLES = Mention.Role.values  # the weightiest first


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
    """Return the articles of a language that mention a subject, in three queries.

    A mention of a provision counts for its law too. Only current Versions count.
    Raises Http404 if `before` is not a place in this list.
    """
    place = place_asked(request)
    mentions = _mentions(kind, key)
    editions = Edition.objects.news(language).with_rows_of_version(mentions)
    if place is not None:
        editions = editions.older_than(*place)
    articles = _articles(editions, mentions, language)
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
                _how(article.roles, language),
            )
            for article in shown
        ],
        Pager(previous_url=request.path if place else None, older_url=older),
    )


def _mentions(kind: str, key: str) -> QuerySet[Mention]:
    subjects = Subject.objects.filter(kind=kind, key=key)
    if kind == "law":
        subjects = Subject.objects.filter(Q(pk__in=subjects) | Q(part_of__in=subjects))
    return Mention.objects.filter(subject__in=subjects)


def _articles(
    editions: EditionQuerySet, mentions: QuerySet[Mention], language: str
) -> list[_Mentions]:
    """Return the first articles, with one more than a page shows."""
    rows = list(
        editions.values_list(
            "pk",
            "listed_on",
            "article__slug",
            "current_version",
            "current_version__title",
            "current_version__dated",
            "current_version__dated_precision",
        )[: ARTICLES_SHOWN + 1]
    )
    roles: dict[int, set[str]] = {}
    own = mentions.filter(version__in=[row[3] for row in rows])
    for version, role in own.values_list("version", "role"):
        roles.setdefault(version, set()).add(role)
    return [
        _Mentions(
            slug,
            title or slug,
            date_text(dated, precision, language, weekday=True),
            (listed_on or DATE_UNKNOWN, pk),
            roles[version],
        )
        for pk, listed_on, slug, version, title, dated, precision in rows
    ]


def _how(roles: set[str], language: str) -> str:
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
    return list_text((words[role] for role in _ROLES if role in roles), language)
