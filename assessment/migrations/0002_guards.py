"""The database itself refuses: altered snapshots, placings and kept versions, decisions and sign-offs after
their end, misshapen sheets, anybody in two places at once."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

IMMUTABLE = (
    "snapshot",
    "snapshotinput",
    "placing",
    "sheetversion",
    "scorechange",
    "question",
    "decisionplace",
    "conflict",
    "explanation",
    "outcomenotice",
)

FORWARD = (
    """
CREATE FUNCTION assessment_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a row of % never changes', TG_TABLE_NAME;
END $$;
CREATE FUNCTION assessment_decision_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'prepared'
       AND (to_jsonb(OLD) - 'state' - 'approved_at' - 'approved_by_id' - 'withdrawn_at' - 'withdrawn_by_id')
         = (to_jsonb(NEW) - 'state' - 'approved_at' - 'approved_by_id' - 'withdrawn_at' - 'withdrawn_by_id') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a decision only ends, and only once';
END $$;
CREATE FUNCTION assessment_place_before_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM assessment_decision WHERE id = NEW.decision_id) = 'prepared' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a decision that has ended takes no further place';
END $$;
CREATE FUNCTION assessment_signed_sheet_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a score sheet is never deleted';
    END IF;
    IF OLD.state = 'signed' AND (NEW.scores, NEW.abstained, NEW.notes, NEW.seat_id, NEW.nomination_id, NEW.stage)
       IS DISTINCT FROM (OLD.scores, OLD.abstained, OLD.notes, OLD.seat_id, OLD.nomination_id, OLD.stage) THEN
        RAISE EXCEPTION 'what is signed never changes';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION assessment_signoff_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state <> 'signed' AND OLD.snapshot_id = NEW.snapshot_id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what the auditor has signed never changes';
END $$;
CREATE TRIGGER ends_once BEFORE UPDATE OR DELETE ON assessment_decision
    FOR EACH ROW EXECUTE FUNCTION assessment_decision_ends();
CREATE TRIGGER ends_once BEFORE UPDATE OR DELETE ON assessment_signoff
    FOR EACH ROW EXECUTE FUNCTION assessment_signoff_ends();
CREATE TRIGGER before_the_end BEFORE INSERT ON assessment_decisionplace
    FOR EACH ROW EXECUTE FUNCTION assessment_place_before_the_end();
CREATE TRIGGER frozen_when_signed BEFORE UPDATE OR DELETE ON assessment_scoresheet
    FOR EACH ROW EXECUTE FUNCTION assessment_signed_sheet_frozen();
"""
    + "".join(
        f"CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON assessment_{table}"
        " FOR EACH ROW EXECUTE FUNCTION assessment_never_changes();\n"
        for table in IMMUTABLE
    )
    # Objects of non-empty texts.
    + "ALTER TABLE assessment_scoresheet\n"
    + "".join(
        f"    ADD CONSTRAINT sheet_{column}_are_texts CHECK (jsonb_typeof({column}) = 'object'"
        f""" AND NOT {column} @? '$.* ? (@.type() != "string" || @ == "")'),\n"""
        for column in ("scores", "abstained", "notes")
    )
    + """    ADD CONSTRAINT sheet_versions_are_counts CHECK (jsonb_typeof(touched) = 'object'
        AND NOT touched @? '$.* ? (@.type() != "number")');
ALTER TABLE assessment_booking ADD CONSTRAINT booking_once_at_a_time
    EXCLUDE USING gist (kind WITH =, key WITH =, tstzrange(starts_at, ends_at) WITH &&);
"""
)

BACKWARD = (
    "".join(f"DROP TRIGGER never_changes ON assessment_{table};\n" for table in IMMUTABLE)
    + """
DROP TRIGGER ends_once ON assessment_signoff;
DROP TRIGGER ends_once ON assessment_decision;
DROP TRIGGER before_the_end ON assessment_decisionplace;
DROP TRIGGER frozen_when_signed ON assessment_scoresheet;
DROP FUNCTION assessment_never_changes();
DROP FUNCTION assessment_signoff_ends();
DROP FUNCTION assessment_decision_ends();
DROP FUNCTION assessment_place_before_the_end();
DROP FUNCTION assessment_signed_sheet_frozen();
ALTER TABLE assessment_scoresheet
    DROP CONSTRAINT sheet_scores_are_texts, DROP CONSTRAINT sheet_abstained_are_texts,
    DROP CONSTRAINT sheet_notes_are_texts, DROP CONSTRAINT sheet_versions_are_counts;
ALTER TABLE assessment_booking DROP CONSTRAINT booking_once_at_a_time;
"""
)


class Migration(migrations.Migration):
    replaces = [
        ("assessment", "0002_what_the_database_refuses"),
        ("assessment", "0003_seats_ties_allocation_practice"),
        ("assessment", "0004_private_notes_and_later"),
        ("assessment", "0005_posts_by_name"),
        ("assessment", "0006_inputs_jobs_and_the_auditors_gate"),
        ("assessment", "0007_interviews"),
        ("assessment", "0008_further_assessors"),
    ]
    dependencies = [("assessment", "0001_tables")]
    operations = [BtreeGistExtension(), migrations.RunSQL(FORWARD, BACKWARD)]
