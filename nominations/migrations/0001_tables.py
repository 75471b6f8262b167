"""The tables of nominations, what they file and show, their verification, threads, recaps and rounds' lists."""

import django.db.models.deletion
import django.db.models.functions.comparison
import paritrana.lib.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("nominations", "0001_initial")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
        ("documents", "0001_tables"),
        ("programme", "0001_tables"),
        ("regions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Evidence",
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
                ("file_name", models.CharField(max_length=200)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                ("item", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=300)),
                (
                    "origin",
                    models.CharField(
                        choices=[("verifier", "Verifier"), ("recap", "BPJS recap"), ("field", "Field check")],
                        default="verifier",
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("answered", "Answered"),
                            ("settled", "Settled"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "answered", "settled"])),
                        name="finding_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["verifier", "recap", "field"])),
                        name="finding_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingLine",
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
                ("text", models.TextField(max_length=4000)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                ("written_at", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="nominations.finding",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("verified", "Verified"),
                            ("ineligible", "Ineligible"),
                            ("withdrawn", "Withdrawn"),
                            ("absent", "Absent"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("ground", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("files_taken", models.PositiveIntegerField(default=0)),
                ("bytes_taken", models.PositiveBigIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("submitted_at", models.DateTimeField(null=True)),
                ("verified_at", models.DateTimeField(null=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="programme.category",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "filer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="programme.round",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
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
                    models.Index(fields=["round", "category", "state"], name="nomination_pool"),
                    models.Index(fields=["created_at", "id"], name="nomination_begun"),
                    models.Index(
                        django.db.models.functions.comparison.Coalesce("submitted_at", "created_at"),
                        models.F("id"),
                        name="nomination_filed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "verified",
                                    "ineligible",
                                    "withdrawn",
                                    "absent",
                                ],
                            )
                        ),
                        name="nomination_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filer", None),
                            models.Q(("filer", models.F("organisation")), _negated=True),
                            _connector="OR",
                        ),
                        name="nomination_filer_is_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("round", "category", "organisation"),
                        name="nomination_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("region__isnull", False), models.Q(("state", "withdrawn"), _negated=True)
                        ),
                        fields=("round", "category", "region"),
                        name="nomination_region_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("submitted_at", None), ("submitted_by", None)),
                            models.Q(
                                ("digest__regex", "^[0-9a-f]{64}$"),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nomination_submitted_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_at", None), ("verified_by", None)),
                            models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="nomination_verified_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_at", None)),
                            ("state", "withdrawn"),
                            models.Q(
                                ("state__in", ["submitted", "returned"]),
                                ("submitted_at__isnull", False),
                                ("verified_at", None),
                            ),
                            models.Q(
                                ("state__in", ["verified", "ineligible", "absent"]),
                                ("verified_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="nomination_moments_of_its_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ("ineligible", "withdrawn", "absent")),
                                models.Q(("ground", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ("ineligible", "withdrawn", "absent")), _negated=True),
                                ("ground", ""),
                            ),
                            _connector="OR",
                        ),
                        name="nomination_ground_of_its_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_by", None),
                            models.Q(("submitted_by", models.F("created_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="nomination_two_persons",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="nominations.nomination",
            ),
        ),
        migrations.CreateModel(
            name="Figure",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("versions", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("evidence_page", models.PositiveIntegerField(null=True)),
                ("evidence_place", models.CharField(blank=True, max_length=100)),
                ("metric", models.CharField(max_length=40)),
                ("covered", models.BigIntegerField(null=True)),
                ("total", models.BigIntegerField(null=True)),
                ("value", models.CharField(max_length=32, null=True)),
                ("cut_off_on", models.DateField(null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("approximate", models.BooleanField(default=False)),
                ("explanation", models.TextField(blank=True, max_length=2000)),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.evidence",
                    ),
                ),
                (
                    "evidence_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "metric"), name="figure_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("covered", None),
                                models.Q(("covered__gte", 0), ("covered__lt", 1000000000000000000)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("total", None),
                                models.Q(("total__gte", 0), ("total__lt", 1000000000000000000)),
                                _connector="OR",
                            ),
                        ),
                        name="figure_counts_within_limits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("covered__gt", 0), ("total", 0), _negated=True),
                        name="figure_nobody_covered_out_of_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value", None),
                            models.Q(
                                ("covered", None), ("total", None), ("value__regex", "^-?[0-9]+(\\.[0-9]+)?$")
                            ),
                            _connector="OR",
                        ),
                        name="figure_share_or_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("evidence_page", None),
                            models.Q(("evidence__isnull", False), ("evidence_page__gte", 1)),
                            _connector="OR",
                        ),
                        name="figure_page_of_a_file",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="nominations.nomination",
            ),
        ),
        migrations.CreateModel(
            name="EntryVerdict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("corrected", "Corrected"),
                            ("not_proven", "Not proven"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_in_evidence", "The evidence gives another figure"),
                            ("other_source", "The records of BPJS Ketenagakerjaan give another figure"),
                            ("other_cut_off", "The cut-off date lies outside the assessed period"),
                            ("mistyped", "Mistyped"),
                            ("no_evidence", "No evidence, or not at the place cited"),
                            ("not_filed", "Not filed"),
                            ("other", "Another reason, in words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("verified_at", models.DateTimeField()),
                ("entry", models.CharField(max_length=20)),
                ("people", models.BigIntegerField(null=True)),
                ("units", models.IntegerField(null=True)),
                (
                    "verified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry_verdicts",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "entry"), name="entry_verdict_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["accepted", "corrected", "not_proven"])),
                        name="entry_verdict_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("verdict", "accepted")),
                            models.Q(
                                models.Q(("verdict", "accepted"), _negated=True),
                                (
                                    "reason__in",
                                    [
                                        "other_in_evidence",
                                        "other_source",
                                        "other_cut_off",
                                        "mistyped",
                                        "no_evidence",
                                        "not_filed",
                                        "other",
                                    ],
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="entry_verdict_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("people", None),
                                models.Q(("people__gte", 0), ("people__lt", 1000000000000000000)),
                                _connector="OR",
                            ),
                            models.Q(("units", None), ("units__gte", 0), _connector="OR"),
                            models.Q(
                                models.Q(("verdict", "not_proven"), _negated=True),
                                models.Q(("people", None), ("units", None)),
                                _connector="OR",
                            ),
                        ),
                        name="entry_verdict_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verifier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="custody",
                        to="nominations.nomination",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Comment",
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
                ("section", models.CharField(blank=True, max_length=40)),
                ("entry", models.CharField(blank=True, max_length=60)),
                ("text", models.TextField(max_length=2000)),
                ("written_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="nominations.comment",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("settled_by", None)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_settled_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answers", None), ("settled_at", None), _connector="OR"),
                        name="comment_thread_is_settled_as_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entry", ""), models.Q(("section", ""), _negated=True), _connector="OR"
                        ),
                        name="comment_entry_of_a_section",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("versions", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("question", models.CharField(max_length=40)),
                ("text", models.TextField(blank=True, max_length=5000)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "question"), name="answer_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
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
                ("outcome_at", models.DateTimeField()),
                ("ground", models.TextField(max_length=4000)),
                ("file_name", models.CharField(blank=True, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("filed", "Filed"), ("upheld", "Upheld"), ("rejected", "Rejected")],
                        default="filed",
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=4000)),
                ("filed_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["filed", "upheld", "rejected"])),
                        name="objection_state",
                    ),
                    models.UniqueConstraint(fields=("nomination", "outcome_at"), name="objection_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answer", ""),
                                ("answered_at", None),
                                ("answered_by", None),
                                ("state", "filed"),
                            ),
                            models.Q(
                                models.Q(("state", "filed"), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="objection_answered_at_and_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ranking", models.CharField(blank=True, max_length=30)),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("reason", models.TextField(blank=True, max_length=2000)),
                ("content", models.JSONField()),
                ("verdicts", models.JSONField()),
                ("promoted_at", models.DateTimeField()),
                (
                    "promoted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promotions",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "target",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promoted_from",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("source",), name="promotion_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rank", None), ("ranking", ""), models.Q(("reason", ""), _negated=True)
                            ),
                            models.Q(models.Q(("ranking", ""), _negated=True), ("rank__isnull", False)),
                            _connector="OR",
                        ),
                        name="promotion_by_rank_or_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="promotion_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProtectedGroup",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("versions", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("evidence_page", models.PositiveIntegerField(null=True)),
                ("evidence_place", models.CharField(blank=True, max_length=100)),
                ("group", models.CharField(max_length=40)),
                ("people", models.BigIntegerField(null=True)),
                ("units", models.IntegerField(null=True)),
                ("unit_kind", models.CharField(blank=True, max_length=60)),
                ("approximate", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.evidence",
                    ),
                ),
                (
                    "evidence_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "group"), name="group_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("people", None),
                                models.Q(("people__gte", 0), ("people__lt", 1000000000000000000)),
                                _connector="OR",
                            ),
                            models.Q(("units", None), ("units__gte", 0), _connector="OR"),
                        ),
                        name="group_counts_within_limits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recap",
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
                ("number", models.PositiveIntegerField()),
                ("as_of", models.DateField()),
                ("file_name", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being checked"),
                            ("faulty", "Has faults"),
                            ("ready", "Ready to load"),
                            ("loading", "Being loaded"),
                            ("loaded", "Loaded"),
                        ],
                        default="checking",
                        max_length=10,
                    ),
                ),
                ("faults", models.JSONField(default=list)),
                ("fault_count", models.PositiveIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("busy_until", models.DateTimeField(null=True)),
                ("brought_at", models.DateTimeField()),
                ("loaded_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recaps",
                        to="programme.round",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["checking", "faulty", "ready", "loading", "loaded"])
                        ),
                        name="recap_state",
                    ),
                    models.UniqueConstraint(fields=("round", "number"), name="recap_version_once"),
                    models.UniqueConstraint(fields=("round", "document"), name="recap_file_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("loaded_at", None), ("loaded_by__isnull", False), _connector="OR"
                        ),
                        name="recap_loaded_at_and_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "loaded"), _negated=True),
                            models.Q(("fault_count", 0), ("loaded_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="recap_loaded_without_faults",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecapCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sheet", models.CharField(max_length=31)),
                ("row", models.PositiveIntegerField()),
                ("code", models.CharField(blank=True, max_length=5)),
                ("npp", models.CharField(blank=True, max_length=200)),
                ("npwp", models.CharField(blank=True, max_length=16)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("segment", models.CharField(max_length=20)),
                ("month", models.DateField()),
                ("covered", models.BigIntegerField()),
                ("total", models.BigIntegerField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "recap",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counts",
                        to="nominations.recap",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["recap", "region"], name="recap_of_region"),
                    models.Index(fields=["recap", "organisation"], name="recap_of_organisation"),
                    models.Index(
                        condition=models.Q(("organisation", None), ("region", None)),
                        fields=["recap", "id"],
                        name="recap_unmatched",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recap", "sheet", "row"), name="recap_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covered__gte", 0), models.Q(("total", None), ("total__gte", 0), _connector="OR")
                        ),
                        name="recap_counts_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecapName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=220, unique=True)),
                ("matched_at", models.DateTimeField()),
                (
                    "matched_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", None), ("region__isnull", False)),
                            models.Q(("organisation__isnull", False), ("region", None)),
                            _connector="OR",
                        ),
                        name="recap_name_stands_for_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Regulation",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("versions", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("evidence_page", models.PositiveIntegerField(null=True)),
                ("evidence_place", models.CharField(blank=True, max_length=100)),
                ("kind", models.CharField(blank=True, max_length=100)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("subject", models.TextField(blank=True, max_length=500)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_force", "In force"),
                            ("amended", "In force, amended"),
                            ("draft", "Being drafted"),
                            ("revoked", "Revoked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.evidence",
                    ),
                ),
                (
                    "evidence_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regulations",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year", None),
                            models.Q(("year__gte", 1945), ("year__lte", 2200)),
                            _connector="OR",
                        ),
                        name="regulation_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", ""),
                            ("status__in", ["in_force", "amended", "draft", "revoked"]),
                            _connector="OR",
                        ),
                        name="regulation_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=4000)),
                ("due_at", models.DateTimeField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("returned_at", models.DateTimeField()),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "returned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("version", models.PositiveIntegerField(default=0)),
                ("versions", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("section", models.CharField(max_length=40)),
                ("text", models.TextField(blank=True, max_length=5000)),
                (
                    "copied_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statements",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("corrected", "Corrected"),
                            ("not_proven", "Not proven"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_in_evidence", "The evidence gives another figure"),
                            ("other_source", "The records of BPJS Ketenagakerjaan give another figure"),
                            ("other_cut_off", "The cut-off date lies outside the assessed period"),
                            ("mistyped", "Mistyped"),
                            ("no_evidence", "No evidence, or not at the place cited"),
                            ("not_filed", "Not filed"),
                            ("other", "Another reason, in words"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("verified_at", models.DateTimeField()),
                ("metric", models.CharField(max_length=40)),
                ("covered", models.BigIntegerField(null=True)),
                ("total", models.BigIntegerField(null=True)),
                ("value", models.CharField(max_length=32, null=True)),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("nomination", "metric"), name="verification_once"),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["accepted", "corrected", "not_proven"])),
                        name="verification_verdict",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("verdict", "accepted")),
                            models.Q(
                                (
                                    "reason__in",
                                    [
                                        "other_in_evidence",
                                        "other_source",
                                        "other_cut_off",
                                        "mistyped",
                                        "no_evidence",
                                        "not_filed",
                                        "other",
                                    ],
                                ),
                                ("verdict__in", ["corrected", "not_proven"]),
                            ),
                            _connector="OR",
                        ),
                        name="verification_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("covered", None), ("total", None), ("value", None), ("verdict", "not_proven")
                            ),
                            models.Q(
                                models.Q(("verdict", "not_proven"), _negated=True),
                                models.Q(
                                    models.Q(
                                        ("covered__gte", 0),
                                        ("covered__lt", 1000000000000000000),
                                        ("total__gte", 0),
                                        ("total__lt", 1000000000000000000),
                                        ("value", None),
                                    ),
                                    models.Q(
                                        ("covered", None),
                                        ("total", None),
                                        ("value__regex", "^-?[0-9]+(\\.[0-9]+)?$"),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="verification_share_or_value",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reference", ""), _negated=True),
                fields=("nomination", "item", "reference"),
                name="finding_once_of_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(fields=("nomination", "document"), name="evidence_once"),
        ),
    ]
