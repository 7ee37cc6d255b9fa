"""The sentence of a decision in English, adapted from the Bluebook.

Name, number, court and date, country: the order for foreign cases. The name is printed
as recorded, with Chinese characters and without pinyin. The number takes the place of a
report, because few decisions of China are in reports. Then follows our own page.
The words belong to the rule, so they are the same in every language of the page.
"""

from cjo.lib.references.chicago import sentences, with_native
from cjo.lib.references.citation import Citation
from cjo.lib.references.dates import known

STYLE = "The Bluebook’s form for foreign cases"

# The Bluebook's abbreviations, table T12: May, June and July are written out
_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)


def text(citation: Citation) -> str:
    number = citation.case_numbers[0] if citation.case_numbers else ""
    latin = "; ".join(citation.case_numbers[1:])
    name = _joined(citation.title, citation.second_title)
    numbers = _joined(number, f"[{latin}]" if latin else "")
    court = with_native(citation.court) if citation.court else ""
    # Court and date share their brackets, the country has its own
    court_and_date = _joined(court, day(citation.dated))
    in_brackets = (court_and_date, citation.jurisdiction)
    decision = ", ".join(part for part in (name, numbers) if part)
    return sentences(
        _joined(decision, *(f"({part})" for part in in_brackets if part)),
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


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
