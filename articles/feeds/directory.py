"""The directory of feeds: each with its addresses, as `/feeds` explains them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.registries import feed_sources
from articles.models import (
    Article,
    CategoryText,
    Contributor,
    ContributorText,
    Edition,
    Mention,
    SeriesText,
    Subject,
    SubjectText,
)
from articles.models.contributor import OFFERED
from articles.presentation.json_ld import SITE_NAME
from cjo.lib.links import localised
from cjo.lib.page_meta import FeedLink


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the page about feeds; `language` is that of `title`."""

    kind: str
    title: str
    language: str
    rss_url: str
    atom_url: str
    json_url: str
    page_url: str


def feed_links(route: str, *arguments: str, title: str) -> list[FeedLink]:
    """Return the formats of a feed, Atom first.

    `route` is `feed`, `topic_feed`, `contributor_feed`, `court_feed`, `law_feed` or
    `corrections_feed`; `title` is that of the page it follows.
    """
    return [
        FeedLink(
            pattern % {"name": title},
            reverse(f"{route}_{form}", args=arguments),
            media_type,
        )
        for form, media_type, pattern in (
            ("atom", "application/atom+xml", _("%(name)s (Atom)")),
            ("rss", "application/rss+xml", _("%(name)s (RSS)")),
            ("json", "application/feed+json", _("%(name)s (JSON Feed)")),
        )
    ]


def explained(language: str) -> list[Explained]:
    """Return every feed with an entry in this language: four queries.

    Those of the whole site and of corrections are there always.
    """
    news = Edition.objects.news(language).order_by()
    sections = CategoryText.objects.filter(
        Exists(news.filter(article__categories=OuterRef("category"))),
        category__hidden=False,
    ).order_by("category__position", "category__slug")
    series = SeriesText.objects.filter(
        Exists(news.filter(article__series=OuterRef("series"))),
        series__hidden=False,
    ).order_by("series__slug")
    bylines = "current_version__bylines__contributor"
    printed = news.filter(
        Q(**{bylines: OuterRef("contributor")})
        | Q(**{f"{bylines}__merged_into": OuterRef("contributor")})
    )
    people = ContributorText.objects.filter(
        Exists(printed), contributor__in=Contributor.objects.filter(OFFERED)
    ).order_by("contributor__slug")
    subjects = SubjectText.objects.filter(subject__in=_with_news(language)).order_by(
        "subject__kind", "subject__key"
    )
    line = partial(_line, language)
    return [
        line(_("The whole site"), SITE_NAME, "en", "feed"),
        *(
            # Translators: The kind of a feed or search result: a subject of the site,
            # such as “Data Law”.
            line(_("Section"), name, written, "topic_feed", slug)
            for _pk, slug, name, written in _texts(sections, "category", language)
        ),
        *(
            line(_("Series"), name, written, "topic_feed", slug)
            for _pk, slug, name, written in _texts(series, "series", language)
        ),
        *(
            line(
                # Translators: A court of law.
                _("Court") if kind == "court" else _("Law"),
                name,
                written,
                f"{kind}_feed",
                key,
            )
            for kind, key, name, written in _subjects(subjects, language)
        ),
        *(
            line(_("Contributor"), name, written, "contributor_feed", slug)
            for _pk, slug, name, written in _texts(people, "contributor", language)
        ),
        *(
            line(kind, title, language, route)
            for source in feed_sources
            for kind, title, route in source.lines()
        ),
        line(_("Corrections"), _("Corrections"), language, "corrections_feed"),
    ]


def _with_news(language: str) -> QuerySet[Subject]:
    """Return the courts and laws whose feeds have an entry.

    From the mentions on: asked for texts, a database would look through all of them.
    """
    mentions = Mention.objects.filter(
        ~Q(version__current_of__article__kind=Article.Kind.LISTING),
        version__current_of__listed_on__isnull=False,
        version__language=language,
    )
    itself = Exists(mentions.filter(subject=OuterRef("pk")))
    part = Exists(mentions.filter(subject__part_of=OuterRef("pk")))
    others = (source.subjects() for source in feed_sources)
    has_news = reduce(or_, others, Q(itself | part))
    return Subject.objects.filter(has_news, kind__in=["court", "law"])


def _line(
    language: str, kind: str, title: str, written: str, route: str, *arguments: str
) -> Explained:
    page = "home" if route == "feed" else route.removesuffix("_feed")
    rss, atom, json, page_url = (
        localised(reverse(name, args=arguments), language)
        for name in (f"{route}_rss", f"{route}_atom", f"{route}_json", page)
    )
    return Explained(kind, title, written, rss, atom, json, page_url)


def _texts(
    texts: QuerySet[Any], owner: str, language: str
) -> Iterator[tuple[int, str, str, str]]:
    rows = texts.exclude(name="").values_list(
        f"{owner}_id", f"{owner}__slug", "name", "language"
    )
    return _best(rows, language)


def _subjects(
    texts: QuerySet[SubjectText], language: str
) -> Iterator[tuple[str, str, str, str]]:
    rows = texts.values_list("subject__kind", "subject__key", "label", "language")
    return _best(rows, language)


def _best(rows: Iterable[Any], language: str) -> Iterator[Any]:
    """Keep one row for each thing: in this language, else in English, else in any."""
    order = {language: 0, "en": 1}
    best: dict[Any, Any] = {}
    for row in rows:
        kept = best.setdefault(row[:2], row)
        if order.get(row[3], 2) < order.get(kept[3], 2):
            best[row[:2]] = row
    return iter(best.values())
