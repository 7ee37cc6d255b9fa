"""The sentence in the form of a footnote of OSCOLA, 4th edition.

A web page: author, title between single quotation marks, further facts in brackets,
address in angle brackets (OSCOLA 3.4.8). The reader adds the day of access. A decision
of another country is cited as it is cited there, with as few full stops as possible and
the court in brackets if the report does not name it (1.4, 2.8); our own page follows.
`v` has no full stop.
"""

from collections.abc import Sequence

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import british_day
from cjo.lib.references.english import joined, listed, with_native

_INNER = str.maketrans("‘’", "“”")  # double quotation marks within single ones


def text(citation: Citation) -> str:
    return _case(citation) if citation.kind is Kind.CASE else _page(citation)


def _page(citation: Citation) -> str:
    authors = _people(citation.authors)
    title = joined(f"‘{citation.title.translate(_INNER)}’", citation.second_title)
    facts = ", ".join(
        fact
        for fact in (
            _role(citation.translators, "tr"),
            _role(citation.editors, "ed"),
            f"version {citation.number}",
            citation.site,
            british_day(citation.dated),
        )
        if fact
    )
    who = f"{authors}," if authors else ""
    return joined(who, title, f"({facts})", f"<{citation.url}>.")


def _case(citation: Citation) -> str:
    numbers = [number.replace("No.", "No") for number in citation.case_numbers]
    latin = f"[{'; '.join(numbers[1:])}]" if numbers[1:] else ""
    court = with_native(citation.court) if citation.court else ""
    where = ", ".join(part for part in (court, british_day(citation.dated)) if part)
    decision = joined(
        citation.title,
        citation.second_title,
        *numbers[:1],
        latin,
        f"({where})" if where else "",
    )
    ours = f"version {citation.number}, {british_day(citation.published)}"
    return f"{decision}; record in {citation.site} ({ours}) <{citation.url}>."


def _people(names: Sequence[Name]) -> str:
    """Return `A, B and C`, or of more than three names `A and others`."""
    printed = [with_native(name) for name in names]
    return f"{printed[0]} and others" if len(printed) > 3 else listed(printed)


def _role(names: tuple[Name, ...], role: str) -> str:
    if not names:
        return ""
    printed = listed([name.printed for name in names])
    return f"{printed} {role}{'s' if role == 'ed' and len(names) > 1 else ''}"
