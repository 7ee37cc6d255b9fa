"""messages: update the translation catalogues, or check that they are complete."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjo.lib import catalogues


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
        if not check:
            catalogues.write_template()
            for language in catalogues.languages():
                added, dropped = catalogues.update(language)
                self.stdout.write(f"{language}: {added} added, {dropped} dropped")
        lacking = 0
        for language in catalogues.languages():
            for problem in catalogues.problems(language):
                lacking += 1
                self.stderr.write(f"{language}: {problem}")
        for language in catalogues.languages() if terms else []:
            for line in catalogues.other_terms(language):
                self.stdout.write(f"{language}: {line}")
        if lacking and check:
            raise CommandError(
                f"The catalogues are not complete: {lacking} to mend. "
                "Call `make messages`, then translate what is empty."
            )
        # incomplete ones too: an empty translation shows the English text
        catalogues.compile_catalogues(self.stdout.write)
