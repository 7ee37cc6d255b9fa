"""Citations of laws and their articles in running text, in English and Chinese.

`Citations` is given the names of each law and finds where a text cites it: “Art. 1035
of the Civil Code”, “PIPL arts 13 and 14”, 《民法典》第一千零三十五条. A newline ends
every citation, and every pattern is bounded: the time grows as the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from cases.citations.articles import ArticleList, Item, article_lists
from cases.citations.names import any_of

# Figures, brackets and commas of either width are read alike; no length changes
_ALIKE: dict[int, int | str] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ALIKE |= {ord(sign): " " for sign in "\u3000\u00a0\t"}
_ALIKE |= {ord("’"): "'", ord("‘"): "'", ord("‐"): "-", ord("‑"): "-"}

_BRACKETS = r"(?: ?\([^()\n]{0,60}\))?"

# Between an article and the law whose it is, and the other way round
_TO_NAME = re.compile(
    r" ?,? ?(?P<of>(?:of|in|under) {1,2})?"
    r"(?:(?:the|new|current|revised|amended|PRC|PRC's|Chinese|China|China's"
    r"|People's Republic of China) {1,2}){0,3}"
)
_FROM_NAME = re.compile(rf"(?:'s)?\)?{_BRACKETS}[ ,:–—]{{0,3}}的?\(?(?:see )?")

# What belongs to a name where it stands, and what makes it another's
_BEFORE = re.compile(r"《(?:中华人民共和国)?$|中华人民共和国$|China's $|PRC $")
_AFTER = re.compile(
    r"(?:\([^()\n]{0,20}\))?》| of (?:the )?(?:People's Republic of China|PRC|China)\b"
)
_ANOTHERS = re.compile(
    r"(?:\b(?!Chinese\b)[A-Z][a-z]+(?:an|ese|ish|ch|ss|ic|i|k)|Thai|Quebec|Louisiana"
    r"|California|Philippine|Macao|Macau|Taiwan|Swiss|France|Germany|Korea|Vietnam"
    r"|\b(?!China)[A-Z][a-z]+'s|EU|UK|US|Draft|draft) $"
    r"|(?<![我中和])国$|日本$|瑞士$|越南$|俄罗斯$|台湾$|澳门$|加州$|《[^《》\n]{1,40}$"
)
_ANOTHER = re.compile(
    r" of (?!the law\b)(?:the )?[A-Z]| (?:Interpret|Implement|Draft|Judicial)"
    r"| (?:Regulations?|Rules?|Measures|Amendment)\b"
    r"|(?:司法)?解释|实施|草案|修正案|修订|征求|型"
)
# In brackets behind a name: that it is a draft, or another state's
_OTHERS_BRACKETS = re.compile(
    r" ?\((?:[^()\n]{0,30}(?:[Dd]raft|草案|征求意见|审议稿|送审稿|建议稿)[^()\n]{0,30}"
    r"|(?!Chin)[A-Z][a-z]+(?: (?!Law|Code)[A-Z][a-z]+)?"
    r"|[^()\n中我]{0,4}国|日本|瑞士|越南|俄罗斯|香港|台湾|澳门|加州)\)"
)
# Behind a list of articles: whose they are, where it is no law known here
_OTHERS_LAW = re.compile(
    r" ?,? ?(?:of|in|under) {1,2}(?:(?:the|both) {1,2})?(?:[A-Z][A-Z0-9&-]{2,}\b"
    r"|(?=[A-Z])[^.;:()\n]{0,60}?\b(?:Law|Code|Act|Regulations?|Directive|Convention|Treaty"
    r"|Constitution|Charter|Rules|Measures|Provisions|Interpretations?|Ordinance"
    r"|Statute|Protocol|Agreement)\b)"
    r"| [A-Z][A-Z0-9&-]{2,}\b"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that names a law, or an article of it.

    `article` is `13` or `120-1` (第一百二十条之一), "" for the law as a whole. The
    start of an article inside a range (“13 to 15”) is its end: it has no place.
    """

    start: int
    end: int
    law: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """A place that names a law; `start` and `end` take in 《》 and the state."""

    start: int
    end: int
    law: str


