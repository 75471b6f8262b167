"""The tables of the trail of events."""

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("audit", "0001_initial")]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("verb", models.CharField(max_length=80)),
                ("noun", models.CharField(max_length=40)),
                ("noun_id", models.CharField(max_length=40)),
                ("region", models.CharField(blank=True, max_length=5)),
                ("reason", models.TextField(blank=True)),
                ("changes", models.JSONField(default=dict)),
                ("fold", models.TextField(blank=True)),
                ("folds_until", models.DateTimeField(null=True)),
                ("times", models.PositiveIntegerField(default=1)),
                ("last_at", models.DateTimeField(null=True)),
                ("position", models.BigIntegerField(null=True, unique=True)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["noun", "noun_id", "id"], name="event_of_noun"),
                    models.Index(
                        condition=models.Q(("position", None)), fields=["id"], name="event_unsealed"
                    ),
                ],
            },
        ),
    ]
