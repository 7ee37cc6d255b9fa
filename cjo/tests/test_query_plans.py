"""No page that readers ask for reads the whole of a table that grows."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import override_settings

from articles.models import Edition, Stamp
from cjo.demo.corpus.articles import SLUG
from cjo.demo.corpus.surroundings import PREFIX
from cjo.test import BaseTestCase
from cjo.tests.test_commands import output_of

ARTICLE = f"{SLUG}7"
CATEGORY = f"/t/{PREFIX}-category-1"
PERSON = f"/contributors/{PREFIX}-person-3"
COURT, LAW = "/courts/bench-court-0", "/laws/bench-law-0"
PAGES = (
    "/",
    "/zh-hans/",
    "/latest",
    "/latest?p=2",
    "/latest?before=2015-03-04.5",
    "/zh-hans/latest",
    CATEGORY,
    f"{CATEGORY}?before=2015-03-04.5",
    "/contributors/",
    PERSON,
    f"/a/{ARTICLE}",
    f"/zh-hans/a/{ARTICLE}",
    f"/a/{ARTICLE}/v/1",
    f"/a/{ARTICLE}/history",
    f"/a/{ARTICLE}/cite",
    f"/a/{ARTICLE}/beside/zh-hans",
    f"/zh-hans/a/{ARTICLE}/beside/en",
    f"/a/{ARTICLE}.md",
    "/a/nothing-of-this-name",
    "/corrections",
    "/zh-hans/corrections",
    "/integrity",
    "/integrity.jsonl?after=20",
    "/feed.atom",
    "/feed.atom?before=2015-03-04-1-5",
    f"{CATEGORY}/feed.rss",
    f"{PERSON}/feed.json",
    f"{COURT}/feed.atom",
    f"{LAW}/feed.atom",
    "/corrections/feed.atom",
    "/cases/bench-case-3",
    "/cases/bench-case-3/history",
    COURT,
    f"{LAW}/7",
    "/search?q=court",
    "/sitemap-articles.xml",
    "/sitemap-cases.xml",
)
GROWING = {
    f"articles_{name}"
    for name in (
        *("article", "article_categories", "contribution", "edition", "version"),
        *("rendering", "byline", "mention", "related", "searchrow", "searchword"),
        *("stamp", "address", "integrityentry", "auditentry", "subject"),
    )
} | {f"cases_{name}" for name in ("case", "casetext", "recordversion", "caseprovision")}
_ALIAS = re.compile(r'"(\w+)" ([A-Z]+\d+)\b')
# indexes that are walked in their order, to read the first few rows
WALKED = ("case_newest",)
_SCAN = re.compile(rf"SCAN (\w+)(?! USING INDEX (?:{'|'.join(WALKED)}))")
Query = tuple[str, Any]


@override_settings(SITE_HOST="127.0.0.1")
class QueryPlanTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        with override_settings(SITE_HOST="127.0.0.1"):
            output_of("load_corpus", "50", "--cases", "10")
        if connection.vendor == "sqlite":
            # else it knows that the tables are small, and that to read them is no loss
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM sqlite_stat1")
                cursor.execute("ANALYZE sqlite_master")

    def test_no_page_reads_a_whole_table_that_grows(self) -> None:
        for page in PAGES:
            with self.subTest(page=page):
                wholly_read = {
                    table: sql
                    for sql, params in self.queries_of(page)
                    for table in scanned(sql, params)
                }
                self.assertEqual(wholly_read, {})

    def test_a_query_without_an_index_would_be_seen(self) -> None:
        # no index has the title
        sql, params = Edition.objects.filter(title="Court").query.sql_with_params()
        self.assertEqual(list(scanned(sql, params)), ["articles_edition"])

    def queries_of(self, page: str) -> list[Query]:
        Stamp.objects.touch(())
        queries: list[Query] = []

        def note(execute: Any, sql: str, params: Any, *rest: Any) -> Any:
            # without a condition, it reads as many rows as it returns
            if sql.startswith("SELECT") and " WHERE " in sql:
                queries.append((sql, params))
            return execute(sql, params, *rest)

        with connection.execute_wrapper(note):
            self.client.get(page)
        self.assertTrue(queries)
        return queries


def scanned(sql: str, params: Any) -> Iterator[str]:
    """Yield the growing tables that the database would read from end to end."""
    aliases = {alias: table for table, alias in _ALIAS.findall(sql)}
    for name in _scans(sql, params):
        table = aliases.get(name, name)
        if table in GROWING:
            yield table


def _scans(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            steps = [str(row[3]) for row in cursor.fetchall()]
            return [match[1] for step in steps if (match := _SCAN.match(step))]
        # a table of few rows is read whole unless nothing else is possible
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
        plan = json.loads(plan) if isinstance(plan, str) else plan
        return list(_seq_scans(plan[0]["Plan"]))


def _seq_scans(node: dict[str, Any]) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", []):
        yield from _seq_scans(part)
