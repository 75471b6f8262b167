"""The tables of the archive, awards, certificates and ceremonies."""

import ceremony.serials
import django.db.models.constraints
import django.db.models.deletion
import paritrana.lib.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("ceremony", "0001_archive")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("assessment", "0001_tables"),
        ("documents", "0001_tables"),
        ("nominations", "0001_tables"),
        ("programme", "0001_tables"),
        ("regions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArchiveEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("labels_seen", models.CharField(max_length=60)),
                ("socialisation", models.CharField(blank=True, max_length=100)),
                ("provincial_selection", models.CharField(blank=True, max_length=100)),
                ("provincial_ceremony_first", models.CharField(blank=True, max_length=10)),
                ("provincial_ceremony_last", models.CharField(blank=True, max_length=10)),
                ("national_interview_start", models.CharField(blank=True, max_length=10)),
                ("national_interview_end", models.CharField(blank=True, max_length=10)),
                ("interview_place", models.CharField(blank=True, max_length=100)),
                ("national_ceremony_date", models.CharField(blank=True, max_length=10)),
                ("national_ceremony_place", models.CharField(blank=True, max_length=100)),
                ("presenter", models.CharField(blank=True, max_length=200)),
                ("mode", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("sources", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="SerialCounter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("space", models.CharField(max_length=40, unique=True)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Award",
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
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("title", models.CharField(max_length=100)),
                ("recipient", models.CharField(max_length=300)),
                ("facts", models.JSONField()),
                ("correction", models.TextField(blank=True)),
                (
                    "corrects",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="ceremony.award",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="assessment.decision",
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="nominations.nomination",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("rank"), nulls_last=True), "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects", None)),
                        fields=("decision", "nomination", "title"),
                        name="award_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("corrects", None)),
                            models.Q(
                                ("corrects__isnull", False), models.Q(("correction", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="award_corrected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects", None),
                            models.Q(("corrects", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="award_corrects_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rank", None), ("rank__gte", 1), _connector="OR"),
                        name="award_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="award_has_a_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordered_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batch",
                        to="assessment.decision",
                    ),
                ),
                (
                    "held_by",
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
                        condition=models.Q(
                            models.Q(("held_at", None), ("held_by", None)),
                            models.Q(("held_at__isnull", False), ("held_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="batch_held",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ceremony",
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
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("online", "Online"),
                            ("hybrid", "On site and online"),
                        ],
                        default="on_site",
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                ("first_planned_at", models.DateTimeField()),
                ("planned_at", models.DateTimeField()),
                ("postponed_reason", models.TextField(blank=True)),
                ("held_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Was held"),
                            ("cancelled", "Was cancelled"),
                        ],
                        default="planned",
                        max_length=10,
                    ),
                ),
                ("minutes", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ceremonies",
                        to="programme.edition",
                    ),
                ),
                ("rounds", models.ManyToManyField(related_name="ceremonies", to="programme.round")),
            ],
            options={
                "ordering": ["-planned_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["on_site", "online", "hybrid"])),
                        name="ceremony_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "held", "cancelled"])),
                        name="ceremony_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_at__isnull", False), ("state", "held")),
                            models.Q(models.Q(("state", "held"), _negated=True), ("held_at", None)),
                            _connector="OR",
                        ),
                        name="ceremony_held",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                            ("award", "Award"),
                            ("participation", "Participation"),
                            ("assessor", "Assessor"),
                        ],
                        default="award",
                        max_length=15,
                    ),
                ),
                ("serial", models.CharField(max_length=40, unique=True)),
                ("code", models.CharField(default=ceremony.serials.new_code, max_length=10, unique=True)),
                ("facts", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "Valid"), ("replaced", "Replaced"), ("revoked", "Revoked")],
                        default="issued",
                        max_length=10,
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                (
                    "award",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="ceremony.award",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="assessment.decision",
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
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="nominations.nomination",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="ceremony.certificate",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="certificate",
                        to="documents.reportrun",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="assessment.seat",
                    ),
                ),
            ],
            options={
                "ordering": ["serial"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["issued", "replaced", "revoked"])),
                        name="certificate_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_reason", ""),
                                ("ended_at", None),
                                ("ended_by", None),
                                ("state", "issued"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("state__in", ["replaced", "revoked"]),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_end_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces", None),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="certificate_replaces_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("award__isnull", False),
                                ("kind", "award"),
                                ("nomination", None),
                                ("seat", None),
                            ),
                            models.Q(
                                ("award", None),
                                ("kind", "participation"),
                                ("nomination__isnull", False),
                                ("seat", None),
                            ),
                            models.Q(
                                ("award", None),
                                ("kind", "assessor"),
                                ("nomination", None),
                                ("seat__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_of_its_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("award",),
                        name="certificate_one_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("nomination",),
                        name="certificate_one_of_participation",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("seat",),
                        name="certificate_one_of_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateRequest",
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
                        choices=[("replace", "Replacement"), ("revoke", "Revocation")], max_length=10
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=100)),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for the decider"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="ceremony.certificate",
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
            ],
            options={
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["replace", "revoke"])),
                        name="certificaterequest_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["open", "confirmed", "declined"])),
                        name="certificaterequest_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("closed_by", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="certificaterequest_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_by", None),
                            models.Q(("closed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="certificaterequest_two_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "revoke"), ("recipient", ""), ("title", "")),
                            models.Q(("kind", "replace"), models.Q(("recipient", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="certificaterequest_recipient",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("certificate",),
                        name="certificaterequest_one_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Guest",
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
                ("office", models.CharField(max_length=200)),
                ("organisation", models.CharField(blank=True, max_length=200)),
                ("seat", models.CharField(blank=True, max_length=30)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("coming", "Is coming"),
                            ("declined", "Declined"),
                            ("came", "Came"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="ceremony.ceremony",
                    ),
                ),
            ],
            options={
                "ordering": ["office", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["invited", "coming", "declined", "came"])),
                        name="guest_state",
                    ),
                    models.UniqueConstraint(fields=("ceremony", "office", "organisation"), name="guest_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
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
                ("position", models.PositiveIntegerField()),
                ("presenter", models.CharField(blank=True, max_length=200)),
                (
                    "presenter_capacity",
                    models.CharField(
                        choices=[
                            ("head", "In person"),
                            ("deputy", "As deputy"),
                            ("acting", "As acting head"),
                            ("stand_in", "On behalf of"),
                            ("absent", "Absent, sent later"),
                        ],
                        default="head",
                        max_length=10,
                    ),
                ),
                ("receiver", models.CharField(blank=True, max_length=200)),
                (
                    "receiver_capacity",
                    models.CharField(
                        choices=[
                            ("head", "In person"),
                            ("deputy", "As deputy"),
                            ("acting", "As acting head"),
                            ("stand_in", "On behalf of"),
                            ("absent", "Absent, sent later"),
                        ],
                        default="head",
                        max_length=10,
                    ),
                ),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handover",
                        to="ceremony.award",
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="ceremony.ceremony",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("ceremony", "position"),
                        name="handover_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="handover_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presenter_capacity__in", ["head", "deputy", "acting", "stand_in", "absent"]),
                            ("receiver_capacity__in", ["head", "deputy", "acting", "stand_in", "absent"]),
                        ),
                        name="handover_capacity",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
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
                ("caption", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="ceremony.ceremony",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.document"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("caption", ""), _negated=True), name="photo_has_a_caption"
                    ),
                    models.UniqueConstraint(fields=("ceremony", "document"), name="photo_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Printing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("copies", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.TextField(blank=True)),
                ("printed_at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printings",
                        to="ceremony.certificate",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["printed_at", "id"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("copies__gte", 1)), name="printing_copies")
                ],
            },
        ),
        migrations.CreateModel(
            name="Prize",
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
                            ("trophy", "Trophy"),
                            ("certificate", "Certificate (piagam)"),
                            ("vehicle", "Vehicle"),
                            ("gold", "Gold"),
                            ("cash", "Cash"),
                        ],
                        max_length=12,
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=200)),
                ("delivered_on", models.DateField(null=True)),
                ("receiver", models.CharField(blank=True, max_length=200)),
                ("receipt", models.CharField(blank=True, max_length=100)),
                ("noted_at", models.DateTimeField(null=True)),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prizes",
                        to="ceremony.handover",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["handover__position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["trophy", "certificate", "vehicle", "gold", "cash"])
                        ),
                        name="prize_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_on", None),
                                ("noted_at", None),
                                ("noted_by", None),
                                ("receipt", ""),
                                ("receiver", ""),
                            ),
                            models.Q(
                                ("delivered_on__isnull", False),
                                ("noted_at__isnull", False),
                                ("noted_by__isnull", False),
                                models.Q(("receiver", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="prize_delivered_to_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                ("trail_head", models.CharField(blank=True, max_length=64)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="assessment.decision",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ArchiveAward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "Province"), ("national", "National")], max_length=10
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("regency_city", "Regency/city"),
                            ("large", "Large business"),
                            ("medium", "Medium business"),
                            ("large_medium", "Large and medium business"),
                            ("business", "Business, size not stated"),
                            ("micro", "Micro business"),
                            ("village", "Village"),
                            ("public_service", "Public service"),
                            ("university", "University"),
                            ("special", "Special award"),
                            ("business_university", "Businesses and universities"),
                            ("employers", "All employers"),
                            ("all", "All categories"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("sure", "Clear source"),
                            ("weak", "Weak source"),
                            ("contradicted", "Sources disagree"),
                        ],
                        max_length=12,
                    ),
                ),
                ("conflict_group", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("sources", models.TextField()),
                (
                    "zone",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("sumatera", "Sumatera"),
                            ("jawa_bali", "Jawa-Bali"),
                            ("kalimantan", "Kalimantan"),
                            ("sulawesi", "Sulawesi"),
                            ("nusra_maluku_papua", "Nusra-Maluku-Papua"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("finance", "Finance"),
                            ("trade_services", "Trade and services"),
                            ("finance_trade_services", "Finance, trade and services"),
                            ("mining_manufacturing_construction", "Mining, manufacturing and construction"),
                            ("agriculture", "Agriculture"),
                            ("education", "Education"),
                            ("health", "Health"),
                            ("overall", "Best of all sectors"),
                        ],
                        max_length=40,
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("title", models.CharField(blank=True, max_length=100)),
                ("recipient", models.CharField(max_length=100)),
                ("ceremony_date", models.CharField(blank=True, max_length=10)),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_awards",
                        to="regions.region",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="ceremony.archiveedition",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["sure", "weak", "contradicted"])),
                        name="archiveaward_certainty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "province",
                                    "regency_city",
                                    "large",
                                    "medium",
                                    "large_medium",
                                    "business",
                                    "micro",
                                    "village",
                                    "public_service",
                                    "university",
                                    "special",
                                    "business_university",
                                    "employers",
                                    "all",
                                ],
                            )
                        ),
                        name="archiveaward_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "national"), ("province", None)),
                            models.Q(("level", "province"), ("province__isnull", False)),
                            _connector="OR",
                        ),
                        name="archiveaward_of_its_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveFinalist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "Province"), ("national", "National")], max_length=10
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("regency_city", "Regency/city"),
                            ("large", "Large business"),
                            ("medium", "Medium business"),
                            ("large_medium", "Large and medium business"),
                            ("business", "Business, size not stated"),
                            ("micro", "Micro business"),
                            ("village", "Village"),
                            ("public_service", "Public service"),
                            ("university", "University"),
                            ("special", "Special award"),
                            ("business_university", "Businesses and universities"),
                            ("employers", "All employers"),
                            ("all", "All categories"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("sure", "Clear source"),
                            ("weak", "Weak source"),
                            ("contradicted", "Sources disagree"),
                        ],
                        max_length=12,
                    ),
                ),
                ("conflict_group", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("sources", models.TextField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("eligible", "Could take part"),
                            ("assessed", "Assessed"),
                            ("proposed", "Proposed"),
                            ("nominated", "Nominated"),
                            ("invited", "Invited"),
                            ("top_seven", "Among the first seven"),
                            ("provincial_winners", "First in a province"),
                            ("finalists", "Finalists"),
                            ("interviewed", "Interviewed"),
                            ("winners", "Winners"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("finance", "Finance"),
                            ("trade_services", "Trade and services"),
                            ("finance_trade_services", "Finance, trade and services"),
                            ("mining_manufacturing_construction", "Mining, manufacturing and construction"),
                            ("agriculture", "Agriculture"),
                            ("education", "Education"),
                            ("health", "Health"),
                            ("overall", "Best of all sectors"),
                        ],
                        max_length=40,
                    ),
                ),
                ("recipient", models.CharField(max_length=100)),
                ("stage_date", models.CharField(blank=True, max_length=10)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="ceremony.archiveedition",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_finalists",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["sure", "weak", "contradicted"])),
                        name="archivefinalist_certainty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "province",
                                    "regency_city",
                                    "large",
                                    "medium",
                                    "large_medium",
                                    "business",
                                    "micro",
                                    "village",
                                    "public_service",
                                    "university",
                                    "special",
                                    "business_university",
                                    "employers",
                                    "all",
                                ],
                            )
                        ),
                        name="archivefinalist_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "national"), ("province", None)),
                            models.Q(("level", "province"), ("province__isnull", False)),
                            _connector="OR",
                        ),
                        name="archivefinalist_of_its_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArchiveFunnel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=12, unique=True)),
                ("position", models.PositiveIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[("province", "Province"), ("national", "National")], max_length=10
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("province", "Province"),
                            ("regency_city", "Regency/city"),
                            ("large", "Large business"),
                            ("medium", "Medium business"),
                            ("large_medium", "Large and medium business"),
                            ("business", "Business, size not stated"),
                            ("micro", "Micro business"),
                            ("village", "Village"),
                            ("public_service", "Public service"),
                            ("university", "University"),
                            ("special", "Special award"),
                            ("business_university", "Businesses and universities"),
                            ("employers", "All employers"),
                            ("all", "All categories"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("sure", "Clear source"),
                            ("weak", "Weak source"),
                            ("contradicted", "Sources disagree"),
                        ],
                        max_length=12,
                    ),
                ),
                ("conflict_group", models.CharField(blank=True, max_length=20)),
                ("note", models.TextField(blank=True)),
                ("sources", models.TextField()),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("eligible", "Could take part"),
                            ("assessed", "Assessed"),
                            ("proposed", "Proposed"),
                            ("nominated", "Nominated"),
                            ("invited", "Invited"),
                            ("top_seven", "Among the first seven"),
                            ("provincial_winners", "First in a province"),
                            ("finalists", "Finalists"),
                            ("interviewed", "Interviewed"),
                            ("winners", "Winners"),
                        ],
                        max_length=20,
                    ),
                ),
                ("count", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="ceremony.archiveedition",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="regions.region",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["sure", "weak", "contradicted"])),
                        name="archivefunnel_certainty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "province",
                                    "regency_city",
                                    "large",
                                    "medium",
                                    "large_medium",
                                    "business",
                                    "micro",
                                    "village",
                                    "public_service",
                                    "university",
                                    "special",
                                    "business_university",
                                    "employers",
                                    "all",
                                ],
                            )
                        ),
                        name="archivefunnel_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "national"), ("province", None)),
                            models.Q(("level", "province"), ("province__isnull", False)),
                            _connector="OR",
                        ),
                        name="archivefunnel_of_its_level",
                    ),
                ],
            },
        ),
    ]
