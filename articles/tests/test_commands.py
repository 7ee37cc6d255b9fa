"""Commands over what was published: rendering again, checking it."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.safestring import mark_safe

from articles.models import Rendering, SearchRow, Version
from articles.models.triggers import install_triggers, opened, remove_triggers
from cjo.test import BaseTestCase


def run(name: str, *args: str) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=out)
    return out.getvalue()


def change_renderings(**fields: object) -> None:
    with opened(connection, "articles_rendering"):
        Rendering.objects.update(**fields)


class RerenderTests(BaseTestCase):
    def test_it_mends_the_html_of_an_older_renderer_and_keeps_the_version(self) -> None:
        version = self.make_published(body="Hello.").current_version
        assert version is not None
        change_renderings(renderer=0, plain_text="old")
        self.assertIn("1 versions", run("rerender"))
        rendering = Rendering.objects.get()
        self.assertEqual(rendering.plain_text, "Hello.")
        self.assertEqual(Version.objects.get().hash, version.hash)

    def test_it_lets_a_search_find_the_words_of_the_newer_html(self) -> None:
        self.make_published(body="Hello.")
        SearchRow.objects.update(text="old")
        change_renderings(renderer=0)
        run("rerender")
        self.assertContains(self.client.get("/search?q=hello"), "/a/court-opens")

    def test_setting_up_renders_the_texts_of_an_older_renderer(self) -> None:
        self.make_published()
        change_renderings(renderer=0, body_html=mark_safe("<p>Old.</p>"))
        catalogues = mock.patch("cjo.management.commands.setup.compile_catalogues")
        static = self.settings(
            STATIC_ROOT=Path(self.enterContext(TemporaryDirectory()))
        )
        with catalogues, static:
            self.assertIn("Rendered 1 versions; 1 changed.", run("setup"))
            self.assertNotIn("Rendered", run("setup"))
        self.assertContains(self.client.get("/a/court-opens"), "opened in spring")

    def test_a_dry_run_changes_nothing(self) -> None:
        self.make_published()
        change_renderings(renderer=0)
        self.assertIn("would change", run("rerender", "--dry-run"))
        self.assertEqual(Rendering.objects.get().renderer, 0)


class VerifyTests(BaseTestCase):
    def test_it_finds_a_version_that_somebody_changed_past_the_triggers(self) -> None:
        self.make_published()
        self.assertIn("All 1 published states", run("verify"))
        remove_triggers(connection)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE articles_version "
                "SET canonical = replace(canonical, 'opens', 'x')"
            )
        install_triggers(connection)
        with self.assertRaisesMessage(CommandError, "1 faults in 1"):
            run("verify")
