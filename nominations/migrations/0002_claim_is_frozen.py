"""The database refuses to alter what a nomination files once it has left the draft, whoever asks."""

from django.db import migrations

TABLES = ("figure", "protectedgroup", "regulation", "statement", "evidence")

FORWARD = """
CREATE FUNCTION nominations_claim_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_ record;
BEGIN
    row_ := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    IF (SELECT state FROM nominations_nomination WHERE id = row_.nomination_id) <> 'draft' THEN
        RAISE EXCEPTION 'what was filed never changes after submission (%)', TG_TABLE_NAME;
    END IF;
    RETURN row_;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON nominations_{table}
    FOR EACH ROW EXECUTE FUNCTION nominations_claim_frozen();
"""
    for table in TABLES
)
BACKWARD = "".join(f"DROP TRIGGER frozen ON nominations_{table};\n" for table in TABLES) + (
    "DROP FUNCTION nominations_claim_frozen();"
)


class Migration(migrations.Migration):
    dependencies = [("nominations", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
