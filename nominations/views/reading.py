"""Reading: a nomination as it stands, and where one can begin."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations import actions, overview, pages, trail
from nominations.actions.objection import window_of
from nominations.changes import Change, changes_between
from nominations.claim import Claim
from nominations.completeness import completeness_of
from nominations.content import content_of
from nominations.deadlines import can_be_written, deadline_of
from nominations.listing import parts_of
from nominations.models import Nomination, State
from nominations.policies.nomination import is_nominee, may_edit, may_read_verdicts, may_submit
from nominations.queries import calls_for, nominations_seen_by, rules_of, whole_claim_of
from nominations.queries.comments import open_comments
from nominations.queries.field import field_checks_seen_by
from nominations.queries.findings import findings_of
from nominations.queries.minutes import minutes_of
from nominations.queries.on_behalf import on_behalf_for
from nominations.queries.promotion import Origin, origin_of, promoted_to
from nominations.queries.receipts import receipt_of
from nominations.queries.surroundings import last_of
from nominations.queries.unattended import attended
from nominations.views import behalf
from nominations.workflow import OBJECTING, ON_BEHALF, TRANSITIONS, WRITABLE
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused, Verdict
from paritrana.lib.workflow import steps
from paritrana.programme.calendar import calendar_of
from paritrana.web.gate import gate


@gate(permission=Permission.DRAFT, methods=("GET", "POST"))
def start(request: HttpRequest) -> HttpResponse:
    """Where one's organisations can file now; a button begins a draft."""
    calls, offers = calls_for(request.actor, clock.now()), on_behalf_for(request.actor, clock.now())
    refused: Any = ""
    begun = behalf.Begun()
    if request.method == "POST" and "on_behalf" in request.POST:
        begun = behalf.begin(request, offers)
        if begun.nomination:
            return redirect("nominations:nomination", begun.nomination.public_id)
        refused = begun.refused
    elif request.method == "POST":
        call = next((c for c in calls if key_of(c) == request.POST.get("call")), None)
        if call is None:
            raise Http404
        try:
            nomination = actions.start(
                round_=call.round, category=call.category, organisation=call.organisation, by=request.actor
            )
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return redirect("nominations:nomination", nomination.public_id)
    context = {
        "calls": [(key_of(call), call) for call in calls],
        "offers": offers,
        "chosen": request.POST.get("region", ""),
        "refused": refused,
        "known": begun.known,
        "now": clock.now(),
    }
    return render(request, "nominations/start.html", context, status=409 if refused else 200)


def key_of(call: Any) -> str:
    """Names a call in a form."""
    return f"{call.round.public_id}-{call.category.pk}-{call.organisation.public_id}"


