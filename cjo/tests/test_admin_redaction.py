"""Redaction at the desk: find every place, give a reason, confirm."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from articles.models import AuditEntry, Redaction
from articles.pdf import store
from articles.redaction.choice import Choice
from articles.redaction.places import places_of
from articles.tests.desk import DeskTestCase, press
from cjo.tests.named_world import NAMES, REASON, NamedWorldTestCase

PAGE = "/admin/articles/redaction/add/"
FIND, WITHHOLD = "Find every place", "Withhold for ever"


class DeskRedactionTests(NamedWorldTestCase, DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.sign_in(self.chief)
        self.number = len(places_of(Choice(NAMES)))

    def find(self, **typed: str) -> Any:
        typed = {"names": "\n".join(NAMES), **typed}
        return press(self.open(PAGE), FIND, **typed)

    def confirm(self, page: Any, **typed: str) -> Any:
        confirmation = f"withhold {self.number}"
        typed = {"reason": REASON, "confirmation": confirmation, **typed}
        return press(page, WITHHOLD, **typed)

    def test_it_shows_every_place_with_its_words_and_counts_them(self) -> None:
        page = self.find()
        self.assertContains(page, f"{self.number} places")
        self.assertContains(page, "canonical · record · texts · en · facts")
        self.assertContains(page, "<mark>Zhang San</mark>")
        self.assertContains(
            page, reverse("admin:articles_edition_change", args=[1])[:24]
        )

    def test_it_withholds_after_the_words_are_typed(self) -> None:
        answer = self.confirm(self.find())
        redaction = Redaction.objects.get()
        url = reverse("admin:articles_redaction_change", args=[redaction.pk])
        self.assert_leads_to(answer, url)
        self.assertEqual((redaction.by, redaction.reason), (self.chief, REASON))
        page = self.open(url)
        self.assertContains(page, redaction.withheld.all()[0].original)

    def test_anything_else_typed_withholds_nothing(self) -> None:
        for confirmation in ("", "withhold", "yes", f"withhold {self.number + 1}"):
            with self.subTest(confirmation):
                page = self.confirm(self.find(), confirmation=confirmation)
                self.assertEqual(page.status_int, 200)
                self.assertContains(page, "errorlist")
        self.assertFalse(Redaction.objects.exists())

    def test_enter_in_a_field_withholds_nothing(self) -> None:
        form = self.find().forms["withhold-form"]
        form["reason"], form["confirmation"] = REASON, f"withhold {self.number}"
        form.submit("held", expect_errors=True)
        self.assertFalse(Redaction.objects.exists())

    def test_a_reason_with_the_name_is_marked(self) -> None:
        page = self.confirm(self.find(), reason="Zhang San asked for it.")
        self.assertContains(page, "The reason contains a name")

    def test_an_address_of_no_version_is_marked(self) -> None:
        page = self.find(names="", versions="/a/nothing/v/1")
        self.assertContains(page, "is the address of no version")

    def test_kept_pdfs_are_counted_and_deleted(self) -> None:
        path = Path(settings.PDF_ROOT) / "ab" / "abc.pdf"
        path.parent.mkdir(parents=True)
        path.write_bytes(b"%PDF-1.7 Zhang San %%EOF")
        page = self.find()
        self.assertContains(page, "1 kept PDF is deleted")
        with self.captureOnCommitCallbacks(execute=True):
            self.confirm(page)
        self.assertEqual(store.kept_files(), [])

    def test_backups_made_before_are_named_until_they_are_deleted(self) -> None:
        folder = Path(self._folder) / "backups"
        folder.mkdir(exist_ok=True)
        (folder / "observer-20250101T000000000000Z.tar").touch()
        with override_settings(VAR_DIR=folder.parent):
            page = self.find()
            self.assertContains(page, "observer-20250101T000000000000Z.tar")
            self.confirm(page)
            url = reverse("admin:articles_redaction_change", args=[1])
            page = self.open(url.replace("/1/", f"/{Redaction.objects.get().pk}/"))
            self.assertContains(page, "observer-20250101T000000000000Z.tar")

    def test_editors_read_the_list_and_withhold_nothing(self) -> None:
        self.sign_in(self.mei)
        list_page = reverse("admin:articles_redaction_changelist")
        self.assertEqual(self.client.get(list_page).status_code, 200)
        self.assertNotContains(self.client.get(list_page), PAGE)
        for data in ({}, {"names": "Zhang San", "find": "1"}):
            self.assertEqual(self.client.post(PAGE, data).status_code, 403)

    def test_contributors_see_nothing_of_it(self) -> None:
        self.sign_in(self.omar)
        for name in ("add", "changelist"):
            url = reverse(f"admin:articles_redaction_{name}")
            self.assertEqual(self.client.get(url).status_code, 403)

    def test_neither_page_nor_log_of_the_act_has_the_name(self) -> None:
        self.confirm(self.find())
        redaction = Redaction.objects.get()
        page = self.open(
            reverse("admin:articles_redaction_change", args=[redaction.pk])
        )
        self.assertNotContains(page, "Zhang")
        entry = AuditEntry.objects.get(act="withheld")
        self.assertNotIn("Zhang", entry.message)
