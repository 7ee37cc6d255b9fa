"""Pictures are withdrawn with the last text that shows them."""

from functools import reduce
from operator import or_

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def withdraw(apps, schema_editor):
    """Withdraw the pictures whose texts were all withdrawn before."""
    Picture = apps.get_model("articles", "Picture")
    Version = apps.get_model("articles", "Version")
    withdrawals = Version.objects.filter(change_type="withdrawal")
    if not withdrawals.exists():
        return
    later = withdrawals.filter(
        edition=OuterRef("edition"), number__gte=OuterRef("number")
    )
    for picture in Picture.objects.iterator():
        files = [picture.hash, *(file["hash"] for file in picture.sizes)]
        shows = reduce(or_, (Q(canonical__contains=file) for file in files))
        showing = Version.objects.filter(shows)
        if showing.exists() and not showing.exclude(Exists(later)).exists():
            Picture.objects.filter(pk=picture.pk).update(is_withdrawn=True)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_integrity_log'),
    ]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='is_withdrawn',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(withdraw, migrations.RunPython.noop),
    ]
