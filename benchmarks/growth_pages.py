"""The pages whose time may grow with the site, each with addresses chosen by chance."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from articles.models import Article, Contributor, Subject
from cjo.demo.corpus import words
from cjo.demo.corpus.articles import SLUG
from cjo.demo.corpus.surroundings import CATEGORIES, PREFIX
from cjo.sitemaps import SITEMAPS

CHANCE = random.Random(7)
Address = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Site:
    """The numbers of rows that addresses are chosen among."""

    articles: int
    people: int
    cases: int

    @classmethod
    def counted(cls) -> "Site":
        people = Contributor.objects.filter(slug__startswith=f"{PREFIX}-person-")
        return cls(
            Article.objects.filter(slug__startswith=SLUG).count(),
            people.count(),
            Subject.objects.filter(kind="case", key__startswith="bench-").count(),
        )

    def article(self) -> str:
        return f"/a/{SLUG}{CHANCE.randrange(self.articles)}"

    def category(self) -> str:
        return f"/t/{PREFIX}-category-{CHANCE.randrange(CATEGORIES)}"

    def person(self) -> str:
        return f"/contributors/{PREFIX}-person-{CHANCE.randrange(self.people)}"

    def case(self) -> str:
        return f"/cases/bench-case-{CHANCE.randrange(self.cases)}"


def _court() -> str:
    return f"/courts/bench-court-{CHANCE.randrange(60)}"


def _law() -> str:
    return f"/laws/bench-law-{CHANCE.randrange(10)}"


def _deep() -> str:
    day = dt.date(2007, 1, 1) + dt.timedelta(CHANCE.randrange(6000))
    return f"?before={day.isoformat()}.1"


def _search(*ranks: int, language: str = "en") -> str:
    space = " " if language == "en" else ""
    query = space.join(words.word(rank, language) for rank in ranks)
    prefix = "" if language == "en" else f"/{language}"
    return f"{prefix}/search?{urlencode({'q': query})}"


def _misspelt() -> str:
    word = words.word(CHANCE.randrange(100, 1000), "en")
    return f"/search?q={quote(word[:-1] + 'x')}"


def _sitemap(name: str) -> Address:
    part = SITEMAPS[name]
    last = part().paginator.num_pages

    def address() -> str:
        return f"/sitemap-{name}.xml?p={CHANCE.randint(1, last)}"

    return address


def reader_pages(site: Site) -> dict[str, Address]:
    return {
        "front page": lambda: "/",
        "front page in Chinese": lambda: "/zh-hans/",
        "latest": lambda: "/latest",
        "latest, page 50": lambda: "/latest?p=50",
        "latest, far back": lambda: f"/latest{_deep()}",
        "category": site.category,
        "category, far back": lambda: f"{site.category()}{_deep()}",
        "year": lambda: f"/archive/{CHANCE.randint(2006, 2024)}",
        "people": lambda: "/contributors/",
        "person": site.person,
        "article": site.article,
        "article in Chinese": lambda: f"/zh-hans{site.article()}",
        "version": lambda: f"{site.article()}/v/1",
        "history": lambda: f"{site.article()}/history",
        "archive of titles": lambda: "/archive/titles",
        "corrections": lambda: "/corrections",
        "integrity log": lambda: "/integrity",
        "feed": lambda: "/feed.atom",
        "feed, far back": lambda: "/feed.atom",
        "feed of a category": lambda: f"{site.category()}/feed.atom",
        "feed of a person": lambda: f"{site.person()}/feed.atom",
        "feed of a court": lambda: f"{_court()}/feed.atom",
        "feed of a law": lambda: f"{_law()}/feed.atom",
        "feed of corrections": lambda: "/corrections/feed.atom",
        "cases": lambda: "/cases/",
        "case": site.case,
        "court": _court,
        "law": _law,
        "article of a law": lambda: f"{_law()}/{CHANCE.randint(1, 60)}",
        "search, commonest word": lambda: _search(0),
        "search, common word": lambda: _search(CHANCE.randint(1, 20)),
        "search, rare word": lambda: _search(-CHANCE.randint(1, 500)),
        "search, two words": lambda: _search(
            CHANCE.randint(1, 50), CHANCE.randint(50, 500)
        ),
        "search, no text has both": lambda: _search(
            -CHANCE.randint(1, 500), -CHANCE.randint(501, 999)
        ),
        "search, misspelt": _misspelt,
        "search, a page of a kind": lambda: f"{_search(2)}&kind=article&p=20",
        "search in Chinese": lambda: _search(CHANCE.randint(1, 20), language="zh-hans"),
        "search in Chinese, rare": lambda: _search(
            -CHANCE.randint(1, 500), language="zh-hans"
        ),
        "sitemap index": lambda: "/sitemap.xml",
        "sitemap of articles": _sitemap("articles"),
        "sitemap of cases": _sitemap("cases"),
        "no such page": lambda: f"/a/nothing-{CHANCE.randrange(10**6)}",
    }


def desk_pages(site: Site) -> dict[str, Address]:
    lists = {
        "articles": "articles/article",
        "drafts": "articles/edition",
        "versions": "articles/version",
        "people": "articles/contributor",
        "subjects": "articles/subject",
        "log": "articles/auditentry",
        "cases": "cases/case",
        "states of records": "cases/recordversion",
    }
    pages: dict[str, Address] = {"desk": lambda: "/admin/"}
    for name, path in lists.items():
        pages[f"desk: {name}"] = lambda path=path: f"/admin/{path}/"  # type: ignore[misc]
    pages["desk: articles, searched"] = lambda: (
        f"/admin/articles/article/?q={CHANCE.randrange(site.articles)}"
    )
    pages["desk: drafts, searched"] = lambda: (
        f"/admin/articles/edition/?q={words.word(CHANCE.randint(10, 500), 'en')}"
    )
    pages["desk: drafts, page 20"] = lambda: "/admin/articles/edition/?p=20"
    return pages
