"""Citations of laws and their articles in running text, in English and Chinese.

`Citations` is given the names of each law and finds where a text cites it: “Art. 1035
of the Civil Code”, “PIPL arts 13 and 14”, 《民法典》第一千零三十五条. The steps:

1. Tidy the text: one kind of quote, dash and space (`tidying`).
2. Find the laws it names, also those that are not known here (`law_finder`).
3. Find the lists of articles, of whichever law (`english_lists`, `chinese_lists`).
4. Give each list to its law (`attribution`). Those of laws not known here are left out.

A newline ends every citation, and every pattern is bounded: the time grows as the
length of the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from cases.citations import connections
from cases.citations.articles import ArticleList
from cases.citations.attribution import Attribution
from cases.citations.chinese_lists import chinese_lists
from cases.citations.english_lists import bare_list, english_lists
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
    """Reads the lists of articles of one text, whose laws are known."""

    def __init__(self, plain: str, names: list[LawName]) -> None:
        self._plain = plain
        self._attribution = Attribution(plain, names)
        self._between: set[tuple[str, str]] = set()

    def citations(self) -> Iterator[Citation]:
        lists = sorted(
            [*english_lists(self._plain), *chinese_lists(self._plain)],
            key=lambda articles: articles.start,
        )
        for articles, following in zip_longest(lists, lists[1:]):
            for part in self._attribution.parts(articles):
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
            name = self._attribution.law_of(articles, following)
            if name is not None and name.law:
                yield from self._cited(articles, name)
            if name is not None and name.follows(articles.end):
                place = connections.next_count(self._plain, name)
                added = bare_list(self._plain, place)

    def _cited(self, articles: ArticleList, name: LawName) -> Iterator[Citation]:
        """Yield the articles; the place of a single one includes its law's name."""
        is_behind = name.follows(articles.end)
        items = [item for item in articles.items if item.firm or is_behind]
        version = connections.version_of(self._plain, articles, name)
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
