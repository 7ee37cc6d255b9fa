"""Two tabs on one row: the second save is refused, and shows both values."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.db import models
from django.urls import reverse

from articles.models import (
    Article,
    AuditEntry,
    Category,
    CategoryText,
    Contributor,
    Picture,
    PictureText,
    SearchSynonym,
    Series,
    SeriesText,
)
from articles.publishing import change_slug, taxonomy, update_article
from articles.tests.desk import DeskTestCase, page_of, press, submit, type_into

MEANWHILE = "saved this while you were writing"


def at_desk(row: models.Model, act: str = "change") -> str:
    return reverse(
        f"admin:{row._meta.label_lower.replace('.', '_')}_{act}", args=[row.pk]
    )


class DjangosForms(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.mei.is_superuser = True
        self.mei.save()
        self.category = Category.objects.create(slug="insights", position=1)
        CategoryText.objects.create(
            category=self.category, language="en", name="Insights"
        )
        self.series = Series.objects.create(slug="digest")
        SeriesText.objects.create(series=self.series, language="en", name="Digest")
        self.person = self.make_contributor("meng-yu", "Meng Yu")
        self.picture = Picture.objects.create(
            hash="0" * 64, width=1, height=1, creator="A", licence="CC"
        )
        PictureText.objects.create(picture=self.picture, language="en", alt="A court.")

    def tab(self, row: models.Model) -> Any:
        return self.open(at_desk(row)).forms[f"{row._meta.model_name}_form"]

    def save(self, tab: Any, **typed: Any) -> Any:
        type_into(tab, typed)
        return submit(tab, "_save", "Save")

    def again(self, response: Any, row: models.Model) -> Any:
        return submit(response.forms[f"{row._meta.model_name}_form"], "_save", "Save")

    def test_each_kind_of_row_tells_two_tabs_apart(self) -> None:
        omar = User.objects.get(pk=self.omar.pk)
        synonyms = SearchSynonym.objects.create(language="en", words="court, hall")
        cases: list[tuple[models.Model, str, str, str]] = [
            (self.category, "position", "2", "3"),
            (self.series, "total", "2", "3"),
            (self.person, "native_name", "余盟", "余萌"),
            (self.picture, "creator", "B", "C"),
            (synonyms, "words", "court, bench", "court, forum"),
            (omar, "last_name", "B", "C"),
            (Group.objects.get(name="editor"), "name", "editors", "writers"),
        ]
        for row, field, first, second in cases:
            with self.subTest(row._meta.label):
                one, other = self.tab(row), self.tab(row)
                self.assertEqual(self.save(one, **{field: first}).status_int, 302)
                refused = self.save(other, **{field: second})
                self.assertEqual(refused.status_int, 409)
                self.assertContains(refused, MEANWHILE, status_code=409)
                form = refused.forms[f"{row._meta.model_name}_form"]
                self.assertEqual(form[field].value, second)
                stored = type(row)._default_manager.get(pk=row.pk)
                self.assertEqual(str(getattr(stored, field)), first)
                self.assertContains(
                    refused, f"As it was saved meanwhile: {first}", status_code=409
                )
                self.assertEqual(self.again(refused, row).status_int, 302)
                stored.refresh_from_db()
                self.assertEqual(str(getattr(stored, field)), second)

    def test_a_save_that_changes_nothing_says_so_and_refuses_no_other_tab(self) -> None:
        omar = User.objects.get(pk=self.omar.pk)
        for row, field, value in [
            (self.category, "position", "3"),
            (self.series, "total", "3"),
            (self.person, "native_name", "余萌"),
            (self.picture, "creator", "C"),
            (omar, "last_name", "C"),
            (Group.objects.get(name="editor"), "name", "writer"),
        ]:
            with self.subTest(row._meta.label):
                one, other = self.tab(row), self.tab(row)
                answer = self.save(one).follow()
                self.assertContains(answer, "Nothing was changed.")
                self.assertNotContains(answer, "was changed successfully")
                self.assertFalse(
                    AuditEntry.objects.filter(object_name=str(row)).exists()
                )
                self.assertEqual(self.save(other, **{field: value}).status_int, 302)

    def test_a_changed_name_alone_is_a_change(self) -> None:
        tab = self.tab(self.category)
        answer = self.save(tab, **{"texts-0-name": "Views"}).follow()
        self.assertNotContains(answer, "Nothing was changed.")
        self.assertEqual(self.category.texts.get().name, "Views")

    def test_an_old_tab_that_says_the_same_as_the_other_saved_is_not_refused(
        self,
    ) -> None:
        one, other = self.tab(self.category), self.tab(self.category)
        self.save(one, position="2")
        answer = self.save(other, position="2").follow()
        self.assertContains(answer, "Nothing was changed.")

    def test_a_page_with_a_mistake_is_not_taken_for_one_opened_later(self) -> None:
        one, other = self.tab(self.category), self.tab(self.category)
        self.save(one, position="2")
        wrong = self.save(other, position="many")
        self.assertContains(wrong, "Enter a whole number.")
        form = wrong.forms["category_form"]
        self.assertEqual(self.save(form, position="3").status_int, 409)

    def test_a_name_that_both_added_is_one_name(self) -> None:
        one, other = self.tab(self.category), self.tab(self.category)
        added = {"texts-1-language": "zh-hans", "texts-1-name": "洞见"}
        self.save(one, **added)
        refused = self.save(other, **{**added, "texts-1-name": "观点"})
        self.assertContains(refused, "saved meanwhile: 洞见", status_code=409)
        self.assertEqual(self.again(refused, self.category).status_int, 302)
        names = self.category.texts.filter(language="zh-hans")
        self.assertEqual(names.get().name, "观点")

    def test_a_name_that_the_other_added_stays(self) -> None:
        one, other = self.tab(self.person), self.tab(self.person)
        self.save(one, **{"texts-1-language": "zh-hans", "texts-1-name": "余盟"})
        refused = self.save(other, native_name="余")
        self.assertEqual(refused.status_int, 409)
        self.assertEqual(self.again(refused, self.person).status_int, 302)
        self.assertEqual(self.person.texts.count(), 2)

    def test_a_name_that_the_other_removed_is_told_and_not_lost(self) -> None:
        PictureText.objects.create(picture=self.picture, language="fr", alt="Tribunal.")
        one, other = self.tab(self.picture), self.tab(self.picture)
        place = next(n for n in "01" if one[f"texts-{n}-language"].value == "fr")
        self.save(one, **{f"texts-{place}-DELETE": True})
        refused = self.save(other, **{f"texts-{place}-alt": "Un tribunal."})
        self.assertContains(refused, "1 row was removed meanwhile", status_code=409)
        self.assertNotContains(refused, "Select a valid choice", status_code=409)
        self.assertEqual(self.again(refused, self.picture).status_int, 302)
        self.assertEqual(self.picture.texts.get(language="fr").alt, "Un tribunal.")

    def test_enter_saves_nothing_and_keeps_all(self) -> None:
        tab = self.tab(self.category)
        type_into(tab, {"position": "7", "texts-0-name": "Views"})
        answer = submit(tab, "held", "1")
        self.assertNotContains(answer, "correct the error below")
        self.assertContains(answer, "Nothing was saved or published")
        form = answer.forms["category_form"]
        self.assertEqual(form["texts-0-name"].value, "Views")
        self.assertEqual(self.category.texts.get().name, "Insights")
        self.assertEqual(submit(form, "_save", "Save").status_int, 302)
        self.assertEqual(self.category.texts.get().name, "Views")


class SettingsTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        for slug in ("ann", "bo", "cai"):
            self.make_contributor(slug, slug.title())
        self.article = self.make_article()
        self.name("ann", "bo")

    def name(self, *slugs: str) -> None:
        for place, slug in enumerate(slugs):
            person = Contributor.objects.get(slug=slug)
            self.article.contributions.create(contributor=person, position=place)

    def names(self) -> list[str]:
        rows = self.article.contributions.order_by("position")
        return [row.contributor.slug for row in rows]

    def tab(self) -> Any:
        return self.open(at_desk(self.article))

    def test_the_second_save_is_refused_and_shows_both(self) -> None:
        category = Category.objects.create(slug="insights")
        one, other = self.tab(), self.tab()
        self.assertEqual(press(one, "Save", series_part="2").status_int, 302)
        refused = press(other, "Save", series_part="3", categories=[category.pk])
        self.assertContains(
            refused, "somebody else saved this article", status_code=409
        )
        self.assertContains(refused, "as mei saved it", status_code=409)
        self.assertEqual(refused.forms["arrange-form"]["series_part"].value, "3")
        self.article.refresh_from_db()
        self.assertEqual(self.article.series_part, 2)
        self.assertEqual(press(refused, "Save").status_int, 302)
        self.article.refresh_from_db()
        self.assertEqual(self.article.series_part, 3)
        self.assertEqual(list(self.article.categories.all()), [category])

    def test_chosen_articles_of_the_other_tab_are_shown_by_title(self) -> None:
        for slug in ("first", "second"):
            self.make_edition(slug, title=f"The {slug} case")
        one, other = self.tab(), self.tab()
        press(one, "Save", chosen="second\nfirst")
        refused = press(other, "Save", chosen="first")
        self.assertContains(refused, "The second case, The first case", status_code=409)

    def test_a_save_that_changed_nothing_refuses_no_other_tab(self) -> None:
        Category.objects.create(slug="insights")
        self.article.categories.set(Category.objects.all())
        one, other = self.tab(), self.tab()
        self.assertContains(press(one, "Save").follow(), "Nothing was changed.")
        self.assertEqual(press(other, "Save", series_part="3").status_int, 302)
        self.article.refresh_from_db()
        self.assertEqual(self.article.series_part, 3)

    def test_saving_keeps_the_rows_of_people(self) -> None:
        ids = set(self.article.contributions.values_list("pk", flat=True))
        press(self.tab(), "Save", series_part="2")
        self.assertEqual(
            set(self.article.contributions.values_list("pk", flat=True)), ids
        )

    def test_a_person_whom_the_other_tab_removed_is_told(self) -> None:
        one, other = self.tab(), self.tab()
        press(one, "Save", **{"contributions-0-DELETE": True})
        self.assertEqual(self.names(), ["bo"])
        refused = press(other, "Save", **{"contributions-0-role": "trl"})
        self.assertContains(refused, "1 person was removed meanwhile", status_code=409)
        self.assertNotContains(refused, "Select a valid choice", status_code=409)
        press(refused, "Save")
        self.assertEqual(set(self.names()), {"ann", "bo"})

    def test_a_person_whom_both_tabs_added_is_there_once(self) -> None:
        one, other = self.tab(), self.tab()
        press(one, "Save", **{"contributions-2-contributor": "cai"})
        refused = press(other, "Save", **{"contributions-2-contributor": "cai"})
        self.assertEqual(refused.status_int, 409)
        self.assertEqual(press(refused, "Save").status_int, 302)
        self.assertEqual(self.names(), ["ann", "bo", "cai"])

    def test_a_person_whom_the_other_tab_added_stays(self) -> None:
        one, other = self.tab(), self.tab()
        press(one, "Save", **{"contributions-2-contributor": "cai"})
        refused = press(other, "Save", series_part="3")
        press(refused, "Save")
        self.assertEqual(self.names(), ["ann", "bo", "cai"])

    def test_a_person_who_was_merged_does_not_come_back_unsaid(self) -> None:
        tab = self.tab()
        ann, cai = (Contributor.objects.get(slug=slug) for slug in ("ann", "cai"))
        taxonomy.merge(ann, cai, by=self.mei)
        refused = press(tab, "Save", series_part="3")
        self.assertContains(refused, "somebody else saved", status_code=409)
        self.assertEqual(self.names(), ["cai", "bo"])

    def test_a_save_by_other_means_is_seen_too(self) -> None:
        tab = self.tab()
        update_article(self.article, by=self.mei, series_part=9)
        self.assertEqual(press(tab, "Save", series_part="3").status_int, 409)

    def test_the_second_of_two_moves_is_told_of_the_first(self) -> None:
        one, other = self.tab(), self.tab()
        press(one, "Move the article", slug="first")
        refused = press(other, "Move the article", slug="second")
        self.assertContains(refused, "has moved it to “first” meanwhile")
        self.assertEqual(Article.objects.get().slug, "first")
        self.assertEqual(press(refused, "Move the article").status_int, 302)
        self.assertEqual(Article.objects.get().slug, "second")

    def test_a_move_is_not_undone_by_a_save_of_the_settings(self) -> None:
        tab = self.tab()
        change_slug(Article.objects.get(), "moved", by=self.mei)
        press(tab, "Save", series_part="3")
        self.assertEqual(Article.objects.get().slug, "moved")


class DraftTests(DeskTestCase):
    def test_a_text_that_was_written_meanwhile_is_not_deleted(self) -> None:
        edition = self.make_edition()
        page = self.open(at_desk(edition, "delete"))
        self.send(edition, body="A long text.")
        answer = press(page, "Delete the draft")
        self.assert_leads_to(answer, page_of(edition))
        self.assertContains(answer.follow(), "Somebody else has just saved this draft")
        self.assertEqual(self.fresh(edition).body, "A long text.")
