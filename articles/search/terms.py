"""Terms: the words of a query, each with the other words that find the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from articles.models import SearchSynonym
from cjo.lib.search_folding import Word, fold_query, is_unspaced, together
from cjo.lib.search_stems import exact_words, other_forms, stems_of
from cjo.lib.stop_words import is_stop_word

QUERY_LIMIT = 200  # characters of a query; the rest is ignored
WORD_LIMIT = 12
_ALTERNATIVES_LIMIT = 12  # of a term

# Other writings of a word, such as 第1035条 for 第一千零三十五条
Writer = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query: a text has it if it has all words of an alternative.

    The first alternative is the word as typed, the next are its stems, if it has any.
    """

    alternatives: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> list[Word]:
        return [word for words in self.alternatives for word in words]

    @property
    def typed(self) -> tuple[Word, ...]:
        return self.alternatives[0]


def term_of(token: str) -> Term:
    """Return the term for a single folded token; an English word has its stem too."""
    word = Word((token,), (token,))
    return Term(((word,), *((form,) for form in other_forms(word, "en"))))


def terms_of(
    query: str, language: str, writers: Iterable[Writer] = ()
) -> tuple[Term, ...]:
    """Return the terms of a query; a text that answers it has all of them.

    Words such as “the” are left out where there are others. Quoted words are taken as
    they are.
    """
    words = fold_query(query[:QUERY_LIMIT])[:WORD_LIMIT]
    telling = [
        word for word in words if word.is_quoted or not is_stop_word(word, language)
    ]
    words = telling or words
    groups = _groups(language) if words else []
    terms: list[Term] = []
    while words:
        length, synonyms = _synonyms(words, groups, language)
        terms.append(_term(words[:length], synonyms, language, writers))
        words = words[length:]
    return tuple(terms)


def parts_of(term: Term) -> list[Term]:
    """Return the parts of a term that a text may have without the others.

    Nobody types spaces in Chinese: 人脸识别案例 is more than one word. Its parts are
    its pairs of characters.
    """
    tokens = [token for word in term.typed for token in word.tokens]
    if len(tokens) > 1:
        telling = [token for token in tokens if len(token) > 1] or tokens
        return [term_of(token) for token in dict.fromkeys(telling)]
    alternatives = (
        tuple(part for word in words for part in _apart(word))
        for words in term.alternatives
    )
    return [Term(tuple(alternatives))]


def _apart(word: Word) -> list[Word]:
    if len(word.tokens) == 1:
        return [word]
    return [Word((token,), (token,)) for token in word.tokens]


def _term(
    words: Sequence[Word],
    synonyms: Iterable[Word],
    language: str,
    writers: Iterable[Writer],
) -> Term:
    alternatives = [
        tuple(part for word in words for part in exact_words(word, language))
    ]
    if alternatives == [tuple(words)]:
        # a text may have the words of a phrase apart
        for forms in zip_longest(*(_forms(word, language) for word in words)):
            pairs = zip(words, forms, strict=True)
            alternatives.append(tuple(form or word for word, form in pairs))
    for each in synonyms:
        alternatives += [(form,) for form in _forms(each, language) or [each]]
    if len(words) == 1 and not words[0].is_quoted:
        typed = "".join(words[0].runs)
        for other in (text for writer in writers for text in writer(typed)):
            alternatives += [(word,) for word in fold_query(other)[:1]]
    return Term(tuple(dict.fromkeys(alternatives))[:_ALTERNATIVES_LIMIT])


def _forms(word: Word, language: str) -> list[Word]:
    return [] if word.is_quoted else other_forms(word, language)


def _groups(language: str) -> list[tuple[Word, ...]]:
    synonyms = SearchSynonym.objects.filter(language=language)
    return [_folded(tuple(row.phrases)) for row in synonyms]


@lru_cache(maxsize=1000)
def _folded(phrases: tuple[str, ...]) -> tuple[Word, ...]:
    folded = [fold_query(phrase) for phrase in phrases]
    return tuple(replace(together(words), is_open=False) for words in folded if words)


def _synonyms(
    words: Sequence[Word], groups: Iterable[Sequence[Word]], language: str
) -> tuple[int, list[Word]]:
    """Return how many of the first words have synonyms together, and these."""
    length, synonyms = 1, []
    for group in groups:
        for phrase in group:
            others = [word for word in group if word != phrase]
            covered = _begins_with(words, phrase, language)
            if covered > length:
                length, synonyms = covered, others
            elif covered == length:
                synonyms += others
            elif length == 1:
                synonyms += _inside(words[0], phrase, others)
    return length, synonyms


def _begins_with(words: Sequence[Word], phrase: Word, language: str) -> int:
    """Return how many words a phrase covers at their beginning; 0 if none."""
    tokens: list[str] = []
    for number, word in enumerate(words, 1):
        if word.is_quoted:
            break
        tokens += word.tokens
        if len(tokens) == len(phrase.tokens):
            alike = _keys(tokens, language) == _keys(phrase.tokens, language)
            return number if alike else 0
    return 0


def _keys(tokens: Iterable[str], language: str) -> list[str]:
    return [(stems_of(token, language) or (token,))[-1] for token in tokens]


def _inside(word: Word, phrase: Word, others: Iterable[Word]) -> list[Word]:
    """Return a word without spaces, with others in place of a phrase inside it."""
    typed, part = "".join(word.runs), "".join(phrase.runs)
    if word.is_quoted or part not in typed or not all(map(is_unspaced, phrase.runs)):
        return []
    texts = [typed.replace(part, "".join(other.runs)) for other in others]
    return [word for text in texts for word in fold_query(text)[:1]]
