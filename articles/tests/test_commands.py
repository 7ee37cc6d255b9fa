"""Commands over what was published: rendering again, checking it."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Rendering, Version
from articles.models.frozen import install_triggers, present_triggers, remove_triggers
from cjo.test import BaseTestCase


def run(name: str, *args: str) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=out)
    return out.getvalue()


class RerenderTests(BaseTestCase):
    def test_it_mends_the_html_of_an_older_renderer_and_keeps_the_version(self) -> None:
        version = self.make_published(body="Hello.").current_version
        assert version is not None
        Rendering.objects.update(renderer=0, plain_text="old")
        self.assertIn("1 versions", run("rerender"))
        rendering = Rendering.objects.get()
        self.assertEqual(rendering.plain_text, "Hello.")
        self.assertEqual(Version.objects.get().hash, version.hash)

    def test_a_dry_run_changes_nothing(self) -> None:
        self.make_published()
        Rendering.objects.update(renderer=0)
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


class TriggerTests(BaseTestCase):
    def test_missing_triggers_are_an_error_of_the_system_check(self) -> None:
        remove_triggers(connection)
        with self.assertRaisesMessage(Exception, "Triggers are missing"):
            call_command("check", "--database", "default")
        install_triggers(connection)
        self.assertIn("frozen_articles_version_update", present_triggers(connection))
        call_command("check", "--database", "default")
