"""The advisory statistics beside a snapshot: read from its own inputs, kept with the seed of their draws."""

import json
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np

from assessment import scoring
from assessment.counting import Tell, placings_of, quiet
from assessment.models import Snapshot
from assessment.queries.pack import bundles_of
from assessment.statistics import agreement
from assessment.statistics.severity import severity
from assessment.statistics.stability import stability
from nominations.models import State

MOST = 2000
"""Nominations that are analysed; beyond that, the first so many of the order, and the outcome says so."""
GENERATOR = "numpy PCG64"
DIGITS = 9
"""Decimals of a point that count beside a least-squares figure: beyond them it is noise."""


def analyse(snapshot: Snapshot, *, seed: int, tell: Tell = quiet) -> dict[str, Any]:
    """Agreement per stage, stability, and what severity or a missing assessor would change; the same seed gives the same."""
    frame = json.loads(snapshot.frame)
    labels: list[str] = frame["assessors"]
    placings = list(
        snapshot.placings.filter(status="ranked").values(
            "nomination__public_id", "rank", "aspects", "selection"
        )[:MOST]
    )
    order = {placing["nomination__public_id"]: placing["rank"] for placing in placings}
    bundles = [
        bundle
        for bundle in bundles_of(snapshot)
        if bundle.entry["id"] in order and bundle.entry["status"] == State.VERIFIED
    ]
    outcome: dict[str, Any] = {
        "seed": seed,
        "generator": GENERATOR,
        "draws": {"bootstrap": agreement.DRAWS, "weights": 1000},
        "nominations": len(order),
        "is_partial": snapshot.placings.filter(status="ranked").count() > MOST,
        "agreement": {stage: _agreement(table, seed) for stage, table in _tables(frame, bundles).items()},
    }
    winners = {placing["nomination__public_id"] for placing in placings if placing["selection"] == "winner"}
    aspects = frame["rules"]["aspects"]
    if len(order) > 1:
        points = np.array(
            [[float(placing["aspects"][aspect["code"]]) for aspect in aspects] for placing in placings]
        )
        weights = np.array([float(aspect["weight"]) / 100 for aspect in aspects])
        found = stability(points, weights, seed=seed)
        outcome["stability"] = {
            key: [found.low[place], found.high[place], found.level_with_next(place)]
            for place, key in enumerate(order)
        }
    if len(order) <= 500:
        outcome["without"] = {label: _without(frame, bundles, label, order) for label in labels}
        outcome["severity"] = _severity(frame, bundles, placings, winners)
    tell(1, 1)
    return outcome


def _tables(frame: dict[str, Any], bundles: list[Any]) -> dict[str, np.ndarray]:
    """Per stage a table of the mean points that each assessor's complete sheet gives."""
    scales = {
        criterion["code"]: (criterion["stage"], scoring.read_scale(criterion["scale"]))
        for aspect in frame["rules"]["aspects"]
        for criterion in aspect["criteria"]
        if criterion["kind"] == "assessed"
    }
    column = {label: place for place, label in enumerate(frame["assessors"])}
    tables = {}
    for stage in sorted({stage for stage, _scale in scales.values()}):
        codes = [code for code, (at, _scale) in scales.items() if at == stage]
        table = np.full((len(bundles), len(column)), np.nan)
        for row, bundle in enumerate(bundles):
            recused = {item["assessor"] for item in bundle.recusals}
            for sheet in bundle.sheets:
                if (
                    sheet["stage"] == stage
                    and sheet["assessor"] not in recused
                    and set(codes) <= set(sheet["scores"])
                ):
                    given = [float(scales[code][1].points(sheet["scores"][code])) for code in codes]
                    table[row, column[sheet["assessor"]]] = sum(given) / len(given)
        tables[stage] = table[:, ~np.isnan(table).all(axis=0)]
    return tables


