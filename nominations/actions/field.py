"""Field checks as the secretariat runs them: assigned, called off; and completed by who went."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import ask_to_verify
from nominations.models import FieldCheck, FieldCheckState
from nominations.policies.nomination import may_verify
from nominations.queries.claims import rules_of
from nominations.queries.field import found_in
from nominations.queries.seen import RELATED
from nominations.workflow import FIELD_CHECKS
from paritrana.accounts.models import User
from paritrana.accounts.queries import actor_of
from paritrana.audit.actions import record
from paritrana.audit.actions import settle as settle_trail
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.calendar import is_open
from paritrana.programme.models import StageCode


@transaction.atomic
def assign(
    visit: FieldCheck,
    *,
    to: User,
    visit_on: date | None,
    keeps_place: bool,
    by: Actor,
    instead_of: str | None = None,
) -> FieldCheck:
    """Says who goes, by which day, and whether photos keep where they were taken. Until the visit is completed it can be
    assigned anew: what was written stays. Refused for somebody who has a part in the nomination.

    `instead_of` is the public id of the visitor whom the assigner saw there ("": nobody), and refused if it is another
    by now. Whoever went before is told, and so is the visitor of another rule for photos; places no longer asked for
    are forgotten.
    """
    visit = locked_visit(visit)
    FIELD_CHECKS["assign"].verdict(by, visit).require()
    ask_to_verify(visit.nomination, "judge", by)
    former = visit.visitor
    if instead_of is not None and instead_of != (former.public_id if former else ""):
        raise Refused(
            _(
                "Somebody has assigned this field check to %(name)s meanwhile. Save again to assign somebody else."
            )
            % {"name": former}
        )
    if not may_verify(actor_of(to), visit.nomination):
        raise Refused(
            _("%(name)s does not verify this nomination, or has a part in it. Choose another colleague.")
            % {"name": to}
        )
    changes = {
        "visitor": [str(former or "") or None, str(to)],
        "visit_on": [visit.visit_on and visit.visit_on.isoformat(), visit_on and visit_on.isoformat()],
        "keeps_place": [visit.keeps_place, keeps_place],
    }
    anew, other_rule = visit.visitor_id != to.pk, visit.keeps_place != keeps_place
    visit.state, visit.visitor, visit.assigned_by_id = FieldCheckState.ASSIGNED, to, by.user_id
    visit.visit_on, visit.keeps_place = visit_on, keeps_place
    visit.save(update_fields=["state", "visitor", "assigned_by", "visit_on", "keeps_place"])
    if not keeps_place and (forgotten := _forget_places(visit)):
        changes["places"] = [forgotten, 0]
    _record("assign", visit, by, changes)
    if anew:
        _tell(visit, "field_check.assigned", {to.pk} - {by.user_id})
        _tell(visit, "field_check.handed_over", {former.pk} - {by.user_id} if former else set())
    elif other_rule:
        _tell(visit, "field_check.place_rule", {to.pk} - {by.user_id})
    return visit


@transaction.atomic
def call_off(visit: FieldCheck, *, reason: str, by: Actor) -> FieldCheck:
    """Ends a check that nobody can make, with the reason; the minutes say so."""
    visit = locked_visit(visit)
    FIELD_CHECKS["call_off"].verdict(by, visit).require()
    if not reason.strip():
        raise Refused(_("Write why nobody can go. The reason stands in the minutes."))
    before, visit.state, visit.reason = visit.state, FieldCheckState.CALLED_OFF, reason.strip()
    visit.ended_at, visit.ended_by_id = clock.now(), by.user_id
    visit.save(update_fields=["state", "reason", "ended_at", "ended_by"])
    _record("call_off", visit, by, {"state": [before, visit.state]}, reason=visit.reason)
    return visit


@transaction.atomic
def complete(visit: FieldCheck, *, by: Actor) -> FieldCheck:
    """Ends the visit: what was found becomes evidence, held by its digest. Every item needs an answer, "not asked" too."""
    visit = locked_visit(visit)
    ask_to_write_visit(visit, by, "complete")
    names = {item.code: str(item.name) for item in rules_of(visit.nomination).verification.checklist}
    open_ = [entry for entry in visit.entries.all() if entry.item in names and not entry.answer]
    if open_:
        raise Refused(
            _("These items have no answer yet: %(names)s. What could not be looked at is “not asked”.")
            % {"names": "; ".join(names[entry.item] for entry in open_)}
        )
    settle_trail(visit)
    visit.state = FieldCheckState.DONE
    visit.ended_at, visit.ended_by_id = clock.now(), by.user_id
    visit.digest = digest_of_visit(visit)
    visit.save(update_fields=["state", "ended_at", "ended_by", "digest"])
    _record(
        "complete",
        visit,
        by,
        {"state": [FieldCheckState.ASSIGNED, visit.state], "digest": [None, visit.digest]},
    )
    _tell(visit, "field_check.completed", {visit.assigned_by_id} - {by.user_id, None})
    return visit


def locked_visit(visit: FieldCheck) -> FieldCheck:
    """The check and its nomination as they are now, both held until the transaction ends."""
    rows = FieldCheck.objects.select_for_update(of=("self", "nomination"))
    related = (f"nomination__{name}" for name in RELATED)
    return rows.select_related("sample", "visitor", *related).get(pk=visit.pk)


def ask_to_write_visit(visit: FieldCheck, by: Actor, step: str = "write") -> datetime:
    """May the actor take that step of the locked check at this moment? The moment, or Refused."""
    FIELD_CHECKS[step].verdict(by, visit).require()
    now = clock.now()
    is_open(visit.nomination.round, StageCode.VERIFICATION, now, visit.nomination.home).require()
    return now


def digest_of_visit(visit: FieldCheck) -> str:
    """SHA-256 of everything a completed check found, in the order of the rulebook."""
    entries = [found.entry for found in found_in(visit)]
    return digest.sha256_of(
        {
            "nomination": visit.nomination.public_id,
            "seed": visit.sample.seed,
            "entries": [[entry.item, entry.answer, entry.seen, entry.remark] for entry in entries],
            "photos": list(_photos(visit)),
        }
    )


def _photos(visit: FieldCheck) -> Iterator[list[str]]:
    for photo in visit.photos.select_related("document").order_by("id"):
        yield [photo.document.sha256, photo.latitude, photo.longitude]


def _record(verb: str, visit: FieldCheck, by: Actor, changes: dict[str, Any], reason: str = "") -> None:
    region = visit.nomination.round.region_code
    record(f"field_check.{verb}", visit, by=by, region=region, reason=reason, changes=changes)


def _forget_places(visit: FieldCheck) -> int:
    """Takes the places from its photos; how many there were."""
    return visit.photos.exclude(latitude="").update(latitude="", longitude="")


def _tell(visit: FieldCheck, kind: str, to: set[int]) -> None:
    url = reverse("nominations:field_check", args=[visit.public_id])
    tell(kind, to=sorted(to), about=visit, url=url, params={"name": visit.nomination.name})
