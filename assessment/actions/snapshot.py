"""Taking a snapshot: facts into a pack, the pack through the arithmetic, both into rows that never change."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessment import scoring
from assessment.models import Panel, Placing, Snapshot
from assessment.models.sheet import SheetStage
from assessment.pack import Entry, build
from assessment.policies import may_rank, stage_is_judged
from assessment.queries.facts import facts_of
from nominations.models import State
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.rulebook import CategoryRules, Ranking, rules_of

SHOWN = 8
"""How many gaps or faults a refusal lists by name."""


@transaction.atomic
def take(panel: Panel, ranking: str, *, by: Actor) -> Snapshot:
    """Ranks the pool as it stands now, in the ranking of that code, and keeps pack, result and places for good.

    Raises Refused while a stage that the ranking weighs is not closed, while a verified nomination lacks the verdict
    on a metric, or with the faults of the pack. Costs a fixed number of queries whatever the size of the pool.
    """
    panel = (
        Panel.objects.select_for_update(of=("self",))
        .select_related("round__region", "round__edition", "category__edition")
        .get(pk=panel.pk)
    )
    may_rank(by, panel).require()
    rules = rules_of(panel.category)
    weighed = _ranking(rules, ranking)
    _stages_closed(panel, rules, weighed)
    facts, nomination_ids = facts_of(panel, rules, weighed)
    _every_metric_has_a_verdict(facts["entries"], rules)
    pack = build(rules=rules, ranking=weighed, **facts)
    source = scoring.canonical(pack)
    try:
        result = scoring.rank(scoring.read(source))
    except scoring.PackFaults as refused:
        faults = "; ".join(map(str, refused.faults[:SHOWN]))
        raise Refused(
            _("The facts do not make a faultless pack: %(faults)s") % {"faults": faults}
        ) from refused
    snapshot = Snapshot.objects.create(
        panel=panel,
        ranking=ranking,
        number=panel.snapshots.count() + 1,
        pack=source.decode(),
        pack_digest=scoring.digest(pack),
        result=scoring.canonical(result).decode(),
        result_digest=scoring.digest(result),
        rulebook_version=rules.version,
        taken_at=clock.now(),
        taken_by_id=by.user_id,
    )
    Placing.objects.bulk_create(_placings(snapshot, result, nomination_ids), batch_size=2000)
    record(
        "snapshot.take",
        snapshot,
        by=by,
        region=panel.round.region_code,
        changes={
            "ranking": [None, ranking],
            "pack": [None, snapshot.pack_digest],
            "result": [None, snapshot.result_digest],
        },
    )
    return snapshot


def recount(snapshot: Snapshot) -> bool:
    """Does the stored pack still give the stored result, byte for byte, and both their digests?"""
    result = scoring.rank(scoring.read(snapshot.pack))
    return (
        scoring.canonical(result).decode() == snapshot.result
        and scoring.digest(result) == snapshot.result_digest
        and scoring.digest(json.loads(snapshot.pack)) == snapshot.pack_digest
    )


def _ranking(rules: CategoryRules, code: str) -> Ranking:
    try:
        return rules.ranking(code)
    except KeyError:
        raise Refused(
            _("The rulebook has no ranking “%(code)s” for this category.") % {"code": code}
        ) from None


def _stages_closed(panel: Panel, rules: CategoryRules, ranking: Ranking) -> None:
    stages = {rules.criterion(code).stage for code in ranking.criterion_codes()} - {None}
    for stage in sorted(stages):
        if stage_is_judged(panel, stage):
            raise Refused(
                _("The panel has not closed “%(stage)s” yet. Until then nobody sees or counts its scores.")
                % {"stage": SheetStage(stage).label}
            )


def _every_metric_has_a_verdict(entries: list[Entry], rules: CategoryRules) -> None:
    waiting = [entry.name for entry in entries if entry.status == State.SUBMITTED]
    if waiting:
        raise Refused(
            _("Still with the verifiers: %(names)s. Finish the verification first.")
            % {"names": ", ".join(waiting[:SHOWN])}
        )
    gaps = [
        f"{entry.name}: {metric.name}"
        for entry in entries
        for metric in rules.metrics
        if entry.status == State.VERIFIED and metric.code not in entry.metrics
    ]
    if gaps:
        more = len(gaps) - SHOWN
        listed = "; ".join(gaps[:SHOWN]) + (f" (+{more})" if more > 0 else "")
        raise Refused(
            ngettext(
                "%(n)d figure has no verdict yet: %(gaps)s. Finish the verification first.",
                "%(n)d figures have no verdict yet: %(gaps)s. Finish the verification first.",
                len(gaps),
            )
            % {"n": len(gaps), "gaps": listed}
        )


def _placings(snapshot: Snapshot, result: dict[str, Any], nomination_ids: dict[str, int]) -> list[Placing]:
    return [
        Placing(
            snapshot=snapshot,
            nomination_id=nomination_ids[placing["nomination"]],
            position=position,
            **{key: placing[key] for key in PLACING_KEYS},
        )
        for position, placing in enumerate(result["placings"], start=1)
    ]


PLACING_KEYS = (
    "status", "rank", "total", "selection", "decided_by", "gate", "aspects", "criteria", "scores_counted", "remarks",
)  # fmt: skip
