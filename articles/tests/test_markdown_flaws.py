"""Flaws of Markdown: told in the draft and its preview, and kept from readers."""

from typing import Any

from articles.models import Edition
from articles.publishing import publish
from articles.publishing.problems import PublishingRefused
from articles.tests.desk import DeskTestCase, page_of
from articles.views.preview import preview_token

BROKEN = {
    "Text.\n\n[[ case:x ]]": "Line 3: “[[ case:x ]]” is a broken embed.",
    "Text.\n\n[[case:x]": "Line 3: “[[case:x]” is a broken embed.",
    "Kind | Cases\nFaces | 23": "Line 1: the table that begins “Kind | Cases”",
    "Text.[^x]": "Line 1: the note [^x] has no text",
    "T.[^x]\n\n[^x]: A.\n[^x]: B.": "Line 4: there are two notes with the name",
    "```\nopen": "Line 1: “```” begins code that never ends.",
}


class FlawTests(DeskTestCase):
    def preview(self, edition: Edition) -> Any:
        return self.client.get(f"/preview/{preview_token(edition)}")

    def test_a_text_with_a_broken_mark_is_not_published(self) -> None:
        edition = self.make_edition()
        for body, message in BROKEN.items():
            for field in ("body", "sources"):
                with self.subTest(body=body, field=field):
                    Edition.objects.update(body="Text.", sources="")
                    Edition.objects.update(**{field: body})
                    edition.refresh_from_db()
                    with self.assertRaises(PublishingRefused) as refused:
                        publish(edition, by=self.mei)
                    (problem,) = refused.exception.problems
                    self.assertEqual(problem.field, field)
                    place = "Sources, line" if field == "sources" else "Line"
                    begins = message.replace("Line", place)
                    self.assertTrue(problem.message.startswith(begins))
        self.assertIsNone(self.fresh(edition).current_version)

    def test_a_record_in_title_or_abstract_is_not_published(self) -> None:
        edition = self.make_edition()
        for field in ("title", "abstract"):
            for embed in ("[[figure:a/b]]", "[[ case:x ]]", "[[case:x]"):
                with self.subTest(field=field, embed=embed):
                    Edition.objects.update(
                        **{"title": "T", "abstract": "A", field: f"Of {embed}"}
                    )
                    edition.refresh_from_db()
                    message = f"“{embed}” would be printed as it is typed"
                    self.assertContains(self.preview(edition), message)
                    with self.assertRaises(PublishingRefused) as refused:
                        publish(edition, by=self.mei)
                    (problem,) = refused.exception.problems
                    self.assertEqual(problem.field, field)

    def test_the_draft_and_its_preview_say_so_before(self) -> None:
        edition = self.make_edition(body="Text.\n\n[[case:x]")
        message = "Line 3: “[[case:x]” is a broken embed."
        self.assertContains(self.client.get(page_of(edition)), message)
        self.assertContains(self.preview(edition), message)

    def test_a_doubt_is_shown_and_does_not_block(self) -> None:
        edition = self.make_edition(body="It cost\n- or saved - much.")
        message = "Line 2: “- or saved - much.” was read as the beginning of a list."
        self.assertContains(self.client.get(page_of(edition)), message)
        self.assertContains(self.preview(edition), message)
        publish(edition, by=self.mei)
        response = self.client.get(self.fresh(edition).get_absolute_url())
        self.assertNotContains(response, "was read as")

    def test_an_element_that_is_left_out_is_named(self) -> None:
        body = 'Text.\n\n<iframe src="https://player.example"></iframe>'
        edition = self.make_edition(body=body)
        message = "Line 3: readers do not get the HTML element “&lt;iframe&gt;”."
        self.assertContains(self.client.get(page_of(edition)), message)
        self.assertContains(self.preview(edition), message)

    def test_the_preview_speaks_the_language_of_the_draft(self) -> None:
        edition = self.make_edition(language="zh-hans", body="正文。[^注]")
        self.assertContains(self.preview(edition), "第1行")
