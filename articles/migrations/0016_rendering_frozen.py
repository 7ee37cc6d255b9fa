import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_audit_address"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rendering",
            name="version",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                primary_key=True,
                related_name="rendering",
                serialize=False,
                to="articles.version",
            ),
        ),
    ]
