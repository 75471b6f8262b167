"""Whether the facts are still those that a snapshot was taken of, and what has changed since."""

import json

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from assessment.models import Conflict, Placing, ScoreSheet, SheetState, Snapshot, SnapshotInput
from assessment.queries.pool import pool_in
from assessment.queries.ties import grounds_today
from nominations.models import Nomination, State

SHOWN = 8
"""How many names a sentence lists."""
JUDGED = ("ranked", "gated", "incomplete")
"""Outcomes of a nomination that was verified."""


def moved_since(snapshot: Snapshot) -> QuerySet[Placing]:
    """The placings of nominations that are in another state now, or were verified again, in one query at any size."""
    was = Case(When(status__in=JUDGED, then=Value(State.VERIFIED.value)), default=F("status"))
    return (
        snapshot.placings.annotate(was=was)
        .filter(~Q(nomination__state=F("was")) | Q(nomination__verified_at__gt=snapshot.taken_at))
        .select_related("nomination__region", "nomination__organisation")
    )


def changes_since(snapshot: Snapshot) -> str:
    """What has changed since the snapshot in one sentence with the way out; "" when all stands as it stood."""
    return _moved(snapshot) or _arrived(snapshot) or _signed_later(snapshot) or late_conflicts(snapshot)


def late_conflicts(snapshot: Snapshot) -> str:
    """The conflicts that are known today, on record or only in the tables, and are no recusals of the snapshot; "" for none."""
    if recorded := recorded_since(snapshot):
        return recorded
    seats = {seat.pk: seat for seat in snapshot.panel.seats.all() if seat.is_assessor}
    ranked, kept = SnapshotInput.objects.filter(snapshot=snapshot), kept_away(snapshot)
    inside = Nomination.objects.filter(pk__in=ranked.values("nomination"))
    unseen = {
        nomination
        for seat, nomination in grounds_today(snapshot.panel, seats.values(), inside)
        if (seats[seat].label, nomination) not in kept
    }
    if unseen:
        return _(
            "A tie between an assessor and %(names)s has come to light and is not in this snapshot. Take a new one; it puts "
            "the tie on record and sets the sheet aside."
        ) % {"names": names_of(unseen)}
    return ""


def recorded_since(snapshot: Snapshot) -> str:
    """The conflicts on record that are no recusals of the snapshot; "" for none. In three queries."""
    seats = {seat.pk: seat for seat in snapshot.panel.seats.all() if seat.is_assessor}
    ranked = SnapshotInput.objects.filter(snapshot=snapshot)
    recorded = Conflict.objects.filter(seat__in=seats, nomination__in=ranked.values("nomination"))
    kept = kept_away(snapshot)
    late = {
        nomination
        for seat, nomination in recorded.values_list("seat_id", "nomination_id")
        if (seats[seat].label, nomination) not in kept
    }
    if late:
        return _("A conflict became known after this snapshot: %(names)s. Take a new one.") % {
            "names": names_of(late)
        }
    return ""


def kept_away(snapshot: Snapshot) -> set[tuple[str, int]]:
    """{(label of a seat, nomination id)}: the recusals that stand in the pack."""
    rows = SnapshotInput.objects.filter(snapshot=snapshot).exclude(recusals="")
    return {
        (item["assessor"], nomination)
        for nomination, recusals in rows.values_list("nomination_id", "recusals")
        for item in json.loads(f"[{recusals}]")
    }


def stages_of(snapshot: Snapshot) -> set[str]:
    """The stages whose scores the ranking weighs."""
    return {
        criterion["stage"]
        for aspect in json.loads(snapshot.frame)["rules"]["aspects"]
        for criterion in aspect["criteria"]
        if criterion["kind"] == "assessed"
    }


def names_of(nominations: object) -> str:
    """The first names of these nominations (ids), for a sentence."""
    found = Nomination.objects.filter(pk__in=nominations).select_related("region", "organisation")
    return ", ".join(nomination.name for nomination in found[:SHOWN])


def _moved(snapshot: Snapshot) -> str:
    found = [
        f"{placing.nomination.name} ({State(placing.was).label} → {placing.nomination.get_state_display()})"
        if placing.was != placing.nomination.state
        else _("%(name)s (verified again)") % {"name": placing.nomination.name}
        for placing in moved_since(snapshot)[:SHOWN]
    ]
    return (
        _("Since then: %(names)s. Take a new snapshot; this one stays as it is.")
        % {"names": "; ".join(found)}
        if found
        else ""
    )


def _arrived(snapshot: Snapshot) -> str:
    stage = "interview" if "interview" in stages_of(snapshot) else "document"
    known = Placing.objects.filter(snapshot=snapshot, nomination=OuterRef("pk"))
    new = pool_in(snapshot.panel, stage).exclude(Exists(known)).values_list("pk", flat=True)[:SHOWN]
    if found := list(new):
        return _("Came into the pool after it: %(names)s. Take a new snapshot.") % {"names": names_of(found)}
    return ""


def _signed_later(snapshot: Snapshot) -> str:
    sheets = ScoreSheet.objects.filter(seat__panel=snapshot.panel_id, stage__in=stages_of(snapshot))
    if sheets.filter(state=SheetState.SIGNED, signed_at__gt=snapshot.taken_at).exists():
        return _("Sheets were signed after it. Take a new snapshot.")
    return ""
