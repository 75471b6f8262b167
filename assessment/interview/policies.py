"""Who may do what about interviews, and the sentence if not. The moment is the action's business, not a policy's."""

from django.utils.translation import gettext_lazy as _

from assessment.models import Duty, Interview, Panel, Seat, Session, SessionState
from assessment.policies.authority import audits, no_part
from assessment.policies.panel import may_seat
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import YES, Verdict, no


def may_plan(actor: Actor, panel: Panel) -> Verdict:
    """The secretariat of the round plans the interviews."""
    if may_seat(actor, panel):
        return YES
    return no(_("Only the secretariat of this round plans its interviews."))


def may_schedule(actor: Actor, session: Session) -> Verdict:
    """The secretariat of the round, on one session."""
    return may_plan(actor, session.panel)


def may_arrange(actor: Actor, interview: Interview) -> Verdict:
    """The secretariat of the round, on one interview."""
    return may_plan(actor, interview.session.panel)


def presiding_seat(session: Session) -> Seat | None:
    """The seat that leads the session: the one it was handed to, else the chair's."""
    seats = [seat for seat in session.panel.seats.all() if seat.ended_at is None]
    if session.led_by_id:
        return next((seat for seat in seats if seat.pk == session.led_by_id), None)
    return next((seat for seat in seats if seat.duty == Duty.CHAIR), None)


def may_preside(actor: Actor, session: Session) -> Verdict:
    """Whoever leads the session now: the chair, or who took over."""
    seat = presiding_seat(session)
    region = session.panel.round.region_code
    holds = actor.covers(Permission.LEAD, region) or actor.covers(Permission.SCORE, region)
    if seat and seat.user_id == actor.user_id and holds:
        return YES
    return no(
        _("Only whoever presides over this session can do this. If the chair has left, hand over the lead.")
    )


def may_preside_at(actor: Actor, interview: Interview) -> Verdict:
    """The same on one interview."""
    return may_preside(actor, interview.session)


def may_hand_over(actor: Actor, session: Session) -> Verdict:
    """The lead is taken over by a deputy, or handed on by whoever presides or by the secretariat."""
    seat = own_seat(actor, session)
    if may_preside(actor, session) or may_schedule(actor, session) or (seat and seat.duty == Duty.DEPUTY):
        return YES
    return no(_("The deputy chair takes over the lead, or the secretariat hands it to a member."))


def may_keep(actor: Actor, session: Session) -> Verdict:
    """Attendance and questions are noted by whoever presides, the panel's secretary, or the secretariat of the round."""
    seat = own_seat(actor, session)
    if may_preside(actor, session) or may_schedule(actor, session) or (seat and seat.duty == Duty.SECRETARY):
        return YES
    return no(_("Only whoever presides, the panel's secretary or the secretariat notes this."))


def may_keep_at(actor: Actor, interview: Interview) -> Verdict:
    """The same on one interview."""
    return may_keep(actor, interview.session)


def may_watch(actor: Actor, session: Session) -> Verdict:
    """The room's page: who keeps it, the chair, and the auditor. Assessors have their pad."""
    seat = own_seat(actor, session)
    chairs = bool(seat and seat.duty in (Duty.CHAIR, Duty.DEPUTY, Duty.SECRETARY))
    if may_keep(actor, session) or chairs or audits(actor, session.panel.round.region_code):
        return YES
    return no(
        _("The room's page is for the chair, the secretary and the secretariat. Your pad is beside it.")
    )


def may_read_dossier(actor: Actor, interview: Interview) -> Verdict:
    """Who has the room's page and no part in the pool reads the dossier from it; assessors read it beside their sheet."""
    if may_watch(actor, interview.session):
        return no_part(actor, interview.session.panel)
    return no(_("The dossier opens from the room's page. Assessors find it beside their sheet."))


def may_enter(actor: Actor, session: Session) -> Verdict:
    """The room is for the panel, the secretariat of the round and its auditor."""
    seat = own_seat(actor, session)
    if (seat and seat.is_assessor) or may_watch(actor, session):
        return YES
    return no(_("The room is for the panel, the secretariat of this round and its auditor."))


def own_seat(actor: Actor, session: Session, *, scoring: bool = False) -> Seat | None:
    """The actor's seat on the panel of the session, while it lasts; `scoring`: the one that scores."""
    return next(
        (
            seat
            for seat in session.panel.seats.all()
            if seat.user_id == actor.user_id and seat.ended_at is None and (seat.is_assessor or not scoring)
        ),
        None,
    )


def may_answer(actor: Actor, interview: Interview) -> Verdict:
    """The nominee's own officers and approvers confirm and hand in the presentation."""
    mine = actor.organisations(Permission.DRAFT) | actor.organisations(Permission.SUBMIT)
    if interview.nomination.organisation_id in mine:
        return YES
    return no(_("Only the nominee answers this invitation."))


def not_minuted(session: Session) -> Verdict:
    """Nothing is noted after the minutes."""
    if session.state == SessionState.MINUTED:
        return no(
            _(
                "The minutes of this session are closed, so attendance and notes are fixed. A correction goes into the minutes of the plenary."
            )
        )
    return YES
