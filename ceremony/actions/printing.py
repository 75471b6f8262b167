"""The press at work for one decision: held, let go on, repeated; and what was put on paper."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment.models import Decision
from ceremony.actions.issuing import locked
from ceremony.models import Batch, Certificate, Printing
from ceremony.policies.certificate import may_award, may_hold, may_release
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.documents import actions as documents
from paritrana.documents.models import ReportRun, RunState
from paritrana.documents.registry import SYSTEM
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def hold(decision: Decision, *, by: Actor) -> Batch:
    """Stops the press for this decision: what a worker has in hand is finished, the rest waits."""
    batch = _locked(decision)
    may_hold(by, batch).require()
    batch.held_at, batch.held_by_id = clock.now(), by.user_id
    batch.save(update_fields=["held_at", "held_by"])
    count = documents.hold(runs_of(decision))
    _record("hold", batch, by=by, changes={"waiting": [None, count]})
    return batch


@transaction.atomic
def release(decision: Decision, *, by: Actor) -> Batch:
    """Lets the press go on."""
    batch = _locked(decision)
    may_release(by, batch).require()
    batch.held_at = batch.held_by_id = None
    batch.save(update_fields=["held_at", "held_by"])
    documents.release(runs_of(decision))
    _record("release", batch, by=by)
    return batch


@transaction.atomic
def reprint(certificate: Certificate, *, by: Actor) -> Certificate:
    """Has the file printed again after the press gave up. Serial and facts stay, so it becomes the same file."""
    certificate = locked(certificate)
    may_award(by, certificate.decision).require()
    documents.retry(certificate.run, by=SYSTEM)
    record("certificate.reprint", certificate, by=by, region=certificate.decision.panel.round.region_code)
    return certificate


@transaction.atomic
def reprint_failed(decision: Decision, *, by: Actor) -> int:
    """Has every file printed again that the press gave up; returns how many."""
    batch = _locked(decision)
    may_award(by, decision).require()
    failed = list(runs_of(decision).filter(state=RunState.FAILED).order_by("pk"))
    for run in failed:
        documents.retry(run, by=SYSTEM)
    if failed:
        batch.told_at = None
        batch.save(update_fields=["told_at"])
        _record("reprint", batch, by=by, changes={"failed": [len(failed), 0]})
    return len(failed)


@transaction.atomic
def log_printing(certificate: Certificate, *, by: Actor, copies: int, reason: str) -> Printing:
    """Notes that the certificate was put on paper; from the second time on with the reason."""
    certificate = locked(certificate)
    may_award(by, certificate.decision).require()
    if certificate.printings.exists() and not reason.strip():
        raise Refused(_("It was printed before. Say why it is printed again."))
    printing = Printing.objects.create(
        certificate=certificate,
        copies=copies,
        reason=reason.strip(),
        printed_at=clock.now(),
        printed_by_id=by.user_id,
    )
    region = certificate.decision.panel.round.region_code
    record("certificate.print", certificate, by=by, region=region, reason=printing.reason)
    return printing


def tell_when_ended(run: ReportRun) -> None:
    """Tells the secretariat, once, when the press has nothing left to do for a decision. Runs as a file ends.

    The batch is locked before it looks: of two files that end at once the second sees the first.
    """
    decision = Decision.objects.filter(certificates__run=run).first()
    batch = Batch.objects.select_for_update().filter(decision=decision, told_at=None).first()
    if batch is None:
        return
    ended = Q(state__in=[RunState.DONE, RunState.FAILED])
    if runs_of(decision).exclude(ended).exists():
        return
    batch.told_at = clock.now()
    batch.save(update_fields=["told_at"])
    tell(
        "batch.ended",
        to=holders(Permission.AWARD, decision.panel.round.region_code),
        about=decision,
        url=reverse("ceremony:certificates", args=[decision.public_id]),
        params={
            "panel": str(decision.panel),
            "failed": runs_of(decision).filter(state=RunState.FAILED).count(),
        },
    )


def runs_of(decision: Decision) -> QuerySet[ReportRun]:
    """The print orders of a decision's certificates."""
    return ReportRun.objects.filter(certificate__decision=decision)


def _locked(decision: Decision) -> Batch:
    return (
        Batch.objects.select_for_update(of=("self",))
        .select_related("decision__panel__round__region")
        .get(decision=decision)
    )


def _record(verb: str, batch: Batch, *, by: Actor, changes: dict | None = None) -> None:
    region = batch.decision.panel.round.region_code
    record(f"batch.{verb}", batch, by=by, region=region, changes=changes or {})
