"""Finding: the rows that answer a reader's query, best first, by their kind."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import RowNumber

from articles.models import SearchRow
from articles.search.engines import current_engine
from articles.search.expressions import has_line, has_word
from articles.search.index import name_key
from articles.search.terms import Term, parts_of
from cjo.lib.search_folding import is_unspaced, together

FOUND_LIMIT = 500  # of a kind: more than anybody pages through
# Rows of a kind that are ranked. A word that more texts have tells little of any
CANDIDATES = 2000
PARTS_LIMIT = 24  # parts of a query, where no text has all of it
_NAMED = 100_000  # points of a row that has the query for a name
# those of a Hit, and their order: a database sorts by what it selects
_HIT = ("kind", "key", "named", "place")
_WEIGHT = 12  # of a word, where all rows have all words
_RAREST, _LEAST = 200, 20  # weights of words that some rows have


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found; `is_named` says that the query is one of its names."""

    kind: str
    key: str
    is_named: bool


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of each kind, best first, up to FOUND_LIMIT + 1 of a kind.

    `is_partial` says that no row has all terms. Then `missing` are the terms that no
    row has.
    """

    by_kind: dict[str, list[Hit]] = field(default_factory=dict)
    is_partial: bool = False
    missing: tuple[Term, ...] = ()


def find(
    query: str, terms: Sequence[Term], language: str, *, closest: bool = True
) -> Hits:
    """Return the rows with every term; where there are none, those that come closest.

    Rows come by rank, then the newest first. No query raises an error: folding leaves
    no operators of a database.
    """
    if not terms:
        return Hits()
    rows = SearchRow.objects.filter(language=language)
    complete = _complete(rows, query, terms)
    if complete or not closest:
        return Hits(_by_kind(complete))
    numbers = numbers_of(rows, list(dict.fromkeys(_parts(terms)))[:PARTS_LIMIT])
    missing = [term for term in terms if not any(map(numbers.get, parts_of(term)))]
    return Hits(
        _by_kind(_closest(rows, query, numbers)),
        is_partial=True,
        missing=tuple(missing),
    )


def _by_kind(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return by_kind


def _complete(
    rows: QuerySet[SearchRow], query: str, terms: Sequence[Term]
) -> list[Hit]:
    engine = current_engine()
    rank = _name_points(query, terms)
    for term in terms:
        rank += _points(term, _WEIGHT)
    best = _best(_newest(rows.filter(engine.matching(terms))), query, rank)
    hits = {pk: Hit(*row) for pk, *row, _place in best.values_list("pk", *_HIT)}
    # PostgreSQL keeps no positions: it reads the best candidates themselves
    confirmed = [each for term in terms if (each := engine.confirmed(term))]
    if confirmed and hits:
        read = rows.filter(*confirmed, pk__in=list(hits))
        kept = set(read.values_list("pk", flat=True))
        return [hit for pk, hit in hits.items() if pk in kept]
    return list(hits.values())


def _newest(rows: QuerySet[SearchRow]) -> QuerySet[SearchRow]:
    """Keep the newest rows of each kind that a query finds: to rank all takes seconds.

    Of each kind, lest thousands of articles on a law hide the law.
    """
    age = Window(RowNumber(), partition_by=[F("kind")], order_by=[F("pk").desc()])
    newest = rows.annotate(age=age).filter(age__lte=CANDIDATES)
    return SearchRow.objects.filter(pk__in=newest.values("pk"))


def _parts(terms: Sequence[Term]) -> list[Term]:
    return [part for term in terms for part in parts_of(term)]


def numbers_of(rows: QuerySet[SearchRow], parts: Sequence[Term]) -> dict[Term, int]:
    """Return how many rows have each part, asked in one query."""
    engine = current_engine()
    counted = [
        rows.filter(engine.matching([part]))
        .order_by()
        .values("language")
        .annotate(place=Value(place), number=Count("pk"))
        .values_list("place", "number")
        for place, part in enumerate(parts)
    ]
    numbers = dict(counted[0].union(*counted[1:], all=True))
    return {part: numbers.get(place, 0) for place, part in enumerate(parts)}


def _closest(
    rows: QuerySet[SearchRow], query: str, numbers: Mapping[Term, int]
) -> list[Hit]:
    """Return the rows with all parts that any row has, else with the most telling."""
    weights = _weights(numbers, rows.count())
    least = _least(numbers, weights)
    if not weights or sum(weights.values()) < least:
        return []
    return _complete(rows, query, list(weights)) or [
        hit for score, hit in _scored(rows, query, weights) if score >= least
    ]


def _scored(
    rows: QuerySet[SearchRow], query: str, weights: Mapping[Term, int]
) -> list[tuple[int, Hit]]:
    """Return the rows with half the weight of the best at least, and their weights."""
    engine = current_engine()
    rank = _name_points(query, list(weights))
    score: Combinable = Value(0)
    for part, weight in weights.items():
        score += _if(Q(engine.matching([part])), weight)
        rank += _points(part, weight)
    some = Q()
    for part in _needed(weights):
        some |= Q(engine.matching([part]))
    ranked = _newest(rows.filter(some)).annotate(score=score)
    scored = _best(ranked, query, score + rank)
    found = list(scored.values_list("score", *_HIT))
    best = max((score for score, *_row in found), default=0)
    return [(score, Hit(*row)) for score, *row, _place in found if 2 * score >= best]


def _needed(weights: Mapping[Term, int]) -> list[Term]:
    """Return the parts of which a row has one, if it has half the weight of the best.

    The best has the heaviest part at least. Words that nearly all rows have are not
    among them, so that the database weighs few rows.
    """
    heaviest, light = max(weights.values()), 0
    needed = []
    for part, weight in sorted(weights.items(), key=lambda item: item[1]):
        if 2 * (light + weight) < heaviest:
            light += weight
        else:
            needed.append(part)
    return needed


def _weights(numbers: Mapping[Term, int], total: int) -> dict[Term, int]:
    """Return weights: a word of few rows tells more than a word that nearly all have.

    It is the inverse document frequency, as a whole number.
    """
    scale = _RAREST / math.log(total + 1) if total else 0
    return {
        part: max(_LEAST, round(scale * math.log(total / number)))
        for part, number in numbers.items()
        if number
    }


def _least(numbers: Mapping[Term, int], weights: Mapping[Term, int]) -> float:
    """Return the weight that a row needs: a quarter of that of all parts.

    A word that no text has counts nothing, but a pair of Chinese characters does: a
    single pair out of many is no part of what the reader meant.
    """
    unknown = [part for part, number in numbers.items() if not number]
    pairs = [part for part in unknown if is_unspaced(part.typed[0].runs[0])]
    return (sum(weights.values()) + _RAREST * len(pairs)) / 4


def _best(rows: QuerySet[Any, Any], query: str, rank: Combinable) -> QuerySet[Any, Any]:
    """Keep the best rows of each kind, by their rank, then the newest first.

    The rank is not selected: PostgreSQL would sort whole texts to compute it anew.
    """
    points = ExpressionWrapper(rank, IntegerField())
    order = (points.desc(), F("dated").desc(nulls_last=True))
    place = Window(
        RowNumber(), partition_by=[F("kind")], order_by=[*order, F("pk").desc()]
    )
    named = ExpressionWrapper(_is_named(query), BooleanField())
    best: QuerySet[Any, Any] = rows.annotate(place=place, named=named)
    return best.filter(place__lte=FOUND_LIMIT + 1).order_by("place")


def _is_named(query: str) -> Q:
    return has_line(name_key(query), "names")


def _name_points(query: str, terms: Sequence[Term]) -> Combinable:
    """Return points for the query as a name, and for its words as neighbours."""
    phrase = together([word for term in terms for word in term.typed])
    named = _if(_is_named(query), _NAMED)
    return named + _if(has_word(phrase, "title"), _WEIGHT // 4)


def _points(term: Term, weight: int) -> Combinable:
    """Return points for a term in title and abstract: most for the word as typed."""
    points: Combinable = Value(0)
    for column, share in (("title", weight // 2), ("abstract", weight // 6)):
        whens = []
        for place, words in enumerate(term.alternatives):
            holds = Q()
            for word in words:
                holds &= Q(has_word(word, column))
            # the word itself, its stem, a synonym
            whens.append(When(holds, then=Value(share * (6 - min(place, 2)) // 6)))
        points += Case(*whens, default=Value(0), output_field=IntegerField())
    return points


def _if(condition: Q, points: int) -> Case:
    return Case(
        When(condition, then=Value(points)),
        default=Value(0),
        output_field=IntegerField(),
    )
