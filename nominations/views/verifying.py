"""The verification desk: the queue, one figure with its evidence, and the end of verification."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations import actions
from nominations.forms.lists import NominationFilter
from nominations.forms.verification import GroundForm, VerdictForm
from nominations.listing import parts_of
from nominations.models import Nomination, State
from nominations.policies import may_verify
from nominations.queries import claim_of, nominations_seen_by, rules_of
from nominations.queries.seen import categories_of
from nominations.queries.verification import queue_of, waiting_in
from nominations.viewer import viewer_of
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate
from paritrana.web.paging import page_of


@gate(permission=Permission.VERIFY)
def queue(request: HttpRequest) -> HttpResponse:
    """What was submitted in the rounds one verifies, the longest waiting first; those that wait unless asked otherwise."""
    asked = request.GET.copy()
    asked.setdefault("state", State.SUBMITTED)
    nominations = queue_of(request.actor)
    form = NominationFilter(categories_of(nominations), asked)
    page = page_of(form.apply(nominations), request.GET.get("after", ""), order="submitted_at")
    context = {
        "rows": [(nomination, len(rules_of(nomination).metrics)) for nomination in page.rows],
        "next_cursor": page.next_cursor,
        "form": form,
        "waiting": waiting_in(nominations),
    }
    return render(request, "nominations/queue.html", context)


@gate(nominations_seen_by, may_verify)
def verify(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """One figure: the claim, the evidence at the page it cites, and the verdict."""
    return _desk(request, nomination, request.GET.get("metric", ""))


@gate(nominations_seen_by, may_verify, methods=("POST",))
def judge(request: HttpRequest, nomination: Nomination, metric: str) -> HttpResponse:
    """Keeps the verdict and goes on to the next figure without one."""
    rules = rules_of(nomination)
    known = nomination.verifications.filter(metric=metric).first()
    kind = next((m.kind for m in rules.metrics if m.code == metric), None)
    if kind is None:
        raise Http404
    form = VerdictForm(kind, known, request.POST)
    if form.is_valid():
        try:
            actions.judge(nomination, metric, by=request.actor, **form.decision())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(_next(nomination, metric))
    return _desk(request, nomination, metric, form)


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def finish(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks, and then ends verification."""
    if request.method == "POST":
        try:
            actions.verify(nomination, by=request.actor)
        except Refused as refusal:
            messages.warning(request, str(refusal.sentence))
            return redirect("nominations:verify", nomination.public_id)
        messages.success(request, _("Verification has ended; the nominee has been told."))
        return redirect("nominations:nomination", nomination.public_id)
    return render(request, "nominations/finish.html", {"nomination": nomination})


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def declare_ineligible(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks for the ground, and then ends verification with it."""
    return _with_ground(request, nomination, actions.declare_ineligible, "nominations/ineligible.html")


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def mark_absent(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks how it was established, and then records that the nominee did not come."""
    return _with_ground(request, nomination, actions.mark_absent, "nominations/absent.html")


def _with_ground(request: HttpRequest, nomination: Nomination, action: Any, template: str) -> HttpResponse:
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(nomination, ground=form.cleaned_data["ground"], by=request.actor)  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("nominations:nomination", nomination.public_id)
    context = {"nomination": nomination, "form": form}
    return render(request, template, context, status=422 if form.errors else 200)


def _desk(
    request: HttpRequest, nomination: Nomination, metric: str, form: VerdictForm | None = None
) -> HttpResponse:
    rules, claim = rules_of(nomination), claim_of(nomination)
    verifications = list(nomination.verifications.select_related("verified_by"))
    rows = [row for part in parts_of(rules, claim, verifications) for row in part.figures]
    waiting = [row for row in rows if row.verification is None and not row.figure.is_blank]
    row = next((row for row in rows if row.metric.code == metric), (waiting or rows)[0])
    evidence = row.figure.evidence
    page = request.GET.get("page") or row.figure.evidence_page or 1
    context = {
        "nomination": nomination,
        "rows": rows,
        "row": row,
        "form": form or VerdictForm(row.metric.kind, row.verification),
        "viewer": viewer_of(evidence, page) if evidence else None,
        "cited": row.figure.evidence_page,
        "keep": f"metric={row.metric.code}&",
        "judged": sum(one.verification is not None for one in rows),
        "waiting": waiting,
        "is_open": nomination.state == State.SUBMITTED,
    }
    return render(request, "nominations/verify.html", context, status=422 if form else 200)


def _next(nomination: Nomination, metric: str) -> str:
    """The desk at the next figure without a verdict, or where it is when all have one."""
    figures = {figure.metric: figure for figure in nomination.figures.all()}
    judged = set(nomination.verifications.values_list("metric", flat=True))
    codes = [m.code for m in rules_of(nomination).metrics]
    after = codes[codes.index(metric) + 1 :] + codes
    following = next((c for c in after if c not in judged and not figures[c].is_blank), metric)
    return f"{reverse('nominations:verify', args=[nomination.public_id])}?metric={following}"
