"""The page of an article: begun, arranged, moved, begun in another language."""

from typing import Any

from django.urls import reverse

from articles.models import Article, Category, Edition, Related
from articles.publishing import update_article
from articles.tests import desk
from articles.tests.desk import DeskTestCase, press


def page_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


class BeginTests(DeskTestCase):
    def begin(self, **typed: Any) -> Any:
        page = self.open(reverse("admin:articles_article_add"))
        typed = {"title": "Opens", "slug": "court-opens", **typed}
        return press(page, "Begin writing", **typed)

    def test_it_begins_an_article_and_goes_on_to_its_text(self) -> None:
        response = self.begin()
        edition = Edition.objects.get(article__slug="court-opens")
        self.assert_leads_to(response, desk.page_of(edition))
        self.assertEqual((edition.title, edition.language), ("Opens", "en"))

    def test_readers_see_nothing_of_it(self) -> None:
        self.begin()
        self.assertEqual(self.client.get("/a/court-opens").status_code, 404)

    def test_an_address_that_is_taken_is_said_beside_its_field(self) -> None:
        self.make_article("court-opens")
        response = self.begin()
        self.assertIn("slug", response.context["form"].errors)
        self.assertEqual(Article.objects.count(), 1)

    def test_an_address_has_small_letters_digits_and_hyphens(self) -> None:
        for slug in ("Court", "court opens", "court_opens", "-court", "法院", ""):
            with self.subTest(slug=slug):
                response = self.begin(slug=slug)
                self.assertIn("slug", response.context["form"].errors)

    def test_a_contributor_begins_articles_and_no_pages(self) -> None:
        self.sign_in(self.omar)
        self.assertIn("kind", self.begin(kind="page").context["form"].errors)
        self.assertEqual(self.begin().status_code, 302)
        self.assertEqual(Edition.objects.get().created_by, self.omar)


class LanguageTests(DeskTestCase):
    def add(self, article: Article, **typed: Any) -> Any:
        page = self.open(page_of(article))
        return press(page, "Add the language", **{"language": "zh-hans", **typed})

    def test_it_opens_with_the_source_and_says_what_it_was_translated_from(
        self,
    ) -> None:
        source = self.make_published(title="Court opens")
        version = source.current_version
        assert version is not None
        self.add(source.article, source=str(version.pk))
        edition = Edition.objects.get(language="zh-hans")
        self.assertEqual(edition.title, "Court opens")
        self.assertEqual(edition.translated_from, version)

    def test_it_can_begin_empty(self) -> None:
        source = self.make_published()
        self.add(source.article, source="")
        edition = Edition.objects.get(language="zh-hans")
        self.assertEqual((edition.title, edition.method), ("", "original"))

    def test_a_language_is_begun_once(self) -> None:
        source = self.make_published()
        response = self.add(source.article, language="en")
        self.assertIn("language", response.context["language_form"].errors)
        self.assertEqual(Edition.objects.count(), 1)


class MoveTests(DeskTestCase):
    def move(self, article: Article, slug: str) -> Any:
        return press(self.open(page_of(article)), "Move the article", slug=slug)

    def test_the_old_address_leads_to_the_new_one(self) -> None:
        edition = self.make_published("old-slug")
        self.move(edition.article, "new-slug")
        self.assertRedirects(
            self.client.get("/a/old-slug"), "/a/new-slug", status_code=301
        )

    def test_an_address_once_used_by_another_is_refused(self) -> None:
        first = self.make_published("first")
        self.move(first.article, "moved")
        second = self.make_published("second")
        response = self.move(second.article, "first")
        self.assertIn("slug", response.context["move_form"].errors)
        self.assertEqual(Article.objects.get(pk=second.article_id).slug, "second")

    def test_it_can_move_back(self) -> None:
        edition = self.make_published("first")
        self.move(edition.article, "moved")
        self.move(edition.article, "first")
        self.assertEqual(self.client.get("/a/first").status_code, 200)

    def test_a_contributor_moves_nothing(self) -> None:
        edition = self.make_edition()
        self.client.force_login(self.omar)
        address = reverse("admin:article_move", args=[edition.article_id])
        response = self.client.post(address, {"slug": "moved"})
        self.assertEqual(response.status_code, 403)
        self.assertEqual(Article.objects.get().slug, "court-opens")


