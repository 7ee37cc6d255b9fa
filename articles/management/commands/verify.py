"""verify: check that everything is still as it was published."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.models import IntegrityEntry
from articles.models.chain import chained_models
from articles.verification import faults
from articles.verification.kept_heads import NoHead, faults_against, heads_in


class Command(BaseCommand):
    help = "Check versions, HTML, columns, pictures and the integrity log."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--against",
            type=Path,
            nargs="+",
            default=[],
            metavar="FILE",
            help="heads of the log that were kept elsewhere, from /integrity.json",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for fault in self._faults(options["against"]):
            count += 1
            self.stderr.write(self.style.ERROR(fault))
        versions = sum(model._default_manager.count() for model in chained_models())
        if count:
            raise CommandError(f"{count} faults in {versions} published states.")
        head = IntegrityEntry.objects.head()
        self.stdout.write(
            f"All {versions} published states are as they were, "
            f"and the integrity log has {head.number if head else 0} entries."
        )
        if withheld := sum(
            model._default_manager.filter(withheld__isnull=False).count()
            for model in chained_models()
        ):
            self.stdout.write(f"Words are withheld from {withheld} of them.")

    def _faults(self, kept: list[Path]) -> Iterable[str]:
        try:
            heads = [head for path in kept for head in heads_in(path)]
        except (NoHead, OSError) as error:
            raise CommandError(str(error)) from error
        yield from faults(self._progress)
        for head in heads:
            yield from faults_against(head)

    def _progress(self, rows: Iterable[Any], total: int, unit: str) -> Iterable[Any]:
        quiet = not self.stderr.isatty()
        return tqdm(rows, total=total, unit=unit, leave=False, disable=quiet)
