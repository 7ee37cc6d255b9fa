"""Remarks in brackets behind the name of a law: of its version, its state, its drafts.

The text is tidied (`cases.citations.tidying`).
"""

import re

from cases.citations.states import CHINESE, ENGLISH
from cases.citations.tidying import HAN

FORMER = "former"  # a version without a year: “the old law”
YEAR = r"(?:1[7-9]|20)[0-9]{2}"
CHINA = (
    r"(?:(?:mainland )?China|PRC|P\. ?R\. ?C\.?|P\. ?R\. China|PR China"
    r"|People's Republic of China)"
)
OF_CHINA = re.compile(rf" of (?:the )?{CHINA}(?![A-Za-z])", re.IGNORECASE)
DRAFT = re.compile(
    r"\bdrafts?\b|草案|征求意见|审议稿|送审稿|建议稿|二审稿", re.IGNORECASE
)
# Laws of China and of others that texts compare with those known
_ACRONYMS = """
ABGB BGB BW CCC CCPA CCQ CISG CSL DSL ECHR GDPR HGB OR PDPA ROC StGB TFEU TRIPS UCC ZGB
ZPO
"""
ACRONYMS = frozenset(_ACRONYMS.split())
FORMER_WORD = (
    r"(?:former|formerly|old|older|previous|prior|(?<=the )then|original|earlier"
    r"|repealed|superseded|unamended|pre-[0-9A-Za-z-]{2,20}"
    r"|(?:then|previously|formerly)[ -](?:effective|applicable|existing))"
)
_YEARS = re.compile(rf"(?<![0-9]){YEAR}(?![0-9])")
_FORMER_REMARK = re.compile(
    rf"{FORMER_WORD}(?: (?:law|version|text))?$"
    # of which text the third amendment is, only its year would say
    r"|(?:[0-9](?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth)"
    r" (?:amendment|revision)$|第[一二三四五六]次修[正订]$|旧法?$",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"(?:{CHINESE}|[{HAN}]{{0,4}}(?<![我中])国)(?:地区)?"
    rf"|(?:the )?(?:{ENGLISH})(?: SAR)?",
    re.IGNORECASE,
)
# An article in brackets is none: “the 2021 CPL (Article 283 of the 2023 CPL)”
_BRACKET = re.compile(r"['\"\])]{0,2} ?[(\[](?![Aa]rt)([^()\[\]\n]{1,120})[)\]]")


def newest_year(text: str) -> str:
    """Return 2023 for “promulgated in 1991, amended in 2023”; "" without a year."""
    return max(_YEARS.findall(text), default="")


def version_in(remark: str) -> str | None:
    """Return the version that a remark names; None if it is on another law."""
    if DRAFT.search(remark) or _STATE.fullmatch(remark) or remark in ACRONYMS:
        return None
    return newest_year(remark) or (FORMER if _FORMER_REMARK.match(remark) else "")


def read_behind(plain: str, place: int) -> tuple[int, str] | None:
    """Return the end of the remarks behind a name, and the version; None as above."""
    version = ""
    for _remark in range(3):
        bracket = _BRACKET.match(plain, place)
        if bracket is None:
            break
        named = version_in(bracket[1])
        if named is None:
            return None
        version = version or named
        # “the Personal Information Protection Law (PIPL) of China”
        state = OF_CHINA.match(plain, bracket.end())
        place = state.end() if state else bracket.end()
    return place, version
