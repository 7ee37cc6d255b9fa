"""Each text of the demo has the same words in all its outputs, in both languages."""

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import markdown
from django.core.management import call_command
from django.db.models import Q
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from pypdf import PdfReader

from articles.feeds import explained
from articles.models import Article, Edition
from articles.rendering.tree import is_reference
from articles.tests.feed_reading import find, read, read_json
from cases.models import RecordVersion
from cjo.test import BaseTestCase

LANGUAGES = ("en", "zh-hans")
CONTENT = {
    "atom": ("//a:entry", "a:link/@href", "a:content"),
    "rss": ("//item", "link", "c:encoded"),
}
PATHS = {
    "case": "/cases/{}",
    "collection": "/cases/collections/{}",
    "overview": "/cases/overviews/{}",
}


def letters(text: str) -> str:
    """Return letters and digits alone: white space and signs are each output's own."""
    return "".join(filter(str.isalnum, text))


def visible(element: HtmlElement, *, references: bool = True) -> Iterator[str]:
    """Yield the texts that a reader of the page sees without asking for more."""
    hidden = "hidden" in element.get("class", "").split()
    if hidden or element.get("role") == "note" or element.tag == "svg":
        return
    if is_reference(element) and not references:
        return
    yield element.text or ""
    for child in element:
        yield from visible(child, references=references)
        yield child.tail or ""


def is_printed(words: str, printed: str) -> bool:
    """Return whether a PDF has these words, on one page or over the end of it."""
    return any(
        words[:end] in printed and words[end:] in printed
        for end in range(len(words), -1, -1)
    )


class DemoOutputTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        call_command("load_demo", verbosity=0)

    def test_no_mark_of_certainty_claims_more_than_its_sources_allow(self) -> None:
        table = io.StringIO()
        call_command("check_certainty", stdout=table)
        self.assertIn("marks, 0 broken.", table.getvalue())

    def page(self, path: str) -> HtmlElement:
        return document_fromstring(self.client.get(path).content.decode())

    def editions(self, *kinds: str) -> Iterator[tuple[Edition, str]]:
        """Yield the published texts of these kinds, and their paths."""
        editions = Edition.objects.published().filter(article__kind__in=kinds)
        rows = editions.select_related("article", "current_version__rendering")
        self.assertTrue(rows)
        for edition in rows.order_by("pk"):
            path = edition.get_absolute_url()
            with self.subTest(path=path):
                yield edition, path

    def parts(self, page: HtmlElement) -> list[HtmlElement]:
        """Return title, abstract, takeaways, text and sources of a page."""
        names = ("standfirst", "takeaways", "text", "sources")
        found = [part for name in names for part in page.find_class(name)]
        return [page.find(".//h1"), *found]

    def words(self, parts: list[HtmlElement], *, references: bool = True) -> list[str]:
        return [
            letters("".join(visible(part, references=references))) for part in parts
        ]

    def feed(self, language: str, form: str) -> dict[str, str]:
        """Return title, abstract and content of each entry, by its address."""
        start = "" if language == "en" else f"/{language}"
        entry, link, content = CONTENT[form]
        root = read(self.client, f"{start}/feed.{form}")
        addresses, contents = (
            find(root, f"{entry}/{link}"),
            find(root, f"{entry}/{content}"),
        )
        titles = find(root, f"{entry}/{'a:title' if form == 'atom' else 'title'}")
        return {
            address: letters(title + "".join(etree.HTML(text).itertext()))
            for address, title, text in zip(addresses, titles, contents, strict=True)
        }

    def test_every_feed_has_the_form_of_its_format(self) -> None:
        feeds = [feed for language in LANGUAGES for feed in explained(language)]
        self.assertGreater(len(feeds), 20)
        for feed in feeds:
            with self.subTest(feed=feed.json_url):
                items = read_json(self.client, feed.json_url)["items"]
                entries = find(read(self.client, feed.atom_url), "a:entry/a:id")
                guids = find(read(self.client, feed.rss_url), "//item/guid")
                self.assertEqual([item["id"] for item in items], entries)
                self.assertEqual(guids, entries)

    def test_feeds_have_the_words_of_the_pages(self) -> None:
        feeds = {
            (language, form): self.feed(language, form)
            for language in LANGUAGES
            for form in CONTENT
        }
        for edition, path in self.editions(Article.Kind.ARTICLE):
            parts = self.words(self.parts(self.page(path)))
            for form in CONTENT:
                entries = feeds[edition.language, form]
                (content,) = (
                    words
                    for url, words in entries.items()
                    if url.endswith(f"8000{path}")
                )
                for words in parts:
                    self.assertIn(words, content, form)

    def test_markdown_has_the_words_of_the_pages(self) -> None:
        for _edition, path in self.editions(Article.Kind.ARTICLE, Article.Kind.LISTING):
            source = self.client.get(f"{path}.md").content.decode()
            _facts, text = source.removeprefix("---\n").split("\n---\n", 1)
            made = markdown.markdown(text, extensions=["footnotes", "tables"])
            written = letters(html.unescape(re.sub(r"<[^>]*>", "", made)))
            page = self.page(path)
            # Markdown has its notes at the end, and no headings of sections
            notes = page.find_class("footnote")
            for part in notes:
                part.drop_tree()
            for heading in page.iter("h2"):
                if heading.get("id") in ("takeaways", "sources"):
                    heading.clear()
            for words in self.words([*self.parts(page), *notes]):
                self.assertIn(words, written)

    def test_the_search_has_the_words_of_the_pages_without_marks(self) -> None:
        for edition, path in self.editions(*Article.Kind.values):
            assert edition.current_version is not None
            page = self.page(path)
            parts = [*page.find_class("takeaways"), *page.find_class("text")]
            for heading in [heading for part in parts for heading in part.iter("h2")]:
                if heading.get("id") == "takeaways":
                    heading.drop_tree()
            self.assertEqual(
                letters(edition.current_version.rendering.plain_text),
                "".join(self.words(parts, references=False)),
            )

    def test_pdfs_have_every_text_of_the_pages(self) -> None:
        for _edition, path in self.editions(Article.Kind.ARTICLE):
            pdf = PdfReader(io.BytesIO(self.client.get(f"{path}.pdf").content))
            printed = letters("".join(page.extract_text() for page in pdf.pages))
            for part in self.parts(self.page(path)):
                for words in map(letters, visible(part)):
                    self.assertTrue(is_printed(words, printed), words)

    def records(self, *kinds: str) -> Iterator[tuple[Any, str, str, HtmlElement]]:
        """Yield snapshot, language, path and page of the records that readers have."""
        pointers = ((f"current_{kind}__isnull", False) for kind in kinds)
        current = Q(*pointers, _connector=Q.OR)
        versions = RecordVersion.objects.filter(current)
        self.assertTrue(versions)
        for version in versions:
            for language in LANGUAGES:
                start = "" if language == "en" else f"/{language}"
                path = start + PATHS[version.kind].format(version.snapshot["key"])
                with self.subTest(path=path):
                    yield version.snapshot, language, path, self.page(path)

    def test_pages_of_records_have_every_text_of_their_json(self) -> None:
        for snapshot, language, _path, page in self.records(*PATHS):
            words = letters("".join(page.itertext()))
            texts = snapshot["texts"].get(language, {})
            for name, text in texts.items():
                if isinstance(text, str) and not name.endswith(("method", "from")):
                    for line in text.split("\n"):
                        self.assertIn(letters(line), words, name)

    def test_figures_are_the_same_on_the_page_in_csv_and_in_json(self) -> None:
        for snapshot, _language, path, page in self.records("overview"):
            shown = letters("".join(page.itertext()))
            rows = [
                *csv.reader(
                    io.StringIO(
                        self.client.get(f"{path}.csv").content.decode("utf-8-sig")
                    )
                )
            ]
            cells = {letters(cell) for row in rows for cell in row}
            written = json.loads(self.client.get(f"{path}.json").content)
            values = set(re.findall(r"\d+", json.dumps(written)))
            for group in snapshot["groups"]:
                for figure in group["statistics"]:
                    value = letters(str(figure["value"]))
                    for output in (shown, cells, values):
                        self.assertIn(value, output)
