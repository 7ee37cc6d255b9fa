"""The sentence in English: Chicago's bibliography, with Chinese beside the Latin.

An article and a dataset follow The Chicago Manual of Style (17th edition): the first
name inverted, the title between quotation marks, Chinese characters after what they
repeat and outside the marks. Chicago wants no day of access where a page states its
date or version, and ours always does. Days are written the British way, as everywhere
on the site. These words belong to the rule, not to the page, so they are not for the
catalogues.
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
        beside(one, inverted=first_inverted and place == 0)
        for place, one in enumerate(names)
    ]
    if len(listed) < 2:
        return "".join(listed)
    comma = "," if first_inverted or len(listed) > 2 else ""
    return f"{', '.join(listed[:-1])}{comma} and {listed[-1]}"


def beside(name: Name, inverted: bool = False) -> str:
    latin = name.printed
    if inverted and name.family:
        latin = ", ".join(one for one in (name.family, name.given) if one)
    return f"{latin} {name.native}".strip()


def sentences(*parts: str) -> str:
    return " ".join(
        part if part.endswith(_ENDS) else f"{part}." for part in parts if part
    )
