"""How often a recap was worked on, that this may fail, and that a failed one's file may come again."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_tables"),
        ("nominations", "0004_field_checks_frozen"),
        ("programme", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="recap",
            name="recap_state",
        ),
        migrations.RemoveConstraint(
            model_name="recap",
            name="recap_file_once",
        ),
        migrations.AddField(
            model_name="recap",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="recap",
            name="state",
            field=models.CharField(
                choices=[
                    ("checking", "Being checked"),
                    ("faulty", "Has faults"),
                    ("ready", "Ready to load"),
                    ("loading", "Being loaded"),
                    ("loaded", "Loaded"),
                    ("failed", "Broke off"),
                ],
                default="checking",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="recap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["checking", "faulty", "ready", "loading", "loaded", "failed"])
                ),
                name="recap_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="recap",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "failed"), _negated=True),
                fields=("round", "document"),
                name="recap_file_once",
            ),
        ),
    ]
