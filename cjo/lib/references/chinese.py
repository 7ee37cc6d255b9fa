"""The sentence in Chinese: GB/T 7714, and for decisions the legal citation manual.

An article and a dataset follow GB/T 7714—2015 for electronic resources: author,
title with type and carrier, edition unless it is the first, publisher, date with the
date of revision in brackets, address. The English title follows an equals sign, as ISBD
writes a parallel title. A decision is cited as in 《法学引注手册》: name, court with
number, date, then our own page; the manual wants the type of the document too, which we
do not record. The standard's day of citation is left to the reader. The words belong to
the rule, so they are the same in every language of the page.
"""

import unicodedata
from collections.abc import Sequence

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import known

STYLE = "GB/T 7714—2015《信息与文献 参考文献著录规则》"
CASE_STYLE = "《法学引注手册》"

NAMES_SHOWN = 3  # GB/T 7714—2015, 8.1.2
_MARK = {Kind.ARTICLE: "[EB/OL]", Kind.DATASET: "[DS/OL]"}
_FULL_WIDTH = str.maketrans("()", "（）")
_DATE = ("{0.year}年", "{0.month}月", "{0.day}日")


def text(citation: Citation) -> str:
    return _case(citation) if citation.kind is Kind.CASE else _resource(citation)


def _resource(citation: Citation) -> str:
    titles = [citation.title, citation.second_title]
    title = " = ".join(filter(None, titles)) + _MARK[citation.kind]
    revised = f"({citation.published})"
    parts = [
        _people(citation.authors),
        title,
        _part(citation.translators, "译"),
        _part(citation.editors, "编"),
        f"版本 {citation.number}" if citation.number > 1 else "",
        f"{citation.site}, {citation.dated}{revised}",
        citation.url,
    ]
    return "".join(f"{part}. " for part in parts if part)


def _case(citation: Citation) -> str:
    number = citation.case_numbers[0] if citation.case_numbers else ""
    court = citation.court.printed if citation.court else ""
    parts = [
        citation.title,
        f"{court}{_number(number)}",
        day(citation.dated) if citation.dated else "",
    ]
    decision = "，".join(part for part in parts if part)
    source = f"载{citation.site}，版本{citation.number}，{day(citation.published)}"
    # the space keeps the full stop out of the address
    return f"{decision}。{source}，{citation.url} 。"


def _number(number: str) -> str:
    """Return `（2023）沪01协外认28号`; a number in Latin letters keeps its brackets."""
    return number if number.isascii() else number.translate(_FULL_WIDTH)


def day(date: str) -> str:
    """Return `2024年12月18日`, `2024年12月` or `2024年`."""
    first, digits = known(date)
    return "".join(_DATE[:digits]).format(first)


def _part(names: Sequence[Name], role: str) -> str:
    return f"{_people(names)}, {role}" if names else ""


def _people(names: Sequence[Name]) -> str:
    shown = [_name(name) for name in names[:NAMES_SHOWN]]
    more = ["等"] if len(names) > NAMES_SHOWN else []
    return ", ".join([*shown, *more])


def _name(name: Name) -> str:
    # In Latin letters the standard writes the family name in capitals: YU Meng.
    # Names in Chinese, and names whose parts are unknown, are cited as printed.
    is_latin = unicodedata.name(name.family[:1] or " ", "").startswith("LATIN")
    if not is_latin or not name.given:
        return name.printed
    return f"{name.family.upper()} {name.given}"
