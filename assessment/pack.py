"""The pack of a snapshot, from typed facts. Pure: no query, no clock. Its format is docs/scoring.md."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from assessment import scoring
from paritrana.programme.rulebook import CategoryRules, Criterion, Ranking

FORMAT = "paritrana-pack/1"
RESULT_FORMAT = "paritrana-result/1"
NOMINATIONS, RECUSALS, SHEETS = "nominations", "recusals", "sheets"


@dataclass(frozen=True)
class Pool:
    """Which pool is ranked: edition and round."""

    edition_number: int
    edition_label: str
    period: tuple[date, date]
    level: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A nomination of the pool. `metrics` are spelled as in a pack; a missing code has no verdict yet."""

    id: str
    name: str
    status: str
    province: str | None
    zone: str | None
    metrics: dict[str, Any]
    cooldown: bool = False


@dataclass(frozen=True)
class Recusal:
    """An assessor who must not judge a nomination."""

    assessor: str
    nomination: str
    ground: str


@dataclass(frozen=True)
class Sheet:
    """A signed sheet under the assessor's anonymous label."""

    assessor: str
    nomination: str
    stage: str
    signed_at: datetime
    scores: dict[str, str]
    abstained: dict[str, str] = field(default_factory=dict)


def build(
    *,
    pool: Pool,
    rules: CategoryRules,
    ranking: Ranking,
    entries: Iterable[Entry],
    assessors: Iterable[str],
    recusals: Iterable[Recusal],
    sheets: Iterable[Sheet],
) -> dict[str, Any]:
    """The whole pack as plain JSON data, in a fixed order: equal facts give equal bytes."""
    weighed = weighed_by(rules, ranking)
    return frame_of(pool, rules, ranking, assessors) | {
        NOMINATIONS: [entry_of(entry) for entry in sorted(entries, key=lambda entry: entry.id)],
        RECUSALS: [
            recusal_of(recusal)
            for recusal in sorted(recusals, key=lambda recusal: (recusal.nomination, recusal.assessor))
        ],
        SHEETS: [
            sheet_of(sheet, weighed)
            for sheet in sorted(sheets, key=lambda sheet: (sheet.nomination, sheet.stage, sheet.assessor))
            if is_weighed(sheet, weighed)
        ],
    }


def frame_of(pool: Pool, rules: CategoryRules, ranking: Ranking, assessors: Iterable[str]) -> dict[str, Any]:
    """All of the pack but its three lists."""
    return {
        "format": FORMAT,
        "edition": {
            "number": pool.edition_number,
            "label": pool.edition_label,
            "period_start": pool.period[0].isoformat(),
            "period_end": pool.period[1].isoformat(),
        },
        "pool": {"level": pool.level, "region": pool.region, "category": rules.code, "ranking": ranking.code},
        "rules": _rules(rules, ranking),
        "assessors": list(assessors),
    }


def weighed_by(rules: CategoryRules, ranking: Ranking) -> dict[str, Criterion]:
    """The criteria that the ranking weighs, by code."""
    return {code: rules.criterion(code) for code in ranking.criterion_codes()}


def is_weighed(sheet: Sheet, weighed: dict[str, Criterion]) -> bool:
    """Does the ranking weigh a criterion of that sheet's stage? Others stay out: a pack declares no other criteria."""
    return any(criterion.stage == sheet.stage for criterion in weighed.values())


def entry_of(entry: Entry) -> dict[str, Any]:
    """A nomination as the pack spells it."""
    return {
        "id": entry.id,
        "name": entry.name,
        "status": entry.status,
        "province": entry.province,
        "zone": entry.zone,
        "cooldown": entry.cooldown,
        "metrics": entry.metrics,
    }


def recusal_of(recusal: Recusal) -> dict[str, Any]:
    """A recusal as the pack spells it."""
    return {"assessor": recusal.assessor, "nomination": recusal.nomination, "ground": recusal.ground}


def sheet_of(sheet: Sheet, weighed: dict[str, Criterion]) -> dict[str, Any]:
    """A sheet as the pack spells it, with what the ranking weighs and nothing else."""

    def kept(values: dict[str, str]) -> dict[str, str]:
        return {
            code: value
            for code, value in values.items()
            if code in weighed and weighed[code].stage == sheet.stage
        }

    return {
        "assessor": sheet.assessor,
        "nomination": sheet.nomination,
        "stage": sheet.stage,
        "signed_at": sheet.signed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "scores": kept(sheet.scores),
        "abstained": kept(sheet.abstained),
    }


# ---- spelling


def spelled(data: Any) -> str:
    """One member of a pack in canonical form."""
    return scoring.canonical(data).decode()


def spelled_pack(
    frame: dict[str, Any], entries: Iterable[str], recusals: Iterable[str], sheets: Iterable[str]
) -> Iterator[str]:
    """The canonical pack piece by piece, from members that are spelled already; "" is no member."""
    lists = {NOMINATIONS: entries, RECUSALS: recusals, SHEETS: sheets}
    yield "{"
    for place, key in enumerate(sorted([*frame, *lists])):
        yield ("," if place else "") + json.dumps(key) + ":"
        if key in frame:
            yield spelled(frame[key])
        else:
            yield from _spelled_list(lists[key])
    yield "}"


def spelled_result(pack_digest: str, placings: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The canonical result piece by piece."""
    yield f'{{"format":{json.dumps(RESULT_FORMAT)},"pack":{json.dumps(pack_digest)},"placings":'
    yield from _spelled_list(spelled(placing) for placing in placings)
    yield "}"


def _spelled_list(members: Iterable[str]) -> Iterator[str]:
    yield "["
    between = ""
    for member in members:
        if member:
            yield between + member
            between = ","
    yield "]"


def _rules(rules: CategoryRules, ranking: Ranking) -> dict[str, Any]:
    spread = {"spread_limit": ranking.spread_limit} if ranking.spread_limit is not None else {}
    return {
        "version": rules.version,
        "adopted_at": rules.adopted_at,
        "precision": ranking.precision,
        "aggregate": ranking.aggregate,
        "min_scores": ranking.min_scores,
        **spread,
        "metrics": [{"code": metric.code, "kind": metric.kind} for metric in rules.metrics],
        "aspects": [
            {
                "code": aspect.code,
                "weight": aspect.weight,
                "criteria": [_criterion(rules.criterion(code), weight) for code, weight in aspect.criteria],
            }
            for aspect in ranking.aspects
        ],
        "gates": [{key: gate[key] for key in ("code", "metric", "op", "value")} for gate in rules.gates],
        "tie_break": list(ranking.tie_break),
        "selection": ranking.selection,
    }


def _criterion(criterion: Criterion, weight: str) -> dict[str, Any]:
    source = {"metric": criterion.metric} if criterion.kind == "metric" else {"stage": criterion.stage}
    return {
        "code": criterion.code,
        "weight": weight,
        "kind": criterion.kind,
        **source,
        "scale": criterion.scale,
    }
