"""People, pictures and subjects are chosen by name at the desk."""

from typing import Any

from django.urls import reverse

from articles.models import Picture, Subject, SubjectText
from articles.publishing.pictures import keep_picture, take_down
from articles.tests.desk import DeskTestCase, page_of
from articles.tests.picture_files import CREDIT, picture_file


class ChoosingTests(DeskTestCase):
    def offered(self, model: str, field: str, term: str) -> list[tuple[str, str]]:
        response = self.client.get(
            reverse("admin:autocomplete"),
            {
                "app_label": "articles",
                "model_name": model,
                "field_name": field,
                "term": term,
            },
        )
        self.assertEqual(response.status_code, 200)
        return [(row["id"], row["text"]) for row in response.json()["results"]]

    def test_a_person_is_found_by_name_and_sent_by_address(self) -> None:
        self.make_contributor("meng-yu", "Meng Yu")
        people = self.offered("contribution", "contributor", "Yu")
        self.assertEqual(people, [("meng-yu", "Meng Yu")])

    def test_a_hidden_or_merged_person_is_not_offered(self) -> None:
        hidden = self.make_contributor("hidden", "Yu One")
        merged = self.make_contributor("merged", "Yu Two")
        hidden.hidden, merged.merged_into = True, hidden
        hidden.save()
        merged.save()
        self.assertEqual(self.offered("contribution", "contributor", "Yu"), [])

    def test_a_picture_is_found_by_its_description(self) -> None:
        picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        picture.texts.create(language="en", alt="A red gate.")
        found = self.offered("article", "picture", "gate")
        self.assertEqual(found, [(str(picture.pk), "A red gate.")])
        take_down(Picture.objects.get(), by=self.mei, reason="A complaint.")
        self.assertEqual(self.offered("article", "picture", "gate"), [])

    def test_an_article_is_found_by_its_title_in_any_language(self) -> None:
        self.make_published("first", title="Court opens in Hangzhou")
        self.make_edition("first", "zh-hans", title="法院成立")
        for term in ("hangzhou", "法院"):
            found = self.offered("related", "other", term)
            self.assertEqual(found, [("first", "Court opens in Hangzhou")])

    def subject(self) -> Subject:
        subject = Subject.objects.create(kind="court", key="bic", url="/courts/bic")
        SubjectText.objects.create(
            subject=subject, language="en", label="Internet Court"
        )
        return subject

    def test_a_subject_is_found_by_its_name_and_kept(self) -> None:
        self.subject()
        found = self.offered("mention", "subject", "internet")
        self.assertEqual(found, [("court:bic", "Court: Internet Court")])
        edition = self.make_edition()
        self.send(edition, about="court:bic")
        self.assertEqual(str(edition.about.get()), "court:bic")
        page = self.client.get(page_of(edition))
        self.assertContains(
            page,
            '<option value="court:bic" selected>Court: Internet Court</option>',
            html=True,
        )

    def test_a_contributor_may_choose_and_a_reader_not(self) -> None:
        self.make_contributor("meng-yu", "Meng Yu")
        self.sign_in(self.omar)
        self.assertTrue(self.offered("contribution", "contributor", "Yu"))
        self.client.logout()
        response = self.client.get(reverse("admin:autocomplete"), {"term": "Yu"})
        self.assertIn(response.status_code, (302, 403))

    def test_the_page_of_a_text_loads_no_list_of_people(self) -> None:
        for number in range(20):
            self.make_contributor(f"person-{number}", f"Person {number}")
        page: Any = self.client.get(page_of(self.make_edition()))
        self.assertNotContains(page, "Person 7")
