"""Lists of articles: “Articles 13 to 15”, 第十三条至第十五条, in whichever language."""

from collections.abc import Iterator
from dataclasses import dataclass

ITEMS_READ = 40  # articles of one list
RANGE_READ = 600  # articles between the first and the last of a range


@dataclass(frozen=True, slots=True)
class Item:
    """An article of a list; `firm` if it reads as one even without the law behind.

    `worded` if the word “Article” is repeated before it. `last` ends a range that
    begins with this article; the range's end is an item too.
    """

    start: int
    end: int
    article: str
    firm: bool = True
    worded: bool = False
    last: int = 0

    @property
    def number(self) -> int:
        return int(self.article.partition("-")[0])

    def between(self) -> Iterator[str]:
        """Yield the articles between the ends of a range, the nearest ones first."""
        after = self.number + 1
        yield from map(str, range(after, min(self.last, after + RANGE_READ)))


@dataclass(frozen=True, slots=True)
class ArticleList:
    """“Articles 13 to 15”, or 第十三条至第十五条.

    `bare` if no word tells articles from other things: 577条 can be so many articles,
    and “Section 13” is one only if a law is behind it.
    """

    start: int
    end: int
    items: list[Item]
    chinese: bool
    bare: bool = False
