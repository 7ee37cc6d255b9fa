"""Redaction: a name is nowhere any more, and all that was published is verified."""

import re
from io import StringIO
from typing import Any
from unittest.mock import patch

from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import (
    AuditEntry,
    IntegrityEntry,
    Rendering,
    SearchWord,
    Withheld,
)
from articles.models.triggers import faulty_triggers, opened
from articles.publishing import publish, save_draft
from articles.publishing.problems import DraftChangedMeanwhile, PublishingRefused
from articles.redaction.choice import Choice, version_at
from articles.redaction.places import places_of
from articles.redaction.withholding import withhold
from cases.models import Case, RecordVersion
from cases.publishing import publish as publish_record
from cases.snapshots import snapshot_of
from cjo.tests.named_world import NAMES, REASON, NamedWorldTestCase

WRITTEN = re.compile(r"zhang\W*_?san|san\W*zhang|张三|%E5%BC%A0", re.IGNORECASE)


def tables_with_the_name() -> list[str]:
    """Return the tables, those of the search engine too, that contain it."""
    named = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            if WRITTEN.search(str(cursor.fetchall())):
                named.append(table)
    return named


class EverywhereTests(NamedWorldTestCase):
    def test_the_name_was_in_many_tables(self) -> None:
        tables = {"articles_version", "articles_rendering", "cases_recordversion"}
        tables |= {"articles_edition", "articles_address", "articles_auditentry"}
        tables |= {"articles_searchrow", "articles_byline", "articles_integrityentry"}
        self.assertLessEqual(tables, set(tables_with_the_name()))

    def test_no_table_has_the_name_any_more(self) -> None:
        self.withhold(*NAMES)
        self.assertEqual(tables_with_the_name(), [])
        self.assertEqual(places_of(Choice(NAMES)), [])

    def test_every_place_is_shown_before(self) -> None:
        shown = {place.row._meta.db_table for place in places_of(Choice(NAMES))}
        for table in tables_with_the_name():
            # the index of the search follows its rows
            if "searchindex" not in table:
                self.assertIn(table, shown)

    def test_verify_finds_no_fault_and_says_withheld(self) -> None:
        self.withhold(*NAMES)
        out = StringIO()
        call_command("verify", stdout=out)
        self.assertIn("Words are withheld from 5 of them.", out.getvalue())

    def test_original_hashes_stay_and_the_log_has_what_is_left(self) -> None:
        before = set(RecordVersion.objects.values_list("hash", flat=True))
        for withheld in self.withhold(*NAMES):
            entry = IntegrityEntry.objects.filter(digest=withheld.digest).get()
            self.assertEqual(entry.kind, "redaction")
            self.assertNotEqual(withheld.original, withheld.digest)
        self.assertEqual(
            before, {*RecordVersion.objects.values_list("hash", flat=True)}
        )

    def test_a_redaction_that_the_log_does_not_know_is_a_fault(self) -> None:
        self.withhold(*NAMES)
        with opened(connection, "articles_withheld"):
            Withheld.objects.update(digest="0" * 64)
        with self.assertRaises(CommandError):
            call_command("verify", stderr=StringIO())

    def test_the_triggers_are_as_before(self) -> None:
        self.withhold(*NAMES)
        self.assertEqual(faulty_triggers(connection), [])

    def test_a_record_and_its_newest_version_still_say_the_same(self) -> None:
        self.withhold(*NAMES)
        case = self.case()
        version = RecordVersion.objects.get(current_case=case)
        self.assertEqual(snapshot_of(case), version.snapshot)

    def test_a_word_that_no_text_has_any_more_is_offered_by_no_search(self) -> None:
        self.assertTrue(SearchWord.objects.filter(word="zhang").exists())
        self.withhold(*NAMES)
        self.assertFalse(SearchWord.objects.filter(word="zhang").exists())
        self.assertTrue(SearchWord.objects.filter(word="company").exists())

    def test_the_log_keeps_the_act_without_the_name(self) -> None:
        self.withhold(*NAMES)
        entry = AuditEntry.objects.get(act="withheld")
        self.assertEqual(entry.user, self.chief)
        self.assertIn(REASON, entry.message)

    def test_a_second_redaction_of_the_same_version_is_verified_too(self) -> None:
        self.withhold("Zhang San")
        self.withhold("San Zhang", "张三", "photographs")
        call_command("verify", stdout=StringIO())


