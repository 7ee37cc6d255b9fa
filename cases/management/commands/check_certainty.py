"""check_certainty: print every mark of certainty with the grade its sources allow."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from cases.models import Case, Collection, Court, Law, Membership, Overview
from cases.snapshots.marks import Mark, marks_of, marks_of_reference


class Command(BaseCommand):
    help = (
        "Print fact, grade and sources of every mark that readers see now; fail if one "
        "claims more than its sources allow."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--broken", action="store_true", help="print the broken marks only"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        count = broken = 0
        with translation.override("en"):
            for owner, mark in _marks():
                count += 1
                broken += mark.is_broken
                if mark.is_broken or not options["broken"]:
                    self.stdout.write(_line(owner, mark))
        if broken:
            raise CommandError(f"{broken} of {count} marks are broken.")
        self.stdout.write(f"{count} marks, 0 broken.")


def _marks() -> Iterator[tuple[str, Mark]]:
    """Yield each mark with the key of its record, court or law."""
    for model in (Case, Collection, Overview):
        rows = model._default_manager.filter(current_version__isnull=False)
        for record in rows.select_related("current_version").order_by("slug"):
            if version := record.current_version:
                owner = f"{record.kind}:{record.slug}"
                yield from ((owner, mark) for mark in marks_of(version.snapshot))
    for kind, references in (("court", Court.objects), ("law", Law.objects)):
        for row in references.order_by("slug"):
            owner = f"{kind}:{row.slug}"
            yield from ((owner, mark) for mark in marks_of_reference(row))


def _line(owner: str, mark: Mark) -> str:
    sources = ", ".join(mark.sources) or "no source"
    line = f"{owner} · {mark.fact} · {mark.grade} · {sources}"
    if not mark.is_broken:
        return f"{line} (allowed: {mark.allowed.grade.value})"
    if mark.is_place and mark.grade == Membership.PROBABLE:
        return f"BROKEN {line}: no reason is given"
    return f"BROKEN {line}: at most {mark.allowed.grade.value}. {mark.allowed.why}"
