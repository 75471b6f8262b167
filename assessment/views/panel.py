"""The panel's page for secretariat, chair and auditor: seats, completeness, handing out, reopening, closing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.actions import handing_out
from assessment.actions import panel as actions
from assessment.actions import sheet as sheets
from assessment.models import Panel, ScoreSheet
from assessment.policies.authority import may_lead
from assessment.policies.panel import may_close, may_seat
from assessment.policies.ranking import may_rank
from assessment.policies.sheet import may_enter_practice, may_read_sealed, may_reopen, must_score
from assessment.queries.composition import composition_of, compositions_for, places_of
from assessment.queries.doors import panels_seen_by, reads_lists, rules_for, sheets_led_by, snapshots_seen_by
from assessment.queries.further import STAGE, calls_of
from assessment.queries.panel import (
    completeness_of,
    conflicts_of,
    missing_panels,
    sealed_sheets,
    sheets_of_seat,
)
from assessment.queries.queue import stage_in_hand
from assessment.queries.sheet import rows_of
from assessment.steps import next_step_of, rankings_of, stage_name
from paritrana.lib import clock
from paritrana.lib.permissions import Permission
from paritrana.lib.verdict import Refused
from paritrana.programme.calendar import stage_of
from paritrana.web.gate import gate
from paritrana.web.paging import page_of

SHOWN = 20
"""Conflicts and snapshots on the panel's page; the list has all."""
MOST_SHEETS = 200
"""Sheets of one seat that the chair is shown at once."""


@gate()
def panels(request: HttpRequest) -> HttpResponse:
    """The panels one runs, leads or audits, the newest first; the secretariat founds those that are missing."""
    found = page_of(panels_seen_by(request.actor), request.GET.get("after", ""), order="-id")
    missing = missing_panels(request.actor)
    if not found.rows and not missing and not reads_lists(request.actor):
        raise Http404
    return render(request, "assessment/panels.html", {"panels": found, "missing": missing})


@gate(permission=Permission.SEAT, methods=("POST",))
def found(request: HttpRequest) -> HttpResponse:
    """Founds the panel of a category in one of the rounds one runs."""
    for round_, category in missing_panels(request.actor):
        if (round_.public_id, str(category.pk)) == (request.POST.get("round"), request.POST.get("category")):
            proposed = compositions_for(round_.edition, round_.level)
            panel = actions.found(
                round_,
                category,
                decree=request.POST.get("decree", "")[:200],
                composition=next(
                    (found.code for found in proposed if found.code == request.POST.get("composition")),
                    proposed[0].code if proposed else "",
                ),
                by=request.actor,
            )
            return redirect("assessment:panel", panel.public_id)
    raise Http404


