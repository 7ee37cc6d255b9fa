import io
from typing import Any
from unittest.mock import patch

from django.utils.safestring import SafeString
from PIL import Image
from pypdf import PdfReader

from articles.extensions import registries
from articles.extensions.types import RecordState
from articles.models import Contribution, Edition, PictureText, Version
from articles.models.picture import Picture
from articles.models.picture_files import path_of
from articles.pdf import edition as edition_module
from articles.pdf.blocks import text_of
from articles.pdf.document import PrintedDocument
from articles.pdf.edition import print_version, printed_document
from articles.publishing import withdraw
from articles.publishing.pictures import keep_picture
from cjo.test import BaseTestCase


class CountEmbed:
    """A record that only counts how often it was published."""

    name = record_kind = "count"
    inline = False
    example, help = "[[count:cases]]", "A count."
    newest_number = 1

    def newest(self, argument: str) -> RecordState | None:
        return self.at(argument, self.newest_number)

    def at(self, argument: str, number: int) -> RecordState:
        return RecordState("count", argument, number, f"{number:064x}", {"n": number})

    def html(self, state: RecordState, argument: str, language: str) -> SafeString:
        return SafeString(f"<p>State {state.number}</p>")

    def has(self, state: RecordState, argument: str) -> bool:
        return True

    def corrections_since(self, argument: str, number: int) -> list[int]:
        return []

    def subjects(self, state: RecordState) -> list[tuple[str, str]]:
        return []


def version_of(edition: Edition) -> Version:
    assert edition.current_version is not None
    return edition.current_version


def text(document: PrintedDocument) -> str:
    blocks = document["blocks"]
    return "\n".join(
        text_of(block["runs"]) for block in blocks if block["type"] == "paragraph"
    )


class PrintedDocumentTests(BaseTestCase):
    def printed(self, **changes: Any) -> PrintedDocument:
        return printed_document(version_of(self.make_published(**changes)))

    def test_it_prints_what_was_published_and_no_draft(self) -> None:
        edition = self.make_published(body="As published.")
        Edition.objects.update(body="A later draft.", title="Another title")
        document = printed_document(version_of(edition))
        self.assertEqual(
            (document["title"], text(document)), ("Court opens", "As published.")
        )

    def test_it_shows_a_record_as_it_was_then(self) -> None:
        embed = CountEmbed()
        with patch.dict(registries.embeds, {"count": embed}):
            version = version_of(self.make_published(body="[[count:cases]]"))
            embed.newest_number = 2
            self.assertEqual(text(printed_document(version)), "State 1")

    def test_it_prints_notes_takeaways_and_sources(self) -> None:
        document = self.printed(
            body="So[^1].\n\n[^1]: See there.",
            takeaways="First\nSecond",
            sources="- [Report](https://example.org/r), Court",
        )
        self.assertEqual(document["notes"][0]["number"], 1)
        self.assertEqual(list(map(text_of, document["takeaways"])), ["First", "Second"])
        self.assertEqual(document["sources"][0]["type"], "list")

    def test_it_names_people_with_their_part(self) -> None:
        meng = self.make_contributor(
            "meng-yu", "Meng Yu", native_name="余萌", native_language="zh-hans"
        )
        du = self.make_contributor("guodong-du", "Guodong Du")
        article = self.make_article()
        Contribution.objects.create(article=article, contributor=meng, position=1)
        Contribution.objects.create(article=article, contributor=du, position=2)
        names = self.printed()["byline"]
        self.assertEqual(list(map(text_of, names)), ["By Meng Yu 余萌 and Guodong Du"])
        self.assertEqual(names[0][1], {"text": "余萌", "lang": "zh-Hans"})

    def test_it_says_where_the_text_comes_from(self) -> None:
        document = self.printed(
            based_on_relation="rewritten",
            based_on_title="Cases published",
            based_on_url="https://example.org/cases",
        )
        self.assertIn(
            "from the facts of Cases published", text_of(document["based_on"])
        )
        self.assertEqual(document["based_on"][1]["href"], "https://example.org/cases")

    def test_it_says_how_the_text_was_made(self) -> None:
        source = version_of(self.make_published())
        document = self.printed(
            language="zh-hans",
            title="法院成立",
            method="machine",
            translated_from=source,
        )
        self.assertIn("简体中文", text_of(document["truth"]))
        (link,) = [run["href"] for run in document["truth"] if "href" in run]
        self.assertTrue(link.endswith("/a/court-opens/v/1"), link)

    def test_it_speaks_the_language_of_the_text(self) -> None:
        document = self.printed(language="zh-hans", title="法院成立")
        self.assertNotEqual(document["labels"]["sources"], "Sources")

    def test_it_says_that_only_a_summary_is_published(self) -> None:
        self.assertIn("Only a summary", self.printed(body="")["remark"])

    def test_it_prints_the_hash_and_the_address_of_the_version(self) -> None:
        version = version_of(self.make_published())
        imprint = "".join(map(text_of, printed_document(version)["imprint"]))
        self.assertIn(version.hash, imprint)
        self.assertIn("/a/court-opens/v/1", imprint)


