"""Taking a snapshot: facts into a pack, the pack through the arithmetic, both into rows that never change."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessment import scoring
from assessment.actions.conflict import find_in_pool
from assessment.actions.locking import locked_panel
from assessment.counting import Bundle, Digest, Tell, placings_of, quiet
from assessment.models import Panel, Placing, SignOff, Snapshot, SnapshotInput
from assessment.models.sheet import SheetStage
from assessment.pack import Entry, Sheet, frame_of, spelled, spelled_pack, spelled_result, weighed_by
from assessment.policies.ranking import may_rank
from assessment.policies.sheet import stage_is_judged
from assessment.queries.facts import Facts, bundles_of, facts_of, signed_sheets
from assessment.queries.pack import PLACING_KEYS
from assessment.queries.standing import recorded_since
from assessment.rehearsal import generated_sheets
from nominations.models import State
from paritrana.audit.actions import record
from paritrana.lib import clock
from paritrana.lib.permissions import Actor
from paritrana.lib.verdict import Refused
from paritrana.programme.reading import rules_of
from paritrana.programme.rulebook import CategoryRules, Ranking

SHOWN = 8
"""How many gaps or faults a refusal lists by name."""
CHUNK = 100
"""Rows that are written at a time."""


@transaction.atomic
def take(
    panel: Panel, ranking: str, *, by: Actor, rehearsal: int | None = None, tell: Tell = quiet
) -> Snapshot:
    """Ranks the pool as it stands now, in the ranking of that code, and keeps inputs, places and digests for good.

    `rehearsal` is a seed: scores are generated from it and the snapshot says so; no stage needs to be closed for that.
    Raises Refused while a stage that the ranking weighs is not closed, while a verified nomination lacks the verdict
    on a metric, or with the faults of the pack. Costs a fixed number of queries per CHUNK of nominations, and memory
    that does not grow with the number of sheets.
    """
    panel = locked_panel(panel)
    may_rank(by, panel).require()
    rules = rules_of(panel.category)
    weighed = ready_to_rank(panel, rules, ranking, is_rehearsal=rehearsal is not None)
    if rehearsal is None:
        _ties_are_on_record(panel, by)
    facts, now = facts_of(panel, rules, weighed), clock.now()
    _every_metric_has_a_verdict(facts.entries, rules)
    if rehearsal is None:
        sheets = signed_sheets(panel, facts)
    else:
        criteria = weighed_by(rules, weighed).values()
        generated = generated_sheets(facts.ids, facts.labels.values(), criteria, seed=rehearsal, moment=now)
        sheets = (sheet for sheet in generated if not facts.is_recused(sheet))
    snapshot = Snapshot(
        pk=_next_key(),
        panel=panel,
        ranking=ranking,
        number=panel.snapshots.count() + 1,
        rulebook_version=rules.version,
        method=scoring.METHOD,
        code_digest=scoring.code_digest(),
        is_rehearsal=rehearsal is not None,
        seed=rehearsal,
        taken_at=now,
        taken_by_id=by.user_id,
    )
    _keep(snapshot, facts, rules, weighed, sheets, tell)
    if rehearsal is None and (late := recorded_since(snapshot)):
        raise Refused(late)  # declared while it was being counted
    record(
        "snapshot.take",
        snapshot,
        by=by,
        region=panel.round.region_code,
        changes={
            "ranking": [None, ranking],
            "pack": [None, snapshot.pack_digest],
            "result": [None, snapshot.result_digest],
        }
        | ({"rehearsal": [None, rehearsal]} if snapshot.is_rehearsal else {}),
    )
    return snapshot


def ready_to_rank(panel: Panel, rules: CategoryRules, code: str, *, is_rehearsal: bool = False) -> Ranking:
    """The ranking of that code; Refused when there is none, or when a stage that it weighs is not closed."""
    try:
        ranking = rules.ranking(code)
    except KeyError:
        raise Refused(
            _("The rulebook has no ranking “%(code)s” for this category.") % {"code": code}
        ) from None
    stages = {rules.criterion(criterion).stage for criterion in ranking.criterion_codes()} - {None}
    for stage in sorted(stages):
        if not is_rehearsal and stage_is_judged(panel, stage):
            raise Refused(
                _("The panel has not closed “%(stage)s” yet. Until then nobody sees or counts its scores.")
                % {"stage": SheetStage(stage).label}
            )
    return ranking


def _keep(
    snapshot: Snapshot,
    facts: Facts,
    rules: CategoryRules,
    ranking: Ranking,
    sheets: Iterator[Sheet],
    tell: Tell,
) -> None:
    """Writes inputs and placings under the key of the snapshot, and then the snapshot with both digests."""
    frame = frame_of(facts.pool, rules, ranking, facts.labels.values())
    total = len(facts.entries)
    bundles = _keeping(bundles_of(facts, rules, ranking, sheets), snapshot, facts)
    try:
        placings = placings_of(frame, bundles, total, tell)
    except scoring.PackFaults as refused:
        faults = "; ".join(map(str, refused.faults[:SHOWN]))
        raise Refused(
            _("The facts do not make a faultless pack: %(faults)s") % {"faults": faults}
        ) from refused
    snapshot.frame = spelled(frame)
    snapshot.pack_digest = str(Digest().take(_pack_pieces(snapshot, frame)))
    digest = Digest()
    pieces = digest.over(spelled_result(snapshot.pack_digest, _writing(placings, snapshot, facts.ids)))
    for _piece in pieces:
        pass
    snapshot.result_digest = str(digest)
    snapshot.save(force_insert=True)
    if not snapshot.is_rehearsal:
        SignOff.objects.create(snapshot=snapshot)


def _pack_pieces(snapshot: Snapshot, frame: dict[str, Any]) -> Iterator[str]:
    rows = SnapshotInput.objects.filter(snapshot_id=snapshot.pk).order_by(
        "id"
    )  # written in the order of the pack
    columns = (
        (text for (text,) in rows.values_list(column).iterator(chunk_size=2000))
        for column in ("entry", "recusals", "sheets")
    )
    return spelled_pack(frame, *columns)


def _keeping(bundles: Iterable[Bundle], snapshot: Snapshot, facts: Facts) -> Iterator[Bundle]:
    """Lets the bundles pass and writes each part of them down."""
    rest = iter(bundles)
    while part := list(islice(rest, CHUNK)):
        SnapshotInput.objects.bulk_create(
            SnapshotInput(
                snapshot_id=snapshot.pk,
                nomination_id=facts.ids[bundle.entry["id"]],
                entry=spelled(bundle.entry),
                recusals=",".join(map(spelled, bundle.recusals)),
                sheets=",".join(map(spelled, bundle.sheets)),
            )
            for bundle in part
        )
        yield from part


def _writing(
    placings: Iterable[dict[str, Any]], snapshot: Snapshot, ids: dict[str, int]
) -> Iterator[dict[str, Any]]:
    """Lets the placings pass and writes each part of them down."""
    rest = enumerate(placings, start=1)
    while part := list(islice(rest, CHUNK)):
        Placing.objects.bulk_create(
            Placing(
                snapshot_id=snapshot.pk,
                nomination_id=ids[placing["nomination"]],
                position=position,
                **{key: placing[key] for key in PLACING_KEYS},
            )
            for position, placing in part
        )
        yield from (placing for _position, placing in part)


def _next_key() -> int:
    # The digests of a snapshot are known only after its inputs are written, and no row of it ever changes: so its key
    # is drawn first, and the row follows when all is known.
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('assessment_snapshot', 'id'))")
        return cursor.fetchone()[0]


def _ties_are_on_record(panel: Panel, by: Actor) -> None:
    """What came to light since the last sheet was written is a recusal of this snapshot; it closes files to a chair too."""
    find_in_pool(panel, [seat for seat in panel.seats.all() if seat.is_assessor or seat.is_sitting], by=by)


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
