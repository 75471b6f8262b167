"""Interviews of today around the moment of set-up: one is done, one is being scored, one is still to come by video."""

from datetime import datetime, timedelta

from assessment.actions import attendance, invitation, planning
from assessment.actions import sheet as sheets
from assessment.actions import turn as turns
from assessment.models import Interview, Panel, ScoreSheet
from nominations.models import Nomination
from paritrana.accounts.models import Membership
from paritrana.accounts.queries import actor_of
from paritrana.demo import chain, evidence
from paritrana.lib import clock
from paritrana.lib.permissions import Actor

OFFICIALS = ["Kepala Dinas Tenaga Kerja", "Kepala Badan Pendapatan Daerah"]
WRITING = {"A2", "A5"}
"""Seats whose sheet of the running turn is left to whoever tries the demo."""


def hold(panel: Panel, secretariat: Actor, now: datetime) -> None:
    """A session with a slot for every invited nominee; the first is done and the second in the room."""
    begin = now.replace(second=0, microsecond=0) - timedelta(minutes=now.minute % 5 + 70)
    with clock.set_to(now - timedelta(hours=30)):
        place = planning.add_room(
            panel,
            name="Ruang Rapat A",
            address="Kantor Gubernur, lantai 2",
            link="https://rapat.example/ruang-a",
            by=secretariat,
        )
        planning.plan_session(
            panel, room=place, opens_at=begin, closes_at=begin + timedelta(hours=4), by=secretariat
        )
        planning.propose(panel, by=secretariat)
        found = list(
            Interview.objects.filter(session__panel=panel).select_related("nomination").order_by("starts_at")
        )
        for number, turn in enumerate(found):
            officer = _officer(turn.nomination)
            leads, online = ("head", "Kepala Daerah"), number > 1
            invitation.confirm(turn, leads=leads, officials=OFFICIALS, online=online, by=officer)
            invitation.present(turn, _slides(turn.nomination), by=officer)
    chair = chain.chair_of(panel)
    first, second, *_later = found
    with clock.set_to(first.starts_at):
        turns.start(first, by=chair)
        _came(first, chair)
        _score(panel, first, leave=set())
    with clock.set_to(first.ends_at):
        attendance.ask(
            first, text="Dari mana iuran pekerja rentan dibayar?", answer="Dari APBD perubahan.", by=chair
        )
        turns.reveal(first, by=chair)
        turns.finish(first, by=chair)
    with clock.set_to(second.starts_at):
        turns.start(second, by=chair)
        _came(second, chair)
        _score(panel, second, leave=WRITING)


def _came(turn: Interview, chair: Actor) -> None:
    seats = {seat.pk: True for seat in turn.session.panel.seats.all()}
    attendance.note_presence(turn, seats, by=chair)
    attendance.note_delegates(turn, {one.public_id: True for one in turn.delegates.all()}, by=chair)


def _score(panel: Panel, turn: Interview, *, leave: set[str]) -> None:
    written = ScoreSheet.objects.filter(
        seat__panel=panel, nomination=turn.nomination, stage="interview"
    ).select_related("seat__user", "seat__panel__category", "nomination")
    for sheet in written.order_by("id"):
        if sheet.seat.label in leave:
            continue
        by = actor_of(sheet.seat.user)
        asked = chain.rules_of(panel.category).assessed_in("interview")
        values = {f"score-{criterion.code}": chain.invented_score(criterion, sheet) for criterion in asked}
        saved = sheets.save(sheet, values, version=sheet.version, by=by)
        sheets.sign(saved, version=saved.version, by=by)


def _officer(nomination: Nomination) -> Actor:
    held = Membership.objects.filter(organisation=nomination.organisation, role="officer").select_related(
        "user"
    )
    return actor_of(held.earliest("pk").user)


def _slides(nomination: Nomination):  # type: ignore[no-untyped-def]
    return evidence.upload(
        f"paparan-contoh-{nomination.public_id}.pdf",
        f"CONTOH - paparan {nomination.name}, seluruh isi rekaan",
        [["Capaian cakupan"], ["Program pekerja rentan"], ["Rencana tahun depan"]],
    )
