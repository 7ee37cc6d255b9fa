"""Pictures of a text and in it: sizes, caption, credit and licence, in every output."""

import io
import json

from pypdf import PdfReader

from articles.models import Edition, Picture, PictureText, Version
from articles.publishing.pictures import keep_picture, put_back, take_down
from articles.rendering import TextToRender, newest_state, render
from articles.rendering.tree import parse
from articles.tests.feed_reading import read, texts
from articles.tests.picture_files import CREDIT, picture_file
from cjo.test import BaseTestCase

CREDITED = "Photo by A Photographer · CC BY 4.0"


class TextPictureTests(BaseTestCase):
    picture: Picture
    edition: Edition

    def setUp(self) -> None:
        super().setUp()
        self.picture = keep_picture(
            picture_file(size=(1700, 850)),
            by=self.mei,
            **CREDIT,
            licence_url="https://creativecommons.org/licenses/by/4.0/",
        )
        self.address = f"/media/{self.picture.hash}.jpg"

    def publish(self, body: str) -> str:
        self.edition = self.make_published(body=body)
        return self.page()

    def page(self) -> str:
        return self.client.get("/a/court-opens").content.decode()

    def version(self) -> Version:
        version = self.edition.current_version
        assert version is not None
        return version

    def test_it_has_the_sizes_of_the_lead_picture_and_its_credit(self) -> None:
        page = self.publish(f"A gate.\n\n![A roof]({self.address})")
        for part in (
            'class="picture"',
            'alt="A roof"',
            " 480w, ",
            " 720w, ",
            'loading="lazy"',
            'width="1600"',
            "Photo by A Photographer",
            'href="https://creativecommons.org/licenses/by/4.0/" rel="license"',
        ):
            self.assertIn(part, page)

    def test_a_title_is_printed_as_its_caption(self) -> None:
        page = self.publish(f'![A roof]({self.address} "The roof of the court.")')
        self.assertIn("The roof of the court.<br>Photo by", page)
        self.assertNotIn('title="The roof', page)

    def test_the_figure_keeps_the_id_of_its_paragraph(self) -> None:
        body = f"![A roof]({self.address})"
        bare = render(TextToRender("en", body, [], ""), newest_state).body_html
        (paragraph,) = parse(bare).iter("p")
        (figure,) = parse(self.publish(body)).find_class("picture")
        self.assertEqual(figure.get("id"), paragraph.get("id"))
        self.assertTrue(str(figure.get("id")).startswith("p-"))

    def test_one_within_a_line_has_its_credit_behind_it(self) -> None:
        page = self.publish(f"Look at ![A roof]({self.address}) here.")
        self.assertIn("srcset", page)
        self.assertRegex(page, r'<small class="credit"> \(Photo by A Photographer')
        self.assertIn(")</small> here.", page)

    def test_the_sentence_ends_right_behind_the_credit(self) -> None:
        page = self.publish(f"Look at ![A roof]({self.address}).")
        (feed,) = texts(read(self.client, "/feed.atom"))
        for output in (page, feed):
            self.assertIn(")</small>.", output)

    def test_a_picture_that_is_a_link_has_its_credit_beside_the_link(self) -> None:
        link = f"[![A roof]({self.address})](https://example.org/roof)"
        (figure,) = parse(self.publish(link)).find_class("picture")
        self.assertEqual(figure[0].get("href"), "https://example.org/roof")
        self.assertEqual(figure[0][0].get("alt"), "A roof")
        self.assertIn("Photo by", figure.find("figcaption").text_content())
        pdf = PdfReader(io.BytesIO(self.client.get("/a/court-opens.pdf").getvalue()))
        self.assertEqual(sum(len(page.images) for page in pdf.pages), 1)

    def test_a_link_around_a_picture_within_a_line_holds_no_other_link(self) -> None:
        page = self.publish(f"See [![A]({self.address}) it](https://example.org/) now.")
        links = parse(page).iter("a")
        self.assertIn('it</a><small class="credit">', page)
        self.assertFalse([link for link in links if [*link.iterancestors("a")]])

    def test_a_feed_has_credit_and_absolute_addresses(self) -> None:
        self.publish(f"![A roof]({self.address})")
        for path in ("/feed.atom", "/feed.rss"):
            text = texts(read(self.client, path))[0]
            self.assertIn("Photo by A Photographer", text)
            self.assertIn('srcset="http://127.0.0.1:8000/media/', text)

    def test_a_pdf_prints_picture_and_credit(self) -> None:
        self.publish(f'A.\n\n![A roof]({self.address} "The roof.")')
        pdf = PdfReader(io.BytesIO(self.client.get("/a/court-opens.pdf").getvalue()))
        words = " ".join(page.extract_text() for page in pdf.pages)
        for part in ("The roof.", "Photo by A Photographer"):
            self.assertIn(part, words)
        self.assertEqual(sum(len(page.images) for page in pdf.pages), 1)

    def test_a_pdf_prints_the_words_of_a_picture_whose_file_is_missing(self) -> None:
        self.publish(f"![A roof]({self.address})")
        Picture.objects.update(sizes=[])
        pdf = PdfReader(io.BytesIO(self.client.get("/a/court-opens.pdf").getvalue()))
        words = " ".join(page.extract_text() for page in pdf.pages)
        self.assertIn("A roof", words)
        self.assertIn("Photo by A Photographer", words)

    def test_markdown_has_the_credit_behind_the_picture(self) -> None:
        self.publish(f"![A roof]({self.address})")
        text = self.client.get("/a/court-opens.md").content.decode()
        self.assertIn(f"![A roof]({self.address}) (Photo by A Photographer", text)

    def test_markdown_has_the_credit_however_the_picture_is_written(self) -> None:
        ways = {
            f'![A]({self.address} "The roof (2020).")': "",
            f"![A [roof]]({self.address})": "",
            "![A roof][r]": f"\n\n[r]: {self.address}",
            "![r][]": f"\n\n[r]: {self.address}",
            f'<img src="{self.address}" alt="A roof">': "",
            f"[![A]({self.address})](https://example.org/)": "",
        }
        edition = self.make_published(body="Text.")
        for written, label in ways.items():
            with self.subTest(written):
                self.republish(edition, "update", "More.", body=f"{written}.{label}")
                text = self.client.get("/a/court-opens.md").content.decode()
                self.assertIn(f"{written} (Photo by A Photographer", text)

    def test_the_credit_is_frozen_with_the_version(self) -> None:
        self.publish(f"![A roof]({self.address})")
        document = json.loads(self.version().canonical)
        self.assertEqual(document["schema"], 2)
        self.assertEqual(document["pictures"][0]["creator"], "A Photographer")
        Picture.objects.update(creator="Somebody Else")
        self.assertNotIn("Somebody Else", self.page())
        self.edition.refresh_from_db()
        self.republish(self.edition, "update", "More.", body=f"![R]({self.address}) x")
        self.assertIn("Somebody Else", self.page())

    def test_a_text_without_pictures_keeps_its_schema(self) -> None:
        self.publish("No picture.")
        document = json.loads(self.version().canonical)
        self.assertEqual(document["schema"], 1)
        self.assertNotIn("pictures", document)

    def test_a_smaller_copy_has_the_same_credit(self) -> None:
        small = self.picture.sizes[0]
        page = self.publish(f"![A roof](/media/{small['hash']}.webp)")
        self.assertIn("Photo by A Photographer", page)


