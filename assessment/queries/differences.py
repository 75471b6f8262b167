"""What differs between two snapshots of one ranking, nomination by nomination and by cause.

Each cause is replaced on its own, one after the other in a fixed order, and the nomination counted again in between:
so the parts of a difference add up to it exactly.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import scoring
from assessment.counting import Bundle
from assessment.models import Placing, Snapshot, SnapshotInput
from assessment.queries.pack import bundle_of
from nominations.models import State
from paritrana.lib.decimals import exact, rounded

AMENDMENT, STATUS, CORRECTION, RECUSAL, LATE, REOPENED = (
    "amendment", "status", "correction", "recusal", "late_sheet", "reopened",
)  # fmt: skip
CAUSES: dict[str, Promise] = {
    AMENDMENT: gettext_lazy("Rules amended"),
    STATUS: gettext_lazy("Standing changed"),
    CORRECTION: gettext_lazy("Verified figures corrected"),
    RECUSAL: gettext_lazy("Recusal"),
    LATE: gettext_lazy("Late sheet"),
    REOPENED: gettext_lazy("Sheet reopened"),
}
"""In the order in which they are replaced."""

CHANGED = """
WITH found AS (
SELECT coalesce(a.nomination_id, b.nomination_id) AS nomination_id, 0 AS turn
FROM (SELECT * FROM assessment_snapshotinput WHERE snapshot_id = %(older)s) a
FULL JOIN (SELECT * FROM assessment_snapshotinput WHERE snapshot_id = %(newer)s) b USING (nomination_id)
WHERE (a.entry, a.recusals, a.sheets) IS DISTINCT FROM (b.entry, b.recusals, b.sheets)
UNION ALL
SELECT nomination_id, 1 FROM assessment_placing p JOIN assessment_placing q USING (nomination_id)
WHERE p.snapshot_id = %(older)s AND q.snapshot_id = %(newer)s
AND (p.rank, p.selection, p.status, p.total) IS DISTINCT FROM (q.rank, q.selection, q.status, q.total))
SELECT nomination_id FROM found
LEFT JOIN (SELECT * FROM assessment_placing WHERE snapshot_id = %(newer)s) place USING (nomination_id)
GROUP BY nomination_id ORDER BY min(turn), min(place.position) NULLS LAST, nomination_id
"""


@dataclass(frozen=True)
class Cause:
    """One cause with what it did to the total; `change` is None where there was no total before or after."""

    code: str
    words: str
    detail: str
    change: str | None


@dataclass(frozen=True)
class Difference:
    """One nomination in both snapshots; a placing is None where it was not in the pool."""

    name: str
    public_id: str
    before: Placing | None
    after: Placing | None
    change: str | None
    causes: list[Cause] = field(default_factory=list)


def changed(older: Snapshot, newer: Snapshot) -> list[int]:
    """The nominations that differ: first those whose own inputs do, then those that others have moved; in one query."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"older": older.pk, "newer": newer.pk})
        return [row[0] for row in cursor.fetchall()]


def differences(older: Snapshot, newer: Snapshot, nominations: Iterable[int]) -> list[Difference]:
    """The differences of those nominations, in their order; in a fixed number of queries."""
    keys = list(nominations)
    frames = json.loads(older.frame), json.loads(newer.frame)
    trims = _trimmed(older, frames[0]), _trimmed(newer, frames[1])
    before, after = (_placings(snapshot, keys) for snapshot in (older, newer))
    inputs = [_inputs(snapshot, keys) for snapshot in (older, newer)]
    found = []
    for key in keys:
        pair, places = (inputs[0].get(key), inputs[1].get(key)), (before.get(key), after.get(key))
        place = places[1] or places[0]
        if place is None:
            continue
        found.append(
            Difference(
                place.nomination.name,
                place.nomination.public_id,
                *places,
                change=_change(places[0] and places[0].total, places[1] and places[1].total),
                causes=_causes(pair, frames, trims),
            )
        )
    return found


