"""Who wrote a text, and after whose work: the same in every output."""

import datetime as dt
import json
import re
from typing import Any

import time_machine
from django.test import override_settings
from django.utils import timezone

from articles.feeds.entries import moment
from articles.models import Contribution, ContributorText, Edition, Role, Version
from articles.pdf.edition import printed_document
from articles.presentation.markdown import markdown_of
from articles.tests.feed_reading import find, read
from cjo.test import BaseTestCase

DAY = {"dated": "2026-11-30", "dated_precision": "day"}


class AuthorshipTests(BaseTestCase):
    edition: Edition

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        this = cls()
        editors = this.make_contributor("editors", "The editors", kind="team")
        staff = this.make_contributor("staff", "The staff", kind="team")
        ContributorText.objects.create(
            contributor=staff, language="zh-hans", name="编写团队"
        )
        article = this.make_article(**DAY)
        made_by = ((Role.AUTHOR, editors), (Role.BASIS, staff))
        for place, (role, person) in enumerate(made_by):
            Contribution.objects.create(
                article=article, contributor=person, role=role, position=place
            )
        cls.edition = this.make_published(
            based_on_relation="rewritten",
            based_on_title="A court will open",
            based_on_url="https://example.org/a",
        )

    @property
    def version(self) -> Version:
        version = self.edition.current_version
        assert version is not None
        return version

    def page(self, path: str = "/a/court-opens") -> str:
        html = self.client.get(path).content.decode()
        words = re.sub(r"<(?!/?script)[^>]*>", "", html)
        return re.sub(r"\s+", " ", words)

    @override_settings(LANGUAGES_READY=["en", "ja"])
    def test_words_after_a_name_take_the_place_of_its_role_too(self) -> None:
        self.make_published(
            language="ja", method="machine", translated_from=self.version
        )
        page = self.page("/ja/a/court-opens")
        self.assertIn("The staffの著作に基づく 読むのに", page)

    def described(self) -> dict[str, Any]:
        html = self.client.get("/a/court-opens").content.decode()
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert data is not None
        text: dict[str, Any] = json.loads(data[1])["@graph"][0]
        return text

    def test_the_byline_says_after_whose_work_a_text_was_written(self) -> None:
        page = self.page()
        self.assertIn("The editors Author based on work of The staff", page)
        self.assertIn("Based on work of: The staff", page)
        self.assertIn("based on work of The staff", self.page("/latest"))
        self.assertIn("based on work of The staff", self.page("/contributors/staff"))

    def test_chinese_puts_words_on_both_sides_of_the_name(self) -> None:
        self.make_published(language="zh-hans", title="法院成立")
        page = self.page("/zh-hans/a/court-opens")
        self.assertIn("据编写团队的文章编写", page)

    def test_json_ld_names_the_basis_with_the_work_and_not_as_an_author(self) -> None:
        text = self.described()
        self.assertEqual([each["name"] for each in text["author"]], ["The editors"])
        self.assertEqual(text["isBasedOn"]["name"], "A court will open")
        (basis,) = text["isBasedOn"]["author"]
        self.assertEqual(basis["name"], "The staff")

    def test_feeds_name_the_authors_alone(self) -> None:
        atom, rss = read(self.client, "/feed.atom"), read(self.client, "/feed.rss")
        self.assertEqual(find(atom, "a:entry/a:author/a:name"), ["The editors"])
        self.assertEqual(find(atom, "a:entry/a:contributor"), [])
        self.assertEqual(find(rss, "//item/dc:creator"), ["The editors"])
        (item,) = self.client.get("/feed.json").json()["items"]
        self.assertEqual([each["name"] for each in item["authors"]], ["The editors"])
        for content in (find(atom, "a:entry/a:content"), [item["content_html"]]):
            self.assertIn("Based on work of The staff", str(content))

    def test_a_text_after_their_work_is_none_by_the_same_person(self) -> None:
        person = self.make_contributor("yu", "Yu")
        for slug, role in (("own", Role.AUTHOR), ("after", Role.BASIS)):
            article = self.make_article(slug, **DAY)
            article.contributions.create(contributor=person, role=role)
            self.make_published(slug, title=f"Mine {slug}", body="Words.")
        self.assertNotContains(self.client.get("/a/own"), "By the same person")
        self.assertNotContains(self.client.get("/a/after"), "By the same person")

    def test_a_correction_moves_the_date_of_change_in_every_output(self) -> None:
        with time_machine.travel(timezone.now() + dt.timedelta(hours=1)):
            self.republish(
                self.edition, "correction", "It was Tuesday.", body="Tuesday."
            )
        self.edition.refresh_from_db()
        changed = moment(self.version.published_at).isoformat()
        atom = read(self.client, "/feed.atom")
        (item,) = self.client.get("/feed.json").json()["items"]
        self.assertEqual(self.described()["dateModified"], changed)
        self.assertEqual(find(atom, "a:entry/a:updated"), [changed])
        self.assertEqual(item["date_modified"], changed)
        self.assertEqual(self.described()["datePublished"], "2026-11-30")

    def test_citations_name_the_basis_in_a_note(self) -> None:
        for form in ("txt", "bib", "ris", "json"):
            text = self.client.get(f"/a/court-opens/cite.{form}").content.decode()
            self.assertIn("The editors", text, form)
            if "The staff" in text:
                self.assertIn("Based on work of The staff.", text, form)
        (item,) = json.loads(self.client.get("/a/court-opens/cite.json").content)
        self.assertEqual(item["author"], [{"literal": "The editors"}])

    def test_pdf_and_markdown_keep_the_two_apart(self) -> None:
        document = printed_document(self.version)
        self.assertEqual(document["authors"], ["The editors"])
        lines = ["".join(run["text"] for run in line) for line in document["byline"]]
        self.assertEqual(lines, ["By The editors", "Based on work of The staff"])
        text = markdown_of(self.version)
        self.assertIn("by:\n- The editors\nafter:\n- The staff\n", text)
