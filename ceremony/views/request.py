"""Replacing and revoking by two persons, and the log of prints."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ceremony import actions
from ceremony.forms.certificate import AnswerForm, PrintingForm, ReissueForm, RevokeForm
from ceremony.models import Certificate, CertificateKind, CertificateRequest, RequestKind
from ceremony.policies import certificate as policies
from ceremony.queries import certificate as queries
from paritrana.lib.verdict import Refused
from paritrana.web.gate import gate

BOTH = ("GET", "POST")


@gate(queries.certificates_seen_by, policies.may_ask, methods=BOTH, fresh=True)
def revoke(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Asks for the reason, then asks the decider to end the certificate for good."""
    form = RevokeForm(request.POST or None)
    return _asked(request, certificate, form, RequestKind.REVOKE, "ceremony/revoke.html")


@gate(queries.certificates_seen_by, policies.may_ask, methods=BOTH, fresh=True)
def reissue(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Asks for the reason and the name, then asks the decider to replace the certificate by a new one."""
    form = ReissueForm(
        request.POST or None,
        initial={name: certificate.facts[name] for name in ("recipient", "title")},
        is_award=certificate.kind == CertificateKind.AWARD,
    )
    return _asked(request, certificate, form, RequestKind.REPLACE, "ceremony/reissue.html")


@gate(queries.requests_seen_by, policies.may_answer, methods=BOTH, fresh=True)
def answer(request: HttpRequest, certificate_request: CertificateRequest) -> HttpResponse:
    """Shows the second person what is asked; confirms it, or declines with a reason."""
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            if form.cleaned_data["confirm"]:
                actions.confirm(certificate_request, by=request.actor)
            else:
                actions.decline(certificate_request, by=request.actor, answer=form.cleaned_data["answer"])
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The request is answered."))
            return redirect("ceremony:certificates", certificate_request.certificate.decision.public_id)
    return render(request, "ceremony/request.html", {"asked": certificate_request, "form": form})


@gate(queries.certificates_seen_by, policies.may_log_printing, methods=BOTH)
def printings(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """When the certificate was put on paper, by whom and why again; and the form for one more time."""
    form = PrintingForm(request.POST or None)
    if form.is_valid():
        try:
            actions.log_printing(certificate, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            return redirect("ceremony:printings", certificate.public_id)
    context = {
        "certificate": certificate,
        "form": form,
        "printings": certificate.printings.select_related("printed_by"),
    }
    return render(request, "ceremony/printings.html", context)


@gate(queries.certificates_seen_by, policies.may_log_printing, methods=("POST",))
def reprint(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Has a file printed that the press gave up."""
    actions.reprint(certificate, by=request.actor)
    return redirect("ceremony:certificates", certificate.decision.public_id)


def _asked(
    request: HttpRequest, certificate: Certificate, form: RevokeForm, kind: RequestKind, template: str
) -> HttpResponse:
    if form.is_valid():
        try:
            actions.ask(certificate, kind, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("The decider was asked about certificate %(serial)s. Until the answer it holds as before.")
                % {"serial": certificate.serial},
            )
            return redirect("ceremony:certificates", certificate.decision.public_id)
    return render(request, template, {"certificate": certificate, "form": form})
