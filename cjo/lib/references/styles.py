"""A citation as a sentence, by each rule that its language and kind have."""

from collections.abc import Callable
from dataclasses import dataclass

from cjo.lib.references import (
    apa,
    bluebook,
    chicago,
    gbt7714,
    legal_manual,
    oscola,
)
from cjo.lib.references.citation import Citation, Kind, tidy


@dataclass(frozen=True, slots=True)
class Style:
    """A rule with its edition, and whether a sentence follows it or is adapted.

    `wants_day`: the rule asks for the day of access, which only the reader knows.
    `docs/citing.md` names the public style file or guide of each.
    """

    name: str
    write: Callable[[Citation], str]
    is_adapted: bool = False
    wants_day: bool = False

    @property
    def language(self) -> str:
        """Return the language of the name of the guide."""
        return "en" if self.name.isascii() else "zh-hans"


@dataclass(frozen=True, slots=True)
class Sentence:
    style: Style
    text: str


CHICAGO = Style("The Chicago Manual of Style, 18th edition", chicago.text)
APA = Style(
    "Publication Manual of the American Psychological Association, 7th edition",
    apa.text,
    is_adapted=True,
)
OSCOLA = Style("OSCOLA, 4th edition", oscola.text, wants_day=True)
OSCOLA_CASE = Style("OSCOLA, 4th edition", oscola.text, is_adapted=True, wants_day=True)
INDIGO = Style(
    "The Indigo Book, 2nd edition, for The Bluebook, 21st edition", bluebook.text
)
BLUEBOOK_CASE = Style("The Bluebook, 22nd edition", bluebook.text, is_adapted=True)
GBT_7714 = Style(
    "GB/T 7714—2025《信息与文献 参考文献著录规则》", gbt7714.text, wants_day=True
)
LEGAL_MANUAL = Style("《法学引注手册》（第二版）", legal_manual.text)
LEGAL_MANUAL_CASE = Style(
    "《法学引注手册》（第二版）", legal_manual.text, is_adapted=True
)

# The rules on decisions are for their text, and we only have a record of it
_ENGLISH = {
    Kind.ARTICLE: (CHICAGO, APA, OSCOLA, INDIGO),
    Kind.CASE: (BLUEBOOK_CASE, OSCOLA_CASE),
    Kind.DATASET: (CHICAGO, APA),
}
_CHINESE = {
    Kind.ARTICLE: (GBT_7714, LEGAL_MANUAL),
    Kind.CASE: (LEGAL_MANUAL_CASE,),
    Kind.DATASET: (GBT_7714,),
}


def styles_of(citation: Citation) -> tuple[Style, ...]:
    """Return the rules: Chinese ones, or English ones for all other languages."""
    return (_CHINESE if citation.is_chinese else _ENGLISH)[citation.kind]


def sentences_of(citation: Citation) -> list[Sentence]:
    return [
        Sentence(style, tidy(style.write(citation))) for style in styles_of(citation)
    ]


def text_of(citation: Citation) -> str:
    """Return the sentence by the first rule."""
    return tidy(styles_of(citation)[0].write(citation))
