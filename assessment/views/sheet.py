"""The scoring desk: evidence and sheet, saving field by field or whole, reading back and signing."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessment.actions import sheet as sheets
from assessment.actions.cells import PARTS, Stale, changed_since
from assessment.models import Interview, ScoreSheet, SheetState
from assessment.models.sheet import PRIVATE, SheetStage
from assessment.policies.sheet import may_open, may_score, may_write, stage_is_judged
from assessment.queries.doors import rules_for, sheets_seen_by, sheets_written_by
from assessment.queries.evidence import beside
from assessment.queries.presentation import handed_in
from assessment.queries.queue import queue_of
from assessment.queries.sheet import Row, answered, in_hand, rows_of, versions_of
from nominations.models import Evidence
from paritrana.documents import delivery
from paritrana.documents.actions import order
from paritrana.lib import clock
from paritrana.lib.verdict import Refused, Verdict, first_no
from paritrana.programme.calendar import is_open
from paritrana.web import moments, numbers
from paritrana.web.gate import gate


@gate(sheets_seen_by, methods=("GET", "POST"))
def sheet(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """The desk of one sheet. POST saves the whole form, for whoever works without script, and goes on."""
    if not may_open(request.actor, sheet):
        return redirect("assessment:disclose", sheet.seat.public_id)
    if request.method == "POST":
        return _save_whole(request, sheet)
    return _desk(request, sheet)


@gate(sheets_written_by, may_score, methods=("POST",))
def save(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """One field, as static/js/autosave.js sends it. 200 {version, saved_at, others}, 409 {message, version, stored, others} or 400 {message}."""
    field, version = request.POST.get("field", ""), _version(request)
    try:
        saved = sheets.save(sheet, {field: request.POST.get(field, "")}, version=version, by=request.actor)
    except Stale as stale:
        answer = {
            "message": str(stale.sentence),
            "version": stale.version,
            "stored": stale.stored.get(field, ""),
            "others": changed_since(stale.sheet, version, but=field),
        }
        return JsonResponse(answer, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal.sentence)}, status=400)
    zone = saved.seat.panel.round.timezone
    answer = {
        "version": saved.version,
        "saved_at": moments.hour(saved.saved_at or clock.now(), get_language() or "id", zone),
        "others": changed_since(saved, version, but=field),
    }
    return JsonResponse(answer)


@gate(sheets_seen_by, may_score, methods=("GET", "POST"))
def sign(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """Reads back what is stored, then signs exactly that."""
    refused: Any = ""
    if request.method == "POST":
        try:
            sheets.sign(sheet, version=_version(request), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
            sheet = _still_seen(request, sheet, refusal)
        else:
            messages.success(request, _("The sheet is signed. Its digest below is your receipt."))
            return redirect("assessment:sheet", sheet.public_id)
    rules = rules_for(sheet, sheet.seat.panel)
    rows = rows_of(sheet, rules)
    context = {
        "sheet": sheet,
        "rows": rows,
        "missing": [row for row in rows if not row.is_answered],
        "verdict": _writable(request, sheet),
        "refused": refused,
    }
    return render(request, "assessment/sign.html", context, status=409 if refused else 200)


@gate(sheets_seen_by, may_score, methods=("POST",))
def skip(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """Puts the sheet off and opens the next; what stands in the form is saved with it."""
    if "version" in request.POST and (refusal := _kept(request, sheet)):
        return refusal
    sheets.skip(sheet, by=request.actor)
    return _onward(request, sheet)


@gate(sheets_seen_by, may_score, methods=("GET", "POST"))
def abstain(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """Abstains from the whole file on one ground, then reads back."""
    refused, typed = "", request.POST.get("reason", "")
    if request.method == "POST":
        try:
            sheets.abstain(sheet, ground=typed, version=_version(request), by=request.actor)
        except Refused as refusal:
            refused = refusal.sentence
            sheet = _still_seen(request, sheet, refusal)
        else:
            return redirect("assessment:sheet_sign", sheet.public_id)
    context = {
        "question": _("Abstain from %(name)s?") % {"name": sheet.nomination.name},
        "sentence": _(
            "No criterion of this file will count from you; scores given so far are taken out. The ground is read by the panel after it has closed."
        ),
        "action": reverse("assessment:sheet_abstain", args=[sheet.public_id]),
        "reason_label": _("Ground of the abstention"),
        "verb": _("Abstain from this file"),
        "version": sheet.version,
        "back": reverse("assessment:sheet", args=[sheet.public_id]),
        "refused": refused,
        "typed": typed,
    }
    return render(request, "assessment/confirm.html", context, status=409 if refused else 200)


@gate(sheets_seen_by, may_open, methods=("POST",))
def paper(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """Orders the signed sheet on paper; the report centre shows how far it is and keeps the file."""
    if sheet.state != SheetState.SIGNED:
        raise Refused(_("Sign the sheet first; what is printed is what was signed."))
    run = order("assessment.sheet_pdf", {"sheet": sheet.public_id}, by=request.actor)
    return redirect("documents:run", run.public_id)


@gate(sheets_seen_by, may_open)
def page_image(request: HttpRequest, sheet: ScoreSheet, evidence: str, page: int) -> HttpResponse:
    """The picture of one page of evidence, through the assessor's door."""
    return delivery.page_image(_evidence(sheet, evidence).document, page, request.GET.get("picture", ""))


