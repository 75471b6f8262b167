"""The decision, its certificates, and what is published of them."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.models import Decision
from assessment.policies.ranking import may_approve
from assessment.queries.doors import decisions_seen_by
from ceremony import actions
from ceremony.forms.certificate import CertificateFilter, SheetsForm, ThanksForm
from ceremony.models import Batch, Certificate, CertificateKind, RequestState
from ceremony.policies import certificate as policies
from ceremony.queries import batch as batch_queries
from ceremony.queries import certificate as queries
from ceremony.queries import honour as honour_queries
from paritrana.documents import delivery
from paritrana.documents.actions import order
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate, public
from paritrana.web.paging import page_of

BOTH = ("GET", "POST")


@gate(decisions_seen_by, may_approve, methods=BOTH, fresh=True)
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Shows the second person what will be honoured and asks once more; the preparer meets the policy's sentence."""
    if request.method == "POST":
        actions.approve_decision(decision, by=request.actor)
        messages.success(
            request,
            _("The decision is approved. The certificates have their serial numbers and are being printed."),
        )
        return redirect("ceremony:certificates", decision.public_id)
    places = decision.places.select_related("nomination__region", "nomination__organisation")
    return render(request, "ceremony/decision.html", {"decision": decision, "places": places})


@gate(decisions_seen_by, policies.may_see_certificates)
def certificates(request: HttpRequest, decision: Decision) -> HttpResponse:
    """The certificates of a decision: serial, recipient, how far the files are, and the publication."""
    filters = CertificateFilter(request.GET)
    found = queries.certificates_seen_by(request.actor).filter(decision=decision)
    batch = Batch.objects.select_related("decision__panel__round__region", "held_by").get(decision=decision)
    context = {
        "decision": decision,
        "progress": batch_queries.progress_of(request.actor, decision),
        "batch": batch,
        "filters": filters,
        "listing": page_of(filters.narrow(found), request.GET.get("after", ""), order="serial"),
        "requests": queries.requests_seen_by(request.actor).filter(
            certificate__decision=decision, state=RequestState.OPEN
        ),
        "publish": policies.may_publish(request.actor, decision),
        "handle": policies.may_award(request.actor, decision),
        "thank": policies.may_thank(request.actor, batch),
        "participants": honour_queries.participants_to_thank(decision).count(),
        "assessors": honour_queries.seats_to_thank(decision).count(),
    }
    return render(request, "ceremony/certificates.html", context)


@gate(decisions_seen_by, policies.may_see_certificates)
def progress(request: HttpRequest, decision: Decision) -> HttpResponse:
    """How many files are ready, how fast they come and how long it takes still, for the progress bar."""
    found = batch_queries.progress_of(request.actor, decision)
    answer = {
        "done": found.done,
        "total": found.total,
        "left": found.words_left,
        "running": found.is_running,
    }
    return JsonResponse(answer)


@gate(decisions_seen_by, policies.may_award, methods=("POST",))
def sheets(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Orders the ZIP, the sheets for the printing house, or the preview."""
    form = SheetsForm(request.POST)
    if not form.is_valid():
        return redirect("ceremony:certificates", decision.public_id)
    parameters = {"decision": decision.public_id}
    run = order(f"ceremony.{form.cleaned_data['sheets']}", parameters, by=request.actor)
    return redirect("documents:run", run.public_id)


@gate(decisions_seen_by, policies.may_award, methods=("POST",))
def hold(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Stops the press for this decision."""
    actions.hold(decision, by=request.actor)
    return redirect("ceremony:certificates", decision.public_id)


@gate(decisions_seen_by, policies.may_award, methods=("POST",))
def release(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Lets the press go on."""
    actions.release(decision, by=request.actor)
    return redirect("ceremony:certificates", decision.public_id)


@gate(decisions_seen_by, policies.may_award, methods=("POST",))
def reprint_failed(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Has all files printed again that the press gave up."""
    count = actions.reprint_failed(decision, by=request.actor)
    messages.success(request, _("Printed again: %(count)d.") % {"count": count})
    return redirect("ceremony:certificates", decision.public_id)


@gate(decisions_seen_by, policies.may_award, methods=("POST",))
def thank(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Has a worker issue certificates to those who took part, or to those who judged."""
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return redirect("ceremony:certificates", decision.public_id)
    run = actions.order_thanks(decision, CertificateKind(form.cleaned_data["kind"]), by=request.actor)
    return redirect("documents:run", run.public_id)


@gate(queries.certificates_seen_by)
def certificate_file(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """The certificate as a file; under embargo only for those who handle it."""
    if certificate.run is None:
        raise Refused(_("The file is not ready yet. Its page shows how far it is."))
    return delivery.product(certificate.run)


@gate(decisions_seen_by, policies.may_publish, methods=BOTH, fresh=True)
def publish(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Asks once more, then makes the honours public."""
    if request.method == "POST":
        actions.publish(decision, by=request.actor)
        messages.success(request, _("The results are public, and the check page knows the certificates."))
        return redirect("ceremony:certificates", decision.public_id)
    return render(request, "ceremony/publish.html", {"decision": decision})


@public("published results are for everyone")
def results(request: HttpRequest) -> HttpResponse:
    """The published honours of this portal: edition, then round and category, then the winners."""
    editions = [
        (
            edition,
            [
                (decision, list(awards))
                for decision, awards in groupby(rows, key=lambda award: award.decision)
            ],
        )
        for edition, rows in (
            (edition, list(rows))
            for edition, rows in groupby(
                queries.public_awards(), key=lambda award: award.decision.panel.round.edition
            )
        )
    ]
    return render(request, "ceremony/results.html", {"editions": editions})
