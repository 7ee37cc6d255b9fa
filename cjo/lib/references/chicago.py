"""The sentence in English, in the form of Chicago's bibliography.

An article and a dataset follow The Chicago Manual of Style (17th edition): the first
name inverted, the title between quotation marks, Chinese characters after the words
that they repeat and outside the marks. Chicago wants no day of access where a page
states its date or version, and ours always does. Days are written the British way, as
everywhere on the site. The words belong to the rule, so they are the same in every
language of the page.
"""

from collections.abc import Sequence

from babel.dates import format_date

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import known

STYLE = "The Chicago Manual of Style, 17th edition"

_PATTERN = {1: "y", 2: "MMMM y", 3: "d MMMM y"}
_INNER = str.maketrans("“”", "‘’")  # quotation marks within others
_ENDS = (".", "?", "!", ".”", "?”", "!”")


def text(citation: Citation) -> str:
    return sentences(
        _people(citation.authors, first_inverted=True),
        _title(citation),
        _part("Translated by", citation.translators),
        _part("Edited by", citation.editors),
        *_where(citation),
        f"Version {citation.number}, {day(citation.published)}",
        citation.url,
    )


def day(date: str) -> str:
    """Return `18 December 2024`, `December 2024` or `2024`."""
    first, digits = known(date)
    return format_date(first, _PATTERN[digits], locale="en_GB")


def _title(citation: Citation) -> str:
    title = citation.title.translate(_INNER)
    second = citation.second_title
    if second:
        return f"“{title}” {second}"
    return f"“{title}”" if title.endswith(_ENDS) else f"“{title}.”"


def _where(citation: Citation) -> list[str]:
    dated = day(citation.dated) if citation.dated else ""
    if citation.kind is Kind.DATASET:
        released = [f"Released {dated}"] if dated else []
        return ["Dataset", *released, f"Compiled by {citation.site}"]
    return [f"{citation.site}, {dated or 'n.d.'}"]


def _part(words: str, names: Sequence[Name]) -> str:
    return f"{words} {_people(names)}" if names else ""


def _people(names: Sequence[Name], first_inverted: bool = False) -> str:
    """Return `Yu, Meng 余萌, and Guodong Du 杜国栋`."""
    listed = [
        with_native(name, inverted=first_inverted and place == 0)
        for place, name in enumerate(names)
    ]
    if len(listed) < 2:
        return "".join(listed)
    # Chicago sets a comma before "and" also between two names if one is inverted
    comma = "," if first_inverted or len(listed) > 2 else ""
    return f"{', '.join(listed[:-1])}{comma} and {listed[-1]}"


def with_native(name: Name, inverted: bool = False) -> str:
    """Return `Meng Yu 余萌`, or inverted `Yu, Meng 余萌`."""
    latin = name.printed
    if inverted and name.family:
        latin = ", ".join(part for part in (name.family, name.given) if part)
    return f"{latin} {name.native}".strip()


def sentences(*parts: str) -> str:
    return " ".join(
        part if part.endswith(_ENDS) else f"{part}." for part in parts if part
    )
