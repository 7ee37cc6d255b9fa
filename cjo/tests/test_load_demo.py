"""Loading the demo: once, twice, after an editor, after a killed run, damaged."""

import shutil
import tempfile
from io import StringIO
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command

from articles.models import Article, Edition, Related, Version
from articles.publishing import save_draft
from cases.models import RecordVersion
from cjo.demo import loading
from cjo.test import BaseTestCase
from cjo.tests.small_content import SEED, small_content

FEW = (
    "chinas-top-court-releases-minor-protection-cases",
    "chinas-supreme-court-talks-about-recognition-and-enforcement-of-foreign-judgments-"
    "in-china",
)
DAMAGED = "cases/huang-guardianship-revocation.yaml"


class ContentTestCase(BaseTestCase):
    folder: Path

    def load(self, *options: str) -> str:
        out = StringIO()
        call_command("load_demo", *options, content=self.folder, stdout=out, stderr=out)
        return out.getvalue()

    def load_faulty(self) -> str:
        out = StringIO()
        with self.assertRaises(CommandError):
            call_command("load_demo", content=self.folder, stdout=out, stderr=out)
        return out.getvalue()

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.folder / path
        text = file.read_text()
        self.assertIn(old, text)
        file.write_text(text.replace(old, new, 1))


class FirstRunTests(ContentTestCase):
    def setUp(self) -> None:
        self.folder = small_content(*FEW)
        self.addCleanup(shutil.rmtree, self.folder)
        work = self.folder / "articles" / FEW[0] / "work.yaml"
        work.write_text(f"{work.read_text()}related: [{FEW[1]}]\n")

    def test_a_damaged_file_names_file_and_line_and_loads_nothing_of_it(self) -> None:
        path = self.folder / DAMAGED
        path.write_text(path.read_text() + "\nbroken: [unclosed\n")
        line = path.read_text().count("\n") + 1
        self.assertIn(f"{DAMAGED}, line {line}:", self.load_faulty())
        self.assertEqual(self.client.get(f"/{DAMAGED[:-5]}").status_code, 404)
        self.assertEqual(self.client.get(f"/a/{FEW[1]}").status_code, 200)

    def test_a_killed_run_goes_on_where_it_stopped(self) -> None:
        with (
            mock.patch.object(loading, "_settle", side_effect=KeyboardInterrupt),
            self.assertRaises(KeyboardInterrupt),
        ):
            loading.load(self.folder)
        self.assertFalse(Related.objects.filter(reason="chosen").exists())
        report = loading.load(self.folder)
        self.assertEqual(report.loaded, [])
        self.assertTrue(Related.objects.filter(reason="chosen").exists())

    def test_a_dry_run_leaves_nothing(self) -> None:
        self.assertIn("Would be", self.load("--dry-run"))
        self.assertFalse(Article.objects.exists())


class LoadedTests(ContentTestCase):
    content: Path

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.content = small_content(SEED, FEW[0])
        cls.addClassCleanup(shutil.rmtree, cls.content)
        work = cls.content / "articles" / SEED / "work.yaml"
        work.write_text(f"{work.read_text()}related: [{FEW[0]}]\n")
        assert loading.load(cls.content).refused == []

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="observer-content-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(self.content, self.folder, dirs_exist_ok=True)

    def test_the_article_has_its_figures_cases_and_related_items(self) -> None:
        page = self.client.get(f"/a/{SEED}")
        for words in ("113", "over 80%", "2 of 8 confirmed", "Minor Protection Cases"):
            self.assertContains(page, words)
        self.assertNotContains(page, "171")  # 58 and 113 are never added

    def test_a_second_run_changes_no_row(self) -> None:
        before = self.rows()
        self.assertIn("0 files loaded, 0 updated", self.load())
        self.assertEqual(self.rows(), before)

    def rows(self) -> list[object]:
        return [
            list(model._default_manager.order_by("pk").values_list())
            for model in (Article, Edition, Version, RecordVersion, Related)
        ]

    def test_a_text_that_an_editor_changed_is_left_alone_and_reported(self) -> None:
        edition = Edition.objects.get(article__slug=SEED, language="en")
        save_draft(edition, by=self.mei, title="The editor's own title")
        self.edit(f"articles/{SEED}/en.md", "marked rise", "clear rise")
        output = self.load("--update")
        self.assertIn(f"an editor changed it since: articles/{SEED}/en.md", output)
        edition.refresh_from_db()
        self.assertEqual(edition.title, "The editor's own title")

    def test_a_changed_file_waits_until_it_is_asked_for(self) -> None:
        self.edit(f"articles/{SEED}/en.md", "marked rise", "clear rise")
        self.assertIn("load it with --update", self.load())
        self.assertIn("1 updated", self.load("--update"))
        version = Version.objects.filter(edition__article__slug=SEED, language="en")
        # it also shows the records that were corrected meanwhile
        self.assertEqual(version.latest("number").change_type, "correction")
        self.assertContains(self.client.get(f"/a/{SEED}"), "clear rise")

    def test_an_unknown_name_in_a_text_is_named_with_its_line(self) -> None:
        copy = self.folder / "articles" / "a-new-text"
        shutil.copytree(self.folder / "articles" / SEED, copy)
        self.edit("articles/a-new-text/en.md", "law:pipl", "law:never-made")
        self.assertRegex(
            self.load_faulty(), r"articles/a-new-text/en.md, line \d+: .*never"
        )