@gate(panels_seen_by)
def panel(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Who sits, who is complete, and the next step. No number that anybody wrote."""
    rules = rules_for(panel, panel)
    stage = stage_in_hand(rules, panel)
    done = completeness_of(panel, stage)
    seats, leads = bool(may_seat(request.actor, panel)), bool(may_lead(request.actor, panel))
    number = request.GET.get("kursi", "") if leads else ""
    judging = must_score(rules, panel)
    invitations = list(panel.invitations.select_related("user")) if seats else []
    conflicts = list(conflicts_of(panel)[: SHOWN + 1]) if seats or leads else []
    snapshots = list(snapshots_seen_by(request.actor).filter(panel=panel).order_by("-number")[:SHOWN])
    context = {
        "panel": panel,
        "composition": composition_of(panel),
        "stage": stage_name(stage),
        "window": stage_of(panel.round, stage),
        "judging": judging,
        "done": done,
        "names": seats or leads,
        "places": places_of(panel, [row.seat for row in done.rows], invitations),
        "invitations": [offer for offer in invitations if offer.answer != "accepted"],
        "conflicts": conflicts[:SHOWN],
        "further": list(calls_of(panel)[:SHOWN]) if seats and judging == STAGE else [],
        "more_conflicts": len(conflicts) > SHOWN,
        "chosen": number,
        "sheets": sheets_of_seat(panel, number, stage)[:MOST_SHEETS] if number else [],
        "leads": leads,
        "seats": seats,
        "enters_practice": bool(may_enter_practice(request.actor, panel)),
        "audits": bool(may_read_sealed(request.actor, panel)) and judging,
        "next": next_step_of(request.actor, panel, rules, done),
        "snapshots": [(snapshot, rules.ranking(snapshot.ranking).name) for snapshot in snapshots],
        "rankings": rankings_of(panel, rules) if may_rank(request.actor, panel) else [],
        "now": request.actor.read_at or clock.now(),
    }
    return render(request, "assessment/panel.html", context)


@gate(panels_seen_by, may_seat, methods=("POST",))
def hand_out(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Lays out the sheets that are missing."""
    number = handing_out.hand_out(panel, by=request.actor)
    words = ngettext("%(n)d sheet handed out.", "%(n)d sheets handed out.", number) % {"n": number}
    messages.success(request, words if number else _("Every assessor has all sheets already."))
    return redirect("assessment:panel", panel.public_id)


@gate(panels_seen_by, may_close, methods=("GET", "POST"), fresh=True)
def close(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Closes the stage in hand, after a question; with sheets unsigned it asks for the reason."""
    refused: Any = ""
    if request.method == "POST":
        try:
            actions.close(panel, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("The stage is closed. Its sheets never change from here on."))
            return redirect("assessment:panel", panel.public_id)
    rules = rules_for(panel, panel)
    stage = must_score(rules, panel)
    if stage is None:
        raise Refused(_("This panel has closed already."))
    done = completeness_of(panel, stage)
    open_sheets = done.total - done.signed
    sentence = _(
        "%(signed)s of %(total)s sheets are signed. After the close no sheet of this stage changes any more, and the ranking can be taken."
    ) % {"signed": done.signed, "total": done.total}
    context = {
        "question": _("Close “%(stage)s” of this panel?") % {"stage": stage_name(stage)},
        "sentence": sentence,
        "action": reverse("assessment:panel_close", args=[panel.public_id]),
        "reason_label": _("Why close with sheets unsigned? They will not count.")
        if open_sheets or not done.total
        else "",
        "verb": _("Close this stage"),
        "back": reverse("assessment:panel", args=[panel.public_id]),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


@gate(sheets_led_by, may_reopen, methods=("GET", "POST"))
def reopen(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """Gives a signed sheet back to its assessor, with a reason. The chair sees whose and about whom, not what it says."""
    refused: Any = ""
    back = reverse("assessment:panel", args=[sheet.seat.panel.public_id])
    if request.method == "POST":
        try:
            sheets.reopen(sheet, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(request, _("The sheet is open again. Its assessor has been told."))
            return redirect(back)
    context = {
        "question": _("Reopen the sheet of seat %(seat)s about %(name)s?")
        % {"seat": sheet.seat.number, "name": sheet.nomination.name},
        "sentence": _(
            "The assessor can change and must sign it again. What was signed is kept with your reason."
        ),
        "action": reverse("assessment:sheet_reopen", args=[sheet.public_id]),
        "reason_label": _("Reason"),
        "verb": _("Reopen the sheet"),
        "danger": True,
        "back": back,
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


@gate(panels_seen_by, may_read_sealed, methods=("GET", "POST"), fresh=True)
def sealed(request: HttpRequest, panel: Panel) -> HttpResponse:
    """An auditor's look at sheets before the close. Asked for with a reason, recorded first, shown only in that answer."""
    rules = rules_for(panel, panel)
    refused: Any = ""
    if request.method == "POST":
        try:
            actions.read_sealed(panel, reason=request.POST.get("reason", ""), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            stage = stage_in_hand(rules, panel)
            found = [(sheet, rows_of(sheet, rules)) for sheet in sealed_sheets(panel, stage)]
            return render(
                request,
                "assessment/sealed.html",
                {"panel": panel, "sheets": found, "stage": stage_name(stage)},
            )
    context = {
        "question": _("Read the sealed sheets of this panel?"),
        "sentence": _(
            "Until the panel closes nobody else sees them. That you read them, when and why, stands in the trail."
        ),
        "action": reverse("assessment:panel_sealed", args=[panel.public_id]),
        "reason_label": _("Reason"),
        "verb": _("Record and read"),
        "back": reverse("assessment:panel", args=[panel.public_id]),
        "refused": refused,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)
