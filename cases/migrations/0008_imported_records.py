from typing import Any

from django.db import migrations, models

LOADER = "demo"  # until now, a record was imported if this user published it first
KINDS = ("case", "collection", "overview")


def mark_imported(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("cases", "recordversion").objects.filter(
        number=1, published_by__username=LOADER
    )
    for kind in KINDS:
        first = versions.filter(kind=kind).values("object_id")
        apps.get_model("cases", kind).objects.filter(pk__in=first).update(imported=True)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_withdrawal"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="imported",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Published first from a file: feeds date it by itself, never as new.",
            ),
        ),
        migrations.AddField(
            model_name="collection",
            name="imported",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Published first from a file: feeds date it by itself, never as new.",
            ),
        ),
        migrations.AddField(
            model_name="overview",
            name="imported",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Published first from a file: feeds date it by itself, never as new.",
            ),
        ),
        migrations.RunPython(mark_imported, migrations.RunPython.noop),
    ]
