"""Who took part in the matter of a decision and has no certificate of it yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.models import Decision, Seat, SheetState
from ceremony.models import Certificate
from nominations.models import Nomination, State

TOOK_PART = (State.SUBMITTED, State.VERIFIED, State.ABSENT)
"""Who was excluded, withdrew, or was given the file back and did not hand it in again, did not take part."""


def participants_to_thank(decision: Decision) -> QuerySet[Nomination]:
    """Nominations of the decision's round and category without award and without certificate of participation."""
    panel = decision.panel
    return (
        Nomination.objects.filter(
            round=panel.round_id,
            category=panel.category_id,
            state__in=TOOK_PART,
            awards=None,
            certificates=None,
        )
        .select_related("region", "organisation")
        .order_by("organisation__name", "id")
    )


def seats_to_thank(decision: Decision) -> QuerySet[Seat]:
    """Seats of the decision's panel that signed a sheet, or lead without scoring; each person once."""
    signed = Q(sheets__state=SheetState.SIGNED) | Q(is_assessor=False, ended_at=None)
    thanked = Certificate.objects.filter(seat__panel=decision.panel_id, seat__user=OuterRef("user"))
    found = Seat.objects.filter(signed, ~Exists(thanked), panel=decision.panel_id)
    latest = found.order_by("user", "-number").distinct("user").values("pk")
    return Seat.objects.filter(pk__in=latest).select_related("user").order_by("number")
