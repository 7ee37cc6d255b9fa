"""Which law, of those that a text names, a list of articles is of.

The first rule that fits:

- “of”, “in” or “under” and a law behind the list: that law;
- “of that law”, 该法: the law named last before it in the line;
- a law directly before the list (“PIPL, Art. 13”), if it has not followed another list;
- in English, a law directly behind the list (“Art. 13 PIPL”);
- in English, behind “and”, the law named last before it in the sentence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from cases.citations import connections
from cases.citations.articles import ArticleList
from cases.citations.connections import Link
from cases.citations.law_names import LawName

_ACRONYMS_SKIPPED = 5  # weak names between “that law” and the law


class Attribution:
    """Gives lists of articles to laws, asked in the order of the text."""

    def __init__(self, plain: str, names: list[LawName]) -> None:
        self._plain = plain
        self._names = names
        self._leads = [name.lead for name in names]
        self._ends = [name.end for name in names]
        self._taken: set[int] = set()  # the starts of names that follow their articles

    def law_of(
        self, articles: ArticleList, following: ArticleList | None
    ) -> LawName | None:
        """Return the law of a list, known here or not; `following` is the next list."""
        if connections.is_shared(self._plain, articles):
            return None
        law = (
            self._chinese(articles)
            if articles.chinese
            else self._english(articles, following)
        )
        if law is not None and law.follows(articles.end):
            self._taken.add(law.start)
        return law

    def parts(self, articles: ArticleList) -> Iterator[ArticleList]:
        """Yield a list, in two if of two laws: “PIPL art. 40 and art. 5 of the …”."""
        places = [place for place, item in enumerate(articles.items) if item.worded]
        end = bisect_right(self._ends, articles.start) - 1
        is_named = end >= 0 and self._ends[end] + 1 == articles.start
        if not (places and is_named and connections.is_of(self._plain, articles)):
            yield articles
            return
        first, second = articles.items[: places[-1]], articles.items[places[-1] :]
        yield replace(articles, end=first[-1].end, items=first)
        yield replace(articles, start=second[0].start, items=second)

    def _chinese(self, articles: ArticleList) -> LawName | None:
        before = self._before(articles)
        if before is None and connections.refers_back(self._plain, articles):
            return self._last_named(articles)
        return before

    def _english(
        self, articles: ArticleList, following: ArticleList | None
    ) -> LawName | None:
        behind, link = self._behind(articles)
        if articles.bare:
            return None if link == "apart" else behind or self._before(articles)
        if link == "of":
            return behind
        if connections.refers_back(self._plain, articles):
            return self._last_named(articles)
        before = self._before(articles)
        is_adjacent = before is not None and before.end + 1 == articles.start
        if before and (is_adjacent or behind is None or behind.law):
            return before
        # “Xianfa art. 3, Civil Code art. 5”: a law behind a comma that is followed by
        # its own articles has only these
        if behind and following and link == "apart":
            return None if self._precedes(behind, following) else behind
        return behind or self._continued(articles)

    def _before(self, articles: ArticleList) -> LawName | None:
        place = bisect_right(self._ends, articles.start)
        for name in reversed(self._names[max(0, place - 2) : place]):
            if name.start not in self._taken and self._precedes(name, articles):
                return name
        return None

    def _precedes(self, name: LawName, articles: ArticleList) -> bool:
        """Return whether nothing but connecting words is between a law and a list."""
        return any(
            connections.connects(self._plain, end, articles)
            for end in {name.after, name.end}
            if end <= articles.start
        )

    def _behind(self, articles: ArticleList) -> tuple[LawName | None, Link | None]:
        place = bisect_left(self._leads, articles.end)
        for name in self._names[place : place + 1]:
            link = connections.link_to_law(self._plain, articles, name)
            if link is not None:
                return name, link
        return None, None

    def _continued(self, articles: ArticleList) -> LawName | None:
        """Return the law of “the Civil Code, which deals with it, and Art. 1023”."""
        place = bisect_right(self._ends, articles.start)
        for name in self._names[max(0, place - 1) : place]:
            if connections.continues(self._plain, name.after, articles):
                return name
        return None

    def _last_named(self, articles: ArticleList) -> LawName | None:
        """Return the law that “that law” or 该法 beside a list refers to."""
        place = bisect_right(self._ends, articles.start)
        for name in reversed(self._names[max(0, place - _ACRONYMS_SKIPPED) : place]):
            if name.law or not name.weak:
                is_near = connections.is_near(self._plain, name.after, articles.start)
                return name if is_near else None
        return None