@gate(sheets_seen_by, may_open)
def original(request: HttpRequest, sheet: ScoreSheet, evidence: str) -> HttpResponse:
    """The original file, as a download."""
    found = _evidence(sheet, evidence)
    return delivery.attachment(found.document, found.file_name)


def _still_seen(request: HttpRequest, sheet: ScoreSheet, refusal: Refused) -> ScoreSheet:
    """The sheet as it is after the refusal; where that has closed the file, its sentence is all that is answered."""
    fresh = sheets_seen_by(request.actor).filter(pk=sheet.pk).first()
    if fresh is None:
        raise refusal
    return fresh


def _save_whole(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    may_score(request.actor, sheet).require()
    if refusal := _kept(request, sheet):
        return refusal
    sheet = sheets_seen_by(request.actor).get(pk=sheet.pk)
    if not sheets.unanswered(sheet):
        return redirect("assessment:sheet_sign", sheet.public_id)
    return _onward(request, sheet)


def _kept(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse | None:
    """Saves what stands in the form; the page with the refusal and all that was typed if that can't be."""
    rules = rules_for(sheet, sheet.seat.panel)
    typed = _typed(request, [criterion.code for criterion in rules.assessed_in(sheet.stage)])
    try:
        sheets.save(sheet, typed, version=_version(request), by=request.actor)
    except Stale as stale:
        fresh = sheets_seen_by(request.actor).get(pk=sheet.pk)
        return _desk(request, fresh, refused=stale.sentence, typed=typed, stored=stale.stored)
    except Refused as refusal:
        return _desk(request, sheet, refused=refusal.sentence, typed=typed)
    return None


def _typed(request: HttpRequest, codes: list[str]) -> dict[str, str]:
    fields = [PRIVATE, *(f"{part}-{code}" for part in PARTS for code in codes)]
    return {field: request.POST[field] for field in fields if field in request.POST}


def _onward(request: HttpRequest, sheet: ScoreSheet) -> HttpResponse:
    """To the next sheet of the queue that waits."""
    queue = queue_of(sheet.seat, rules_for(sheet, sheet.seat.panel), sheet.stage)
    following = queue.next_after(sheet.nomination.public_id)
    return redirect("assessment:sheet", following.sheet if following else sheet.public_id)


LOOKED_AT = {"file": "bukti", "page": "hlm", "place": "place", "mark": "mark", "row": "row", "zoom": "zoom"}
"""What of the evidence is looked at, as the address says it."""


def _desk(
    request: HttpRequest,
    sheet: ScoreSheet,
    *,
    refused: Any = "",
    typed: dict[str, str] | None = None,
    stored: dict[str, str] | None = None,
) -> HttpResponse:
    rules = rules_for(sheet, sheet.seat.panel)
    rows = rows_of(sheet, rules, in_hand=request.GET.get("kriteria", ""), typed=typed)
    if stored:
        rows = [_with_stored(row, sheet, stored) for row in rows]
    chosen = in_hand(rows)
    looked_at = {name: request.GET.get(key, "") for name, key in LOOKED_AT.items()}
    desk = beside(sheet, rules, chosen.criterion if chosen else None, **looked_at)
    context = {"sheet": sheet, "desk": desk, "in_hand": chosen, "handed_in": _handed_in(sheet)}
    if request.htmx:
        return render(request, "assessment/_viewer.html", context)
    now = request.actor.read_at or clock.now()  # type: ignore[attr-defined]
    with clock.set_to(now):  # one moment for the whole page
        context |= {
            "rows": rows,
            "answered": answered(rows),
            "versions": versions_of(sheet, rules),
            "private": (typed or {}).get(PRIVATE, sheet.private_note),
            "queue": queue_of(sheet.seat, rules, sheet.stage),
            "verdict": _writable(request, sheet),
            "refused": refused,
            "now": now,
        }
        return render(request, "assessment/sheet.html", context, status=409 if refused else 200)


def _handed_in(sheet: ScoreSheet) -> Interview | None:
    return handed_in(sheet.nomination_id) if sheet.stage == SheetStage.INTERVIEW else None


def _with_stored(row: Row, sheet: ScoreSheet, stored: dict[str, str]) -> Row:
    mine = {part: stored[field] for part in PARTS if (field := f"{part}-{row.code}") in stored}
    return replace(row, stored=mine) if mine else row


def _writable(request: HttpRequest, sheet: ScoreSheet) -> Verdict:
    panel = sheet.seat.panel
    verdict = first_no(may_write(request.actor, sheet), stage_is_judged(panel, sheet.stage))
    if not verdict or sheet.state == SheetState.SIGNED:
        return verdict
    return is_open(panel.round, sheet.stage, clock.now())


def _evidence(sheet: ScoreSheet, public_id: str) -> Evidence:
    found = sheet.nomination.evidence.select_related("document").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def _version(request: HttpRequest) -> int:
    return numbers.whole(request.POST.get("version", ""))
