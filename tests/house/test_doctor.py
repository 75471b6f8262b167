"""The doctor asks every app and says what it finds."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from assessment.models import ScoreSheet
from nominations.models import Figure
from paritrana.demo import example
from paritrana.management.commands.doctor import invariants

pytestmark = pytest.mark.django_db


def test_every_app_with_invariants_is_asked():
    titles = {title.split(":")[0] for title, _ask in invariants()}
    assert titles >= {"audit", "documents", "programme", "nominations", "assessment", "ceremony"}


def test_the_doctor_finds_nothing_in_the_example_edition_and_then_what_was_altered(capsys):
    example.load(timezone.now())
    call_command("doctor")
    assert "all that must hold holds" in capsys.readouterr().out
    sheet = ScoreSheet.objects.filter(state="signed").first()
    ScoreSheet.objects.filter(pk=sheet.pk).update(version=sheet.version + 1)
    figure = Figure.objects.filter(nomination__state="verified", covered__gt=0).first()
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica"
        )  # past the triggers, as a thief would go
    Figure.objects.filter(pk=figure.pk).update(source="Lain")
    with pytest.raises(SystemExit):
        call_command("doctor")
    out = capsys.readouterr().out
    assert f"Sheet {sheet.public_id}" in out
    assert f"Nomination {figure.nomination.public_id}" in out
    assert "2 findings" in out