def _agreement(table: np.ndarray, seed: int) -> dict[str, Any]:
    measures = {
        "icc1": lambda part: agreement.icc(part)[0],
        "icck": lambda part: agreement.icc(part)[1],
        "alpha": agreement.alpha,
        "w": agreement.kendall_w,
    }
    found: dict[str, Any] = {}
    for code, measure in measures.items():
        estimate = agreement.estimate(table, measure, seed=seed)
        found[code] = (
            None
            if estimate is None
            else [f"{figure:.4f}" for figure in (estimate.value, estimate.low, estimate.high)]
        )
    found["complete"] = len(agreement.complete(table))
    return found


def _without(frame: dict[str, Any], bundles: list[Any], label: str, order: dict[str, int]) -> list[str]:
    """The ids of those whose rank changes when that assessor's sheets are left out."""
    rules = frame["rules"] | {"min_scores": max(1, frame["rules"]["min_scores"] - 1)}
    fewer = [
        type(bundle)(
            bundle.entry, bundle.recusals, [sheet for sheet in bundle.sheets if sheet["assessor"] != label]
        )
        for bundle in bundles
    ]
    ranks = {
        placing["nomination"]: placing["rank"]
        for placing in placings_of(frame | {"rules": rules}, fewer, len(fewer))
    }
    return [key for key, rank in order.items() if ranks.get(key) is not None and ranks[key] != rank]


def _severity(
    frame: dict[str, Any], bundles: list[Any], placings: list[dict[str, Any]], winners: set[str]
) -> dict[str, Any]:
    """The order when each stage's mean is replaced by the one with severity taken out, and whether a winner would change.

    A decision waits for what this says, so totals, weights and order are exact fractions; what comes in from the least
    squares is not, so the order counts DIGITS decimals.
    """
    shift = {bundle.entry["id"]: Fraction(0) for bundle in bundles}
    weight: dict[str, Fraction] = {}
    for aspect in frame["rules"]["aspects"]:
        for criterion in aspect["criteria"]:
            if criterion["kind"] == "assessed":
                share = Fraction(aspect["weight"]) * Fraction(criterion["weight"]) / 10_000
                weight[criterion["stage"]] = weight.get(criterion["stage"], Fraction(0)) + share
    for stage, table in _tables(frame, bundles).items():
        if table.shape[1] < agreement.FEWEST_ASSESSORS:
            continue
        adjusted, _effects = severity(table)
        change = np.nan_to_num(
            adjusted - np.nanmean(np.where(np.isnan(table).all(axis=1)[:, None], 0, table), axis=1)
        )
        for bundle, step in zip(bundles, change, strict=True):
            shift[bundle.entry["id"]] += weight[stage] * Fraction(float(step))
    weights = {aspect["code"]: Fraction(aspect["weight"]) / 100 for aspect in frame["rules"]["aspects"]}
    totals = {
        placing["nomination__public_id"]: sum(
            weights[code] * Fraction(points) for code, points in placing["aspects"].items()
        )
        for placing in placings
    }
    before = [placing["nomination__public_id"] for placing in placings]
    after = sorted(
        before, key=lambda key: -round(totals[key] + shift[key], DIGITS)
    )  # equals stay as they were
    moved = [key for place, key in enumerate(after) if before[place] != key]
    entries = {bundle.entry["id"]: bundle.entry for bundle in bundles}
    honoured = _honoured(
        [entries[key] for key in after], frame["rules"]["selection"].get("quota"), len(winners)
    )
    return {"moved": moved, "changes_a_winner": honoured != winners}


def _honoured(entries: list[dict[str, Any]], quota: dict[str, Any] | None, places: int) -> set[str]:
    """The ids of the first so many in that order who may win: nobody in a cool-down, no more of a group than its quota."""
    won: list[str] = []
    groups: Counter[str] = Counter()
    for entry in entries:
        group = entry[quota["by"]] if quota else ""
        if len(won) < places and not entry["cooldown"] and (not quota or groups[group] < quota["max"]):
            won.append(entry["id"])
            groups[group] += 1
    return set(won)
