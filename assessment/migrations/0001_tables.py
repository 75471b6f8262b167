"""The tables of panels, sheets, rankings, decisions and interviews."""

import django.db.models.deletion
import paritrana.lib.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("assessment", "0001_initial")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("accounts", "__first__"),
        ("documents", "0001_tables"),
        ("nominations", "0001_tables"),
        ("programme", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Interview",
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
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("online", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("running", "In progress"),
                            ("revealed", "Revealed, in discussion"),
                            ("done", "Done"),
                            ("absent", "Nominee absent"),
                            ("postponed", "Postponed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("presentation_name", models.CharField(blank=True, max_length=200)),
                ("presented_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("revealed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "presentation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "presented_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revealed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("nomination",),
                        name="interview_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "planned",
                                    "running",
                                    "revealed",
                                    "done",
                                    "absent",
                                    "postponed",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="interview_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="interview_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("absent", "postponed", "cancelled")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="interview_off_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revealed_at__isnull", False), ("state__in", ["revealed", "done"])),
                            models.Q(
                                models.Q(("state__in", ["revealed", "done"]), _negated=True),
                                ("revealed_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="interview_revealed_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_confirmed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("presented_at", None), ("presented_by", None)),
                            models.Q(("presented_at__isnull", False), ("presented_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_presented_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("started_at", None), ("started_by", None)),
                            models.Q(("started_at__isnull", False), ("started_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_started_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revealed_at", None), ("revealed_by", None)),
                            models.Q(("revealed_at__isnull", False), ("revealed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_revealed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="interview_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Panel",
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
                ("composition", models.CharField(blank=True, max_length=30)),
                ("decree", models.CharField(blank=True, max_length=200)),
                ("decree_on", models.DateField(null=True)),
                ("term_from", models.DateField(null=True)),
                ("term_to", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("documents_closed", "Documents closed, interviews to come"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("documents_closed_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panels",
                        to="programme.category",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "documents_closed_by",
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
                        related_name="panels",
                        to="programme.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "category"), name="panel_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "documents_closed", "closed"])),
                        name="panel_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("documents_closed_at", None), ("documents_closed_by", None)),
                            models.Q(
                                ("documents_closed_at__isnull", False), ("documents_closed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="panel_documents_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state", "closed"),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at", None),
                                ("closed_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="panel_closed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("term_from", None),
                            ("term_to", None),
                            ("term_to__gte", models.F("term_from")),
                            _connector="OR",
                        ),
                        name="panel_term_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
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
                    "stage",
                    models.CharField(
                        choices=[("document", "Document assessment"), ("interview", "Interview")],
                        max_length=20,
                    ),
                ),
                ("seed", models.CharField(max_length=40)),
                ("per_nomination", models.PositiveSmallIntegerField()),
                ("most", models.PositiveIntegerField(null=True)),
                ("pairs", models.JSONField()),
                ("changed_by_hand", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                ("proposed_at", models.DateTimeField()),
                ("handed_out_at", models.DateTimeField(null=True)),
                (
                    "handed_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="assessment.panel",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["document", "interview"])), name="allocation_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per_nomination__gte", 1)), name="allocation_of_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handed_out_at", None), ("handed_out_by", None)),
                            models.Q(("handed_out_at__isnull", False), ("handed_out_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="allocation_handed_out_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("handed_out_at", None)),
                        fields=("panel", "stage"),
                        name="allocation_one_proposal",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                ("title", models.CharField(max_length=200)),
                ("held_from", models.DateField(null=True)),
                ("held_to", models.DateField(null=True)),
                ("entered_at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-held_to", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_from", None),
                            ("held_to", None),
                            ("held_to__gte", models.F("held_from")),
                            _connector="OR",
                        ),
                        name="post_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeFile",
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
                    "stage",
                    models.CharField(
                        choices=[("document", "Document assessment"), ("interview", "Interview")],
                        max_length=20,
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("title", models.JSONField()),
                ("claim", models.JSONField()),
                ("scores", models.JSONField()),
                ("reasons", models.JSONField(default=dict)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practice_files",
                        to="programme.category",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["document", "interview"])),
                        name="practicefile_stage",
                    ),
                    models.UniqueConstraint(fields=("category", "stage", "code"), name="practicefile_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PracticeSheet",
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
                ("scores", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="assessment.practicefile",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practice_sheets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("file", "user"), name="practicesheet_once")],
            },
        ),
        migrations.CreateModel(
            name="Room",
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
                ("name", models.CharField(max_length=100)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("link", models.URLField(blank=True, max_length=300)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rooms",
                        to="programme.round",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "name"), name="room_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), ("link", ""), _negated=True),
                        name="room_is_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreSheet",
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
                    "stage",
                    models.CharField(
                        choices=[("document", "Document assessment"), ("interview", "Interview")],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Being written"), ("signed", "Signed")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("scores", models.JSONField(default=dict)),
                ("abstained", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("private_note", models.TextField(blank=True)),
                ("is_skipped", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("touched", models.JSONField(default=dict)),
                ("draft_since", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "signed"])), name="sheet_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["document", "interview"])), name="sheet_stage"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("signed_at__isnull", False),
                                ("signed_by__isnull", False),
                                ("state", "signed"),
                                models.Q(("digest", ""), _negated=True),
                            ),
                            models.Q(
                                ("digest", ""), ("signed_at", None), ("signed_by", None), ("state", "draft")
                            ),
                            _connector="OR",
                        ),
                        name="sheet_signed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=40)),
                ("before", models.CharField(max_length=40)),
                ("after", models.CharField(max_length=40)),
                ("reason", models.TextField()),
                ("counts", models.BooleanField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="assessment.interview",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="assessment.scoresheet",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="score_change_with_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                            ("reserve", "Reserve"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("term_from", models.DateField(null=True)),
                ("term_to", models.DateField(null=True)),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[("", "In their own right"), ("plt", "Plt."), ("plh", "Plh.")],
                        default="",
                        max_length=3,
                    ),
                ),
                ("letter", models.CharField(blank=True, max_length=200)),
                (
                    "public_id",
                    paritrana.lib.identifiers.PublicIdField(
                        default=paritrana.lib.identifiers.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("is_assessor", models.BooleanField()),
                ("seated_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="assessment.panel",
                    ),
                ),
                (
                    "seated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "takes_over",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="assessment.seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duty__in", ["chair", "deputy", "secretary", "member", "reserve"])
                        ),
                        name="seat_duty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standing", ""),
                            models.Q(
                                ("standing__in", ["plt", "plh"]),
                                ("term_to__isnull", False),
                                models.Q(("letter", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="seat_stand_in_by_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("term_from", None),
                            ("term_to", None),
                            ("term_to__gte", models.F("term_from")),
                            _connector="OR",
                        ),
                        name="seat_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__gte", models.F("seated_at")), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="seat_ended_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("panel", "user"),
                        name="seat_once_at_a_time",
                    ),
                    models.UniqueConstraint(fields=("panel", "number"), name="seat_number_once"),
                ],
            },
        ),
        migrations.AddField(
            model_name="scoresheet",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="assessment.seat"
            ),
        ),
        migrations.CreateModel(
            name="Question",
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
                ("text", models.TextField(max_length=1000)),
                ("answer", models.TextField(blank=True, max_length=2000)),
                ("noted_at", models.DateTimeField()),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="assessment.interview",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="question_in_words"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_present", models.BooleanField()),
                ("noted_at", models.DateTimeField()),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="assessment.interview",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("interview", "seat"), name="presence_once")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("deputy", "Deputy chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                            ("reserve", "Reserve"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("term_from", models.DateField(null=True)),
                ("term_to", models.DateField(null=True)),
                (
                    "standing",
                    models.CharField(
                        blank=True,
                        choices=[("", "In their own right"), ("plt", "Plt."), ("plh", "Plh.")],
                        default="",
                        max_length=3,
                    ),
                ),
                ("letter", models.CharField(blank=True, max_length=200)),
                (
                    "public_id",
                    paritrana.lib.identifiers.PublicIdField(
                        default=paritrana.lib.identifiers.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
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
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="assessment.panel",
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to="assessment.seat",
                    ),
                ),
                (
                    "takes_over",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("duty__in", ["chair", "deputy", "secretary", "member", "reserve"])
                        ),
                        name="invitation_duty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standing", ""),
                            models.Q(
                                ("standing__in", ["plt", "plh"]),
                                ("term_to__isnull", False),
                                models.Q(("letter", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_stand_in_by_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("term_from", None),
                            ("term_to", None),
                            ("term_to__gte", models.F("term_from")),
                            _connector="OR",
                        ),
                        name="invitation_term_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "accepted", "declined", "withdrawn"])),
                        name="invitation_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_answered_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "accepted"), ("seat__isnull", False)),
                            models.Q(models.Q(("answer", "accepted"), _negated=True), ("seat", None)),
                            _connector="OR",
                        ),
                        name="invitation_accepted_is_a_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="invitation_declined_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("panel", "user"),
                        name="invitation_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FurtherCall",
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
                ("number", models.PositiveSmallIntegerField()),
                ("called_at", models.DateTimeField()),
                ("filled_at", models.DateTimeField(null=True)),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="further_calls",
                        to="assessment.panel",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("panel", "nomination", "number"), name="furthercall_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("seat__isnull", False)),
                        fields=("nomination", "seat"),
                        name="furthercall_one_a_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filled_at", None), ("seat", None)),
                            models.Q(("filled_at__isnull", False), ("seat__isnull", False)),
                            _connector="OR",
                        ),
                        name="furthercall_filled_by_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("own_region", "own region"),
                            ("employer", "employer"),
                            ("former_post", "former post"),
                            ("tied_organisation", "tied organisation"),
                            ("declared", "declared tie"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("is_late", models.BooleanField(default=False)),
                ("declared_at", models.DateTimeField()),
                (
                    "declared_by",
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
                        related_name="conflicts",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ground__in",
                                ["own_region", "employer", "former_post", "tied_organisation", "declared"],
                            )
                        ),
                        name="conflict_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ground", "declared"), ("text", ""), _negated=True),
                        name="conflict_declared_in_words",
                    ),
                    models.UniqueConstraint(fields=("seat", "nomination"), name="conflict_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clearances",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("seat", "nomination"), name="clearance_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
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
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
                ("breaks", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("open", "In session"), ("minuted", "Minuted")],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("planned_at", models.DateTimeField()),
                ("minuted_at", models.DateTimeField(null=True)),
                (
                    "current",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.interview",
                    ),
                ),
                (
                    "led_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessment.seat",
                    ),
                ),
                (
                    "minuted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.reportrun",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="assessment.panel",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="assessment.room",
                    ),
                ),
            ],
            options={
                "ordering": ["opens_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "open", "minuted"])),
                        name="session_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="session_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("minuted_at__isnull", False),
                                ("minuted_by__isnull", False),
                                ("state", "minuted"),
                            ),
                            models.Q(
                                models.Q(("state", "minuted"), _negated=True),
                                ("minuted_at", None),
                                ("minuted_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="session_minuted_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="interview",
            name="session",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interviews",
                to="assessment.session",
            ),
        ),
        migrations.CreateModel(
            name="SheetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("scores", models.JSONField()),
                ("abstained", models.JSONField()),
                ("notes", models.JSONField()),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("reopened_at", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "reopened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="assessment.scoresheet",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "version"), name="sheet_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="sheet_version_with_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
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
                ("ranking", models.CharField(max_length=30)),
                ("number", models.PositiveIntegerField()),
                ("frame", models.TextField()),
                ("pack_digest", models.CharField(max_length=71)),
                ("result_digest", models.CharField(max_length=71)),
                ("rulebook_version", models.PositiveIntegerField()),
                ("method", models.PositiveSmallIntegerField(default=1)),
                ("code_digest", models.CharField(blank=True, max_length=71)),
                ("is_rehearsal", models.BooleanField(default=False)),
                ("seed", models.PositiveIntegerField(null=True)),
                ("taken_at", models.DateTimeField()),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="assessment.panel",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("panel", "number"), name="snapshot_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_rehearsal", True), ("seed__isnull", False)),
                            models.Q(("is_rehearsal", False), ("seed", None)),
                            _connector="OR",
                        ),
                        name="snapshot_rehearsal_has_its_seed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
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
                            ("waiting", "Waits for the auditor"),
                            ("returned", "Handed back by the auditor"),
                            ("signed", "Signed off by the auditor"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("checks", models.JSONField(default=dict)),
                ("chain_head", models.CharField(blank=True, max_length=71)),
                ("reason", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snapshot",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signoff",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "returned", "signed"])),
                        name="signoff_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signoff_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="signoff_returned_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RankingJob",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("take", "Taking a snapshot"),
                            ("recount", "Recounting a snapshot"),
                            ("analysis", "Analysing a snapshot"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ranking", models.CharField(max_length=30)),
                ("seed", models.PositiveIntegerField(null=True)),
                ("outcome", models.JSONField(default=dict)),
                ("language", models.CharField(max_length=5)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("running", "Under way"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("progress", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(null=True)),
                ("resend_at", models.DateTimeField(null=True)),
                ("error", models.TextField(blank=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ranking_jobs",
                        to="assessment.panel",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jobs",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=["resend_at"],
                        name="ranking_job_unfinished",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["take", "recount", "analysis"])),
                        name="ranking_job_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["queued", "running", "done", "failed"])),
                        name="ranking_job_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("snapshot__isnull", False),
                            _connector="OR",
                        ),
                        name="ranking_job_done_has_a_snapshot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ranking_job_failed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", False), ("state__in", ["done", "failed"])),
                            models.Q(("finished_at", None), ("state__in", ["queued", "running"])),
                            _connector="OR",
                        ),
                        name="ranking_job_finished_at",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"]), ("kind", "take")),
                        fields=("panel",),
                        name="ranking_job_one_snapshot_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running"]), models.Q(("kind", "take"), _negated=True)
                        ),
                        fields=("snapshot", "kind"),
                        name="ranking_job_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Placing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("status", models.CharField(max_length=20)),
                ("rank", models.PositiveIntegerField(null=True)),
                ("total", models.CharField(max_length=40, null=True)),
                ("selection", models.CharField(max_length=20, null=True)),
                ("decided_by", models.CharField(max_length=80, null=True)),
                ("gate", models.CharField(max_length=80, null=True)),
                ("aspects", models.JSONField()),
                ("criteria", models.JSONField()),
                ("scores_counted", models.JSONField()),
                ("remarks", models.JSONField()),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placings",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placings",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "nomination"), name="placing_once"),
                    models.UniqueConstraint(fields=("snapshot", "position"), name="placing_position_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("invited", "Invited to the interview"),
                            ("reserve", "Reserve"),
                            ("not_invited", "Not invited"),
                        ],
                        max_length=12,
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_notices",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome_notices",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "nomination"), name="outcome_notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["invited", "reserve", "not_invited"])),
                        name="outcome_notice_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
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
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanations",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "nomination"), name="explanation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="explanation_in_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("ranking", models.CharField(max_length=30)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Waiting for approval"),
                            ("approved", "Approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("decree", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("omissions", models.JSONField(default=dict)),
                ("severity_note", models.TextField(blank=True)),
                ("prepared_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="assessment.panel",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["prepared", "approved", "withdrawn"])),
                        name="decision_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("state", "approved"),
                            ),
                            models.Q(
                                models.Q(("state", "approved"), _negated=True),
                                ("approved_at", None),
                                ("approved_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="decision_approved_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "withdrawn"),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="decision_withdrawn_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_by_two_persons",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("panel", "ranking"),
                        name="decision_of_ranking_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotInput",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.TextField()),
                ("recusals", models.TextField(blank=True)),
                ("sheets", models.TextField(blank=True)),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inputs",
                        to="assessment.snapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "nomination"), name="snapshot_input_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("title", models.CharField(max_length=100)),
                ("departure_reason", models.TextField(blank=True)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="assessment.decision",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision_places",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("rank"), nulls_last=True), "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision", "nomination", "title"), name="decision_place_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="decision_place_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank", None), ("rank__gte", 1), _connector="OR"),
                        name="decision_place_rank",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="programme.edition"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "edition"), name="disclosure_once_an_edition")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegate",
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
                    "office",
                    models.CharField(
                        choices=[
                            ("head", "Head of the region or director"),
                            ("deputy", "Deputy head"),
                            ("secretary", "Regional secretary"),
                            ("other", "Other"),
                            ("official", "Accompanying official"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("is_present", models.BooleanField(null=True)),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegates",
                        to="assessment.interview",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("office__in", ["head", "deputy", "secretary", "other", "official"])
                        ),
                        name="delegate_office",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_present", None), ("noted_at", None), ("noted_by", None)),
                            models.Q(
                                ("is_present__isnull", False),
                                ("noted_at__isnull", False),
                                ("noted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="delegate_noted_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "person"), ("nominee", "nominee"), ("room", "room")],
                        max_length=10,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookings",
                        to="assessment.interview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["person", "nominee", "room"])), name="booking_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationTie",
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
                    "kind",
                    models.CharField(
                        choices=[("owned", "owned by"), ("member", "member of"), ("other", "tied to")],
                        max_length=10,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "tied_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ties_to_it",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["owned", "member", "other"])),
                        name="organisationtie_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", models.F("tied_to")), _negated=True),
                        name="organisationtie_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="organisationtie_ended_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("organisation", "tied_to"),
                        name="organisationtie_once",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="scoresheet",
            constraint=models.UniqueConstraint(fields=("seat", "nomination", "stage"), name="sheet_once"),
        ),
    ]
