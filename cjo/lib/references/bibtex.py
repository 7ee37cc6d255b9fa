"""BibTeX, in UTF-8, for BibTeX and biblatex alike."""

import re
from collections.abc import Sequence

from babel import Locale

from cjo.lib.references.citation import Citation, Kind, Name, tidy

# BibTeX counts braces even after a backslash, so no text may contain them
_ESCAPES = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    "@": "{@}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_SPECIAL = str.maketrans(_ESCAPES)
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
# BibTeX splits names at a comma and at the word "and"
_BORDER = re.compile(r",|\band\b", re.IGNORECASE)
_ENDS = tuple(".?!。？！")


def text(citation: Citation) -> str:
    """Return an entry of type `misc`, the only type that every style prints."""
    # `year` is for BibTeX, `date` for biblatex. Double braces keep the capitals of a
    # title. The number and court of a case are in `note`, which both print, and in
    # fields that neither prints for `misc`. biblatex would print `language`; it only
    # reads `langid`, a name that babel knows.
    fields = {
        "author": _people(citation.authors),
        "title": _whole(citation.part or citation.title),
        "origtitle": _whole(citation.second_title if citation.from_second else ""),
        "translator": _people(citation.translators),
        **_responsible(citation),
        "year": citation.issued[:4],
        "date": citation.issued,
        "howpublished": escape(citation.site),
        "version": str(citation.number),
        "url": citation.url,
        "langid": _language(citation.language),
        "note": escape(_note(citation)),
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n{''.join(lines)}}}\n"


def escape(words: str) -> str:
    """Return text escaped for LaTeX, with no brace that BibTeX would count."""
    return _LIGATURE.sub("{}", tidy(words).translate(_SPECIAL))


def _responsible(citation: Citation) -> dict[str, str]:
    if citation.kind is Kind.DATASET:
        return {"type": "dataset"}
    fields = {"editor": _people(citation.editors)}
    if citation.court:
        fields["institution"] = _whole(citation.court.printed)
    return fields | {"number": escape("; ".join(citation.case_numbers))}


def _note(citation: Citation) -> str:
    court = [citation.court.printed] if citation.court else []
    whole = [citation.title] if citation.part else []
    parts = [*whole, citation.second_title, *citation.case_numbers, *court]
    between, end = ("；", "。") if citation.is_chinese else ("; ", ". ")
    known = between.join(part for part in parts if part)
    end = " " if known.endswith(_ENDS) else end
    return f"{known}{end}{citation.note}" if known else citation.note


def _language(tag: str) -> str:
    # babel, polyglossia and the styles of GB/T 7714 want `english` or `chinese`
    return str(Locale.parse(tag, sep="-").get_language_name("en")).lower()


def _people(names: Sequence[Name]) -> str:
    return " and ".join(_name(name) for name in names)


def _name(name: Name) -> str:
    """Return `Yu, Meng`; in braces if it is a team or its parts are unknown."""
    if not name.family or not name.given:
        return _whole(name.printed)
    return ", ".join(
        _whole(part) if _BORDER.search(part) else escape(part)
        for part in (name.family, name.given)
    )


def _whole(words: str) -> str:
    return f"{{{escape(words)}}}" if tidy(words) else ""
