"""What the auditor's gate asks of a snapshot before anything official leaves it (docs/scoring.md, §6 of the method)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import (
    Clearance,
    Conflict,
    Explanation,
    JobKind,
    JobState,
    Placing,
    RankingJob,
    ScoreSheet,
    SheetState,
    Snapshot,
    SnapshotInput,
)
from assessment.queries.advice import analysis_of
from assessment.queries.pool import newest
from assessment.queries.standing import (
    SHOWN,
    changes_since,
    kept_away,
    late_conflicts,
    names_of,
    stages_of,
)
from nominations.models import Finding, FindingState, Nomination, Objection, ObjectionState, State
from paritrana.audit.invariants import broken_links

TITLES: dict[str, Promise] = {
    "newest": gettext_lazy("It is the newest snapshot of its ranking"),
    "chain": gettext_lazy("The trail is whole"),
    "recount": gettext_lazy("A recount gives the same result"),
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
    """Every conflict known today is a recusal of this snapshot, and whoever signed had said that nothing ties them."""
    if late := late_conflicts(snapshot):
        return Check("conflicts", False, late)
    uncleared = _signed_without_a_word(snapshot)
    if uncleared.exists():
        names = names_of(uncleared.values("nomination"))
        words = _("Sheets count whose assessor never declared that nothing ties them to: %(names)s.")
        return Check("conflicts", False, words % {"names": names})
    kept = len(kept_away(snapshot))
    return Check("conflicts", True, _("%(n)d recusals stand in the pack; none is missing.") % {"n": kept})


def _signed_without_a_word(snapshot: Snapshot) -> QuerySet[ScoreSheet]:
    same = {"seat": OuterRef("seat"), "nomination": OuterRef("nomination")}
    return ScoreSheet.objects.filter(
        ~Exists(Clearance.objects.filter(**same)),
        ~Exists(Conflict.objects.filter(**same)),
        Exists(SnapshotInput.objects.filter(snapshot=snapshot, nomination=OuterRef("nomination"))),
        seat__panel=snapshot.panel_id,
        stage__in=stages_of(snapshot),
        state=SheetState.SIGNED,
    )


def _findings(snapshot: Snapshot) -> Check:
    """Nothing asked of a nominee is open, no objection waits for its answer, nobody is still being verified."""
    inside = SnapshotInput.objects.filter(snapshot=snapshot).values("nomination")
    waiting = Nomination.objects.filter(pk__in=inside, state__in=[State.SUBMITTED, State.RETURNED])
    asked = Finding.objects.filter(nomination__in=inside, nomination__state=State.VERIFIED)
    findings = asked.exclude(state=FindingState.SETTLED)
    objections = Objection.objects.filter(nomination__in=inside, state=ObjectionState.FILED)
    for found, words in (
        (waiting.values("pk"), _("Still with the verifiers: %(names)s.")),
        (findings.values("nomination"), _("Findings are not settled yet: %(names)s.")),
        (objections.values("nomination"), _("Objections wait for their answer: %(names)s.")),
    ):
        if found.exists():
            return Check("findings", False, words % {"names": names_of(found)})
    return Check("findings", True, _("No finding, no objection and no verification of the pool is open."))


def _standing(snapshot: Snapshot) -> Check:
    changed = changes_since(snapshot)
    return Check(
        "standing", not changed, changed or _("Nominations, sheets and conflicts stand as they stood.")
    )


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
