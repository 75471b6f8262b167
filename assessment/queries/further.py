"""Whose scores lie too far apart, who could be called, and which calls there are. Read by the portal, never by a panel."""

from collections import Counter, defaultdict
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256

from django.db.models import Exists, F, OuterRef, QuerySet

from assessment.models import Conflict, Duty, FurtherCall, Panel, PanelState, ScoreSheet, Seat, SheetState
from assessment.models.sheet import SheetStage
from assessment.queries.composition import composition_of
from assessment.queries.panel import counting_sheets
from assessment.queries.places import done_before, working_seats
from nominations.models import Nomination
from paritrana.lib import clock
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import CategoryRules, Criterion

STAGE = SheetStage.DOCUMENT
"""In the room a gap is seen at the reveal and talked about; on paper somebody further reads the file."""
LOOKED_BACK = timedelta(days=1)
"""How far back a lost call is looked for."""


def lost_calls() -> list[ScoreSheet]:
    """The sheet signed last of each nomination whose scores lie apart although nobody has been called.

    That a call follows its signature is not certain: the process may end between the two. Looked at are nominations
    with a signature of the last day (LOOKED_BACK): one query, and a few for each panel that has one.
    """
    recent = ScoreSheet.objects.filter(
        ~Exists(FurtherCall.objects.filter(panel=OuterRef("seat__panel"), nomination=OuterRef("nomination"))),
        stage=STAGE,
        state=SheetState.SIGNED,
        signed_at__gte=clock.now() - LOOKED_BACK,
        seat__panel__state=PanelState.OPEN,
    ).exclude(seat__panel__composition="")
    last: dict[Panel, dict[int, ScoreSheet]] = {}
    for sheet in recent.select_related(
        "seat__panel__round__edition", "seat__panel__category", "signed_by"
    ).order_by("signed_at", "id"):
        last.setdefault(sheet.seat.panel, {})[sheet.nomination_id] = sheet
    lost: list[ScoreSheet] = []
    for panel, sheets in last.items():
        if not composition_of(panel).further:
            continue
        rules, signed = rules_of(panel.category), defaultdict(list)
        for sheet in (
            counting_sheets(panel, STAGE).filter(nomination__in=sheets).only("nomination", "state", "scores")
        ):
            signed[sheet.nomination_id].append(sheet)
        lost += [sheet for key, sheet in sheets.items() if too_far_apart(signed[key], rules)]
    return lost


def lie_apart(panel: Panel, nomination: int, rules: CategoryRules) -> bool:
    """Do the points of two counting sheets of that nomination differ by more than a ranking's `spread_limit`?"""
    return too_far_apart(
        list(counting_sheets(panel, STAGE).filter(nomination=nomination).only("state", "scores")), rules
    )


def too_far_apart(sheets: list[ScoreSheet], rules: CategoryRules) -> bool:
    """The same of these counting sheets of one nomination, in any criterion.

    No until every one of them is signed: before that the answer would tell of an unfinished panel.
    """
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
