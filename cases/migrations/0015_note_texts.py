"""Give record versions their note in further languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_source_properties"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordversion",
            name="note_texts",
            field=models.JSONField(
                help_text="The note in further languages, by language.", null=True
            ),
        ),
    ]
