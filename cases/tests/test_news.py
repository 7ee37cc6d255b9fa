"""Cases in the feeds of courts and laws."""

import datetime as dt
from typing import Any
from unittest import mock

import time_machine

from articles.feeds import channels, explained
from articles.models import Subject
from articles.tests.feed_reading import find, read, texts
from cases import importing
from cases.models import Case, RecordVersion
from cases.publishing import change_slug, publish
from cases.tests.world import COURTS, LAWS, SOURCES, case_data
from cjo.lib.locales import CHINA
from cjo.test import BaseTestCase

COURT, LAW = "/courts/internet-court/feed", "/laws/pipl/feed"
MORNING = "2026-11-24T09:00:00+08:00"


def at(text: str) -> Any:
    moment = dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)
    return time_machine.travel(moment, tick=False)


class NewsCase(BaseTestCase):
    def setUp(self) -> None:
        importing.load_sources(SOURCES, self.mei)
        importing.load_courts(COURTS, self.mei)
        importing.load_laws(LAWS, self.mei)

    def add(self, slug: str = "ma-v-company", **changes: Any) -> Case:
        imported = changes.pop("imported", False)
        with at(changes.pop("on", "2026-11-24T09:00")):
            data = case_data(slug, **{"case_number": "", **changes})
            importing.load_case(data, self.mei, imported=imported)
        return Case.objects.get(slug=slug)

    def change(self, case: Case, change: str, note: str = "", **texts: str) -> None:
        case.texts.filter(language="en").update(**texts)
        with at("2026-11-25T09:00"):
            publish(case, by=self.mei, change=change, note=note)


class EntryTests(NewsCase):
    def test_a_court_and_a_law_bring_their_cases_in_both_formats(self) -> None:
        self.add()
        self.add("other", court="fourth-court", provisions=[])
        for path in (COURT, LAW):
            atom, rss = (
                read(self.client, f"{path}.atom"),
                read(self.client, f"{path}.rss"),
            )
            self.assertEqual(find(atom, "a:entry/a:title"), ["Pre-ticked consent"])
            self.assertEqual(
                find(atom, "a:entry/a:summary"), ["A ticked box is no consent."]
            )
            self.assertEqual(
                find(atom, "a:entry/a:link/@href"),
                ["http://127.0.0.1:8000/cases/ma-v-company"],
            )
            self.assertEqual(find(rss, "//item/title"), ["Pre-ticked consent"])
            for root in (atom, rss):
                self.assertIn("Ma v a company · Internet Court", texts(root)[0])

    def test_a_law_says_how_the_case_cites_it(self) -> None:
        self.add()
        (text,) = texts(read(self.client, f"{LAW}.atom"))
        self.assertIn("<p>Related by us: Art. 13 (1)</p>", text)

    def test_it_is_named_for_ever(self) -> None:
        case = self.add()
        tag = ["tag:127.0.0.1,2026:en/case/ma-v-company"]
        self.assertEqual(find(read(self.client, f"{LAW}.atom"), "a:entry/a:id"), tag)
        change_slug(case, "moved", by=self.mei)
        atom = read(self.client, f"{LAW}.atom")
        self.assertEqual(find(atom, "a:entry/a:id"), tag)
        self.assertEqual(
            find(atom, "a:entry/a:link/@href"), ["http://127.0.0.1:8000/cases/moved"]
        )

    def test_each_language_has_its_own(self) -> None:
        self.add()
        atom = read(self.client, f"/zh-hans{LAW}.atom")
        self.assertEqual(find(atom, "a:entry/a:title"), ["自动勾选同意"])
        self.assertEqual(
            find(atom, "a:entry/a:id"), ["tag:127.0.0.1,2026:zh-hans/case/ma-v-company"]
        )
        self.assertEqual(
            find(atom, "a:entry/a:link/@href"),
            ["http://127.0.0.1:8000/zh-hans/cases/ma-v-company"],
        )
        self.assertIn("机器翻译", texts(atom)[0])

    def test_words_in_another_language_say_so(self) -> None:
        self.add()
        atom = read(self.client, f"/zh-hans{LAW}.atom")
        self.assertEqual(find(atom, "a:entry/a:title/@xml:lang"), [])
        self.assertEqual(find(atom, "a:entry/a:summary/@xml:lang"), ["en"])
        self.assertIn('<span lang="en">A ticked box', texts(atom)[0])

    def test_characters_that_xml_cannot_hold_are_left_out(self) -> None:
        texts = {"en": {"title": "A\ufffe & B", "holding": "No\ufffe <consent>."}}
        self.add(texts=texts)
        for form in ("atom", "rss"):
            root = read(self.client, f"{LAW}.{form}")
        self.assertEqual(find(root, "//item/title"), ["A & B"])


