"""Pack and result of a snapshot, spelled from its rows piece by piece: the bytes that anybody can recount."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from assessment import pack
from assessment.counting import Bundle
from assessment.models import Placing, Snapshot, SnapshotInput

PLACING_KEYS = (
    "status", "rank", "total", "selection", "decided_by", "gate", "aspects", "criteria", "scores_counted", "remarks",
)  # fmt: skip
CHUNK = 2000


def pack_of(snapshot: Snapshot) -> Iterator[str]:
    """The pack in canonical form."""
    rows = inputs_of(snapshot)
    columns = (
        (text for (text,) in rows.values_list(column).iterator(chunk_size=CHUNK))
        for column in ("entry", "recusals", "sheets")
    )
    return pack.spelled_pack(json.loads(snapshot.frame), *columns)


def result_of(snapshot: Snapshot) -> Iterator[str]:
    """The result in canonical form."""
    placings = Placing.objects.filter(snapshot=snapshot).order_by("position")
    rows = placings.values(*PLACING_KEYS, nomination_key=F("nomination__public_id")).iterator(
        chunk_size=CHUNK
    )
    return pack.spelled_result(snapshot.pack_digest, map(_spelled, rows))


def bundles_of(snapshot: Snapshot) -> Iterator[Bundle]:
    """What went in, nomination by nomination in the order of the pack."""
    return map(bundle_of, inputs_of(snapshot).iterator(chunk_size=200))


def bundles_among(snapshot: Snapshot, nominations: list[int]) -> list[Bundle]:
    """What went in about those nominations, in the order of the pack."""
    return [bundle_of(row) for row in inputs_of(snapshot).filter(nomination__in=nominations)]


def bundle_of(row: SnapshotInput) -> Bundle:
    """One row of the inputs, read."""
    return Bundle(json.loads(row.entry), json.loads(f"[{row.recusals}]"), json.loads(f"[{row.sheets}]"))


def inputs_of(snapshot: Snapshot) -> QuerySet[SnapshotInput]:
    """The inputs in the order of the pack: by id, letter for letter."""
    return SnapshotInput.objects.filter(snapshot=snapshot).order_by(Collate("nomination__public_id", "C"))


def _spelled(row: dict[str, Any]) -> dict[str, Any]:
    return {"nomination": row.pop("nomination_key"), **row}
