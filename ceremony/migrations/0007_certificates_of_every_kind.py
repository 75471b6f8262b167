"""Certificates of taking part and of having judged; awards that correct another one; titles that are corrected."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE ceremony_certificate DISABLE TRIGGER frozen;
UPDATE ceremony_certificate SET decision_id = ceremony_award.decision_id
    FROM ceremony_award WHERE ceremony_award.id = ceremony_certificate.award_id;
ALTER TABLE ceremony_certificate ENABLE TRIGGER frozen;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0007_interviews"),
        ("ceremony", "0006_ceremonies"),
        ("documents", "0004_runs_can_be_held"),
        ("nominations", "0010_lists_of_nominations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="award",
            name="award_once",
        ),
        migrations.RemoveConstraint(
            model_name="certificaterequest",
            name="certificaterequest_recipient",
        ),
        migrations.AddField(
            model_name="award",
            name="correction",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="award",
            name="corrects",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="ceremony.award",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="decision",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="assessment.decision",
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="certificate",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="assessment.decision",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="kind",
            field=models.CharField(
                choices=[("award", "Award"), ("participation", "Participation"), ("assessor", "Assessor")],
                default="award",
                max_length=15,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="nomination",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="nominations.nomination",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="seat",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="assessment.seat",
            ),
        ),
        migrations.AddField(
            model_name="certificaterequest",
            name="title",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="award",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="ceremony.award",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects", None)),
                fields=("decision", "nomination", "title"),
                name="award_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("corrects", None)),
                    models.Q(("corrects__isnull", False), models.Q(("correction", ""), _negated=True)),
                    _connector="OR",
                ),
                name="award_corrected_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("corrects", None), models.Q(("corrects", models.F("id")), _negated=True), _connector="OR"
                ),
                name="award_corrects_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("award__isnull", False), ("kind", "award"), ("nomination", None), ("seat", None)
                    ),
                    models.Q(
                        ("award", None),
                        ("kind", "participation"),
                        ("nomination__isnull", False),
                        ("seat", None),
                    ),
                    models.Q(
                        ("award", None), ("kind", "assessor"), ("nomination", None), ("seat__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="certificate_of_its_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "issued")),
                fields=("nomination",),
                name="certificate_one_of_participation",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "issued")), fields=("seat",), name="certificate_one_of_a_seat"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificaterequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "revoke"), ("recipient", ""), ("title", "")),
                    models.Q(("kind", "replace"), models.Q(("recipient", ""), _negated=True)),
                    _connector="OR",
                ),
                name="certificaterequest_recipient",
            ),
        ),
    ]
