"""The page to write on: saving, publishing, and the problems on the way."""

from typing import Any

from django.urls import reverse

from articles.models import AuditEntry, Edition, Subject, Version
from articles.publishing import save_draft
from articles.tests.desk import DeskTestCase, page_of, press

PUBLISH = "Save and publish"
PUBLISH_CHANGES = "Save and publish the changes"


class SavingTests(DeskTestCase):
    def test_it_saves_what_was_typed_and_says_so(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, title="Court closes")
        self.assert_leads_to(response, page_of(edition))
        self.assertContains(response.follow(), "The draft is saved.")
        self.assertEqual(self.fresh(edition).title, "Court closes")

    def test_the_live_text_stays_while_the_draft_changes(self) -> None:
        edition = self.make_published(title="Court opens")
        self.send(edition, title="Court closes")
        self.assertContains(self.client.get(edition.get_absolute_url()), "Court opens")
        self.assertContains(
            self.client.get(page_of(edition)), "Changed since published"
        )

    def test_what_stops_publishing_does_not_stop_saving(self) -> None:
        edition = self.make_edition()
        self.send(edition, title="", body="[[nothing:here]] [x](/a/nowhere)")
        page = self.client.get(page_of(edition))
        self.assertContains(page, "To correct before publishing")
        self.assertContains(page, "The link to /a/nowhere leads to nothing.")
        self.assertEqual(self.fresh(edition).title, "")

    def test_the_line_ends_of_a_browser_are_no_change(self) -> None:
        edition = self.make_published(body="One.\n\nTwo.\n")
        response = self.send(edition, body="One.\n\nTwo.\n")
        self.assertContains(response.follow(), "Nothing was changed.")
        self.assertEqual(self.fresh(edition).revision, edition.revision)
        self.assertFalse(self.fresh(edition).differs)

    def test_an_unknown_subject_is_named_beside_its_field(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, about="court:nowhere")
        self.assertFormError(
            response.context["form"],
            "about",
            "No subject has the name court:nowhere. Look it up under Subjects.",
        )

    def test_it_keeps_the_subjects_named_one_on_each_line(self) -> None:
        court = Subject.objects.create(kind="court", key="bic", url="/courts/bic")
        edition = self.make_edition()
        self.send(edition, about="court:bic\n")
        self.assertEqual(list(edition.about.all()), [court])
        self.send(edition, about="")
        self.assertEqual(list(edition.about.all()), [])

    def test_what_contradicts_itself_is_saved_and_stops_publishing(self) -> None:
        for number, (typed, field, message) in enumerate(
            (
                ({"method": "machine"}, "translated_from", "Choose the version"),
                ({"method": "machine_reviewed"}, "reviewed_by", "Name the person"),
                ({"based_on_relation": "rewritten"}, "based_on_title", "Give both"),
                ({"based_on_title": "Elsewhere"}, "based_on_title", "Give both"),
            )
        ):
            with self.subTest(typed):
                edition = self.make_edition(f"draft-{number}")
                saved = self.send(edition, **typed, title="Kept in here")
                self.assert_leads_to(saved, page_of(edition))
                self.assertContains(saved.follow(), message)
                self.assertEqual(self.fresh(edition).title, "Kept in here")
                preview = self.send(edition, "Save and preview")
                self.assertEqual(preview.follow().status_int, 200)
                refused = self.send(edition, PUBLISH)
                self.assertIn(field, refused.context["form"].errors)
                self.assertFalse(self.fresh(edition).versions.exists())

    def test_a_value_that_is_too_long_keeps_no_other_from_being_saved(self) -> None:
        edition = self.make_edition(title="Before")
        for button in ("Save", "Save and preview", PUBLISH):
            with self.subTest(button):
                long = {"title": "y" * 501, "takeaways": "z" * 5001}
                response = self.send(edition, button, body=f"By {button}.", **long)
                self.assertEqual(set(response.context["form"].errors), set(long))
                self.assertContains(response, "except for the marked fields")
                self.assertContains(response, "at most 500 characters (it has 501)")
                self.assertContains(response, "y" * 501)
                fresh = self.fresh(edition)
                self.assertEqual((fresh.title, fresh.body), ("Before", f"By {button}."))
                self.assertFalse(fresh.versions.exists())
                again = press(response, "Save", title="After", takeaways="")
                self.assert_leads_to(again, page_of(edition))
                edition = self.fresh(edition)
                self.assertEqual(edition.title, "After")
                edition = save_draft(edition, by=self.mei, title="Before")

    def test_every_kind_of_mistake_keeps_the_rest(self) -> None:
        edition = self.make_edition()
        for number, typed in enumerate(
            (
                {"about": "court:nowhere"},
                {"reviewed_by": "nobody"},
                {"translated_from": "999"},
                {"method": "no-such-method"},
                {"based_on_url": "not an address"},
                {"based_on_dated": "2024-13-45"},
                {"title": "a null \0 character"},
            )
        ):
            with self.subTest(typed):
                response = self.send(edition, **typed, body=f"Text {number}.")
                self.assertEqual(set(response.context["form"].errors), set(typed))
                self.assertEqual(self.fresh(edition).body, f"Text {number}.")

    def test_a_text_of_any_length_is_answered(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, body="x" * 400_001, title="y" * 501)
        self.assertEqual({"body", "title"}, set(response.context["form"].errors))

    def test_its_history_lists_its_versions_with_their_notes(self) -> None:
        edition = self.make_published()
        self.republish(edition, "update", "A second hall.", body="It opened twice.")
        history = reverse("admin:articles_edition_history", args=[edition.pk])
        self.assertContains(self.client.get(history), "A second hall.")

    def test_saving_is_written_down(self) -> None:
        edition = self.make_edition()
        self.send(edition, title="Court closes")
        history = reverse("admin:articles_edition_history", args=[edition.pk])
        self.assertContains(self.client.get(history), "Saved the draft: title.")
        last = AuditEntry.objects.filter(user=self.mei).latest("pk")
        self.assertEqual(
            (last.model, last.object_id), ("articles.edition", str(edition.pk))
        )


