"""Places in long words where a line may break, though no language breaks them there.

Addresses, hashes and compounds can be longer than a line. Only a word that would not
fit gets such places, before and after signs if it has any, else between its letters.
"""

import re
import unicodedata

BREAK = "\ue003"  # for private use; the template makes it a place without width
LETTER = 0.58  # of an em, as wide as most letters and figures are on average

# Scripts without spaces break by themselves
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff"
)
_WORD = re.compile(rf"[^\s{_UNSPACED}\ufe30-\ufe4f\uff00-\uffef{BREAK}]+")
_SIGNS = re.compile(r"(?<=[/\\@:;,|])(?=[^/])|(?=[.?&=#%_~+])|(?<=-)")
_LONGEST_PIECE = 24
JOINER = "\u200d"
_ARABIC = "[\u0620-\u06ff]"
_JOINED = re.compile(f"(?<={_ARABIC}){BREAK}(?={_ARABIC})")


def with_breaks(text: str, room: int) -> str:
    """Return a text in which no piece of a word is longer than `room` letters."""
    if len(text) <= room:
        return text
    return _WORD.sub(
        lambda word: _broken(word[0], room) if len(word[0]) > room else word[0], text
    )


def letters_in(width: float) -> int:
    """Return how many letters fit into a width in em."""
    return max(4, int(width / LETTER))


def _broken(word: str, room: int) -> str:
    pieces = [piece for piece in _SIGNS.split(word) if piece]
    longest = min(room, _LONGEST_PIECE)
    return BREAK.join(
        piece if len(piece) <= longest else _between_letters(piece) for piece in pieces
    )


def _between_letters(text: str) -> str:
    """Return a text that may break between its letters; those of Arabic stay joined."""
    broken = BREAK.join(_clusters(text))
    return _JOINED.sub(f"{JOINER}{BREAK}{JOINER}", broken)


def _clusters(text: str) -> list[str]:
    """Return the letters of a text, each with the marks that belong to it."""
    clusters: list[str] = []
    for character in text:
        is_mark = unicodedata.category(character)[0] == "M" or character == JOINER
        # a joiner, or the sign that makes one letter of two in scripts of India
        is_joined = bool(clusters) and (
            clusters[-1][-1] == JOINER or unicodedata.combining(clusters[-1][-1]) == 9
        )
        if clusters and (is_mark or is_joined):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
