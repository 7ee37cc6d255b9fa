"""Text folding for search: the tokens of a text or query, in every script."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cjo.lib.chinese_variants import simplified

# Raise it when the same text gives another row: `manage.py setup` then indexes anew
FOLDING = 4
# Before a stem among the tokens of a text; a letter to both engines, in no folded text
STEM = "≈"

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
        "ँ": "ं",  # हाँ and हां
    }
)
# й is a letter of its own, and no и with an accent
_SHORT_I = re.compile("и\u0306")
# Hindi writes a nasal before a consonant as a letter or as a dot: हिन्दी, हिंदी
_NASAL = re.compile("ङ्(?=[कखगघ])|ञ्(?=[चछजझ])|ण्(?=[टठडढ])|न्(?=[तथदध])|म्(?=[पफबभ])")
_NASAL_SIGN = "ं"
# The sign of the vowel am, typed before the sign of a tone or after it: นํ้า, น้ำ
_THAI_AM = re.compile("\u0e4d([\u0e48-\u0e4b])")
_POSSESSIVE = re.compile(r"(?<=[\w.])['’]s(?!\w)")
# U.S. and P. R. C. are words, as US and PRC are
_INITIALS = re.compile(
    r"(?<![\w.])(?:[a-z]\.(?: ?[a-z]\.)+(?!\w)|[a-z](?:\.[a-z])+(?![\w.]))",
    re.IGNORECASE,
)
_INITIALS_AT_MOST = 4  # letters
# Hebrew writes abbreviations with a mark before the last letter: בג״ץ
GERSHAYIM = re.compile(r"(?<=[א-ת])[\"'׳״](?=[א-ת])")

# Scripts written without spaces between words, and Korean, whose particles cling
# to the word: Thai; Han with its iteration marks; kana; Hangul
_UNSPACED = (
    "\u0e01-\u0e7f\u3005-\u3007\u3031-\u3035\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\ufa0e-\ufa29\U00020000-\U0003ffff"
)
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
# A name in Latin letters is a word of its own, also behind a Hebrew or Arabic prefix
_LATIN = (
    "a-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1d00-\u1dbf"
    "\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f"
)
_ACCENTS = "\u0300-\u036f"
_OTHER = rf"^\s0-9{_UNSPACED}{_LATIN}"
_RUN = re.compile(rf"[{_UNSPACED}]+|[0-9]+|[{_LATIN}][{_LATIN}{_ACCENTS}]*|[{_OTHER}]+")
ALPHABETIC_RUN = re.compile(rf"[{_LATIN}]+|[{_OTHER}]+")
_STARTS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_STARTS_LATIN = re.compile(rf"[{_LATIN}]")
# Thai vowels and tones above and under a letter; the letter alone is another sound
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UNIT = re.compile(rf"[{_UNSPACED}][{_THAI_MARKS}]{{0,4}}")
# “…” or "…" around words that must be neighbours; not the sign inside בג"ץ
_QUOTED = re.compile(r'(?:(?<=\s)|^)["“”„«「](.+?)["“”»」](?=\s|$)')
_NUKTA = 7  # Unicode's combining class of the dot under Indic letters


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query, between two spaces: its runs of one script, and their tokens.

    `is_open` means that the last token may be the beginning of a longer word,
    `is_quoted` that the word is wanted as it is typed. `typed` is the word before
    folding, which the stems of many languages are made from.
    """

    runs: tuple[str, ...]
    tokens: tuple[str, ...]
    is_open: bool = False
    is_quoted: bool = False
    typed: str = field(default="", compare=False)

    @property
    def is_stem(self) -> bool:
        return self.tokens[0].startswith(STEM)

    @property
    def needle(self) -> str:
        """Return the string to look for in `" " + folded + " "`."""
        return f" {' '.join(self.tokens)}{'' if self.is_open else ' '}"

    @property
    def pattern(self) -> str:
        """Return a regular expression that finds this word in `letters(text)`."""
        before, after = _alike(self.runs[0]), _alike(self.runs[-1])
        start = f"(?<![{before}])" if before else ""
        if is_unspaced(self.runs[-1]):
            end = "" if self.is_open else f"(?![{_THAI_MARKS}])"
        else:
            end = f"[{after}]*" if self.is_open else f"(?![{after}])"
        return start + " *".join(map(_lettered, self.runs)) + end


def together(words: Sequence[Word]) -> Word:
    """Return neighbouring words as a single word."""
    return Word(
        tuple(run for word in words for run in word.runs),
        tuple(token for word in words for token in word.tokens),
        words[-1].is_open,
        typed=" ".join(word.typed for word in words),
    )


