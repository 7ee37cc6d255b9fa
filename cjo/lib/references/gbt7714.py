"""The sentence in Chinese, by GB/T 7714—2025 for electronic resources.

The standard is in force since 1 July 2026. The form is that of the style files of the
CSL project and of Zotero's Chinese styles (`docs/citing.md`): punctuation in full
width, names as printed and without capitals; author, title with type and carrier,
other people, version, date in brackets, address (8.11). A dataset has its publisher
before the date (8.14), and the first version of a text is not counted (7.4). The
English title follows an equals sign, as ISBD writes a parallel title. The standard's
day of citation is left to the reader.
"""

import unicodedata
from collections.abc import Sequence

from cjo.lib.references.citation import Citation, Kind, Name

NAMES_SHOWN = 3
_MARK = {Kind.ARTICLE: "[EB/OL]", Kind.DATASET: "[DS/OL]"}


def text(citation: Citation) -> str:
    titles = [citation.title, citation.second_title]
    title = " = ".join(filter(None, titles))
    mark = _MARK[citation.kind]
    # a part of a resource comes before the whole, after two strokes
    whole = f"{citation.part}{mark}//{title}" if citation.part else f"{title}{mark}"
    is_data = citation.kind is Kind.DATASET
    # a page without a date has that of its last change (7.6)
    day = citation.dated or citation.published
    parts = [
        _people(citation.authors),
        whole,
        _part(citation.translators, "译"),
        _part(citation.editors, "编"),
        f"V{citation.number}" if is_data or citation.number > 1 else "",
        f"{citation.site}（{citation.published}）" if is_data else f"（{day}）",
        citation.url,
    ]
    return "".join(f"{part}. " for part in parts if part)


def _part(names: Sequence[Name], role: str) -> str:
    return f"{_people(names)}，{role}" if names else ""


def _people(names: Sequence[Name]) -> str:
    shown = [_name(name) for name in names[:NAMES_SHOWN]]
    more = ["等"] if len(names) > NAMES_SHOWN else []
    return "，".join([*shown, *more])


def _name(name: Name) -> str:
    # Pinyin has the family name first (GB/T 28039). Names in Chinese, and names whose
    # parts are unknown, are cited as printed.
    is_latin = unicodedata.name(name.family[:1] or " ", "").startswith("LATIN")
    if not is_latin or not name.given:
        return name.printed
    return f"{name.family} {name.given}"
