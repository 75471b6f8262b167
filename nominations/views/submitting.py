"""Checking, submitting, withdrawing; the receipt and its check."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from nominations import actions, content, pages
from nominations.completeness import completeness_of
from nominations.deadlines import can_be_written, deadline_of
from nominations.forms.evidence import ReceiptForm
from nominations.forms.verification import GroundForm
from nominations.listing import parts_of
from nominations.models import Nomination, State
from nominations.policies.nomination import may_edit, may_read_receipt, may_submit, may_withdraw
from nominations.policies.teamwork import may_read_comments
from nominations.queries import nominations_seen_by, rules_of, whole_claim_of
from nominations.queries.comments import open_comments
from nominations.queries.receipts import is_known, is_receipt, receipt_of
from nominations.queries.unattended import can_be_submitted_by_somebody
from paritrana.documents import delivery
from paritrana.lib import clock
from paritrana.lib.verdict import Refused
from paritrana.web import errors, rate
from paritrana.web.gate import gate, public


@gate(nominations_seen_by)
def review(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Everything filed on one page, what is missing, and the button of the second person with what it waits for."""
    return _review_page(request, nomination)


def _review_page(
    request: HttpRequest, nomination: Nomination, refused: object = "", status: int = 200
) -> HttpResponse:
    rules, claim = rules_of(nomination), whole_claim_of(nomination)
    whole, now = completeness_of(rules, claim), clock.now()
    writes = may_edit(request.actor, nomination)  # type: ignore[attr-defined]
    reads = bool(may_read_comments(request.actor, nomination))  # type: ignore[attr-defined]
    context = {
        "nomination": nomination,
        "parts": parts_of(rules, claim),
        "stepper": pages.stepper(nomination, whole),
        "rail": pages.rail(nomination, whole) if writes else pages.rail(nomination, whole) | {"gaps": []},
        "writes": writes,
        "blocking": [pages.gap_link(nomination, whole, gap) for gap in whole.blocking],
        "may_submit": may_submit(request.actor, nomination),  # type: ignore[attr-defined]
        "is_open": can_be_written(nomination, now),
        "digest": content.digest_of(claim),
        "deadline": deadline_of(nomination),
        "zone": nomination.timezone,
        "now": now,
        "refused": refused,
        "open_comments": open_comments(nomination) if reads else [],
        "reads_comments": reads,
        "lacks_approver": nomination.state == State.DRAFT
        and reads
        and not can_be_submitted_by_somebody(nomination),
    }
    return render(request, "nominations/review.html", context, status=status)


@gate(nominations_seen_by, methods=("GET", "POST"))
def submit(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks, and then submits what the approver has read: the digest travels from the page that showed it."""
    if request.method == "POST":
        try:
            actions.submit(nomination, digest=request.POST.get("digest", ""), by=request.actor)
        except Refused as refusal:
            nomination.refresh_from_db(fields=["state", "digest", "submitted_at", "submitted_by"])
            if nomination.state != State.DRAFT:
                messages.warning(request, str(refusal.sentence))
                return redirect("nominations:nomination", nomination.public_id)
            return _review_page(request, nomination, refusal.sentence, status=409)
        messages.success(request, _("The nomination has been submitted. The receipt is being printed."))
        return redirect("nominations:nomination", nomination.public_id)
    may_submit(request.actor, nomination).require()
    context = {"nomination": nomination, "digest": request.GET.get("digest", "")[:64]}
    return render(request, "nominations/submit.html", context)


@gate(nominations_seen_by, may_withdraw, methods=("GET", "POST"))
def withdraw(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """Asks for the ground, and then withdraws."""
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(nomination, ground=form.cleaned_data["ground"], by=request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The nomination has been withdrawn."))
            return redirect("nominations:nomination", nomination.public_id)
    context = {"nomination": nomination, "form": form}
    return render(request, "nominations/withdraw.html", context, status=422 if form.errors else 200)


@gate(nominations_seen_by, may_read_receipt)
def receipt(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    """The receipt as a PDF, once the worker has printed it; until then a refusal that says how far it is."""
    run = receipt_of(nomination)
    if run is None:
        raise Refused(
            _("The receipt was not ordered. Tell the round's secretariat the number of the nomination.")
        )
    return delivery.product(run)


@public("a receipt is worth something only if anyone who is shown it can check it", methods=("GET", "POST"))
def receipt_check(request: HttpRequest) -> HttpResponse:
    """By the digest (GET), or by the receipt's file (POST). The answer is genuine or unknown, and nothing else."""
    typed = re.sub(r"[\s-]", "", request.GET.get("digest", "")).lower().removeprefix("sha256:")[:80]
    file = ReceiptForm(request.POST, request.FILES) if request.method == "POST" else ReceiptForm()
    if (typed or file.is_bound) and rate.too_many(request, "check", per_minute=CHECKS_PER_MINUTE):
        return errors.refusal(request, TOO_MANY, status=429)
    handed_in = file.is_bound and file.is_valid()
    if handed_in:
        known = is_receipt(file.sha256())
    else:
        known = bool(re.fullmatch(r"[0-9a-f]{64}", typed)) and is_known(typed)
    context = {
        "typed": typed,
        "asked": handed_in or bool(typed),
        "known": known,
        "file": file,
        "handed_in": handed_in,
    }
    return render(request, "nominations/receipt_check.html", context, status=422 if file.errors else 200)


CHECKS_PER_MINUTE = 60
TOO_MANY = _lazy("Too many checks came from your address within a minute. Wait a minute, then try again.")
