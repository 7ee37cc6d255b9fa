"""verify: check the hash of every published version, and the chains of versions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.models.chain import breaks_in, chained_models


class Command(BaseCommand):
    help = "Check the hash of every published state and that each follows its last."

    def handle(self, *args: Any, **options: Any) -> None:
        broken, total = 0, 0
        for model in chained_models():
            # in the order of each chain: a version contains the hash of the one before
            rows = model._default_manager.order_by(*model.chained_by, "number")
            count = rows.count()
            total += count
            checked = tqdm(
                rows.iterator(chunk_size=200),
                total=count,
                unit=str(model._meta.verbose_name),
                leave=False,
            )
            for line in breaks_in(iter(checked)):
                broken += 1
                self.stderr.write(self.style.ERROR(line))
        if broken:
            raise CommandError(f"{broken} faults in {total} published states.")
        self.stdout.write(f"All {total} published states are as they were.")
