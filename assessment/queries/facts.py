"""The facts of a pack, read from the database part by part. Sheets come as a stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

from django.db.models.functions import Collate

from assessment.counting import Bundle
from assessment.models import Conflict, Panel, ScoreSheet, SheetState
from assessment.pack import (
    Entry,
    Pool,
    Recusal,
    Sheet,
    entry_of,
    is_weighed,
    recusal_of,
    sheet_of,
    weighed_by,
)
from assessment.queries.cooldown import cooling_down
from assessment.queries.pool import ranked_pool
from nominations.models import Nomination
from nominations.queries.assessment import verified_metrics_of
from paritrana.programme.rulebook import CategoryRules, Ranking

CHUNK = 500
"""Nominations that are read at a time, without their sheets."""


@dataclass(frozen=True)
class Facts:
    """A pool without its sheets. `labels` {seat: anonymous label}, `ids` {public id: id}; entries by public id."""

    pool: Pool
    entries: list[Entry]
    labels: dict[int, str]
    recusals: dict[str, list[Recusal]]
    ids: dict[str, int]

    def is_recused(self, sheet: Sheet) -> bool:
        """Must the sheet's assessor keep away from its nomination?"""
        return any(item.assessor == sheet.assessor for item in self.recusals.get(sheet.nomination, ()))


def facts_of(panel: Panel, rules: CategoryRules, ranking: Ranking) -> Facts:
    """The pool as it stands now. A fixed number of queries, and one per CHUNK of the nominations for their figures."""
    labels = {seat.pk: seat.label for seat in panel.seats.all() if seat.is_assessor}
    round_, edition = panel.round, panel.round.edition
    cooling = cooling_down(panel, ranking)
    entries: list[Entry] = []
    public_ids: dict[int, str] = {}
    nominations = ranked_pool(panel, rules, ranking).iterator(chunk_size=CHUNK)
    while part := list(islice(nominations, CHUNK)):
        metrics = verified_metrics_of(part)
        for nomination in part:
            figures = _spelled(metrics.get(nomination.pk, {}))
            entries.append(_entry(nomination, figures, rules, cooling.includes(nomination)))
            public_ids[nomination.pk] = nomination.public_id
    recusals: dict[str, list[Recusal]] = {}
    conflicts = Conflict.objects.filter(seat__in=labels).values_list("seat_id", "nomination_id", "ground")
    for seat_id, nomination_id, ground in conflicts:
        if key := public_ids.get(nomination_id):
            recusals.setdefault(key, []).append(Recusal(labels[seat_id], key, ground))
    return Facts(
        pool=Pool(
            edition_number=edition.number,
            edition_label=edition.label,
            period=(edition.period_start, edition.period_end),
            level=round_.level,
            region=round_.region_code or None,
        ),
        entries=sorted(entries, key=lambda entry: entry.id),
        labels=labels,
        recusals=recusals,
        ids={public_id: pk for pk, public_id in public_ids.items()},
    )


def signed_sheets(panel: Panel, facts: Facts) -> Iterator[Sheet]:
    """The signed sheets of the panel by nomination, through one cursor of the server."""
    rows = (
        ScoreSheet.objects.filter(seat__panel=panel, state=SheetState.SIGNED)
        .order_by(Collate("nomination__public_id", "C"))
        .values_list("seat_id", "nomination__public_id", "stage", "signed_at", "scores", "abstained")
    )
    for seat_id, nomination, *rest in rows.iterator(chunk_size=2000):
        if seat_id in facts.labels and nomination in facts.ids:
            yield Sheet(facts.labels[seat_id], nomination, *rest)


def bundles_of(
    facts: Facts, rules: CategoryRules, ranking: Ranking, sheets: Iterator[Sheet]
) -> Iterator[Bundle]:
    """Each entry with its recusals and its weighed sheets, in the order of the pack. `sheets` come by nomination."""
    weighed = weighed_by(rules, ranking)
    groups = groupby(sheets, key=lambda sheet: sheet.nomination)
    key, group = next(groups, (None, iter(())))
    for entry in facts.entries:
        mine: list[Sheet] = []
        if key == entry.id:
            mine = [sheet for sheet in group if is_weighed(sheet, weighed)]
            key, group = next(groups, (None, iter(())))
        yield Bundle(
            entry_of(entry),
            [
                recusal_of(recusal)
                for recusal in sorted(facts.recusals.get(entry.id, ()), key=lambda item: item.assessor)
            ],
            [
                sheet_of(sheet, weighed)
                for sheet in sorted(mine, key=lambda item: (item.stage, item.assessor))
            ],
        )


def _spelled(metrics: dict[str, Any]) -> dict[str, Any]:
    """Figures as a pack spells them: a value stands in an object of its own."""
    return {
        code: {"value": figure} if isinstance(figure, str) else figure for code, figure in metrics.items()
    }


def _entry(nomination: Nomination, metrics: dict[str, Any], rules: CategoryRules, cooldown: bool) -> Entry:
    region = nomination.region or nomination.organisation.region
    known = {metric.code for metric in rules.metrics}
    return Entry(
        id=nomination.public_id,
        name=nomination.name,
        status=nomination.state,
        province=(region.province or region).code if region else None,
        zone=region.zone if region else None,
        metrics={code: figure for code, figure in metrics.items() if code in known},
        cooldown=cooldown,
    )
