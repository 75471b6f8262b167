"""A second, slow count of a pack, straight from its JSON and written apart from the program: the tests' oracle."""

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any


def printed(x: Fraction | None, p: int) -> str | None:
    """Return what stands in the result for an exact figure."""
    return None if x is None else f"{Decimal(floor(x * 10**p + Fraction(1, 2))).scaleb(-p):f}"


def metric_value(given: dict[str, Any] | None) -> Fraction | None:
    """Return the value of one metric."""
    match given:
        case {"value": v}:
            return Fraction(v)
        case {"covered": c, "total": t} if t:
            return min(Fraction(100), Fraction(c) * 100 / t)
    return None


def scale_points(scale: dict[str, Any], x: Any) -> Fraction:
    """Return the points of a metric's value or of a score as written."""
    kind = scale["kind"]
    if kind == "levels":
        return Fraction(scale["points"][x])
    if kind == "range":
        low, high = Fraction(scale["min"]), Fraction(scale["max"])
        return (Fraction(x) - low) / (high - low) * 100
    if kind == "linear":
        low, high = Fraction(scale["from"]), Fraction(scale["to"])
        if low < high:
            return Fraction(0) if x <= low else Fraction(100) if x >= high else (x - low) / (high - low) * 100
        return Fraction(0) if x >= low else Fraction(100) if x <= high else (low - x) / (low - high) * 100
    steps = [(Fraction(a), Fraction(b)) for a, b in scale["steps"]]
    if kind == "bands":
        best = Fraction(0)
        for threshold, points in steps:
            if threshold <= x:
                best = points
        return best
    if x <= steps[0][0]:
        return steps[0][1]
    for (a, fa), (b, fb) in zip(steps, steps[1:], strict=False):
        if a <= x <= b:
            return (fa * (b - x) + fb * (x - a)) / (b - a)
    return steps[-1][1]


def counting(pack: dict[str, Any], nomination: str, code: str) -> list[str]:
    """Return the counting scores of one criterion."""
    out = []
    for sheet in pack["sheets"]:
        recused = any(
            r["assessor"] == sheet["assessor"] and r["nomination"] == nomination
            for r in pack.get("recusals", [])
        )
        if (
            sheet["nomination"] == nomination
            and sheet["signed_at"]
            and not recused
            and code in sheet["scores"]
        ):
            out.append(sheet["scores"][code])
    return out


