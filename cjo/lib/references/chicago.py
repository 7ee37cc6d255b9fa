"""The sentence in English, in the form of Chicago's bibliography.

The form is that of the Chicago Manual of Style, 18th edition, as the style file of the
CSL project writes it (`docs/citing.md`). The first name is inverted, the title stands
between quotation marks, and Chinese characters follow the words that they repeat.
Without a byline the site takes the place of the author. Chicago wants no day of access
where a page states its version with a date, and ours always does. The words belong to
the rule, so they are the same in every language of the page.
"""

from collections.abc import Sequence

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import american_day
from cjo.lib.references.english import ENDS, INNER, listed, sentences, with_native

_NAMES_SHOWN = 6  # of more names the first three and “et al.”


def text(citation: Citation) -> str:
    is_data = citation.kind is Kind.DATASET
    by_site = not citation.authors and not is_data
    return sentences(
        citation.site if by_site else _people(citation.authors, first_inverted=True),
        _title(citation),
        *_version(citation),
        _part("Translated by", citation.translators),
        _part("Edited by", citation.editors),
        _where(citation, "" if by_site else citation.site),
        citation.url,
    )


def _title(citation: Citation) -> str:
    if citation.part:
        return f"“{citation.part.translate(INNER)}.” In {_quoted(citation)}"
    return _quoted(citation)


def _quoted(citation: Citation) -> str:
    title = citation.title.translate(INNER)
    second = citation.second_title
    if second:
        return f"“{title}” {second}"
    return f"“{title}”" if title.endswith(ENDS) else f"“{title}.”"


def _version(citation: Citation) -> list[str]:
    version, day = f"Version {citation.number}", american_day(citation.published)
    if citation.kind is not Kind.DATASET:
        return [f"{version}, {day}"]
    court = with_native(citation.court) if citation.court else ""
    # whose statement the data are, and its day
    source = ", ".join(filter(None, [court, american_day(citation.dated)]))
    return [version, f"Source: {source}"] if source else [version]


def _where(citation: Citation, site: str) -> str:
    dated = american_day(citation.issued)
    return ", ".join(part for part in (site, dated) if part)


def _part(words: str, names: Sequence[Name]) -> str:
    return f"{words} {_people(names)}" if names else ""


def _people(names: Sequence[Name], first_inverted: bool = False) -> str:
    """Return `Yu, Meng 余萌, and Guodong Du 杜国栋`."""
    printed = [
        with_native(name, inverted=first_inverted and place == 0)
        for place, name in enumerate(names)
    ]
    if len(printed) > _NAMES_SHOWN:
        return f"{', '.join(printed[:3])}, et al."
    # Chicago sets a comma before "and" also between two names if one is inverted
    return listed(printed, comma=first_inverted or len(printed) > 2)
