"""What the auditor's gate asks of a snapshot before anything official leaves it (docs/scoring.md, §6 of the method)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import (
    Conflict,
    Explanation,
    JobKind,
    JobState,
    Placing,
    RankingJob,
    ScoreSheet,
    Snapshot,
    SnapshotInput,
)
from assessment.queries.advice import analysis_of
from assessment.queries.pool import newest
from nominations.models import Nomination, State
from paritrana.audit.invariants import broken_links

SHOWN = 8
"""How many names a sentence lists."""
TITLES: dict[str, Promise] = {
    "newest": gettext_lazy("It is the newest snapshot of its ranking"),
    "chain": gettext_lazy("The trail is whole"),
    "recount": gettext_lazy("Counted again it is equal"),
    "conflicts": gettext_lazy("Conflicts of interest were kept"),
    "findings": gettext_lazy("Findings are closed"),
    "standing": gettext_lazy("Nothing has changed since"),
    "incomplete": gettext_lazy("What is incomplete is explained"),
    "advice": gettext_lazy("The advisory analysis is there"),
}


@dataclass(frozen=True)
class Check:
    """One thing that must hold; `sentence` says what is missing and the way out, or what was found."""

    code: str
    holds: bool
    sentence: str
    gaps: list["Gap"] = field(default_factory=list)

    @property
    def title(self) -> Promise:
        """What must hold."""
        return TITLES[self.code]


@dataclass(frozen=True)
class Gap:
    """A nomination that needs the plenary's written reason, and the reason once it is there."""

    name: str
    public_id: str
    words: str
    reason: str


def checks_of(snapshot: Snapshot) -> list[Check]:
    """All checks of the gate, in the order an auditor reads them."""
    return [
        check(snapshot)
        for check in (_newest, _chain, _recount, _conflicts, _findings, _standing, _incomplete, _advice)
    ]


def _newest(snapshot: Snapshot) -> Check:
    found = newest(snapshot.panel, snapshot.ranking) == snapshot
    words = _("No later snapshot stands beside it.") if found else _("A newer one exists. Check that one.")
    return Check("newest", found, words)


def _chain(snapshot: Snapshot) -> Check:
    broken = next(broken_links(), None)
    words = _("Every sealed event follows the one before it.") if broken is None else broken
    return Check("chain", broken is None, words)


def _recount(snapshot: Snapshot) -> Check:
    jobs = RankingJob.objects.filter(snapshot=snapshot, kind=JobKind.RECOUNT).order_by("-asked_at")
    last = jobs.first()
    if last is None:
        return Check("recount", False, _("It has not been counted again yet. Order the recount."))
    if last.state != JobState.DONE:
        words = last.error or _("The recount is under way. Reload the page in a moment.")
        return Check("recount", False, words)
    if not last.outcome.get("is_equal"):
        return Check(
            "recount", False, _("The recount differs from what was written down. Nothing may leave.")
        )
    return Check("recount", True, _("Pack and result have the digests that were written down."))


def _conflicts(snapshot: Snapshot) -> Check:
    """Every conflict known today is a recusal of this snapshot."""
    seats = {seat.pk: seat.label for seat in snapshot.panel.seats.all() if seat.is_assessor}
    known = Conflict.objects.filter(
        seat__in=seats, nomination__in=SnapshotInput.objects.filter(snapshot=snapshot).values("nomination")
    ).values_list("seat_id", "nomination_id")
    kept = {
        (item["assessor"], nomination)
        for nomination, recusals in SnapshotInput.objects.filter(snapshot=snapshot)
        .exclude(recusals="")
        .values_list("nomination_id", "recusals")
        for item in json.loads(f"[{recusals}]")
    }
    late = [(seats[seat], nomination) for seat, nomination in known if (seats[seat], nomination) not in kept]
    if late:
        names = _names({nomination for _seat, nomination in late})
        return Check(
            "conflicts",
            False,
            _("A conflict became known after this snapshot: %(names)s. Take a new one.") % {"names": names},
        )
    return Check(
        "conflicts", True, _("%(n)d recusals stand in the pack; none is missing.") % {"n": len(kept)}
    )


