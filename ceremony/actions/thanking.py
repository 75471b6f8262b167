"""Certificates for those who took part without an award, and for those who judged: once the results are public."""

from typing import Any

from django.db import transaction

from assessment.models import Decision, Duty
from ceremony import facts, numbering
from ceremony.actions.issuing import issue
from ceremony.models import Batch, CertificateKind
from ceremony.phrasing import may_be_printed
from ceremony.policies.certificate import may_thank
from ceremony.queries.honour import participants_to_thank, seats_to_thank
from paritrana.audit.actions import record, seal
from paritrana.documents.actions import order, orders_in_bulk
from paritrana.documents.models import ReportRun
from paritrana.documents.registry import Progress
from paritrana.lib.permissions import Actor
from paritrana.programme.certifying import template_of

PORTION = 100
"""So many certificates are issued in one transaction: a worker that is killed loses no more, and no serial."""

Thanked = tuple[Any, str, dict[str, str]]
"""Whom (a nomination or a seat), the name, and what for in both languages."""


@transaction.atomic
def order_thanks(decision: Decision, kind: CertificateKind, *, by: Actor) -> ReportRun:
    """Has a worker thank everybody who has no certificate of that kind yet, with the asker's rights."""
    may_thank(by, decision.batch).require()
    return order("ceremony.thanks", {"decision": decision.public_id, "kind": kind}, by=by)


def thank(decision: Decision, kind: CertificateKind, *, by: Actor, progress: Progress) -> int:
    """Issues certificates of that kind to all who have none yet; returns how many. May be broken off and run again.

    Their serials count in a series of their own, over all categories of the round. Nothing is issued while one of the
    names can't be printed (Refused).
    """
    found = _whom(decision, kind)
    competition, template = _words(decision)
    for _subject, recipient, title in found:
        may_be_printed(competition, template, recipient, title["id"]).require()
    issued = 0
    while portion := _thank_some(decision, kind, by=by):
        issued += portion
        progress(issued, max(issued, len(found)))
    transaction.on_commit(seal, robust=True)
    return issued


@transaction.atomic
def _thank_some(decision: Decision, kind: CertificateKind, *, by: Actor) -> int:
    batch = Batch.objects.select_for_update(of=("self",)).get(decision=decision)
    found = _whom(decision, kind)
    may_thank(
        by, batch
    ).require()  # after reading: a decision approved meanwhile, under embargo, is seen here
    some = found[:PORTION]
    competition, template = _words(decision)
    serials = numbering.take(facts.serial_space(competition, kind), len(some))
    with orders_in_bulk():
        for (subject, recipient, title), serial in zip(some, serials, strict=True):
            issue(
                decision, subject, serial, by=by, kind=kind, competition=competition, template=template,
                recipient=recipient, title=title["id"], title_en=title["en"],
            )  # fmt: skip
    if some:
        region = decision.panel.round.region_code
        record("batch.thank", batch, by=by, region=region, changes={kind: [None, len(some)]})
    if some and len(found) == len(some):  # the press is told of once, after the last of them
        batch.told_at = None
        batch.save(update_fields=["told_at"])
    return len(some)


def _words(decision: Decision) -> tuple[facts.Facts, Any]:
    panel = decision.panel
    return facts.competition_facts(panel.round, panel.category, decision.approved_by), template_of(
        panel.round
    )


def _whom(decision: Decision, kind: CertificateKind) -> list[Thanked]:
    """Who waits for a certificate of that kind, in the order of the serials."""
    words = facts.wording()["kinds"][kind]
    if kind == CertificateKind.PARTICIPATION:
        return [(row, facts.recipient_of(row), words["title"]) for row in participants_to_thank(decision)]
    return [
        (seat, facts.tidy(seat.user.name), words["duties"][Duty(seat.duty)])
        for seat in seats_to_thank(decision)
    ]
