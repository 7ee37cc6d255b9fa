"""Enter what was published before there was an integrity log, by time of publication.

The entries are signed here: the key is made if there is none.
"""

import heapq
import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations

from articles.models.integrity import Entered, EntryKind, IntegrityEntry, next_entry
from articles.models.rendering import digest_of_rendering
from cjo.lib.clock import now_after

AT_ONCE = 500


def entered_texts(version: Any) -> Iterator[Entered]:
    subject = json.loads(version.canonical)["edition"]
    yield Entered(EntryKind.VERSION, subject, version.number, version.hash)
    rendering = getattr(version, "rendering", None)
    if rendering is not None:
        digest = digest_of_rendering(rendering, version.hash)
        yield Entered(EntryKind.RENDERING, subject, version.number, digest)


def entered_records(version: Any) -> Iterator[Entered]:
    subject = f"{version.kind}:{version.key}"
    yield Entered(EntryKind.RECORD_VERSION, subject, version.number, version.hash)


def enter(apps: Any, schema_editor: Any) -> None:
    log = apps.get_model("articles", "integrityentry").objects
    if log.exists():
        return  # going back and forth: it has everything
    texts = apps.get_model("articles", "version").objects.select_related("rendering")
    records = apps.get_model("cases", "recordversion").objects
    published = heapq.merge(
        *(
            rows.order_by("published_at", "pk").iterator(AT_ONCE) for rows in (texts, records)
        ),
        key=lambda version: version.published_at,
    )
    head, entries = None, []
    for version in published:
        is_text = hasattr(version, "edition_id")
        for row in entered_texts(version) if is_text else entered_records(version):
            at = now_after(head.at if head else None)
            head = next_entry(head, row, at=at, later=True)
            entries.append(head)
        if len(entries) >= AT_ONCE:
            store(log, entries)
            entries = []
    store(log, entries)


def store(log: Any, entries: list[IntegrityEntry]) -> None:
    fields = [field.name for field in log.model._meta.fields]
    log.bulk_create(
        log.model(**{field: getattr(entry, field) for field in fields})
        for entry in entries
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_number_keys"),
        ("articles", "0018_integrity_log"),
    ]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
