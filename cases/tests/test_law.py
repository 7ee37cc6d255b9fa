"""The pages of laws and provisions, and what cites them."""

import datetime as dt
from typing import Any
from unittest import mock

from lxml import etree

from articles.models import Mention, Subject
from articles.publishing import withdraw
from cases import importing
from cases.models import Law, Provision
from cases.tests.world import LAWS, case_data, collection_data, load_reference
from cjo.lib.locales import last_day
from cjo.test import BaseTestCase


def law_data(**changes: Any) -> dict[str, Any]:
    return {**LAWS[0], **changes}


class LawCase(BaseTestCase):
    def setUp(self) -> None:
        load_reference(self.mei)
        data = case_data(provisions=[self.beside("13", "applied", item="1")])
        importing.load_case(data, self.mei)
        pointer = case_data("wei-v-guo", provisions=[self.beside("13", "pointer")])
        pointer["case_number"] = "(2024)京0491民初2号"
        importing.load_case(pointer, self.mei)

    def beside(self, article: str, role: str, **changes: str) -> dict[str, str]:
        return {"law": "pipl", "article": article, "role": role, **changes}

    def change(self, **changes: Any) -> None:
        importing.load_laws([law_data(**changes)], self.mei)

    def article(
        self, slug: str = "on-consent", language: str = "en", **changes: Any
    ) -> Any:
        text = {"title": "On consent", "body": "See Art. 13 of the PIPL."}
        return self.make_published(slug, language, **{**text, **changes})


class ProvisionTests(LawCase):
    def test_it_lists_cases_by_how_they_have_it(self) -> None:
        response = self.client.get("/laws/pipl/13")
        applied, related = response.context["groups"]
        self.assertEqual(related["heading"], "Cases we relate to this article")
        self.assertEqual([card.key for card in applied["cards"]], ["ma-v-company"])
        self.assertEqual([card.key for card in related["cards"]], ["wei-v-guo"])
        self.assertContains(response, "Applied by the court")
        self.assertContains(response, "PIPL, Art. 13")
        self.assertContains(response, "《信息法》第十三条")

    def test_it_lists_articles_with_the_part_it_plays(self) -> None:
        self.article(about=Subject.objects.filter(key="pipl/13"))
        response = self.client.get("/laws/pipl/13")
        self.assertContains(response, '<a href="/a/on-consent">On consent</a>')
        self.assertContains(response, "about it and names it")

    def test_it_lists_every_article_on_pages_that_stay(self) -> None:
        for number in range(25):
            self.article(f"on-consent-{number}")
        first = self.client.get("/laws/pipl/13").context["cited_by"]
        self.assertEqual(len(first.articles), 20)
        self.assertIsNone(first.pager.previous_url)
        second = self.client.get(first.pager.older_url)
        self.assertContains(second, 'rel="prev" href="/laws/pipl/13"')
        rest = second.context["cited_by"]
        self.assertIsNone(rest.pager.older_url)
        every = {article.url for article in [*first.articles, *rest.articles]}
        self.assertEqual(len(every), 25)
        for path in ("/laws/pipl/13", "/laws/pipl", "/cases/ma-v-company"):
            for place in ("x", "2024-13-01.1", "0001-01-01.1"):
                answer = self.client.get(f"{path}?before={place}")
                self.assertEqual(answer.status_code, 404, f"{path} {place}")

    def test_a_text_leads_to_it_and_back(self) -> None:
        self.article()
        page = self.client.get("/a/on-consent")
        link = '<a class="cited" href="/laws/pipl/13">Art. 13 of the PIPL</a>'
        self.assertContains(page, link)
        self.assertContains(self.client.get("/laws/pipl/13"), "/a/on-consent")

    def test_only_what_readers_see_now_cites_it(self) -> None:
        edition = self.article()
        self.republish(edition, body="On something else.")
        self.assertNotContains(self.client.get("/laws/pipl/13"), "on-consent")
        other = self.article("other")
        withdraw(other.article, by=self.mei, note="A mistake.")
        self.assertNotContains(self.client.get("/laws/pipl/13"), "/a/other")

    def test_in_chinese_it_lists_chinese_articles(self) -> None:
        self.article(
            "on-consent", "zh-hans", title="论同意", body="依照《信息法》第十三条。"
        )
        response = self.client.get("/zh-hans/laws/pipl/13")
        self.assertContains(response, "论同意")
        self.assertContains(response, "《信息法》第十三条")
        self.assertNotContains(self.client.get("/laws/pipl/13"), "论同意")

    def test_no_text_of_a_law_is_printed_and_it_says_so(self) -> None:
        response = self.client.get("/laws/pipl/13")
        self.assertContains(response, "does not print the text of laws")
        self.change(addresses=[{"url": "https://law.example/pipl"}])
        response = self.client.get("/laws/pipl/13")
        self.assertContains(response, 'href="https://law.example/pipl"')

    def test_what_is_not_known_is_not_found(self) -> None:
        for path in ("/laws/pipl/14", "/laws/pipl/0", "/laws/pipl/13-0", "/laws/x/13"):
            self.assertEqual(self.client.get(path).status_code, 404, path)
        self.assertEqual(self.client.get("/laws/pipl/99999999999").status_code, 404)

    def test_thirteen_queries_are_enough(self) -> None:
        self.article()
        with self.assertPageQueries(13):
            self.client.get("/laws/pipl/13")

    def test_it_is_in_the_sitemap_and_names_its_feed(self) -> None:
        sitemap = etree.tostring(self.read_sitemap("provisions")).decode()
        self.assertIn("/laws/pipl/13", sitemap)
        self.assertContains(self.client.get("/laws/pipl/13"), "/laws/pipl/feed.atom")

    def test_an_article_put_in_later_has_an_address_of_its_own(self) -> None:
        self.change(articles=["120-1"])
        self.assertContains(self.client.get("/laws/pipl/120-1"), "第一百二十条之一")


