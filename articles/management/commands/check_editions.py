"""check_editions: compare each translation with the version that it was made from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from tqdm import tqdm

from articles.models import Edition
from articles.publishing.translation_faults import Fault, faults_of_version


class Command(BaseCommand):
    help = (
        "Compare the figures, dates, case numbers, names, links, notes, embeds, "
        "headings and length of each published translation with its source."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", help="only this language, such as de")
        parser.add_argument(
            "--all",
            action="store_true",
            help="also list what a translator may have meant: small numbers in words",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        editions = (
            Edition.objects.published()
            .filter(current_version__translated_from__isnull=False)
            .select_related("article", "current_version__translated_from")
            .order_by("language", "article__slug")
        )
        if options["language"]:
            editions = editions.filter(language=options["language"])
        compared = wrong = 0
        quiet = not self.stderr.isatty()
        with translation.override("en"):
            for edition in tqdm(editions, unit="text", disable=quiet, leave=False):
                version = edition.current_version
                if version and version.translated_from:
                    faults = faults_of_version(version, version.translated_from)
                    compared += 1
                    wrong += self._report(edition, faults, options["all"])
        self.stdout.write(f"{compared} translations compared, {wrong} differ.")
        if wrong:
            raise CommandError(f"{wrong} translations differ from their source.")

    def _report(self, edition: Edition, faults: list[Fault], also_meant: bool) -> bool:
        """Print the faults of a text; return whether it has any."""
        real = [fault for fault in faults if not fault.may_be_meant]
        for fault in faults if also_meant else real:
            self.stdout.write(f"{edition.get_absolute_url()}: {fault}")
        return bool(real)
