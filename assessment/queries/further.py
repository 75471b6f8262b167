"""Whose scores lie too far apart, who could be called, and which calls there are. Read by the portal, never by a panel."""

from collections import Counter
from fractions import Fraction
from hashlib import sha256

from django.db.models import Exists, F, OuterRef, QuerySet

from assessment.models import Conflict, Duty, FurtherCall, Panel, ScoreSheet, Seat, SheetState
from assessment.models.sheet import SheetStage
from assessment.queries.panel import counting_sheets
from assessment.queries.places import done_before, working_seats
from nominations.models import Nomination
from paritrana.programme.rulebook import CategoryRules, Criterion

STAGE = SheetStage.DOCUMENT
"""In the room a gap is seen at the reveal and talked about; on paper somebody further reads the file."""


def lie_apart(panel: Panel, nomination: int, rules: CategoryRules) -> bool:
    """Do the points of two counting sheets differ by more than a ranking's `spread_limit`, in any criterion?

    Asked only once every sheet of the nomination is signed: before that the answer would tell of an unfinished panel.
    """
    sheets = list(counting_sheets(panel, STAGE).filter(nomination=nomination).only("state", "scores"))
    if any(sheet.state != SheetState.SIGNED for sheet in sheets):
        return False
    for ranking in rules.rankings:
        if not ranking.spread_limit:
            continue
        for criterion in rules.assessed_in(STAGE):
            if criterion.code not in ranking.criterion_codes():
                continue
            given = [
                points_of(criterion, s.scores[criterion.code]) for s in sheets if criterion.code in s.scores
            ]
            if len(given) > 1 and max(given) - min(given) > Fraction(ranking.spread_limit):
                return True
    return False


def points_of(criterion: Criterion, score: str) -> Fraction:
    """A score as points of 0–100, exactly (docs/scoring.md)."""
    scale = criterion.scale
    if scale["kind"] == "levels":
        return Fraction(scale["points"][score])
    low, high = Fraction(scale["min"]), Fraction(scale["max"])
    return 100 * (Fraction(score) - low) / (high - low)


def free_seats(panel: Panel, nomination: Nomination) -> list[Seat]:
    """Who could read the nomination besides: members to whom the allocation did not give it, then the reserves.

    Within each the one with the fewest sheets comes first; among equals a lot that is the nomination's own.
    """
    sheets = ScoreSheet.objects.filter(seat__panel=panel, stage=STAGE)
    taken = set(sheets.filter(nomination=nomination).values_list("seat_id", flat=True))
    taken |= set(
        Conflict.objects.filter(seat__panel=panel, nomination=nomination).values_list("seat_id", flat=True)
    )
    load = Counter(sheets.values_list("seat_id", flat=True))
    members = working_seats(panel)
    reserves = [
        seat for seat in panel.seats.select_related("user") if seat.duty == Duty.RESERVE and seat.is_sitting
    ]
    in_place = {seat for seat, other in done_before(panel, members, STAGE) if other == nomination.pk}

    def turn(seat: Seat) -> tuple[bool, int, str]:
        lot = sha256(f"{nomination.public_id}/{seat.public_id}".encode()).hexdigest()
        return seat.duty == Duty.RESERVE, load[seat.pk], lot

    return sorted((s for s in [*members, *reserves] if s.pk not in taken | in_place), key=turn)


def calls_of(panel: Panel) -> QuerySet[FurtherCall]:
    """The calls of the panel for its secretariat, each with whether its sheet is signed."""
    signed = ScoreSheet.objects.filter(
        seat=OuterRef("seat"), nomination=OuterRef("nomination"), stage=STAGE, state=SheetState.SIGNED
    )
    return (
        FurtherCall.objects.filter(panel=panel)
        .select_related("seat", "nomination__region", "nomination__organisation")
        .annotate(is_signed=Exists(signed))
        .order_by(F("seat").asc(nulls_first=True), "id")
    )
