"""Related articles, with the reason: computed when one of them is published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from articles.models import (
    Article,
    Byline,
    Edition,
    Mention,
    Reason,
    Related,
    Role,
    Subject,
)
from articles.models.edition import EditionQuerySet
from articles.models.related import LAST, RelatedQuerySet
from articles.publishing.similar_words import similar_articles

KEPT = 12  # more than a page shows: a language may lack some of them
SHOWN = 3  # on a page: with fewer ties, similar words fill the rest
_LOOKED_AT = 40  # articles of one subject, series, category or person, newest first
_NEIGHBOURS = 60
_WEIGHT = {
    Reason.CASE: 13,
    Reason.COLLECTION: 11,
    Reason.OVERVIEW: 11,
    Reason.PROVISION: 7,
    Reason.SERIES: 5,
    Reason.COURT: 4,
    Reason.LAW: 3,
    Reason.PERSON: 2,
    Reason.CATEGORY: 1,
    Reason.WORDS: 0,
}


@dataclass(frozen=True, slots=True)
class Tie:
    """A reason to relate an article to another: a subject, series, category, person."""

    other: int
    reason: Reason
    subject: int | None = None

    @property
    def weight(self) -> int:
        return _WEIGHT[self.reason]


def relate(article: Article) -> dict[int, list[Tie]]:
    """Store the articles related to this one; return its ties by the other's id.

    The choice of an editor stays, and stays first. Date never makes a tie.
    """
    ties: dict[int, list[Tie]] = {}
    for tie in _ties(article):
        ties.setdefault(tie.other, []).append(tie)
    ties.pop(article.pk, None)
    chosen = list(
        Related.objects.filter(article=article, reason=Reason.CHOSEN).values_list(
            "other", flat=True
        )
    )
    nearest = sorted(
        (other for other in ties if other not in chosen),
        key=lambda other: (-sum(tie.weight for tie in ties[other]), -other),
    )[:KEPT]
    for other in _alike(article, {*ties, *chosen}, SHOWN - len(nearest) - len(chosen)):
        ties[other] = [Tie(other, Reason.WORDS)]
        nearest.append(other)
    _computed().filter(article=article).delete()
    Related.objects.bulk_create(
        _related(article.pk, other, ties[other]) for other in nearest
    )
    return ties


def relate_with_neighbours(article: Article) -> None:
    """Relate an article, and let its neighbours show it as far as their ties weigh.

    A tie weighs the same for both, so that the neighbours' own ties need not be found
    anew: that would take seconds. Those that lose it, as a withdrawn article, and have
    too few others are related anew.
    """
    showed = set(_computed().filter(other=article).values_list("article", flat=True))
    ties = relate(article)
    near = sorted(ties, reverse=True)[:_NEIGHBOURS]
    _computed().filter(other=article).exclude(article__in=near).delete()
    Related.objects.bulk_create(
        [_related(other, article.pk, ties[other]) for other in near],
        update_conflicts=True,
        unique_fields=["article", "other"],
        update_fields=["reason", "subject", "position"],
    )
    _drop_surplus(near)
    for neighbour in Article.objects.filter(pk__in=_lacking(showed.difference(near))):
        relate(neighbour)


def _computed() -> RelatedQuerySet:
    return Related.objects.exclude(reason=Reason.CHOSEN)


def _related(article: int, other: int, ties: list[Tie]) -> Related:
    best = max(ties, key=lambda tie: tie.weight)
    return Related(
        article_id=article,
        other_id=other,
        reason=best.reason,
        subject_id=best.subject,
        position=LAST - sum(tie.weight for tie in ties),
    )


def _drop_surplus(articles: list[int]) -> None:
    """Delete the lightest ties of articles that have too many."""
    rows: dict[int, list[tuple[int, str]]] = {}
    ordered = Related.objects.filter(article__in=articles)
    for article, pk, reason in ordered.values_list("article", "pk", "reason"):
        rows.setdefault(article, []).append((pk, reason))
    surplus = [
        pk
        for of_article in rows.values()
        for place, (pk, reason) in enumerate(of_article)
        if reason != Reason.CHOSEN
        and place >= (SHOWN if reason == Reason.WORDS else KEPT)
    ]
    Related.objects.filter(pk__in=surplus).delete()


def _lacking(articles: set[int]) -> list[int]:
    """Return the newest of the articles that have too few ties to show."""
    rows = Related.objects.filter(article__in=articles)
    number = Counter(rows.values_list("article", flat=True))
    lacking = [article for article in articles if number[article] < SHOWN]
    return sorted(lacking, reverse=True)[:_NEIGHBOURS]


def _ties(article: Article) -> Iterator[Tie]:
    listed = Edition.objects.filter(listed_on__isnull=False)
    if not listed.filter(article=article).exists():
        return  # an article in no list has no ties
    news = _news()
    current = listed.filter(article=article).values("current_version")
    for subject, kind in _subjects(current).items():
        mentions = Mention.objects.filter(subject__in=_with_parts(subject, kind))
        for other in _articles(news.with_rows_of_version(mentions)):
            yield Tie(other, Reason(kind), subject)
    if article.series_id:
        for other in _articles(news.filter(article__series=article.series_id)):
            yield Tie(other, Reason.SERIES)
    for category in article.categories.all():
        for other in _articles(news.in_category(category.pk)):
            yield Tie(other, Reason.CATEGORY)
    people = Byline.objects.filter(
        version__in=current, contributor__kind="person"
    ).exclude(role=Role.BASIS)
    rows = people.values_list("contributor", "contributor__merged_into")
    for person in {merged or pk for pk, merged in rows}:
        for other in _articles(news.made_by(person)):
            yield Tie(other, Reason.PERSON)


def _subjects(versions: QuerySet[Edition, Any]) -> dict[int, str]:
    """Return id and kind of the subjects of these Versions, and of their laws."""
    rows = Mention.objects.filter(version__in=versions).values_list(
        "subject", "subject__kind", "subject__part_of", "subject__part_of__kind"
    )
    subjects: dict[int, str] = {}
    for subject, kind, whole, kind_of_whole in rows:
        subjects[subject] = kind
        if whole is not None and kind_of_whole is not None:
            subjects[whole] = kind_of_whole
    return subjects


def _with_parts(subject: int, kind: str) -> list[int]:
    """Return a subject with its provisions: two of one law tie by the law."""
    if kind != Reason.LAW:
        return [subject]
    parts = Subject.objects.filter(part_of=subject)
    return [subject, *parts.values_list("pk", flat=True)]


def _alike(article: Article, known: set[int], wanted: int) -> list[int]:
    if (
        wanted <= 0
        or not Edition.objects.filter(article=article, listed_on__isnull=False).exists()
    ):
        return []
    alike = [other for other in similar_articles(article) if other not in known]
    news = set(_news().filter(article__in=alike).values_list("article", flat=True))
    return [other for other in alike if other in news][:wanted]


def _news() -> EditionQuerySet:
    listed = Edition.objects.filter(listed_on__isnull=False)
    return listed.exclude(article__kind=Article.Kind.LISTING).order_by(
        "-listed_on", "-pk"
    )


def _articles(editions: QuerySet[Edition]) -> list[int]:
    ids = editions.values_list("article", flat=True)[:_LOOKED_AT]
    return list(dict.fromkeys(ids))
