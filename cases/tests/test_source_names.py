"""The names of a source in the language of a page."""

from typing import Any

from django.test import SimpleTestCase

from articles.extensions.registries import embeds
from articles.pdf.from_html import from_html
from cases import importing
from cases.models import RecordVersion, Source
from cases.presentation.sources import PresentedSource
from cases.tests.world import LAWS, SOURCES, load_world
from cjo.test import BaseTestCase

CHINESE = {"method": "machine", "translated_from": "en"}
COPY: dict[str, Any] = {
    **SOURCES[2],
    "title": "Report of 30 October 2024 (title not recorded)",
    "publisher": "Beijing Youth Daily (北京青年报), in a copy",
    "texts": {
        "zh-hans": {
            **CHINESE,
            "publisher": "北京青年报（见于转载件）",
            "title": "2024年10月30日的报道（标题未记录）",
        }
    },
}
NAMED = [
    {**SOURCES[0], "texts": {"zh-hans": {**CHINESE, "publisher": "某法院"}}},
    SOURCES[1],
    COPY,
]
ENGLISH = 'Beijing Youth Daily (<span lang="zh-Hans">北京青年报</span>)'


def source(language: str, **changes: Any) -> PresentedSource:
    shape: Any = {
        "title": "Report (title not recorded)",
        "publisher": "光明网",
        "url": "",
        "archived_url": "",
        "seen_on": None,
        "language": "zh-hans",
        "public": True,
        **changes,
    }
    return PresentedSource("paper", shape, language, number=1)


class NameTests(SimpleTestCase):
    def test_a_snapshot_from_before_names_its_sources_as_it_did(self) -> None:
        paper = source("zh-hans", publisher="A paper")
        self.assertEqual((paper.title.tag, paper.publisher.tag), ("en", "en"))
        self.assertEqual(paper.publisher.plain, "A paper")

    def test_a_title_that_is_recorded_is_never_another(self) -> None:
        texts = {"en": {"title": "Report on the briefing"}}
        title = source("en", title="通报会报道", texts=texts).title
        self.assertEqual((title.plain, title.tag), ("通报会报道", "zh-Hans"))

    def test_a_title_may_be_described_in_chinese_too(self) -> None:
        chinese = {"title": "通报会报道（标题未记录）"}
        title = source("en", **chinese).title
        self.assertEqual((title.plain, title.tag), (chinese["title"], "zh-Hans"))
        texts = {"en": {"title": "Report on the briefing (title not recorded)"}}
        self.assertEqual(source("en", **chinese, texts=texts).title.tag, "en")
        self.assertEqual(source("zh-hans", **chinese, texts=texts).title.tag, "zh-Hans")

    def test_a_name_in_its_own_letters_has_an_english_one_where_it_is_known(
        self,
    ) -> None:
        texts = {"en": {"publisher": "Guangming Online"}}
        self.assertEqual(source("en", texts=texts).publisher, "Guangming Online")
        self.assertEqual(source("fr", texts=texts).publisher.tag, "en")
        self.assertEqual(source("zh-hans", texts=texts).publisher, "光明网")

    def test_a_chinese_name_in_an_english_title_is_marked(self) -> None:
        title = source("en", title="After 京法网事 <1> (title not recorded)").title
        name = '<span lang="zh-Hans">京法网事</span>'
        self.assertEqual(title.inner, f"After {name} &lt;1&gt; (title not recorded)")

    def test_words_not_in_the_language_of_the_page_are_marked_as_a_whole(self) -> None:
        html = str(source("zh-hans", publisher="A paper (报)").publisher.__html__())
        inner = 'A paper (<span lang="zh-Hans">报</span>)'
        self.assertEqual(html, f'<span lang="en">{inner}</span>')

    def test_the_name_of_a_domain_is_in_no_language(self) -> None:
        publisher = source("zh-hans", publisher="news.example.cn").publisher
        self.assertEqual(str(publisher.__html__()), "news.example.cn")

    def test_a_pdf_prints_each_part_in_its_language(self) -> None:
        entry = source("en", publisher="Guangming Online (光明网)").short_entry
        (line,) = from_html(f"<p>{entry}</p>", base_url="https://x.example/")["blocks"]
        assert line["type"] == "paragraph"
        parts = [(run["text"], run.get("lang")) for run in line["runs"]]
        self.assertEqual(
            parts, [("Guangming Online (", None), ("光明网", "zh-Hans"), (")", None)]
        )


class PageTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        importing.load_sources(NAMED, cls.mei)

    def test_the_page_of_sources_names_them_in_its_language(self) -> None:
        response = self.client.get("/zh-hans/cases/sources")
        self.assertContains(response, "北京青年报（见于转载件）")
        self.assertContains(response, "2024年10月30日的报道（标题未记录）")
        self.assertContains(response, "某法院")
        self.assertNotContains(response, "Beijing Youth Daily")
        self.assertContains(self.client.get("/cases/sources"), ENGLISH)

    def test_a_case_names_its_sources_in_the_language_of_its_page(self) -> None:
        response = self.client.get("/zh-hans/cases/ma-v-company")
        self.assertContains(response, "北京青年报（见于转载件）")
        self.assertContains(response, 'lang="en">Briefing</a>')
        self.assertNotContains(response, "Beijing Youth Daily")
        self.assertContains(self.client.get("/cases/ma-v-company"), ENGLISH)

    def test_a_law_does_so_at_no_more_queries(self) -> None:
        statement = {
            "field": "in_force_on",
            "certainty": "unconfirmed",
            "sources": ["copy"],
        }
        with self.assertPageQueries(11):
            self.client.get("/zh-hans/laws/pipl")
        importing.load_laws([{**LAWS[0], "provenance": [statement]}], self.mei)
        with self.assertPageQueries(14):  # notes, sources and names of a statement
            response = self.client.get("/zh-hans/laws/pipl")
        self.assertContains(response, "北京青年报（见于转载件）")
        self.assertContains(self.client.get("/laws/pipl"), ENGLISH)

    def test_a_text_names_the_sources_of_figures_in_its_language(self) -> None:
        embed = embeds["overview"]
        state = embed.newest("figures-2024")
        assert state is not None
        self.assertIn(">某法院</a>", embed.html(state, "figures-2024", "zh-hans"))
        self.assertIn(">The court</a>", embed.html(state, "figures-2024", "en"))

    def test_a_record_follows_when_a_name_is_added(self) -> None:
        version = RecordVersion.objects.filter(key="ma-v-company").latest("number")
        self.assertEqual((version.number, version.follows), (2, True))
        texts = version.snapshot["sources"]["copy"]["texts"]
        self.assertEqual(texts["zh-hans"]["publisher"], "北京青年报（见于转载件）")
        self.assertNotIn("texts", version.snapshot["sources"].get("paper", {}))

    def test_what_it_gave_in_one_language_alone_is_shown_in_the_other(self) -> None:
        importing.load_sources([{**COPY, "gave": "The start."}], self.mei)
        response = self.client.get("/zh-hans/cases/sources")
        self.assertContains(response, '<span lang="en">The start.</span>')

    def test_a_title_that_is_recorded_takes_no_translation(self) -> None:
        texts = {"zh-hans": {**CHINESE, "title": "通报会"}}
        with self.assertRaisesMessage(importing.WrongFact, "stays as it is printed"):
            importing.load_sources([{**SOURCES[0], "texts": texts}], self.mei)

    def test_an_address_that_may_not_be_linked_is_in_no_language(self) -> None:
        self.assertFalse(Source.objects.get(key="copy").public)
        for page in ("", "/zh-hans"):
            response = self.client.get(f"{page}/cases/sources")
            self.assertNotContains(response, "copies.example")
