"""List the cases that may be one and the same."""

from typing import Any

from django.core.management.base import BaseCommand

from cases.publishing.duplicates import groups


class Command(BaseCommand):
    help = "List cases that have a case number, or a name and a court, in common."

    def handle(self, *args: Any, **options: Any) -> None:
        found = groups()
        for group in found.listed:
            slugs = ", ".join(case.slug for case in group.cases)
            said = "; ".join(f"{one.words} ({one.reason})" for one in group.shared)
            self.stdout.write(f"{said}: {slugs}")
        if found.is_cut:
            self.stdout.write("There are more. These are the first of them.")
        if not found.listed:
            self.stdout.write("No two cases have a number or a name in common.")
