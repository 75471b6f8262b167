"""The pack of a snapshot, from typed facts. Pure: no query, no clock. Its format is docs/scoring.md."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from paritrana.programme.rulebook import CategoryRules, Criterion, Ranking

FORMAT = "paritrana-pack/1"


@dataclass(frozen=True)
class Pool:
    """Which pool is ranked: edition and round."""

    edition_number: int
    edition_label: str
    period: tuple[date, date]
    level: str
    region: str | None


@dataclass(frozen=True)
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
    """The pack as plain JSON data, in a fixed order: equal facts give equal bytes.

    Of the sheets only what this ranking weighs goes in, since a pack declares no other criteria.
    """
    weighed = {code: rules.criterion(code) for code in ranking.criterion_codes()}
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
        "nominations": [_entry(entry) for entry in sorted(entries, key=lambda entry: entry.id)],
        "assessors": list(assessors),
        "recusals": [
            {"assessor": recusal.assessor, "nomination": recusal.nomination, "ground": recusal.ground}
            for recusal in sorted(recusals, key=lambda recusal: (recusal.nomination, recusal.assessor))
        ],
        "sheets": [
            _sheet(sheet, weighed)
            for sheet in sorted(sheets, key=lambda sheet: (sheet.nomination, sheet.stage, sheet.assessor))
            if any(criterion.stage == sheet.stage for criterion in weighed.values())
        ],
    }


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


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "status": entry.status,
        "province": entry.province,
        "zone": entry.zone,
        "cooldown": entry.cooldown,
        "metrics": entry.metrics,
    }


def _sheet(sheet: Sheet, weighed: dict[str, Criterion]) -> dict[str, Any]:
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
