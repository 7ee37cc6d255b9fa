"""Articles with uncommon words in common, for those that nothing else relates."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Case, Value, When

from articles.models import Article, ListCount, SearchRow
from articles.publishing.list_counts import EVERYTHING
from articles.search.articles import KIND
from articles.search.engines import current_engine
from articles.search.terms import Term
from cjo.lib.search_folding import STEM, Word

WORDS = 12  # of title and abstract: those of the title first, and the longest
SHARED = 2  # words that two articles must have in common
_SHORTEST = 4  # letters of a Latin word that says anything
# A word in more articles than a tenth of all is common, within these bounds
_SELDOM, _RARE = 3, 50


def similar_articles(article: Article) -> list[int]:
    """Return the ids of articles that share uncommon words, the most similar first.

    They are compared in one language, English if there is a text in it.
    """
    row = (
        SearchRow.objects.filter(kind=KIND, key=str(article.pk))
        .order_by(Case(When(language="en", then=Value(0)), default=Value(1)), "pk")
        .first()
    )
    if row is None:
        return []
    others = SearchRow.objects.filter(kind=KIND, language=row.language)
    common = _common(row.language)
    engine, shared, weight = current_engine(), Counter[str](), Counter[str]()
    for word in _words(row):
        holding = others.exclude(pk=row.pk).filter(
            engine.matching([Term(((Word((word,), (word,)),),))])
        )
        # one key beyond the limit is enough to know that the word is common
        keys = list(holding.values_list("key", flat=True)[: common + 1])
        if len(keys) > common:
            continue
        for key in keys:
            shared[key] += 1
            weight[key] += common // len(keys)
    alike = [key for key, number in shared.items() if number >= SHARED]
    return sorted(map(int, alike), key=lambda pk: (-weight[str(pk)], -pk))


def _words(row: SearchRow) -> list[str]:
    title = list(_distinctive(row.title))
    abstract = [word for word in _distinctive(row.abstract) if word not in set(title)]
    longest = [sorted(part, key=len, reverse=True) for part in (title, abstract)]
    return [*longest[0], *longest[1]][:WORDS]


def _distinctive(folded: str) -> Iterator[str]:
    """Yield each word once that may describe the matter of a text.

    Folding splits text without spaces into pairs of characters. Numbers are left out.
    """
    for word in dict.fromkeys(folded.split()):
        shortest = _SHORTEST if word.isascii() else 2
        if len(word) >= shortest and not (word.isdecimal() or word.startswith(STEM)):
            yield word


def _common(language: str) -> int:
    """Return the number of articles beyond which a word counts as common."""
    counts = ListCount.objects.filter(list=EVERYTHING, language=language)
    total = counts.values_list("number", flat=True).first() or 0
    return min(max(_SELDOM, total // 10), _RARE)
