"""Korean particles, which a reader types onto a word, and a text may lack."""

import re
from collections.abc import Iterator

_HANGUL = re.compile("[가-힣]+")
_FIRST, _FINALS = 0xAC00, 28  # syllables stand in order, by their last consonant
_RIEUL = 8  # the consonant after which 로 stands, as after a vowel
_AFTER_CONSONANT = (
    "으로부터",
    "으로써",
    "으로서",
    "이라는",
    "이라고",
    "으로",
    "은",
    "이",
    "을",
    "과",
)
_AFTER_VOWEL = ("로부터", "로써", "로서", "라는", "라고", "로", "는", "가", "를", "와")
_AFTER_BOTH = (
    "에게서",
    "에서는",
    "에서",
    "에게",
    "에는",
    "에도",
    "까지",
    "부터",
    "의",
    "에",
    "도",
    "만",
)
_SHORTEST = 2  # syllables of a word


def without_particle(word: str) -> str:
    """Return a word without its particle; "" if it has none.

    은, 이, 을 and 과 stand after a consonant, 는, 가, 를 and 와 after a vowel.
    So 전문가 keeps its last syllable.
    """
    if not _HANGUL.fullmatch(word):
        return ""
    for particle in sorted(_particles(word), key=len, reverse=True):
        return word.removesuffix(particle)
    return ""


def _particles(word: str) -> Iterator[str]:
    for particle in (*_AFTER_CONSONANT, *_AFTER_VOWEL, *_AFTER_BOTH):
        bare = word.removesuffix(particle)
        if bare == word or len(bare) < _SHORTEST:
            continue
        final = (ord(bare[-1]) - _FIRST) % _FINALS
        if particle in _AFTER_CONSONANT and not final:
            continue
        ends_soft = final == 0 or (final == _RIEUL and particle.startswith("로"))
        if particle in _AFTER_VOWEL and not ends_soft:
            continue
        yield particle
