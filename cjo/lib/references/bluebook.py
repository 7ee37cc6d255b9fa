"""The sentence of a decision in English, adapted from the Bluebook.

Name, number, court and date, country: the order for foreign cases. A name stands as it
is recorded, with Chinese characters and without pinyin, and the number where a report
would stand, for decisions of China are in few reports. Then follows where it was found.
These words belong to the rule, not to the page, so they are not for the catalogues.
"""

from cjo.lib.references.chicago import beside, sentences
from cjo.lib.references.citation import Citation
from cjo.lib.references.dates import known

STYLE = "The Bluebook’s form for foreign cases"

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def text(citation: Citation) -> str:
    number = citation.case_numbers[0] if citation.case_numbers else ""
    latin = "; ".join(citation.case_numbers[1:])
    named = " ".join(one for one in (citation.title, citation.second_title) if one)
    numbered = " ".join(one for one in (number, f"[{latin}]" if latin else "") if one)
    court = beside(citation.court) if citation.court else ""
    found = " ".join(one for one in (court, day(citation.dated)) if one)
    held = (f"({one})" for one in (found, citation.jurisdiction) if one)
    decision = ", ".join(one for one in (named, numbered) if one)
    return sentences(
        " ".join([decision, *held]),
        f"{citation.site}, version {citation.number}, {day(citation.published)}",
        citation.url,
    )


def day(date: str) -> str:
    """Return `Jan. 8, 2025`, `Jan. 2025` or `2025`."""
    if not date:
        return ""
    first, digits = known(date)
    month = _MONTHS[first.month - 1]
    if digits == 3:
        return f"{month} {first.day}, {first.year}"
    return f"{month} {first.year}" if digits == 2 else f"{first.year}"
