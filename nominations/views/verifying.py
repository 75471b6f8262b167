"""The verification desk: one item with its evidence, who has it in hand, and the end of verification."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nominations import actions
from nominations.checklist import items_of
from nominations.forms.verification import EntryVerdictForm, GroundForm, HandOverForm, VerdictForm
from nominations.models import Custody, Nomination, ProtectedGroup, State
from nominations.policies.nomination import may_read_minutes, may_verify
from nominations.queries import nominations_seen_by, rules_of
from nominations.queries.claims import entry_of
from nominations.queries.colleagues import colleagues_of
from nominations.queries.duplicates import nominations_with
from nominations.queries.field import field_check_of, found_about
from nominations.queries.findings import findings_of
from nominations.queries.minutes import minutes_of
from nominations.queries.promotion import origin_of
from nominations.queries.surroundings import laid_out
from nominations.viewer import Viewer, viewer_of
from paritrana.documents import delivery
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import is_open
from paritrana.programme.models import StageCode
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_verify)
def verify(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """One item: the claim, the evidence at the page it cites, and the verdict."""
    return _desk(request, nomination, request.GET.get("item", ""))


@gate(nominations_seen_by, may_verify, methods=("POST",))
def judge(request: HttpRequest, nomination: Nomination, metric: str) -> HttpResponse:
    """Keeps the verdict on a figure and goes on to the next item without one."""
    known = nomination.verifications.filter(metric=metric).first()
    kind = next((m.kind for m in rules_of(nomination).metrics if m.code == metric), None)
    if kind is None:
        raise Http404
    return _keep(request, nomination, metric, VerdictForm(kind, known, request.POST), actions.judge)


@gate(nominations_seen_by, may_verify, methods=("POST",))
def judge_entry(request: HttpRequest, nomination: Nomination, entry: str) -> HttpResponse:
    """The same for a group, a regulation or a paragraph."""
    try:
        kind = "group" if isinstance(entry_of(nomination, entry), ProtectedGroup) else "words"
    except LookupError:
        raise Http404 from None
    known = nomination.entry_verdicts.filter(entry=entry).first()
    return _keep(request, nomination, entry, EntryVerdictForm(kind, known, request.POST), actions.judge_entry)


@gate(nominations_seen_by, may_verify, methods=("POST",))
def take(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Takes the nomination in hand."""
    me = colleagues_of(nomination).get(pk=request.actor.user_id)
    actions.hand_over(nomination, to=me, by=request.actor)
    return redirect("nominations:verify", nomination.public_id)


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def hand_over(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks to whom, and hands the nomination over."""
    form = HandOverForm(colleagues_of(nomination), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(nomination, to=form.cleaned_data["to"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("nominations:verification_queue")
    context = {"nomination": nomination, "form": form}
    return render(request, "nominations/hand_over.html", context, status=422 if form.errors else 200)


@gate(nominations_seen_by, may_read_minutes)
def minutes(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The minutes of verification as a PDF, once the worker has printed them."""
    run = minutes_of(nomination)
    if run is None:
        raise Refused(_("The minutes were not ordered. Tell the operator the number of the nomination."))
    return delivery.product(run)


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


def _keep(request: HttpRequest, nomination: Nomination, key: str, form: Any, action: Any) -> HttpResponse:
    if form.is_valid():
        try:
            action(nomination, key, by=request.actor, **form.decision())  # type: ignore[attr-defined]
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(_next(nomination, key))
    return _desk(request, nomination, key, form)


def _desk(request: HttpRequest, nomination: Nomination, key: str, form: Any = None) -> HttpResponse:
    rules = rules_of(nomination)
    items = items_of(rules, laid_out(nomination, rules))
    waiting = [item for item in items if item.waits]
    item = next((item for item in items if item.key == key), (waiting or items)[0])
    at = items.index(item)
    entry: Any = item.entry
    evidence = getattr(entry, "evidence", None)
    if form is None:
        kinds = VerdictForm if item.is_figure else EntryVerdictForm
        form = kinds(item.row.metric.kind if item.is_figure else item.kind, item.verdict)  # type: ignore[union-attr, arg-type]
        status = 200
    else:
        status = 422
    stage_open = is_open(nomination.round, StageCode.VERIFICATION, clock.now(), nomination.home)
    visit = field_check_of(nomination)
    context = {
        "visit": visit,
        "found_here": found_about(visit, item.key) if visit else [],
        "photos_taken": visit.photos_taken if visit else 0,  # type: ignore[attr-defined]
        "nomination": nomination,
        "items": items,
        "item": item,
        "row": item.row,
        "before": items[at - 1] if at else None,
        "after": items[at + 1] if at + 1 < len(items) else None,
        "form": form,
        "viewer": _viewer(request, entry) if evidence else None,
        "cited": entry.where if evidence else "",
        "same_file_in": nominations_with(evidence, request.actor) if evidence else [],  # type: ignore[attr-defined]
        "judged": sum(one.verdict is not None for one in items),
        "to_judge": sum(one.verdict is not None or one.waits for one in items),
        "waiting": waiting,
        "custody": Custody.objects.select_related("verifier").filter(nomination=nomination).first(),
        "stage_open": stage_open,
        "findings": list(findings_of(nomination)),
        "origin": origin_of(nomination) if nomination.round.region_id is None else None,
        "is_open": nomination.state == State.SUBMITTED and bool(stage_open),
    }
    return render(request, "nominations/verify.html", context, status=status)


def _viewer(request: HttpRequest, entry: Any) -> Viewer:
    """The cited page, or the one that was turned to; its place is marked on the cited page only."""
    page = request.GET.get("page") or entry.evidence_page or 1
    place = entry.evidence_place if str(page) == str(entry.evidence_page) else ""
    asked = {name: request.GET.get(name, "") for name in ("row", "zoom")}
    return viewer_of(entry.evidence, page, place=place, mark=entry.mark, **asked)


def _next(nomination: Nomination, key: str) -> str:
    """The desk at the next item without a verdict, or where it is when all have one."""
    items = items_of(rules_of(nomination), laid_out(nomination))
    keys = [item.key for item in items]
    at = keys.index(key) + 1 if key in keys else 0
    following = next((item.key for item in items[at:] + items[:at] if item.waits), key)
    return f"{reverse('nominations:verify', args=[nomination.public_id])}?item={following}"
