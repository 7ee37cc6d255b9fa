"""One wrong digit, one correction: all that shows it follows, and nothing is lost."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from articles.models import Edition, Version
from articles.tests.feed_reading import find, read
from cases.models import RecordVersion
from cjo.test import PASSWORD, make_user
from cjo.tests.browser.live import OVERVIEW, SEED, DemoSiteTestCase

KEY = "bic-personal-information-2024"
FIGURE = "registration-data"
ROW = f"#{KEY}-{FIGURE} td b"
NOTE = "One digit of the cases on registration data was wrong."
LANGUAGES = ("", "/zh-hans")
# a note in English is not repeated in a Chinese one
TOLD = {"": NOTE, "/zh-hans": "第3版更新"}
# the demo corrects the grades of the figures and the byline of the article once each
BEFORE, AFTER = 2, 3


@pytest.mark.engines
class CorrectionTests(DemoSiteTestCase):
    def test_a_corrected_digit_reaches_everything_that_shows_it(self) -> None:
        make_user("ada", "editor")
        old = self.shown(OVERVIEW)
        new = old[:-1] + str((int(old[-1]) + 1) % 10)
        desk = self.sign_in()
        self.correct(desk, new)
        self.tells_what_is_shown(old)
        self.follow(desk)
        for prefix in LANGUAGES:
            with self.subTest(language=prefix):
                self.shows_everywhere(prefix, old, new)
                self.keeps_what_was(prefix, old)
                self.logs_both(prefix)
        self.assertEqual(
            [line for line in self.complaints if "Content Security Policy" in line], []
        )

    def sign_in(self) -> Page:
        desk = self.open("/admin/")
        desk.get_by_label("Username").fill("ada")
        desk.get_by_label("Password").fill(PASSWORD)
        desk.get_by_role("button", name="Log in").click()
        return desk

    def correct(self, desk: Page, new: str) -> None:
        """Open the figure at the desk, change it, say why, save."""
        desk.get_by_role("navigation").get_by_role("link", name="Overviews").click()
        desk.get_by_role("link", name=KEY, exact=True).click()
        key = desk.locator(f'input[value="{FIGURE}"][name$="-key"]')
        key.wait_for(state="attached")  # a count waits for no page
        figure = desk.locator("details.desk-row").filter(has=key)
        for depth in range(figure.count()):
            if figure.nth(depth).get_attribute("open") is None:
                figure.nth(depth).locator("> summary").click()
        name = key.get_attribute("name") or ""
        value = desk.locator(f'[name="{name.removesuffix("-key")}-value"]')
        value.fill(new)
        desk.get_by_role("radio", name=re.compile("correction", re.IGNORECASE)).check()
        desk.get_by_label("Note for readers").fill(NOTE)
        desk.get_by_role("button", name="Save and publish").first.click()
        message = desk.locator(".messagelist .success")
        self.assertIn(f"Version {AFTER} is published.", message.inner_text())
        message.get_by_role("link", name=re.compile("an older version")).click()

    def tells_what_is_shown(self, old: str) -> None:
        """Say on both articles that their figures are those of an older version."""
        for prefix in LANGUAGES:
            page = self.client.get(prefix + SEED).content.decode()
            self.assertIn(f'href="{prefix}{OVERVIEW}"', page)
            self.assertEqual(self.shown(prefix + SEED), old)
        page = self.client.get(SEED).content.decode()
        self.assertIn("Figures as of version 1 of", page)
        self.assertIn("since corrected", page)

    def follow(self, desk: Page) -> None:
        """Let both articles follow in one act; a half-written draft stays unread."""
        draft = Edition.objects.get(article__slug=SEED[3:], language="en")
        Edition.objects.filter(pk=draft.pk).update(body="Half a thought.", differs=True)
        texts = desk.locator("fieldset.desk-group")
        self.assertEqual(texts.count(), 2)
        self.assertIn("English", texts.nth(0).inner_text())
        self.assertIn("Chinese", texts.nth(1).inner_text())
        note = texts.nth(0).get_by_label("Note for readers").input_value()
        self.assertIn(f"The figures follow version {AFTER} of", note)
        self.assertIn(NOTE, note)
        desk.get_by_role("button", name="Publish the chosen texts again").click()
        results = desk.get_by_role("status").inner_text()
        self.assertEqual(results.count(f"Version {AFTER} is published"), 2)
        self.assertIn(
            "Every article shows the newest figures and cases.",
            desk.locator("#content").inner_text(),
        )
        draft.refresh_from_db()
        self.assertEqual(draft.body, "Half a thought.")

    def shows_everywhere(self, prefix: str, old: str, new: str) -> None:
        article, overview = prefix + SEED, prefix + OVERVIEW
        self.assertEqual(self.shown(article), new)
        self.assertEqual(self.shown(overview), new)
        page = self.client.get(article).content.decode()
        self.assertIn(TOLD[prefix], page)
        self.assertNotIn("Half a thought", page)
        self.assertNotIn("since corrected", page)
        self.assertEqual(self.in_csv(f"{overview}.csv"), new)
        data = self.client.get(f"{overview}.json").json()
        self.assertEqual((data["version"], data["change"]["note"]), (AFTER, NOTE))
        self.is_in_the_feed(prefix, new)
        self.is_printed(article, old, new)

    def is_in_the_feed(self, prefix: str, new: str) -> None:
        """Announce it as changed, with the note, and with the figure that is right."""
        feed = read(self.client, f"{prefix}/feed.atom")
        entry = f'a:entry[a:link[contains(@href, "{SEED}")]]'
        published = find(feed, f"{entry}/a:published")
        updated = find(feed, f"{entry}/a:updated")
        self.assertGreater(updated, published)
        (content,) = find(feed, f"{entry}/a:content")
        self.assertIn(TOLD[prefix], content)
        row = re.search(rf'id="{KEY}-{FIGURE}".*?</tr>', content, re.DOTALL)
        assert row is not None
        self.assertIn(f"<b>{new}</b>", row[0])

    def is_printed(self, article: str, old: str, new: str) -> None:
        answer = self.client.get(f"{article}.pdf")
        reader = PdfReader(io.BytesIO(answer.getvalue()))
        text = "".join(page.extract_text() for page in reader.pages)
        version = Version.objects.get(
            edition__article__slug=SEED[3:],
            language="zh-hans" if article.startswith("/zh") else "en",
            number=AFTER,
        )
        # a hash may hold any two digits
        self.assertRegex(text, rf"(?<![\da-f]){new}(?![\da-f])")
        self.assertNotRegex(text, rf"(?<![\da-f]){old}(?![\da-f])")
        self.assertIn(version.hash[:16], text.replace("\n", ""))

    def keeps_what_was(self, prefix: str, old: str) -> None:
        """Leave every former version at its address, unchanged."""
        self.assertEqual(self.shown(f"{prefix}{SEED}/v/1"), old)
        former = f"{prefix}{OVERVIEW}/v/{BEFORE}"
        self.assertEqual(self.shown(former), old)
        self.assertEqual(self.in_csv(f"{former}.csv"), old)
        data = self.client.get(f"{former}.json").json()
        self.assertEqual(data["version"], BEFORE)
        self.assertEqual(
            data["hash"],
            RecordVersion.objects.get(kind="overview", key=KEY, number=BEFORE).hash,
        )

    def logs_both(self, prefix: str) -> None:
        items = self.client.get(f"{prefix}/corrections").context["items"]
        self.assertTrue(items[0].url.endswith(SEED))
        self.assertTrue(items[1].url.endswith(OVERVIEW))
        self.assertEqual(items[1].note, NOTE)
        feed = read(self.client, f"{prefix}/corrections/feed.atom")
        links = find(feed, "a:entry/a:link[@rel='alternate']/@href")
        self.assertTrue(links[0].split("#")[0].endswith(SEED))
        self.assertTrue(links[1].split("#")[0].endswith(OVERVIEW))

    def shown(self, path: str) -> str:
        """Return the figure as a browser shows it in the table of a page."""
        # a reader who comes anew: what a browser keeps for a minute is its own affair
        context = self.browser.new_context()
        page = context.new_page()
        page.goto(self.live_server_url + path)
        text = page.locator(ROW).inner_text()
        context.close()
        return text

    def in_csv(self, path: str) -> str:
        text = self.client.get(path).content.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text))
        return next(row["value"] for row in rows if row["key"] == FIGURE)
