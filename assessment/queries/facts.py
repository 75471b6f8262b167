"""The facts of a pack, read from the database with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from assessment.models import Conflict, Panel, ScoreSheet, SheetState
from assessment.pack import Entry, Pool, Recusal, Sheet
from assessment.queries.pool import ranked_pool
from nominations.models import Nomination, Verification
from nominations.queries.assessment import figure_of
from paritrana.programme.rulebook import CategoryRules, Ranking


def facts_of(panel: Panel, rules: CategoryRules, ranking: Ranking) -> tuple[dict[str, Any], dict[str, int]]:
    """(the arguments of pack.build but for the rules, {id in the pack: id of the nomination})."""
    nominations = ranked_pool(panel, rules, ranking)
    metrics = metrics_of(nominations)
    labels = {seat.pk: seat.label for seat in panel.seats.all() if seat.is_assessor}
    public_ids = {nomination.pk: nomination.public_id for nomination in nominations}
    round_, edition = panel.round, panel.round.edition
    facts = {
        "pool": Pool(
            edition_number=edition.number,
            edition_label=edition.label,
            period=(edition.period_start, edition.period_end),
            level=round_.level,
            region=round_.region_code or None,
        ),
        "entries": [_entry(nomination, metrics.get(nomination.pk, {}), rules) for nomination in nominations],
        "assessors": list(labels.values()),
        "recusals": [
            Recusal(labels[seat_id], public_ids[nomination_id], ground)
            for seat_id, nomination_id, ground in Conflict.objects.filter(
                seat__in=labels, nomination__in=public_ids
            ).values_list("seat_id", "nomination_id", "ground")
        ],
        "sheets": [
            Sheet(
                labels[sheet.seat_id],
                public_ids[sheet.nomination_id],
                sheet.stage,
                sheet.signed_at,
                sheet.scores,
                sheet.abstained,
            )
            for sheet in ScoreSheet.objects.filter(
                seat__in=labels, nomination__in=public_ids, state=SheetState.SIGNED
            ).iterator(chunk_size=5000)
        ],
    }
    return facts, {public_id: pk for pk, public_id in public_ids.items()}


def metrics_of(nominations: Iterable[Nomination]) -> dict[int, dict[str, Any]]:
    """{nomination id: {metric: figure as a pack spells it}} of all verdicts given so far, in one query."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for row in Verification.objects.filter(nomination__in=[nomination.pk for nomination in nominations]):
        figure = figure_of(row)
        found[row.nomination_id][row.metric] = {"value": figure} if isinstance(figure, str) else figure
    return found


def _entry(nomination: Nomination, metrics: dict[str, Any], rules: CategoryRules) -> Entry:
    region = nomination.region or nomination.organisation.region
    known = {metric.code for metric in rules.metrics}
    return Entry(
        id=nomination.public_id,
        name=nomination.name,
        status=nomination.state,
        province=(region.province or region).code if region else None,
        zone=region.zone if region else None,
        metrics={code: figure for code, figure in metrics.items() if code in known},
    )
