"""Turn amendments into versions of the text, and official addresses into rows."""

from collections import Counter

from django.db import migrations


def fill(apps, schema_editor):
    Law = apps.get_model("cases", "Law")
    LawVersion = apps.get_model("cases", "LawVersion")
    LawAddress = apps.get_model("cases", "LawAddress")
    for law in Law.objects.all():
        years = Counter()
        newest = None
        amendments = law.amendments.order_by("amended_on")
        for amendment in amendments.values_list("amended_on", "in_force_on"):
            day, since = amendment
            years[day.year] += 1
            place = f"-{years[day.year]}" if years[day.year] > 1 else ""
            newest = LawVersion.objects.create(
                law=law, key=f"{day.year}{place}", adopted_on=day, in_force_on=since
            )
        if newest:
            law.provisions.update(version=newest)
        if law.official_url:
            LawAddress.objects.create(law=law, position=0, url=law.official_url)


def empty(apps, schema_editor):
    Law = apps.get_model("cases", "Law")
    LawAmendment = apps.get_model("cases", "LawAmendment")
    LawAddress = apps.get_model("cases", "LawAddress")
    for law in Law.objects.all():
        for version in law.versions.filter(adopted_on__isnull=False):
            LawAmendment.objects.create(
                law_id=law.pk,
                amended_on=version.adopted_on,
                in_force_on=version.in_force_on,
            )
        # a former article cannot be told from those of the present text
        former = law.provisions.filter(is_newest=False)
        apps.get_model("cases", "CaseProvision").objects.filter(
            provision__in=former.values("pk")
        ).delete()
        former.delete()
        # on the way back a law does not know its addresses
        official = LawAddress.objects.filter(law_id=law.pk, is_official=True)
        address = official.order_by("position").first()
        if address:
            Law.objects.filter(pk=law.pk).update(official_url=address.url)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_versions_of_laws'),
    ]

    operations = [
        migrations.RunPython(fill, empty),
        migrations.RemoveConstraint(
            model_name='law',
            name='law_official_url_is_web',
        ),
        migrations.RemoveField(
            model_name='law',
            name='official_url',
        ),
        migrations.DeleteModel(
            name='LawAmendment',
        ),
    ]
