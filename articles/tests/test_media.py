"""`/media/HASH.ext`: pictures as files."""

from articles.models import Edition, Picture, PictureText
from articles.publishing import withdraw
from articles.publishing.pictures import keep_picture
from articles.tests.picture_files import CREDIT, picture_file
from cjo.test import BaseTestCase


class MediaTests(BaseTestCase):
    picture: Picture

    def setUp(self) -> None:
        self.picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        self.address = f"/media/{self.picture.hash}.jpg"

    def test_it_gives_the_picture_for_ever(self) -> None:
        response = self.client.get(self.address)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response["Content-Type"], "image/jpeg")
        self.assertIn("immutable", response["Cache-Control"])
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertTrue(response.content.startswith(b"\xff\xd8"))

    def test_it_gives_every_size(self) -> None:
        for file in self.picture.sizes:
            response = self.client.get(f"/media/{file['hash']}.{file['extension']}")
            self.assertEqual(response["Content-Type"], "image/webp")

    def test_a_browser_that_has_it_is_told_so(self) -> None:
        etag = self.client.get(self.address)["ETag"]
        again = self.client.get(self.address, headers={"If-None-Match": etag})
        self.assertEqual(again.status_code, 304)

    def test_it_finds_nothing_else(self) -> None:
        for name in (
            "0" * 64 + ".jpg",
            self.picture.hash + ".png",
            self.picture.hash.upper() + ".jpg",
            self.picture.hash + ".jpg%0a",
            self.picture.hash + ".svg",
            "secret_key",
            "..%2f..%2fsecret_key",
            "%00",
        ):
            with self.subTest(name=name):
                self.assertEqual(self.client.get(f"/media/{name}").status_code, 404)

    def test_it_takes_nothing(self) -> None:
        self.assertEqual(self.client.post(self.address).status_code, 405)


class WithdrawnTests(BaseTestCase):
    def setUp(self) -> None:
        self.picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        PictureText.objects.create(picture=self.picture, language="en", alt="A court.")

    def publish(self, slug: str, language: str = "en") -> Edition:
        body = f"![A court](/media/{self.picture.hash}.jpg)\n\nIt opened."
        return self.make_published(slug, language, body=body)

    def withdraw(self, edition: Edition) -> None:
        language = edition.language
        withdraw(edition.article, by=self.mei, note="Wrong.", language=language)

    def statuses(self) -> set[int]:
        """Return the answers of the picture and of its smaller copies."""
        names = [f"{self.picture.hash}.jpg"]
        names += [f"{file['hash']}.webp" for file in self.picture.sizes]
        return {self.client.get(f"/media/{name}").status_code for name in names}

    def test_a_picture_is_gone_with_the_text_that_showed_it(self) -> None:
        edition = self.publish("court-opens")
        self.republish(edition, change="correction", note="No picture.", body="Text.")
        self.assertEqual(self.statuses(), {200})
        self.withdraw(edition)
        self.assertEqual(self.statuses(), {410})

    def test_a_lead_picture_is_gone_with_its_text(self) -> None:
        edition = self.make_published(work={"picture": self.picture})
        self.withdraw(edition)
        self.assertEqual(self.statuses(), {410})

    def test_it_stays_while_another_text_shows_it(self) -> None:
        first, chinese = (
            self.publish("court-opens"),
            self.publish("court-opens", "zh-hans"),
        )
        former = self.publish("court-closes")
        self.republish(former, change="correction", note="No picture.", body="Text.")
        self.withdraw(first)
        self.withdraw(chinese)
        self.assertEqual(self.statuses(), {200})
        self.withdraw(former)
        self.assertEqual(self.statuses(), {410})

    def test_it_comes_back_with_a_text_that_shows_it(self) -> None:
        self.withdraw(self.publish("court-opens"))
        self.publish("court-closes")
        self.assertEqual(self.statuses(), {200})

    def test_a_picture_of_a_draft_stays(self) -> None:
        self.make_edition(work={"picture": self.picture})
        self.withdraw(self.make_published("court-closes"))
        self.assertEqual(self.statuses(), {200})
