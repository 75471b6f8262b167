"""Places that pass from hand to hand: who works on a panel now, and what was signed before them in their place."""

from collections.abc import Iterable

from assessment.models import Duty, Panel, ScoreSheet, Seat, SheetState


def working_seats(panel: Panel) -> list[Seat]:
    """The assessors who get sheets now: those sitting, but for reserves and whoever is stood in for."""
    seats = [seat for seat in panel.seats.select_related("user") if seat.duty != Duty.RESERVE]
    sitting = [seat for seat in seats if seat.is_assessor and seat.is_sitting]
    away = {seat.takes_over_id for seat in sitting if seat.standing}
    return [seat for seat in sitting if seat.pk not in away]


def done_before(panel: Panel, seats: Iterable[Seat], stage: str) -> set[tuple[int, int]]:
    """{(seat id, nomination id)} that somebody else has signed in the seat's place, so that nothing counts twice."""
    before = _line_of(panel)
    signed = ScoreSheet.objects.filter(seat__panel=panel, stage=stage, state=SheetState.SIGNED)
    if not any(len(line) > 1 for line in before.values()):
        return set()
    by_seat: dict[int, set[int]] = {}
    for seat, nomination in signed.values_list("seat_id", "nomination_id"):
        by_seat.setdefault(seat, set()).add(nomination)
    return {
        (seat.pk, nomination)
        for seat in seats
        for other in before[seat.pk] - {seat.pk}
        for nomination in by_seat.get(other, ())
    }


def signed_in_place(sheet: ScoreSheet) -> Seat | None:
    """The seat of the same place that has signed for this nomination and stage already, if one has."""
    panel = sheet.seat.panel
    line = _line_of(panel)[sheet.seat_id] - {sheet.seat_id}
    if not line:
        return None
    return Seat.objects.filter(
        pk__in=line,
        sheets__nomination=sheet.nomination_id,
        sheets__stage=sheet.stage,
        sheets__state=SheetState.SIGNED,
    ).first()


def _line_of(panel: Panel) -> dict[int, set[int]]:
    """{seat id: ids of all seats of its place}, following who took over from whom in both directions."""
    links = dict(panel.seats.order_by().values_list("pk", "takes_over_id"))
    roots = {seat: _root(seat, links) for seat in links}
    return {seat: {other for other in links if roots[other] == roots[seat]} for seat in links}


def _root(seat: int, links: dict[int, int | None]) -> int:
    while before := links.get(seat):
        seat = before
    return seat
