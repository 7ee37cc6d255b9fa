"""messages: update the translation catalogues, or check that they are complete."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cjo.lib import catalogues
from cjo.lib.catalogue_faults import faults, gaps, other_terms
from cjo.lib.texts import Part, extract


class Command(BaseCommand):
    help = "Bring the catalogues up to date with the texts in the code."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail when a catalogue is not complete",
        )
        parser.add_argument(
            "--terms",
            action="store_true",
            help="also list texts with another word than the term bank has",
        )

    def handle(self, *args: Any, check: bool, terms: bool, **options: Any) -> None:
        texts = extract()
        languages = catalogues.languages()
        if not check:
            catalogues.write_template(texts[Part.READERS])
            for language in languages:
                added, dropped = catalogues.update(language, texts)
                self.stdout.write(f"{language}: {added} added, {dropped} dropped")
        lacking = 0
        for language in languages:
            lines = faults(language, texts)
            missing = gaps(language, texts)
            if language in settings.LANGUAGES_READY:
                lines += missing
            elif missing:
                # readers do not have it yet
                self.stdout.write(f"{language}: {len(missing)} not translated")
            lacking += len(lines)
            for line in lines:
                self.stderr.write(f"{language}: {line}")
        for language in languages if terms else []:
            for line in other_terms(language):
                self.stdout.write(f"{language}: {line}")
        if lacking and check:
            raise CommandError(
                f"The catalogues are not complete: {lacking} to mend. "
                "Call `make messages`, then translate what is empty."
            )
        # incomplete ones too: an empty translation shows the English text
        catalogues.compile_catalogues(self.stdout.write)
