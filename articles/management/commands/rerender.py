"""rerender: make the HTML, plain text and search rows of published versions again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from articles.models import Picture, Version
from articles.publishing.pictures import complete_sizes
from articles.publishing.rerender import rerender
from articles.rendering import RENDERER


class Command(BaseCommand):
    help = "Render published versions again. What was published does not change."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="also what this renderer made already"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many would change"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            self._complete_pictures()
        versions = Version.objects.exclude(change_type="withdrawal")
        if not options["all"]:
            # a run that was killed goes on where it stopped
            versions = versions.exclude(rendering__renderer=RENDERER)
        changed, failed = 0, 0
        # their keys: no table is opened while a query still reads it
        keys = list(versions.values_list("pk", flat=True))
        total = len(keys)
        if not total and not options["all"]:
            return
        for key in tqdm(keys, unit="version", disable=total < 2):
            version = Version.objects.select_related("edition__article").get(pk=key)
            try:
                changed += rerender(version, dry=options["dry_run"])
            except Exception as error:  # a text that fails must not stop the others
                failed += 1
                self.stderr.write(self.style.ERROR(f"{version}: {error}"))
        verb = "would change" if options["dry_run"] else "changed"
        self.stdout.write(f"Rendered {total - failed} versions; {changed} {verb}.")
        if failed:
            raise SystemExit(1)

    def _complete_pictures(self) -> None:
        for picture in Picture.objects.order_by("pk"):
            try:
                complete_sizes(picture)
            except OSError as error:  # it stays in the sizes that it has
                self.stderr.write(self.style.ERROR(f"{picture}: {error}"))