class TimeTests(NewsCase):
    def times(self) -> tuple[list[str], list[str]]:
        atom = read(self.client, f"{LAW}.atom")
        return find(atom, "a:entry/a:published"), find(atom, "a:entry/a:updated")

    def test_it_is_dated_by_its_first_publication_not_its_decision(self) -> None:
        self.add()
        self.assertEqual(self.times(), ([MORNING], [MORNING]))

    def test_a_correction_is_an_update_that_says_what_was_wrong(self) -> None:
        case = self.add()
        self.change(case, "correction", "It was <two> boxes.", holding="One box.")
        updated = "2026-11-25T09:00:00+08:00"
        self.assertEqual(self.times(), ([MORNING], [updated]))
        for form in ("atom", "rss"):
            (text,) = texts(read(self.client, f"{LAW}.{form}"))
            note = ":</strong> It was &lt;two&gt; boxes.</p>"
            self.assertIn("<p><strong>Correction, <time", text.split(note)[0])
            self.assertIn("<p>One box.", text.split(note)[1])

    def test_a_typing_error_is_nothing_to_notice(self) -> None:
        case = self.add()
        self.change(case, "typo", holding="A ticked box is not consent.")
        self.assertEqual(self.times(), ([MORNING], [MORNING]))
        self.assertIn("is not consent", texts(read(self.client, f"{LAW}.atom"))[0])

    def test_an_imported_one_is_dated_by_its_decision_and_never_as_new(self) -> None:
        case = self.add(imported=True)
        decided = ["2024-06-20T12:00:00+08:00"]
        self.assertEqual(self.times(), (decided, decided))
        self.change(case, "update", "More is known.", holding="One box.")
        self.assertEqual(self.times(), (decided, ["2026-11-25T09:00:00+08:00"]))

    def test_an_imported_one_of_unknown_date_says_none_and_comes_last(self) -> None:
        self.add(imported=True, decided_on=None)
        self.add("dated", imported=True)
        atom = read(self.client, f"{LAW}.atom")
        self.assertEqual(find(atom, "a:entry[2]/a:published"), [])
        self.assertEqual(find(atom, "a:entry[2]/a:updated"), [MORNING])
        self.assertEqual(
            find(atom, "a:entry[2]/a:link/@href"),
            ["http://127.0.0.1:8000/cases/ma-v-company"],
        )

    def test_texts_and_cases_stand_in_one_order_by_day(self) -> None:
        self.add("imported", imported=True)
        self.add("new", on="2026-11-24T09:00", texts={"en": {"title": "New case"}})
        about = Subject.objects.filter(kind="law", key="pipl")
        for slug, day in (("first", 1), ("last", 30)):
            dated = {"dated": dt.date(2026, 11, day), "dated_precision": "day"}
            with at("2026-12-01T09:00"):
                self.make_published(slug, title=slug, work=dated, about=about)
        titles = find(read(self.client, f"{LAW}.atom"), "a:entry/a:title")
        self.assertEqual(titles, ["last", "New case", "first", "Pre-ticked consent"])

    def test_all_cases_have_a_feed_of_their_own(self) -> None:
        self.add(provisions=[])
        for path in ("/cases/feed.atom", "/cases/feed.rss"):
            self.assertIn("Ma v a company", texts(read(self.client, path))[0])
        self.assertContains(self.client.get("/cases/"), 'href="/cases/feed.atom"')
        first = self.client.get("/cases/feed.atom")
        self.assertEqual(first.headers["Surrogate-Key"], "cases")
        self.add("later", on="2026-11-26T09:00")
        again = self.client.get(
            "/cases/feed.atom", headers={"if-none-match": first.headers["ETag"]}
        )
        self.assertEqual(again.status_code, 200)

    def test_a_year_of_decision_is_no_day_and_comes_last(self) -> None:
        self.add(
            "year", imported=True, decided_on="2024-01-01", decided_precision="year"
        )
        self.add("day", imported=True, decided_on="2020-06-20")
        atom = read(self.client, "/cases/feed.atom")
        links = find(atom, "a:entry/a:link/@href")
        self.assertEqual([link.rpartition("/")[2] for link in links], ["day", "year"])
        self.assertEqual(find(atom, "a:entry[2]/a:published"), [])

    def test_the_archive_of_a_law_is_paged_without_a_gap_or_a_double(self) -> None:
        for number in (1, 2):
            self.add(f"new-{number}")
            self.add(f"old-{number}", imported=True)
            self.add(f"undated-{number}", imported=True, decided_on=None)
        about = Subject.objects.filter(kind="law", key="pipl")
        with at("2026-11-24T09:00"):
            self.make_published("text", about=about)
        slugs, path = [], f"{LAW}.atom"
        with mock.patch.object(channels, "HELD", 2):
            while path:
                atom = read(self.client, path)
                links = find(atom, "a:entry/a:link/@href")
                slugs += [link.rpartition("/")[2] for link in links]
                following = "".join(find(atom, "a:link[@rel='next']/@href"))
                path = following.removeprefix("http://127.0.0.1:8000")
        self.assertEqual(
            slugs,
            ["new-2", "new-1", "old-2", "old-1", "text", "undated-2", "undated-1"],
        )

    @mock.patch.object(channels, "HELD", 2)
    def test_what_was_imported_later_pushes_no_news_out(self) -> None:
        self.add("old", texts={"en": {"title": "Old"}})
        self.add("new", texts={"en": {"title": "New"}})
        for number in range(3):
            self.add(f"imported-{number}", imported=True, on="2026-11-26T09:00")
        titles = find(read(self.client, f"{LAW}.atom"), "a:entry/a:title")
        self.assertEqual(titles, ["New", "Old"])


