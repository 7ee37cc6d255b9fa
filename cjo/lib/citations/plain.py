"""A citation as a sentence, by the rule of its language."""

from cjo.lib.citations import chicago, chinese
from cjo.lib.citations.citation import Citation, Kind, tidy


def text_of(citation: Citation) -> str:
    """Return the sentence; a language without a rule of its own follows Chicago."""
    if citation.is_chinese:
        return tidy(chinese.text(citation))
    return tidy(chicago.text(citation))


def style_of(citation: Citation) -> str:
    """Name the rule that the sentence follows."""
    is_case = citation.kind is Kind.CASE
    if citation.is_chinese:
        return chinese.CASE_STYLE if is_case else chinese.STYLE
    return chicago.CASE_STYLE if is_case else chicago.STYLE
