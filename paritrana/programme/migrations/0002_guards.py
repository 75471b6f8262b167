"""The database refuses to alter or delete an adopted rulebook."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION programme_rulebook_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an adopted rulebook never changes; adopt the next version';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON programme_rulebook
    FOR EACH ROW EXECUTE FUNCTION programme_rulebook_frozen();
"""
BACKWARD = "DROP TRIGGER frozen ON programme_rulebook; DROP FUNCTION programme_rulebook_frozen();"


class Migration(migrations.Migration):
    replaces = [
        ("programme", "0002_rulebook_is_frozen"),
        ("programme", "0003_extensions_of_a_stage"),
        ("programme", "0004_joint_rounds"),
    ]
    dependencies = [("programme", "0001_tables")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
