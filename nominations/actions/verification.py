"""The end of verification, with either outcome, and what may follow it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import ask_to_verify, locked
from nominations.actions.submission import move
from nominations.checklist import Item, items_of
from nominations.models import (
    FieldCheck,
    FieldSample,
    FindingState,
    Nomination,
    Reason,
    State,
    Verdict,
    Verification,
)
from nominations.queries.claims import rules_of
from nominations.queries.minutes import MINUTES, minutes_key
from nominations.queries.people import told_about
from nominations.queries.surroundings import laid_out
from nominations.workflow import TRANSITIONS, UNVISITED
from paritrana.audit.actions import record
from paritrana.documents.actions import order
from paritrana.documents.registry import SYSTEM
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.rulebook import CategoryRules


@transaction.atomic
def verify(nomination: Nomination, *, by: Actor) -> Nomination:
    """Ends verification: everything filed that needs a verdict has one; metrics not filed become `not proven`.

    Where the rulebook asks for four eyes, whoever ends it has given none of the verdicts. Orders the minutes.
    """
    nomination = locked(nomination)
    now = ask_to_verify(nomination, "verify", by)
    rules = rules_of(nomination)
    items = items_of(rules, laid_out(nomination, rules))
    if missing := [item for item in items if item.waits]:
        raise Refused(
            _("These figures wait for a verdict: %(names)s.")
            % {"names": ", ".join(item.name for item in missing)}
        )
    if asked := list(nomination.findings.exclude(state=FindingState.SETTLED).values_list("title", flat=True)):
        raise Refused(
            _("These findings are not settled: %(names)s. Settle them, or wait for their deadline.")
            % {"names": ", ".join(asked)}
        )
    _visited(nomination, rules)
    _second_pair_of_eyes(rules, items, by)
    unfiled = [item.row.metric for item in items if item.is_figure and item.verdict is None]
    Verification.objects.bulk_create(
        Verification(
            nomination=nomination,
            metric=metric.code,
            verdict=Verdict.NOT_PROVEN,
            reason=Reason.NOT_FILED,
            verified_at=now,
            verified_by_id=by.user_id,
        )
        for metric in unfiled
    )
    _end(nomination, now, by)
    nomination.state = State.VERIFIED
    nomination.save(update_fields=["state", "verified_at", "verified_by"])
    record(
        "nomination.verify",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={
            "state": [State.SUBMITTED, State.VERIFIED],
            "not_filed": [None, [metric.code for metric in unfiled]],
        },
    )
    _tell(nomination, "nomination.verified")
    return nomination


@transaction.atomic
def declare_ineligible(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Ends verification with the finding that the nomination can't compete, and why."""
    nomination = locked(nomination)
    now = ask_to_verify(nomination, "declare_ineligible", by)
    _second_pair_of_eyes(rules_of(nomination), items_of(rules_of(nomination), laid_out(nomination)), by)
    _end(nomination, now, by)
    move(nomination, State.INELIGIBLE, "nomination.declare_ineligible", ground, by)
    _tell(nomination, "nomination.ineligible")
    return nomination


@transaction.atomic
def mark_absent(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Records that a verified nominee did not come to the interview, and how that was established."""
    nomination = locked(nomination)
    TRANSITIONS["mark_absent"].verdict(by, nomination).require()
    return move(nomination, State.ABSENT, "nomination.mark_absent", ground, by)


def _end(nomination: Nomination, now: datetime, by: Actor) -> None:
    nomination.verified_at, nomination.verified_by_id = now, by.user_id


def _visited(nomination: Nomination, rules: CategoryRules) -> None:
    """A sample that is passed over, by ending verification before the draw or before the visit, is none."""
    drawn = FieldSample.objects.filter(round=nomination.round_id, category=nomination.category_id)
    if rules.verification.sample and not drawn.exists():
        raise Refused(
            _(
                "The rulebook asks for field checks in this category, and nobody has been drawn yet. Draw the sample "
                "first, on the page “Field checks” of the round; verification can end afterwards."
            )
        )
    visit = FieldCheck.objects.filter(nomination=nomination, state__in=UNVISITED).first()
    if visit:
        raise Refused(
            _(
                "This nomination was drawn for a field check, which has not been made (%(state)s). Complete it, or "
                "call it off with the reason."
            )
            % {"state": visit.get_state_display()}
        )


def _second_pair_of_eyes(rules: CategoryRules, items: list[Item], by: Actor) -> None:
    judged_by = {item.verdict.verified_by_id for item in items if item.verdict}
    if rules.verification.four_eyes and by.user_id in judged_by:
        raise Refused(
            _(
                "You have given a verdict here yourself, and the rulebook asks for a second person. "
                "Ask a colleague of the secretariat to look at the verdicts and end verification."
            )
        )


def _tell(nomination: Nomination, kind: str) -> None:
    # The minutes are one paper of one outcome: verified again after an objection, it is another.
    order(MINUTES, {"nomination": nomination.public_id}, by=SYSTEM, key=minutes_key(nomination))
    tell(
        kind,
        to=told_about(nomination),
        about=nomination,
        url=reverse("nominations:nomination", args=[nomination.public_id]),
        params={"name": nomination.name},
    )
