"""What lives around a text and outside its hash: related items, neighbours, series."""

import datetime as dt
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    F,
    Q,
    Subquery,
    Value,
)
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Edition,
    Reason,
    Related,
    SubjectText,
    choose_text,
)
from articles.presentation.navigation import Section
from articles.presentation.series import series_line

RELATED_SHOWN = 3


def places(article: Article) -> tuple[set[int], list[str]]:
    """Return the categories of a work, and the languages it is published in."""
    categories = article.categories.order_by().values_list(
        F("pk"), Value("", output_field=CharField())
    )
    editions = Edition.objects.published().filter(article=article).order_by()
    languages = editions.values_list(
        Value(0, output_field=BigIntegerField()), "language"
    )
    rows = sorted(categories.union(languages, all=True))
    return {pk for pk, _language in rows if pk}, [code for _pk, code in rows if code]


def series(edition: Edition) -> SafeString | str:
    series = edition.article.series
    if series is None:
        return ""
    text = choose_text(series.texts.all(), edition.language)
    return series_line(
        text.name if text else series.slug,
        series.get_absolute_url(),
        edition.article.series_part,
        series.total,
    )


def related(edition: Edition) -> list[dict[str, Any]]:
    if edition.article.is_page:
        return []
    rows = (
        Related.objects.readable_in(edition.language)
        .filter(article=edition.article)
        .annotate(
            slug=F("other__slug"),
            title=F("other__editions__current_version__title"),
            abstract=F("other__editions__current_version__abstract"),
            label=SubjectText.objects.filter(
                subject__withdrawn_on__isnull=True
            ).label_in(edition.language, "subject"),
        )
        .order_by("position")
        .values("slug", "title", "abstract", "label", "reason")[:RELATED_SHOWN]
    )
    return [
        {
            "title": row["title"],
            "abstract": row["abstract"],
            "url": reverse("article", args=[row["slug"]]),
            "reason": _reason(row["reason"], row["label"]),
        }
        for row in rows
    ]


def _reason(reason: str, label: str | None) -> str:
    words = str(Reason(reason).label)
    if not label:
        return words
    return _("%(reason)s: %(subject)s") % {"reason": words, "subject": label}


def neighbours(
    edition: Edition, sections: list[Section]
) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """Return the older and the newer piece in the first category."""
    place = edition.listed_on
    if not sections or place is None:
        return None, None
    others = Edition.objects.listed(edition.language).in_category(sections[0].pk)
    older = others.older_than(place, edition.pk).values("pk")[:1]
    newer = (
        others.filter(Q(listed_on__gt=place) | Q(listed_on=place, pk__gt=edition.pk))
        .order_by("listed_on", "pk")
        .values("pk")[:1]
    )
    rows = Edition.objects.filter(
        Q(pk=Subquery(older)) | Q(pk=Subquery(newer))
    ).values_list("listed_on", "pk", "article__slug", "current_version__title")
    found: dict[bool, dict[str, str]] = {}
    for listed_on, pk, slug, title in rows:
        is_older = (listed_on or dt.date.min, pk) < (place, edition.pk)
        found[is_older] = {"title": title or "", "url": reverse("article", args=[slug])}
    return found.get(True), found.get(False)
