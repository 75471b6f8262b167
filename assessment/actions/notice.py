"""From the shortlist to the invitations: one act, and every nominee learns its own outcome and nothing else.

A worker does it (actions.job.order_invitations): whole, or not at all.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.counting import Tell, quiet
from assessment.models import Outcome, OutcomeNotice, Placing, Snapshot
from assessment.policies.ranking import may_invite
from assessment.queries.phrasing import is_draft
from assessment.queries.pool import SHORTLIST, newest
from assessment.queries.standing import changes_since
from nominations.models import State
from nominations.queries import people
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import YES, Verdict, no
from paritrana.notifications.actions import tell

OUTCOMES = {"winner": Outcome.INVITED, "reserve": Outcome.RESERVE}
"""All else is not invited; what the plenary still has to decide stops the action."""


@transaction.atomic
def invite(snapshot: Snapshot, *, by: Actor, progress: Tell = quiet) -> list[OutcomeNotice]:
    """Tells every nominee of a shortlist, once, whether it is invited to the interview.

    Raises Refused for anything but the newest shortlist that the auditor has signed off, while the plenary still has
    to decide a place, and for a stranger. Nominations told before (by an older shortlist, with the same outcome) are
    not told again; withdrawn ones are told nothing. One transaction: broken off, nobody has been told anything.
    """
    panel = locked_panel(snapshot.panel)
    may_invite(by, snapshot).require()
    may_go_out(snapshot).require()
    now = clock.now()
    told = {
        notice.nomination_id: notice.outcome
        for notice in OutcomeNotice.objects.filter(snapshot__panel=panel).order_by("id")
    }
    outcomes = [
        OutcomeNotice(
            snapshot=snapshot,
            nomination=placing.nomination,
            outcome=outcome_of(placing),
            told_at=now,
            told_by_id=by.user_id,
        )
        for placing in told_about(snapshot)
    ]
    made = OutcomeNotice.objects.bulk_create(
        [one for one in outcomes if told.get(one.nomination_id) != one.outcome], batch_size=1000
    )
    for number, notice in enumerate(made, start=1):
        nomination = notice.nomination
        tell(
            f"shortlist.{notice.outcome}",
            to=people.told_about(nomination),
            about=nomination,
            url=reverse("nominations:nomination", args=[nomination.public_id]),
            params={"name": nomination.name},
        )
        progress(number, len(made))
    record(
        "snapshot.invite",
        snapshot,
        by=by,
        region=panel.round.region_code,
        changes={"told": [None, len(made)], "pack": [None, snapshot.pack_digest]},
    )
    return made


def may_go_out(snapshot: Snapshot) -> Verdict:
    """Is this shortlist ready to be told? No carries the sentence."""
    if snapshot.ranking != SHORTLIST or snapshot.is_rehearsal:
        return no(_("Only a shortlist invites to the interview."))
    if newest(snapshot.panel, SHORTLIST) != snapshot:
        return no(_("A newer shortlist exists. Invite from that one."))
    if is_draft(snapshot):
        return no(_("The auditor has not signed this shortlist off yet. Until then nobody is told anything."))
    if changed := changes_since(snapshot):
        return no(changed)
    if snapshot.placings.filter(selection__in=["undecided", "pending"]).exists():
        return no(
            _(
                "The plenary still has to decide a place on this shortlist. Change what it decides and rank anew."
            )
        )
    if OutcomeNotice.objects.filter(snapshot=snapshot).exists():
        return no(_("The nominees of this shortlist have been told already."))
    return YES


def told_about(snapshot: Snapshot) -> list[Placing]:
    """The placings whose nominees are told something, in the order of the ranking: all but the withdrawn."""
    placings = snapshot.placings.select_related("nomination__region", "nomination__organisation")
    return [
        placing
        for placing in placings.exclude(status__in=[State.WITHDRAWN, State.INELIGIBLE])
        if placing.nomination.state not in (State.WITHDRAWN, State.INELIGIBLE)
    ]


def outcome_of(placing: Placing) -> Outcome:
    """What the placing means for its nominee."""
    return OUTCOMES.get(placing.selection or "", Outcome.NOT_INVITED)
