"""The beginning and the end of a certificate, for the actions of this folder."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ceremony import facts
from ceremony.models import Award, Certificate, CertificateState
from ceremony.serials import Serial, new_code
from ceremony.workflow import TRANSITIONS
from paritrana.audit.actions import record, seal
from paritrana.documents.actions import order
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

REPORT = "ceremony.certificate"


def issue(
    award: Award, serial: Serial, recipient: str, *, by: Actor, replaces: Certificate | None = None
) -> Certificate:
    """Enters the certificate of an award under a serial that was just taken, and orders its file."""
    decision, code = award.decision, new_code()
    certificate = Certificate(
        award=award,
        serial=str(serial),
        code=code,
        issued_at=clock.now(),
        issued_by_id=by.user_id,
        replaces=replaces,
    )
    certificate.facts = facts.certificate_facts(
        award.facts,
        serial=str(serial),
        code=code,
        recipient=recipient,
        rank=award.rank,
        title=award.title,
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
        region=certificate.award.decision.panel.round.region_code,
        reason=certificate.end_reason,
        changes={"state": [before, certificate.state]},
    )
    transaction.on_commit(seal, robust=True)
    return certificate


def locked(certificate: Certificate) -> Certificate:
    """The certificate's row, locked until the transaction ends."""
    return (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("award__decision__panel__round__region")
        .get(pk=certificate.pk)
    )