class ArrangeTests(DeskTestCase):
    def arrange(self, article: Article, **typed: Any) -> Any:
        return press(self.open(page_of(article)), "Save", **typed)

    def test_a_category_takes_effect_at_once(self) -> None:
        category = Category.objects.create(slug="insights")
        edition = self.make_published()
        self.arrange(edition.article, categories=[category.pk])
        self.assertEqual(list(edition.article.categories.all()), [category])
        self.assertFalse(self.fresh(edition).differs)

    def test_people_wait_for_the_next_publishing(self) -> None:
        self.make_contributor("meng-yu", "Meng Yu")
        self.make_contributor("guodong-du", "Guodong Du")
        edition = self.make_published()
        response = self.arrange(
            edition.article,
            **{
                "contributions-0-contributor": "meng-yu",
                "contributions-0-position": "2",
                "contributions-1-contributor": "guodong-du",
                "contributions-1-position": "1",
            },
        )
        self.assertContains(response.follow(), "when you publish these texts: English")
        rows = edition.article.contributions.order_by("position")
        self.assertEqual(
            [row.contributor.slug for row in rows], ["guodong-du", "meng-yu"]
        )
        self.assertTrue(self.fresh(edition).differs)
        self.assertNotContains(
            self.client.get(edition.get_absolute_url()), "Guodong Du"
        )

    def test_a_person_can_be_taken_away(self) -> None:
        person = self.make_contributor("meng-yu", "Meng Yu")
        edition = self.make_edition()
        edition.article.contributions.create(contributor=person)
        self.arrange(edition.article, **{"contributions-0-DELETE": True})
        self.assertFalse(edition.article.contributions.exists())

    def test_nobody_is_named_by_accident(self) -> None:
        edition = self.make_edition()
        response = self.arrange(
            edition.article, **{"contributions-0-contributor": "no-one"}
        )
        self.assertContains(response, "Nobody of this name is on record any more.")

    def test_it_keeps_what_was_chosen_in_its_order(self) -> None:
        edition = self.make_published()
        for slug in ("second", "first"):
            self.make_published(slug)
        self.arrange(edition.article, chosen="first\nsecond")
        chosen = Related.objects.filter(article=edition.article, reason="chosen")
        self.assertEqual(
            [row.other.slug for row in chosen.order_by("position")],
            ["first", "second"],
        )

    def test_it_shows_what_was_chosen_by_title_in_its_order(self) -> None:
        edition = self.make_published()
        others = [
            self.make_published(slug, title=slug.title()).article
            for slug in ("second", "first")
        ]
        update_article(edition.article, by=self.mei, chosen=others[::-1])
        page = self.open(page_of(edition.article))
        options = page.html.find(id="id_chosen").find_all("option")
        self.assertEqual([each.text for each in options], ["First", "Second"])
        self.assertContains(press(page, "Save").follow(), "Nothing was changed.")

    def test_another_order_of_what_was_chosen_is_a_change(self) -> None:
        edition = self.make_published()
        for slug in ("second", "first"):
            self.make_published(slug)
        self.arrange(edition.article, chosen="first\nsecond")
        self.arrange(edition.article, chosen="second\nfirst")
        chosen = Related.objects.filter(article=edition.article, reason="chosen")
        first = chosen.order_by("position")[0]
        self.assertEqual(first.other.slug, "second")

    def test_it_says_which_chosen_article_does_not_exist(self) -> None:
        edition = self.make_edition()
        for chosen in ("nowhere", "court-opens", "\n".join(f"a{n}" for n in range(13))):
            with self.subTest(chosen=chosen):
                response = self.arrange(edition.article, chosen=chosen)
                self.assertIn("chosen", response.context["form"].errors)

    def test_it_chooses_what_leads_the_front_page(self) -> None:
        edition = self.make_published()
        self.arrange(edition.article, leads=True)
        since = Article.objects.get(pk=edition.article_id).lead_since
        self.assertIsNotNone(since)
        self.arrange(edition.article, leads=True)
        self.assertEqual(Article.objects.get(pk=edition.article_id).lead_since, since)

    def test_what_was_published_never_turns_from_article_to_page(self) -> None:
        edition = self.make_published()
        response = self.arrange(edition.article, kind="page")
        self.assertIn("kind", response.context["form"].errors)

    def test_a_date_and_its_precision_agree(self) -> None:
        edition = self.make_edition()
        response = self.arrange(edition.article, dated="2024-12-18")
        self.assertIn("dated_precision", response.context["form"].errors)

    def test_a_contributor_arranges_nothing(self) -> None:
        edition = self.make_edition()
        self.client.force_login(self.omar)
        self.assertNotContains(self.client.get(page_of(edition.article)), "Series")
        response = self.client.post(page_of(edition.article), {"kind": "article"})
        self.assertEqual(response.status_code, 403)
