"""The addresses that a dump begins with."""

from collections.abc import Iterator
from urllib.parse import urlencode

STARTS = (
    "/",
    "/zh-hans/",
    "/en/",
    "/ar/",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/feed.rss",
    "/feed.atom",
    "/latest/",
    "/latest?p=2",
    "/latest?p=0",
    "/latest?p=999",
    "/latest?before=2024-01-01.1",
    "/latest?before=nonsense",
    "/archive/1899",
    "/a",
    "/a/",
    "/a/not-there",
    "/a/UPPER",
    "/not-there",
    "/zh-hans/not-there",
    "/ar/not-there",
    "/ar/cases/",
    "/ar/search?q=court",
    "/he/feeds",
    "/xx/latest",
    "/media/not-there",
    "/cases/?court=beijing-internet-court&outcome=for-claimant&year=2024",
    "/cases/?level=primary&province=beijing&certainty=probable",
    "/cases/?provision=pipl%2F13&collection=bic-personal-information-2024",
    "/cases/?cause=not-there",
    "/cases/?year=nonsense",
    "/cases/?year=unknown&p=2",
    "/cases/list.csv?court=beijing-internet-court",
    "/cases/list.json?year=2024",
    "/zh-hans/cases/?court=beijing-internet-court&outcome=for-claimant",
    "/cases/not-there",
    "/cases/collections/not-there",
    "/cases/overviews/not-there.csv",
    "/courts/not-there",
    "/laws/not-there",
    "/laws/pipl/9999",
    "/t/not-there",
    "/t/not-there/feed.rss",
    "/contributors/not-there",
)
# Readers type words, Chinese, phrases, numbers, noise, and much that finds nothing
QUESTIONS = (
    "",
    "court",
    "singapore judgment",
    "“personal information”",
    "个人信息",
    "法院 案例",
    "محكمة",
    "Zhao",
    "pipl",
    "(2023)沪01协外认28号",
    "2021 Jing 0491 Min Chu 45708",
    "(2023) Hu 01 Xie Wai Ren No. 28",
    "(2024)京73民终546号之一",
    "nothing-holds-this",
    "' OR 1=1 --",
    "<b>&amp;",
    "a",
)
ASKED_AT = ("/search", "/cases/number", "/cases/", "/zh-hans/search", "/zh-hans/cases/")


def questions() -> Iterator[str]:
    for place in ASKED_AT:
        for question in QUESTIONS:
            yield f"{place}?{urlencode({'q': question})}"
