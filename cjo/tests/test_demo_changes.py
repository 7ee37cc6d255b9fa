"""Changes of the demo content: on a new site, on an older one, after an editor."""

import json
import re
import shutil
from io import StringIO
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import transaction

from cases.models import Case, CaseText, Collection, RecordVersion
from cases.publishing import publish
from cjo.demo import acts, loading
from cjo.demo.changes import changes_in
from cjo.test import BaseTestCase
from cjo.tests.small_content import SEED, small_content

SET = "bic-personal-information-2024"
GONE = "qi-v-yao"
HASH = re.compile(r"\b[0-9a-f]{64}\b")


def current() -> dict[str, object]:
    """Return what readers have now, but for numbers and times."""
    models = {"case": Case, "collection": Collection}
    shown: dict[str, object] = {}
    for kind, model in models.items():
        for record in model._default_manager.order_by("slug"):
            version = record.current_version
            snapshot = version and json.dumps(version.snapshot, sort_keys=True)
            # the hash of a shown case contains the time of its publication
            shown[f"{kind}:{record.slug}"] = snapshot and HASH.sub("", snapshot)
    return shown


class ContentTestCase(BaseTestCase):
    folder: Path

    def setUp(self) -> None:
        self.folder = small_content(SEED)
        self.addCleanup(shutil.rmtree, self.folder)

    def load(self, *options: str) -> str:
        out = StringIO()
        try:
            call_command(
                "load_demo", *options, content=self.folder, stdout=out, stderr=out
            )
        except CommandError as error:
            raise AssertionError(out.getvalue()) from error
        return out.getvalue()

    def versions(self, kind: str, key: str) -> list[tuple[str, bool]]:
        rows = RecordVersion.objects.filter(kind=kind, key=key).order_by("number")
        return list(rows.values_list("change_type", "follows"))


class NewSiteTests(ContentTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        folder = small_content(SEED)
        cls.addClassCleanup(shutil.rmtree, folder)
        assert not loading.load(folder).refused

    def test_it_has_the_former_state_then_the_correction(self) -> None:
        self.assertEqual(
            self.versions("collection", SET), [("first", False), ("correction", False)]
        )
        log = self.client.get("/corrections")
        self.assertContains(log, "graded by a stated rule on sources")
        log = self.client.get("/zh-hans/corrections")
        self.assertContains(log, "确定程度改依明确的来源规则认定")
        self.assertNotContains(log, "graded by a stated rule on sources")
        feed = self.client.get("/zh-hans/corrections/feed.atom").content.decode()
        self.assertIn("确定程度改依明确的来源规则认定", feed)
        article = self.client.get(f"/a/{SEED}")
        self.assertContains(article, "since corrected")

    def test_a_withdrawn_record_says_why_in_both_languages(self) -> None:
        for start, words in (("", "no address"), ("/zh-hans", "没有网址")):
            page = self.client.get(f"{start}/cases/{GONE}")
            self.assertContains(page, words, status_code=410)
        page = self.client.get(f"/cases/collections/{SET}")
        self.assertNotContains(page, GONE)

    def test_a_second_run_changes_nothing(self) -> None:
        before = list(RecordVersion.objects.order_by("pk").values_list("hash"))
        for options in ([], ["--update"]):
            self.assertIn("0 files loaded, 0 updated", self.load(*options))
        after = list(RecordVersion.objects.order_by("pk").values_list("hash"))
        self.assertEqual(before, after)

    def test_a_text_with_a_new_byline_is_not_taken_for_edited(self) -> None:
        folder = self.folder / "articles" / SEED
        work, text = folder / "work.yaml", folder / "en.md"
        work.write_text(work.read_text().replace("role: ant", "role: edt"))
        text.write_text(text.read_text() + "\n\nOne more sentence.\n")
        self.assertNotIn("an editor changed it", self.load("--update"))
        self.assertContains(self.client.get(f"/a/{SEED}"), "One more sentence.")


class LoadingTests(ContentTestCase):
    def test_a_run_that_was_killed_in_a_change_goes_on(self) -> None:
        with (
            mock.patch.object(acts, "make", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
            transaction.atomic(),
        ):
            loading.load(self.folder)
        self.load()
        self.assertEqual(
            self.versions("collection", SET), [("first", False), ("correction", False)]
        )

    def test_a_record_without_a_reason_is_not_withdrawn(self) -> None:
        change = next((self.folder / "changes").glob("01-*")) / "change.yaml"
        change.write_text(change.read_text().partition("withdrawn:")[0])
        with self.assertRaisesRegex(AssertionError, f"no reason for cases/{GONE}"):
            self.load()
        self.assertEqual(self.client.get(f"/cases/{GONE}").status_code, 200)


class OlderSiteTests(ContentTestCase):
    """Sites that were loaded before the content was changed."""

    fresh: dict[str, object]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        folder = small_content(SEED)
        cls.addClassCleanup(shutil.rmtree, folder)
        with transaction.atomic():
            assert not loading.load(folder).refused
            cls.fresh = current()
            transaction.set_rollback(True)
        with mock.patch.object(loading, "_make_change"):
            assert not loading.load(folder).refused

    def test_an_update_makes_one_correction_of_each_record(self) -> None:
        self.assertEqual(self.versions("collection", SET), [("first", False)])
        self.assertIn(f"load it with --update: collections/{SET}", self.load())
        self.assertEqual(self.versions("collection", SET), [("first", False)])
        self.load("--update")
        self.assertEqual(current(), self.fresh)
        corrected = next(c for c in changes_in(self.folder) if c.name.startswith("01-"))
        for path in corrected.before:
            folder, _slash, name = path.partition("/")
            versions = self.versions(folder[:-1], name.removesuffix(".yaml"))
            self.assertEqual(len(versions), 2, path)
        self.assertIn("0 files loaded, 0 updated", self.load("--update"))

    def test_sources_reworded_at_the_same_time_make_no_further_version(self) -> None:
        sources = self.folder / "sources" / "personal-information.yaml"
        words = 'publisher: "SECRSS"'
        self.assertIn(words, sources.read_text())
        sources.write_text(sources.read_text().replace(words, 'publisher: "Secrss"'))
        self.load("--update")
        self.assertEqual(
            self.versions("collection", SET), [("first", False), ("correction", False)]
        )
        version = Collection.objects.get(slug=SET).current_version
        assert version is not None
        self.assertEqual(version.snapshot["sources"]["secrss"]["publisher"], "Secrss")

    def test_a_record_that_an_editor_changed_is_left_alone_and_reported(self) -> None:
        case = Case.objects.get(slug="wei-v-guo")
        CaseText.objects.filter(case=case, language="en").update(title="Mei’s title")
        publish(case, by=self.mei, note="A better title.")
        output = self.load("--update")
        self.assertIn("an editor changed it since: cases/wei-v-guo.yaml", output)
        self.assertContains(self.client.get("/cases/wei-v-guo"), "Mei’s title")
        # the set followed the editor, and has one version for the correction
        self.assertEqual(
            self.versions("collection", SET),
            [("first", False), ("update", True), ("correction", False)],
        )
