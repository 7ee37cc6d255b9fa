"""The order of names in a list, by the alphabet of the language of the page.

Plain rules in place of the whole Unicode Collation Algorithm, whose libraries need ICU
on the machine, or are no longer kept. They know the letters that a language
sorts for themselves; other marks on letters do not count. Chinese and Japanese
characters follow the tables of their countries, which are sorted by sound as far as
the common characters go: GB 2312, level 1, by pinyin; JIS X 0208, level 1, by reading.
"""

import re
import unicodedata

# Letters of an alphabet that come right after another one, with CLDR's tailorings as
# the source (common/collation)
_ALPHABETS = {
    "sv": ("zåäö",),
    "es": ("nñ",),
    "ru": ("ий",),
    "tr": ("cç", "gğ", "hı", "oö", "sş", "uü"),
    "vi": ("aăâ", "dđ", "eê", "oôơ", "uư"),
}
_LAST = 0x10FFFF  # sorts after every letter
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")  # of Vietnamese
# Combining marks, points of Hebrew and vowel signs of Arabic; signs of Hindi and Thai
# are letters of their own
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652]")
# Thai writes these vowels before the consonant by which a word is sorted
_THAI_VOWELS = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


def sort_key(text: str, language: str) -> tuple[bytes, str]:
    """Return a key that sorts names as a list in this language has them."""
    return _sorted_form(text, language), text


def _sorted_form(text: str, language: str) -> bytes:
    if language == "zh-hans":
        return text.casefold().encode("gb18030")
    if language == "ja":
        plain = unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)
        return plain.encode("euc_jp", errors="backslashreplace")
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    if language == "vi":
        text = _TONES.sub("", unicodedata.normalize("NFD", text))
    if language == "th":
        text = _THAI_VOWELS.sub(r"\2\1", text)
    plain = unicodedata.normalize("NFC", text).casefold()
    placed = plain.translate(_own_letters(language))
    bare = _MARKS.sub("", unicodedata.normalize("NFD", placed))
    return unicodedata.normalize("NFC", bare).encode()


def _own_letters(language: str) -> dict[int, str]:
    """Return each letter as the one before it, with a sign that sorts last."""
    return {
        ord(letter): letters[0] + chr(_LAST - len(letters) + place)
        for letters in _ALPHABETS.get(language, ())
        for place, letter in enumerate(letters[1:], start=2)
    }
