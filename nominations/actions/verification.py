"""Verdicts on figures, and the end of verification."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import locked
from nominations.actions.submission import move
from nominations.models import Figure, Nomination, Reason, State, Verdict, Verification
from nominations.queries.claims import rules_of
from nominations.workflow import TRANSITIONS
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.notifications.actions import tell
from paritrana.programme.rulebook import Metric


@transaction.atomic
def judge(
    nomination: Nomination,
    metric: str,
    *,
    verdict: str,
    version: int,
    by: Actor,
    covered: int | None = None,
    total: int | None = None,
    value: str | None = None,
    reason: str = "",
    note: str = "",
) -> Verification:
    """Gives or changes the verdict on one metric. `version` is the one the verifier saw, 0 for none yet.

    `accepted` takes the claimed figure; `corrected` the one given here (counts for a share, value for a value), with
    a reason; `not_proven` none, with a reason. Raises Refused when another verifier was faster, when there is nothing
    to accept, or when a figure or reason is missing; KeyError for a metric the category does not have.
    """
    nomination = locked(nomination)
    TRANSITIONS["judge"].verdict(by, nomination).require()
    asked = rules_of(nomination).metric(metric)
    figure = Figure.objects.get(nomination=nomination, metric=metric)
    known = (
        Verification.objects.select_related("verified_by")
        .filter(nomination=nomination, metric=metric)
        .first()
    )
    if (known.version if known else 0) != version:
        raise Refused(
            _("%(who)s has given a verdict on this figure in the meantime. Look at it, then decide again.")
            % {"who": known.verified_by if known else ""}
        )
    verified = _figure(asked, figure, verdict, covered, total, value)
    reason = "" if verdict == Verdict.ACCEPTED else reason
    if verdict != Verdict.ACCEPTED and reason not in Reason.values:
        raise Refused(_("Choose the reason. The nominee reads it beside the figure."))
    if reason == Reason.OTHER and not note.strip():
        raise Refused(_("Write the reason in words."))
    before = _words(known)
    row = known or Verification(nomination=nomination, metric=metric, version=0)
    row.verdict, row.reason, row.note = verdict, reason, note.strip()
    row.covered, row.total, row.value = verified
    row.version, row.verified_at, row.verified_by_id = version + 1, clock.now(), by.user_id
    row.save()
    record(
        "nomination.judge",
        nomination,
        by=by,
        region=nomination.round.region_code,
        reason=row.note,
        changes={f"figure.{metric}.verified": [before, _words(row)]},
    )
    return row


@transaction.atomic
def verify(nomination: Nomination, *, by: Actor) -> Nomination:
    """Ends verification: every metric filed has a verdict; those that were not filed become `not proven`."""
    nomination = locked(nomination)
    TRANSITIONS["verify"].verdict(by, nomination).require()
    now, missing, unfiled = clock.now(), [], []
    judged = set(Verification.objects.filter(nomination=nomination).values_list("metric", flat=True))
    figures = {figure.metric: figure for figure in Figure.objects.filter(nomination=nomination)}
    for metric in rules_of(nomination).metrics:
        if metric.code not in judged:
            (unfiled if figures[metric.code].is_blank else missing).append(metric)
    if missing:
        raise Refused(
            _("These figures wait for a verdict: %(names)s.")
            % {"names": ", ".join(str(metric.name) for metric in missing)}
        )
    Verification.objects.bulk_create(
        Verification(
            nomination=nomination,
            metric=metric.code,
            verdict=Verdict.NOT_PROVEN,
            reason=Reason.NOT_FILED,
            verified_at=now,
            verified_by_id=by.user_id,
        )
        for metric in unfiled
    )
    _end(nomination, now, by)
    nomination.state = State.VERIFIED
    nomination.save(update_fields=["state", "verified_at", "verified_by"])
    record(
        "nomination.verify",
        nomination,
        by=by,
        region=nomination.round.region_code,
        changes={
            "state": [State.SUBMITTED, State.VERIFIED],
            "not_filed": [None, [metric.code for metric in unfiled]],
        },
    )
    _tell(nomination, "nomination.verified")
    return nomination


@transaction.atomic
def declare_ineligible(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Ends verification with the finding that the nomination can't compete, and why."""
    nomination = locked(nomination)
    TRANSITIONS["declare_ineligible"].verdict(by, nomination).require()
    _end(nomination, clock.now(), by)
    move(nomination, State.INELIGIBLE, "nomination.declare_ineligible", ground, by)
    _tell(nomination, "nomination.ineligible")
    return nomination


@transaction.atomic
def mark_absent(nomination: Nomination, *, ground: str, by: Actor) -> Nomination:
    """Records that a verified nominee did not come to the interview, and how that was established."""
    nomination = locked(nomination)
    TRANSITIONS["mark_absent"].verdict(by, nomination).require()
    return move(nomination, State.ABSENT, "nomination.mark_absent", ground, by)


def _end(nomination: Nomination, now: datetime, by: Actor) -> None:
    nomination.verified_at, nomination.verified_by_id = now, by.user_id


def _figure(
    metric: Metric, claimed: Figure, verdict: str, covered: int | None, total: int | None, value: str | None
) -> tuple[int | None, int | None, str | None]:
    if verdict == Verdict.NOT_PROVEN:
        return None, None, None
    if verdict == Verdict.ACCEPTED:
        if not claimed.is_whole:
            raise Refused(_("There is no whole figure to accept. Correct it, or say that it is not proven."))
        return claimed.covered, claimed.total, claimed.value
    if verdict != Verdict.CORRECTED:
        raise Refused(_("Choose a verdict: accepted, corrected, or not proven."))
    if metric.kind == "value":
        if value is None:
            raise Refused(_("Write the verified figure."))
        return None, None, value
    if covered is None or total is None:
        raise Refused(_("Write both verified counts."))
    if total == 0 and covered:
        raise Refused(_("Nobody can be covered out of a total of 0. Correct one of the two counts."))
    return covered, total, None


def _words(row: Verification | None) -> dict[str, object] | None:
    if row is None:
        return None
    fields = ("verdict", "covered", "total", "value", "reason")
    return {name: getattr(row, name) for name in fields}


def _tell(nomination: Nomination, kind: str) -> None:
    tell(
        kind,
        to=[nomination.created_by_id, nomination.submitted_by_id or nomination.created_by_id],
        about=nomination,
        url=reverse("nominations:nomination", args=[nomination.public_id]),
        params={"name": nomination.name},
    )
