"""Protected names: refused wherever a text would print them, and never repeated."""

from typing import Any

from django.urls import reverse

from articles.models import (
    AuditEntry,
    Edition,
    Homonym,
    Picture,
    ProtectedName,
    Version,
)
from articles.publishing import change_slug, publish, republish, withdraw
from articles.publishing.problems import PublishingRefused
from articles.tests.desk import DeskTestCase, type_into

NAMES = "Wang Wei\n王伟"
LIST = "/admin/articles/protectedname/"


class ProtectedNameTestCase(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.name = ProtectedName.objects.create(names=NAMES, initials="Mr. W.")

    def refusal(self, edition: Edition) -> str:
        with self.assertRaises(PublishingRefused) as refused:
            publish(edition, by=self.mei)
        return str(refused.exception)


class RefusalTests(ProtectedNameTestCase):
    def test_it_names_the_place_and_the_initials_but_not_the_name(self) -> None:
        edition = self.make_edition(body="It opened.\n\nWang Wei was there.")
        said = self.refusal(edition)
        self.assertIn("print “Mr. W.” in its place at body, line 3", said)
        self.assertNotIn("Wang", said)

    def test_it_refuses_the_name_in_every_field_of_a_text(self) -> None:
        fields = ("title", "abstract", "takeaways", "body", "sources")
        for number, field in enumerate(fields):
            with self.subTest(field):
                text: dict[str, Any] = {field: "WANG-WEI"}
                edition = self.make_edition(f"opens-{number}", **text)
                self.assertIn(field, self.refusal(edition))

    def test_it_refuses_the_name_in_chinese(self) -> None:
        edition = self.make_edition(language="zh-hans", body="被告王伟辩称。")
        self.assertIn("body", self.refusal(edition))

    def test_it_refuses_the_name_in_an_address_and_in_a_source(self) -> None:
        slug = self.make_edition("wang-wei-sued")
        self.assertIn("slug", self.refusal(slug))
        link = "[The report](https://paper.example/wang_wei.html)"
        self.assertIn("sources", self.refusal(self.make_edition(sources=link)))

    def test_it_refuses_the_name_in_the_words_of_a_picture(self) -> None:
        for field in ("alt", "note", "creator", "source_url"):
            with self.subTest(field):
                work = {"picture": self.picture(**{field: "https://x.org/wang-wei"})}
                edition = self.make_edition(field.replace("_", "-"), work=work)
                self.assertIn("picture", self.refusal(edition))

    def picture(self, alt: str = "A man", note: str = "", **credit: str) -> Picture:
        credit = {"creator": "Li", "licence": "CC0", **credit}
        size = {"width": 1, "height": 1, "extension": "png"}
        hash_ = f"{Picture.objects.count():064}"
        picture = Picture.objects.create(hash=hash_, **size, **credit)
        picture.texts.create(language="en", alt=alt, note=note)
        return picture

    def test_it_refuses_the_name_in_a_note_and_a_reason(self) -> None:
        edition = self.make_published()
        with self.assertRaisesMessage(PublishingRefused, "Mr. W."):
            self.republish(edition, "update", "Wang Wei asked.", body="New.")
        with self.assertRaisesMessage(PublishingRefused, "Mr. W."):
            withdraw(edition.article, by=self.mei, note="Wang Wei asked.")

    def test_a_text_that_prints_the_name_already_can_be_withdrawn(self) -> None:
        ProtectedName.objects.all().delete()
        edition = self.make_published(title="Wang Wei sued")
        ProtectedName.objects.create(names=NAMES, initials="W.")
        withdraw(edition.article, by=self.mei, note="A name was printed.")
        self.assertEqual(self.client.get("/a/court-opens").status_code, 410)

    def test_it_refuses_a_new_address_with_the_name(self) -> None:
        article = self.make_published().article
        with self.assertRaisesMessage(PublishingRefused, "Mr. W."):
            change_slug(article, "wang-wei-opens", by=self.mei)

    def test_a_text_that_prints_the_name_is_not_published_again(self) -> None:
        ProtectedName.objects.all().delete()
        self.make_published(body="Wang Wei.")
        ProtectedName.objects.create(names=NAMES, initials="Mr. W.")
        with self.assertRaisesMessage(PublishingRefused, "Mr. W."):
            republish(
                Version.objects.get(),
                by=self.mei,
                change="update",
                note="Newer figures.",
            )


class HomonymTests(ProtectedNameTestCase):
    def test_somebody_else_of_this_name_can_be_named(self) -> None:
        edition = self.make_edition(body="Wang Wei, the poet.")
        Homonym.objects.create(
            protected_name=self.name, address="/a/court-opens", reason="The poet."
        )
        publish(edition, by=self.mei)
        other = self.make_edition("court-closes", body="Wang Wei, the poet.")
        self.assertIn("body", self.refusal(other))

    def test_it_is_declared_at_the_desk_and_logged_without_the_name(self) -> None:
        page = self.open(f"{LIST}{self.name.pk}/change/")
        form = page.forms["protectedname_form"]
        typed = {"address": "/a/court-opens", "reason": "The poet of the Tang."}
        type_into(form, {f"homonyms-0-{name}": typed[name] for name in typed})
        form.submit("_save")
        entry = AuditEntry.objects.latest("pk")
        self.assertEqual((entry.user, entry.act), (self.mei, "changed"))
        self.assertIn("/a/court-opens: The poet of the Tang.", entry.message)


class DeskTests(ProtectedNameTestCase):
    def test_the_refusal_leads_to_the_row_and_is_logged_without_the_name(self) -> None:
        edition = self.make_edition(body="Wang Wei was there.")
        page = self.send(edition, "Save and publish")
        self.assertContains(page, f"{LIST}{self.name.pk}/change/")
        entry = AuditEntry.objects.get(act="refused")
        self.assertNotIn("Wang", entry.message)

    def test_the_log_knows_a_name_by_its_number(self) -> None:
        page = self.open(f"{LIST}add/")
        form = page.forms["protectedname_form"]
        type_into(form, {"names": "Zhang San", "initials": "Z."})
        form.submit("_save")
        rows: list[Any] = list(AuditEntry.objects.values_list())
        self.assertNotIn("Zhang", str(rows))
        self.assertTrue(ProtectedName.objects.filter(names="Zhang San").exists())

    def test_it_refuses_a_line_of_a_single_character(self) -> None:
        page = self.open(f"{LIST}add/")
        form = page.forms["protectedname_form"]
        type_into(form, {"names": "Wang Wei\n王", "initials": "W."})
        self.assertContains(form.submit("_save"), "at least 2 characters")

    def test_a_contributor_sees_no_list(self) -> None:
        self.client.force_login(self.omar)
        self.assertEqual(self.client.get(LIST).status_code, 403)
        url = reverse("admin:index")
        self.assertNotContains(self.client.get(url), "Protected names")
