"""Snapshots: what they wait for, what they hold, and that nothing alters them."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment import scoring
from assessment.actions import sheet as sheets
from assessment.actions import snapshot as snapshots
from assessment.models import Placing, ScoreSheet, Snapshot
from assessment.pack import Entry, Pool, Recusal, Sheet, build
from assessment.queries.pack import PLACING_KEYS, pack_of, result_of
from assessment.recounting import recount
from nominations.models import Verification
from paritrana.accounts.queries import actor_of
from paritrana.audit.models import Event
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import read_category
from tests.factories.assessment import (
    close,
    closed_panel,
    judged_panel,
    make_nomination,
    prepared_decision,
    secretariat_of,
    sign,
    snapshot_of,
)
from tests.factories.people import make_person
from tests.factories.programme import rulebook

ROOT = Path(__file__).resolve().parents[2]


# ---- the pack, pure
def a_pack(**changes):
    rules = read_category(rulebook()["categories"][0], 1, "2026-01-01T00:00:00Z")
    signed = datetime(2026, 2, 1, 3, 4, 5, 999999, tzinfo=UTC)
    metrics = dict.fromkeys(metric.code for metric in rules.metrics) | {
        "formal": {"covered": 9, "total": 10},
        "informal": {"covered": 1, "total": 10},
        "total": None,
        "arrears_months": {"value": "0"},
    }
    scores = {"legal_force": "4", "implementation": "3", "mastery": "80"}
    facts = {
        "pool": Pool(9, "Edisi", (date(2025, 1, 1), date(2025, 12, 31)), "province", "32"),
        "rules": rules,
        "ranking": rules.ranking("shortlist"),
        "entries": [Entry(f"n{n}", f"=Kota {n}", "verified", "32", "jawa_bali", metrics) for n in (2, 1)],
        "assessors": ["A1", "A2", "A3"],
        "recusals": [Recusal("A2", "n1", "own_region")],
        "sheets": [Sheet(f"A{a}", f"n{n}", "document", signed, scores) for n in (2, 1) for a in (3, 1, 2)],
    }
    return build(**facts | changes)


def test_a_built_pack_has_no_faults_and_ranks():
    pack = a_pack()
    assert scoring.check(pack) == []
    result = scoring.rank(scoring.read(scoring.canonical(pack)))
    assert {placing["status"] for placing in result["placings"]} == {"ranked", "incomplete"}


def test_equal_facts_in_any_order_give_equal_bytes():
    pack = a_pack()
    turned = a_pack(
        sheets=[
            Sheet(
                s["assessor"],
                s["nomination"],
                s["stage"],
                datetime(2026, 2, 1, 3, 4, 5, tzinfo=UTC),
                {"legal_force": "4", "implementation": "3"},
            )
            for s in reversed(pack["sheets"])
        ]
    )
    assert scoring.canonical(pack) == scoring.canonical(turned)


def test_only_what_the_ranking_weighs_goes_in():
    pack = a_pack()
    assert all("mastery" not in sheet["scores"] for sheet in pack["sheets"])
    interview = [Sheet("A1", "n1", "interview", datetime(2026, 2, 2, tzinfo=UTC), {"mastery": "80"})]
    assert a_pack(sheets=interview)["sheets"] == []


# ---- taking
@pytest.mark.django_db
def test_a_snapshot_waits_for_the_close_of_the_stages_it_weighs():
    panel = judged_panel(nominations=1, assessors=3)
    with pytest.raises(Refused, match="Penilaian dokumen|Document"):
        snapshot_of(panel, "shortlist")
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    panel = close(panel)
    assert snapshot_of(panel, "shortlist").number == 1
    with pytest.raises(Refused, match="Wawancara|Interview"):
        snapshot_of(panel, "final")
    with pytest.raises(Refused, match="gelar"):
        snapshot_of(panel, "gelar")


@pytest.mark.django_db
def test_a_snapshot_names_the_figures_without_a_verdict():
    panel = closed_panel(nominations=1)
    Verification.objects.filter(metric="informal").delete()
    with pytest.raises(Refused, match="Kota Bekasi: "):
        snapshot_of(panel, "final")
    assert not Snapshot.objects.exists()


@pytest.mark.django_db
def test_a_snapshot_waits_for_the_verifiers():
    panel = closed_panel(nominations=1)
    make_nomination(panel.round, "32.79", state="submitted")
    with pytest.raises(Refused, match="Kota Banjar"):
        snapshot_of(panel, "final")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", ["officer", "assessor", "chair", "decider", "auditor", "admin", "province_secretariat"]
)
def test_only_the_rounds_secretariat_takes_one(role):
    panel = closed_panel(nominations=1)
    by = actor_of(make_person(role, region=panel.round.region))
    if role == "province_secretariat":
        assert snapshots.take(panel, "final", by=by).taken_by_id == by.user_id
        assert Event.objects.filter(verb="snapshot.take").count() == 1
    else:
        with pytest.raises(Refused):
            snapshots.take(panel, "final", by=by)


@pytest.mark.django_db
def test_a_pool_may_have_no_ranked_nomination():
    panel = judged_panel(nominations=1, assessors=1)
    make_nomination(panel.round, "32.79", figures={"arrears_months": "9"})
    make_nomination(panel.round, "32.72", state="withdrawn")
    panel = close(panel, reason="Uji.")
    found = {placing.status: placing for placing in snapshot_of(panel).placings.all()}
    assert set(found) == {"incomplete", "gated", "withdrawn"}
    assert found["gated"].gate == "arrears"


@pytest.mark.django_db
def test_names_are_data_whatever_they_look_like():
    panel = judged_panel(nominations=1, assessors=3)
    for sheet in ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user"):
        sign(sheet)
    panel.category.name_id = '=HYPERLINK("x")' + "k" * 60
    panel.category.save()
    assert recount(snapshot_of(close(panel))).is_equal


@pytest.mark.django_db
def test_the_stored_pack_recounts_to_the_byte_outside_the_portal(tmp_path):
    snapshot = snapshot_of(closed_panel(), "final")
    pack = tmp_path / "pack.json"
    pack.write_text("".join(pack_of(snapshot)))
    done = subprocess.run(
        [sys.executable, "-m", "assessment.scoring", str(pack)], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout == "".join(result_of(snapshot)).encode() + b"\n"
    assert json.loads("".join(result_of(snapshot)))["pack"] == snapshot.pack_digest


@pytest.mark.django_db
def test_placings_repeat_the_result():
    snapshot = snapshot_of(closed_panel(), "final")
    result = json.loads("".join(result_of(snapshot)))["placings"]
    rows = list(snapshot.placings.select_related("nomination"))
    for row, placing in zip(rows, result, strict=True):
        assert row.nomination.public_id == placing["nomination"]
        assert {key: getattr(row, key) for key in PLACING_KEYS} == {key: placing[key] for key in PLACING_KEYS}


# ---- the database
@pytest.mark.django_db
@pytest.mark.parametrize("command", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
@pytest.mark.parametrize(
    "table", ["snapshot", "snapshotinput", "placing", "decisionplace", "conflict", "sheetversion"]
)
def test_the_database_refuses_to_alter_what_is_final(table, command):
    if table in ("snapshot", "snapshotinput", "placing"):
        snapshot_of(closed_panel(nominations=1, assessors=1), "final")
    elif table == "decisionplace":
        prepared_decision(closed_panel(nominations=1, assessors=3))
    elif table == "conflict":
        judged_panel(nominations=1, assessors=2, works_for=("32.75",))
    else:
        sheet = ScoreSheet.objects.filter(seat__panel=judged_panel(1, 1)).select_related("seat__user").get()
        sign(sheet)
        chair = actor_of(sheet.seat.panel.seats.get(duty="chair").user)
        sheets.reopen(sheet, reason="Uji.", by=chair)
    refused = pytest.raises(Exception, match="never changes")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(command.format(table=f"assessment_{table}"))


@pytest.mark.django_db
def test_snapshots_stand_side_by_side():
    panel = closed_panel(nominations=1)
    by = secretariat_of(panel.round)
    first, second = snapshots.take(panel, "final", by=by), snapshots.take(panel, "final", by=by)
    assert (first.number, second.number) == (1, 2)
    assert first.pack_digest == second.pack_digest
    assert Placing.objects.count() == 2


@pytest.mark.django_db
def test_a_snapshot_costs_the_same_number_of_queries_for_one_and_for_three():
    counts = []
    for nominations in (1, 3):
        panel = closed_panel(nominations=nominations)
        by = secretariat_of(panel.round)
        with CaptureQueriesContext(connection) as queries:
            snapshots.take(panel, "final", by=by)
        counts.append(len(queries))
    assert counts[0] == counts[1]