class ReadersTests(NamedWorldTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.withhold(*NAMES)
        self.url = self.edition().get_absolute_url()
        self.case_url = self.case().get_absolute_url()

    def read(self, address: str) -> str:
        response = self.client.get(address)
        self.assertEqual(response.status_code, 200, address)
        content = b"".join(response) if response.streaming else response.content
        return content.decode(errors="replace")

    def test_no_address_and_no_output_has_the_name(self) -> None:
        article, case = self.url, self.case_url
        feeds = ("/feed.rss", "/feed.atom", "/feed.json", "/cases/feed.atom")
        texts = [article, f"{article}/v/1", f"{article}.md", f"{article}/history"]
        texts += [f"{article}/cite", f"/zh-hans{article}"]
        records = [case, f"{case}/v/1", f"{case}/v/1/canonical.json", f"/zh-hans{case}"]
        lists = ["/", "/latest", "/cases/", "/cases/collections/named-2024"]
        lists += ["/search?q=photographs", "/cases/sources", "/sitemap.xml"]
        for address in [*feeds, *texts, *records, *lists, "/contributors/"]:
            with self.subTest(address):
                self.assertIsNone(WRITTEN.search(self.read(address)))

    def test_a_search_for_the_name_finds_nothing(self) -> None:
        for query in ("Zhang San", "zhang", "张三"):
            with self.subTest(query):
                page = self.read(f"/search?q={query}")
                self.assertNotIn(self.url, page)
                self.assertNotIn(self.case_url, page)

    def test_the_old_addresses_are_gone(self) -> None:
        for address in ("/a/zhang-san-wins", "/a/zhang-sans-case", "/old:zhang-san"):
            with self.subTest(address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_readers_see_marks_in_the_language_of_the_text(self) -> None:
        self.assertIn(
            "heard [withheld] (born 1970), [withheld](1970) and [withheld].jpg",
            self.plain(self.url),
        )
        self.assertIn("〔隐去〕胜诉", self.read(f"/zh-hans{self.url}"))
        self.assertIn("[withheld] v a company", self.read(self.case_url))
        self.assertIn("〔隐去〕与某公司案", self.read(f"/zh-hans{self.case_url}"))

    def plain(self, address: str) -> str:
        return re.sub(r"<[^>]+>", "", self.read(address))

    def test_a_mark_before_a_bracket_is_no_link(self) -> None:
        self.assertIn("[withheld](1970)", self.plain(self.url))

    def test_page_version_and_history_say_since_when_and_why(self) -> None:
        for address in (self.url, f"{self.url}/v/1", f"{self.url}/history"):
            with self.subTest(address):
                self.assertIn(REASON, self.read(address))
        for address in (self.case_url, f"{self.case_url}/v/1"):
            with self.subTest(address):
                self.assertIn("Words of this version are withheld", self.read(address))
        self.assertIn(REASON, self.read(f"{self.case_url}/history"))
        self.assertIn('lang="en"', self.read(f"/zh-hans{self.url}/history"))

    def test_markdown_says_it_too(self) -> None:
        self.assertIn(REASON, self.read(f"{self.url}.md"))

    def test_links_and_embeds_lead_to_the_new_address_of_the_case(self) -> None:
        html = Rendering.objects.get(version=self.edition().current_version).body_html
        self.assertIn(f'href="{self.case_url}"', html)
        self.assertIn("[withheld]’s photographs", html)


class AfterwardsTests(NamedWorldTestCase):
    def test_a_form_opened_before_does_not_bring_the_name_back(self) -> None:
        edition = self.edition()
        self.withhold(*NAMES)
        with self.assertRaises(DraftChangedMeanwhile):
            save_draft(edition, by=self.mei, title="Zhang San wins again")

    def test_the_text_can_be_published_again(self) -> None:
        self.withhold(*NAMES)
        edition = self.edition()
        save_draft(edition, by=self.mei, abstract="He won.")
        version = publish(edition, by=self.mei, change="update", note="Shorter.")
        self.assertEqual(version.document["title"], "[withheld] wins")
        call_command("verify", stdout=StringIO())


class WholeVersionTests(NamedWorldTestCase):
    def test_every_word_of_a_former_version_is_withheld(self) -> None:
        self.withhold(versions=[self.version(1)])
        document = self.version(1).document
        self.assertEqual((document["title"], document["picture"]), ("[withheld]", None))
        self.assertEqual(self.version(2).title, "Zhang San wins")
        call_command("verify", stdout=StringIO())

    def test_a_collection_that_shows_it_withholds_the_same_words(self) -> None:
        case = self.case()
        former = case.current_version
        self.publish_again(case)
        self.withhold(versions=[former])
        first = RecordVersion.objects.filter(key="named-2024").earliest("number")
        card = first.snapshot["items"][0]["case"]
        self.assertEqual(card["texts"]["en"]["title"], "[withheld]")
        self.assertEqual(card["texts"]["zh-hans"]["title"], "〔隐去〕")
        call_command("verify", stdout=StringIO())

    def publish_again(self, case: Case) -> None:
        case.texts.filter(language="en").update(holding="The company pays.")
        publish_record(case, by=self.mei, note="The holding is shorter.")

    def test_a_version_that_readers_read_now_is_refused(self) -> None:
        with self.assertRaisesMessage(PublishingRefused, "Readers read"):
            self.withhold(versions=[self.version(2)])
        with self.assertRaisesMessage(PublishingRefused, "Readers read"):
            self.withhold(versions=[self.case().current_version])

    def test_a_version_is_found_by_its_address(self) -> None:
        self.assertEqual(version_at("/a/zhang-san-wins/v/1"), self.version(1))
        self.assertEqual(version_at("/a/zhang-sans-case/v/2"), self.version(2))
        chinese = self.edition("zh-hans").current_version
        self.assertEqual(version_at("/zh-hans/a/zhang-san-wins/v/1"), chinese)
        record = version_at("https://x.org/cases/zhang-san-v-li/v/1")
        self.assertEqual(record, self.case().current_version)
        for address in ("/a/zhang-san-wins", "/a/nothing/v/1", "/cases/x/v/9", "?"):
            self.assertIsNone(version_at(address))


class RefusalTests(NamedWorldTestCase):
    def attempt(self, *names: str, **changes: Any) -> None:
        choice = Choice(names)
        seen = len(places_of(choice))
        options = {"by": self.chief, "reason": REASON, "language": "en", "seen": seen}
        withhold(choice, **{**options, **changes})

    def test_only_a_chief_editor_withholds(self) -> None:
        for user in (self.mei, self.omar):
            with self.assertRaises(PermissionDenied):
                self.attempt(*NAMES, by=user)

    def test_it_refuses_a_reason_with_the_name_and_none(self) -> None:
        for reason in ("", "  ", "Zhang San asked."):
            with self.subTest(reason), self.assertRaises(PublishingRefused):
                self.attempt(*NAMES, reason=reason)

    def test_it_refuses_when_the_places_changed_meanwhile(self) -> None:
        with self.assertRaisesMessage(PublishingRefused, "look at them again"):
            self.attempt(*NAMES, seen=1)

    def test_it_refuses_a_single_character_and_nothing(self) -> None:
        for names in (("张",), ()):
            with self.subTest(names), self.assertRaises(PublishingRefused):
                self.attempt(*names)

    def test_a_failure_half_way_changes_nothing(self) -> None:
        before = tables_with_the_name()
        with self.assertRaises(ZeroDivisionError), fail_at_the_end():
            self.attempt(*NAMES)
        self.assertEqual(tables_with_the_name(), before)
        self.assertEqual(faulty_triggers(connection), [])


def fail_at_the_end() -> Any:
    return patch(
        "articles.redaction.withholding.audit.log", side_effect=ZeroDivisionError
    )
