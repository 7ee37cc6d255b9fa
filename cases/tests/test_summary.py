"""A text of which only the summary is published: its case, its date, its author."""

from articles.models import Version
from articles.pdf.edition import printed_document
from cases import importing
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase

CASE = '<a href="/cases/wei-v-guo">'
ABSTRACT = "On the case (2024)京0491民初2号."


class SummaryTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        numbered = {**case_data("wei-v-guo"), "case_number": "(2024)京0491民初2号"}
        importing.load_case(numbered, cls.mei)

    def test_it_links_the_case_that_its_abstract_names(self) -> None:
        self.make_published(abstract=ABSTRACT, body="")
        page = self.client.get("/a/court-opens")
        self.assertContains(page, f"Its case on record: {CASE}")
        feed = self.client.get("/feed.json").json()
        self.assertIn("/cases/wei-v-guo", feed["items"][0]["content_html"])
        remark = printed_document(Version.objects.get())["remark"]
        self.assertIn("Its case on record: ", str(remark))

    def test_it_says_so_if_its_case_is_not_on_record(self) -> None:
        self.make_published(abstract="On the case (2017)浙03协外认7号.", body="")
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "It names no case that is on record here.")

    def test_a_chinese_summary_leads_to_the_chinese_page(self) -> None:
        self.make_published(language="zh-hans", abstract=ABSTRACT, body="")
        page = self.client.get("/zh-hans/a/court-opens")
        self.assertContains(page, '本站收录的相关案件：<a href="/zh-hans/cases/')

    def test_it_says_so_if_date_and_author_are_not_known(self) -> None:
        self.make_published(abstract=ABSTRACT, body="")
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "Date unknown")
        self.assertContains(page, "Author not on record")
        self.make_published("about", work={"kind": "page"})
        self.assertNotContains(self.client.get("/p/about"), "Author not on record")

    def test_a_text_says_nothing_of_a_summary(self) -> None:
        self.make_published(abstract=ABSTRACT, body="See it.")
        self.assertNotContains(self.client.get("/a/court-opens"), "case on record")
