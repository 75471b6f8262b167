"""The database refuses to alter what was conferred, printed, published or asked for, and to count serials backwards."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ceremony_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'awards and publications never change';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ceremony_award FOR EACH ROW EXECUTE FUNCTION ceremony_frozen();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ceremony_publication FOR EACH ROW EXECUTE FUNCTION ceremony_frozen();

CREATE FUNCTION ceremony_certificate_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'issued'
       AND (to_jsonb(OLD) - 'state' - 'ended_at' - 'ended_by_id' - 'end_reason')
         = (to_jsonb(NEW) - 'state' - 'ended_at' - 'ended_by_id' - 'end_reason') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a certificate never changes; it only ends, once';
END $$;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON ceremony_certificate
    FOR EACH ROW EXECUTE FUNCTION ceremony_certificate_frozen();

CREATE FUNCTION ceremony_serials_go_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.space = OLD.space AND NEW.last >= OLD.last THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a serial is given once';
END $$;
CREATE TRIGGER go_on BEFORE UPDATE OR DELETE ON ceremony_serialcounter
    FOR EACH ROW EXECUTE FUNCTION ceremony_serials_go_on();

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
"""
BACKWARD = """
DROP TRIGGER frozen ON ceremony_printing;
DROP FUNCTION ceremony_printing_frozen();
DROP TRIGGER frozen ON ceremony_certificaterequest;
DROP FUNCTION ceremony_request_frozen();
DROP TRIGGER go_on ON ceremony_serialcounter;
DROP FUNCTION ceremony_serials_go_on();
DROP TRIGGER frozen ON ceremony_certificate;
DROP FUNCTION ceremony_certificate_frozen();
DROP TRIGGER frozen ON ceremony_publication;
DROP TRIGGER frozen ON ceremony_award;
DROP FUNCTION ceremony_frozen();
"""


class Migration(migrations.Migration):
    replaces = [
        ("ceremony", "0002_awards"),
        ("ceremony", "0003_honours_are_frozen"),
        ("ceremony", "0004_requests_prints_and_batches"),
        ("ceremony", "0005_requests_and_prints_are_frozen"),
        ("ceremony", "0006_ceremonies"),
        ("ceremony", "0007_certificates_of_every_kind"),
        ("ceremony", "0008_photos"),
    ]
    dependencies = [("ceremony", "0001_tables")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
