"""The decision, its certificates, and what is published of them."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessment.models import Decision
from assessment.policies import may_approve
from assessment.queries.doors import decisions_seen_by
from ceremony import actions, policies, queries
from ceremony.forms import ReissueForm, RevokeForm
from ceremony.models import Certificate
from paritrana.documents import delivery
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate, public

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
    batch = queries.batch_of(request.actor, decision)
    context = {
        "decision": decision,
        "batch": batch,
        "publish": policies.may_publish(request.actor, decision),
        "handle": policies.may_award(request.actor, decision),
    }
    return render(request, "ceremony/certificates.html", context)


@gate(decisions_seen_by, policies.may_see_certificates)
def progress(request: HttpRequest, decision: Decision) -> HttpResponse:
    """How many files are ready, for the progress bar."""
    batch = queries.batch_of(request.actor, decision)
    return JsonResponse({"done": batch.done, "total": batch.total, "running": batch.is_running})


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


@gate(queries.certificates_seen_by, policies.may_end, methods=BOTH, fresh=True)
def revoke(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Asks for the reason, then ends the certificate for good."""
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        actions.revoke(certificate, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Certificate %(serial)s is revoked.") % {"serial": certificate.serial})
        return redirect("ceremony:certificates", certificate.award.decision.public_id)
    return render(request, "ceremony/revoke.html", {"certificate": certificate, "form": form})


@gate(queries.certificates_seen_by, policies.may_end, methods=BOTH, fresh=True)
def reissue(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Asks for the reason and the name, then replaces the certificate by a new one."""
    form = ReissueForm(request.POST or None, initial={"recipient": certificate.facts["recipient"]})
    if form.is_valid():
        try:
            newer = actions.reissue(certificate, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Certificate %(serial)s takes its place.") % {"serial": newer.serial})
            return redirect("ceremony:certificates", certificate.award.decision.public_id)
    return render(request, "ceremony/reissue.html", {"certificate": certificate, "form": form})


@gate(queries.certificates_seen_by, policies.may_end, methods=("POST",))
def reprint(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Has a file printed that the press gave up."""
    actions.reprint(certificate, by=request.actor)
    return redirect("ceremony:certificates", certificate.award.decision.public_id)


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
