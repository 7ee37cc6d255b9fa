"""Text folding for search: the tokens of a text or query, in every script."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# A longer token is no word of any language, and PostgreSQL takes 2 kB at most
TOKEN_LENGTH = 64

# Letters that Unicode does not take apart, but a reader's keyboard may lack
_LIKE = str.maketrans(
    {
        "ı": "i",  # Turkish: I, İ, ı and i are one letter here
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ł": "l",
        "ø": "o",
        "ŧ": "t",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ٱ": "ا",  # alef wasla; the other alefs lose their hamza as a mark
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ک": "ك",
        "ة": "ه",
        "ـ": None,  # tatweel only stretches a line
    }
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s(?!\w)")
# Hebrew writes abbreviations with a mark before the last letter: בג״ץ
_GERSHAYIM = re.compile(r"(?<=[א-ת])[\"'׳״](?=[א-ת])")

# Scripts written without spaces between words, and Korean, whose particles cling
# to the word: Thai; Han with its iteration marks; kana; Hangul
_UNSPACED = (
    "\u0e01-\u0e7f\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ufa0e-\ufa29\U00020000-\U0003ffff"
)
_ALPHABETIC = rf"^\s0-9{_UNSPACED}"
_RUN = re.compile(rf"[{_UNSPACED}]+|[0-9]+|[{_ALPHABETIC}]+")
_STARTS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_NUKTA = 7  # Unicode's combining class of the dot under Indic letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query, between two spaces: its runs of one script, and their tokens.

    `is_open` means that the last token may be the beginning of a longer word.
    """

    runs: tuple[str, ...]
    tokens: tuple[str, ...]
    is_open: bool

    @property
    def needle(self) -> str:
        """Return the string to look for in `" " + folded + " "`."""
        return f" {' '.join(self.tokens)}{'' if self.is_open else ' '}"

    @property
    def pattern(self) -> str:
        """Return a regular expression that finds this word in `letters(text)`."""
        before, after = _alike(self.runs[0]), _alike(self.runs[-1])
        start = f"(?<![{before}])" if before else ""
        end = f"(?![{after}])" if after else ""
        if after and self.is_open:
            end = f"[{after}]*"
        return start + " *".join(map(re.escape, self.runs)) + end


def together(words: Sequence[Word]) -> Word:
    """Return neighbouring words as a single word."""
    return Word(
        tuple(run for word in words for run in word.runs),
        tuple(token for word in words for token in word.tokens),
        words[-1].is_open,
    )


class _Characters(dict[int, str]):
    # A table for str.translate: what is kept of each character of decomposed text
    def __missing__(self, code: int) -> str:
        kept = _kept(chr(code))
        if code < 0x10000:  # so that no text can fill the memory with rare ones
            self[code] = kept
        return kept


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LN":
        return character
    if category == "Cf":  # joiners, soft hyphens, marks of direction
        return ""
    if category[0] != "M":
        return " "
    # Accents, harakat and niqqud go; the vowels of Indic scripts and Thai, and the
    # voicing of kana, are letters to their readers and stay
    is_letter = "\u0900" <= character <= "\u1cff" or character in "\u3099\u309a"
    is_nukta = unicodedata.combining(character) == _NUKTA
    return character if is_letter and not is_nukta else ""


_CHARACTERS = _Characters()


def letters(text: str) -> str:
    """Return the decomposed text without case, width, accents and signs.

    Each character is folded by itself, so that a position in the result can be traced
    to the original.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", apart).translate(_LIKE)
    return apart.translate(_CHARACTERS)


def runs(text: str) -> list[list[str]]:
    """Return the words of a text, each split into runs of one kind of script."""
    bare = _GERSHAYIM.sub("", unicodedata.normalize("NFKC", text))
    bare = letters(_POSSESSIVE.sub("", bare.casefold()))
    bare = unicodedata.normalize("NFC", bare)
    return [_RUN.findall(word) for word in bare.split()]


def fold_document(text: str) -> str:
    """Return the tokens of a text, separated by spaces.

    Text without spaces becomes pairs of neighbouring characters, then its last
    character alone: 信息法 → 信息 息法 法. So a search for two characters finds a whole
    token, and a search for a single character the beginning of one.
    """
    return " ".join(
        token for word in runs(text) for run in word for token in _tokens(run)
    )


def fold_query(query: str) -> list[Word]:
    """Return the words of a query, with the same tokens as `fold_document` makes.

    The last word also finds longer words that begin with it, if it has two letters.
    """
    words = _spaced(query)
    return [
        _word(word, is_last=number == len(words))
        for number, word in enumerate(words, 1)
    ]


def _spaced(query: str) -> list[list[str]]:
    # Only a space separates words here: "A/B" is searched as a single word
    return [
        [run for word in runs(part) for run in word]
        for part in query.split()
        if runs(part)
    ]


def _word(word: list[str], *, is_last: bool) -> Word:
    tokens = [token for run in word for token in _tokens(run)]
    end = word[-1]
    if _STARTS_UNSPACED.match(end):
        # in a text the characters may go on where the query ends
        alone = len(end) == 1
        return Word(tuple(word), tuple(tokens if alone else tokens[:-1]), alone)
    is_open = is_last and len(end) > 1 and not end.isdecimal()
    return Word(tuple(word), tuple(tokens), is_open)


def _tokens(run: str) -> list[str]:
    if not _STARTS_UNSPACED.match(run):
        return [run[:TOKEN_LENGTH]]
    return [run[place : place + 2] for place in range(len(run))]


def _alike(run: str) -> str:
    """Return the characters that would continue a run; "" in an unspaced script."""
    if _STARTS_UNSPACED.match(run):
        return ""
    return "0-9" if run.isdecimal() else _ALPHABETIC
