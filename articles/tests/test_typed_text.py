"""Texts pasted into the desk are saved without characters that nobody sees."""

from django.urls import reverse

from articles.models import ChangeType, Contributor, Version
from articles.publishing import publish
from articles.tests.desk import DeskTestCase, page_of, press

PASTED = "\ufeffOne\x0btwo\u2028three\u200b\x01 end"


class DraftTests(DeskTestCase):
    def test_every_text_of_a_draft_is_cleaned(self) -> None:
        edition = self.make_edition()
        self.send(
            edition,
            title=PASTED,
            abstract=PASTED,
            takeaways=PASTED,
            body=PASTED,
            sources=PASTED,
            based_on_relation="first_published",
            based_on_title=PASTED,
        )
        saved = self.fresh(edition)
        for field in ("takeaways", "body", "sources"):
            self.assertEqual(getattr(saved, field), "One\ntwo\nthree end", field)
        for field in ("title", "abstract", "based_on_title"):
            self.assertEqual(getattr(saved, field), "One two three end", field)
        self.assertEqual(saved.takeaway_list, ["One", "two", "three end"])

    def test_so_is_a_draft_that_no_form_was_for(self) -> None:
        edition = self.make_edition(title=PASTED, body=PASTED)
        self.assertEqual(edition.title, "One two three end")
        self.assertEqual(edition.body, "One\ntwo\nthree end")

    def test_an_abstract_is_one_line_in_every_output(self) -> None:
        edition = self.make_published(
            language="zh-hans", title="法院", abstract="北京互联网\r\n法院受理\n3件。\n"
        )
        self.assertEqual(edition.abstract, "北京互联网法院受理3件。")
        english = self.make_edition("other", abstract="It took\nthe case.")
        self.assertEqual(english.abstract, "It took the case.")

    def test_a_note_for_readers_is_cleaned(self) -> None:
        edition = self.make_published()
        press(
            self.open(page_of(edition)),
            "Save and publish the changes",
            body="Another text.",
            change=ChangeType.CORRECTION,
            note=PASTED,
        )
        note = Version.objects.get(number=2).change_note
        self.assertEqual(note, "One\ntwo\nthree end")

    def test_what_was_published_is_not_touched(self) -> None:
        edition = self.make_edition()
        type(edition).objects.update(body="a\u200bb")
        edition.refresh_from_db()
        version = publish(edition, by=self.mei)
        self.assertEqual(version.document["body"], "a\u200bb")

    def test_names_and_descriptions_are_cleaned(self) -> None:
        add = self.open(reverse("admin:articles_contributor_add"))
        form = add.forms["contributor_form"]
        form["slug"] = "meng-yu"
        form["native_name"] = "余\u200b盟"
        form["texts-0-language"] = "en"
        form["texts-0-name"] = "\ufeffMeng\u2028Yu"
        form.submit()
        person = Contributor.objects.get()
        self.assertEqual(person.native_name, "余盟")
        self.assertEqual(person.texts.get().name, "Meng Yu")
