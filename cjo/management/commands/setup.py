"""setup: update database, catalogues, static files, HTML and search to this code."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cjo.lib.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Update database, catalogues, static files, HTML and search to this code."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        compile_catalogues()
        call_command("collectstatic", verbosity=0, interactive=False)
        try:
            call_command("rerender", stdout=self.stdout, stderr=self.stderr)
        except SystemExit:  # a text that fails keeps the HTML it has
            self.stderr.write("The site works; the texts named above are as before.")
        call_command("reindex", stale=True, stdout=self.stdout, stderr=self.stderr)
