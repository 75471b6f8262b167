"""A request is answered once; a print that was noted stays noted; decisions approved before get their batch."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ceremony_request_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'open'
       AND (to_jsonb(OLD) - 'state' - 'closed_at' - 'closed_by_id' - 'answer')
         = (to_jsonb(NEW) - 'state' - 'closed_at' - 'closed_by_id' - 'answer') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a request never changes; it is answered, once';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ceremony_certificaterequest
    FOR EACH ROW EXECUTE FUNCTION ceremony_request_frozen();

CREATE FUNCTION ceremony_printing_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a print that was noted stays noted';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ceremony_printing
    FOR EACH ROW EXECUTE FUNCTION ceremony_printing_frozen();

INSERT INTO ceremony_batch (decision_id, ordered_at, told_at)
    SELECT id, approved_at, approved_at FROM assessment_decision WHERE approved_at IS NOT NULL;
"""
BACKWARD = """
DROP TRIGGER frozen ON ceremony_printing;
DROP FUNCTION ceremony_printing_frozen();
DROP TRIGGER frozen ON ceremony_certificaterequest;
DROP FUNCTION ceremony_request_frozen();
DELETE FROM ceremony_batch;
"""


class Migration(migrations.Migration):
    dependencies = [("ceremony", "0004_requests_prints_and_batches")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
