"""The beginning and the end of a certificate, for the actions of this folder."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision
from ceremony import facts
from ceremony.models import SUBJECTS, Certificate, CertificateKind, CertificateState
from ceremony.serials import Serial, new_code
from ceremony.workflow import TRANSITIONS
from paritrana.audit.actions import record, seal
from paritrana.documents.actions import order
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.certifying import Template

REPORT = "ceremony.certificate"


def issue(
    decision: Decision,
    subject: object,
    serial: Serial,
    *,
    by: Actor,
    kind: str = CertificateKind.AWARD,
    competition: facts.Facts,
    template: Template,
    recipient: str,
    title: str,
    title_en: str = "",
    rank: int | None = None,
    replaces: Certificate | None = None,
) -> Certificate:
    """Enters a certificate under a serial that was just taken, and orders its file.

    `subject` is what the kind is for (models.SUBJECTS): an award, a nomination or a seat.
    """
    code = new_code()
    certificate = Certificate(
        kind=kind,
        decision=decision,
        serial=str(serial),
        code=code,
        issued_at=clock.now(),
        issued_by_id=by.user_id,
        replaces=replaces,
        **{SUBJECTS[kind]: subject},
    )
    certificate.facts = facts.certificate_facts(
        competition,
        template,
        kind=kind,
        serial=str(serial),
        code=code,
        recipient=recipient,
        rank=rank,
        title=title,
        title_en=title_en,
        decided_on=decision.decided_on,
        decree=decision.decree,
        decision=decision.public_id,
        snapshot=decision.snapshot.result_digest,
    )
    certificate.run = order(
        REPORT, {"certificate": certificate.public_id}, by=SYSTEM, key=f"certificate:{serial}", language="id"
    )
    certificate.save()
    record(
        "certificate.issue",
        certificate,
        by=by,
        region=decision.panel.round.region_code,
        changes={"serial": [None, str(serial)]},
    )
    return certificate


def end(certificate: Certificate, step: str, *, by: Actor, reason: str) -> Certificate:
    """Ends a locked certificate by that step of workflow.TRANSITIONS; the reason stands on the public check page."""
    transition = TRANSITIONS[step]
    transition.verdict(by, certificate).require()
    if not reason.strip():
        raise Refused(_("Give the reason. It stands on the public check page."))
    before, certificate.state = certificate.state, CertificateState(transition.to)
    certificate.ended_at, certificate.ended_by_id, certificate.end_reason = (
        clock.now(),
        by.user_id,
        reason.strip(),
    )
    certificate.save(update_fields=["state", "ended_at", "ended_by", "end_reason"])
    record(
        f"certificate.{step}",
        certificate,
        by=by,
        region=certificate.decision.panel.round.region_code,
        reason=certificate.end_reason,
        changes={"state": [before, certificate.state]},
    )
    transaction.on_commit(seal, robust=True)
    return certificate


def locked(certificate: Certificate) -> Certificate:
    """The certificate's row, locked until the transaction ends."""
    return (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("decision__panel__round__region")
        .get(pk=certificate.pk)
    )
