"""What lives around a text and outside its hash: related items, neighbours, series."""

import datetime as dt
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.document import Document
from articles.models import (
    Edition,
    Mention,
    Reason,
    Related,
    SubjectText,
    Version,
    choose_text,
)
from articles.navigation import Section
from cjo.lib.links import localised

RELATED_SHOWN = 3


def series(edition: Edition) -> dict[str, Any] | None:
    series = edition.article.series
    if series is None:
        return None
    text = choose_text(series.texts.all(), edition.language)
    return {
        "name": text.name if text else series.slug,
        "url": series.get_absolute_url(),
        "part": edition.article.series_part,
        "total": series.total,
    }


def related(edition: Edition) -> list[dict[str, Any]]:
    if edition.article.is_page:
        return []
    labels = SubjectText.objects.filter(
        subject=OuterRef("subject"), language__in=[edition.language, "en"]
    ).order_by(Case(When(language="en", then=1), default=0))
    rows = (
        Related.objects.readable_in(edition.language)
        .filter(article=edition.article)
        .annotate(
            slug=F("other__slug"),
            title=F("other__editions__current_version__title"),
            abstract=F("other__editions__current_version__abstract"),
            label=Subquery(labels.values("label")[:1]),
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


def outdated(version: Version, document: Document) -> list[dict[str, Any]]:
    """Return the shown records that were published anew since."""
    if not version.pk or not document["embeds"]:
        return []
    mentions = (
        Mention.objects.filter(
            version=version,
            role=Mention.Role.SHOWN,
            number__lt=F("subject__number"),
        )
        .select_related("subject")
        .prefetch_related("subject__texts")
    )
    rows = []
    for mention in mentions:
        text = choose_text(mention.subject.texts.all(), version.language)
        rows.append(
            {
                "label": text.label if text else mention.subject.key,
                "url": localised(mention.subject.url, version.language),
                "shown": mention.number,
                "newest": mention.subject.number,
                "kind": mention.subject.kind,
                "is_corrected": (mention.number or 0)
                < (mention.subject.corrected or 0),
            }
        )
    return rows
