"""Categories, series, people and pictures at the desk."""

from typing import Any

from django.urls import reverse
from webtest import Upload

from articles.models import Category, Contributor, Picture, Series, Stamp
from articles.publishing import update_article
from articles.tests.desk import DeskTestCase, press, type_into
from articles.tests.picture_files import CREDIT, picture_file


class TaxonTests(DeskTestCase):
    def fill_in(self, name: str, pk: int | None = None, **typed: Any) -> Any:
        """Fill in Django's form, in which the first text is in English."""
        act, key = ("change", [pk]) if pk else ("add", [])
        page = self.open(reverse(f"admin:articles_{name}_{act}", args=key))
        form = page.forms[f"{name}_form"]
        type_into(form, typed)
        return form.submit("_save")

    def category(
        self, slug: str = "insights", pk: int | None = None, **typed: Any
    ) -> Any:
        text = {"texts-0-language": "en", "texts-0-name": "Insights"}
        return self.fill_in(
            "category", pk, slug=slug, position="1", **{**text, **typed}
        )

    def test_a_category_has_its_page_under_its_address(self) -> None:
        self.category()
        self.assertContains(self.client.get("/t/insights"), "Insights")

    def test_its_old_address_leads_to_the_new_one(self) -> None:
        self.category()
        self.category("views", Category.objects.get().pk)
        response = self.client.get("/t/insights")
        self.assertRedirects(response, "/t/views", status_code=301)

    def test_a_series_cannot_take_the_address_of_a_category(self) -> None:
        self.category("shared")
        response = self.fill_in("series", slug="shared")
        self.assertContains(response, "is, or once was, the address of something else")
        self.assertFalse(Series.objects.exists())

    def test_caches_are_told_of_a_new_name(self) -> None:
        self.category()
        category = Category.objects.get()
        before = Stamp.objects.get(key=f"category-{category.pk}-en").at
        self.category("insights", category.pk, **{"texts-0-name": "Views"})
        self.assertEqual(category.texts.get().name, "Views")
        after = Stamp.objects.get(key=f"category-{category.pk}-en").at
        self.assertGreater(after, before)

    def test_a_new_name_waits_in_the_texts_that_print_it(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        article = self.make_article()
        article.contributions.create(contributor=person)
        edition = self.make_published()
        other = self.make_published("other")
        self.fill_in("contributor", person.pk, **{"texts-0-name": "Yu Meng"})
        self.assertEqual(Contributor.objects.get().texts.get().name, "Yu Meng")
        self.assertTrue(self.fresh(edition).differs)
        self.assertFalse(self.fresh(other).differs)
        self.fill_in("contributor", person.pk, **{"texts-0-name": "Meng Yu"})
        self.assertFalse(self.fresh(edition).differs)

    def test_a_new_name_in_its_own_script_waits_too(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu", native_name="余盟")
        article = self.make_article()
        article.contributions.create(contributor=person)
        edition = self.make_published()
        self.fill_in("contributor", person.pk, native_name="余萌")
        self.assertTrue(self.fresh(edition).differs)

    def test_nothing_of_it_can_be_deleted(self) -> None:
        self.category()
        address = reverse(
            "admin:articles_category_delete", args=[Category.objects.get().pk]
        )
        self.assertEqual(self.client.post(address, {"post": "yes"}).status_code, 403)


class PictureTests(DeskTestCase):
    def upload(self, content: bytes | None = None, **typed: Any) -> Any:
        page = self.open(reverse("admin:articles_picture_add"))
        file = Upload("court.png", content or picture_file().getvalue(), "image/png")
        typed = {**CREDIT, "language": "en", "alt": "A court.", **typed}
        return press(page, "Upload", file=file, **typed)

    def test_it_keeps_the_picture_with_what_it_shows(self) -> None:
        response = self.upload()
        picture = Picture.objects.get()
        page = reverse("admin:articles_picture_change", args=[picture.pk])
        self.assert_leads_to(response, page)
        self.assertEqual(picture.texts.get().alt, "A court.")
        self.assertContains(self.client.get(page), "![A court.](/media/")

    def test_a_picture_shows_something(self) -> None:
        response = self.upload(alt=" ")
        self.assertIn("alt", response.context["form"].errors)
        self.assertFalse(Picture.objects.exists())

    def test_what_is_refused_is_said_beside_the_file(self) -> None:
        response = self.upload(b"<svg/>")
        self.assertIn("SVG", str(response.context["form"].errors["file"]))

    def test_the_same_picture_is_found_and_not_kept_twice(self) -> None:
        self.upload()
        self.upload(alt="Another sentence.", creator="Somebody else")
        picture = Picture.objects.get()
        self.assertEqual(picture.creator, CREDIT["creator"])
        self.assertEqual(picture.texts.get().alt, "A court.")

    def test_a_lead_picture_without_a_description_stops_publishing(self) -> None:
        self.upload(language="zh-hans")
        edition = self.make_edition()
        update_article(edition.article, by=self.mei, picture=Picture.objects.get())
        page = self.client.get(
            reverse("admin:articles_edition_change", args=[edition.pk])
        )
        self.assertContains(page, "Describe the lead picture in this language")
