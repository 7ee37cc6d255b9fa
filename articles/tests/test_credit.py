"""A picture names its maker, its source and its licence, as the licence asks."""

from typing import cast

import pytest
from django.utils import translation

from articles.models import PictureText
from articles.models.document import PrintedPicture
from articles.publishing.pictures import keep_picture
from articles.rendering.credit import credit_line
from articles.tests.picture_files import CREDIT, picture_file
from cjo.test import BaseTestCase

MAKER = '<a href="https://a.example/">A. Maker</a>'
SOURCE = '<a href="https://s.example/">Library</a>'
LICENCE = '<a href="https://l.example/" rel="license">CC BY 4.0</a>'


def picture(**changes: str) -> PrintedPicture:
    blank = dict.fromkeys(PrintedPicture.__annotations__, "")
    known = {"kind": "photo", "creator": "A. Maker"}
    return cast(PrintedPicture, {**blank, **known, **changes})


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Photo by A. Maker"),
        ({"kind": "illustration"}, "Illustration by A. Maker"),
        ({"creator_url": "https://a.example/"}, f"Photo by {MAKER}"),
        ({"source": "Library"}, "Photo by A. Maker on Library"),
        (
            {"source": "Library", "source_url": "https://s.example/"},
            f"Photo by A. Maker on {SOURCE}",
        ),
        ({"licence": "CC BY 4.0"}, "Photo by A. Maker · CC BY 4.0"),
        (
            {"licence": "CC BY 4.0", "licence_url": "https://l.example/"},
            f"Photo by A. Maker · {LICENCE}",
        ),
        ({"note": "Cut & toned."}, "Photo by A. Maker<br>Cut &amp; toned."),
    ],
)
def test_a_credit_says_and_links_all_that_is_known(
    changes: dict[str, str], line: str
) -> None:
    assert credit_line(picture(**changes)) == line


def test_a_credit_is_a_sentence_of_the_page() -> None:
    with translation.override("zh-hans"):
        assert credit_line(picture(source="Library")) == "摄影：A. Maker，来自Library"


class PageTests(BaseTestCase):
    def test_the_lead_picture_of_an_article_has_its_credit(self) -> None:
        lead = keep_picture(picture_file(size=(1700, 850)), by=self.mei, **CREDIT)
        PictureText.objects.create(picture=lead, language="en", alt="A roof")
        edition = self.make_published(work={"picture": lead})
        page = self.client.get(edition.get_absolute_url())
        credit = "Photo by A Photographer · CC BY 4.0"
        self.assertContains(page, f'<figcaption class="credit">{credit}</figcaption>')
