"""The mark of a draw, who assigned a visit, and the database's refusal to alter a sample or a field check that has ended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION nominations_field_found_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_ record;
BEGIN
    row_ := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    IF (SELECT state FROM nominations_fieldcheck WHERE id = row_.visit_id) NOT IN ('drawn', 'assigned') THEN
        RAISE EXCEPTION 'what a field check found never changes once it has ended (%)', TG_TABLE_NAME;
    END IF;
    RETURN row_;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON nominations_fieldentry
    FOR EACH ROW EXECUTE FUNCTION nominations_field_found_frozen();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON nominations_fieldphoto
    FOR EACH ROW EXECUTE FUNCTION nominations_field_found_frozen();

CREATE FUNCTION nominations_field_draw_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a draw, and a field check that has ended, never change (%)', TG_TABLE_NAME;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON nominations_fieldsample
    FOR EACH ROW EXECUTE FUNCTION nominations_field_draw_frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON nominations_fieldcheck
    FOR EACH ROW WHEN (OLD.state IN ('done', 'called_off')) EXECUTE FUNCTION nominations_field_draw_frozen();
"""
BACKWARD = """
DROP TRIGGER frozen ON nominations_fieldcheck;
DROP TRIGGER frozen ON nominations_fieldsample;
DROP FUNCTION nominations_field_draw_frozen();
DROP TRIGGER frozen ON nominations_fieldphoto;
DROP TRIGGER frozen ON nominations_fieldentry;
DROP FUNCTION nominations_field_found_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("nominations", "0003_field_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="fieldsample",
            name="mark",
            field=models.CharField(default="-", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="fieldcheck",
            name="assigned_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RemoveConstraint(model_name="fieldsample", name="field_sample_seed"),
        migrations.AddConstraint(
            model_name="fieldsample",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("seed", ""), _negated=True),
                    models.Q(("published_in", ""), _negated=True),
                    models.Q(("mark", ""), _negated=True),
                ),
                name="field_sample_seed",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
