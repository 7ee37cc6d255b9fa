"""Passages in another language, or of another direction, than the text around them."""

import re
import unicodedata
from functools import lru_cache

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString

from cjo.lib.languages import CODES, get_language, page_language

# Bidirectional classes of the letters of each direction (Unicode, annex 9)
_LETTERS = {"ltr": {"L"}, "rtl": {"R", "AL"}}
# A year in brackets, then Chinese or Latin words and digits: the number of a case, as
# (2023)沪01协外认28号 or (2023) Hu 01 Xie Wai Ren No. 28; unless a sign isolates it
_HAN = "\u3400-\u9fff"
NUMBER = re.compile(
    rf"(?<!\u2066)[(（〔\[]\d{{4}}[)）〕\]] ?[A-Za-z{_HAN}]"
    rf"(?:[A-Za-z\d{_HAN} .-]*[A-Za-z\d{_HAN}])?"
)


def foreign(language: str, around: str = "") -> SafeString:
    """Return the attributes ` lang` and ` dir` of a passage, each only if it differs.

    `language` is a code or a tag, "" if it is not known. `around` is the language of
    the text around the passage: that of the page, if it is not given.
    """
    return _attributes(language, around or page_language())


def isolated(text: str, around: str = "") -> SafeString:
    """Return a name as HTML, in a `bdi` if it has letters of the other direction.

    Without it, signs and numbers next to the name would move to its other side.
    `around` is the language of the element, if it is not that of the page.
    """
    letters = _LETTERS["ltr" if is_right_to_left(around or page_language()) else "rtl"]
    if any(unicodedata.bidirectional(sign) in letters for sign in str(text)):
        return format_html("<bdi>{}</bdi>", text)
    return conditional_escape(text)


def with_isolated_numbers(text: str, language: str) -> SafeString:
    """Return a text as HTML; from right to left, with a `bdi` for numbers of cases.

    A year that begins such a number would move to its end: between Arabic or Hebrew
    letters and Latin ones it counts to the former.
    """
    if not is_right_to_left(language):
        return escape(text)
    parts = enumerate(re.split(f"({NUMBER.pattern})", text))
    return format_html_join(
        "",
        "{}",
        ((isolated(part, language) if place % 2 else part,) for place, part in parts),
    )


def is_right_to_left(language: str) -> bool:
    return _direction(language) == "rtl"


@lru_cache(maxsize=1024)
def _attributes(language: str, around: str) -> SafeString:
    code = language.lower()
    if code in ("", around.lower()):
        return SafeString()
    tag = get_language(code).tag if code in CODES else language
    # every tag is one of ours: nothing in it has to be escaped
    attributes = f' lang="{tag}"'
    if _direction(language) != _direction(around):
        attributes += f' dir="{_direction(language)}"'
    return SafeString(attributes)


def _direction(language: str) -> str:
    code = language.lower()
    # Chinese in Latin letters, `zh-Latn`, is none of the site's languages
    return get_language(code).direction if code in CODES else "ltr"
