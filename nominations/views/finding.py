"""Findings with their threads, returns, and objections."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nominations import actions
from nominations.actions.objection import window_of
from nominations.checklist import items_of
from nominations.forms.finding import AskForm, GiveBackForm, LineForm, ObjectionAnswerForm, ObjectionForm
from nominations.models import Finding, FindingLine, Nomination, Objection
from nominations.policies.nomination import may_answer, may_ask, may_object, may_settle_objection, may_verify
from nominations.queries import nominations_seen_by, rules_of
from nominations.queries.findings import findings_seen_by, lines_seen_by, objections_seen_by
from nominations.queries.surroundings import laid_out
from nominations.workflow import FINDINGS, OBJECTIONS
from paritrana.documents import delivery
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def ask(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """A question to the nominee, about an item or the whole."""
    items = {item.key: item.name for item in items_of(rules_of(nomination), laid_out(nomination))}
    choices = list(items.items())
    first = {"item": request.GET.get("item", "")}
    form = AskForm(nomination.round.timezone, choices, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            finding = actions.ask(nomination, **asked, title=items.get(asked["item"], ""), by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The nominee has been asked."))
            return redirect("nominations:finding", finding.public_id)
    context = {"nomination": nomination, "form": form}
    return render(request, "nominations/ask.html", context, status=422 if form.errors else 200)


@gate(findings_seen_by, methods=("GET", "POST"))
def finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    """The thread. The nominee answers; the secretariat asks again or settles it."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    asks = FINDINGS["ask_again"].verdict(actor, finding)
    answers = FINDINGS["answer"].verdict(actor, finding)
    form = LineForm(request.POST or None, request.FILES or None, asks=bool(may_ask(actor, finding)))
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _speak(request, finding, form.cleaned_data, bool(may_answer(actor, finding)))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
        else:
            return redirect("nominations:finding", finding.public_id)
    context = {
        "finding": finding,
        "nomination": finding.nomination,
        "lines": list(finding.lines.all()),
        "form": form,
        "asks": asks,
        "answers": answers,
        "now": clock.now(),
    }
    return render(
        request, "nominations/finding.html", context, status=422 if form.errors and status == 200 else status
    )


def _speak(request: HttpRequest, finding: Finding, said: dict[str, Any], is_nominee: bool) -> None:
    by: Any = request.actor  # type: ignore[attr-defined]
    if is_nominee:
        actions.answer(finding, text=said["text"], upload=said.get("upload"), by=by)
    elif "settle" in request.POST:
        actions.settle(finding, text=said["text"], by=by)
    else:
        actions.ask_again(finding, text=said["text"], by=by)


@gate(lines_seen_by)
def finding_file(request: HttpRequest, line: FindingLine) -> HttpResponse:
    """The file that came with an answer."""
    if line.document is None:
        raise Http404
    return delivery.attachment(line.document, line.file_name)


@gate(nominations_seen_by, may_verify, methods=("GET", "POST"))
def give_back(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks what has to be mended until when, and gives the nomination back."""
    form = GiveBackForm(nomination.round.timezone, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_back(nomination, **form.cleaned_data, by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The nomination has been returned; the nominee has been told."))
            return redirect("nominations:nomination", nomination.public_id)
    context = {"nomination": nomination, "form": form}
    return render(request, "nominations/give_back.html", context, status=422 if form.errors else 200)


@gate(nominations_seen_by, may_object, methods=("GET", "POST"))
def object_(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks for the ground, and files an objection to the nominee's own outcome."""
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            filed = actions.file_objection(
                nomination, ground=said["text"], upload=said["upload"], by=request.actor
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("nominations:objection", filed.public_id)
    context = {"nomination": nomination, "form": form, "until": window_of(nomination)}
    return render(request, "nominations/object.html", context, status=422 if form.errors else 200)


@gate(objections_seen_by, methods=("GET", "POST"))
def objection(request: HttpRequest, objection: Objection) -> HttpResponse:
    """An objection with its answer; the secretariat answers it here."""
    may = OBJECTIONS["uphold"].verdict(request.actor, objection)
    form = ObjectionAnswerForm(request.POST or None)
    if request.method == "POST":
        may_settle_objection(request.actor, objection).require()
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.settle_objection(
                    objection, uphold=said["uphold"] == "yes", answer=said["answer"], by=request.actor
                )
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
            else:
                return redirect("nominations:objection", objection.public_id)
    context = {"objection": objection, "nomination": objection.nomination, "form": form, "may": may}
    return render(request, "nominations/objection.html", context, status=422 if form.errors else 200)


@gate(objections_seen_by)
def objection_file(request: HttpRequest, objection: Objection) -> HttpResponse:
    """The file that came with an objection."""
    if objection.document is None:
        raise Http404
    return delivery.attachment(objection.document, objection.file_name)
