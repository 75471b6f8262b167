"""Founding a panel, seating it, handing out the sheets, closing it stage by stage."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Conflict, Duty, Panel, PanelState, ScoreSheet, Seat, SheetState
from assessment.policies import may_read_sealed, may_seat, must_score
from assessment.queries.pool import candidates
from assessment.queries.ties import grounds_found
from assessment.workflow import PANEL
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.models import Category, Round
from paritrana.programme.rulebook import rules_of


@transaction.atomic
def found(round_: Round, category: Category, *, decree: str = "", by: Actor) -> Panel:
    """The panel of a category in a round, which exists once. Raises Refused for a stranger or a second one."""
    panel = Panel(round=round_, category=category, decree=decree.strip())
    may_seat(by, panel).require()
    if (category.edition_id, category.level) != (round_.edition_id, round_.level):
        raise Refused(_("This category belongs to another edition or level than the round."))
    if Panel.objects.filter(round=round_, category=category).exists():
        raise Refused(_("This category already has its panel in this round."))
    panel.save()
    record("panel.found", panel, by=by, region=round_.region_code, changes={"decree": [None, panel.decree]})
    return panel


@transaction.atomic
def seat(panel: Panel, *, user: User, duty: str, title: str = "", by: Actor) -> Seat:
    """Gives a person a seat with the next number. Whoever holds the role of an assessor there will get sheets.

    Raises Refused for a closed panel, a second seat or chair, or a person without a fitting role in this round.
    """
    panel = _locked(panel)
    may_seat(by, panel).require()
    _still_judging(panel)
    region = panel.round.region_code
    person = actor_of(user)
    if duty == Duty.CHAIR and not person.covers(Permission.LEAD, region):
        raise Refused(
            _("%(person)s does not hold the role of a panel chair in this round. The operator gives roles.")
            % {"person": user}
        )
    if duty != Duty.CHAIR and not person.covers(Permission.SCORE, region):
        raise Refused(
            _("%(person)s does not hold the role of an assessor in this round. The operator gives roles.")
            % {"person": user}
        )
    seats = list(panel.seats.all())
    if any(other.user_id == user.pk for other in seats):
        raise Refused(_("%(person)s already has or had a seat on this panel.") % {"person": user})
    if duty == Duty.CHAIR and any(other.duty == Duty.CHAIR and other.ended_at is None for other in seats):
        raise Refused(_("This panel already has a chair. End that seat first."))
    new = Seat.objects.create(
        panel=panel,
        user=user,
        number=max((other.number for other in seats), default=0) + 1,
        duty=duty,
        title=title.strip(),
        is_assessor=person.covers(Permission.SCORE, region),
        seated_at=clock.now(),
        seated_by_id=by.user_id,
    )
    record("seat.give", new, by=by, region=region, changes={"user": [None, user.pk], "duty": [None, duty]})
    return new


@transaction.atomic
def end_seat(seat: Seat, *, reason: str, by: Actor) -> Seat:
    """Ends a seat: its person opens nothing of the panel any more; what was signed counts on."""
    panel = _locked(seat.panel)
    may_seat(by, panel).require()
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if seat.ended_at is not None:
        raise Refused(_("This seat has already ended."))
    if not reason.strip():
        raise Refused(_("Give the reason why this seat ends."))
    seat.ended_at, seat.ended_by_id = clock.now(), by.user_id
    seat.save(update_fields=["ended_at", "ended_by"])
    record("seat.end", seat, by=by, region=panel.round.region_code, reason=reason.strip())
    return seat


@transaction.atomic
def hand_out(panel: Panel, *, by: Actor) -> int:
    """Lays one sheet per assessor and nomination of the stage in hand; returns how many are new.

    Before that, ties that the portal can find keep assessors away: a conflict instead of a sheet. Run again it adds
    what is missing (a late verification, a new seat), so pressing twice does no harm.
    """
    panel = _locked(panel)
    may_seat(by, panel).require()
    _still_judging(panel)
    stage = must_score(rules_of(panel.category), panel)
    nominations, now = candidates(panel, stage), clock.now()
    seats = [seat for seat in panel.seats.all() if seat.is_assessor and seat.ended_at is None]
    if not seats:
        raise Refused(_("No assessor has a seat on this panel yet."))
    if not nominations:
        raise Refused(_("No nomination of this category is verified yet, so there is nothing to judge."))
    grounds = grounds_found(seats, nominations, is_national=panel.round.region_id is None)
    Conflict.objects.bulk_create(
        (
            Conflict(
                seat_id=seat,
                nomination_id=nomination,
                ground=ground,
                declared_at=now,
                declared_by_id=by.user_id,
            )
            for (seat, nomination), ground in grounds.items()
        ),
        ignore_conflicts=True,
    )
    kept_away = set(Conflict.objects.filter(seat__in=seats).values_list("seat_id", "nomination_id"))
    there = set(
        ScoreSheet.objects.filter(seat__in=seats, stage=stage).values_list("seat_id", "nomination_id")
    )
    new = ScoreSheet.objects.bulk_create(
        ScoreSheet(seat=seat, nomination=nomination, stage=stage)
        for seat in seats
        for nomination in nominations
        if (seat.pk, nomination.pk) not in kept_away | there
    )
    if new:
        record(
            "panel.hand_out",
            panel,
            by=by,
            region=panel.round.region_code,
            changes={"sheets": [len(there), len(there) + len(new)], "stage": [None, stage]},
        )
        with_work = {sheet.seat_id for sheet in new}
        for seat in seats:
            if seat.pk in with_work:
                tell(
                    "panel.sheets_ready",
                    to=[seat.user_id],
                    about=panel,
                    url=reverse("assessment:queue", args=[seat.public_id]),
                    params={"panel": str(panel)},
                )
    return len(new)


@transaction.atomic
def close(panel: Panel, *, reason: str = "", by: Actor) -> Panel:
    """Closes the stage in hand, and with the last one the panel: from here on its sheets never change.

    With sheets unsigned (or none at all) it needs a reason, which the trail keeps.
    """
    panel = _locked(panel)
    rules = rules_of(panel.category)
    stage = must_score(rules, panel)
    step = PANEL["close_documents" if stage == "document" and rules.assessed_in("interview") else "close"]
    step.verdict(by, panel).require()
    # Locking the sheets makes a signature come wholly before the close or be refused.
    sheets = list(
        ScoreSheet.objects.select_for_update()
        .filter(seat__panel=panel, stage=stage)
        .order_by("id")
        .only("id", "state", "seat_id", "nomination_id")
    )
    kept_away = set(Conflict.objects.filter(seat__panel=panel).values_list("seat_id", "nomination_id"))
    unsigned = [
        sheet
        for sheet in sheets
        if sheet.state != SheetState.SIGNED and (sheet.seat_id, sheet.nomination_id) not in kept_away
    ]
    if (unsigned or not sheets) and not reason.strip():
        raise Refused(
            _(
                "%(unsigned)d of %(all)d sheets are not signed. They will not count; give the reason for closing without them."
            )
            % {"unsigned": len(unsigned), "all": len(sheets)}
        )
    before, panel.state = panel.state, step.to
    if step.to == PanelState.CLOSED:
        panel.closed_at, panel.closed_by_id = clock.now(), by.user_id
    else:
        panel.documents_closed_at, panel.documents_closed_by_id = clock.now(), by.user_id
    panel.save()
    record(
        "panel.close",
        panel,
        by=by,
        region=panel.round.region_code,
        reason=reason.strip(),
        changes={"state": [before, panel.state], "unsigned": [None, len(unsigned)]},
    )
    return panel


@transaction.atomic
def read_sealed(panel: Panel, *, reason: str, by: Actor) -> Panel:
    """Notes in the trail that an auditor looks at sheets before the close. Raises Refused without a reason."""
    may_read_sealed(by, panel).require()
    if not reason.strip():
        raise Refused(_("Give the reason for reading sealed sheets. It stands in the trail."))
    record("panel.read_sealed", panel, by=by, region=panel.round.region_code, reason=reason.strip())
    return panel


def _locked(panel: Panel) -> Panel:
    return (
        Panel.objects.select_for_update(of=("self",))
        .select_related("round__region", "round__edition", "category__edition")
        .get(pk=panel.pk)
    )


def _still_judging(panel: Panel) -> None:
    if panel.state == PanelState.CLOSED:
        raise Refused(_("This panel has closed. Its seats and sheets can't change any more."))