def _findings(snapshot: Snapshot) -> Check:
    pool = SnapshotInput.objects.filter(snapshot=snapshot, nomination=OuterRef("pk"))
    waiting = Nomination.objects.filter(Exists(pool), state=State.SUBMITTED)
    if waiting.exists():
        names = _names(waiting.values_list("pk", flat=True)[:SHOWN])
        return Check("findings", False, _("Still with the verifiers: %(names)s.") % {"names": names})
    return Check("findings", True, _("No nomination of the pool is still with the verifiers."))


def _standing(snapshot: Snapshot) -> Check:
    """Withdrawn, ineligible or newly verified nominations, and reopened sheets, since the snapshot was taken."""
    moved = []
    rows = SnapshotInput.objects.filter(snapshot=snapshot).select_related(
        "nomination__region", "nomination__organisation"
    )
    for row in rows.only(
        "entry", "nomination__state", "nomination__region__name", "nomination__organisation__name"
    ).iterator():
        was = json.loads(row.entry)["status"]
        if row.nomination.state != was:
            moved.append(f"{row.nomination.name} ({State(was).label} → {row.nomination.get_state_display()})")
    if moved:
        return Check(
            "standing",
            False,
            _("Since then: %(names)s. Take a new snapshot; this one stays as it is.")
            % {"names": "; ".join(moved[:SHOWN])},
        )
    later = ScoreSheet.objects.filter(
        seat__panel=snapshot.panel_id, signed_at__gt=snapshot.taken_at, stage__in=_stages(snapshot)
    )
    if later.exists():
        return Check("standing", False, _("Sheets were signed after it. Take a new snapshot."))
    return Check("standing", True, _("Nominations and sheets stand as they stood."))


def _stages(snapshot: Snapshot) -> set[str]:
    rules = json.loads(snapshot.frame)["rules"]
    return {
        criterion["stage"]
        for aspect in rules["aspects"]
        for criterion in aspect["criteria"]
        if criterion["kind"] == "assessed"
    }


def gaps_of(snapshot: Snapshot) -> Iterator[Gap]:
    """The verified nominations that are incomplete or lack a metric under a gate, with the plenary's reason."""
    metrics = {gate["metric"] for gate in json.loads(snapshot.frame)["rules"]["gates"]}
    reasons = dict(Explanation.objects.filter(snapshot=snapshot).values_list("nomination_id", "reason"))
    doubtful = Placing.objects.filter(snapshot=snapshot, status__in=["incomplete", "gated"]).select_related(
        "nomination__region", "nomination__organisation"
    )
    inputs = dict(
        SnapshotInput.objects.filter(
            snapshot=snapshot, nomination__in=doubtful.values("nomination")
        ).values_list("nomination_id", "entry")
    )
    for placing in doubtful:
        entry = json.loads(inputs[placing.nomination_id])
        missing = sorted(code for code in metrics if entry["metrics"].get(code) is None)
        if placing.status == "gated" and not missing:
            continue
        words = (
            _("too few scores")
            if placing.status == "incomplete"
            else _("a figure under a condition is not proven")
        )
        yield Gap(
            placing.nomination.name,
            placing.nomination.public_id,
            words,
            reasons.get(placing.nomination_id, ""),
        )


def _incomplete(snapshot: Snapshot) -> Check:
    gaps = list(gaps_of(snapshot))
    unexplained = [gap.name for gap in gaps if not gap.reason]
    if unexplained:
        return Check(
            "incomplete",
            False,
            _("The plenary's written reason is missing for: %(names)s.")
            % {"names": ", ".join(unexplained[:SHOWN])},
            gaps,
        )
    words = _("The plenary has given its reasons in writing.") if gaps else _("Nothing is incomplete.")
    return Check("incomplete", True, words, gaps)


def _advice(snapshot: Snapshot) -> Check:
    if analysis_of(snapshot) is None:
        return Check("advice", False, _("It has not been made yet. Order it; it changes no place."))
    return Check("advice", True, _("It stands below the ranking and changes no place."))


def _names(nominations: object) -> str:
    found = Nomination.objects.filter(pk__in=nominations).select_related("region", "organisation")
    return ", ".join(nomination.name for nomination in found[:SHOWN])