class LeadPictureTests(BaseTestCase):
    picture: Picture

    def setUp(self) -> None:
        super().setUp()
        self.picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        for language in ("en", "zh-hans"):
            PictureText.objects.create(
                picture=self.picture, language=language, alt="A [roof]"
            )
            self.make_published(language=language, work={"picture": self.picture})

    def outputs(self, prefix: str) -> list[str]:
        """Return page, Markdown, PDF and feeds: what readers see in a language."""
        address = f"{prefix}/a/court-opens"
        paths = [f"{address}{end}" for end in ("", "/v/1", ".md", "/v/1.md")]
        pages = [self.client.get(path).content.decode() for path in paths]
        pdf = PdfReader(io.BytesIO(self.client.get(f"{address}.pdf").getvalue()))
        printed = "".join(page.extract_text() for page in pdf.pages)
        feeds = (read(self.client, f"{prefix}/feed.{form}") for form in ("rss", "atom"))
        return [*pages, printed, *(texts(feed)[0] for feed in feeds)]

    def test_every_output_has_its_credit(self) -> None:
        for prefix in ("", "/zh-hans"):
            for shown in self.outputs(prefix):
                self.assertIn("A Photographer", shown)

    def test_every_output_says_that_it_was_taken_down(self) -> None:
        take_down(self.picture, by=self.mei, reason="A complaint.")
        for prefix, words in (
            ("", "A picture was taken down here."),
            ("/zh-hans", "此处图片已撤下。"),
        ):
            for shown in self.outputs(prefix):
                self.assertEqual(shown.count(words), 1)
                self.assertNotIn("A Photographer", shown)

    def test_one_put_back_is_in_every_output_again(self) -> None:
        before = self.outputs("")
        take_down(self.picture, by=self.mei, reason="A complaint.")
        put_back(self.picture, by=self.mei)
        self.assertEqual(self.outputs(""), before)

    def test_markdown_has_the_picture_and_its_credit(self) -> None:
        text = self.client.get("/a/court-opens.md").content.decode()
        file = self.picture.sizes[-1]["hash"]
        self.assertIn(
            rf"![A \[roof\]](http://127.0.0.1:8000/media/{file}.webp) (Photo by", text
        )