class UnchangedTests(NewsCase):
    def etags(self) -> list[str]:
        paths = (COURT, LAW, "/courts/fourth-court/feed")
        return [self.client.get(f"{path}.atom").headers["ETag"] for path in paths]

    def test_cases_cost_two_queries_however_many_they_are(self) -> None:
        for number in range(3):
            self.add(f"case-{number}")
        for path in (COURT, LAW):
            with self.assertNumQueries(7):
                first = self.client.get(f"{path}.atom")
            with self.assertNumQueries(4):
                again = self.client.get(
                    f"{path}.atom", headers={"if-none-match": first.headers["ETag"]}
                )
            self.assertEqual(again.status_code, 304)

    def test_each_feed_changes_with_a_case_that_it_brings(self) -> None:
        before = self.etags()
        case = self.add()
        court, law, other = self.etags()
        self.assertNotEqual([court, law], before[:2])
        self.assertEqual(other, before[2])
        self.change(case, "typo", holding="A ticked box is not consent.")
        self.assertNotEqual([court, law], self.etags()[:2])

    def test_each_feed_changes_when_a_case_leaves_it(self) -> None:
        self.add()
        before = self.etags()
        data = case_data(court="fourth-court", provisions=[])
        importing.load_case(data, self.mei)
        for former, newer in zip(before, self.etags(), strict=True):
            self.assertNotEqual(former, newer)
        self.assertEqual(texts(read(self.client, f"{COURT}.atom")), [])
        self.assertEqual(texts(read(self.client, f"{LAW}.atom")), [])

    def test_it_names_the_keys_of_what_it_brings(self) -> None:
        for path, key in ((COURT, "court-internet-court"), (LAW, "law-pipl")):
            response = self.client.get(f"{path}.rss")
            self.assertEqual(response.headers["Surrogate-Key"], f"latest-en {key}")

    def test_the_directory_names_each_feed_that_a_case_is_in(self) -> None:
        def listed() -> list[str]:
            return [feed.atom_url for feed in explained("en")][1:-1]

        self.assertEqual(listed(), [])
        self.add()
        with self.assertNumQueries(5):
            self.assertEqual(
                listed(), [f"{COURT}.atom", f"{LAW}.atom", "/cases/feed.atom"]
            )
        page = self.client.get("/feeds")
        self.assertContains(page, f'href="{LAW}.atom"')
        self.assertEqual(page.headers["Surrogate-Key"], "latest-en cases laws")

    def test_a_case_is_never_told_from_rows_that_were_not_published(self) -> None:
        case = self.add()
        case.texts.filter(language="en").update(title="Not yet published")
        titles = find(read(self.client, f"{LAW}.atom"), "a:entry/a:title")
        self.assertEqual(titles, ["Pre-ticked consent"])
        self.assertEqual(RecordVersion.objects.filter(kind="case").count(), 1)
