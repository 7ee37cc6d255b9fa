"""Spelling: the words of the texts that words of a query may stand for.

A word may be misspelt, or written in two: cyber bullying. Words in Latin and Cyrillic
letters only: in Arabic and Hebrew, where vowels are not written, one letter makes
another word, and scripts without spaces have no words that could be told apart.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from articles.models import SearchRow, SearchWord
from articles.search.finding import numbers_of
from articles.search.terms import Term
from cjo.lib.search_folding import Word, fold_query

WORDS_LIMIT = 3  # misspelt words of a query that are looked at
_SHORTEST, _LONGEST = 4, 30  # letters
# A Vietnamese syllable is a letter away from many others; longer words are names
_SHORTEST_VIETNAMESE = 7
_LONG = 7  # letters from which on two slips are allowed
_WORD = re.compile("[a-z]+|[а-я]+")
_TRIED = 5  # words whose texts are counted


def spelling_of(query: str, missing: Iterable[Term], language: str) -> str:
    """Return the query with words that texts have in place of misspelt ones.

    `missing` are its terms that no text has. Return "" if nothing can be offered.
    """
    texts, terms = query.split(), list(missing)
    lacking = {term.typed[0].tokens[0] for term in terms}
    written = _with_pairs_joined(texts, lacking, language)
    kept = {word.tokens[0] for text in written for word in fold_query(text)}
    words = [term.typed[0].tokens[0] for term in terms if _is_spelled(term, language)]
    better: dict[str, str] = {}
    for word in dict.fromkeys(words[:WORDS_LIMIT]):
        if word in kept and (nearest := _nearest(word, language)):
            better[word] = nearest
    if written == texts and not better:
        return ""
    return " ".join(_replaced(text, better) for text in written)


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


def _is_spelled(term: Term, language: str) -> bool:
    tokens = [token for word in term.typed for token in word.tokens]
    shortest = _SHORTEST_VIETNAMESE if language == "vi" else _SHORTEST
    return (
        len(tokens) == 1
        and _WORD.fullmatch(tokens[0]) is not None
        and shortest <= len(tokens[0]) <= _LONGEST
    )


def _with_pairs_joined(
    written: Sequence[str], missing: Set[str], language: str
) -> list[str]:
    """Join neighbours that texts have as a single word, if they lack one of the two."""
    tokens = [_token(text) for text in written]
    pairs = {
        place: first + second
        for place, (first, second) in enumerate(itertools.pairwise(tokens))
        if first and second and not missing.isdisjoint((first, second))
    }
    numbers = _numbers(_listed(pairs.values(), language), language)
    joined: list[str] = []
    place = 0
    while place < len(written):
        length = 2 if numbers.get(pairs.get(place, "")) else 1
        joined.append("".join(written[place : place + length]))
        place += length
    return joined


def _listed(words: Iterable[str], language: str) -> list[str]:
    if not (asked := set(words)):
        return []
    listed = SearchWord.objects.filter(language=language, word__in=asked)
    return sorted(listed.values_list("word", flat=True))[:_TRIED]


def _numbers(words: Iterable[str], language: str) -> dict[str, int]:
    """Return in how many texts each word is.

    The list of words keeps words of texts that are no longer published.
    """
    terms = {word: Term(((Word((word,), (word,)),),)) for word in words}
    if not terms:
        return {}
    rows = SearchRow.objects.filter(language=language)
    numbers = numbers_of(rows, list(terms.values()))
    return {word: numbers[term] for word, term in terms.items()}


def _nearest(word: str, language: str) -> str:
    """Return the word with the fewest slips, of these the word that most texts have."""
    alike = sorted(_alike(word, language))[:_TRIED]
    numbers = _numbers((other for _slips, other in alike), language)
    known = [
        (number_of_slips, -numbers[other], other)
        for number_of_slips, other in alike
        if numbers[other]
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


def _token(text: str) -> str:
    """Return the token of a single word in Latin letters, else nothing."""
    folded = fold_query(text)
    tokens = folded[0].tokens if len(folded) == 1 else ()
    is_latin = len(tokens) == 1 and tokens[0].isascii() and tokens[0].isalpha()
    return tokens[0] if is_latin and text.isalpha() else ""


def _replaced(text: str, better: dict[str, str]) -> str:
    folded = fold_query(text)
    tokens = folded[0].tokens if len(folded) == 1 else ()
    other = better.get(tokens[0]) if len(tokens) == 1 else None
    if other is None:
        return text
    if text.isupper():
        return other.upper()
    return other.capitalize() if text[:1].isupper() else other
