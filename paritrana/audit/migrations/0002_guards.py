"""The database refuses to delete an event, and to update anything but its seal, once, and what folds while it is open."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_append_only();
"""
BACKWARD = "DROP TRIGGER append_only ON audit_event; DROP FUNCTION audit_event_append_only();"


class Migration(migrations.Migration):
    replaces = [
        ("audit", "0002_append_only"),
        ("audit", "0003_saves_that_fold"),
    ]
    dependencies = [("audit", "0001_tables")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