class LawTests(LawCase):
    def test_what_is_unknown_is_said_to_be(self) -> None:
        response = self.client.get("/laws/pipl")
        dates = {fact.label: fact.lines for fact in response.context["law"].facts}
        self.assertEqual(dates["Adopted"], [])
        self.assertEqual(dates["In force since"], ["1 Nov 2021"])
        self.assertContains(response, "Unknown")

    def test_each_date_prints_its_sources(self) -> None:
        said = {"field": "in_force_on", "certainty": "reported", "sources": ["paper"]}
        self.change(provenance=[said])
        response = self.client.get("/laws/pipl")
        self.assertContains(response, "A newspaper")
        self.assertContains(response, "Reported")

    def test_every_amendment_is_listed(self) -> None:
        self.change(
            versions=[
                {"adopted": "2023-05-01"},
                {"adopted": "2025-03-02", "in_force": "2025-06-01"},
            ]
        )
        response = self.client.get("/laws/pipl")
        self.assertContains(response, "1 May 2023")
        self.assertContains(response, "in force since 1 Jun 2025")

    def test_it_lists_its_articles_cases_and_what_names_it(self) -> None:
        self.article()
        response = self.client.get("/laws/pipl")
        self.assertContains(response, '<a href="/laws/pipl/13">13</a>')
        self.assertEqual(len(response.context["cards"]), 2)
        self.assertContains(response, "/a/on-consent")

    @mock.patch("cases.views.law.CASES_SHOWN", 1)
    def test_it_lists_every_case_page_after_page(self) -> None:
        first, second = map(self.client.get, ("/laws/pipl", "/laws/pipl?p=2"))
        self.assertContains(first, 'rel="next" href="/laws/pipl?p=2"')
        self.assertNotContains(second, 'rel="next"')
        keys = [page.context["cards"][0].key for page in (first, second)]
        self.assertEqual(set(keys), {"ma-v-company", "wei-v-guo"})
        for number in ("0", "3", "x", "1000000"):
            answer = self.client.get(f"/laws/pipl?p={number}")
            self.assertEqual(answer.status_code, 404, number)

    def test_the_list_names_it(self) -> None:
        response = self.client.get("/laws/")
        self.assertContains(response, '<a href="/laws/pipl">Information Law</a>')
        self.assertEqual(self.client.get("/laws/?p=2").status_code, 404)
        self.assertEqual(self.client.get("/laws/?p=x").status_code, 404)

    def test_search_finds_it_by_each_of_its_names(self) -> None:
        self.change(
            texts={
                **LAWS[0]["texts"],
                "en": {
                    "title": "Information Law",
                    "abbreviation": "PIPL",
                    "other_names": "Data Act",
                },
            }
        )
        for query in ("PIPL", "Information Law", "Data Act", "信息法"):
            response = self.client.get("/search", {"q": query})
            self.assertContains(response, 'href="/laws/pipl"')

    def test_a_name_that_changed_is_read_from_then_on(self) -> None:
        self.article("before", body="See Art. 13 of the Data Act.")
        self.assertFalse(Mention.objects.filter(role="cited").exists())
        texts = {"en": {"title": "Information Law", "other_names": "Data Act"}}
        self.change(texts=texts)
        self.article("after", body="See Art. 13 of the Data Act.")
        cited = Mention.objects.filter(role="cited")
        self.assertEqual(
            sorted(str(mention.subject) for mention in cited),
            ["law:pipl", "provision:pipl/13"],
        )

    def test_thirteen_queries_are_enough(self) -> None:
        self.article()
        with self.assertPageQueries(13):
            self.client.get("/laws/pipl")


