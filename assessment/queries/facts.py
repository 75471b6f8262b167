"""The facts of a pack, read from the database with a fixed number of queries."""

from typing import Any

from assessment.models import Conflict, Panel, ScoreSheet, SheetState
from assessment.pack import Entry, Pool, Recusal, Sheet
from assessment.queries.pool import ranked_pool
from nominations.models import Nomination
from nominations.queries.assessment import verified_metrics_of
from paritrana.programme.rulebook import CategoryRules, Ranking


def facts_of(panel: Panel, rules: CategoryRules, ranking: Ranking) -> tuple[dict[str, Any], dict[str, int]]:
    """(the arguments of pack.build but for the rules, {id in the pack: id of the nomination})."""
    nominations = ranked_pool(panel, rules, ranking)
    metrics = verified_metrics_of(nominations)
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
        "entries": [
            _entry(nomination, _spelled(metrics.get(nomination.pk, {})), rules) for nomination in nominations
        ],
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


def _spelled(metrics: dict[str, Any]) -> dict[str, Any]:
    """Figures as a pack spells them: a value stands in an object of its own."""
    return {
        code: {"value": figure} if isinstance(figure, str) else figure for code, figure in metrics.items()
    }


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
