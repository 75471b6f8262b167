"""What stands below and beside the step of a draft and of a round to verify, on the desk."""

from datetime import datetime

from django.db.models import Count
from django.urls import reverse

from nominations import overview, pages, trail
from nominations.claim import Claim
from nominations.completeness import Completeness
from nominations.models import Nomination, State
from nominations.policies.nomination import may_edit
from nominations.queries.claims import rules_of
from nominations.queries.surroundings import previous_of
from nominations.queries.verification import queue_of
from paritrana.accounts.models import User
from paritrana.accounts.queries import members_of
from paritrana.audit.models import Event
from paritrana.lib.permissions import Actor, Permission
from paritrana.programme.models import Round
from paritrana.web.desk import Piece

OLDEST = 5
"""Nominations listed on a verifier's desk; the queue has all."""

TOLD = (
    "nomination.submit",
    "nomination.withdraw",
    "nomination.verify",
    "nomination.give_back",
    "nomination.declare_ineligible",
    "nomination.hand_over",
)
"""Steps of colleagues and nominees that a verifier is shown."""


def draft_main(actor: Actor, nomination: Nomination, claim: Claim, whole: Completeness) -> Piece:
    """The three gaps that matter most, and the sections. No query."""
    gaps = [pages.gap_link(nomination, whole, gap) for gap in whole.largest_gaps[: pages.GAPS]]
    shows = {
        "gaps": gaps,
        "sections": overview.sections_of(nomination, rules_of(nomination), claim, whole),
        "writes": bool(may_edit(actor, nomination)),
        "zone": nomination.timezone,
    }
    return Piece("nominations/_desk_draft.html", shows)


def draft_aside(actor: Actor, nomination: Nomination, claim: Claim, whole: Completeness) -> Piece:
    """Contradictions that wait, what others did since one's own last step, and the period before. Two queries."""
    rules = rules_of(nomination)
    since, lines = trail.of_others(nomination, rules, actor)
    before = previous_of(nomination).select_related("round__edition").first()
    shows = {
        "remarks": overview.open_remarks(nomination, rules, claim, whole),
        "since": since,
        "lines": lines,
        "previous": before
        and {
            "year": str(before.round.edition.period_end.year),
            "state": before.get_state_display(),
            "url": reverse("nominations:nomination", args=[before.public_id]),
        },
        "writes": bool(may_edit(actor, nomination)),
        "zone": nomination.timezone,
    }
    return Piece("nominations/_desk_aside.html", shows)


def approver_of(nomination: Nomination) -> str:
    """The office that can submit it, "" while there is none. Two queries."""
    hands = [key for key in (nomination.organisation_id, nomination.filer_id) if key]
    people = User.objects.filter(pk__in=members_of(hands, Permission.SUBMIT))
    return people.order_by("pk").values_list("name", flat=True).first() or ""


def verification_main(actor: Actor, round_: Round) -> Piece:
    """How far the round is, by state, and what has waited longest. Two queries."""
    filed = queue_of(actor).filter(round=round_)
    counts = dict(filed.order_by().values_list("state").annotate(n=Count("pk")))
    shows = {
        "states": [(State(state).label, number) for state, number in sorted(counts.items())],
        "done": counts.get(State.VERIFIED, 0) + counts.get(State.INELIGIBLE, 0),
        "total": sum(number for state, number in counts.items() if state != State.WITHDRAWN),
        "rows": list(filed.filter(state=State.SUBMITTED).order_by("submitted_at", "id")[:OLDEST]),
        "round": round_,
        "zone": round_.timezone,
    }
    return Piece("nominations/_desk_verification.html", shows)


def verification_aside(actor: Actor, round_: Round) -> Piece:
    """What nominees and colleagues did in the round since the actor's own last step there. Two queries."""
    names = {n.public_id: n.name for n in queue_of(actor).filter(round=round_).order_by("-pk")[:500]}
    events = Event.objects.filter(noun="nomination", noun_id__in=list(names)).order_by("-id")
    events = list(events.filter(verb__in=(*TOLD, "nomination.judge"))[: trail.LOOKED_AT])
    mine = next((n for n, event in enumerate(events) if event.actor_id == actor.user_id), None)
    since: datetime | None = events[mine].at if mine is not None else None
    lines = [
        trail.Line(event.at, event.actor_name, f"{names[event.noun_id]}: {trail.WORDS[event.verb]()}", "")
        for event in events[:mine]
        if event.verb in TOLD
    ]
    shows = {"since": since, "lines": lines[:OLDEST], "zone": round_.timezone}
    return Piece("nominations/_desk_rounds.html", shows)
