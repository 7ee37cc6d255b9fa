"""Give computed ties their weight as position: so far they had a place in a row."""

from django.db import migrations

# of the kinds of ties when this was written
_WEIGHTS = {
    "case": 13,
    "collection": 11,
    "overview": 11,
    "provision": 7,
    "series": 5,
    "court": 4,
    "law": 3,
    "person": 2,
    "category": 1,
    "words": 0,
}


def weigh(apps, schema_editor):
    related = apps.get_model("articles", "Related")
    for reason, weight in _WEIGHTS.items():
        related.objects.filter(reason=reason).update(position=1000 - weight)


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_growth")]

    operations = [migrations.RunPython(weigh, migrations.RunPython.noop)]
