"""The doctor asks every app and says what it finds."""

import pytest
from django.core.management import call_command
from django.db import connection

from assessment.invariants import altered_sheets
from assessment.models import ScoreSheet
from nominations.models import Figure, State
from paritrana.management.commands.doctor import invariants
from tests.factories.assessment import closed_panel
from tests.factories.field import make_done
from tests.factories.nominations import make_nomination

pytestmark = pytest.mark.django_db


def test_every_app_with_invariants_is_asked():
    titles = {title.split(":")[0] for title, _ask in invariants()}
    assert titles >= {"audit", "documents", "programme", "nominations", "assessment", "ceremony"}


def test_the_doctor_finds_nothing_and_then_what_was_altered(capsys):
    """That it finds nothing in the whole example edition either is seen where the portal runs (tests/journeys)."""
    nomination = make_nomination(State.SUBMITTED)
    call_command("doctor")
    assert "all that must hold holds" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # past the triggers, as a thief would go
    Figure.objects.filter(nomination=nomination, covered__gt=0).update(source="Lain")
    with pytest.raises(SystemExit):
        call_command("doctor")
    out = capsys.readouterr().out
    assert f"Nomination {nomination.public_id}" in out
    assert "findings: 1" in out


def test_a_completed_field_check_that_was_altered_is_found(capsys):
    visit = make_done()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    visit.entries.filter(item="list_seen").update(answer="not_found")
    with pytest.raises(SystemExit):
        call_command("doctor")
    assert f"Field check {visit.public_id}" in capsys.readouterr().out


def test_a_signed_sheet_that_was_altered_is_found():
    signed = ScoreSheet.objects.filter(seat__panel=closed_panel(), state="signed")
    assert list(altered_sheets()) == []
    sheet = signed.first()
    signed.filter(pk=sheet.pk).update(version=sheet.version + 1)
    (sentence,) = altered_sheets()
    assert f"Sheet {sheet.public_id}" in sentence
