"""rerender: make the HTML, plain text and search rows of published versions again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from tqdm import tqdm

from articles.models import Edition, Rendering, Stamp, Version
from articles.publishing import list_counts
from articles.publishing.effects import store_rendering
from articles.publishing.mentions import store_named_subjects
from articles.rendering import RENDERER, TextToRender, frozen_states, render
from articles.search.articles import index_edition


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
        versions = Version.objects.exclude(change_type="withdrawal")
        if not options["all"]:
            # a run that was killed goes on where it stopped
            versions = versions.exclude(rendering__renderer=RENDERER)
        changed, failed = 0, 0
        total = versions.count()
        if not total and not options["all"]:
            return
        rows = versions.select_related("edition__article").iterator(chunk_size=100)
        for version in tqdm(rows, total=total, unit="version", disable=total < 2):
            try:
                changed += self._render(version, dry=options["dry_run"])
            except Exception as error:  # a text that fails must not stop the others
                failed += 1
                self.stderr.write(self.style.ERROR(f"{version}: {error}"))
        verb = "would change" if options["dry_run"] else "changed"
        self.stdout.write(f"Rendered {total - failed} versions; {changed} {verb}.")
        if failed:
            raise SystemExit(1)

    def _render(self, version: Version, *, dry: bool) -> bool:
        document = version.document
        rendered = render(
            TextToRender.of_document(document), frozen_states(document["embeds"])
        )
        # Only new HTML makes a page new: its stamps are touched and caches purged
        known = Rendering.objects.filter(version=version).first()
        same = known is not None and (
            known.body_html == rendered.body_html
            and known.takeaways_html == rendered.takeaways_html
            and known.sources_html == rendered.sources_html
        )
        if not dry:
            with transaction.atomic():
                store_rendering(version, rendered)
                store_named_subjects(version, rendered.named)
                if not same:
                    self._touch(version.edition)
                if version.edition.current_version_id == version.pk:
                    index_edition(version.edition)
        return not same

    def _touch(self, edition: Edition) -> None:
        names = list_counts.lists_of(edition.article, edition)
        Stamp.objects.touch(
            {*edition.cache_keys, *list_counts.keys_of(names, edition.language)}
        )
