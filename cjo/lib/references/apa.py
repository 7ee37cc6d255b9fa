"""The sentence in the form of the reference list of APA, 7th edition.

The order is that of the style file of the CSL project (`docs/citing.md`): author, date
in brackets (of a data set the year alone), title with its English or Chinese
counterpart in square brackets, other people and version in brackets, site, address.
APA writes titles in sentence case, which needs somebody who knows the names in them:
ours keep the capitals they were printed with, so the form is adapted.
"""

import unicodedata

from babel.dates import format_date

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import known
from cjo.lib.references.english import joined, listed, sentences

_NAMES_SHOWN = 20  # of more names the first nineteen and the last


def text(citation: Citation) -> str:
    authors = _people(citation.authors)
    is_data = citation.kind is Kind.DATASET
    dated = f"({_date(citation.issued[:4] if is_data else citation.issued)})"
    title = _title(citation)
    first = [authors, dated, title] if authors else [title, dated]
    # the name of the site is left out where it is the author
    site = "" if authors == citation.site else citation.site
    return f"{sentences(*first, site)} {citation.url}"


def _title(citation: Citation) -> str:
    second = f"[{citation.second_title}]" if citation.second_title else ""
    details = "; ".join(
        detail
        for detail in (
            _role(citation.editors, "Ed.", "Eds."),
            _role(citation.translators, "Trans.", "Trans."),
            f"Version {citation.number}",
        )
        if detail
    )
    title = joined(citation.title, second, f"({details})")
    kind = "[Data set]" if citation.kind is Kind.DATASET else ""
    if citation.part:
        return f"{joined(citation.part, kind)}. In {title}"
    return joined(title, kind)


def _role(names: tuple[Name, ...], singular: str, plural: str) -> str:
    if not names:
        return ""
    printed = listed([_initials_first(name) for name in names], word="&")
    return f"{printed}, {plural if len(names) > 1 else singular}"


def _people(names: tuple[Name, ...]) -> str:
    """Return `Yu, M., Du, G., & CJO Staff`: a comma before the sign, always."""
    printed = [_initials_last(name) for name in names]
    if len(printed) > _NAMES_SHOWN:
        return f"{', '.join(printed[: _NAMES_SHOWN - 1])}, . . . {printed[-1]}"
    return listed(printed, word="&", comma=True)


def _initials_last(name: Name) -> str:
    if not name.family or not name.given:
        return name.printed
    return f"{name.family}, {_initials(name.given)}"


def _initials_first(name: Name) -> str:
    if not name.family or not name.given:
        return name.printed
    return f"{_initials(name.given)} {name.family}"


def _initials(given: str) -> str:
    """Return `M.` or `J.-P.`; a name without letters of the Latin kind stays whole."""
    if not unicodedata.name(given[:1], "").startswith("LATIN"):
        return given
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part)
        for word in given.split()
    )


def _date(date: str) -> str:
    """Return `2024, December 18`, `2024, December`, `2024` or `n.d.`."""
    if not date:
        return "n.d."
    first, digits = known(date)
    year, pattern = str(first.year), {2: "MMMM", 3: "MMMM d"}.get(digits)
    return f"{year}, {format_date(first, pattern, locale='en')}" if pattern else year
