"""Categories, series, people and pictures at the desk."""

import io
from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import etree
from pypdf import PdfReader
from webtest import Upload

from articles.models import AuditEntry, Category, Contributor, Picture, Series, Stamp
from articles.publishing import taxonomy, update_article
from articles.publishing.pictures import keep_picture, take_down
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
        category = Category.objects.get()
        link = reverse("admin:articles_category_change", args=[category.pk])
        self.assertContains(response, f'“<a href="{link}">shared</a>”')
        taxonomy.delete(category, by=self.mei)
        response = self.fill_in("series", slug="shared")
        self.assertContains(response, "“shared” is, or once was")

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

    def test_an_unused_one_can_be_deleted_and_its_address_stays_taken(self) -> None:
        self.category()
        pk = Category.objects.get().pk
        address = reverse("admin:articles_category_delete", args=[pk])
        self.client.post(address, {"post": "yes"})
        self.assertFalse(Category.objects.exists())
        self.assertEqual(self.client.get("/t/insights").status_code, 404)
        response = self.category()
        self.assertContains(response, "is, or once was, the address of something else")

    def test_a_used_one_cannot_be_deleted(self) -> None:
        self.category()
        category = Category.objects.get()
        self.make_published().article.categories.add(category)
        address = reverse("admin:articles_category_delete", args=[category.pk])
        self.assertEqual(self.client.post(address, {"post": "yes"}).status_code, 403)
        page = reverse("admin:articles_category_change", args=[category.pk])
        self.assertNotContains(self.client.get(page), "deletelink")

    def test_a_new_category_is_no_section_while_it_is_empty(self) -> None:
        self.category()
        self.assertNotContains(self.client.get("/latest"), 'href="/t/insights"')
        article = self.make_edition().article
        update_article(article, by=self.mei, categories=[Category.objects.get()])
        self.republish(article.editions.get(), "first")
        self.assertContains(self.client.get("/latest"), 'href="/t/insights"')

    def test_a_hidden_category_is_in_no_menu_and_keeps_its_page(self) -> None:
        self.category()
        category = Category.objects.get()
        edition = self.make_edition()
        update_article(edition.article, by=self.mei, categories=[category])
        self.republish(edition, "first")
        self.category(pk=category.pk, hidden=True)
        self.assertNotContains(self.client.get("/latest"), '/t/insights"\n>')
        self.assertNotContains(self.client.get("/feeds"), "/t/insights/feed")
        sitemap = self.read_sitemap("categories")
        self.assertNotIn("/t/insights", etree.tostring(sitemap).decode())
        self.assertContains(self.client.get("/t/insights"), "Court opens")

    def test_no_output_of_a_text_names_a_hidden_category(self) -> None:
        self.category()
        category = Category.objects.get()
        edition = self.make_edition()
        update_article(edition.article, by=self.mei, categories=[category])
        self.republish(edition, "first")
        outputs = (
            *("/a/court-opens", "/a/court-opens/v/1", "/a/court-opens.md"),
            *("/", "/latest", "/feed.atom", "/feed.rss", "/feed.json"),
        )
        for hidden in (False, True):
            self.category(pk=category.pk, hidden=hidden)
            names = [
                path
                for path in outputs
                if b"Insights" in b"".join(self.client.get(path))
            ]
            expected = [] if hidden else [p for p in outputs if p[-3:] != ".md"]
            self.assertEqual(names, expected)
        self.assertContains(self.client.get("/t/insights"), "Insights")

    def test_a_text_does_not_name_its_hidden_series(self) -> None:
        series = Series.objects.create(slug="digest")
        series.texts.create(language="en", name="The Digest")
        update_article(self.make_published().article, by=self.mei, series=series)
        self.assertContains(self.client.get("/a/court-opens"), "The Digest")
        Series.objects.update(hidden=True)
        self.assertNotContains(self.client.get("/a/court-opens"), "The Digest")

    def test_a_merged_category_gives_its_texts_address_and_feed(self) -> None:
        self.category()
        self.category("views", None, **{"texts-0-name": "Views"})
        old, new = Category.objects.order_by("slug")
        edition = self.make_edition()
        update_article(edition.article, by=self.mei, categories=[old])
        self.republish(edition, "first")
        page = self.open(reverse("admin:articles_category_merge", args=[old.pk]))
        press(page, "Merge", into=new.pk)
        self.assertEqual([*edition.article.categories.all()], [new])
        self.assertFalse(Category.objects.filter(pk=old.pk).exists())
        for path in ("", "/feed.atom", "/feed.rss", "/feed.json"):
            response = self.client.get(f"/t/insights{path}")
            self.assertRedirects(response, f"/t/views{path}", status_code=301)
        self.assertContains(self.client.get("/t/views"), "Court opens")

    def test_enter_merges_nothing(self) -> None:
        self.category()
        self.category("views")
        old, new = Category.objects.order_by("slug")
        address = reverse("admin:articles_category_merge", args=[old.pk])
        self.client.post(address, {"into": new.pk, "held": "1"})
        self.assertEqual(Category.objects.count(), 2)

    def test_a_merged_person_keeps_the_bylines_as_printed(self) -> None:
        people = [self.make_contributor(s, n) for s, n in (("yu", "Yu"), ("du", "Du"))]
        edition = self.make_edition()
        edition.article.contributions.create(contributor=people[0])
        self.republish(edition, "first")
        address = reverse("admin:articles_contributor_merge", args=[people[0].pk])
        press(self.open(address), "Merge", into=people[1].pk)
        self.assertContains(self.client.get("/a/court-opens"), "Yu")
        for path in ("", "/feed.atom"):
            response = self.client.get(f"/contributors/yu{path}")
            self.assertRedirects(response, f"/contributors/du{path}", status_code=301)
        self.assertContains(self.client.get("/contributors/du"), "Court opens")
        self.assertContains(
            self.client.get("/contributors/du/feed.atom"), "Court opens"
        )
        self.assertNotContains(self.client.get("/contributors/"), "/contributors/yu")
        self.assertTrue(self.fresh(edition).differs)

    def test_a_merged_series_gives_its_texts(self) -> None:
        old, new = (Series.objects.create(slug=slug) for slug in ("judges", "benches"))
        for series in (old, new):
            series.texts.create(language="en", name=series.slug.title())
            taxonomy.refresh_derived(series, by=self.mei)
        edition = self.make_published(work={"series": old})
        taxonomy.merge(old, new, by=self.mei)
        edition.article.refresh_from_db()
        self.assertEqual(edition.article.series, new)
        response = self.client.get("/t/judges")
        self.assertRedirects(response, "/t/benches", status_code=301)

    def test_only_editors_merge_and_delete(self) -> None:
        self.category()
        category = Category.objects.get()
        self.sign_in(self.omar)
        for act in ("merge", "delete"):
            address = reverse(f"admin:articles_category_{act}", args=[category.pk])
            self.assertIn(self.client.get(address).status_code, (403, 302))
        with self.assertRaises(PermissionDenied):
            taxonomy.delete(category, by=self.omar)


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

    def shown(self) -> Picture:
        self.upload()
        picture = Picture.objects.get()
        body = f"Look.\n\n![A court.](/media/{picture.sizes[-1]['hash']}.webp)"
        edition = self.make_edition(body=body)
        update_article(edition.article, by=self.mei, picture=picture)
        self.republish(edition, "first")
        return picture

    def test_an_unused_picture_can_be_deleted_a_used_one_not(self) -> None:
        picture = self.shown()
        address = reverse("admin:articles_picture_delete", args=[picture.pk])
        self.assertEqual(self.client.post(address, {"post": "yes"}).status_code, 403)
        unused = keep_picture(picture_file(size=(60, 30)), by=self.mei, **CREDIT)
        address = reverse("admin:articles_picture_delete", args=[unused.pk])
        self.client.post(address, {"post": "yes"})
        self.assertEqual([*Picture.objects.all()], [picture])

    def test_a_picture_taken_down_is_gone_from_every_output(self) -> None:
        picture = self.shown()
        files = [f"/media/{file['hash']}.{file['extension']}" for file in picture.sizes]
        files.append(f"/media/{picture.hash}.jpg")
        page = self.open(reverse("admin:articles_picture_take_down", args=[picture.pk]))
        press(page, "Take down", reason="The licence was withdrawn.")
        for file in files:
            response = self.client.get(file)
            self.assertEqual(response.status_code, 410)
            self.assertNotIn("immutable", response.headers.get("Cache-Control", ""))
        for path in (
            "/a/court-opens",
            "/a/court-opens/v/1",
            "/a/court-opens.md",
            "/a/court-opens/v/1.md",
            "/feed.atom",
            "/latest",
        ):
            text = self.client.get(path).content.decode()
            self.assertNotIn(picture.sizes[-1]["hash"], text, path)
        for path in ("/a/court-opens", "/a/court-opens.md"):
            self.assertContains(self.client.get(path), "A picture was taken down")
        pdf = PdfReader(io.BytesIO(self.client.get("/a/court-opens.pdf").getvalue()))
        self.assertEqual(sum(len(page.images) for page in pdf.pages), 0)
        log = AuditEntry.objects.filter(object_id=str(picture.pk)).last()
        assert log is not None
        self.assertIn("The licence was withdrawn.", log.message)

    def test_the_markdown_keeps_the_link_around_a_picture_taken_down(self) -> None:
        picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        file = f"/media/{picture.sizes[-1]['hash']}.webp"
        self.make_published(body=f"See [![A court.]({file})](https://example.org/).")
        take_down(picture, by=self.mei, reason="A complaint.")
        self.assertContains(
            self.client.get("/a/court-opens.md"),
            "See [*A picture was taken down here.*](https://example.org/).",
        )

    def test_a_picture_can_be_put_back(self) -> None:
        picture = self.shown()
        take_down(picture, by=self.mei, reason="A complaint.")
        page = self.open(reverse("admin:articles_picture_take_down", args=[picture.pk]))
        press(page, "Put back")
        self.assertEqual(self.client.get(f"/media/{picture.hash}.jpg").status_code, 200)
        page = self.client.get("/a/court-opens")
        self.assertContains(page, picture.sizes[-1]["hash"])

    def test_a_picture_is_not_taken_down_without_a_reason(self) -> None:
        picture = self.shown()
        page = self.open(reverse("admin:articles_picture_take_down", args=[picture.pk]))
        response = press(page, "Take down", reason=" ")
        self.assertIn("reason", response.context["form"].errors)
        picture.refresh_from_db()
        self.assertFalse(picture.is_taken_down)

    def test_a_hidden_picture_is_offered_by_no_form(self) -> None:
        picture = self.shown()
        Picture.objects.update(hidden=True)
        article = self.make_edition("other").article
        page = self.client.get(
            reverse("admin:articles_article_change", args=[article.pk])
        )
        self.assertNotContains(page, f'<option value="{picture.pk}"')
