"""Packs for tests of the scoring: one full example and small pools whose totals are given directly."""

from copy import deepcopy
from typing import Any

ASSESSORS = [f"A{n}" for n in range(1, 6)]

_EXAMPLE: dict[str, Any] = {
    "format": "paritrana-pack/1",
    "edition": {
        "number": 4,
        "label": "Edisi Contoh",
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
    },
    "pool": {"level": "province", "region": "32", "category": "regency_city", "ranking": "final"},
    "rules": {
        "version": 1,
        "adopted_at": "2020-11-16T00:00:00Z",
        "precision": 4,
        "aggregate": "mean",
        "min_scores": 3,
        "spread_limit": "25",
        "metrics": [
            {"code": "ucj", "kind": "share"},
            {"code": "informal", "kind": "share"},
            {"code": "arrears", "kind": "value"},
        ],
        "aspects": [
            {
                "code": "coverage",
                "weight": "40",
                "criteria": [
                    {
                        "code": "ucj_points",
                        "weight": "70",
                        "kind": "metric",
                        "metric": "ucj",
                        "scale": {"kind": "linear", "from": "0", "to": "100"},
                    },
                    {
                        "code": "informal_points",
                        "weight": "20",
                        "kind": "metric",
                        "metric": "informal",
                        "scale": {"kind": "bands", "steps": [["0", "0"], ["10", "40"], ["50", "100"]]},
                    },
                    {
                        "code": "arrears_points",
                        "weight": "10",
                        "kind": "metric",
                        "metric": "arrears",
                        "scale": {"kind": "curve", "steps": [["0", "100"], ["2", "60"], ["12", "0"]]},
                    },
                ],
            },
            {
                "code": "regulation",
                "weight": "25",
                "criteria": [
                    {
                        "code": "legal",
                        "weight": "100",
                        "kind": "assessed",
                        "stage": "document",
                        "scale": {"kind": "range", "min": "0", "max": "100", "step": "0.5"},
                    }
                ],
            },
            {
                "code": "interview",
                "weight": "35",
                "criteria": [
                    {
                        "code": "mastery",
                        "weight": "60",
                        "kind": "assessed",
                        "stage": "interview",
                        "scale": {"kind": "levels", "points": {"1": "20", "2": "60", "3": "100"}},
                    },
                    {
                        "code": "answers",
                        "weight": "40",
                        "kind": "assessed",
                        "stage": "interview",
                        "scale": {"kind": "range", "min": "-5", "max": "5", "step": "1"},
                    },
                ],
            },
        ],
        "gates": [{"code": "punctual", "metric": "arrears", "op": "<=", "value": "3"}],
        "tie_break": ["aspect:coverage", "metric:informal", "-metric:arrears", "criterion:mastery"],
        "selection": {"winners": 1, "reserves": 1, "quota": {"by": "zone", "max": 1}},
    },
    "nominations": [],
    "assessors": ASSESSORS,
    "recusals": [{"assessor": "A5", "nomination": "32.01", "ground": "own_region"}],
    "sheets": [],
}

_METRICS = [
    {"ucj": {"covered": 60, "total": 90}, "informal": {"covered": 3, "total": 10}, "arrears": {"value": "1"}},
    {"ucj": {"covered": 9, "total": 8}, "informal": None, "arrears": {"value": "2.5"}},
    {"ucj": {"covered": 1, "total": 3}, "informal": {"covered": 0, "total": 0}, "arrears": {"value": "4"}},
]


