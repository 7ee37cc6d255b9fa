"""Stems for the search: the forms of a word that find each other, in each language.

A text has all stems of its words behind them, a query asks for those of its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from cjo.lib import english_stems
from cjo.lib.compound_stems import compound_parts, noun_of
from cjo.lib.english_stems import OTHER_LATIN
from cjo.lib.korean_stems import without_particle
from cjo.lib.search_folding import (
    STEM,
    TOKEN_LENGTH,
    Word,
    fold_query,
    folded,
    written_runs,
)
from cjo.lib.semitic_stems import arabic_stems, hebrew_stems
from cjo.lib.snowball_stems import snowball_stem
from cjo.lib.turkish_stems import turkish_stems

# Malay makes its words as Indonesian does
_SNOWBALL = {
    "nl": "dutch_porter",  # the newer one takes ge- off: gebruik would be bruik
    "fr": "french",
    "de": "german",
    "hi": "hindi",
    "it": "italian",
    "pt": "portuguese",
    "ru": "russian",
    "es": "spanish",
    "sv": "swedish",
    "id": "indonesian",
    "ms": "indonesian",
}
_MALAY = ("id", "ms")
_CLITIC = re.compile("(?<=[a-z]{4})(?:nya|lah|kah|pun)$")
# Words of law whose stem is that of another word: data and to give, law and to read
_IRREGULAR = {
    language: {form: forms.split()[0] for forms in words for form in forms.split()}
    for language, words in {
        "fr": ("donnee donnée données donnees",),
        "es": ("dato datos", "demanda demandas"),
        "it": ("autorita autorità", "legge leggi"),
        "ru": (
            "данн данные данных данным данными",
            "судья судьи судью судье судей судьям судьями судьях судьей судьёй",
        ),
    }.items()
}
_PORTUGUESE_PLURALS = [
    (re.compile(plural), singular)
    for plural, singular in (
        ("(?<=[a-zçãáéíóúâêô]{2})[õo]es$", "ão"),
        ("(?<=[a-zçãáéíóúâêô]{3})ais$", "al"),
        ("(?<=[áaíi]v)eis$", "el"),
    )
]
# Small words written onto another, with or without a sign between: l’État, בGoogle
_BEFORE = {
    "fr": {"l", "d", "qu", "s", "n", "j", "c", "m", "t", "lorsqu", "puisqu", "jusqu"},
    "it": {"l", "d", "un", "dell", "all", "nell", "sull", "dall", "quell", "c", "s"},
    "he": {"ה", "ב", "ל", "ש", "ו", "מ", "כ", "וה", "שה", "מה", "וב", "ול"},
    "ar": {"ال", "و", "ب", "ل", "وال", "بال", "لل"},
}
LONGEST_WORD = 100  # letters; a German law of 63 is the longest known
_SPACED_AT_MOST = 8  # syllables of a Korean word
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def fold_stems(text: str, language: str) -> str:
    """Return the stems of the words of a text, each once, separated by spaces.

    Words in Latin letters are English in a language that has other letters.
    """
    stems: dict[str, None] = {}
    for run in dict.fromkeys(written_runs(text)):
        # what is longer is no word, and the time that it takes grows with its square
        if len(run) <= LONGEST_WORD:
            stems.update(dict.fromkeys(text_stems(run, language)))
    return " ".join(f"{STEM}{stem}" for stem in stems)


@lru_cache(maxsize=50_000)
def text_stems(run: str, language: str) -> tuple[str, ...]:
    """Return the stems by which a written word of a text is found."""
    stems = dict.fromkeys(stems_of(run, language))
    for noun in compound_parts(run, language):
        stems.update(dict.fromkeys(stems_of(noun, language)))
    return tuple(stems)


@lru_cache(maxsize=50_000)
def stems_of(run: str, language: str) -> tuple[str, ...]:
    """Return the stems of a written word, the shortest last; none in some scripts."""
    token = folded(run)
    if language not in OTHER_LATIN and (english := english_stems.stem(token)):
        return (english,)
    shortest = 1 if language == "vi" else 3
    if not shortest <= len(token) <= TOKEN_LENGTH:
        return ()
    return tuple(dict.fromkeys(_stems(run, token, language)))


def other_forms(word: Word, language: str) -> list[Word]:
    """Return the words that find the other forms of a word of a query."""
    written = written_runs(word.typed or " ".join(word.runs))
    core = (
        written[1:] if written[:1] and written[0] in _BEFORE.get(language, ()) else []
    )
    if language == "tr" and len(written) == 2 and re.search("['’]", word.typed):
        core = written[:1]  # Çin'in
    if len(core or written) != 1:
        return []
    (run,) = core or written
    token = folded(run)
    forms = [Word(word.runs, (f"{STEM}{stem}",)) for stem in stems_of(run, language)]
    if language == "ko":
        forms += _korean_forms(token)
    elif language == "ja" and len(token) > 3 and token.endswith("ー"):
        forms += fold_query(token.removesuffix("ー"))[:1]  # サーバー, サーバ
    if core and not forms:
        forms.append(Word((token,), (token,)))
    return forms


def _korean_forms(token: str) -> Iterator[Word]:
    """Yield a word without its particle, and each with a space that a text may have.

    Compounds are written with spaces or without: 인터넷법원, 인터넷 법원.
    """
    for word in filter(None, (without_particle(token), token)):
        if word != token:
            yield from fold_query(word)
        for at in range(2, min(len(word), _SPACED_AT_MOST) - 1):
            yield from fold_query(f'"{word[:at]} {word[at:]}"')


def exact_words(word: Word, language: str) -> tuple[Word, ...]:
    """Return the words that a text must have for the accents of a word to be meant.

    Vietnamese has another word for each accent: bán sells, bạn is a friend. A reader
    who types none finds all of them.
    """
    if language != "vi":
        return (word,)
    written = written_runs(word.typed or " ".join(word.runs))
    marked = [f"{STEM}{stem}" for run in written for stem in stems_of(run, language)]
    if not marked:
        return (word,)
    exact = tuple(Word(word.runs, (token,)) for token in marked)
    return exact if len(written) == 1 else (word, *exact)


def _stems(run: str, token: str, language: str) -> Iterator[str]:
    if language == "vi":
        yield from _accented(run, token)
    elif language == "ar":
        yield from arabic_stems(token)
    elif language == "he":
        yield from hebrew_stems(token)
    elif language == "tr":
        yield from turkish_stems(token)
    elif language in _SNOWBALL:
        yield from _inflected(run, token, language)


def _inflected(run: str, token: str, language: str) -> Iterator[str]:
    if irregular := _IRREGULAR.get(language, {}).get(run):
        yield irregular
        return
    if noun := noun_of(run, language):
        yield folded(noun)
    if language in _MALAY:
        run = token = _CLITIC.sub("", token)
        yield token
    # what was typed without accents has another stem than what was typed with them
    for form in (run, token):
        stem = folded(snowball_stem(_singular(form, language), _SNOWBALL[language]))
        # a shorter one is that of other words too: Persönlichkeit, Person; media, dia
        shortest = 4 if language in _MALAY else 3
        if len(stem) >= max(shortest, (len(token) + 1) // 2):
            yield stem


def _accented(run: str, token: str) -> Iterator[str]:
    """Yield a syllable with its accents, the tone last: hòa and hoà are the same."""
    if run == token:
        return
    apart = unicodedata.normalize("NFD", run)
    tones = "".join(_TONES.findall(apart))
    yield unicodedata.normalize("NFC", f"{_TONES.sub('', apart)}{tones}")


def _singular(word: str, language: str) -> str:
    if language == "pt":
        for plural, singular in _PORTUGUESE_PLURALS:
            word = plural.sub(singular, word)
    return word
