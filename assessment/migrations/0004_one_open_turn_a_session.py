"""The database's own word that a session has one open turn at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_telling_is_a_job")]

    operations = [
        migrations.AddConstraint(
            model_name="interview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["running", "revealed"])),
                fields=("session",),
                name="interview_one_open_turn",
            ),
        ),
    ]
