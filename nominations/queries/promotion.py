"""What the national desk sees of a promoted nomination: where it came from, and what changed since."""

from dataclasses import dataclass
from typing import Any

from nominations.changes import Change, changes_between
from nominations.content import content_of
from nominations.models import Nomination, Objection, ObjectionState, Promotion
from nominations.queries.claims import claim_of

COUNTS = ("verdict", "covered", "total", "value")


@dataclass(frozen=True)
class Origin:
    """The promotion, what the nominee changed since, what the province verifies otherwise since, and open objections."""

    promotion: Promotion
    changes: list[Change]
    verdicts: dict[str, tuple[dict[str, Any] | None, dict[str, Any] | None]]
    """By metric: the province's verdict at the promotion and now, where they differ."""
    province: dict[str, dict[str, Any]]
    """By metric: the province's verdict as it was promoted."""
    objection: Objection | None


def origin_of(nomination: Nomination) -> Origin | None:
    """None for a nomination that was filed in its own round. Eight queries otherwise."""
    found = (
        Promotion.objects.filter(target=nomination)
        .select_related("source__round__region", "source__round__edition", "source__category", "promoted_by")
        .first()
    )
    if found is None:
        return None
    now = verdicts_of(found.source)
    both = {metric: (found.verdicts.get(metric), now.get(metric)) for metric in found.verdicts | now}
    before = found.content | {"files": found.content.get("files", [])}
    after = content_of(claim_of(nomination))
    return Origin(
        promotion=found,
        changes=changes_between(before, after),
        verdicts={metric: pair for metric, pair in both.items() if pair[0] != pair[1]},
        province=found.verdicts,
        objection=Objection.objects.filter(nomination=found.source, state=ObjectionState.FILED).first(),
    )


def verdicts_of(nomination: Nomination) -> dict[str, dict[str, Any]]:
    """The verdicts on its figures as plain JSON, by metric."""
    rows = nomination.verifications.order_by("id")
    return {row.metric: {name: getattr(row, name) for name in COUNTS} for row in rows}


def promoted_to(nomination: Nomination) -> Nomination | None:
    """The national nomination that it went on as."""
    found = Promotion.objects.filter(source=nomination).select_related("target__round__edition").first()
    return found.target if found else None