class TwoSavesTests(DeskTestCase):
    def refused(self, button: str = "Save") -> tuple[Edition, Any, Edition]:
        """Save after Omar did; return the draft, the answer and his draft."""
        edition = self.make_edition(title="Before", abstract="Both agree.")
        page = self.open(page_of(edition))
        theirs = save_draft(self.fresh(edition), by=self.omar, title="Theirs")
        response = press(page, button, title="Mine", takeaways="Mine too")
        return edition, response, theirs

    def test_the_second_is_refused_and_changes_nothing(self) -> None:
        edition, response, theirs = self.refused()
        self.assertEqual(response.status_code, 409)
        self.assertEqual(self.fresh(edition).title, "Theirs")
        self.assertEqual(self.fresh(edition).revision, theirs.revision)

    def test_its_text_stays_and_the_other_stands_beside_each_field(self) -> None:
        _edition, response, _theirs = self.refused()
        form = response.context["form"]
        self.assertEqual(form["title"].value(), "Mine")
        self.assertEqual(form["title"].theirs, "Theirs")
        self.assertEqual(form["takeaways"].theirs, "")
        self.assertFalse(hasattr(form["abstract"], "theirs"))
        self.assertContains(response, "Title, as omar saved it:", status_code=409)

    def test_saving_again_puts_it_in_place_of_the_other(self) -> None:
        edition, response, _theirs = self.refused()
        press(response, "Save")
        self.assertEqual(self.fresh(edition).title, "Mine")

    def test_a_third_save_meanwhile_is_noticed_too(self) -> None:
        edition, response, _theirs = self.refused()
        save_draft(self.fresh(edition), by=self.omar, title="Theirs again")
        response = press(response, "Save")
        self.assertEqual(response.status_code, 409)
        self.assertEqual(response.context["form"]["title"].theirs, "Theirs again")

    def test_nothing_is_published_of_a_refused_save(self) -> None:
        _edition, response, _theirs = self.refused(PUBLISH)
        self.assertEqual(response.status_code, 409)
        self.assertFalse(Version.objects.exists())


