"""reindex: rebuild the search index from all published texts and records."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from tqdm import tqdm

from articles.extensions import registries
from articles.extensions.types import SearchSource
from articles.models import SearchRow, SearchWord
from articles.search import engines

_AT_ONCE = 100  # keys in one transaction, so that others can write in between


class Command(BaseCommand):
    help = "Rebuild the search index from all published texts and records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stale",
            action="store_true",
            help="only if rows were made by another version of this code",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        engines.install(connection)
        if options["stale"] and not SearchRow.objects.stale().exists():
            return
        SearchWord.objects.all().delete()
        SearchRow.objects.exclude(kind__in=registries.search_sources).delete()
        for source in registries.search_sources.values():
            self._index(source, quiet=quiet)
        if not quiet:
            self.stdout.write(f"{SearchRow.objects.count()} texts can be found.")

    def _index(self, source: SearchSource, *, quiet: bool) -> None:
        keys = source.keys()
        rows = SearchRow.objects.filter(kind=source.kind)
        gone = set(rows.values_list("key", flat=True)).difference(keys)
        for key in gone:
            rows.filter(key=key).delete()
        with tqdm(total=len(keys), unit="text", desc=source.kind, disable=quiet) as bar:
            for start in range(0, len(keys), _AT_ONCE):
                batch = keys[start : start + _AT_ONCE]
                source.index(batch)
                bar.update(len(batch))
