"""Verdicts: on each metric, and on each further entry that the rulebook wants looked at."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nominations.actions.locking import ask_to_verify, locked
from nominations.models import (
    EntryVerdict,
    Figure,
    Nomination,
    ProtectedGroup,
    Reason,
    Verdict,
    Verification,
)
from nominations.models.verification import Judged
from nominations.queries.claims import entry_of, rules_of
from paritrana.audit.actions import record
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
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
    now = ask_to_verify(nomination, "judge", by)
    asked = rules_of(nomination).metric(metric)
    figure = Figure.objects.get(nomination=nomination, metric=metric)
    known = (
        Verification.objects.select_related("verified_by")
        .filter(nomination=nomination, metric=metric)
        .first()
    )
    _unchanged_since(known, version)
    before = _words(known)
    verified = _figure(asked, figure, verdict, covered, total, value)
    reason = _reason(verdict, reason, note)
    row = known or Verification(nomination=nomination, metric=metric, version=0)
    row.covered, row.total, row.value = verified
    _give(row, nomination, f"figure.{metric}", (verdict, reason, note), before=before, now=now, by=by)
    return row


@transaction.atomic
def judge_entry(
    nomination: Nomination,
    entry: str,
    *,
    verdict: str,
    version: int,
    by: Actor,
    people: int | None = None,
    units: int | None = None,
    reason: str = "",
    note: str = "",
) -> EntryVerdict:
    """The same for a group, regulation or paragraph, by its public id. A group is corrected with the number of people,
    anything else in words. Raises LookupError for an entry that the nomination does not have.
    """
    nomination = locked(nomination)
    now = ask_to_verify(nomination, "judge", by)
    claimed = entry_of(nomination, entry)
    known = (
        EntryVerdict.objects.select_related("verified_by").filter(nomination=nomination, entry=entry).first()
    )
    _unchanged_since(known, version)
    if verdict not in Verdict.values:
        raise Refused(_("Choose a verdict: accepted, corrected, or not proven."))
    reason = _reason(verdict, reason, note)
    counted = isinstance(claimed, ProtectedGroup)
    if verdict == Verdict.ACCEPTED:
        people, units = (
            (claimed.people, claimed.units) if isinstance(claimed, ProtectedGroup) else (None, None)
        )
    elif verdict == Verdict.NOT_PROVEN or not counted:
        people = units = None
    if verdict == Verdict.CORRECTED and counted and people is None:
        raise Refused(_("Write the verified number of people."))
    if verdict == Verdict.CORRECTED and not counted and not note.strip():
        raise Refused(_("Write in the note what is right."))
    before = _words(known)
    row = known or EntryVerdict(nomination=nomination, entry=entry, version=0)
    row.people, row.units = people, units
    about = f"{claimed._meta.model_name}.{entry}"
    _give(row, nomination, about, (verdict, reason, note), before=before, now=now, by=by)
    return row


def _give(
    row: Judged,
    nomination: Nomination,
    about: str,
    said: tuple[str, str, str],
    *,
    before: dict[str, object] | None,
    now: datetime,
    by: Actor,
) -> None:
    """Writes (verdict, reason, note) into the row, whose counts are set, and into the trail as `<about>.verified`."""
    row.verdict, row.reason, row.note = said
    row.note = row.note.strip()
    row.version, row.verified_at, row.verified_by_id = row.version + 1, now, by.user_id
    row.save()
    record(
        "nomination.judge",
        nomination,
        by=by,
        region=nomination.round.region_code,
        reason=row.note,
        changes={f"{about}.verified": [before, _words(row)]},
    )


def _unchanged_since(known: Judged | None, version: int) -> None:
    if (known.version if known else 0) != version:
        raise Refused(
            _("%(who)s has given a verdict on this figure in the meantime. Look at it, then decide again.")
            % {"who": known.verified_by if known else ""}
        )


def _reason(verdict: str, reason: str, note: str) -> str:
    if verdict == Verdict.ACCEPTED:
        return ""
    if reason not in Reason.values:
        raise Refused(_("Choose the reason. The nominee reads it beside the figure."))
    if reason == Reason.OTHER and not note.strip():
        raise Refused(_("Write the reason in words."))
    return reason


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


def _words(row: Judged | None) -> dict[str, object] | None:
    if row is None:
        return None
    counts = ("people", "units") if isinstance(row, EntryVerdict) else ("covered", "total", "value")
    return {name: getattr(row, name) for name in ("verdict", *counts, "reason")}
