"""Objections of a nominee to its own outcome of verification, and their answers."""

from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import locked
from nominations.models import Nomination, Objection, ObjectionState, State
from nominations.policies.nomination import may_object
from nominations.queries.claims import rules_of
from nominations.workflow import OBJECTING, OBJECTIONS
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.documents.intake import clean_name, receive
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


def window_of(nomination: Nomination) -> datetime | None:
    """Until when the nominee may object to the present outcome; None before there is one."""
    if nomination.verified_at is None:
        return None
    return nomination.verified_at + timedelta(days=rules_of(nomination).verification.objection_days)


def file_objection(
    nomination: Nomination, *, ground: str, by: Actor, upload: File | None = None
) -> Objection:
    """Objects to the present outcome, with a file if there is one. Refused after the window, without a ground, or twice."""
    may_object(by, nomination).require()
    document = receive(upload, by=by) if upload else None
    with transaction.atomic():
        nomination = locked(nomination)
        OBJECTING["object"].verdict(by, nomination).require()
        now, until = clock.now(), window_of(nomination)
        if until is None or now >= until:
            raise Refused(_("The time to object to this outcome has passed."))
        if not ground.strip():
            raise Refused(_("Write the ground of the objection."))
        if nomination.objections.filter(outcome_at=nomination.verified_at).exists():
            raise Refused(
                _("Your organisation has objected to this outcome already. Its answer will stand here.")
            )
        objection = Objection.objects.create(
            nomination=nomination,
            outcome_at=nomination.verified_at,
            ground=ground.strip(),
            document=document,
            file_name=clean_name(upload.name or "") if upload else "",
            filed_at=now,
            filed_by_id=by.user_id,
        )
        region = nomination.round.region_code
        record("objection.file", objection, by=by, region=region, reason=objection.ground)
        _tell(objection, "objection.filed", holders(Permission.VERIFY, region))
    return objection


@transaction.atomic
def settle_objection(objection: Objection, *, uphold: bool, answer: str, by: Actor) -> Objection:
    """Answers an objection. Upheld, the nomination goes back to the desk with its verdicts, to be verified again."""
    nomination = locked(objection.nomination)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    objection.nomination = nomination
    step = OBJECTIONS["uphold" if uphold else "reject"]
    step.verdict(by, objection).require()
    if not answer.strip():
        raise Refused(_("Write the answer. The nominee reads it."))
    objection.state, objection.answer = step.to, answer.strip()
    objection.answered_at, objection.answered_by_id = clock.now(), by.user_id
    objection.save()
    changes = {"state": [ObjectionState.FILED, step.to]}
    if uphold:
        OBJECTING["reopen"].verdict(by, nomination).require()
        changes["nomination"] = [nomination.state, State.SUBMITTED]
        nomination.state, nomination.ground = State.SUBMITTED, ""
        nomination.verified_at = nomination.verified_by_id = None
        nomination.save(update_fields=["state", "ground", "verified_at", "verified_by"])
    region = nomination.round.region_code
    record("objection.settle", objection, by=by, region=region, reason=objection.answer, changes=changes)
    _tell(objection, "objection.answered", [objection.filed_by_id])
    return objection


def _tell(objection: Objection, kind: str, to: list[int]) -> None:
    tell(
        kind,
        to=to,
        about=objection,
        url=reverse("nominations:objection", args=[objection.public_id]),
        params={"name": objection.nomination.name},
    )
