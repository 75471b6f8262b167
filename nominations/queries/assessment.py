"""What assessment takes over: the pool of a ranking and the figures that count. The caller has checked the reader."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from nominations.models import Nomination, Verification
from paritrana.programme.models import Category, Round


def pool(round_: Round, category: Category) -> QuerySet[Nomination]:
    """The nominations of one pool that were submitted, whatever became of them; drafts are not among them.

    Their `state` is the status of a pack (verified, ineligible, withdrawn, absent), or still `submitted`.
    """
    filed = Nomination.objects.filter(round=round_, category=category, submitted_at__isnull=False)
    return filed.select_related(
        "round__edition", "round__region", "category", "organisation", "region__province"
    ).order_by("id")


def verified_metrics(nomination: Nomination) -> dict[str, Any]:
    """The figures that count, by metric: {"covered", "total"} for a share, a decimal string for a value, None for not proven.

    A verified nomination has every metric of its category; one that is still with the verifiers has those judged so far.
    """
    return verified_metrics_of([nomination]).get(nomination.pk, {})


def verified_metrics_of(nominations: Iterable[Nomination]) -> dict[int, dict[str, Any]]:
    """The same for many nominations by their primary keys, in one query."""
    found: dict[int, dict[str, Any]] = {}
    for row in Verification.objects.filter(nomination__in=list(nominations)).order_by("id"):
        found.setdefault(row.nomination_id, {})[row.metric] = figure_of(row)
    return found


def figure_of(row: Verification) -> dict[str, int | None] | str | None:
    """One verified figure as a pack spells it."""
    if row.value is not None:
        return row.value
    return None if row.total is None else {"covered": row.covered, "total": row.total}