def _causes(
    pair: tuple[Bundle | None, Bundle | None],
    frames: tuple[dict[str, Any], dict[str, Any]],
    trims: tuple[set[str], set[str]],
) -> list[Cause]:
    old, new = pair
    if old is None or new is None:
        words = _("new in the pool") if old is None else _("no longer in the pool")
        return [Cause(STATUS, str(CAUSES[STATUS]), words, None)]
    state = Bundle(dict(old.entry), list(old.recusals), list(old.sheets))
    frame, trimmed, total, causes = frames[0], trims[0], _total(frames[0], old, trims[0]), []
    for code in CAUSES:
        detail = ""
        if code == AMENDMENT and frames[0]["rules"] != frames[1]["rules"]:
            frame, detail = frames[1], f"v{frames[0]['rules']['version']} → v{frames[1]['rules']['version']}"
        elif code == STATUS and (old.entry["status"], old.entry["cooldown"]) != (
            new.entry["status"],
            new.entry["cooldown"],
        ):
            state.entry |= {"status": new.entry["status"], "cooldown": new.entry["cooldown"]}
            detail = f"{State(old.entry['status']).label} → {State(new.entry['status']).label}"
        elif code == CORRECTION and old.entry["metrics"] != new.entry["metrics"]:
            metrics = old.entry["metrics"], new.entry["metrics"]
            detail = ", ".join(
                sorted(
                    key for key in {*metrics[0], *metrics[1]} if metrics[0].get(key) != metrics[1].get(key)
                )
            )
            state.entry["metrics"] = new.entry["metrics"]
        elif code == RECUSAL and old.recusals != new.recusals:
            state.recusals = new.recusals
            detail = ", ".join(sorted({item["assessor"] for item in [*old.recusals, *new.recusals]}))
        elif code == LATE:
            late = [sheet for key, sheet in _sheets(new).items() if key not in _sheets(old)]
            detail = ", ".join(sorted(sheet["assessor"] for sheet in late))
            state.sheets = state.sheets + late
        elif code == REOPENED:
            mine, theirs = _sheets(old), _sheets(new)
            detail = ", ".join(sorted({key[1] for key, sheet in mine.items() if theirs.get(key) != sheet}))
            state.sheets, trimmed = new.sheets, trims[1]
        if not detail:
            continue
        following = _total(frame, state, trimmed)
        causes.append(Cause(code, str(CAUSES[code]), detail, _change(total, following)))
        total = following
    return causes


def _sheets(bundle: Bundle) -> dict[tuple[str, str], dict[str, Any]]:
    return {(sheet["stage"], sheet["assessor"]): sheet for sheet in bundle.sheets}


def _total(frame: dict[str, Any], bundle: Bundle, trimmed: set[str]) -> str | None:
    """The total of one nomination under given rules, as printed; None where it cannot be computed."""
    labels = {item["assessor"] for item in [*bundle.recusals, *bundle.sheets]}
    rubric = {criterion["code"] for aspect in frame["rules"]["aspects"] for criterion in aspect["criteria"]}
    sheets = [
        sheet
        | {
            part: {code: value for code, value in sheet[part].items() if code in rubric}
            for part in ("scores", "abstained")
        }
        for sheet in bundle.sheets
    ]
    try:
        pack = scoring.take_in(
            frame
            | {
                "assessors": sorted(labels | set(frame["assessors"])),
                "nominations": [bundle.entry],
                "recusals": bundle.recusals,
                "sheets": sheets,
            }
        )
    except scoring.PackFaults:  # old scores under new scales
        return None
    (tally,) = scoring.tally(pack)
    points = tally.criteria | {code: value for code, value in tally.trimmed.items() if code in trimmed}
    total = Fraction(0)
    for aspect in pack.rules.aspects:
        for criterion in aspect.criteria:
            if points[criterion.code] is None:
                return None
            total += aspect.weight * criterion.weight * points[criterion.code] / 10_000
    return rounded(total, pack.rules.precision)


def _change(before: str | None, after: str | None) -> str | None:
    if before is None or after is None:
        return None
    decimals = len(after.partition(".")[2])
    return rounded(exact(after) - exact(before), decimals)


def _trimmed(snapshot: Snapshot, frame: dict[str, Any]) -> set[str]:
    """The criteria that this snapshot trims; one query, and only where the rules trim at all."""
    if frame["rules"]["aggregate"] != "trimmed":
        return set()
    fewest: dict[str, int] = {}
    least = frame["rules"]["min_scores"]
    rows = snapshot.placings.exclude(status__in=[State.WITHDRAWN, State.INELIGIBLE, State.ABSENT])
    for (counted,) in rows.values_list("scores_counted").iterator():
        for code, count in counted.items():
            if count >= least:
                fewest[code] = min(count, fewest.get(code, count))
    return {code for code, count in fewest.items() if count >= 5}


def _placings(snapshot: Snapshot, keys: list[int]) -> dict[int, Placing]:
    rows = snapshot.placings.filter(nomination__in=keys).select_related(
        "nomination__region", "nomination__organisation"
    )
    return {row.nomination_id: row for row in rows}


def _inputs(snapshot: Snapshot, keys: list[int]) -> dict[int, Bundle]:
    rows = SnapshotInput.objects.filter(snapshot=snapshot, nomination__in=keys)
    return {row.nomination_id: bundle_of(row) for row in rows}