class Citations:
    """Finds laws by their names, given as `{law: [title, abbreviation, …]}`."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._laws = {
            name.translate(_ALIKE).strip(): law
            for law, several in names.items()
            for name in several
            if name.strip()
        }
        self._pattern = any_of(self._laws)

    def find(self, text: str) -> list[Citation]:
        """Return every citation, in the order of the text.

        A law with an article is a citation too, at the place of its name.
        """
        plain = text.translate(_ALIKE)
        names = list(self._names(plain))
        starts = {name.start: name for name in names}
        ends = [name.end for name in names]
        citations = [Citation(name.start, name.end, name.law) for name in names]
        taken: set[int] = set()  # names that follow their articles
        lists = list(article_lists(plain))
        for articles, following in zip_longest(lists, lists[1:]):
            place = bisect_right(ends, articles.start) - 1
            before = names[place] if place >= 0 else None
            if before is not None and (
                before.start in taken
                or not _FROM_NAME.fullmatch(plain, before.end, articles.start)
            ):
                before = None
            behind = _behind(plain, articles, starts, before, following)
            if behind is not None:
                taken.add(behind.start)
                citations += _cited(plain, articles, articles.items, behind)
            elif before is not None and not _is_others(plain, articles, starts):
                firm = [item for item in articles.items if item.firm]
                citations += _cited(plain, articles, firm, before)
        return sorted(citations, key=lambda each: (each.start, -each.end, each.article))

    def _names(self, plain: str) -> Iterator[_Name]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(plain):
            start, end = match.span()
            before = plain[max(0, start - 50) : start]
            belongs = _BEFORE.search(before)
            start -= len(belongs[0]) if belongs else 0
            after = _AFTER.match(plain, end)
            quoted = plain[start] == "《"
            closed = after is not None and after[0].endswith("》")
            if quoted != closed:
                continue  # part of another title: 《德国民法典》, 《民法典解释》
            end = after.end() if after else end
            others = _ANOTHERS.search(plain[max(0, start - 50) : start])
            if _OTHERS_BRACKETS.match(plain, match.end()):
                continue
            if not quoted and (others or _ANOTHER.match(plain, end)):
                continue
            yield _Name(start, end, self._laws[match[0]])


def _behind(
    plain: str,
    articles: ArticleList,
    starts: Mapping[int, _Name],
    before: _Name | None,
    following: ArticleList | None,
) -> _Name | None:
    """Return the law that follows a list: “arts 13 and 14 of the PIPL”.

    `before` is the law that the list follows, if it follows one; `following` the next
    list of the text.
    """
    if articles.chinese:
        return None
    between = _TO_NAME.match(plain, articles.end)
    if between is None:
        return None
    # where “PRC” belongs to the name, the name begins with it
    name = next(
        (
            starts[place]
            for place in range(between.end(), articles.end - 1, -1)
            if place in starts
        ),
        None,
    )
    if between["of"] or name is None:
        return name
    # “Cybersecurity Act art. 5, Civil Code art. 127”: after a comma, a law that is
    # followed by its own articles has only these
    if (
        following is not None
        and "," in between[0]
        and _FROM_NAME.fullmatch(plain, name.end, following.start)
    ):
        return None
    # “PIPL art. 13, Civil Code …”: an article that follows its law is that law's
    return name if before is None else None


def _is_others(plain: str, articles: ArticleList, starts: Mapping[int, _Name]) -> bool:
    """Return whether a law that is not known here follows a list of articles."""
    law = _OTHERS_LAW.match(plain, articles.end)
    return law is not None and not any(place in starts for place in range(*law.span()))


def _cited(
    plain: str, articles: ArticleList, items: list[Item], name: _Name
) -> Iterator[Citation]:
    """Yield the articles; the place of a single one includes the name of its law."""
    gap = plain[name.end : articles.start]
    if len(items) == 1 and "(" not in gap and ")" not in gap:
        start, end = min(articles.start, name.start), max(items[0].end, name.end)
        yield Citation(start, end, name.law, items[0].article)
        return
    for place, item in enumerate(items):
        start = articles.start if place == 0 else item.start
        yield Citation(start, item.end, name.law, item.article)
