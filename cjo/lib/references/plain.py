"""A citation as a sentence, by the rule of its language."""

from dataclasses import dataclass

from cjo.lib.references import bluebook, chicago, chinese
from cjo.lib.references.citation import Citation, Kind, tidy


@dataclass(frozen=True, slots=True)
class Style:
    """The rule that a sentence follows, or from which it is adapted.

    `wants_day`: the rule asks for the day of access, which only the reader knows.
    """

    name: str
    is_adapted: bool = False
    wants_day: bool = False


def text_of(citation: Citation) -> str:
    """Return the sentence: Chinese, or English for all other languages."""
    if citation.is_chinese:
        return tidy(chinese.text(citation))
    is_case = citation.kind is Kind.CASE
    return tidy(bluebook.text(citation) if is_case else chicago.text(citation))


def style_of(citation: Citation) -> Style:
    if citation.kind is Kind.CASE:
        # The rules are for the text of a decision, and we only have a record of it
        name = chinese.CASE_STYLE if citation.is_chinese else bluebook.STYLE
        return Style(name, is_adapted=True)
    if citation.is_chinese:
        return Style(chinese.STYLE, wants_day=True)
    return Style(chicago.STYLE)