def one(pack: dict[str, Any], nomination: dict[str, Any]) -> dict[str, Any]:
    """Return the placing of one nomination but for its place in the order."""
    rules, name = pack["rules"], nomination["id"]
    p, least = rules.get("precision", 4), rules["min_scores"]
    values = {m["code"]: metric_value(nomination["metrics"].get(m["code"])) for m in rules["metrics"]}
    remarks, criteria, aspects, counted = set(), {}, {}, {}
    for code, given in nomination["metrics"].items():
        if given and given.get("total") and given["covered"] > given["total"]:
            remarks.add(f"above_100:{code}")
    for aspect in rules["aspects"]:
        for criterion in aspect["criteria"]:
            code, scale = criterion["code"], criterion["scale"]
            if criterion["kind"] == "metric":
                value = values[criterion["metric"]]
                criteria[code] = Fraction(0) if value is None else scale_points(scale, value)
                if value is None:
                    remarks.add(f"not_proven:{code}")
                continue
            points = sorted(scale_points(scale, score) for score in counting(pack, name, code))
            counted[code] = n = len(points)
            if n > 1 and "spread_limit" in rules and points[-1] - points[0] > Fraction(rules["spread_limit"]):
                remarks.add(f"spread:{code}")
            how = rules["aggregate"]
            if how == "trimmed":
                numbers = [
                    len(counting(pack, other["id"], code))
                    for other in pack["nominations"]
                    if other["status"] == "verified"
                ]
                numbers = [number for number in numbers if number >= least]
                how = "trimmed" if numbers and all(number >= 5 for number in numbers) and n >= 5 else "mean"
            if n < least:
                criteria[code] = None
            elif how == "median":
                criteria[code] = (points[(n - 1) // 2] + points[n // 2]) / 2
            elif how == "trimmed":
                criteria[code] = (sum(points) - points[0] - points[-1]) / (n - 2)
            else:
                criteria[code] = sum(points) / n
        parts = [(Fraction(c["weight"]) / 100, criteria[c["code"]]) for c in aspect["criteria"]]
        aspects[aspect["code"]] = None if None in [x for _, x in parts] else sum(w * x for w, x in parts)
    parts = [(Fraction(a["weight"]) / 100, aspects[a["code"]]) for a in rules["aspects"]]
    total = None if None in [x for _, x in parts] else sum(w * x for w, x in parts)
    for sheet in pack["sheets"]:
        if sheet["nomination"] == name and sheet["signed_at"]:
            for r in pack.get("recusals", []):
                if (r["assessor"], r["nomination"]) == (sheet["assessor"], name):
                    remarks.add(f"recused_sheet:{r['assessor']}")
    status, failed = nomination["status"], None
    if status == "verified":
        for gate in rules.get("gates", []):
            x, y = values[gate["metric"]], Fraction(gate["value"])
            if x is None or not {
                "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "==": x == y, "!=": x != y
            }[gate["op"]]:  # fmt: skip
                status, failed = "gated", gate["code"]
                break
        else:
            status = "incomplete" if total is None else "ranked"
    return {
        "nomination": name,
        "status": status,
        "rank": None,
        "total": printed(total, p),
        "aspects": {code: printed(x, p) for code, x in aspects.items()},
        "criteria": {code: printed(x, p) for code, x in criteria.items()},
        "scores_counted": counted,
        "decided_by": None,
        "gate": failed,
        "selection": None,
        "remarks": sorted(remarks),
        "_values": {code: printed(x, p) for code, x in values.items()},
    }


def chain(pack: dict[str, Any], a: dict[str, Any], b: dict[str, Any]) -> tuple[int, str]:
    """Return whether `a` stands above (1), beside (0) or below (-1) `b`, and what decides."""
    shelves = {"aspect": "aspects", "criterion": "criteria", "metric": "_values"}
    steps = [("total", a["total"], b["total"], 1)]
    for step in pack["rules"].get("tie_break", []):
        kind, code = step.lstrip("-").split(":", 1)
        sign = -1 if step.startswith("-") else 1
        steps.append((step, a[shelves[kind]][code], b[shelves[kind]][code], sign))
    for step, x, y, sign in steps:
        if x == y:
            continue
        if x is None or y is None:
            return (-1 if x is None else 1), step
        return (sign if Decimal(x) > Decimal(y) else -sign), step
    return 0, "equal"


def select(pack: dict[str, Any], ranked: list[dict[str, Any]]) -> None:
    """Write the selection into placings that are in order."""
    rules = pack["rules"]["selection"]
    quota = rules.get("quota")
    facts = {n["id"]: n for n in pack["nominations"]}
    group = {name: fact.get(quota["by"]) if quota else None for name, fact in facts.items()}
    w, r, stopped = rules["winners"], rules.get("reserves", 0), False
    for rank in sorted({x["rank"] for x in ranked}):
        rest = []
        for x in [x for x in ranked if x["rank"] == rank]:
            mates = [y for y in ranked if y["selection"] == "winner" and y["rank"] < rank]
            mates = [y for y in mates if group[y["nomination"]] == group[x["nomination"]]]
            if stopped:
                x["selection"] = "pending"
            elif facts[x["nomination"]].get("cooldown"):
                x["selection"] = "special" if w else "none"
            elif quota and len(mates) >= quota["max"]:
                x["selection"] = "quota" if w or r else "none"
            else:
                rest.append(x)
        if not rest:
            continue
        verdict = "undecided"
        if not w and not r:
            verdict = "none"
        elif not w and len(rest) <= r:
            verdict, r = "reserve", r - len(rest)
        elif w and len(rest) <= w:
            verdict = "winner"
            for x in rest:
                same = [y for y in ranked if y["selection"] == "winner"] + rest
                same = [y for y in same if group[y["nomination"]] == group[x["nomination"]]]
                if quota and len(same) > quota["max"]:
                    verdict = "undecided"
            if verdict == "winner":
                w -= len(rest)
        for x in rest:
            x["selection"] = verdict
        if verdict == "undecided":
            stopped = bool(quota)
            for _ in rest:
                if w:
                    w -= 1
                elif r:
                    r -= 1


def recount(pack: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the placings of a faultless pack."""
    every = [one(pack, nomination) for nomination in pack["nominations"]]
    ranked = [x for x in every if x["status"] == "ranked"]
    for x in ranked:
        x["rank"] = 1 + sum(chain(pack, y, x)[0] > 0 for y in ranked)
    ranked.sort(key=lambda x: (x["rank"], x["nomination"].encode()))
    for above, below in zip(ranked, ranked[1:], strict=False):
        below["decided_by"] = chain(pack, above, below)[1]
    select(pack, ranked)
    others = [x for x in every if x["status"] != "ranked"]
    others.sort(key=lambda x: (x["status"].encode(), x["nomination"].encode()))
    return [{key: x[key] for key in x if key != "_values"} for x in ranked + others]
