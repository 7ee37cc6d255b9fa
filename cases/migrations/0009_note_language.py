"""Store the language of each note, which was guessed from its letters until now.

The table is frozen. Its triggers are removed by name, the new column alone is
written, and they are installed again, in the transaction of this migration.
"""

import json
import re
from typing import Any

from django.conf import settings
from django.db import migrations, models

from articles.models.triggers import opened

TABLE = "cases_recordversion"
HAN, LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]")
AT_ONCE = 500  # SQLite takes 999 variables in a statement


def language_of(note: str, canonical: str) -> str:
    """Return the language that schema 2 names; of schema 1, the guess made so far."""
    if named := json.loads(canonical)["change"].get("note_language"):
        return str(named)
    return "zh-hans" if 4 * len(HAN.findall(note)) > len(LATIN.findall(note)) else "en"


def store_languages(apps: Any, schema_editor: Any) -> None:
    versions = apps.get_model("cases", "recordversion").objects
    noted = versions.exclude(change_note="").values_list(
        "pk", "change_note", "canonical"
    )
    keys: dict[str, list[int]] = {}
    for pk, note, canonical in noted.iterator():
        keys.setdefault(language_of(note, canonical), []).append(pk)
    with opened(schema_editor.connection, TABLE):
        for language, pks in keys.items():
            for start in range(0, len(pks), AT_ONCE):
                some = pks[start : start + AT_ONCE]
                versions.filter(pk__in=some).update(note_language=language)


def freeze_again(apps: Any, schema_editor: Any) -> None:
    """Install the triggers that SQLite drops when a constraint rebuilds the table."""
    with opened(schema_editor.connection, TABLE):
        pass


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_imported_records"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # going back, this is the last step
        migrations.RunPython(migrations.RunPython.noop, freeze_again),
        migrations.AddField(
            model_name="recordversion",
            name="note_language",
            field=models.CharField(
                blank=True,
                choices=[
                    ("en", "English"),
                    ("ar", "Arabic"),
                    ("zh-hans", "Chinese (Simplified)"),
                    ("nl", "Dutch"),
                    ("fr", "French"),
                    ("de", "German"),
                    ("hi", "Hindi"),
                    ("it", "Italian"),
                    ("ja", "Japanese"),
                    ("ko", "Korean"),
                    ("pt", "Portuguese"),
                    ("ru", "Russian"),
                    ("es", "Spanish"),
                    ("sv", "Swedish"),
                    ("he", "Hebrew"),
                    ("id", "Indonesian"),
                    ("vi", "Vietnamese"),
                    ("th", "Thai"),
                    ("tr", "Turkish"),
                    ("ms", "Malay"),
                ],
                help_text="Empty where there is no note.",
                max_length=10,
            ),
        ),
        migrations.RunPython(store_languages, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="recordversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change_note", ""), ("note_language", "")),
                    models.Q(
                        models.Q(("change_note", ""), _negated=True),
                        models.Q(("note_language", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="record_version_note_has_language",
            ),
        ),
        migrations.RunPython(freeze_again, migrations.RunPython.noop),
    ]