class PublishingTests(DeskTestCase):
    def test_it_saves_and_publishes_at_once(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, PUBLISH, title="Court closes")
        self.assert_leads_to(response, page_of(edition))
        self.assertContains(response.follow(), "Version 1 is published.")
        self.assertContains(self.client.get(edition.get_absolute_url()), "Court closes")

    def test_what_has_to_be_mended_stands_beside_its_field(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, PUBLISH, body="[x](/a/nowhere)")
        self.assertFormError(
            response.context["form"],
            "body",
            "The link to /a/nowhere leads to nothing.",
        )
        self.assertContains(response, "The draft is saved but not published.")
        self.assertContains(response, '<a href="#id_body">Text</a>')
        self.assertEqual(self.fresh(edition).body, "[x](/a/nowhere)")
        self.assertFalse(edition.versions.exists())

    def test_each_thing_to_mend_is_named_in_plain_words(self) -> None:
        edition = self.make_edition()
        digest = "0" * 64
        for body, sentence in (
            ("[[nothing:here]]", "[[nothing:here]] is no embed."),
            ("[[case:nobody]]", "leads to nothing published. Check its spelling."),
            (f"![](/media/{digest}.jpg)", "has no description"),
            (f"![A court](/media/{digest}.jpg)", "No picture is kept at /media/000"),
            ("![A court](https://elsewhere.org/a.jpg)", "uploaded here first"),
            ("[x](/cases/nobody)", "The link to /cases/nobody leads to nothing."),
        ):
            with self.subTest(body=body):
                response = self.send(edition, PUBLISH, body=body)
                self.assertIn(sentence, str(response.context["form"].errors["body"]))

    def test_the_page_of_a_refusal_can_be_saved_again(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, PUBLISH, title="")
        press(response, PUBLISH, title="Court opens")
        self.assertEqual(edition.versions.count(), 1)

    def test_a_correction_needs_a_note_for_readers(self) -> None:
        edition = self.make_published()
        response = self.send(
            edition, PUBLISH_CHANGES, title="Mended", change="correction"
        )
        self.assertIn("note", response.context["publish_form"].errors)
        self.assertEqual(edition.versions.count(), 1)

    def test_a_typing_error_needs_none(self) -> None:
        edition = self.make_published()
        self.send(edition, PUBLISH_CHANGES, title="Mended", change="typo")
        self.assertEqual(edition.versions.count(), 2)

    def test_a_change_has_a_kind(self) -> None:
        edition = self.make_published()
        response = self.send(edition, PUBLISH_CHANGES, title="Mended")
        self.assertFormError(
            response.context["publish_form"],
            "change",
            "Choose the kind of change.",
        )
        self.assertContains(response, '<a href="#id_change">Kind of change</a>')
        self.assertEqual(edition.versions.count(), 1)

    def test_a_missing_kind_of_change_hides_no_other_problem(self) -> None:
        edition = self.make_published()
        response = self.send(edition, PUBLISH_CHANGES, body="[x](/a/nowhere)")
        self.assertContains(response, "Choose the kind of change.")
        self.assertContains(response, "The link to /a/nowhere leads to nothing.")

    def test_the_note_is_kept_where_the_text_has_to_be_mended(self) -> None:
        edition = self.make_published()
        response = self.send(
            edition,
            PUBLISH_CHANGES,
            method="machine",
            change="correction",
            note="A date was wrong.",
        )
        self.assertContains(response, "A date was wrong.")

    def test_previewing_saves_first(self) -> None:
        edition = self.make_edition()
        response = self.send(edition, "Save and preview", title="Court closes")
        self.assertContains(self.client.get(response.location), "Court closes")

    def test_a_contributor_cannot_publish(self) -> None:
        edition = self.make_edition()
        self.client.force_login(self.omar)
        self.assertNotContains(self.client.get(page_of(edition)), "/publish/")
        address = reverse("admin:edition_publish", args=[edition.pk])
        response = self.client.post(address, {"change": "first"})
        self.assertEqual(response.status_code, 403)
        self.assertFalse(Version.objects.exists())

    def test_looking_at_the_address_of_an_act_does_nothing(self) -> None:
        edition = self.make_edition()
        for act in ("publish", "preview"):
            self.client.get(reverse(f"admin:edition_{act}", args=[edition.pk]))
        self.assertFalse(Version.objects.exists())
