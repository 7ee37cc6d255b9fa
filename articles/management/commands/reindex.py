"""reindex: rebuild the search index from all published texts and records."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from tqdm import tqdm

from articles.extensions import registries
from articles.models import SearchRow
from articles.search import articles as article_search
from articles.search import engines

_AT_ONCE = 100  # texts in one transaction, so that others can write in between


class Command(BaseCommand):
    help = "Rebuild the search index from all published texts and records."

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        engines.install(connection)
        article_search.forget_unlisted()
        ids = article_search.listed_ids()
        with tqdm(total=len(ids), unit="text", disable=quiet) as bar:
            for start in range(0, len(ids), _AT_ONCE):
                batch = ids[start : start + _AT_ONCE]
                article_search.index_editions(batch)
                bar.update(len(batch))
        # The rows of other apps, such as cases
        for source in registries.search_sources.values():
            reindex = getattr(source, "reindex", None)
            if reindex is not None:
                reindex()
        if not quiet:
            self.stdout.write(f"{SearchRow.objects.count()} texts can be found.")
