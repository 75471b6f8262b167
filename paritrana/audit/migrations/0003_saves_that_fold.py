"""Saves of one field fold into one event until it is finished; the database lets such an event grow and nothing else."""

from django.db import migrations, models

GROWS = """
CREATE OR REPLACE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seals text[] := ARRAY['position', 'previous', 'digest'];
    folds text[] := ARRAY['changes', 'times', 'last_at', 'folds_until'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL THEN
        IF to_jsonb(OLD) - seals = to_jsonb(NEW) - seals THEN
            RETURN NEW;
        END IF;
        -- A field that is being typed in: one more save, or the end of folding.
        IF OLD.fold <> '' AND NEW.position IS NULL AND to_jsonb(OLD) - folds = to_jsonb(NEW) - folds
           AND NEW.folds_until <= OLD.folds_until
           AND (NEW.times = OLD.times + 1 OR (NEW.times = OLD.times AND NEW.changes = OLD.changes)) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.position IS NULL
       AND (to_jsonb(OLD) - 'position' - 'previous' - 'digest') = (to_jsonb(NEW) - 'position' - 'previous' - 'digest') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="fold",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="event",
            name="folds_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="last_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="event",
            name="times",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunSQL(GROWS, AS_BEFORE),
    ]