class ChangedSinceTests(LawCase):
    def test_a_text_on_a_law_that_changed_says_so_once(self) -> None:
        work = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}
        self.article(work=work, about=Subject.objects.filter(key__startswith="pipl"))
        self.assertNotContains(self.client.get("/a/on-consent"), "has changed since")
        self.change(versions=[{"adopted": "2025-10-28"}])
        self.assertContains(
            self.client.get("/a/on-consent"), "has changed since the date", count=1
        )
        self.change(versions=[{"adopted": "2024-12-18"}])
        self.assertNotContains(self.client.get("/a/on-consent"), "has changed since")

    def test_a_repeal_is_a_change(self) -> None:
        work = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}
        self.article(work=work)
        self.change(repealed="2026-01-01")
        self.assertContains(self.client.get("/a/on-consent"), "1 Jan 2026")

    def test_an_unknown_date_is_before_nothing(self) -> None:
        self.article()
        self.change(versions=[{"adopted": "2025-10-28"}])
        self.assertNotContains(self.client.get("/a/on-consent"), "has changed since")

    def test_a_year_lasts_to_its_end(self) -> None:
        day = dt.date(2024, 2, 1)
        self.assertEqual(last_day(day, "year"), dt.date(2024, 12, 31))
        self.assertEqual(last_day(day, "month"), dt.date(2024, 2, 29))
        self.assertEqual(last_day(day, "day"), day)
        self.assertIsNone(last_day(None, "unknown"))

    def test_a_case_says_so_too(self) -> None:
        self.assertNotContains(self.client.get("/cases/ma-v-company"), "has changed")
        self.change(versions=[{"adopted": "2025-10-28"}])
        self.assertContains(
            self.client.get("/cases/ma-v-company"), "has changed since this decision"
        )


class RelatedCaseTests(LawCase):
    def test_a_case_names_those_on_the_same_provision_and_why(self) -> None:
        response = self.client.get("/cases/ma-v-company")
        (near,) = response.context["related_cases"]
        self.assertEqual((near.key, near.why), ("wei-v-guo", "Also on PIPL: Art. 13"))

    def test_the_court_alone_makes_no_case_near(self) -> None:
        importing.load_case(case_data("yang-v-lin", provisions=[]), self.mei)
        near = self.client.get("/cases/ma-v-company").context["related_cases"]
        self.assertEqual([case.key for case in near], ["wei-v-guo"])

    def test_more_in_common_comes_first_and_a_set_weighs_most(self) -> None:
        both = [self.beside("13", "applied"), self.beside("55-2", "pointer")]
        importing.load_case(case_data(provisions=both), self.mei)
        importing.load_case(case_data("yang-v-lin", provisions=both), self.mei)
        importing.load_case(case_data("apart", provisions=[], case_number=""), self.mei)
        sure = {"certainty": "confirmed", "sources": ["court-site"]}
        members = [
            {"position": 1, "case": "ma-v-company", **sure},
            {"position": 2, "case": "apart", **sure},
            {"position": 3, "case": "wei-v-guo", **sure},
        ]
        data = collection_data(overview=None, items=members, related=[])
        importing.load_collection(data, self.mei)
        near = self.client.get("/cases/ma-v-company").context["related_cases"]
        self.assertEqual(
            [(case.key, case.why) for case in near],
            [
                ("wei-v-guo", "Same collection: Typical cases · Also on PIPL: Art. 13"),
                ("apart", "Same collection: Typical cases"),
                ("yang-v-lin", "Also on PIPL: Art. 13 and Art. 55-2"),
            ],
        )

    def test_a_case_says_what_part_it_plays_in_an_article(self) -> None:
        self.article(body="[[case:ma-v-company]]")
        self.assertContains(self.client.get("/cases/ma-v-company"), "shows it")


class LoadingTests(LawCase):
    def test_loading_again_changes_nothing(self) -> None:
        said = {"field": "in_force_on", "certainty": "reported", "sources": ["paper"]}
        self.change(versions=[{"adopted": "2025-10-28"}], provenance=[said])
        before = Law.objects.get(slug="pipl").versions.count()
        self.change(versions=[{"adopted": "2025-10-28"}], provenance=[said])
        self.assertEqual(Law.objects.get(slug="pipl").versions.count(), before)

    def test_an_amendment_needs_its_day(self) -> None:
        with self.assertRaises(importing.WrongFact):
            self.change(versions=[{"in_force": "2025-01-01"}])

    def test_provisions_know_their_law(self) -> None:
        provision = Provision.objects.get(number=13)
        subject = Subject.objects.get(kind="provision", key=provision.key)
        self.assertEqual(str(subject.part_of), "law:pipl")
        self.assertEqual(subject.url, "/laws/pipl/13")
