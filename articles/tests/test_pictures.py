"""Pictures: an upload is kept without its metadata, or refused."""

import hashlib
import io
from unittest import mock

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import override_settings
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.models import Picture
from articles.models.picture_files import path_of
from articles.publishing import pictures
from articles.publishing.pictures import PictureRefused, keep_picture
from articles.tests.picture_files import CREDIT, picture_file
from cjo.lib.child_process import ChildFailed, Failure
from cjo.test import BaseTestCase


class KeepPictureTests(BaseTestCase):
    def keep(self, file: io.BytesIO) -> Picture:
        return keep_picture(file, by=self.mei, **CREDIT)

    def refusal(self, file: io.BytesIO) -> str:
        with self.assertRaises(PictureRefused) as refused:
            self.keep(file)
        self.assertFalse(Picture.objects.exists())
        return str(refused.exception)

    def test_it_keeps_each_file_under_the_hash_of_its_bytes(self) -> None:
        picture = self.keep(picture_file(size=(1700, 850)))
        names = [(file["hash"], file["extension"]) for file in picture.sizes]
        for digest, extension in [(picture.hash, picture.extension), *names]:
            content = path_of(digest, extension).read_bytes()
            self.assertEqual(hashlib.sha256(content).hexdigest(), digest)

    def test_it_makes_four_widths_smallest_first(self) -> None:
        picture = self.keep(picture_file(size=(1700, 850)))
        sizes = [(file["width"], file["height"]) for file in picture.sizes]
        self.assertEqual(sizes, [(480, 240), (720, 360), (1080, 540), (1600, 800)])
        self.assertEqual((picture.width, picture.height), (1700, 850))

    def test_a_picture_of_before_gets_the_widths_that_it_lacks(self) -> None:
        picture = self.keep(picture_file(size=(1700, 850)))
        first, *_others, last = picture.sizes
        former = {**first, "width": 960, "height": 480}  # a text may show this file
        Picture.objects.update(sizes=[first, former, last])
        call_command("rerender", verbosity=0, stdout=io.StringIO())
        picture.refresh_from_db()
        widths = [file["width"] for file in picture.sizes]
        self.assertEqual(widths, [480, 720, 960, 1080, 1600])
        for file in (first, former, last):
            self.assertIn(file, picture.sizes)
        added = picture.sizes[1]
        self.assertTrue(path_of(added["hash"], added["extension"]).is_file())

    def test_a_picture_whose_file_is_gone_stays_as_it_was(self) -> None:
        picture = self.keep(picture_file(size=(1700, 850)))
        path_of(picture.hash, picture.extension).unlink()
        Picture.objects.update(sizes=picture.sizes[:1])
        errors = io.StringIO()
        call_command("rerender", stdout=io.StringIO(), stderr=errors)
        self.assertIn(str(picture), errors.getvalue())
        picture.refresh_from_db()
        self.assertEqual(len(picture.sizes), 1)

    def test_it_never_enlarges_a_picture(self) -> None:
        picture = self.keep(picture_file(size=(600, 300)))
        self.assertEqual([file["width"] for file in picture.sizes], [480, 600])

    def test_it_leaves_out_where_and_with_what_a_photo_was_taken(self) -> None:
        exif = Image.Exif()
        exif[0x010F] = "SecretCamera"
        exif.get_ifd(0x8825)[1] = "N"
        picture = self.keep(picture_file(exif=exif, comment=b"SecretCamera"))
        content = path_of(picture.hash, "jpg").read_bytes()
        self.assertNotIn(b"SecretCamera", content)
        with Image.open(io.BytesIO(content)) as image:
            self.assertFalse(image.getexif())

    def test_it_turns_a_photo_upright(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # held on its side
        picture = self.keep(picture_file(size=(800, 400), exif=exif))
        self.assertEqual((picture.width, picture.height), (400, 800))

    def test_it_reads_what_printers_and_designers_save(self) -> None:
        for encoding, mode in [
            ("JPEG", "CMYK"),
            ("JPEG", "L"),
            ("PNG", "P"),
            ("PNG", "RGBA"),
            ("PNG", "LA"),
            ("PNG", "I;16"),
            ("PNG", "1"),
            ("WEBP", "RGBA"),
        ]:
            with self.subTest(encoding=encoding, mode=mode):
                picture = self.keep(picture_file(encoding, mode=mode))
                self.assertEqual(picture.width, 800)

    def test_it_keeps_the_same_picture_once(self) -> None:
        first, second = self.keep(picture_file()), self.keep(picture_file())
        self.assertEqual(first.pk, second.pk)

    def test_it_keeps_nothing_transparent_but_what_was(self) -> None:
        picture = self.keep(picture_file("PNG", mode="RGBA"))
        with Image.open(path_of(picture.hash, "png")) as image:
            self.assertEqual(image.mode, "RGBA")

    def test_it_refuses_svg_whatever_it_is_called(self) -> None:
        drawing = b'<?xml version="1.0"?><SVG xmlns="http://www.w3.org/2000/svg"/>'
        self.assertIn("SVG", self.refusal(io.BytesIO(drawing)))

    def test_it_goes_by_content(self) -> None:
        for content in (b"", b"GIF89a but not quite", b"%PDF-1.7", b"\xff\xd8\xff"):
            with self.subTest(content=content):
                self.assertIn("JPEG, PNG or WebP", self.refusal(io.BytesIO(content)))

    @override_settings(PICTURE_MAX_BYTES=2 * 2**20)
    def test_it_refuses_what_is_too_large_and_says_how_large(self) -> None:
        file = io.BytesIO(picture_file().getvalue() + b"\0" * 2 * 2**20)
        self.assertIn("2 MB", self.refusal(file))

    def test_it_refuses_a_bomb_before_it_is_unpacked(self) -> None:
        bomb = picture_file("PNG", (20_000, 10_000), mode="1")
        self.assertIn("40 million pixels", self.refusal(bomb))

    def test_it_refuses_a_picture_that_breaks_off(self) -> None:
        whole = picture_file(size=(1200, 900)).getvalue()
        self.assertIn("damaged", self.refusal(io.BytesIO(whole[: len(whole) // 2])))

    def test_it_refuses_shapes_that_no_screen_shows(self) -> None:
        for size in ((1, 65_000), (65_000, 1)):
            with self.subTest(size):
                self.assertIn("16383 pixels", self.refusal(picture_file("PNG", size)))
        self.assertEqual(self.keep(picture_file("PNG", (1, 16_000))).height, 16_000)

    def test_it_refuses_a_file_that_unpacks_into_too_many_words(self) -> None:
        words = PngInfo()
        words.add_text("Comment", "a" * 5 * 2**20, zip=True)
        self.assertIn("JPEG, PNG", self.refusal(picture_file("PNG", pnginfo=words)))

    def test_colours_that_cannot_be_read_are_taken_as_they_are(self) -> None:
        picture = self.keep(picture_file(icc_profile=b"\0" * 2 * 2**20))
        content = path_of(picture.hash, "jpg").read_bytes()
        self.assertLess(len(content), 2**20)

    def test_it_says_that_a_picture_takes_too_much(self) -> None:
        for failure in (Failure.TIME, Failure.MEMORY, Failure.DEPTH):
            failed = mock.patch.object(
                pictures._child, "ask", side_effect=ChildFailed(failure)
            )
            with self.subTest(failure), failed:
                self.assertIn("Scale it down", self.refusal(picture_file()))

    def test_it_says_that_other_pictures_come_first(self) -> None:
        busy = ChildFailed(Failure.BUSY)
        with mock.patch.object(pictures._child, "ask", side_effect=busy):
            self.assertIn("in a minute", self.refusal(picture_file()))

    def test_it_refuses_moving_pictures(self) -> None:
        frames = [Image.new("RGB", (80, 40), colour) for colour in ("red", "blue")]
        file = io.BytesIO()
        frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:])
        self.assertIn("moving", self.refusal(io.BytesIO(file.getvalue())))

    def test_only_editors_upload(self) -> None:
        with self.assertRaises(PermissionDenied):
            keep_picture(picture_file(), by=self.omar, **CREDIT)
