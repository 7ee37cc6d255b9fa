"""The sentence in Chinese, by 《法学引注手册》, second edition.

The form is that of Zotero's Chinese styles (`docs/citing.md`). An article on a site:
author, title, site with the date, address. A decision: name, court with number, date,
then our own page; the manual wants the type of the document too, which is not on
record. The words belong to the rule: they are the same in every language of the page.
"""

from collections.abc import Sequence

from cjo.lib.references.citation import Citation, Kind, Name
from cjo.lib.references.dates import chinese_day

_NAMES_SHOWN = 3  # of more names the manual cites two and 等
_FULL_WIDTH = str.maketrans("()", "（）")
_INNER = str.maketrans("《》", "〈〉")


def text(citation: Citation) -> str:
    return _case(citation) if citation.kind is Kind.CASE else _page(citation)


def _page(citation: Citation) -> str:
    authors = _people(citation.authors)
    title = f"《{citation.title.translate(_INNER)}》"
    parts = [
        f"{authors}：{title}" if authors else title,
        _role(citation.translators, "译"),
        _role(citation.editors, "编"),
        f"载{citation.site}{chinese_day(citation.dated)}",
        f"版本{citation.number}（{chinese_day(citation.published)}）",
    ]
    return _ended("，".join(part for part in parts if part), citation.url)


def _case(citation: Citation) -> str:
    number = citation.case_numbers[0] if citation.case_numbers else ""
    court = citation.court.printed if citation.court else ""
    parts = [
        citation.title,
        f"{court}{_number(number)}",
        chinese_day(citation.dated),
    ]
    decision = "，".join(part for part in parts if part)
    published = chinese_day(citation.published)
    source = f"载{citation.site}，版本{citation.number}，{published}"
    return _ended(f"{decision}。{source}", citation.url)


def _ended(words: str, url: str) -> str:
    # the space keeps the full stop out of the address
    return f"{words}，{url} 。"


def _number(number: str) -> str:
    """Return `（2023）沪01协外认28号`; a number in Latin letters keeps its brackets."""
    return number if number.isascii() else number.translate(_FULL_WIDTH)


def _role(names: Sequence[Name], role: str) -> str:
    return f"{_people(names)}{role}" if names else ""


def _people(names: Sequence[Name]) -> str:
    printed = [name.printed for name in names]
    if len(printed) > _NAMES_SHOWN:
        return f"{'、'.join(printed[:2])}等"
    return "、".join(printed)
