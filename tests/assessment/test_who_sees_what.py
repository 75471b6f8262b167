"""docs/who-sees-what.md, cell by cell: what each person finds on the pages that open to them, moment by moment."""

import re

import pytest
from django.urls import reverse

from assessment.actions import conflict as conflicts
from assessment.actions import sheet as sheets
from assessment.models import ScoreSheet
from paritrana.access.secrecy import FACTS, MOMENTS, VIEWERS, document
from paritrana.accounts.queries import actor_of
from tests.assessment.twins import read
from tests.factories.assessment import assessor_of, close, fill, judged_panel, sign, snapshot_of
from tests.factories.people import give_role, make_person, make_user
from tests.house.test_house import ROOT

pytestmark = pytest.mark.django_db

NOTE, PRIVATE = "burungkenari", "burungmerpati"
PROBES = {
    "score": r'name="score-legal_force" value="5"[^>]*checked|data-label="A2">5<',
    "note": NOTE,
    "private": PRIVATE,
    "sealed": r"<!--sealed-->",
    "complete": r"1 dari 1|1 of 1",
    "place": r'class="rank on-rank">\s*1\s*<',
    "name": r'A2<span class="under">Anggota',
    "file": r'id="viewer"',
}
"""What of a page betrays a fact. Seats: 1 chair, 2 the writer, 3 the one in conflict, 4 and 5 others, whose scores are 2."""


@pytest.fixture
def panel(db):
    panel = judged_panel(nominations=1, assessors=4)
    own = ScoreSheet.objects.filter(seat__panel=panel).select_related("seat__user").order_by("seat__number")
    writer, tied, *others = own
    conflicts.declare(tied.seat, tied.nomination, text="Adik ipar.", by=actor_of(tied.seat.user))
    fill(writer, {"legal_force": "5", "implementation": "4"})
    writer.refresh_from_db()
    words = {"note-legal_force": NOTE, "private": PRIVATE}
    sheets.save(writer, words, version=writer.version, by=assessor_of(writer))
    writer.refresh_from_db()
    sheets.sign(writer, version=writer.version, by=assessor_of(writer))
    for other in others:
        sign(other, {"legal_force": "2", "implementation": "2"})
    return panel


def people_of(panel):
    seats = {seat.number: seat.user for seat in panel.seats.select_related("user")}
    nomination = panel.round.nominations.get()
    officer = make_user()
    give_role(officer, "officer", nomination.organisation)
    roles = {
        role: make_person(role, region=None if role == "national_secretariat" else panel.round.region)
        for role in ("province_secretariat", "national_secretariat", "decider", "auditor", "admin")
    }
    return {
        "chair": seats[1],
        "writer": seats[2],
        "tied": seats[3],
        "assessor": seats[4],
        "officer": officer,
    } | roles


def found_by(person, panel) -> set[str]:
    """The facts that the person's pages betray."""

    def at(name, *args):
        return reverse(f"assessment:{name}", args=args)

    addresses = [at("panel", panel.public_id)]
    for sheet in ScoreSheet.objects.filter(seat__panel=panel):
        addresses += [at("sheet", sheet.public_id), at("sheet_sign", sheet.public_id)]
    nomination = panel.round.nominations.get()
    for snapshot in panel.snapshots.all():
        addresses += [at("ranking", snapshot.public_id), at("why", snapshot.public_id, nomination.public_id)]
    opened = [body for status, body, _n in read(person, addresses).values() if status == 200]
    looked = read(person, [], [(at("panel_sealed", panel.public_id), {"reason": "Pengaduan."})])
    sealed = any(status == 200 and NOTE in body for status, body, _n in looked.values())
    return {code for code, probe in PROBES.items() if any(re.search(probe, body) for body in opened)} | (
        {"sealed"} if sealed else set()
    )


def test_every_cell_is_as_declared(panel):
    assert set(PROBES) == set(FACTS)
    people, wrong = people_of(panel), []
    assert set(people) == set(VIEWERS)
    for moment in MOMENTS:
        if moment == "closed":
            close(panel, reason="Satu penilai berhalangan.")
        if moment == "ranked":
            snapshot_of(panel)
        for viewer, person in people.items():
            declared = {code for code, fact in FACTS.items() if viewer in getattr(fact, moment)}
            if (found := found_by(person, panel)) != declared:
                wrong.append(f"{moment} {viewer}: too much {found - declared}, missing {declared - found}")
    assert wrong == []


def test_the_page_of_the_docs_is_up_to_date():
    """`manage.py write_who_sees_what` writes it anew."""
    assert (ROOT / "docs" / "who-sees-what.md").read_text() == document()