class _Table(dict[int, str]):
    # For str.translate: what is kept of each character
    def __init__(self, keep: Callable[[str], str]) -> None:
        self._keep = keep

    def __missing__(self, code: int) -> str:
        kept = self._keep(chr(code))
        if code < 0x10000:  # so that no text can fill the memory with rare ones
            self[code] = kept
        return kept


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LN":
        return simplified(character) if _HAN.match(character) else character
    if category == "Cf":  # joiners, soft hyphens, marks of direction
        return ""
    if category[0] != "M":
        return " "
    # Accents, harakat and niqqud go; the vowels of Indic scripts and Thai, and the
    # voicing of kana, are letters to their readers and stay
    is_letter = "\u0900" <= character <= "\u1cff" or character in "\u3099\u309a"
    is_nukta = unicodedata.combining(character) == _NUKTA
    return character if is_letter and not is_nukta else ""


def _shown(character: str) -> str:
    if unicodedata.category(character)[0] == "M":
        return character
    kept = _kept(character)
    return character if kept.isalpha() else kept


_CHARACTERS, _SHOWN = _Table(_kept), _Table(_shown)


def letters(text: str) -> str:
    """Return the decomposed text without case, width, accents and signs.

    Each character is folded by itself, so that a position in the result can be traced
    to the original.
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", apart).translate(_LIKE)
    apart = _THAI_AM.sub("\\1\u0e4d", _SHORT_I.sub("й", apart))
    return apart.translate(_CHARACTERS)


def runs(text: str) -> list[list[str]]:
    """Return the words of a text, each split into runs of one kind of script."""
    bare = unicodedata.normalize("NFC", letters(_lowered(text)))
    return [_RUN.findall(word) for word in _NASAL.sub(_NASAL_SIGN, bare).split()]


def written_runs(text: str) -> list[str]:
    """Return the runs of a text in lower case, with their accents and marks."""
    return _RUN.findall(unicodedata.normalize("NFC", _lowered(text).translate(_SHOWN)))


def folded(written: str) -> str:
    """Return the token of a single written run."""
    bare = unicodedata.normalize("NFC", letters(written))
    return _NASAL.sub(_NASAL_SIGN, bare)


def _lowered(text: str) -> str:
    bare = GERSHAYIM.sub("", unicodedata.normalize("NFKC", text))
    return _initials_joined(_POSSESSIVE.sub("", bare.casefold()))


def _initials_joined(text: str) -> str:
    return _INITIALS.sub(lambda match: re.sub("[. ]", "", match[0]), text)


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

    Words in quotation marks are a single word. The last word also finds longer words
    that begin with it, if it has two letters and no quotation marks.
    """
    words: list[Word] = []
    # outside of the marks, then inside of them, and so on
    for place, part in enumerate(_QUOTED.split(_initials_joined(query))):
        words += [_quoted(part)] if place % 2 else _spaced(part)
    words = [word for word in words if word.runs]
    return [*words[:-1], _opened(words[-1])] if words else []


def is_unspaced(run: str) -> bool:
    """Return whether a run is in a script that is written without spaces."""
    return _STARTS_UNSPACED.match(run) is not None


def _spaced(part: str) -> list[Word]:
    # Only a space separates words here: "A/B" is searched as a single word
    return [_word(text) for text in part.split()]


def _quoted(part: str) -> Word:
    return replace(_word(part), is_quoted=True)


def _opened(word: Word) -> Word:
    end = word.runs[-1]
    is_open = not (
        word.is_quoted
        or _STARTS_UNSPACED.match(end)
        or len(end) == 1
        or end.isdecimal()
    )
    return replace(word, is_open=word.is_open or is_open)


def _word(text: str) -> Word:
    word = [run for each in runs(text) for run in each]
    if not word:
        return Word((), ())
    tokens = [token for run in word for token in _tokens(run)]
    end = word[-1]
    if is_unspaced(end):
        # in a text the characters may go on where the query ends
        alone = len(_tokens(end)) == 1
        kept = tokens if alone else tokens[:-1]
        return Word(tuple(word), tuple(kept), alone, typed=text)
    return Word(tuple(word), tuple(tokens), typed=text)


def _tokens(run: str) -> list[str]:
    if not is_unspaced(run):
        return [run[:TOKEN_LENGTH]]
    units = _UNIT.findall(run)
    return ["".join(units[place : place + 2]) for place in range(len(units))]


def _lettered(run: str) -> str:
    """Return a pattern for a run; a short one may be initials, with signs between."""
    is_short = run.isascii() and run.isalpha() and len(run) <= _INITIALS_AT_MOST
    if is_short:
        return " {0,2}".join(run)
    return re.escape(run).replace(_NASAL_SIGN, f"(?:{_NASAL_SIGN}|[ङञणनम]्)")


def _alike(run: str) -> str:
    """Return the characters that would continue a run; "" in an unspaced script."""
    if is_unspaced(run):
        return ""
    if run.isdecimal():
        return "0-9"
    return _LATIN if _STARTS_LATIN.match(run) else _OTHER
