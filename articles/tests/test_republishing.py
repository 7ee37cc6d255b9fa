"""The same text again with newer records: `republish`."""

import io
from collections.abc import Iterable
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.safestring import SafeString, mark_safe
from pypdf import PdfReader

from articles.extensions import registries
from articles.extensions.types import RecordState
from articles.models import Edition, Mention, Stamp, Subject, Version
from articles.publishing import publish, republish, save_draft, withdraw
from articles.publishing.mentions import note_correction
from articles.publishing.problems import PublishingRefused
from cjo.test import BaseTestCase


class Figure:
    """A record of one number, for tests of what shows it."""

    name = "number"
    record_kind = "overview"
    inline = False
    example = "[[number:figures]]"
    help = "A number."

    def __init__(self, *values: int) -> None:
        self.values = list(values)
        self.corrected: list[int] = []

    def newest(self, argument: str) -> RecordState | None:
        if argument != "figures" or not self.values:
            return None
        return self.at(argument, len(self.values))

    def at(self, argument: str, number: int) -> RecordState:
        value = self.values[number - 1]
        return RecordState("overview", argument, number, f"h{number}", {"v": value})

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        return mark_safe(f"<b>{state.snapshot['v']}</b>")

    def has(self, state: RecordState, argument: str) -> bool:
        return True

    def corrections_since(self, argument: str, number: int) -> list[int]:
        return [each for each in self.corrected if each > number]

    def subjects(self, state: RecordState) -> Iterable[tuple[str, str]]:
        return [("overview", state.key)]


