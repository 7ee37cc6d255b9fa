"""Finding: the rows that have the words of a reader's query, best first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan

from articles.models import SearchRow
from articles.search.engines import current_engine
from articles.search.expressions import place_of
from cjo.lib.search_folding import Word, fold_query, together

QUERY_LIMIT = 200  # characters of a query; the rest is ignored
WORD_LIMIT = 12
FOUND_LIMIT = 500  # more than anybody pages through
CANDIDATE_LIMIT = 1000  # rows whose text is read for tokens that are neighbours

_IN_TITLE, _IN_ABSTRACT, _TOGETHER_IN_TITLE = 6, 2, 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found; `rank` are points for words in its title and abstract."""

    kind: str
    key: str
    rank: int


@dataclass(frozen=True, slots=True)
class HitPage:
    """One page of hits, and the number of all, up to FOUND_LIMIT."""

    hits: list[Hit] = field(default_factory=list)
    total_capped: int = 0
    is_capped: bool = False


def words_of(query: str) -> list[Word]:
    return fold_query(query[:QUERY_LIMIT])[:WORD_LIMIT]


def find(
    query: str,
    language: str,
    *,
    limit: int = 20,
    offset: int = 0,
    year: int | None = None,
    kind: str | None = None,
) -> HitPage:
    """Return rows with every word: by rank, then the newest first.

    No query raises an error: folding leaves no operators of a database.
    """
    words = words_of(query)
    if not words:
        return HitPage()
    rows = SearchRow.objects.filter(language=language)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if year is not None:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        rows = rows.filter(dated__gte=first, dated__lte=last)
    hits = _hits(rows, words)
    return HitPage(
        hits=hits[:FOUND_LIMIT][offset : offset + limit],
        total_capped=min(len(hits), FOUND_LIMIT),
        is_capped=len(hits) > FOUND_LIMIT,
    )


def _hits(rows: QuerySet[SearchRow], words: Sequence[Word]) -> list[Hit]:
    engine = current_engine()
    matching = (
        rows.filter(engine.matching(words))
        .annotate(rank=_rank(words))
        .order_by("-rank", F("dated").desc(nulls_last=True), "-pk")
        .values_list("kind", "key", "rank")
    )
    confirmed = engine.confirmed(words)
    if confirmed is None:
        return [Hit(*row) for row in matching[: FOUND_LIMIT + 1]]
    # PostgreSQL keeps no positions: it reads the best candidates themselves
    candidates = matching.annotate(confirmed=confirmed)[:CANDIDATE_LIMIT]
    hits = [Hit(*row) for *row, is_confirmed in candidates if is_confirmed]
    return hits[: FOUND_LIMIT + 1]


def _rank(words: Sequence[Word]) -> Combinable:
    """Return points for each word in title or abstract, and for all as neighbours."""
    rank: Combinable = _points(together(words), "title", _TOGETHER_IN_TITLE)
    for word in words:
        rank += _points(word, "title", _IN_TITLE)
        rank += _points(word, "abstract", _IN_ABSTRACT)
    return rank


def _points(word: Word, column: str, points: int) -> Case:
    holds = GreaterThan(place_of(word, column), Value(0))
    return Case(
        When(holds, then=Value(points)),
        default=Value(0),
        output_field=IntegerField(),
    )