def example() -> dict[str, Any]:
    """Return a faultless pack that uses every kind of metric, scale, sheet and selection rule."""
    pack = deepcopy(_EXAMPLE)
    for n, metrics in enumerate(_METRICS, start=1):
        pack["nominations"].append(
            {
                "id": f"32.{n:02}",
                "name": f"Kota Contoh {n}",
                "status": "verified",
                "province": "32",
                "zone": "jawa_bali",
                "cooldown": False,
                "metrics": deepcopy(metrics),
            }
        )
        for k, assessor in enumerate(ASSESSORS[:4]):
            pack["sheets"] += [
                sheet(assessor, f"32.{n:02}", "document", {"legal": f"{60 + 10 * n + k}.5"}),
                sheet(
                    assessor, f"32.{n:02}", "interview", {"mastery": str(1 + (n + k) % 3), "answers": str(k)}
                ),
            ]
    # One sheet of a recused assessor, one unsigned and incomplete, one abstention.
    pack["sheets"] += [
        sheet("A5", "32.01", "document", {"legal": "0"}),
        {**sheet("A5", "32.02", "interview", {"answers": "-5"}), "signed_at": None},
        {**sheet("A5", "32.02", "document", {}), "abstained": {"legal": "came_late"}},
    ]
    return pack


def sheet(assessor: str, nomination: str, stage: str, scores: dict[str, str]) -> dict[str, Any]:
    """Return a signed sheet without abstentions."""
    return {
        "assessor": assessor,
        "nomination": nomination,
        "stage": stage,
        "signed_at": "2021-01-12T03:20:11Z",
        "scores": scores,
        "abstained": {},
    }


def by_total(totals: dict[str, str], **rules: Any) -> dict[str, Any]:
    """Return a pool in which the total of each nomination (by id) is the value given for it, from 0 to 100."""
    values = {name: {"main": {"value": total}} for name, total in totals.items()}
    return by_values(values, ["main"], **rules)


def by_values(values: dict[str, Any], metrics: list[str], **rules: Any) -> dict[str, Any]:
    """Return a pool without assessors; the first of `metrics` is the total, the others are for gates and ties."""
    pack = deepcopy(_EXAMPLE)
    pack["rules"] = {
        "version": 1,
        "adopted_at": "2020-11-16T00:00:00Z",
        "aggregate": "mean",
        "min_scores": 1,
        "metrics": [{"code": code, "kind": "value"} for code in metrics],
        "aspects": [
            {
                "code": "all",
                "weight": "100",
                "criteria": [
                    {
                        "code": "only",
                        "weight": "100",
                        "kind": "metric",
                        "metric": metrics[0],
                        "scale": {"kind": "linear", "from": "0", "to": "100"},
                    }
                ],
            }
        ],
        "selection": {"winners": 1},
        **rules,
    }
    pack["nominations"] = [
        {"id": name, "name": name, "status": "verified", "metrics": given} for name, given in values.items()
    ]
    pack["recusals"] = []
    return pack


def by_scores(
    scores: dict[str, list[str]], statuses: dict[str, str] | None = None, **rules: Any
) -> dict[str, Any]:
    """Return a pool with one criterion, scored 0–100: a list of scores, one per assessor, for each nomination."""
    most = max(map(len, scores.values()))
    pack = deepcopy(_EXAMPLE)
    pack["rules"] = {
        "version": 1,
        "adopted_at": "2020-11-16T00:00:00Z",
        "aggregate": "mean",
        "min_scores": 1,
        "metrics": [],
        "aspects": [
            {
                "code": "all",
                "weight": "100",
                "criteria": [
                    {
                        "code": "only",
                        "weight": "100",
                        "kind": "assessed",
                        "stage": "document",
                        "scale": {"kind": "range", "min": "0", "max": "100", "step": "0.1"},
                    }
                ],
            }
        ],
        "selection": {"winners": 1},
        **rules,
    }
    pack["assessors"] = [f"A{n}" for n in range(most)]
    pack["nominations"] = [
        {"id": name, "name": name, "status": (statuses or {}).get(name, "verified"), "metrics": {}}
        for name in scores
    ]
    pack["recusals"] = []
    pack["sheets"] = [
        sheet(f"A{n}", name, "document", {"only": score})
        for name, given in scores.items()
        for n, score in enumerate(given)
    ]
    return pack
