"""Packs are kept by nomination; work on rankings has a row; the auditor's gate, its explanations, and the invitations."""

import json

import django.db.models.deletion
import paritrana.lib.identifiers
from django.conf import settings
from django.db import migrations, models


IMMUTABLE = ("snapshotinput", "explanation", "outcomenotice")
FORWARD = """
CREATE FUNCTION assessment_signoff_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state <> 'signed' AND OLD.snapshot_id = NEW.snapshot_id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what the auditor has signed never changes';
END $$;
CREATE TRIGGER ends_once BEFORE UPDATE OR DELETE ON assessment_signoff
    FOR EACH ROW EXECUTE FUNCTION assessment_signoff_ends();
""" + "".join(
    f"CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON assessment_{table}"
    " FOR EACH ROW EXECUTE FUNCTION assessment_never_changes();\n"
    for table in IMMUTABLE
)
BACKWARD = (
    "".join(f"DROP TRIGGER never_changes ON assessment_{table};\n" for table in IMMUTABLE)
    + "DROP TRIGGER ends_once ON assessment_signoff; DROP FUNCTION assessment_signoff_ends();"
)


def split_packs(apps, schema_editor):
    """Spells each kept pack as a frame and the inputs of its nominations; gives each snapshot its gate."""
    snapshots = apps.get_model("assessment", "Snapshot")
    inputs = apps.get_model("assessment", "SnapshotInput")
    signoffs = apps.get_model("assessment", "SignOff")
    schema_editor.execute("ALTER TABLE assessment_snapshot DISABLE TRIGGER never_changes")
    for snapshot in snapshots.objects.all():
        pack = json.loads(snapshot.pack)
        parts = {entry["id"]: (entry, [], []) for entry in pack.pop("nominations")}
        for place, key in ((1, "recusals"), (2, "sheets")):
            for item in pack.pop(key):
                parts[item["nomination"]][place].append(item)
        ids = dict(snapshot.placings.values_list("nomination__public_id", "nomination_id"))
        inputs.objects.bulk_create(
            inputs(
                snapshot_id=snapshot.pk,
                nomination_id=ids[key],
                entry=_spelled(entry),
                recusals=",".join(map(_spelled, recusals)),
                sheets=",".join(map(_spelled, sheets)),
            )
            for key, (entry, recusals, sheets) in parts.items()
        )
        snapshots.objects.filter(pk=snapshot.pk).update(frame=_spelled(pack))
        if not snapshot.is_rehearsal:
            signoffs.objects.create(snapshot_id=snapshot.pk)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE assessment_snapshot ENABLE TRIGGER never_changes")


def _spelled(data):
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0005_posts_by_name"),
        ("nominations", "0002_claim_is_frozen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
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
            ],
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
            ],
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
            ],
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
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="severity_note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="code_digest",
            field=models.CharField(blank=True, max_length=71),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="frame",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="snapshot",
            name="method",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="snapshot",
            name="seed",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_rehearsal", True), ("seed__isnull", False)),
                    models.Q(("is_rehearsal", False), ("seed", None)),
                    _connector="OR",
                ),
                name="snapshot_rehearsal_has_its_seed",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="snapshot",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signoff",
                to="assessment.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominations.nomination"
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="explanations",
                to="assessment.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="outcomenotice",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcome_notices",
                to="nominations.nomination",
            ),
        ),
        migrations.AddField(
            model_name="outcomenotice",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="outcome_notices",
                to="assessment.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="outcomenotice",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rankingjob",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rankingjob",
            name="panel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ranking_jobs",
                to="assessment.panel",
            ),
        ),
        migrations.AddField(
            model_name="rankingjob",
            name="snapshot",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jobs",
                to="assessment.snapshot",
            ),
        ),
        migrations.AddField(
            model_name="snapshotinput",
            name="nomination",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="nominations.nomination"
            ),
        ),
        migrations.AddField(
            model_name="snapshotinput",
            name="snapshot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inputs", to="assessment.snapshot"
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "returned", "signed"])), name="signoff_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="signoff_returned_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(fields=("snapshot", "nomination"), name="explanation_once"),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="explanation_in_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcomenotice",
            constraint=models.UniqueConstraint(fields=("snapshot", "nomination"), name="outcome_notice_once"),
        ),
        migrations.AddConstraint(
            model_name="outcomenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["invited", "reserve", "not_invited"])),
                name="outcome_notice_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="rankingjob",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=["resend_at"],
                name="ranking_job_unfinished",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["take", "recount", "analysis"])), name="ranking_job_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["queued", "running", "done", "failed"])),
                name="ranking_job_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True), ("snapshot__isnull", False), _connector="OR"
                ),
                name="ranking_job_done_has_a_snapshot",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True),
                    models.Q(("error", ""), _negated=True),
                    _connector="OR",
                ),
                name="ranking_job_failed_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("state__in", ["done", "failed"])),
                    models.Q(("finished_at", None), ("state__in", ["queued", "running"])),
                    _connector="OR",
                ),
                name="ranking_job_finished_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"]), ("kind", "take")),
                fields=("panel",),
                name="ranking_job_one_snapshot_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rankingjob",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ["queued", "running"]), models.Q(("kind", "take"), _negated=True)
                ),
                fields=("snapshot", "kind"),
                name="ranking_job_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotinput",
            constraint=models.UniqueConstraint(fields=("snapshot", "nomination"), name="snapshot_input_once"),
        ),
        migrations.RunPython(split_packs, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="snapshot",
            name="pack",
        ),
        migrations.RemoveField(
            model_name="snapshot",
            name="result",
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
