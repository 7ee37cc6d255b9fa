"""Lists of articles in running text: “Articles 13 to 15”, 第十三条至第十五条.

`cases.citations.provisions` finds the law that they are of. Figures and brackets of the
text are narrow already, and a newline ends a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.citations.numerals import SIGNS, read

ITEMS_READ = 40  # articles of one list
RANGE_READ = 30  # articles between the first and the last of a range

_NUMBER = rf"(?:[0-9]{{1,4}}(?![0-9])|[{SIGNS}]{{1,9}}(?![{SIGNS}]))"
_HEAD = re.compile(
    r"(?<![A-Za-z0-9])(?:[Aa]rt(?:icle)?(?P<many>s?)\.?|ARTICLE(?P<MANY>S?)"
    r"|§(?P<signs>§?)) {0,3}(?=[0-9])"
    rf"|(?P<chinese>第(?= ?{_NUMBER}))"
)
_ITEM = re.compile(
    r"(?P<number>[0-9]{1,4})(?![0-9A-Za-z]|\.[0-9])(?:-(?P<second>[0-9]{1,4})(?![0-9]))?"
    r"(?P<tail>(?: ?\((?:[0-9]{1,2}|[a-z]|[ivx]{1,5})\)"
    r"(?:(?:, ?| and | to |-)\((?:[0-9]{1,2}|[a-z])\)){0,5}){0,3}"
    r"(?:,? (?:sub-?)?(?:[Pp]aragraphs?|paras?\.?|items?|clauses?)"
    r" \(?[0-9]{1,2}\)?){0,3})"
)
_NEXT = re.compile(
    r"(?:(?P<range> ?[–—-] ?|,? {1,2}(?:to|through) {1,2})"
    r"|, ?(?:and |or |& ?)?| {1,2}(?:and|or|&) {1,2})"
    r"(?P<word>[Aa]rt(?:icle)?s?\.? {1,2})?(?=[0-9])"
)
_CHINESE_ITEM = re.compile(
    rf"(?P<first>第?) ?(?P<number>{_NUMBER}) ?"
    rf"(?P<article>[条條](?:之(?P<suffix>{_NUMBER}))?)?"
    rf"(?P<tail>(?:[、,和及与至到]?第? ?\(?{_NUMBER}\)? ?[款项目]){{0,9}})"
)
_CHINESE_NEXT = re.compile(
    r"(?:(?P<range> ?[–—~-] ?|至|到)"
    r"|[、,] ?(?:和|及|与|以及|或者?)?|和|及|与|以及|或者?)"
    rf"(?=第? ?{_NUMBER})"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list; `firm` if it reads as one even without the law behind."""

    start: int
    end: int
    article: str
    firm: bool = True


@dataclass(slots=True)
class ArticleList:
    """“Articles 13 to 15”, or 第十三条至第十五条."""

    start: int
    end: int
    items: list[Item]
    chinese: bool


def article_lists(plain: str) -> Iterator[ArticleList]:
    place = 0
    while head := _HEAD.search(plain, place):
        chinese = head["chinese"] is not None
        if chinese:
            items = _chinese_items(plain, head.start())
        else:
            many = bool(head["many"] or head["MANY"] or head["signs"])
            items = _items(plain, head.end(), many)
        if items:
            yield ArticleList(head.start(), items[-1].end, items, chinese)
        place = max(head.end(), items[-1].end if items else 0)


def _items(plain: str, place: int, many: bool) -> list[Item]:
    items: list[Item] = []
    ranges = firm = False
    start = place
    while len(items) < ITEMS_READ and (match := _ITEM.match(plain, place)):
        number, second = int(match["number"]), int(match["second"] or 0)
        if not number:
            break
        firm = not items or firm or many
        if ranges and items:
            items += _between(items[-1], number, match.start(), firm)
        suffix = f"-{second}" if 0 < second <= number else ""
        end = match.end("number") if second > number else match.end()
        items.append(Item(start, end, f"{number}{suffix}", firm))
        if second > number:  # “13-15”, written without spaces
            items += _between(items[-1], second, match.start("second"), firm)
            last = match.start("second")
            items.append(Item(last, match.end(), str(second), firm))
        step = _NEXT.match(plain, match.end())
        if step is None:
            break
        ranges, place = step["range"] is not None, step.end()
        firm = many or step["word"] is not None
        start = step.start("word") if step["word"] else place
    return items


def _chinese_items(plain: str, place: int) -> list[Item]:
    items: list[Item] = []
    ranges, last = False, 0
    while len(items) < ITEMS_READ and (match := _CHINESE_ITEM.match(plain, place)):
        number = read(match["number"])
        if number is None:
            break
        suffix = read(match["suffix"] or "")
        article = f"{number}-{suffix}" if suffix else str(number)
        if ranges and items:
            items += _between(items[-1], number, match.start(), True)
        items.append(Item(match.start(), match.end(), article))
        if match["article"]:
            last = len(items)  # 第十三、十四条: only the last one says what is counted
        elif match["tail"]:
            break
        step = _CHINESE_NEXT.match(plain, match.end())
        if step is None:
            break
        ranges, place = step["range"] is not None, step.end()
    return items[:last]


def _between(first: Item, last: int, place: int, firm: bool) -> list[Item]:
    """Return the articles between the ends of a range, those nearest to its start."""
    after = int(first.article.partition("-")[0]) + 1
    return [
        Item(place, place, str(number), firm)
        for number in range(after, min(last, after + RANGE_READ))
    ]
