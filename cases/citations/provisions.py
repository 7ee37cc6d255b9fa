"""Citations of laws and their articles in running text, in English and Chinese.

`Citations` is given the names of each law and finds where a text cites it: “Art. 1035
of the Civil Code”, “PIPL arts 13 and 14”, 《民法典》第一千零三十五条. The steps:

1. Tidy the text: one kind of quote, dash and space (`tidying`).
2. Find the laws it names, without other states' and other documents (`law_finder`).
3. Find the lists of articles, of whichever law (`english_lists`, `chinese_lists`).
4. Give each list to a law, by the first rule that fits:
   - “of”, “in” or “under” and a law behind the list: that law, and no law if the law
     behind is none of those known;
   - “of that law”, 该法: the law named last before it in the line;
   - a law directly before the list (“PIPL, Art. 13”), if it has not followed another;
   - in English, a law directly behind the list (“Art. 13 PIPL”), unless a law stands
     before the list too (“GDPR art. 6, PIPL art. 13”).

A newline ends every citation, and every pattern is bounded: the time grows as the
length of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from cases.citations import connections
from cases.citations.articles import ArticleList, Item
from cases.citations.chinese_lists import chinese_lists
from cases.citations.english_lists import bare_list, english_lists, sections
from cases.citations.law_finder import LawFinder
from cases.citations.law_names import LawName
from cases.citations.tidying import tidy

BETWEEN_READ = 3000  # articles inside the ranges of one text


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that names a law, or an article of it.

    `article` is `13` or `120-1` (第一百二十条之一), "" for the law as a whole. The
    start of an article inside a range (“13 to 15”) is its end: it has no place.
    `version` is the year of the law's text that is cited, or `former`, if the place
    names one: its articles may have other numbers today.
    """

    start: int
    end: int
    law: str
    article: str = ""
    version: str = ""


class Citations:
    """Finds laws by their names, given as `{law: [title, abbreviation, …]}`."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._finder = LawFinder(names)

    def find(self, text: str) -> list[Citation]:
        """Return every citation, in the order of the text.

        A law with an article is a citation too, at the place of its name.
        """
        tidied = tidy(text)
        names = self._finder.find(tidied.text)
        read = [
            Citation(name.start, name.end, name.law, version=name.version)
            for name in names
            if name.law and not name.weak
        ]
        if any(name.law for name in names):
            read += _Reader(tidied.text, names).citations()
        citations = [
            Citation(
                *tidied.span(each.start, each.end), each.law, each.article, each.version
            )
            for each in read
        ]
        return sorted(citations, key=lambda each: (each.start, -each.end, each.article))


class _Reader:
    """Gives the lists of articles of one text to the laws that it names."""

    def __init__(self, plain: str, names: list[LawName]) -> None:
        self._plain = plain
        self._names = names
        self._leads = [name.lead for name in names]
        self._ends = [name.end for name in names]
        self._taken: set[int] = set()  # the starts of names that follow their articles
        self._between: set[tuple[str, str]] = set()

    def citations(self) -> Iterator[Citation]:
        lists = sorted(
            [
                *english_lists(self._plain),
                *sections(self._plain),
                *chinese_lists(self._plain),
            ],
            key=lambda articles: articles.start,
        )
        for articles, following in zip_longest(lists, lists[1:]):
            for part in self._parts(articles):
                yield from self._read(part, following)

    def _read(
        self, articles: ArticleList, following: ArticleList | None
    ) -> Iterator[Citation]:
        """Yield the citations of a list and of what is added behind its law.

        “Articles 6 of the GDPR and 13 of the PIPL”: 13 is added.
        """
        added: ArticleList | None = articles
        while added is not None:
            articles, added = added, None
            name, is_behind = self._law(articles, following)
            if name is None:
                return
            if name.law:
                items = [item for item in articles.items if item.firm or is_behind]
                yield from self._cited(articles, items, name, is_behind=is_behind)
            if is_behind:
                self._taken.add(name.start)
                added = bare_list(
                    self._plain, connections.next_count(self._plain, name)
                )

    def _parts(self, articles: ArticleList) -> Iterator[ArticleList]:
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

    def _law(
        self, articles: ArticleList, following: ArticleList | None
    ) -> tuple[LawName | None, bool]:
        """Return the law of a list, and whether it is behind the list."""
        plain = self._plain
        before = self._before(articles)
        if connections.is_shared(plain, articles):
            return None, False
        if articles.chinese:
            return before or self._last_named(articles), False
        behind, link = self._behind(articles)
        if articles.bare:
            return (None if link.is_apart else behind), True
        if behind is not None and link.is_of:
            return behind, True
        if connections.refers_back(plain, articles):
            return self._last_named(articles), False
        is_named = before is not None and before.end + 1 == articles.start
        if before is not None and (is_named or behind is None or behind.law):
            return before, False
        if behind is None:
            return None, False
        # “Xianfa art. 3, Civil Code art. 5”: a law behind a comma that is followed by
        # its own articles has only these
        if (
            link.is_apart
            and following is not None
            and self._precedes(behind, following)
        ):
            return None, False
        return behind, True

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

    def _behind(self, articles: ArticleList) -> tuple[LawName | None, connections.Link]:
        place = bisect_left(self._leads, articles.end)
        for name in self._names[place : place + 1]:
            link = connections.link_to_law(self._plain, articles, name)
            if link is not None:
                return name, link
        return None, connections.NO_LINK

    def _last_named(self, articles: ArticleList) -> LawName | None:
        """Return the law that “that law” or 该法 before a list refers to."""
        place = bisect_right(self._ends, articles.start)
        for name in reversed(self._names[max(0, place - 5) : place]):
            if name.law or not name.weak:
                is_last = connections.is_last_law(self._plain, name.after, articles)
                return name if is_last else None
        return None

    def _cited(
        self,
        articles: ArticleList,
        items: list[Item],
        name: LawName,
        *,
        is_behind: bool,
    ) -> Iterator[Citation]:
        """Yield the articles; the place of a single one includes its law's name."""
        version = name.version or connections.version_of(
            self._plain, articles, is_behind=is_behind
        )
        if len(items) == 1 and not items[0].last and self._is_near(articles, name):
            start, end = min(articles.start, name.start), max(items[0].end, name.end)
            if start == name.start and self._is_quoted(name):
                start -= 1
            yield Citation(start, end, name.law, items[0].article, version)
            return
        for place, item in enumerate(items):
            start = articles.start if place == 0 else item.start
            yield Citation(start, item.end, name.law, item.article, version)
            if not item.last:
                continue
            for article in item.between():
                if len(self._between) >= BETWEEN_READ:
                    break
                if (name.law, article) not in self._between:
                    self._between.add((name.law, article))
                    yield Citation(item.end, item.end, name.law, article, version)

    def _is_quoted(self, name: LawName) -> bool:
        """Return whether a name is between marks: “[Civil Code] art. 1035”."""
        marks = self._plain[max(0, name.start - 1) : name.start]
        marks += self._plain[name.end : name.end + 1]
        return marks in ("[]", '""')

    def _is_near(self, articles: ArticleList, name: LawName) -> bool:
        """Return whether one link can contain the law and its article."""
        gap = self._plain[name.end : articles.start]
        gap += self._plain[articles.end : name.start]
        return len(gap) <= 60 and not any(mark in gap for mark in "().;!?\n")
