"""Spelling: the words of the texts that misspelt words of a query may stand for."""

from collections.abc import Iterable, Iterator

from articles.models import SearchRow, SearchWord
from articles.search.finding import numbers_of
from articles.search.terms import Term
from cjo.lib.search_folding import Word, fold_query

WORDS_LIMIT = 3  # misspelt words of a query that are looked at
_SHORTEST, _LONGEST = 4, 30  # letters
_LONG = 7  # letters from which on two slips are allowed
_TRIED = 5  # words whose texts are counted


def spelling_of(query: str, missing: Iterable[Term], language: str) -> str:
    """Return the query with words that texts have in place of misspelt ones.

    `missing` are its terms that no text has. Return "" if nothing can be offered.
    """
    words = [term.typed[0].tokens[0] for term in missing if _is_latin(term)]
    better: dict[str, str] = {}
    for word in dict.fromkeys(words[:WORDS_LIMIT]):
        if nearest := _nearest(word, language):
            better[word] = nearest
    if not better:
        return ""
    return " ".join(_replaced(text, better) for text in query.split())


def slips(word: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, extra or swapped; at most most + 1.

    It is the optimal string alignment distance.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, last, row = row, before, [i]
        for j, another in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != another))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == another:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _is_latin(term: Term) -> bool:
    tokens = [token for word in term.typed for token in word.tokens]
    is_latin = tokens[0].isascii() and tokens[0].isalpha()
    return len(tokens) == 1 and is_latin and _SHORTEST <= len(tokens[0]) <= _LONGEST


def _nearest(word: str, language: str) -> str:
    """Return the word with the fewest slips, of these the word that most texts have."""
    alike = sorted(_alike(word, language))[:_TRIED]
    terms = {other: Term(((Word((other,), (other,)),),)) for _slips, other in alike}
    if not terms:
        return ""
    rows = SearchRow.objects.filter(language=language)
    # the list of words keeps words of texts that are no longer published
    numbers = numbers_of(rows, list(terms.values()))
    known = [
        (number_of_slips, -numbers[terms[other]], other)
        for number_of_slips, other in alike
        if numbers[terms[other]]
    ]
    return min(known)[2] if known else ""


def _alike(word: str, language: str) -> Iterator[tuple[int, str]]:
    most = 2 if len(word) >= _LONG else 1
    # the first letter may be missing, extra or swapped with the second
    words = SearchWord.objects.filter(
        language=language,
        initial__in=word[:2],
        length__range=(len(word) - most, len(word) + most),
    )
    letters = set(word)
    for other in words.values_list("word", flat=True).iterator():
        # quick to see: each slip changes two letters at most
        if len(letters.symmetric_difference(other)) <= 2 * most:
            number = slips(word, other, most)
            if number <= most:
                yield number, other


def _replaced(text: str, better: dict[str, str]) -> str:
    folded = fold_query(text)
    tokens = folded[0].tokens if len(folded) == 1 else ()
    other = better.get(tokens[0]) if len(tokens) == 1 else None
    if other is None:
        return text
    if text.isupper():
        return other.upper()
    return other.capitalize() if text[:1].isupper() else other
