"""forget_addresses: delete the addresses in the log that are too old to be kept."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.publishing import audit


class Command(BaseCommand):
    help = "Delete the addresses in the log that are older than AUDIT_ADDRESS_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Deleted {audit.forget_addresses()} addresses.")
