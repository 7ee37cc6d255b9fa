"""Terms: the words of a query, each with the other words that find the same."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from articles.models import SearchSynonym
from cjo.lib.english_stems import OTHER_LATIN, STOP_WORDS, stem
from cjo.lib.search_folding import Word, fold_query, is_unspaced, stem_word, together

QUERY_LIMIT = 200  # characters of a query; the rest is ignored
WORD_LIMIT = 12
_ALTERNATIVES_LIMIT = 12  # of a term

# Other writings of a word, such as 第1035条 for 第一千零三十五条
Writer = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a query: a text has it if it has all words of an alternative.

    The first alternative is the word as typed, the second its stem, where it has one.
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
    stemmed = stem_word(word)
    return Term(((word,), (stemmed,)) if stemmed else ((word,),))


def terms_of(
    query: str, language: str, writers: Iterable[Writer] = ()
) -> tuple[Term, ...]:
    """Return the terms of a query; a text that answers it has all of them.

    Words such as “the” are left out where there are others. Quoted words are taken as
    they are.
    """
    words = fold_query(query[:QUERY_LIMIT])[:WORD_LIMIT]
    words = [word for word in words if not _is_stop_word(word)] or words
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
    alternatives = [tuple(words)]
    stems = [_stem(word, language) for word in words]
    if any(stems):
        # a text may have the words of a phrase apart
        pairs = zip(words, stems, strict=True)
        alternatives.append(tuple(stem or word for word, stem in pairs))
    alternatives += [(_stem(each, language) or each,) for each in synonyms]
    if len(words) == 1 and not words[0].is_quoted:
        typed = "".join(words[0].runs)
        for other in (text for writer in writers for text in writer(typed)):
            alternatives += [(word,) for word in fold_query(other)[:1]]
    return Term(tuple(dict.fromkeys(alternatives))[:_ALTERNATIVES_LIMIT])


def _stem(word: Word, language: str) -> Word | None:
    if word.is_quoted or language in OTHER_LATIN:
        return None
    return stem_word(word)


def _is_stop_word(word: Word) -> bool:
    return word.tokens[0] in STOP_WORDS and word.tokens[1:] == () and not word.is_quoted


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
    if language in OTHER_LATIN:
        return list(tokens)
    return [stem(token) or token for token in tokens]


def _inside(word: Word, phrase: Word, others: Iterable[Word]) -> list[Word]:
    """Return a word without spaces, with others in place of a phrase inside it."""
    typed, part = "".join(word.runs), "".join(phrase.runs)
    if word.is_quoted or part not in typed or not all(map(is_unspaced, phrase.runs)):
        return []
    texts = [typed.replace(part, "".join(other.runs)) for other in others]
    return [word for text in texts for word in fold_query(text)[:1]]
