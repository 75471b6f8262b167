"""Submitting, by a second person, and withdrawing."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations import completeness, content
from nominations.actions.locking import locked
from nominations.actions.mending import drop_changed_verdicts
from nominations.deadlines import can_be_written
from nominations.models import Nomination, State
from nominations.queries.claims import rules_of
from nominations.queries.people import told_about
from nominations.queries.receipts import RECEIPT, receipt_key
from nominations.queries.surroundings import whole_claim_of
from nominations.workflow import TRANSITIONS
from paritrana.audit.actions import record, seal, settle
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def submit(nomination: Nomination, *, digest: str, by: Actor) -> Nomination:
    """Submits the nomination with exactly the content of that digest, the one the approver has read.

    Writes digest and database time, orders the receipt and has the event sealed after commit. Raises Refused late,
    twice, incomplete, by a person who worked on it, or when the content has changed since it was read.
    """
    nomination = locked(nomination)
    if nomination.state == State.SUBMITTED:
        raise Refused(
            _(
                "This nomination has been submitted already; nothing was sent twice. Its receipt is on its page."
            )
        )
    TRANSITIONS["submit"].verdict(by, nomination).require()
    now = clock.now()
    can_be_written(nomination, now).require()
    claim = whole_claim_of(nomination)
    if gaps := completeness.completeness_of(rules_of(nomination), claim).blocking:
        raise Refused(
            _(
                "The nomination is not complete: %(about)s: %(sentence)s. The check page lists everything that is missing."
            )
            % {"about": gaps[0].about, "sentence": gaps[0].sentence}
        )
    if content.digest_of(claim) != digest:
        raise Refused(
            _("The draft was changed after you opened it. Read it once more, then submit what you have read.")
        )
    before = nomination.state
    mended = drop_changed_verdicts(nomination, claim) if before == State.RETURNED else []
    nomination.state, nomination.digest = State.SUBMITTED, digest
    nomination.submitted_at, nomination.submitted_by_id = now, by.user_id
    nomination.save(update_fields=["state", "digest", "submitted_at", "submitted_by"])
    settle(nomination)
    record(
        "nomination.submit",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={"state": [before, State.SUBMITTED], "digest": [None, digest]}
        | ({"mended": [None, mended]} if before == State.RETURNED else {}),
    )
    order(RECEIPT, {"nomination": nomination.public_id}, by=by, key=receipt_key(nomination))
    tell(
        "nomination.submitted",
        to=told_about(nomination),
        about=nomination,
        url=reverse("nominations:nomination", args=[nomination.public_id]),
        params={"name": nomination.name, "digest": digest[:16]},
    )
    # The receipt is worth more once its event has its place in the chain; beat would do it within a second.
    transaction.on_commit(seal, robust=True)
    return nomination


@transaction.atomic
def withdraw(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Withdraws a draft or a submitted nomination, with a ground. What was filed stays on record."""
    nomination = locked(nomination)
    TRANSITIONS["withdraw"].verdict(by, nomination).require()
    return move(nomination, State.WITHDRAWN, "nomination.withdraw", ground, by)


def move(nomination: Nomination, to: str, verb: str, ground: str, by: Actor) -> Nomination:
    """Sets a locked nomination to a state that needs a ground, and records it. Refused without a ground."""
    ground = ground.strip()
    if not ground:
        raise Refused(_("Write the ground. It stands in the record and is shown to the nominee."))
    before, nomination.state, nomination.ground = nomination.state, to, ground
    nomination.save(update_fields=["state", "ground", "verified_at", "verified_by"])
    record(
        verb,
        nomination,
        by=by,
        region=nomination.round.region_code,
        reason=ground,
        changes={"state": [before, to]},
    )
    return nomination
