"""The directory of feeds: each with its addresses, as `/feeds` explains them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.metadata import SITE_NAME
from articles.models import (
    CategoryText,
    ContributorText,
    ListCount,
    Mention,
    SeriesText,
    SubjectText,
)
from cjo.lib.languages import get_language
from cjo.lib.links import localised
from cjo.lib.page import FeedLink


@dataclass(frozen=True, slots=True)
class Explained:
    """A line of the page about feeds; `language` is that of `title`."""

    kind: str
    title: str
    language: str
    rss_url: str
    atom_url: str


def feed_links(route: str, *arguments: str, title: str) -> list[FeedLink]:
    """Return both formats of a feed, Atom first.

    `route` is `feed`, `topic_feed`, `contributor_feed`, `court_feed`, `law_feed` or
    `corrections_feed`; `title` names what it follows.
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
        )
    ]


def explained(language: str) -> list[Explained]:
    """Return every feed whose list holds anything in this language: five queries."""
    filled = set(
        ListCount.objects.filter(language=language, number__gt=0).values_list(
            "list", flat=True
        )
    )
    mentioned = Mention.objects.filter(
        subject=OuterRef("subject"),
        version__current_of__listed_on__isnull=False,
        version__language=language,
    )
    subjects = SubjectText.objects.filter(subject__kind__in=["court", "law"])
    subjects = subjects.filter(Exists(mentioned)).order_by(
        "subject__kind", "subject__key"
    )
    sections = CategoryText.objects.order_by("category__position", "category__slug")
    series = SeriesText.objects.order_by("series__slug")
    people = ContributorText.objects.order_by("contributor__slug")
    line = _Line(language)
    return [
        line(_("The whole site"), SITE_NAME, "en", "feed"),
        *(
            line(_("Section"), name, written, "topic_feed", slug)
            for pk, slug, name, written in _texts(sections, "category", language)
            if f"category-{pk}" in filled
        ),
        *(
            line(_("Series"), name, written, "topic_feed", slug)
            for pk, slug, name, written in _texts(series, "series", language)
            if f"series-{pk}" in filled
        ),
        *(
            line(
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
            for pk, slug, name, written in _texts(people, "contributor", language)
            if f"contributor-{pk}" in filled
        ),
        line(_("Corrections"), _("Corrections"), language, "corrections_feed"),
    ]


class _Line:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(
        self, kind: str, title: str, written: str, route: str, *arguments: str
    ) -> Explained:
        rss, atom = (
            localised(reverse(f"{route}_{form}", args=arguments), self.language)
            for form in ("rss", "atom")
        )
        return Explained(kind, title, get_language(written).tag, rss, atom)


def _texts(
    texts: QuerySet[Any], owner: str, language: str
) -> Iterator[tuple[int, str, str, str]]:
    """Return id, slug, name and the language of the name."""
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
