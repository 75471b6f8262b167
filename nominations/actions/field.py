"""Field checks as the secretariat runs them: drawn from a seed, assigned, called off; and completed by who went."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations import sampling
from nominations.actions.locking import ask_to_verify
from nominations.field_policies import may_draw, may_visit
from nominations.models import FieldCheck, FieldCheckState, FieldEntry, FieldSample, Nomination
from nominations.queries.claims import rules_of
from nominations.queries.field import found_in, pool_of, visitors_for
from nominations.queries.seen import RELATED
from nominations.workflow import FIELD_CHECKS
from paritrana.accounts.models import User
from paritrana.audit.actions import record
from paritrana.audit.actions import settle as settle_trail
from paritrana.lib import clock, digest
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.calendar import is_open
from paritrana.programme.models import Category, Round, StageCode
from paritrana.programme.rulebook import rules_of as rules_of_category


@transaction.atomic
def draw(round_: Round, category: Category, *, seed: str, published_in: str, by: Actor) -> FieldSample:
    """Draws the sample of one category, once: who draws again until the outcome pleases has drawn nothing.

    As many as the rulebook says, or all there are. Each drawn nomination gets a check with an empty checklist.
    """
    may_draw(by, round_).require()
    Round.objects.select_for_update().get(pk=round_.pk)
    now = clock.now()
    is_open(round_, StageCode.VERIFICATION, now).require()
    rules = rules_of_category(category).verification
    if not rules.sample:
        raise Refused(_("The rulebook asks for no field check in this category."))
    if known := FieldSample.objects.filter(round=round_, category=category).first():
        raise Refused(
            _(
                "The sample of this category was drawn already, from the seed “%(seed)s”. A second draw is not "
                "possible: call single checks off, with the reason."
            )
            % {"seed": known.seed}
        )
    pool = pool_of(round_, category)
    if not pool:
        raise Refused(
            _("No nomination of this category waits for verification, so there is nothing to draw.")
        )
    drawn = sampling.draw(seed, pool, rules.sample)
    sample = FieldSample.objects.create(
        round=round_,
        category=category,
        seed=seed.strip(),
        published_in=published_in.strip(),
        size=rules.sample,
        pool=pool,
        drawn=drawn,
        drawn_at=now,
        drawn_by_id=by.user_id,
    )
    nominations = {found.public_id: found for found in Nomination.objects.filter(public_id__in=drawn)}
    checks = FieldCheck.objects.bulk_create(
        FieldCheck(sample=sample, nomination=nominations[number]) for number in drawn
    )
    FieldEntry.objects.bulk_create(
        FieldEntry(visit=visit, item=item.code, saved_at=now, saved_by_id=by.user_id)
        for visit in checks
        for item in rules.checklist
    )
    record(
        "field_sample.draw",
        sample,
        by=by,
        region=round_.region_code,
        reason=sample.published_in,
        changes={"seed": [None, sample.seed], "pool": [None, pool], "drawn": [None, drawn]},
    )
    return sample


@transaction.atomic
def assign(visit: FieldCheck, *, to: User, visit_on: date | None, keeps_place: bool, by: Actor) -> FieldCheck:
    """Says who goes, by which day, and whether photos keep where they were taken. Until the visit is completed it can be
    assigned anew: what was written stays. Refused for somebody who has a part in the nomination."""
    visit = locked_visit(visit)
    FIELD_CHECKS["assign"].verdict(by, visit).require()
    ask_to_verify(visit.nomination, "judge", by)
    if not visitors_for(visit.nomination).filter(pk=to.pk).exists():
        raise Refused(
            _("%(name)s does not verify this nomination, or has a part in it. Choose another colleague.")
            % {"name": to}
        )
    before = [str(visit.visitor or "") or None, visit.visit_on and visit.visit_on.isoformat()]
    anew = visit.visitor_id != to.pk
    visit.state, visit.visitor = FieldCheckState.ASSIGNED, to
    visit.visit_on, visit.keeps_place = visit_on, keeps_place
    visit.save(update_fields=["state", "visitor", "visit_on", "keeps_place"])
    changes = {
        "visitor": [before[0], str(to)],
        "visit_on": [before[1], visit_on and visit_on.isoformat()],
        "keeps_place": keeps_place,
    }
    _record("assign", visit, by, changes)
    if anew and to.pk != by.user_id:
        _tell(visit, "field_check.assigned", [to.pk])
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
    ask_to_write_visit(visit, by)
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
    assigner = visit.nomination.custody.verifier_id if hasattr(visit.nomination, "custody") else None
    others = {assigner, visit.sample.drawn_by_id} - {by.user_id, None}
    _tell(visit, "field_check.completed", sorted(others))
    return visit


def locked_visit(visit: FieldCheck) -> FieldCheck:
    """The check and its nomination as they are now, both held until the transaction ends."""
    rows = FieldCheck.objects.select_for_update(of=("self", "nomination"))
    related = (f"nomination__{name}" for name in RELATED)
    return rows.select_related("sample", "visitor", *related).get(pk=visit.pk)


def ask_to_write_visit(visit: FieldCheck, by: Actor) -> datetime:
    """May the actor write in the locked check at this moment? The moment, or Refused."""
    may_visit(by, visit).require()
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


def _tell(visit: FieldCheck, kind: str, to: list[int]) -> None:
    url = reverse("nominations:field_check", args=[visit.public_id])
    tell(kind, to=to, about=visit, url=url, params={"name": visit.nomination.name})