class RepublishTests(BaseTestCase):
    def setUp(self) -> None:
        self.figure: Any = Figure(58)
        registry = {"number": self.figure}
        shown = mock.patch.dict(registries.embeds, registry, clear=True)
        shown.start()
        self.addCleanup(shown.stop)
        self.subject = Subject.objects.create(
            kind="overview", key="figures", url="/cases/overviews/figures", number=1
        )
        self.edition = self.make_published(body="It says:\n\n[[number:figures]]")

    def correct(self) -> None:
        self.figure.values.append(85)
        self.figure.corrected.append(2)
        Subject.objects.update(number=2, corrected=2)
        note_correction(self.subject, 2)

    def current(self, edition: Edition | None = None) -> Version:
        found = Edition.objects.get(pk=(edition or self.edition).pk).current_version
        assert found is not None
        return found

    def again(self, **options: Any) -> Version:
        options = {"change": "correction", "note": "A digit.", **options}
        return republish(self.current(), by=self.mei, **options)

    def test_it_shows_the_record_as_it_is_now_in_the_same_words(self) -> None:
        before = self.current()
        self.correct()
        after = self.again()
        self.assertEqual(after.number, 2)
        self.assertEqual(after.document["body"], before.document["body"])
        self.assertEqual(after.document["embeds"][0]["number"], 2)
        self.assertEqual(after.document["previous"], before.hash)
        self.assertTrue(after.is_intact)
        self.assertContains(self.client.get("/a/court-opens"), "<b>85</b>")
        self.assertContains(self.client.get("/a/court-opens/v/1"), "<b>58</b>")

    def test_a_draft_that_differs_is_neither_published_nor_lost(self) -> None:
        save_draft(self.edition, by=self.mei, title="Not yet", body="Half a thought.")
        self.correct()
        self.again()
        edition = Edition.objects.get()
        self.assertEqual((edition.title, edition.body), ("Not yet", "Half a thought."))
        self.assertTrue(edition.differs)
        self.assertEqual(self.current().title, "Court opens")
        self.assertNotContains(self.client.get("/a/court-opens"), "Half a thought")

    def test_a_draft_that_said_the_same_still_does(self) -> None:
        self.correct()
        self.again()
        self.assertFalse(Edition.objects.get().differs)

    def test_the_byline_stays_as_it_was_printed(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        self.edition.article.contributions.create(
            contributor=person, role="aut", position=0
        )
        publish(self.edition, by=self.mei, change="typo")
        person.texts.update(name="Another Name")
        self.correct()
        row = self.again().bylines.get()
        self.assertEqual((row.name, row.contributor), ("Meng Yu", person))

    def test_what_the_text_was_about_stays_as_it_was_published(self) -> None:
        about = Subject.objects.create(kind="court", key="a-court", url="/courts/a")
        save_draft(self.edition, by=self.mei, about=[about])
        publish(self.edition, by=self.mei, change="typo")
        save_draft(Edition.objects.get(), by=self.mei, about=[])
        self.correct()
        mentions = Mention.objects.filter(version=self.again())
        self.assertEqual(
            {(one.subject.key, one.role, one.number) for one in mentions},
            {("a-court", "about", None), ("figures", "shown", 2)},
        )

    def test_a_translation_published_again_too_is_not_behind(self) -> None:
        chinese = self.make_published(
            language="zh-hans",
            body="[[number:figures]]",
            method="machine",
            translated_from=self.current(),
        )
        self.correct()
        source = self.again()
        translated = republish(
            self.current(chinese), by=self.mei, change="correction", note="数字。"
        )
        self.assertEqual(translated.translated_from, source)
        self.assertEqual(translated.document["translated_from"]["number"], 2)  # type: ignore[index]
        draft = Edition.objects.get(language="zh-hans")
        self.assertEqual(draft.translated_from, source)
        self.assertFalse(draft.differs)
        self.assertNotContains(self.client.get("/zh-hans/a/court-opens"), "最新版本")

    def test_it_is_refused_where_the_newest_is_shown_already(self) -> None:
        with self.assertRaises(PublishingRefused) as refused:
            self.again()
        self.assertIn("newest records already", str(refused.exception))

    def test_it_is_refused_when_somebody_published_meanwhile(self) -> None:
        seen = self.current()
        self.correct()
        self.again()
        with self.assertRaises(PublishingRefused) as refused:
            republish(seen, by=self.mei, change="correction", note="A digit.")
        self.assertIn("meanwhile", str(refused.exception))
        self.assertEqual(Version.objects.count(), 2)

    def test_it_is_refused_for_a_withdrawn_text(self) -> None:
        self.correct()
        withdraw(self.edition.article, by=self.mei, note="Wrong.")
        with self.assertRaises(PublishingRefused):
            self.again()

    def test_it_is_refused_where_the_record_lost_what_is_shown(self) -> None:
        self.figure.values.clear()
        with self.assertRaises(PublishingRefused) as refused:
            self.again()
        self.assertIn("[[number:figures]]", str(refused.exception))
        self.assertEqual(Version.objects.count(), 1)

    def test_a_corrected_figure_never_comes_along_with_a_mended_comma(self) -> None:
        self.correct()
        with self.assertRaises(PublishingRefused) as refused:
            self.again(change="typo", note="")
        self.assertIn("corrected figures", str(refused.exception))
        save_draft(self.edition, by=self.mei, abstract="A court, opened its doors.")
        with self.assertRaises(PublishingRefused):
            publish(self.edition, by=self.mei, change="typo")
        publish(self.edition, by=self.mei, change="correction", note="A digit.")

    def test_a_text_that_no_longer_shows_it_has_nothing_to_tell(self) -> None:
        self.correct()
        save_draft(self.edition, by=self.mei, body="No figure.")
        publish(self.edition, by=self.mei, change="typo")
        self.assertEqual(self.current().change_type, "typo")

    def test_it_needs_a_note_and_a_kind_of_change(self) -> None:
        self.figure.values.append(85)
        Subject.objects.update(number=2)
        for options in ({"note": " "}, {"change": "first"}, {"change": "x"}):
            with self.subTest(options), self.assertRaises(PublishingRefused):
                self.again(**options)
        self.assertEqual(self.again(change="typo", note="").change_type, "typo")

    def test_only_editors_may(self) -> None:
        self.correct()
        with self.assertRaises(PermissionDenied):
            republish(self.current(), by=self.omar, change="typo")

    def test_it_stamps_what_a_publishing_stamps(self) -> None:
        self.correct()
        Stamp.objects.all().delete()
        self.again()
        keys = set(Stamp.objects.values_list("key", flat=True))
        self.assertLessEqual({f"edition-{self.edition.pk}", "latest-en"}, keys)

    def test_the_page_says_that_a_figure_was_corrected_since(self) -> None:
        self.correct()
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "Figures as of version 1 of")
        self.assertContains(page, "since corrected")
        self.again()
        self.assertNotContains(self.client.get("/a/court-opens"), "since corrected")
        self.assertContains(self.client.get("/a/court-opens/v/1"), "since corrected")

    def test_a_copy_that_does_not_say_so_is_not_taken_for_the_newest(self) -> None:
        for path in ("/a/court-opens", "/a/court-opens.md", "/a/court-opens.pdf"):
            self.assertNotIn("Last-Modified", self.client.get(path).headers)

    def test_its_pdf_and_its_markdown_say_so_too(self) -> None:
        before = self.printed("/a/court-opens.pdf")
        self.correct()
        link = f"[figures]({settings.SITE_URL}/cases/overviews/figures)"
        said = (
            f"> Figures as of version 1 of the overview {link}; since corrected, in "
            "version 2."
        )
        for path in ("/a/court-opens.md", "/a/court-opens/v/1.md"):
            self.assertContains(self.client.get(path), said)
        self.assertNotIn("since corrected", before)
        self.assertIn("since corrected", self.printed("/a/court-opens.pdf"))
        self.again()
        self.assertNotContains(self.client.get("/a/court-opens.md"), "since corrected")
        self.assertNotIn("since corrected", self.printed("/a/court-opens.pdf"))
        self.assertIn("since corrected", self.printed("/a/court-opens/v/1.pdf"))

    def printed(self, path: str) -> str:
        page = PdfReader(io.BytesIO(self.client.get(path).content)).pages[0]
        return " ".join(page.extract_text().split())

    def test_the_page_says_less_of_what_was_merely_updated(self) -> None:
        self.figure.values.append(85)
        Subject.objects.update(number=2)
        page = self.client.get("/a/court-opens")
        self.assertContains(page, "version 2 has been published since")
