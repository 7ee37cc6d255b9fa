"""load_demo: load the demo content; a second run changes nothing."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from cjo.demo.files import CONTENT
from cjo.demo.loading import load
from cjo.demo.run import Report


class Command(BaseCommand):
    help = "Load the demo content: articles, cases, figures, pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="also load files that changed, as updates that readers can see",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, do nothing"
        )
        parser.add_argument(
            "--content", type=Path, default=CONTENT, help="another content folder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        root: Path = options["content"]
        if not root.is_dir():
            raise CommandError(f"There is no folder {root}.")
        # each file is a transaction of its own, so a killed run can be continued
        whole = transaction.atomic() if options["dry_run"] else nullcontext()
        with whole:
            report = load(root, update=options["update"], progress=self._progress)
            if options["dry_run"]:
                transaction.set_rollback(True)
        self._print_report(report, dry=options["dry_run"])
        if report.refused:
            raise CommandError(f"{len(report.refused)} files could not be loaded.")

    def _progress(self, todo: list[Any]) -> Any:
        quiet = not self.stderr.isatty()
        return tqdm(todo, unit="file", disable=quiet, leave=False)

    def _print_report(self, report: Report, *, dry: bool) -> None:
        start = "Would be" if dry else "Demo content:"
        self.stdout.write(
            f"{start} {len(report.loaded)} files loaded, "
            f"{len(report.updated)} updated, {len(report.unchanged)} unchanged."
        )
        for path in report.left_alone:
            self.stdout.write(f"Left alone, an editor changed it since: {path}")
        for path in report.waiting:
            self.stdout.write(f"Changed since, load it with --update: {path}")
        if report.closed:
            self.stdout.write(
                f"{len(report.closed)} texts are in languages that readers do not have:"
                " LANGUAGES_READY opens them."
            )
        for line in report.refused:
            self.stderr.write(self.style.ERROR(line))
