"""Preparing, withdrawing and approving a decision. The approval's entrance is in ceremony, which gives the serials."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.actions.locking import locked_panel
from assessment.models import Decision, DecisionPlace, DecisionState, Panel, Placing, Snapshot
from assessment.policies.ranking import may_prepare
from assessment.queries.advice import changes_a_winner
from assessment.queries.phrasing import is_draft
from assessment.queries.pool import SHORTLIST, newest
from assessment.queries.standing import changes_since
from assessment.titles import title_of
from assessment.workflow import DECISION
from nominations.models import Nomination
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import Ranking

WINNER = "winner"
HOME = ("nomination__region__province", "nomination__organisation__region__province")
"""What a title may name."""


@dataclass(frozen=True)
class Place:
    """One line of a decision: who, which rank (None: a title apart), which title, and why it departs from the ranking."""

    nomination: Nomination
    rank: int | None
    title: str
    reason: str = ""


def suggested(snapshot: Snapshot) -> list[Place]:
    """The winners of the snapshot in order, under the titles of its ranking."""
    ranking = rules_of(snapshot.panel.category).ranking(snapshot.ranking)
    winners = snapshot.placings.filter(selection=WINNER).select_related(*HOME)
    return [Place(placing.nomination, placing.rank, title_of(placing, ranking)) for placing in winners]


@transaction.atomic
def prepare(
    snapshot: Snapshot,
    *,
    places: Sequence[Place],
    decree: str,
    decided_on: date,
    omissions: dict[str, str] | None = None,
    severity_note: str = "",
    by: Actor,
) -> Decision:
    """Writes down who holds which place, for a second person to approve.

    A place that the snapshot does not give needs its reason; a winner that is left out needs one in `omissions`
    {nomination's public id: reason}. Raises Refused otherwise, for an outdated snapshot, or while a decision exists.
    """
    panel = locked_panel(snapshot.panel)
    may_prepare(by, snapshot).require()
    _is_current(snapshot, panel)
    if not decree.strip():
        raise Refused(_("Give the number of the decree."))
    _none_exists(snapshot, panel)
    omissions = {key: reason.strip() for key, reason in (omissions or {}).items() if reason.strip()}
    ranking = rules_of(panel.category).ranking(snapshot.ranking)
    _every_departure_has_a_reason(snapshot, ranking, places, omissions)
    _severity_was_seen(snapshot, severity_note)
    decision = Decision.objects.create(
        panel=panel,
        ranking=snapshot.ranking,
        snapshot=snapshot,
        decree=decree.strip(),
        decided_on=decided_on,
        omissions=omissions,
        severity_note=severity_note.strip(),
        prepared_at=clock.now(),
        prepared_by_id=by.user_id,
    )
    DecisionPlace.objects.bulk_create(_rows_of(decision, places))
    region = panel.round.region_code
    record(
        "decision.prepare",
        decision,
        by=by,
        region=region,
        changes={"decree": [None, decision.decree], "pack": [None, snapshot.pack_digest]},
    )
    tell(
        "decision.prepared",
        to=[user for user in holders(Permission.DECIDE, region) if user != by.user_id],
        about=decision,
        url=reverse("assessment:decision", args=[decision.public_id]),
        params={"panel": str(panel)},
    )
    return decision


@transaction.atomic
def withdraw(decision: Decision, *, reason: str, by: Actor) -> Decision:
    """Takes back a decision that nobody has approved yet, with the reason; another one can then be prepared."""
    decision = _locked(decision)
    DECISION["withdraw"].verdict(by, decision).require()
    if not reason.strip():
        raise Refused(_("Give the reason for withdrawing the decision."))
    decision.state = DECISION["withdraw"].to
    decision.withdrawn_at, decision.withdrawn_by_id = clock.now(), by.user_id
    decision.save()
    record(
        "decision.withdraw",
        decision,
        by=by,
        region=decision.panel.round.region_code,
        reason=reason.strip(),
        changes={"state": ["prepared", "withdrawn"]},
    )
    return decision


@transaction.atomic
def approve(decision: Decision, *, by: Actor) -> Decision:
    """Approves as the second person. Called by ceremony, which gives the serials in the same transaction.

    Raises Refused for the preparer, for a stranger, twice, while the auditor has not signed the snapshot off, when a
    newer one has been taken meanwhile, or when the facts are others by now. The caller's page asks for a fresh sign-in.
    """
    locked_panel(decision.panel)  # nobody takes a snapshot meanwhile
    decision = _locked(decision)
    DECISION["approve"].verdict(by, decision).require()
    _is_current(decision.snapshot, decision.panel)
    if is_draft(decision.snapshot):
        raise Refused(
            _(
                "The auditor has not signed this ranking off yet. Until then no decision on it can be approved."
            )
        )
    decision.state = DECISION["approve"].to
    decision.approved_at, decision.approved_by_id = clock.now(), by.user_id
    decision.save()
    record(
        "decision.approve",
        decision,
        by=by,
        region=decision.panel.round.region_code,
        changes={"state": ["prepared", "approved"]},
    )
    return decision


def _locked(decision: Decision) -> Decision:
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("panel__round__region", "panel__category", "snapshot__panel__round__region")
        .select_related("snapshot__signoff")
        .get(pk=decision.pk)
    )


def _is_current(snapshot: Snapshot, panel: Panel) -> None:
    if snapshot.ranking == SHORTLIST or snapshot.is_rehearsal:
        raise Refused(
            _(
                "No decision rests on a shortlist or on a rehearsal. Take a snapshot of the final ranking or of a title and "
                "decide on that one."
            )
        )
    if newest(panel, snapshot.ranking) != snapshot:
        raise Refused(_("A newer snapshot of this ranking exists. Decide on that one."))
    if changed := changes_since(snapshot):
        raise Refused(changed)


def _none_exists(snapshot: Snapshot, panel: Panel) -> None:
    made = Decision.objects.filter(panel=panel, ranking=snapshot.ranking)
    if made.exclude(state=DecisionState.WITHDRAWN).exists():
        raise Refused(
            _("A decision on this ranking exists already. Withdraw it first, unless it is approved.")
        )


def _severity_was_seen(snapshot: Snapshot, note: str) -> None:
    if changes_a_winner(snapshot) and not note.strip():
        raise Refused(
            _(
                "Without the severity of the assessors a winner would change. The minutes must say that the plenary saw it: write that down."
            )
        )


def _rows_of(decision: Decision, places: Sequence[Place]) -> list[DecisionPlace]:
    return [
        DecisionPlace(
            decision=decision,
            nomination=place.nomination,
            rank=place.rank,
            title=place.title.strip(),
            departure_reason=place.reason.strip(),
        )
        for place in places
    ]


def _every_departure_has_a_reason(
    snapshot: Snapshot, ranking: Ranking, places: Sequence[Place], omissions: dict[str, str]
) -> None:
    if not places:
        raise Refused(_("A decision names at least one place."))
    if any(not place.title.strip() for place in places):
        raise Refused(_("Every place has a title."))
    placings: dict[int, Placing] = {
        placing.nomination_id: placing for placing in snapshot.placings.select_related(*HOME)
    }
    named = [place.nomination.pk for place in places]
    if len(set(named)) < len(named):
        raise Refused(_("A nomination stands in the decision twice."))
    if set(named) - set(placings):
        raise Refused(_("A decision names only nominations of its snapshot."))
    departing = [
        place.nomination.name
        for place in places
        if not place.reason.strip() and departs(place, placings[place.nomination.pk], ranking)
    ]
    departing += [
        placing.nomination.name
        for placing in placings.values()
        if placing.selection == WINNER
        and placing.nomination_id not in named
        and placing.nomination.public_id not in omissions
    ]
    if departing:
        raise Refused(
            _("This departs from the ranking and needs a reason: %(names)s.")
            % {"names": ", ".join(departing)}
        )


def departs(place: Place, placing: Placing, ranking: Ranking) -> bool:
    """Does the place differ from what the snapshot gives, in rank or in the title that says the rank?"""
    if placing.selection != WINNER or place.rank != placing.rank or place.rank is None:
        return True
    return place.title.strip() != title_of(placing, ranking)
