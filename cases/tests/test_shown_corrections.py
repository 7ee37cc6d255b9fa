"""A correction of a record is told in the texts that show what was corrected."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Mention
from articles.publishing import publish as publish_text
from articles.publishing import save_draft
from articles.publishing.mentions import note_former_corrections
from articles.publishing.problems import PublishingRefused
from cases.models import CaseText, Overview, Statistic
from cases.publishing import publish
from cases.tests.world import WorldTestCase

FIGURE = "Of [[figure:figures-2024/{}]] cases."


class ShownCorrectionTests(WorldTestCase):
    def correct(self, key: str, value: int, change: str = "correction") -> None:
        Statistic.objects.filter(key=key).update(value=value)
        note = f"It is {value}."
        publish(Overview.objects.get(), by=self.mei, change=change, note=note)

    def page(self, path: str) -> str:
        return " ".join(self.client.get(path).content.decode().split())

    def test_only_the_text_of_the_corrected_figure_says_so(self) -> None:
        self.make_published("accepted", body=FIGURE.format("accepted"))
        self.make_published("companies", body=FIGURE.format("companies"))
        self.correct("companies", 94)
        self.assertIn("since corrected, in version 2", self.page("/a/companies"))
        accepted = self.page("/a/accepted")
        self.assertNotIn("since corrected", accepted)
        self.assertIn("version 2 has been published since", accepted)

    def test_a_correction_costs_the_readers_of_a_page_no_query(self) -> None:
        figure = "[[figure:figures-2024/{}]]"
        both = f"{figure.format('accepted')} {figure.format('companies')}"
        self.make_published("both", body=f"{both}\n\n[[overview:figures-2024]]")
        before = self.queries("/a/both")
        self.correct("companies", 94)
        self.assertEqual(self.queries("/a/both"), before)

    def queries(self, path: str) -> int:
        self.client.get(path)
        with CaptureQueriesContext(connection) as queries:
            self.client.get(path)
        return len(queries)

    def test_setup_compares_texts_with_corrections_from_before_they_were_stored(
        self,
    ) -> None:
        for key in ("accepted", "companies"):
            self.make_published(key, body=FIGURE.format(key))
        self.correct("companies", 94)
        self.correct("accepted", 114, change="update")
        Mention.objects.update(corrected=None)
        note_former_corrections()
        self.assertIn("since corrected, in version 2", self.page("/a/companies"))
        self.assertNotIn("since corrected", self.page("/a/accepted"))
        with self.assertNumQueries(1):
            note_former_corrections()

    def test_caches_drop_the_text_when_its_record_changes(self) -> None:
        self.make_published("companies", body=FIGURE.format("companies"))
        for path in ("/a/companies", "/a/companies/v/1", "/a/companies.md"):
            keys = self.client.get(path).headers["Surrogate-Key"].split()
            self.assertIn("overview-figures-2024", keys)

    def test_it_names_the_version_that_corrected_and_not_the_newest(self) -> None:
        self.make_published("companies", body=FIGURE.format("companies"))
        self.correct("companies", 94)
        self.correct("accepted", 114, change="update")
        for path in ("/a/companies", "/a/companies.md"):
            self.assertIn("since corrected, in version 2", self.page(path))

    def test_a_figure_that_was_taken_out_was_corrected(self) -> None:
        self.make_published("companies", body=FIGURE.format("companies"))
        Statistic.objects.filter(key="companies").delete()
        publish(Overview.objects.get(), by=self.mei, change="correction", note="Gone.")
        self.assertIn("since corrected, in version 2", self.page("/a/companies"))

    def test_words_corrected_in_english_are_not_corrected_in_a_chinese_text(
        self,
    ) -> None:
        texts = CaseText.objects.filter(case=self.case())
        texts.filter(language="zh-hans").update(holding="勾选并非同意。")
        publish(self.case(), by=self.mei, change="translation", note="Added.")
        for language in ("en", "zh-hans"):
            self.make_published("case", language, body="[[case:ma-v-company]]")
        texts.filter(language="en").update(holding="A ticked box is consent.")
        publish(self.case(), by=self.mei, change="correction", note="It is consent.")
        self.assertIn("since corrected, in version 3", self.page("/a/case"))
        chinese = self.page("/zh-hans/a/case")
        self.assertNotIn("第3版中更正", chinese)
        self.assertIn("此后已发布第3版", chinese)

    def test_a_typing_error_hides_no_correction_of_another_figure(self) -> None:
        edition = self.make_published("accepted", body=FIGURE.format("accepted"))
        self.correct("companies", 94)
        save_draft(edition, by=self.mei, title="Court, opens")
        publish_text(edition, by=self.mei, change="typo")

    def test_a_typing_error_cannot_hide_the_correction_of_its_own(self) -> None:
        edition = self.make_published("companies", body=FIGURE.format("companies"))
        self.correct("companies", 94)
        save_draft(edition, by=self.mei, title="Court, opens")
        with self.assertRaises(PublishingRefused):
            publish_text(edition, by=self.mei, change="typo")
