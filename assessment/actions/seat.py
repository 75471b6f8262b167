"""Seats: offering one, answering, giving one outright by the decree, standing in, ending. All of it told by message."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.conflict import find_in_pool
from assessment.actions.locking import locked_panel, still_judging
from assessment.models import Answer, Conflict, Duty, Invitation, Panel, Seat, Standing
from assessment.policies.panel import may_answer, may_seat
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of, holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell

TERMS = ("duty", "place", "title", "term_from", "term_to", "standing", "letter", "takes_over")
"""What an invitation hands to the seat that comes of it."""


@transaction.atomic
def seat(panel: Panel, *, user: User, duty: str, by: Actor, **terms: Any) -> Seat:
    """Gives a person a seat with the next number, as the decree names them. Holders of the role get sheets.

    `terms`: place, title, term_from, term_to, standing with letter, takes_over. Raises Refused for a closed panel, a
    second seat or chair at a time, terms that make no sense, or a person without a fitting role in this round.
    """
    panel = locked_panel(panel)
    may_seat(by, panel).require()
    _fits(panel, user, duty, terms)
    new = _sit(panel, user, duty, terms, by)
    if by.user_id != user.pk:
        tell(
            "seat.given",
            to=[user.pk],
            about=panel,
            url=reverse("assessment:home"),
            params={"panel": str(panel), "duty": str(new.get_duty_display())},
        )
    return new


@transaction.atomic
def invite(panel: Panel, *, user: User, duty: str, by: Actor, **terms: Any) -> Invitation:
    """Offers a person a seat; until they accept it opens nothing. Terms and refusals as for `seat`."""
    panel = locked_panel(panel)
    may_seat(by, panel).require()
    _fits(panel, user, duty, terms)
    if panel.invitations.filter(user=user, answer=Answer.WAITING).exists():
        raise Refused(_("%(person)s has been invited already and has not answered yet.") % {"person": user})
    invitation = Invitation.objects.create(
        panel=panel, user=user, duty=duty, invited_at=clock.now(), invited_by_id=by.user_id, **_clean(terms)
    )
    record(
        "seat.invite",
        invitation,
        by=by,
        region=panel.round.region_code,
        changes={"user": [None, user.pk], "duty": [None, duty]},
    )
    tell(
        "seat.invited",
        to=[user.pk],
        about=invitation,
        url=reverse("assessment:invitation", args=[invitation.public_id]),
        params={"panel": str(panel), "duty": str(invitation.get_duty_display())},
    )
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, by: Actor) -> Seat:
    """The invited person takes the seat. Raises Refused twice, for another, or when the panel closed meanwhile."""
    panel, invitation = _waiting(invitation)
    may_answer(by, invitation).require()
    terms = {name: getattr(invitation, name) for name in TERMS if name != "duty"}
    _fits(panel, invitation.user, invitation.duty, terms)
    new = _sit(panel, invitation.user, invitation.duty, terms, by, given_by=invitation.invited_by_id)
    _answered(panel, invitation, Answer.ACCEPTED, by, seat=new)
    return new


@transaction.atomic
def decline(invitation: Invitation, *, reason: str, by: Actor) -> Invitation:
    """The invited person does not take the seat, and says why. Raises Refused without a reason."""
    panel, invitation = _waiting(invitation)
    may_answer(by, invitation).require()
    if not reason.strip():
        raise Refused(
            _("Give the reason why you decline. The secretariat reads it and invites somebody else.")
        )
    return _answered(panel, invitation, Answer.DECLINED, by, reason=reason.strip())


@transaction.atomic
def withdraw(invitation: Invitation, *, reason: str, by: Actor) -> Invitation:
    """The secretariat takes an invitation back before it is answered."""
    panel, invitation = _waiting(invitation)
    may_seat(by, panel).require()
    return _answered(panel, invitation, Answer.WITHDRAWN, by, reason=reason.strip())


@transaction.atomic
def end_seat(seat: Seat, *, reason: str, by: Actor) -> Seat:
    """Ends a seat: its person opens nothing of the panel any more; what was signed counts on."""
    panel = locked_panel(seat.panel)
    may_seat(by, panel).require()
    seat = Seat.objects.select_for_update(of=("self",)).select_related("user").get(pk=seat.pk)
    if seat.ended_at is not None:
        raise Refused(_("This seat has already ended."))
    if not reason.strip():
        raise Refused(_("Give the reason why this seat ends."))
    seat.ended_at, seat.ended_by_id, seat.end_reason = clock.now(), by.user_id, reason.strip()
    seat.save(update_fields=["ended_at", "ended_by", "end_reason"])
    record("seat.end", seat, by=by, region=panel.round.region_code, reason=reason.strip())
    tell(
        "seat.ended",
        to=[seat.user_id],
        about=panel,
        url=reverse("notifications:inbox"),
        params={"panel": str(panel), "reason": reason.strip()},
    )
    return seat


def _fits(panel: Panel, user: User, duty: str, terms: dict[str, Any]) -> None:
    """Refused unless the person may sit there, in that duty and on those terms."""
    still_judging(panel)
    _has_role(panel, user, duty)
    seats = list(panel.seats.all())
    if any(other.user_id == user.pk and other.ended_at is None for other in seats):
        raise Refused(
            _("%(person)s has a seat on this panel already. End that one first.") % {"person": user}
        )
    stands_in, before = terms.get("standing", Standing.OWN), terms.get("takes_over")
    if stands_in and not (before and terms.get("letter", "").strip() and terms.get("term_to")):
        raise Refused(
            _("A stand-in needs the seat they stand in for, the number of the letter and its last day.")
        )
    if before and before.panel_id != panel.pk:
        raise Refused(_("The seat to take over belongs to another panel."))
    if before and not stands_in and before.ended_at is None:
        raise Refused(_("End the seat first, with its reason; then somebody else takes its place."))
    if stands_in and before.ended_at is not None and stands_in == Standing.PLH:
        raise Refused(_("That seat has ended, so nobody is away from it. A vacant office has a Plt."))
    for one, words in ((Duty.CHAIR, _("chair")), (Duty.DEPUTY, _("deputy chair"))):
        if duty == one and not stands_in and any(o.duty == one and o.ended_at is None for o in seats):
            raise Refused(_("This panel already has a %(duty)s. End that seat first.") % {"duty": words})


def _has_role(panel: Panel, user: User, duty: str) -> None:
    region, person = panel.round.region_code, actor_of(user)
    leads, scores = person.covers(Permission.LEAD, region), person.covers(Permission.SCORE, region)
    if duty in (Duty.CHAIR, Duty.DEPUTY) and not leads:
        raise Refused(
            _("%(person)s does not hold the role of a panel chair in this round. The operator gives roles.")
            % {"person": user}
        )
    if duty not in (Duty.CHAIR, Duty.DEPUTY) and not scores:
        raise Refused(
            _("%(person)s does not hold the role of an assessor in this round. The operator gives roles.")
            % {"person": user}
        )


def _clean(terms: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in terms.items()}


def _sit(
    panel: Panel, user: User, duty: str, terms: dict[str, Any], by: Actor, given_by: int | None = None
) -> Seat:
    """The new seat. Whoever returns takes over their own earlier seat, with the conflicts that are known of them."""
    region, now = panel.round.region_code, clock.now()
    terms = _clean(terms)
    earlier = list(panel.seats.filter(user=user).order_by("number"))
    if earlier and not terms.get("takes_over"):
        terms["takes_over"] = earlier[-1]
    new = Seat.objects.create(
        panel=panel,
        user=user,
        number=1 + max(panel.seats.values_list("number", flat=True), default=0),
        duty=duty,
        is_assessor=actor_of(user).covers(Permission.SCORE, region),
        seated_at=now,
        seated_by_id=given_by or by.user_id,
        **terms,
    )
    known = {c.nomination_id: c for c in Conflict.objects.filter(seat__in=earlier).order_by("-id")}
    Conflict.objects.bulk_create(
        Conflict(
            seat=new,
            nomination_id=nomination,
            ground=conflict.ground,
            text=conflict.text,
            declared_at=now,
            declared_by_id=conflict.declared_by_id,
        )
        for nomination, conflict in known.items()
    )
    if (
        not new.is_assessor
    ):  # no sheet is handed out to them, so nothing else would look before they open a dossier
        find_in_pool(panel, [new], by=by)
    record(
        "seat.give",
        new,
        by=by,
        region=region,
        changes={
            "user": [None, user.pk],
            "duty": [None, duty],
            **({"standing": [None, f"{new.standing} {new.letter}"]} if new.standing else {}),
            **({"takes_over": [None, new.takes_over.public_id]} if new.takes_over else {}),
        },
    )
    return new


def _waiting(invitation: Invitation) -> tuple[Panel, Invitation]:
    panel = locked_panel(invitation.panel)
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("user", "takes_over")
        .get(pk=invitation.pk)
    )
    invitation.panel = panel
    if invitation.answer != Answer.WAITING:
        raise Refused(
            _("This invitation has its answer already: %(answer)s.")
            % {"answer": invitation.get_answer_display()}
        )
    return panel, invitation


def _answered(
    panel: Panel,
    invitation: Invitation,
    answer: str,
    by: Actor,
    *,
    reason: str = "",
    seat: Seat | None = None,
) -> Invitation:
    invitation.answer, invitation.reason, invitation.seat = answer, reason, seat
    invitation.answered_at, invitation.answered_by_id = clock.now(), by.user_id
    invitation.save(update_fields=["answer", "reason", "seat", "answered_at", "answered_by"])
    region = panel.round.region_code
    record(
        "seat.answer", invitation, by=by, region=region, reason=reason, changes={"answer": ["", str(answer)]}
    )
    people = [invitation.user_id] if answer == Answer.WITHDRAWN else holders(Permission.SEAT, region)
    tell(
        "seat.withdrawn" if answer == Answer.WITHDRAWN else f"seat.{answer}",
        to=people,
        about=panel,
        url=reverse("notifications:inbox")
        if answer == Answer.WITHDRAWN
        else reverse("assessment:panel", args=[panel.public_id]),
        params={"panel": str(panel), "person": str(invitation.user), "reason": reason},
    )
    return invitation
