"""A citation as a sentence, by the rule of its language."""

from dataclasses import dataclass

from cjo.lib.references import bluebook, chicago, chinese
from cjo.lib.references.citation import Citation, Kind, tidy


@dataclass(frozen=True, slots=True)
class Style:
    """The rule that a sentence follows, or that it is adapted from.

    `wants_day` tells that it asks for the day of access, which only the reader knows.
    """

    name: str
    is_adapted: bool = False
    wants_day: bool = False


def text_of(citation: Citation) -> str:
    """Return the sentence; a language without a rule of its own follows the English."""
    if citation.is_chinese:
        return tidy(chinese.text(citation))
    is_case = citation.kind is Kind.CASE
    return tidy(bluebook.text(citation) if is_case else chicago.text(citation))


def style_of(citation: Citation) -> Style:
    """Return the rule. Of a decision we hold a record: the rules are for its text."""
    if citation.kind is Kind.CASE:
        name = chinese.CASE_STYLE if citation.is_chinese else bluebook.STYLE
        return Style(name, is_adapted=True)
    if citation.is_chinese:
        return Style(chinese.STYLE, wants_day=True)
    return Style(chicago.STYLE)
