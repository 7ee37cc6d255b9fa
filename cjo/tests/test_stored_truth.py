"""Stored pages are true: each way in which a page can change shows at once."""

from collections.abc import Callable
from unittest import mock

from django.test import override_settings

from articles.models import (
    Category,
    CategoryText,
    Contributor,
    Edition,
    Stamp,
)
from articles.publishing import (
    change_slug,
    publish,
    save_draft,
    update_article,
    withdraw,
)
from articles.publishing.pictures import keep_picture, take_down
from articles.publishing.taxonomy import refresh_derived
from articles.tests.picture_files import picture_file
from cases.models import Case, Court, Law, Statistic
from cases.publishing import publish as publish_record
from cases.publishing import publish_reference
from cases.tests.world import load_world
from cjo.lib.code_digest import code_digest
from cjo.tests.stored_reader import PAGE, Reader, StoredPagesTestCase


class TruthTests(StoredPagesTestCase):
    """Each way in which a page can change shows in both processes at once."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.category = Category.objects.create(slug="trends", position=1)
        CategoryText.objects.create(
            category=self.category, language="en", name="Old section"
        )
        self.person = self.make_contributor("du", "Old name")
        self.edition = self.make_published(
            body="Old words.", work={"dated": "2024-05-01"}
        )
        update_article(self.edition.article, by=self.mei, categories=[self.category])

    def changes(self, act: Callable[[], object], *pages: tuple[str, str, str]) -> None:
        """Check that each page has its old words before the act, then its new ones."""
        for path, old, _new in pages:
            for reader in (self.reader, self.other):
                self.assertIn(old, reader.words(path), path)
        act()
        for path, _old, new in pages:
            for reader in (self.reader, self.other):
                self.assertIn(new, reader.words(path), path)

    def correct(self) -> None:
        self.republish(self.edition, "correction", "It was wrong.", body="New words.")

    def test_a_corrected_text(self) -> None:
        self.changes(
            self.correct,
            (PAGE, "Old words", "New words"),
            ("/feed.atom", "Old words", "New words"),
            ("/corrections", "", "It was wrong."),
            (f"{PAGE}/history", "", "It was wrong."),
        )

    def test_the_name_of_a_section_in_the_menu_of_every_page(self) -> None:
        def rename() -> None:
            self.category.texts.update(name="New section")
            refresh_derived(self.category, by=self.mei)

        self.changes(
            rename,
            (PAGE, "Old section", "New section"),
            ("/cases/ma-v-company", "Old section", "New section"),
        )

    def test_the_name_of_a_person(self) -> None:
        def rename() -> None:
            person = Contributor.objects.get(pk=self.person.pk)
            person.texts.update(name="New name")
            refresh_derived(person, by=self.mei)

        self.changes(rename, ("/contributors/du", "Old name", "New name"))

    def test_a_related_text(self) -> None:
        other = self.make_published("other", title="Another text")
        self.changes(
            lambda: update_article(
                self.edition.article, by=self.mei, chosen=[other.article]
            ),
            (PAGE, "Old words", "Another text"),
        )

    def test_a_new_page_where_none_was(self) -> None:
        self.reader.get("/a/soon")
        self.assertEqual(self.reader.status, 404)
        self.make_published("soon", title="Here now")
        self.assertIn("Here now", self.reader.words("/a/soon"))

    def test_a_new_address(self) -> None:
        self.reader.get(PAGE)
        change_slug(self.edition.article, "court-opened", by=self.mei)
        self.reader.get(PAGE)
        self.assertEqual(self.reader.status, 301)
        self.assertEqual(self.reader.headers["location"], "/a/court-opened")

    def test_a_withdrawal_and_a_text_put_back(self) -> None:
        self.reader.get(PAGE)
        withdraw(self.edition.article, by=self.mei, note="It was wrong.")
        for reader in (self.reader, self.other):
            self.assertIn("It was wrong.", reader.words(PAGE))
            self.assertEqual(reader.status, 410)
        edition = Edition.objects.get(pk=self.edition.pk)
        save_draft(edition, by=self.mei, body="Right words.")
        publish(edition, by=self.mei, change="correction", note="Right again.")
        for reader in (self.reader, self.other):
            self.assertIn("Right words.", reader.words(PAGE))

    def test_a_figure(self) -> None:
        def correct() -> None:
            statistic = Statistic.objects.filter(value=113).first()
            assert statistic is not None
            Statistic.objects.filter(pk=statistic.pk).update(value=114)
            overview = statistic.overview
            publish_record(overview, by=self.mei, change="correction", note="A digit.")

        self.changes(
            correct,
            ("/cases/overviews/figures-2024", "113", "114"),
            ("/cases/overviews/figures-2024.json", "113", "114"),
            ("/cases/overviews/figures-2024.csv", "113", "114"),
        )

    def test_a_law(self) -> None:
        def rename() -> None:
            law = Law.objects.get(slug="pipl")
            law.texts.filter(language="en").update(title="Law with a new name")
            publish_reference(law, by=self.mei)

        new = "Law with a new name"
        self.changes(
            rename,
            ("/laws/pipl", "Information Law", new),
            ("/laws/", "Information Law", new),
        )

    def test_a_court(self) -> None:
        def rename() -> None:
            court = Court.objects.get(slug="internet-court")
            court.texts.filter(language="en").update(name="Court of the Net")
            publish_reference(court, by=self.mei)

        new = "Court of the Net"
        self.changes(
            rename,
            ("/courts/internet-court", "Internet Court", new),
            ("/cases/ma-v-company", "Internet Court", new),
            ("/cases/", "Internet Court", new),
        )

    def test_a_case(self) -> None:
        def correct() -> None:
            case = Case.objects.get(slug="yang-v-lin")
            case.texts.filter(language="en").update(title="List of applicants")
            publish_record(case, by=self.mei, note="A better title.")

        self.changes(
            correct,
            ("/cases/yang-v-lin", "Hiring list", "List of applicants"),
            ("/search?q=hiring", "Hiring", ""),
            ("/search?q=applicants", "", "applicants</mark>"),
        )

    def test_a_picture_that_is_taken_down(self) -> None:
        picture = keep_picture(
            picture_file(), by=self.mei, creator="A", source_url="", licence="CC0"
        )
        picture.texts.create(language="en", alt="A door")
        file = f"/media/{picture.sizes[0]['hash']}.webp"
        update_article(self.edition.article, by=self.mei, picture=picture)
        self.republish(self.edition, "update", "With a picture.", body="Other words.")
        self.reader.get(file)
        self.assertEqual(self.reader.status, 200, file)
        take_down(picture, by=self.mei, reason="It was not ours.")
        self.reader.get(file)
        self.assertEqual(self.reader.status, 410)
        self.assertNotIn("<img", self.reader.words(PAGE))

    def test_a_synonym_of_the_search(self) -> None:
        self.client.force_login(self.mei)
        self.changes(
            lambda: self.client.post(
                "/admin/articles/searchsynonym/add/",
                {"language": "en", "words": "xylograph, old", "revision": "1"},
            ),
            ("/search?q=xylograph", "", "Court opens"),
        )

    def test_other_code_and_other_settings(self) -> None:
        self.reader.get(PAGE)
        with mock.patch("cjo.serving.depot.code_digest", return_value="a new release"):
            Reader().get(PAGE)
            other = Reader()
            other.get(PAGE)
        new = Reader()
        new.get(PAGE)
        self.assertEqual((other.made, new.made), ([], []))
        code_digest.cache_clear()
        with override_settings(CONTACT_EMAIL="other@example.org"):
            other = Reader()
            self.assertIn("other@example.org", other.words("/"))
        code_digest.cache_clear()

    def test_another_day(self) -> None:
        self.reader.get(PAGE)
        with mock.patch("cjo.serving.stored_pages._day_of", return_value="2031-01-01"):
            self.reader.get(PAGE)
        self.assertEqual(self.reader.made, [PAGE, PAGE])

    def test_every_change_gives_the_site_another_name(self) -> None:
        names = {Stamp.objects.generation()}
        for _ in range(5):
            Stamp.objects.touch(())
            names.add(Stamp.objects.generation())
        self.assertEqual(len(names), 6)
