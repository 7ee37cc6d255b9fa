"""The notices above a text: its corrections stay in sight, whatever follows them."""

import datetime as dt
import io

import time_machine
from django.urls import reverse
from pypdf import PdfReader

from articles.models import Edition, Version
from articles.publishing import save_draft
from articles.views.preview import preview_token
from cjo.lib.locales import CHINA
from cjo.test import BaseTestCase


class CorrectionNoticeTests(BaseTestCase):
    """A correction on 2 March, a typing error, then what each test does."""

    def setUp(self) -> None:
        self.edition = self.make_published(body="113 cases.")
        self.publish_on(2, "correction", "It was 131 cases.", body="131 cases.")
        self.publish_on(3, "typo", body="131 cases!")

    def publish_on(
        self, day: int, change: str, note: str = "", **changes: str
    ) -> Version:
        moment = dt.datetime(2027, 3, day, 9, tzinfo=CHINA)
        with time_machine.travel(moment, tick=False):
            return self.republish(self.edition, change, note, **changes)

    def page(self, path: str = "/a/court-opens") -> str:
        return " ".join(self.client.get(path).content.decode().split())

    def notices(self, path: str = "/a/court-opens") -> list[str]:
        """Return the notices as they stand, the fold as one."""
        html = self.page(path)
        parts = html.split(' class="notice">')[1:]
        return [part.split("</p>")[0].split("</details>")[0] for part in parts]

    def test_a_later_typing_error_leaves_the_correction_in_sight(self) -> None:
        (notice,) = self.notices()
        day = '<time datetime="2027-03-02">2 Mar 2027</time>'
        self.assertEqual(
            notice, f"<strong>Correction, {day}:</strong> It was 131 cases."
        )

    def test_no_language_puts_the_weekday_into_a_sentence(self) -> None:
        self.edition = self.make_published(language="zh-hans", body="113件。")
        self.publish_on(2, "correction", "应为131件。", body="131件。")
        (notice,) = self.notices("/zh-hans/a/court-opens")
        self.assertIn(">2027年3月2日</time>）：</strong>应为131件。", notice)

    def test_the_newest_is_in_sight_and_the_older_ones_are_folded(self) -> None:
        self.publish_on(4, "correction", "It was 132 cases.", body="132 cases.")
        self.publish_on(5, "update", "Nobody appealed.", body="No appeals.")
        newest, fold = self.notices()
        self.assertIn("It was 132 cases.", newest)
        self.assertIn(
            "<summary>Earlier corrections and other changes: 2</summary>", fold
        )
        update, older = fold.split("<li>")[1:]
        self.assertIn("Nobody appealed.", update)
        self.assertIn("It was 131 cases.", older)

    def test_an_update_alone_is_folded(self) -> None:
        other = self.make_published("other")
        self.republish(other, "update", "Nobody appealed.", body="No appeals.")
        (fold,) = self.notices("/a/other")
        self.assertIn("Changes since the first publication: 1", fold)
        self.assertIn("Nobody appealed.", fold)

    def test_a_former_version_names_the_version_that_corrected_it(self) -> None:
        self.publish_on(4, "update", "Nobody appealed.", body="No appeals.")
        notices = self.notices("/a/court-opens/v/1")
        self.assertIn("A newer version exists.", notices[0])
        self.assertIn(
            'in <a href="/a/court-opens/v/2">version 2</a>:</strong> It was 131 cases.',
            notices[2],
        )
        self.assertNotIn("Nobody appealed.", "".join(notices))
        corrected = "".join(self.notices("/a/court-opens/v/2"))
        self.assertIn("<strong>Correction,", corrected)
        self.assertNotIn("Since corrected", corrected)

    def test_the_note_of_an_update_stands_once_on_the_page_of_its_version(self) -> None:
        self.publish_on(4, "update", "Nobody appealed.", body="No appeals.")
        self.assertEqual(self.page("/a/court-opens/v/4").count("Nobody appealed."), 1)

    def test_the_pdf_has_them_all_unfolded(self) -> None:
        self.publish_on(4, "correction", "It was 132 cases.", body="132 cases.")
        printed = self.printed("/a/court-opens.pdf")
        self.assertIn("Correction, 2 Mar 2027: It was 131 cases.", printed)
        self.assertLess(printed.index("It was 132"), printed.index("It was 131"))
        self.assertEqual(printed.count("It was 132"), 1)
        self.assertIn("Since corrected", self.printed("/a/court-opens/v/1.pdf"))

    def test_a_pdf_that_was_kept_tells_of_a_later_correction(self) -> None:
        before = self.printed("/a/court-opens/v/3.pdf")
        self.publish_on(4, "correction", "It was 132 cases.", body="132 cases.")
        self.assertNotIn("Since corrected", before)
        self.assertIn("Since corrected", self.printed("/a/court-opens/v/3.pdf"))

    def test_the_markdown_quotes_them(self) -> None:
        line = "> **Correction, 2 Mar 2027:** It was 131 cases."
        self.assertIn(line, self.page("/a/court-opens.md"))
        self.assertIn("> **Since corrected", self.page("/a/court-opens/v/1.md"))

    def test_the_feed_keeps_them(self) -> None:
        self.assertIn("It was 131 cases.", self.page("/feed.atom"))

    def test_the_preview_shows_them_as_the_page_will(self) -> None:
        edition = Edition.objects.get()
        save_draft(edition, by=self.mei, body="133 cases.")
        self.client.force_login(self.mei)
        path = reverse("preview", args=[preview_token(edition)])
        self.assertIn("It was 131 cases.", self.page(path))

    def test_a_page_of_the_site_has_them_too(self) -> None:
        about = self.make_published("about", work={"kind": "page"})
        self.republish(about, "correction", "We moved.", body="Elsewhere.")
        self.republish(about, "typo", body="Elsewhere!")
        self.assertIn("We moved.", self.page("/p/about"))
        self.assertIn('href="/p/about/v/2"', self.page("/p/about/v/1"))

    def test_in_chinese_the_sentences_are_chinese(self) -> None:
        chinese = self.make_published(language="zh-hans", body="一百一十三件。")
        self.republish(chinese, "correction", "应为131件。", body="131件。")
        self.republish(chinese, "correction", "应为132件。", body="132件。")
        page = self.page("/zh-hans/a/court-opens")
        self.assertIn("更正", page)
        self.assertNotIn("Earlier corrections", page)
        self.assertNotIn("Since corrected", self.page("/zh-hans/a/court-opens/v/1"))

    def printed(self, path: str) -> str:
        pdf = PdfReader(io.BytesIO(self.client.get(path).content))
        return " ".join(pdf.pages[0].extract_text().split())
