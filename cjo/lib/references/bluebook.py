"""The sentence in English by the system of the Bluebook.

An article is cited as a source on the Internet: author, title, site, date in brackets,
address (The Indigo Book, rule 33). Without a date, the day of the last change is behind
the address. A decision has name, number, court and date, country: the order for foreign
cases. Its name is in Chinese, then translated in square brackets, with `v.` as the rule
wants it; pinyin is not on record.
The number takes the place of a report, because few decisions of China are in reports.
Then follows our own page. The words belong to the rule, so they are the same in every
language of the page.
"""

import re

from cjo.lib.references.citation import Citation, Kind
from cjo.lib.references.dates import abbreviated_day
from cjo.lib.references.english import joined, listed, sentences, with_native

_VERSUS = re.compile(r"(?<= )(?:v|vs\.?|versus)(?= )")


def text(citation: Citation) -> str:
    return _case(citation) if citation.kind is Kind.CASE else _page(citation)


def _page(citation: Citation) -> str:
    authors = [with_native(name) for name in citation.authors]
    day = abbreviated_day(citation.dated)
    updated = abbreviated_day(citation.published)
    parts = (
        listed(authors, word="&"),
        joined(citation.title, citation.second_title),
        joined(citation.site, f"({day})" if day else ""),
        f"version {citation.number}",
        citation.url if day else f"{citation.url} (last updated {updated})",
    )
    return f"{', '.join(part for part in parts if part)}."


def _case(citation: Citation) -> str:
    number = citation.case_numbers[0] if citation.case_numbers else ""
    latin = "; ".join(citation.case_numbers[1:])
    title = _VERSUS.sub("v.", citation.title)
    name = f"{citation.second_title} [{title}]" if citation.second_title else title
    numbers = joined(number, f"[{latin}]" if latin else "")
    court = with_native(citation.court) if citation.court else ""
    # Court and date share their brackets, the country has its own
    court_and_date = joined(court, abbreviated_day(citation.dated))
    in_brackets = (court_and_date, citation.jurisdiction)
    decision = ", ".join(part for part in (name, numbers) if part)
    published = abbreviated_day(citation.published)
    return sentences(
        joined(decision, *(f"({part})" for part in in_brackets if part)),
        f"{citation.site}, version {citation.number}, {published}",
        citation.url,
    )
