"""Copy Django's log into ours. Django's stays as it was, and is no longer written."""

from typing import Any

from django.conf import settings
from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.db import migrations

ACTS = {ADDITION: "added", DELETION: "deleted"}


def carry(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias
    AuditEntry = apps.get_model("articles", "AuditEntry")
    rows = apps.get_model("admin", "LogEntry").objects.using(database)
    rows = rows.select_related("user", "content_type").order_by("pk")
    AuditEntry.objects.using(database).bulk_create(
        (
            AuditEntry(
                at=row.action_time,
                act=ACTS.get(row.action_flag, "changed"),
                user=row.user,
                username=row.user.username,
                model=_label(row.content_type),
                object_id=row.object_id or "",
                object_name=row.object_repr,
                message=LogEntry.get_change_message(row),
            )
            for row in rows.iterator(1000)
        ),
        batch_size=1000,
    )


def _label(kind: Any) -> str:
    return f"{kind.app_label}.{kind.model}" if kind else ""


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("articles", "0013_audit_entry"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
