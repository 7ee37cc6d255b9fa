"""Feeds: their entries, the ids of these, and the times of change."""

import datetime as dt
from unittest import mock

import time_machine
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from articles.feeds import channels, content
from articles.models import Category, CategoryText, Contribution, Edition
from articles.models.picture_files import path_of
from articles.publishing import update_article, withdraw
from articles.rendering.tree import parse
from articles.tests.feed_reading import find, read, read_json, texts
from cjo.lib.locales import CHINA
from cjo.test import BaseTestCase

GATE = "a" * 64
BODY = """
See [the other one](/a/other?x=1&y=2) and [elsewhere](https://example.org/).[^1]

![a gate](/media/GATE.png)

    <a href="/code">

[^1]: A note.
""".replace("GATE", GATE)
DAY = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=CHINA)


class FeedTests(BaseTestCase):
    def test_it_brings_the_whole_text_with_absolute_addresses(self) -> None:
        self.make_published("other")
        kept = path_of(GATE, "png")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.touch()
        self.make_published(body=BODY, takeaways="It is *open*.", work=DAY)
        for path in ("/feed.atom", "/feed.rss"):
            text = texts(read(self.client, path))[0]
            for part in (
                '<a href="http://127.0.0.1:8000/a/other?x=1&amp;y=2">',
                '<a href="https://example.org/">',
                f'<img alt="a gate" src="http://127.0.0.1:8000/media/{GATE}.png">',
                'href="http://127.0.0.1:8000/a/court-opens#fn-1"',
                '&lt;a href="/code"&gt;',
                "<em>open</em>",
                "A court opened its doors.",
            ):
                self.assertIn(part, text)

    def test_words_in_angle_brackets_arrive_as_they_were_typed(self) -> None:
        words = "Is <b> bold, or 1 < 2 & so on?"
        self.make_published(title=words, abstract=words, work=DAY)
        rss = read(self.client, "/feed.rss")
        # HTML by the specification of RSS; a title is plain text
        (description,) = find(rss, "//item/description")
        self.assertEqual(parse(description).text_content(), words)
        self.assertEqual(find(rss, "//item/title"), [words])
        raw = self.client.get("/feed.rss").content.decode()
        self.assertIn("Is &#x3C;b&#x3E; bold, or 1 &#x3C; 2 &#x26; so on?", raw)
        self.assertEqual(find(read(self.client, "/feed.atom"), "//a:summary"), [words])

    def test_it_tells_who_wrote_it_and_in_which_section(self) -> None:
        edition = self.make_edition(work=DAY)
        for role, slug, name in (("aut", "du", "Du"), ("trl", "meng", "Meng")):
            person = self.make_contributor(slug, name)
            Contribution.objects.create(
                article=edition.article, contributor=person, role=role
            )
        category = Category.objects.create(slug="insights")
        CategoryText.objects.create(category=category, language="en", name="Insights")
        edition.article.categories.add(category)
        self.republish(edition, "first")
        atom, rss = read(self.client, "/feed.atom"), read(self.client, "/feed.rss")
        self.assertEqual(find(atom, "a:entry/a:author/a:name"), ["Du"])
        self.assertEqual(find(atom, "a:entry/a:contributor/a:name"), ["Meng"])
        self.assertEqual(
            find(atom, "a:entry/a:author/a:uri"),
            ["http://127.0.0.1:8000/contributors/du"],
        )
        self.assertEqual(find(atom, "a:entry/a:category/@term"), ["insights"])
        self.assertEqual(find(atom, "a:entry/a:category/@label"), ["Insights"])
        self.assertEqual(find(rss, "//dc:creator"), ["Du"])
        self.assertEqual(find(rss, "//item/category"), ["Insights"])

    def test_it_names_an_entry_for_ever(self) -> None:
        edition = self.make_published(work=DAY)
        self.republish(edition, "update", "More is known.", title="Court closes")
        atom = read(self.client, "/feed.atom")
        self.assertEqual(find(atom, "a:entry/a:id"), [edition.tag])
        self.assertEqual(find(atom, "a:entry/a:title"), ["Court closes"])
        self.assertEqual(find(read(self.client, "/feed.rss"), "//guid"), [edition.tag])
        self.assertEqual(find(atom, "a:id"), ["tag:127.0.0.1,2026:feed/en/latest"])

    def test_it_dates_an_entry_by_its_date_line_and_never_as_new(self) -> None:
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            self.make_published(work=DAY)
        atom = read(self.client, "/feed.atom")
        for name in ("published", "updated"):
            self.assertEqual(
                find(atom, f"a:entry/a:{name}"), ["2024-12-18T12:00:00+08:00"]
            )
        self.assertEqual(
            find(read(self.client, "/feed.rss"), "//pubDate"),
            ["Wed, 18 Dec 2024 12:00:00 +0800"],
        )

    def test_it_gives_no_day_where_only_month_or_year_is_known(self) -> None:
        for slug, precision in (("month", "month"), ("year", "year")):
            work = {"dated": dt.date(2024, 1, 1), "dated_precision": precision}
            with time_machine.travel(at("2026-11-24T09:00"), tick=False):
                edition = self.make_published(slug, work=work)
            atom = read(self.client, "/feed.atom")
            mine = f"a:entry[a:id='{edition.tag}']"
            self.assertEqual(find(atom, f"{mine}/a:published"), [])
            # not as new: Atom wants a time, and this one announces nothing
            updated = find(atom, f"{mine}/a:updated")
            self.assertEqual(updated, ["2024-01-01T12:00:00+08:00"])
        self.assertEqual(find(read(self.client, "/feed.rss"), "//pubDate"), [])
        with time_machine.travel(at("2026-11-25T09:00"), tick=False):
            self.republish(edition, "update", "More is known.", body="In summer.")
        updated = find(read(self.client, "/feed.atom"), f"{mine}/a:updated")
        self.assertEqual(updated, ["2026-11-25T09:00:00+08:00"])

    def test_a_year_or_no_date_comes_last_and_a_month_in_its_place(self) -> None:
        for slug, dated, precision in (
            ("year", "2026-01-01", "year"),
            ("month", "2024-12-01", "month"),
            ("day", "2024-11-18", "day"),
        ):
            work = {"dated": dt.date.fromisoformat(dated), "dated_precision": precision}
            self.make_published(slug, work=work)
        self.make_published("undated")
        self.make_published("new", work={**DAY, "dated": dt.date(2026, 11, 24)})
        tags = find(read(self.client, "/feed.atom"), "a:entry/a:id")
        slugs = [tag.rpartition("/")[2] for tag in tags]
        self.assertEqual(slugs, ["new", "month", "day", "undated", "year"])

    def test_it_says_no_date_where_none_is_known(self) -> None:
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            edition = self.make_published()
        self.make_published("dated", work=DAY)
        with time_machine.travel(at("2026-11-25T09:00"), tick=False):
            self.republish(edition, body="The court opened in summer.")
        atom, rss = read(self.client, "/feed.atom"), read(self.client, "/feed.rss")
        tags = find(atom, "a:entry/a:id")
        self.assertEqual([tag.rpartition("/")[2] for tag in tags][1], "court-opens")
        self.assertEqual(find(atom, "a:entry[2]/a:published"), [])
        updated = find(atom, "a:entry[2]/a:updated")
        self.assertEqual(updated, ["2026-11-24T09:00:00+08:00"])
        self.assertEqual(len(find(rss, "//pubDate")), 1)
        self.assertEqual(find(rss, "//item[2]/pubDate"), [])

    def test_it_never_dates_an_entry_ahead(self) -> None:
        ahead = {"dated": dt.date(2026, 11, 24), "dated_precision": "day"}
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            self.make_published(work=ahead)
        published = find(read(self.client, "/feed.atom"), "a:entry/a:published")
        self.assertEqual(published, ["2026-11-24T09:00:00+08:00"])

    def test_it_says_updated_only_when_a_reader_would_notice(self) -> None:
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            edition = self.make_published(work=DAY)
        with time_machine.travel(at("2026-11-25T09:00"), tick=False):
            self.republish(edition, "typo", body="The court opened in springtime.")
        atom = read(self.client, "/feed.atom")
        self.assertIn("springtime", texts(atom)[0])
        self.assertEqual(find(atom, "//a:updated"), ["2024-12-18T12:00:00+08:00"] * 2)
        with time_machine.travel(at("2026-11-26T09:00"), tick=False):
            self.republish(edition, "update", "It closed.", body="It closed.")
        atom = read(self.client, "/feed.atom")
        self.assertEqual(find(atom, "//a:updated"), ["2026-11-26T09:00:00+08:00"] * 2)

    def test_it_announces_a_correction_first_and_keeps_it(self) -> None:
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            edition = self.make_published(work=DAY)
        with time_machine.travel(at("2026-11-25T09:00"), tick=False):
            self.republish(edition, "correction", "It was <spring>.", body="In spring.")
            self.republish(edition, "typo", body="In the spring.")
        for path in ("/feed.atom", "/feed.rss"):
            (text,) = texts(read(self.client, path))
            start = (
                '<p><strong>Correction, <time datetime="2026-11-25">25 Nov 2026'
                "</time>:</strong> It was &lt;spring&gt;.</p>"
            )
            self.assertTrue(text.startswith(start), text[:200])

    def test_it_says_how_the_text_was_made(self) -> None:
        source = self.make_published(work=DAY)
        self.make_published(
            language="zh-hans",
            method="machine",
            translated_from=source.current_version,
        )
        (text,) = texts(read(self.client, "/zh-hans/feed.atom"))
        self.assertIn("机器翻译", text)

    def test_it_marks_what_is_only_a_summary(self) -> None:
        self.make_published(work=DAY, body="")
        self.assertIn("Only a summary", texts(read(self.client, "/feed.rss"))[0])

    def test_many_summaries_cost_no_more_queries_than_one(self) -> None:
        counts = []
        for slug in ("one", "two", "three"):
            self.make_published(slug, body="", work=DAY)
            with CaptureQueriesContext(connection) as queries:
                read(self.client, "/feed.atom")
            counts.append(len(queries))
        # one more than in a full feed: for those without a day
        self.assertEqual(counts, [9, 9, 9])

    def test_an_entry_is_put_together_once_and_again_when_its_text_changes(
        self,
    ) -> None:
        edition = self.make_published("one", work=DAY)
        self.make_published("two", work=DAY)
        with mock.patch.object(
            content, "entry_content", side_effect=content.entry_content
        ) as made:
            read(self.client, "/feed.atom")
            once = made.call_count
            read(self.client, "/feed.rss")
            self.assertEqual(made.call_count, once)
            self.republish(edition, "correction", "It was wrong.", body="Other words.")
            text = "".join(texts(read(self.client, "/feed.rss")))
            self.assertEqual(made.call_count, once + 1)
        self.assertIn("Other words.", text)

    def test_it_hides_drafts_listings_pages_and_what_was_withdrawn(self) -> None:
        self.make_edition("draft")
        self.make_published("listing", work={"kind": "listing"})
        self.make_published("page", work={"kind": "page"})
        gone = self.make_published("gone", work=DAY)
        withdraw(gone.article, by=self.mei, note="It was wrong.")
        for path in ("/feed.atom", "/feed.rss"):
            self.assertEqual(texts(read(self.client, path)), [])

    def test_it_is_valid_and_always_the_same_while_empty(self) -> None:
        atom = read(self.client, "/feed.atom")
        self.assertEqual(find(atom, "a:updated"), ["2026-01-01T00:00:00+08:00"])
        read(self.client, "/feed.rss")

    def test_it_holds_fifty_the_newest_first_unknown_dates_last(self) -> None:
        self.make_published("unknown")
        for day in range(1, 51):
            work = {**DAY, "dated": dt.date(2024, 1, 1) + dt.timedelta(day)}
            self.make_published(f"day-{day}", work=work)
        tags = find(read(self.client, "/feed.atom"), "a:entry/a:id")
        slugs = [tag.rpartition("/")[2] for tag in tags]
        self.assertEqual(slugs, [f"day-{day}" for day in range(50, 0, -1)])

    def test_its_archive_is_paged_without_a_gap_or_a_double(self) -> None:
        for day in range(1, 8):
            work = {**DAY, "dated": dt.date(2024, 1, 1 + day // 2)}
            self.make_published(f"day-{day}", work=work)
        for slug in ("undated", "unknown"):
            self.make_published(slug)
        with mock.patch.object(channels, "HELD", 3):
            for form in ("atom", "rss"):
                slugs, path = [], f"/feed.{form}"
                for _page in range(3):
                    root = read(self.client, path)
                    ids = "a:entry/a:id" if form == "atom" else "//guid"
                    slugs += [tag.rpartition("/")[2] for tag in find(root, ids)]
                    path = "".join(find(root, "//a:link[@rel='next']/@href"))
                    path = path.removeprefix("http://127.0.0.1:8000")
                days = [f"day-{day}" for day in range(7, 0, -1)]
                self.assertEqual(slugs, [*days, "unknown", "undated"])
                self.assertEqual(path, "")
                first = find(root, "//a:link[@rel='first']/@href")
                self.assertEqual(first, [f"http://127.0.0.1:8000/feed.{form}"])

    def test_a_place_that_is_none_is_not_found(self) -> None:
        for before in ("x", "2024-13-01.1.1", "2024-01-01.1.0", "2024-01-01"):
            response = self.client.get("/feed.atom", {"before": before})
            self.assertEqual(response.status_code, 404)

    def test_it_exists_as_json_feed(self) -> None:
        with time_machine.travel(at("2026-11-24T09:00"), tick=False):
            edition = self.make_published(work=DAY)
            self.make_published("undated")
        feed = read_json(self.client, "/feed.json")
        self.assertEqual(feed["feed_url"], "http://127.0.0.1:8000/feed.json")
        self.assertNotIn("next_url", feed)
        item, undated = feed["items"]
        self.assertEqual(item["id"], edition.tag)
        self.assertEqual(item["date_published"], "2024-12-18T12:00:00+08:00")
        self.assertNotIn("date_modified", item)
        self.assertFalse({"date_published", "date_modified"} & {*undated})
        atom = texts(read(self.client, "/feed.atom"))[0]
        self.assertEqual(item["content_html"], atom)
        with mock.patch.object(channels, "HELD", 1):
            feed = read_json(self.client, "/feed.json")
        self.assertIn("/feed.json?before=2024-12-18.1.", feed["next_url"])
        following = read_json(self.client, feed["next_url"].partition(":8000")[2])
        self.assertEqual(following["items"], [undated])

    def test_it_tells_each_language_apart(self) -> None:
        self.make_published(work=DAY)
        self.make_published(language="zh-hans", title="法院开门")
        atom = read(self.client, "/zh-hans/feed.atom")
        self.assertEqual(find(atom, "a:entry/a:title"), ["法院开门"])
        self.assertEqual(find(atom, "@xml:lang"), ["zh-Hans"])
        self.assertEqual(
            find(atom, "a:link[@rel='self']/@href"),
            ["http://127.0.0.1:8000/zh-hans/feed.atom"],
        )
        rss = read(self.client, "/zh-hans/feed.rss")
        self.assertEqual(find(rss, "//language"), ["zh-Hans"])
        self.assertEqual(self.client.get("/fr/feed.atom").status_code, 404)

    def test_it_survives_characters_that_xml_cannot_hold(self) -> None:
        strange = "a\x0bb\x01c\ufffe"
        edition = self.make_published(work=DAY)
        Edition.objects.filter(pk=edition.pk).update(title=strange, abstract=strange)
        self.republish(edition, body=f"Text {strange}")
        for path in ("/feed.atom", "/feed.rss"):
            root = read(self.client, path)
            self.assertIn("Text a\nbc", texts(root)[0])  # a line end of Word
        self.assertEqual(find(root, "//item/title"), ["abc"])

    @override_settings(SITE_URL="https://observer.example")
    def test_it_takes_addresses_from_the_settings_never_from_the_host(self) -> None:
        self.make_published(work=DAY)
        response = self.client.get("/feed.atom", headers={"host": "localhost"})
        self.assertNotContains(response, "localhost")
        hrefs = find(read(self.client, "/feed.atom"), "//@href")
        self.assertTrue(all(h.startswith("https://observer.example/") for h in hrefs))

    def test_it_puts_a_changed_arrangement_to_use(self) -> None:
        edition = self.make_published(work=DAY)
        category = Category.objects.create(slug="insights")
        update_article(edition.article, by=self.mei, categories=[category])
        self.assertEqual(len(texts(read(self.client, "/t/insights/feed.atom"))), 1)
