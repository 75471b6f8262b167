"""Random faultless packs: small figures from short lists, so that ties, gates and full quotas happen often."""

from typing import Any

from hypothesis import strategies as st

ZONES = ["sumatera", "jawa_bali", "sulawesi"]
SCALES = {
    "metric": [
        {"kind": "linear", "from": "0", "to": "100"},
        {"kind": "linear", "from": "90", "to": "-10.5"},
        {"kind": "bands", "steps": [["0", "0"], ["25", "33.3"], ["50", "100"]]},
        {"kind": "bands", "steps": [["50", "70"]]},
        {"kind": "curve", "steps": [["-10", "100"], ["30", "10"], ["70.5", "80"]]},
        {"kind": "curve", "steps": [["50", "70"]]},
    ],
    "assessed": [
        {"kind": "range", "min": "0", "max": "3", "step": "1"},
        {"kind": "range", "min": "-1", "max": "1", "step": "0.5"},
        {"kind": "levels", "points": {"1": "10", "2": "50.5", "3": "100"}},
        {"kind": "levels", "points": {"baik": "70", "cukup": "40"}},
    ],
}
SCORES = [["0", "1", "2.0", "3"], ["-1", "-0.5", "0", "1"], ["1", "2", "3"], ["baik", "cukup"]]
WEIGHTS = {
    1: [["100"]],
    2: [["50", "50"], ["33.3", "66.7"]],
    3: [["20", "30", "50"], ["33.34", "33.33", "33.33"]],
}


@st.composite
def packs(draw: st.DrawFn, most: int = 9) -> dict[str, Any]:
    """Draw a faultless pack with at most that many nominations."""
    metrics = [
        {"code": f"m{i}", "kind": draw(st.sampled_from(["share", "value"]))}
        for i in range(draw(st.integers(1, 3)))
    ]
    codes = [metric["code"] for metric in metrics]
    aspects = []
    for i, weight in enumerate(draw(st.sampled_from(WEIGHTS[draw(st.integers(1, 3))]))):
        inner = draw(st.sampled_from(WEIGHTS[draw(st.integers(1, 2))]))
        criteria = [draw(criterion(f"c{i}{j}", share, codes)) for j, share in enumerate(inner)]
        aspects.append({"code": f"a{i}", "weight": weight, "criteria": criteria})
    flat = [item for aspect in aspects for item in aspect["criteria"]]
    steps = [f"aspect:{a['code']}" for a in aspects] + [f"criterion:{c['code']}" for c in flat]
    steps = draw(st.permutations(steps + [f"metric:{code}" for code in codes]))[: draw(st.integers(0, 3))]
    rules: dict[str, Any] = {
        "version": 1,
        "adopted_at": "2020-11-16T00:00:00Z",
        "aggregate": draw(st.sampled_from(["mean", "median", "trimmed"])),
        "min_scores": draw(st.sampled_from([1, 1, 2, 3])),
        "metrics": metrics,
        "aspects": aspects,
        "tie_break": [draw(st.sampled_from(["", "-"])) + step for step in steps],
        "gates": [
            {"code": f"g{i}", "metric": draw(st.sampled_from(codes)), "value": draw(st.sampled_from(["0", "50"])),
             "op": draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))}
            for i in range(draw(st.sampled_from([0, 0, 0, 1, 2])))
        ],
        "selection": {"winners": draw(st.integers(0, 4)), "reserves": draw(st.integers(0, 3))},
    }  # fmt: skip
    if draw(st.booleans()):
        rules["precision"] = draw(st.sampled_from([2, 2, 8]))
    if draw(st.booleans()):
        rules["spread_limit"] = draw(st.sampled_from(["0", "33.3", "50", "99"]))
    if draw(st.booleans()):
        rules["selection"]["quota"] = {
            "by": draw(st.sampled_from(["zone", "province"])),
            "max": draw(st.integers(1, 2)),
        }
    nominations = [
        draw(nomination(f"{n}é" if n % 2 else f"{n}", metrics))
        for n in range(draw(st.sampled_from([0, 2, 5, most, most])))
    ]
    assessors = [f"A{n}" for n in range(draw(st.integers(1, 6)))]
    present = draw(st.sampled_from([0.7, 1.0, 1.0]))
    sheets, recusals = [], []
    # One random generator rather than a draw per score keeps the examples quick.
    chance = draw(st.randoms(use_true_random=False))
    for item in nominations:
        for assessor in assessors:
            if chance.random() > 0.9:
                recusals.append({"assessor": assessor, "nomination": item["id"], "ground": "x"})
            for stage in sorted({c["stage"] for c in flat if c["kind"] == "assessed"}):
                if chance.random() < present:
                    sheets.append(sheet(chance, assessor, item["id"], stage, flat))
    return {
        "format": "paritrana-pack/1",
        "edition": {"number": 1, "label": "é", "period_start": "2020-01-01", "period_end": "2020-12-31"},
        "pool": {"level": "national", "region": None, "category": "province"},
        "rules": rules,
        "nominations": nominations,
        "assessors": assessors,
        "recusals": recusals,
        "sheets": sheets,
    }


@st.composite
def criterion(draw: st.DrawFn, code: str, weight: str, metrics: list[str]) -> dict[str, Any]:
    """Draw a criterion of either kind."""
    kind = draw(st.sampled_from(["metric", "assessed"]))
    scale = draw(st.sampled_from(SCALES[kind]))
    extra = (
        {"metric": draw(st.sampled_from(metrics))}
        if kind == "metric"
        else {"stage": draw(st.sampled_from(["document", "interview"]))}
    )
    return {"code": code, "weight": weight, "kind": kind, "scale": scale, **extra}


@st.composite
def nomination(draw: st.DrawFn, name: str, metrics: list[dict[str, str]]) -> dict[str, Any]:
    """Draw a nomination, most often verified."""
    return {
        "id": name,
        "name": name,
        "status": draw(st.sampled_from(["verified"] * 12 + ["withdrawn", "ineligible", "absent"])),
        "province": draw(st.sampled_from(["32", "33"])),
        "zone": draw(st.sampled_from(ZONES)),
        "cooldown": draw(st.sampled_from([False, False, False, True])),
        "metrics": {
            metric["code"]: draw(SHARE if metric["kind"] == "share" else VALUE) for metric in metrics
        },
    }


SHARE = st.sampled_from([None, (0, 0), (1, 3), (1, 2), (2, 4), (7, 4), (3, 3)]).map(
    lambda pair: pair and {"covered": pair[0], "total": pair[1]}
)
VALUE = st.sampled_from([None, "-10", "0", "30.005", "30.004", "50", "120"]).map(
    lambda text: text and {"value": text}
)


def sheet(chance: Any, assessor: str, name: str, stage: str, flat: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a random sheet: mostly signed, with an abstention now and then; unsigned ones have gaps."""
    signed = chance.random() < 0.9
    scores, abstained = {}, {}
    for item in flat:
        if item.get("stage") != stage:
            continue
        if chance.random() < 0.1:
            abstained[item["code"]] = "x"
        elif signed or chance.random() < 0.5:
            scores[item["code"]] = chance.choice(SCORES[SCALES["assessed"].index(item["scale"])])
    return {
        "assessor": assessor,
        "nomination": name,
        "stage": stage,
        "signed_at": "2021-01-12T03:20:11Z" if signed else None,
        "scores": scores,
        "abstained": abstained,
    }
