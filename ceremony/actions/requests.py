"""Replacing and revoking a certificate: one person asks with a reason, a second one confirms.

Where a replacement spells the recipient or the title of an award otherwise, the award itself is corrected: by a new
record that names the old one and the reason.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ceremony import facts, numbering
from ceremony.actions.issuing import end, issue, locked
from ceremony.models import (
    SUBJECTS,
    Award,
    CeremonyState,
    Certificate,
    CertificateKind,
    CertificateRequest,
    Handover,
    RequestKind,
    RequestState,
)
from ceremony.phrasing import may_be_printed
from ceremony.policies.certificate import may_ask
from ceremony.workflow import REQUEST, TRANSITIONS
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record, seal
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.certifying import template_of


@transaction.atomic
def ask(
    certificate: Certificate,
    kind: RequestKind,
    *,
    by: Actor,
    reason: str,
    recipient: str = "",
    title: str = "",
) -> CertificateRequest:
    """Asks the decider to replace (with name and, for an award, title spelled as given) or to revoke a certificate."""
    certificate = locked(certificate)
    may_ask(by, certificate).require()
    if not reason.strip():
        raise Refused(_("Give the reason. It stands on the public check page."))
    if kind == RequestKind.REPLACE:
        may_be_printed(
            certificate.facts,
            template_of(certificate.decision.panel.round),
            recipient,
            title or certificate.facts["title"],
        ).require()
    request = CertificateRequest.objects.create(
        certificate=certificate,
        kind=kind,
        recipient=facts.tidy(recipient) if kind == RequestKind.REPLACE else "",
        title=facts.tidy(title) if _changes_the_title(certificate, kind, title) else "",
        reason=reason.strip(),
        asked_at=clock.now(),
        asked_by_id=by.user_id,
    )
    _record("ask", request, by=by, reason=request.reason)
    region = certificate.decision.panel.round.region_code
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
    return _replaced(old, request, by=by)


@transaction.atomic
def decline(request: CertificateRequest, *, by: Actor, answer: str) -> CertificateRequest:
    """Leaves the certificate as it is; the answer says why."""
    request = _locked(request)
    REQUEST["decline"].verdict(by, request).require()
    if not answer.strip():
        raise Refused(_("Say why you decline, so that the secretariat knows what to do."))
    return _close(request, "decline", by=by, answer=answer.strip())


def _changes_the_title(certificate: Certificate, kind: RequestKind, title: str) -> bool:
    replaces_an_award = kind == RequestKind.REPLACE and certificate.kind == CertificateKind.AWARD
    return replaces_an_award and facts.tidy(title) not in ("", certificate.facts["title"])


def _replaced(old: Certificate, request: CertificateRequest, *, by: Actor) -> Certificate:
    """The new certificate under the next serial, with the offices that sign today; an award is corrected first."""
    subject = getattr(old, SUBJECTS[old.kind])
    title = request.title or old.facts["title"]
    if old.kind == CertificateKind.AWARD and (request.recipient, title) != (subject.recipient, subject.title):
        subject = _corrected(subject, request, title, by=by)
    return issue(
        old.decision,
        subject,
        numbering.take(facts.serial_space(old.facts, old.kind), 1)[0],
        by=by,
        kind=old.kind,
        competition={part: old.facts[part] for part in ("edition", "round", "category")},
        template=template_of(old.decision.panel.round),
        recipient=request.recipient,
        title=title,
        title_en="" if request.title else old.facts.get("title_en", ""),
        rank=old.facts["rank"],
        replaces=old,
    )


def _corrected(award: Award, request: CertificateRequest, title: str, *, by: Actor) -> Award:
    """The record that takes the award's place. What was read out at a ceremony that was held stays with the old one."""
    made = Award.objects.create(
        decision=award.decision,
        nomination=award.nomination,
        rank=award.rank,
        title=title,
        recipient=request.recipient,
        facts=award.facts,
        corrects=award,
        correction=request.reason,
    )
    Handover.objects.filter(award=award, ceremony__state=CeremonyState.PLANNED).update(award=made)
    record(
        "award.correct",
        made,
        by=by,
        region=award.decision.panel.round.region_code,
        reason=request.reason,
        changes={"recipient": [award.recipient, made.recipient], "title": [award.title, made.title]},
    )
    return made


def _close(request: CertificateRequest, step: str, *, by: Actor, answer: str = "") -> CertificateRequest:
    request.state, request.answer = RequestState(REQUEST[step].to), answer
    request.closed_at, request.closed_by_id = clock.now(), by.user_id
    request.save()
    _record(step, request, by=by, reason=answer)
    tell(
        "certificaterequest.closed",
        to=[request.asked_by_id],
        about=request,
        url=reverse("ceremony:certificates", args=[request.certificate.decision.public_id]),
        params={"serial": request.certificate.serial, "state": str(request.get_state_display())},
    )
    transaction.on_commit(seal, robust=True)
    return request


def _record(verb: str, request: CertificateRequest, *, by: Actor, reason: str) -> None:
    region = request.certificate.decision.panel.round.region_code
    record(f"certificaterequest.{verb}", request, by=by, region=region, reason=reason)


def _locked(request: CertificateRequest) -> CertificateRequest:
    return (
        CertificateRequest.objects.select_for_update(of=("self",))
        .select_related("certificate__decision__panel__round__region")
        .get(pk=request.pk)
    )
