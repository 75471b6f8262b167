"""The tables of the archive of files and the orders of reports."""

import django.db.models.deletion
import paritrana.lib.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("documents", "0001_initial"),
        ("documents", "0002_uploads_in_pieces"),
        ("documents", "0003_signatures_of_a_file"),
        ("documents", "0004_runs_can_be_held"),
        ("documents", "0005_what_people_wait_for_goes_first"),
        ("documents", "0006_runs_expire"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    paritrana.lib.identifiers.PublicIdField(
                        default=paritrana.lib.identifiers.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "Being checked"), ("ready", "Ready"), ("refused", "Refused")],
                        max_length=10,
                    ),
                ),
                ("refusal", models.JSONField(blank=True, default=dict)),
                ("page_count", models.PositiveIntegerField(null=True)),
                ("pages_drawn", models.PositiveIntegerField(default=0)),
                ("signatures", models.JSONField(null=True)),
                ("drawing_attempts", models.PositiveSmallIntegerField(default=0)),
                ("busy_until", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField()),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "received")), fields=["id"], name="document_unchecked"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["received", "ready", "refused"])),
                        name="document_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="document_sha256"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ready"), _negated=True),
                            models.Q(("media_type", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="document_ready_has_its_type",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refusal__has_key", "code"), ("state", "refused")),
                            models.Q(models.Q(("state", "refused"), _negated=True), ("refusal", {})),
                            _connector="OR",
                        ),
                        name="document_refused_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartialUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    paritrana.lib.identifiers.PublicIdField(
                        default=paritrana.lib.identifiers.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("purpose", models.CharField(max_length=80)),
                ("file_name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("modified", models.BigIntegerField()),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("begun_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["touched_at"], name="partial_untouched")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("purpose", "sent_by", "file_name", "size", "modified"), name="partial_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("received__lte", models.F("size")), ("size__gte", 1)),
                        name="partial_within_its_size",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    paritrana.lib.identifiers.PublicIdField(
                        default=paritrana.lib.identifiers.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("report", models.CharField(max_length=80)),
                ("parameters", models.JSONField(default=dict)),
                ("language", models.CharField(max_length=5)),
                ("key", models.CharField(max_length=200, null=True, unique=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Being made"),
                            ("done", "Ready"),
                            ("failed", "Failed"),
                            ("held", "Held"),
                            ("expired", "No longer kept"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("in_bulk", models.BooleanField(default=False)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("resend_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asked_by", "-asked_at"], name="run_of_asker"),
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=["resend_at"],
                        name="run_unfinished",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "done", "failed", "held", "expired"])
                        ),
                        name="run_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document__isnull", False),
                                ("state", "done"),
                                models.Q(("file_name", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "done"), _negated=True), ("document", None)),
                            _connector="OR",
                        ),
                        name="run_done_has_its_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at__isnull", False), ("state__in", ["done", "failed", "expired"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["done", "failed", "expired"]), _negated=True),
                                ("finished_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="run_finished_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="run_failed_with_a_reason",
                    ),
                ],
            },
        ),
    ]
