"""Replacing and revoking a certificate: one person asks with a reason, a second one confirms."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceremony import facts, numbering
from ceremony.actions.issuing import end, issue, locked
from ceremony.models import Certificate, CertificateRequest, RequestKind, RequestState
from ceremony.policies import may_ask
from ceremony.workflow import REQUEST, TRANSITIONS
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record, seal
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def ask(
    certificate: Certificate, kind: RequestKind, *, by: Actor, reason: str, recipient: str = ""
) -> CertificateRequest:
    """Asks the decider to replace (with the name spelled as given) or to revoke a certificate."""
    certificate = locked(certificate)
    may_ask(by, certificate).require()
    if not reason.strip():
        raise Refused(_("Give the reason. It stands on the public check page."))
    if kind == RequestKind.REPLACE:
        facts.may_be_printed(certificate.award.facts, recipient, certificate.award.title).require()
    request = CertificateRequest.objects.create(
        certificate=certificate,
        kind=kind,
        recipient=facts.tidy(recipient) if kind == RequestKind.REPLACE else "",
        reason=reason.strip(),
        asked_at=clock.now(),
        asked_by_id=by.user_id,
    )
    _record("ask", request, by=by, reason=request.reason)
    region = certificate.award.decision.panel.round.region_code
    tell(
        "certificaterequest.asked",
        to=[user for user in holders(Permission.DECIDE, region) if user != by.user_id],
        about=request,
        url=reverse("ceremony:request", args=[request.public_id]),
        params={"serial": certificate.serial},
    )
    return request


@transaction.atomic
def confirm(request: CertificateRequest, *, by: Actor) -> Certificate:
    """Does what was asked, as the second person; returns the certificate that ended, or the new one."""
    request = _locked(request)
    REQUEST["confirm"].verdict(by, request).require()
    old = locked(request.certificate)
    TRANSITIONS[request.kind].verdict(by, old).require()
    _close(request, "confirm", by=by)
    end(old, request.kind, by=by, reason=request.reason)
    if request.kind == RequestKind.REVOKE:
        return old
    serial = numbering.take(facts.serial_space(old.award.facts), 1)[0]
    return issue(old.award, serial, request.recipient, by=by, replaces=old)


@transaction.atomic
def decline(request: CertificateRequest, *, by: Actor, answer: str) -> CertificateRequest:
    """Leaves the certificate as it is; the answer says why."""
    request = _locked(request)
    REQUEST["decline"].verdict(by, request).require()
    if not answer.strip():
        raise Refused(_("Say why you decline, so that the secretariat knows what to do."))
    return _close(request, "decline", by=by, answer=answer.strip())


def _close(request: CertificateRequest, step: str, *, by: Actor, answer: str = "") -> CertificateRequest:
    request.state, request.answer = RequestState(REQUEST[step].to), answer
    request.closed_at, request.closed_by_id = clock.now(), by.user_id
    request.save()
    _record(step, request, by=by, reason=answer)
    tell(
        "certificaterequest.closed",
        to=[request.asked_by_id],
        about=request,
        url=reverse("ceremony:certificates", args=[request.certificate.award.decision.public_id]),
        params={"serial": request.certificate.serial, "state": str(request.get_state_display())},
    )
    transaction.on_commit(seal, robust=True)
    return request


def _record(verb: str, request: CertificateRequest, *, by: Actor, reason: str) -> None:
    region = request.certificate.award.decision.panel.round.region_code
    record(f"certificaterequest.{verb}", request, by=by, region=region, reason=reason)


def _locked(request: CertificateRequest) -> CertificateRequest:
    return (
        CertificateRequest.objects.select_for_update(of=("self",))
        .select_related("certificate__award__decision__panel__round__region")
        .get(pk=request.pk)
    )
