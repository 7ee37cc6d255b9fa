"""Chinese lists of articles: 第十三条第一款、第十四条和第16至18条.

The text is tidied (`cases.citations.tidying`): no spaces between characters, brackets
narrow, 條 written 条.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cases.citations.articles import ITEMS_READ, ArticleList, Item
from cases.citations.tidying import HAN
from cjo.lib.chinese_numerals import SIGNS, read

NUMBER = (
    r"(?:[1-9],[0-9]{3}(?![0-9])|[0-9]{1,4}(?![0-9])"
    rf"|[{SIGNS}]{{1,9}}(?![{SIGNS}]))"
)
_BARE = rf"(?:[0-9]{{1,4}}|[{SIGNS}]{{2,9}})"
_HEAD = re.compile(
    rf"第(?= ?{NUMBER})"
    # 民法典577条; 一条 or 两条 would be so many articles
    rf"|(?<![0-9{SIGNS}第.-])(?P<bare>"
    rf"(?={_BARE}(?:[–—~、/至到和-]{_BARE}){{0,8}} ?条(?![款例约件文条全])))"
)
_SUB = rf"(?:\({NUMBER}\)|{NUMBER})"
# Paragraphs 款, items 项 and sentences of an article: 第一款和第二款, 第(一)、(三)项
_TAIL = re.compile(
    rf"(?:[、,和及与至到或~–-]{{0,2}}第? ?{_SUB}(?:[、,和及与至到或~–-]{_SUB}){{0,6}}"
    r" ?[款项目句段]|[前后]段|但书){1,9}"
)
_ITEM = re.compile(
    rf"(?P<first>第?) ?(?P<number>{NUMBER})"
    rf"(?:之(?P<inner>{NUMBER})(?= ?条))? ?"
    rf"(?P<article>条(?:之(?P<suffix>{NUMBER}))?)?"
)
_LATER = re.compile(
    rf"(?:[、,和及与]|(?P<range>直?[至到]|[–—~-]))之(?P<suffix>{NUMBER})(?!条)"
)
_GLOSS = r"\([^()《》\n]{1,40}\)"
_NEXT = re.compile(
    rf'"?(?:{_GLOSS})?(?:'
    r"(?P<range> ?[–—~-] ?|(?:直?至|到) ?)"
    r"|(?:[、/] ?(?:和|及|与|以及|或者?|还有)?|和|及|与|以及|或者?|并) ?"
    # in another clause 第 or 条 has to be there: 第577条,3日内
    r"|(?:(?:之|的)?(?:相关|有关)?规定)?[,、;] ?(?:和|及|与|以及|又|并)? ?"
    rf"(?=第|[{HAN}]{{1,6}}编第|{NUMBER} ?条)"
    r"|(?:之|的)(?:相关|有关)?规定(?:和|及|与|以及)(?=第)"
    # 侵权责任编第1165条、人格权编第1034条
    rf')(?:[{HAN}]{{1,6}}编(?=第))?(?="?第? ?{NUMBER})"?'
)


def chinese_lists(plain: str) -> Iterator[ArticleList]:
    place = 0
    while head := _HEAD.search(plain, place):
        items = _items(plain, head.start())
        place = max(head.end(), head.start() + 1)
        if items:
            place = items[-1].end
            bare = head["bare"] is not None
            yield ArticleList(head.start(), place, items, chinese=True, bare=bare)


def _items(plain: str, place: int) -> list[Item]:
    items: list[Item] = []
    ranges, last = False, 0
    while len(items) < ITEMS_READ and (match := _ITEM.match(plain, place)):
        number = read(match["number"].replace(",", ""))
        if number is None:
            break
        suffix = read(match["suffix"] or match["inner"] or "")
        tail = _TAIL.match(plain, match.end()) if match["article"] else None
        end = tail.end() if tail else match.end()
        article = f"{number}-{suffix}" if suffix else str(number)
        if ranges and items:
            _extend(items, number, match.start(), end)
        else:
            items.append(Item(match.start(), end, article))
        while len(items) < ITEMS_READ and (later := _LATER.match(plain, end)):
            end = later.end()  # 第一百三十三条之一、之二
            other = read(later["suffix"])
            if suffix is None or other is None:
                continue
            items += [
                Item(later.start(), later.start(), f"{number}-{inside}")
                for inside in range(suffix + 1, other if later["range"] else 0)
            ]
            items.append(Item(later.start(), end, f"{number}-{other}"))
            suffix = other
        if match["article"]:
            last = len(items)  # 第十三、十四条: only the last one says what is counted
        elif re.match(" ?[款项目编章节]", plain[match.end() : match.end() + 2]):
            break
        step = _NEXT.match(plain, end)
        if step is None:
            break
        ranges, place = step["range"] is not None, step.end()
    return items[:last]


def _extend(items: list[Item], number: int, start: int, end: int) -> None:
    """Add the end of a range: 1038 for the 38 of 第1034-38条."""
    first = items[-1]
    if 9 < number < first.number:
        size = 10 ** len(str(number))
        number += first.number - first.number % size
    if number > first.number:
        items[-1] = replace(first, last=number)
        items.append(Item(start, end, str(number)))
    elif number <= 9:  # 第133-1条 is 第133条之一
        items[-1] = replace(first, end=end, article=f"{first.number}-{number}")
