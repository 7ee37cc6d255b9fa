"""status: count the pages that the server's processes have stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cjo.serving.tally import told


class Command(BaseCommand):
    help = "Say how many pages the running server has stored, handed out and made."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            processes = told()
        except Exception as wrong:
            # every client of a cache has errors of its own
            raise CommandError(f"The store of pages does not answer: {wrong}") from None
        if not processes:
            self.stdout.write("No server has answered a reader in the last minute.")
            return
        stored, hits, made, purged, size = (
            sum(getattr(each, name) for each in processes)
            for name in ("stored", "hits", "made", "purged", "bytes")
        )
        self.stdout.write(
            f"Stored pages, {len(processes)} processes: {stored:,} stored "
            f"({size / 1_000_000:.1f} MB), {hits:,} hits, {made:,} made, "
            f"{purged:,} times purged."
        )
