"""Certificates for those who took part without an award, and for those who judged: once the results are public."""

from django.db import transaction

from assessment.models import Decision, Duty, Seat
from ceremony import facts, numbering
from ceremony.actions.issuing import issue
from ceremony.honour_queries import participants_to_thank, seats_to_thank
from ceremony.models import Batch, CertificateKind
from ceremony.phrasing import may_be_printed
from ceremony.policies import may_thank
from paritrana.audit.actions import record, seal
from paritrana.documents.actions import orders_in_bulk
from paritrana.lib.permissions import Actor
from paritrana.programme.certifying import template_of


@transaction.atomic
def thank(decision: Decision, kind: CertificateKind, *, by: Actor) -> int:
    """Issues certificates of that kind to all who have none yet; returns how many.

    Their serials count in a series of their own, over all categories of the round. All or nothing: a name that
    can't be printed refuses the whole (Refused).
    """
    batch = (
        Batch.objects.select_for_update(of=("self",))
        .select_related("decision__panel__round__region", "decision__panel__category", "decision__snapshot")
        .get(decision=decision)
    )
    decision = batch.decision
    may_thank(by, batch).require()
    panel, template = decision.panel, template_of(decision.panel.round)
    competition = facts.competition_facts(panel.round, panel.category, decision.approved_by)
    if kind == CertificateKind.PARTICIPATION:
        found = [(row, facts.recipient_of(row), _participant()) for row in participants_to_thank(decision)]
    else:
        found = [(seat, facts.tidy(seat.user.name), _duty(seat)) for seat in seats_to_thank(decision)]
    for _subject, recipient, title in found:
        may_be_printed(competition, template, recipient, title["id"]).require()
    serials = numbering.take(facts.serial_space(competition, kind), len(found))
    with orders_in_bulk():
        for (subject, recipient, title), serial in zip(found, serials, strict=True):
            issue(
                decision, subject, serial, by=by, kind=kind, competition=competition, template=template,
                recipient=recipient, title=title["id"], title_en=title["en"],
            )  # fmt: skip
    if found:
        batch.told_at = None
        batch.save(update_fields=["told_at"])
        changes = {kind: [None, len(found)]}
        record("batch.thank", batch, by=by, region=panel.round.region_code, changes=changes)
        transaction.on_commit(seal, robust=True)
    return len(found)


def _participant() -> dict[str, str]:
    return facts.wording()["kinds"]["participation"]["title"]


def _duty(seat: Seat) -> dict[str, str]:
    return facts.wording()["kinds"]["assessor"]["duties"][Duty(seat.duty)]
