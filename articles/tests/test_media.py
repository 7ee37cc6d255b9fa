"""`/media/HASH.ext`: pictures as files."""

from articles.models import Picture
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
