"""load_corpus: make up articles by the thousand, to measure how the site grows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from cjo.demo.corpus.loading import (
    ServesReaders,
    load_articles,
    load_cases,
    number_loaded,
    refuse_readers,
)
from cjo.lib.planning import analyse


class Command(BaseCommand):
    help = (
        "Make up articles in two languages, to measure how the site grows. For a site "
        "of its own: their words mean nothing. A second call goes on where the first "
        "one stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("articles", type=int, help="how many there shall be")
        parser.add_argument(
            "--cases",
            type=int,
            default=0,
            help="made up before the articles, once: at least 10",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, do nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number, cases = options["articles"], options["cases"]
        try:
            refuse_readers()
        except ServesReaders as error:
            raise CommandError(
                f"{error} Made-up texts are for measuring, on a site of its own."
            ) from error
        there = number_loaded()
        missing = max(0, number - there)
        if options["dry_run"]:
            self.stdout.write(f"Would make up {missing} articles beside {there}.")
            return
        if cases:
            load_cases(cases)
        quiet = not self.stderr.isatty()
        with tqdm(total=missing, unit="article", disable=quiet, leave=False) as bar:
            for added in load_articles(number):
                bar.update(added)
        analyse()
        self.stdout.write(f"{number_loaded()} made-up articles are there.")
