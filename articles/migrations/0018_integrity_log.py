from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_protected_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='IntegrityEntry',
            fields=[
                ('number', models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('version', 'version of a text'), ('record_version', 'version of a record'), ('rendering', 'HTML of a version')], max_length=20)),
                ('subject', models.CharField(max_length=400)),
                ('version', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('entered_later', models.BooleanField()),
                ('canonical', models.TextField()),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('signature', models.CharField(max_length=128)),
            ],
            options={
                'verbose_name': 'entry of the integrity log',
                'verbose_name_plural': 'integrity log',
                'ordering': ['number'],
                'indexes': [models.Index(fields=['digest'], name='integrity_digest'), models.Index(fields=['subject', 'version'], name='integrity_subject')],
            },
        ),
    ]