class PrintVersionTests(BaseTestCase):
    def test_it_prints_a_version(self) -> None:
        pdf = print_version(version_of(self.make_published(body="The court opened.")))
        pages = PdfReader(io.BytesIO(pdf)).pages
        self.assertIn("The court opened.", pages[0].extract_text())

    def test_it_sets_a_version_once(self) -> None:
        version = version_of(self.make_published())
        pdf = print_version(version)
        with patch.object(edition_module, "typeset") as typeset:
            self.assertEqual(print_version(version), pdf)
        typeset.assert_not_called()

    def test_it_sets_it_anew_for_another_address(self) -> None:
        version = version_of(self.make_published())
        with self.settings(SITE_URL="https://one.example"):
            pdf = print_version(version)
        with self.settings(SITE_URL="https://two.example"):
            self.assertNotEqual(print_version(version), pdf)

    def test_it_prints_no_withdrawn_text(self) -> None:
        edition = self.make_published()
        withdraw(edition.article, by=self.mei, note="A mistake.")
        last = Version.objects.order_by("-number")[0]
        with self.assertRaises(ValueError):
            print_version(last)


class PictureTests(BaseTestCase):
    def published_with_picture(self, kind: str) -> Version:
        file = io.BytesIO()
        Image.effect_noise((1300, 700), 90).convert("RGB").save(file, "JPEG")
        file.seek(0)
        picture = keep_picture(
            file, by=self.mei, kind=kind, creator="A. Drawer", licence="CC BY 4.0"
        )
        PictureText.objects.create(picture=picture, language="en", alt="A gate")
        return version_of(self.make_published(work={"picture": picture}))

    def test_it_prints_the_picture_with_its_credit(self) -> None:
        printed = printed_document(
            self.published_with_picture(Picture.Kind.ILLUSTRATION)
        )
        picture = printed["picture"]
        assert picture is not None
        self.assertEqual(picture["alt"], "A gate")
        self.assertIn("Illustration by A. Drawer", text_of(picture["caption"]))
        self.assertIn("CC BY 4.0", text_of(picture["caption"]))

    def test_a_photo_does_not_make_it_heavy(self) -> None:
        pdf = print_version(self.published_with_picture(Picture.Kind.PHOTO))
        self.assertLess(len(pdf), 1_000_000)

    def test_a_lost_picture_costs_nobody_the_pdf(self) -> None:
        version = self.published_with_picture(Picture.Kind.PHOTO)
        files = version.rendering.picture or []
        paths = [path_of(file["hash"], file["extension"]) for file in files]
        for path in paths:
            path.rename(path.with_suffix(".lost"))
        with self.assertLogs("articles.pdf.edition", "ERROR"):
            without = print_version(version)
        for path in paths:
            path.with_suffix(".lost").rename(path)
        self.assertNotEqual(print_version(version), without)
