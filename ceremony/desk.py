"""What the ceremony adds to the top bar, and what waits at the end of a round: approval and publication."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision, DecisionState
from assessment.queries.doors import decisions_seen_by
from assessment.workflow import DECISION
from ceremony.models import Publication, RequestState
from ceremony.policies.certificate import may_publish
from ceremony.promotion import goings_of
from ceremony.queries.certificate import requests_seen_by
from ceremony.workflow import REQUEST
from nominations.models import Nomination
from paritrana.lib.permissions import NATIONAL, Actor, Permission
from paritrana.programme.calendar import calendar_of
from paritrana.programme.models import EditionState, Round
from paritrana.web import desk
from paritrana.web.desk import Step, waiting

desk.public_place(_("Results"), "home", order=10)
desk.public_place(_("Archive"), "ceremony:archive", order=20)
desk.public_place(_("All awards"), "ceremony:search", order=30)
desk.public_place(_("Check a certificate"), "ceremony:check", order=40)

desk.place(_("Ceremonies"), "ceremony:ceremonies", Permission.AWARD)

MOST = 3
"""Rounds to send on from that one desk shows."""


@waiting
def decisions_to_approve(actor: Actor) -> Iterator[Step]:
    """Prepared decisions for the decider of the round."""
    if not actor.may(Permission.DECIDE):
        return
    for decision in _decisions(actor).filter(state=DecisionState.PREPARED):
        if DECISION["approve"].verdict(actor, decision):
            yield Step(
                sentence=_("A decision waits for your approval"),
                reason=_(
                    "The secretariat has prepared the places; with your approval the certificates get their numbers."
                ),
                button=_("Read the decision"),
                url=reverse("ceremony:decision", args=[decision.public_id]),
                **_about(decision),
            )


@waiting
def results_to_publish(actor: Actor) -> Iterator[Step]:
    """Approved decisions that the secretariat has still to publish."""
    if not actor.may(Permission.AWARD):
        return
    for decision in _decisions(actor).filter(state=DecisionState.APPROVED, publication=None):
        if may_publish(actor, decision):
            yield Step(
                sentence=_("Approved results wait for their publication"),
                reason=_(
                    "The certificates have their numbers. They stay under embargo until you publish the results."
                ),
                button=_("Show the certificates"),
                url=reverse("ceremony:certificates", args=[decision.public_id]),
                **_about(decision),
            )


@waiting
def requests_to_answer(actor: Actor) -> Iterator[Step]:
    """Replacements and revocations for the decider of the round."""
    if not actor.may(Permission.DECIDE):
        return
    for request in requests_seen_by(actor).filter(state=RequestState.OPEN):
        if REQUEST["confirm"].verdict(actor, request):
            yield Step(
                sentence=_("A request about a certificate waits for your answer"),
                reason=_("The secretariat asks; a certificate ends only when a second person confirms."),
                button=_("Read the request"),
                url=reverse("ceremony:request", args=[request.public_id]),
                **_about(request.certificate.decision),
            )


@waiting
def decisions_waiting_for_others(actor: Actor) -> Iterator[Step]:
    """Prepared decisions, for the secretariat that can only wait or take them back."""
    if not actor.may(Permission.PREPARE):
        return
    for decision in _decisions(actor).filter(state=DecisionState.PREPARED):
        if DECISION["withdraw"].verdict(actor, decision):
            yield Step(
                sentence=_("The decision waits for its second person"),
                reason=_("The decider approves it. Until then you can take it back and prepare another."),
                button=_("Show the decision"),
                url=reverse("assessment:decision", args=[decision.public_id]),
                **_about(decision),
            )


def _decisions(actor: Actor) -> QuerySet[Decision]:
    return (
        decisions_seen_by(actor)
        .select_related("panel__round__edition", "panel__category", "publication")
        .order_by("id")
    )


def _about(decision: Decision) -> dict[str, object]:
    round_ = decision.panel.round
    return {
        "about": str(decision.panel),
        "is_example": round_.edition.is_example,
        "timezone": round_.timezone,
        "calendar": partial(calendar_of, round_),
    }


@waiting
def nominations_to_send_on(actor: Actor) -> Iterator[Step]:
    """For the secretariat of a province: published rounds from which fewer have gone on than the rulebook says."""
    mine = actor.regions(Permission.PREPARE) - {NATIONAL}
    if not mine:
        return
    published = Publication.objects.filter(decision__panel__round__region__code__in=mine)
    rounds = Round.objects.filter(
        pk__in=published.values("decision__panel__round"), edition__state=EditionState.OPEN
    )
    shown = 0
    for round_ in rounds.select_related("edition", "region").order_by("-id"):
        due = _due_in(round_)
        if due is None:
            continue
        yield Step(
            sentence=_("%(name)s is due for the national round") % {"name": due.name},
            reason=_("The first of each category go on with their whole file, as the rulebook says."),
            button=_("Open the promotion"),
            url=reverse("ceremony:promotion", args=[round_.public_id]),
            about=str(round_),
            timezone=round_.timezone,
            is_example=round_.edition.is_example,
        )
        shown += 1
        if shown == MOST:
            return


def _due_in(round_: Round) -> Nomination | None:
    """The first of the round that is to be sent on now."""
    candidates = (one for going in goings_of(round_) if going.left for one in going.candidates)
    return next((one.nomination for one in candidates if one.is_due), None)
