"""The database refuses to alter what a nomination files while it is neither a draft nor returned, whoever asks."""

from django.db import migrations

TABLES = ("figure", "protectedgroup", "regulation", "statement", "evidence", "answer")

FORWARD = """
CREATE FUNCTION nominations_claim_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_ record;
BEGIN
    row_ := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    IF (SELECT state FROM nominations_nomination WHERE id = row_.nomination_id) NOT IN ('draft', 'returned') THEN
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
    replaces = [
        ("nominations", "0002_claim_is_frozen"),
        ("nominations", "0003_files_taken_over_its_life"),
        ("nominations", "0004_answers_and_regulation_status"),
        ("nominations", "0005_verdicts_on_entries"),
        ("nominations", "0006_places_know_their_bytes"),
        ("nominations", "0007_findings_returns_objections"),
        ("nominations", "0008_comments_filers_and_versions_by_field"),
        ("nominations", "0009_recaps"),
        ("nominations", "0010_lists_of_nominations"),
        ("nominations", "0011_a_filer_is_another"),
        ("nominations", "0012_threads_copies_and_filing_anew"),
        ("nominations", "0013_promotions"),
    ]
    dependencies = [("nominations", "0001_tables")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