@gate(nominations_seen_by)
def nomination(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """A nomination's own page: while it is a draft what is due and missing, later what was filed and what became of it."""
    rules, claim, now = rules_of(nomination), whole_claim_of(nomination), clock.now()
    whole = completeness_of(rules, claim)
    nominee = is_nominee(request.actor, nomination)
    told = bool(may_read_verdicts(request.actor, nomination))
    verifications = list(nomination.verifications.all()) if told else []
    entry_verdicts = list(nomination.entry_verdicts.all()) if told else []
    context = {
        "nomination": nomination,
        "parts": parts_of(rules, claim, verifications, entry_verdicts),
        "whole": whole,
        "sections": overview.sections_of(nomination, rules, claim, whole),
        "gaps": [pages.gap_link(nomination, whole, gap) for gap in whole.largest_gaps[: pages.GAPS]],
        "next": _next(request, nomination, whole),
        "may": _may(request.actor, nomination),
        "is_open": can_be_written(nomination, now),
        "deadline": deadline_of(nomination),
        "zone": nomination.timezone,
        "stages": calendar_of(nomination.round, nomination.home),
        "files": len(claim.evidence),
        "verifications": verifications,
        "minutes": minutes_of(nomination),
        "visit": field_checks_seen_by(request.actor).filter(nomination=nomination).first(),
        "findings": list(findings_of(nomination)) if nomination.submitted_at else [],
        "objections": list(nomination.objections.all()),
        "returned": nomination.returns.last() if nomination.state == State.RETURNED else None,
        "mended": _mended(nomination, claim) if told or nomination.state == State.SUBMITTED else [],
        "objects_until": window_of(nomination),
        "origin": _origin(request.actor, nomination),
        "promoted_to": _promoted_to(request.actor, nomination),
        "receipt": receipt_of(nomination) if nomination.submitted_at else None,
        "events": trail.latest(nomination, rules, TRAIL, with_desk=told),
        "now": now,
        "open_comments": open_comments(nomination) if nomination.state in WRITABLE and nominee else [],
        "reads_comments": nominee,
        **_attendance(nomination, nominee),
        "last": last_of(nomination, request.actor) if nominee and nomination.state in WRITABLE else None,
    }
    name = "draft" if nomination.state in WRITABLE and nominee else "nomination"
    return render(request, f"nominations/{name}.html", context)


def _origin(actor: Actor, nomination: Nomination) -> Origin | None:
    """Where it was promoted from, for the desk: the nominee knows its own file."""
    is_national = nomination.round.region_id is None
    return origin_of(nomination) if is_national and not is_nominee(actor, nomination) else None


def _promoted_to(actor: Actor, nomination: Nomination) -> Nomination | None:
    """Where it went on, for those who can open that: the nominee and who follows all rounds."""
    follows = is_nominee(actor, nomination) or actor.may(Permission.FOLLOW)
    return promoted_to(nomination) if nomination.verified_at and follows else None


def _attendance(nomination: Nomination, nominee: bool) -> dict[str, Any]:
    """For the team of a draft: in whose hands it is, and who is missing."""
    if not nominee or nomination.state not in WRITABLE:
        return {}
    row = attended(Nomination.objects.filter(pk=nomination.pk)).select_related("keeper", "created_by").get()
    return {
        "keeper": row.keeper or row.created_by,
        "lacks_keeper": not row.has_keeper,
        "lacks_approver": not row.has_approver,
    }


def _may(actor: Actor, nomination: Nomination) -> dict[str, Verdict]:
    """The steps that leave the present state, and objecting; mending is editing to a page."""
    tables = TRANSITIONS | OBJECTING | ON_BEHALF
    may = {name: verdict for name, _step, verdict in steps(tables, actor, nomination)}
    return may | ({"edit": may["mend"]} if "mend" in may else {})


def _mended(nomination: Nomination, claim: Claim) -> list[Change]:
    """What changed since the nomination was last returned, once it has been submitted again."""
    last = nomination.returns.last() if nomination.submitted_at else None
    return changes_between(last.content, content_of(claim)) if last else []


TRAIL = 8
"""Lines of the trail shown on the page."""


def _next(request: HttpRequest, nomination: Nomination, whole: Any) -> dict[str, Any] | None:
    """The one next step of this person on a draft."""
    if nomination.state not in WRITABLE:
        return None
    actor = request.actor  # type: ignore[attr-defined]
    review = {"url": reverse("nominations:review", args=[nomination.public_id])}
    if may_submit(actor, nomination):
        reason = _("Read everything that is filed. What you submit is exactly what you have read.")
        return review | {
            "sentence": _("Check and submit"),
            "reason": reason,
            "button": _("Check the nomination"),
        }
    if not may_edit(actor, nomination):
        return None
    if whole.gaps:
        gap = pages.gap_link(nomination, whole, whole.gaps[0])
        section = next(s.section.name for s in whole.sections if s.section.code == whole.gaps[0].section)
        words = _("Continue section %(name)s") % {"name": section}
        return {"sentence": gap["label"], "reason": gap["about"], "button": words, "url": gap["url"]}
    reason = _("Everything is filled. The approver of your organisation submits it.")
    return review | {
        "sentence": _("Ask the approver to submit"),
        "reason": reason,
        "button": _("Read everything once more"),
    }
