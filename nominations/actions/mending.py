"""Giving a nomination back, and what becomes of its verdicts when it is submitted again."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations import content
from nominations.actions.locking import ask_to_verify, locked
from nominations.changes import changes_between
from nominations.claim import Claim
from nominations.models import EntryVerdict, Nomination, Return, State, Verification
from nominations.queries.claims import claim_of
from nominations.queries.people import told_about
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def give_back(nomination: Nomination, *, reason: str, due_at: datetime, by: Actor) -> Return:
    """Gives a submitted nomination back to be mended until that moment. What it held is kept for the comparison.

    Raises Refused without a reason, or when the moment has passed already.
    """
    nomination = locked(nomination)
    now = ask_to_verify(nomination, "give_back", by)
    if not reason.strip():
        raise Refused(_("Write what has to be mended. The nominee reads it."))
    if due_at <= now:
        raise Refused(_("The deadline has passed already. Choose a later one."))
    given = Return.objects.create(
        nomination=nomination,
        reason=reason.strip(),
        due_at=due_at,
        content=content.content_of(claim_of(nomination)),
        digest=nomination.digest,
        returned_at=now,
        returned_by_id=by.user_id,
    )
    nomination.state = State.RETURNED
    nomination.save(update_fields=["state"])
    record(
        "nomination.give_back",
        nomination,
        by=by,
        region=nomination.round.region_code,
        reason=given.reason,
        changes={"state": [State.SUBMITTED, State.RETURNED], "due_at": [None, due_at.isoformat()]},
    )
    tell(
        "nomination.given_back",
        to=told_about(nomination),
        about=nomination,
        url=reverse("nominations:nomination", args=[nomination.public_id]),
        params={"name": nomination.name},
    )
    return given


def drop_changed_verdicts(nomination: Nomination, claim: Claim) -> list[str]:
    """Takes away the verdicts on what was changed since the return, so that each is looked at anew; gives their names.

    A verdict on what stands as it stood keeps. Called within the transaction of the new submission.
    """
    last = Return.objects.filter(nomination=nomination).order_by("-id").first()
    if last is None:
        return []
    changed = changes_between(last.content, content.content_of(claim))
    metrics = [change.name for change in changed if change.kind == "figures"]
    Verification.objects.filter(nomination=nomination, metric__in=metrics).delete()
    groups = {change.name for change in changed if change.kind == "groups"}
    stale = {group.public_id for code, group in claim.groups.items() if code in groups}
    since = last.returned_at
    stale |= {row.public_id for row in (*claim.regulations, *claim.statements) if row.saved_at > since}
    known = {entry.public_id for entry in (*claim.groups.values(), *claim.regulations, *claim.statements)}
    verdicts = EntryVerdict.objects.filter(nomination=nomination)
    (verdicts.filter(entry__in=stale) | verdicts.exclude(entry__in=known)).delete()
    return [change.name for change in changed]
