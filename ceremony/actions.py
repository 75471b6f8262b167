"""Honouring: approving a decision with its awards and certificates, publishing it, replacing and revoking."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessment.actions import decision as assessment
from assessment.models import Decision
from ceremony import facts, numbering
from ceremony.models import Award, Certificate, CertificateState, Publication
from ceremony.policies import may_award, may_publish
from ceremony.serials import Serial, new_code
from ceremony.workflow import TRANSITIONS
from paritrana.audit.actions import record, seal
from paritrana.audit.queries import head
from paritrana.documents.actions import order, retry
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused

REPORT = "ceremony.certificate"


@transaction.atomic
def approve_decision(decision: Decision, *, by: Actor) -> Decision:
    """Approves the decision as the second person; its winners get awards, serials and certificates at once.

    All or nothing: a name that can't be printed refuses the whole (Refused). Workers only fill the files.
    """
    decision = assessment.approve(decision, by=by)
    panel = decision.panel
    competition = facts.competition_facts(panel.round, panel.category, decision.approved_by)
    places = list(decision.places.select_related("nomination__organisation", "nomination__region"))
    recipients = [facts.recipient_of(place.nomination) for place in places]
    for place, recipient in zip(places, recipients, strict=True):
        facts.may_be_printed(competition, recipient, place.title).require()
    serials = numbering.take(facts.serial_space(competition), len(places))
    for place, recipient, serial in zip(places, recipients, serials, strict=True):
        award = Award.objects.create(
            decision=decision,
            nomination=place.nomination,
            rank=place.rank,
            title=facts.tidy(place.title),
            recipient=recipient,
            facts=competition,
        )
        record("award.confer", award, by=by, region=panel.round.region_code)
        _issue(award, serial, recipient, by=by)
    transaction.on_commit(seal, robust=True)
    return decision


@transaction.atomic
def publish(decision: Decision, *, by: Actor) -> Publication:
    """Makes the honours of the decision public from this moment on; nobody publishes what they approved."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    may_publish(by, decision).require()
    publication = Publication.objects.create(
        decision=decision, published_at=clock.now(), published_by_id=by.user_id, trail_head=head()
    )
    record("decision.publish", decision, by=by, region=decision.panel.round.region_code)
    transaction.on_commit(seal, robust=True)
    return publication


@transaction.atomic
def revoke(certificate: Certificate, *, by: Actor, reason: str) -> Certificate:
    """Ends a certificate for good. The reason stands on the public check page."""
    return _end(_locked(certificate), "revoke", by=by, reason=reason)


@transaction.atomic
def reissue(certificate: Certificate, *, by: Actor, reason: str, recipient: str) -> Certificate:
    """Replaces a certificate by a new one with the next serial, the name spelled as given; returns the new one."""
    old = _locked(certificate)
    TRANSITIONS["replace"].verdict(by, old).require()
    facts.may_be_printed(old.award.facts, recipient, old.award.title).require()
    _end(old, "replace", by=by, reason=reason)
    serial = numbering.take(facts.serial_space(old.award.facts), 1)[0]
    return _issue(old.award, serial, facts.tidy(recipient), by=by, replaces=old)


@transaction.atomic
def reprint(certificate: Certificate, *, by: Actor) -> Certificate:
    """Has the file printed again after the press gave up. Serial and facts stay, so it becomes the same file."""
    certificate = _locked(certificate)
    may_award(by, certificate.award.decision).require()
    retry(certificate.run, by=SYSTEM)
    record(
        "certificate.reprint", certificate, by=by, region=certificate.award.decision.panel.round.region_code
    )
    return certificate


def _issue(
    award: Award, serial: Serial, recipient: str, *, by: Actor, replaces: Certificate | None = None
) -> Certificate:
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


def _end(certificate: Certificate, step: str, *, by: Actor, reason: str) -> Certificate:
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


def _locked(certificate: Certificate) -> Certificate:
    return (
        Certificate.objects.select_for_update(of=("self",))
        .select_related("award__decision__panel__round__region")
        .get(pk=certificate.pk)
    )
