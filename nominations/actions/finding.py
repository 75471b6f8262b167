"""Findings: asked by who verifies, answered by the nominee, settled by who verifies."""

from datetime import datetime, timedelta

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import ask_to_verify, locked
from nominations.models import Finding, FindingLine, FindingOrigin, FindingState, Nomination
from nominations.policies.nomination import may_answer
from nominations.queries.claims import rules_of
from nominations.queries.people import told_about
from nominations.queries.seen import RELATED
from nominations.workflow import FINDINGS
from paritrana.accounts.queries import holders
from paritrana.audit.actions import record
from paritrana.documents.intake import clean_name, receive
from paritrana.documents.models import Document
from paritrana.lib import clock
from paritrana.lib.permissions import Actor, Permission
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell


@transaction.atomic
def ask(
    nomination: Nomination,
    *,
    text: str,
    by: Actor,
    item: str = "",
    title: str = "",
    due_at: datetime | None = None,
    origin: str = FindingOrigin.VERIFIER,
    reference: str = "",
) -> Finding:
    """Asks the nominee about an item ("": the whole). Due after the rulebook's days unless a moment is given.

    The same `reference` asks about an item once: the finding that is there comes back as it is. Raises Refused
    without words, outside the stage of verification, and for a deadline that has passed.
    """
    nomination = locked(nomination)
    now = ask_to_verify(nomination, "judge", by)
    if not text.strip():
        raise Refused(_("Write the question. The nominee answers exactly that."))
    if reference and (known := nomination.findings.filter(item=item, reference=reference).first()):
        return known
    due_at = due_at or now + timedelta(days=rules_of(nomination).verification.answer_days)
    if due_at <= now:
        raise Refused(_("The deadline has passed already. Choose a later one."))
    finding = Finding.objects.create(
        nomination=nomination,
        item=item,
        title=title or str(_("The nomination as a whole")),
        origin=origin,
        reference=reference,
        due_at=due_at,
        asked_at=now,
        asked_by_id=by.user_id,
    )
    _write(finding, text, None, "", now, by)
    _record("ask", finding, by, {"state": [None, FindingState.OPEN], "item": [None, item]})
    _tell_nominee(finding, "finding.asked")
    return finding


def answer(finding: Finding, *, text: str, by: Actor, upload: File | None = None) -> Finding:
    """Answers a finding, with a file if there is one. Refused after its deadline, or without words."""
    may_answer(by, finding).require()
    document = receive(upload, by=by) if upload else None
    name = clean_name(upload.name or "") if upload else ""
    with transaction.atomic():
        finding = _locked(finding)
        FINDINGS["answer"].verdict(by, finding).require()
        now = clock.now()
        if now >= finding.due_at:
            raise Refused(
                _("The time to answer this finding has passed. Ask the round's secretariat to ask once more.")
            )
        _write(finding, text, document, name, now, by)
        finding.state = FindingState.ANSWERED
        finding.save(update_fields=["state"])
        changes = {"state": [FindingState.OPEN, FindingState.ANSWERED]}
        _record("answer", finding, by, changes | ({"file": [None, name]} if name else {}))
        region = finding.nomination.round.region_code
        _tell(finding, "finding.answered", holders(Permission.VERIFY, region))
    return finding


@transaction.atomic
def ask_again(finding: Finding, *, text: str, by: Actor, due_at: datetime | None = None) -> Finding:
    """Asks further, with a new deadline."""
    finding = _locked(finding)
    FINDINGS["ask_again"].verdict(by, finding).require()
    now = ask_to_verify(finding.nomination, "judge", by)
    days = rules_of(finding.nomination).verification.answer_days
    before, finding.state = finding.state, FindingState.OPEN
    finding.due_at = due_at or now + timedelta(days=days)
    if finding.due_at <= now:
        raise Refused(_("The deadline has passed already. Choose a later one."))
    finding.save(update_fields=["state", "due_at"])
    _write(finding, text, None, "", now, by)
    _record("ask_again", finding, by, {"state": [before, FindingState.OPEN]})
    _tell_nominee(finding, "finding.asked")
    return finding


@transaction.atomic
def settle(finding: Finding, *, by: Actor, text: str = "") -> Finding:
    """Says that nothing is left to ask. A question that still runs is settled only once it was answered or is overdue."""
    finding = _locked(finding)
    FINDINGS["settle"].verdict(by, finding).require()
    now = clock.now()
    if finding.state == FindingState.OPEN and now < finding.due_at:
        raise Refused(
            _("The nominee still has time to answer this finding. Wait for the answer or the deadline.")
        )
    before, finding.state = finding.state, FindingState.SETTLED
    finding.save(update_fields=["state"])
    if text.strip():
        _write(finding, text, None, "", now, by)
    _record("settle", finding, by, {"state": [before, FindingState.SETTLED]})
    return finding


def _locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self", "nomination"))
    return rows.select_related(*(f"nomination__{name}" for name in RELATED)).get(pk=finding.pk)


def _write(
    finding: Finding, text: str, document: Document | None, name: str, now: datetime, by: Actor
) -> FindingLine:
    if not text.strip():
        raise Refused(_("Write a few words."))
    return FindingLine.objects.create(
        finding=finding,
        text=text.strip(),
        document=document,
        file_name=name,
        written_at=now,
        written_by_id=by.user_id,
    )


def _record(verb: str, finding: Finding, by: Actor, changes: dict[str, object]) -> None:
    region = finding.nomination.round.region_code
    record(f"finding.{verb}", finding, by=by, region=region, changes=changes)


def _tell_nominee(finding: Finding, kind: str) -> None:
    nomination = finding.nomination
    _tell(finding, kind, told_about(nomination))


def _tell(finding: Finding, kind: str, to: list[int]) -> None:
    tell(
        kind,
        to=to,
        about=finding,
        url=reverse("nominations:finding", args=[finding.public_id]),
        params={"name": finding.nomination.name},
    )
