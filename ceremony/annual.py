"""What the annual report of the programme counts: funnel, coverage, spread and timeliness of one edition. No scores."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce

from assessment.models import Decision, DecisionState
from ceremony.models import Award
from nominations.models import Nomination, State, Verification
from paritrana.programme.models import Category, Edition, Level
from paritrana.programme.reading import rules_of
from paritrana.programme.words import Words
from paritrana.regions.models import Region, RegionKind, Zone

Bar = tuple[Any, int]
"""What is counted, and how many."""


@dataclass(frozen=True)
class Covered:
    """The verified coverage of all nominations of a category in one metric."""

    metric: Words
    nominations: int
    covered: int
    total: int
    target: str | None  # per cent

    @property
    def share(self) -> Fraction:
        """Covered out of total."""
        return Fraction(self.covered, self.total)

    @property
    def bar(self) -> str:
        """The share as the length of a bar of 100; a full one above that."""
        return str(min(100, round(self.share * 100)))


@dataclass(frozen=True)
class Way:
    """The way of one panel's matter: days from the last submission to the end of verification, approval, publication."""

    name: str
    submitted: datetime
    days: tuple[int | None, int | None, int | None]

    @property
    def steps(self) -> list[tuple[int, int]]:
        """(from, to) in days for the parts of its bar; a step that has not come yet is left out."""
        ends = [day for day in self.days if day is not None]
        return list(zip([0, *ends], ends, strict=False))


@dataclass(frozen=True)
class Province:
    """How a province took part."""

    region: Region
    submitted: int
    honoured: int


def funnel(edition: Edition) -> dict[str, int]:
    """Nominations by how far they came: begun, submitted, verified, honoured (with public honours).

    One that was promoted is counted once, where it was filed; it is honoured by either round.
    """
    filed = Nomination.objects.filter(round__edition=edition, promoted_from=None)
    public = Q(awards__decision__publication__isnull=False) | Q(
        promotions__target__awards__decision__publication__isnull=False
    )
    return filed.aggregate(
        begun=Count("pk", distinct=True),
        submitted=Count("pk", filter=~Q(submitted_at=None), distinct=True),
        verified=Count("pk", filter=Q(state=State.VERIFIED) | Q(state=State.ABSENT), distinct=True),
        honoured=Count("pk", filter=public, distinct=True),
    )


def by_category(edition: Edition) -> list[Bar]:
    """Submitted nominations by category, in the rulebook's order; one of the national round alone only if it has any."""
    counts = Counter(_submitted(edition).values_list("category__code", flat=True))
    categories = {
        category.code: category
        for level in (Level.NATIONAL, Level.PROVINCE)
        for category in Category.objects.filter(edition=edition, level=level)
        if level == Level.PROVINCE or counts[category.code]
    }
    ordered = sorted(
        categories.values(), key=lambda category: (category.level != Level.PROVINCE, category.position)
    )
    return [(category, counts[category.code]) for category in ordered]


def by_zone(provinces: list[Province]) -> list[Bar]:
    """The same by zone, with zones that nobody submitted from."""
    counts = Counter[str]()
    for province in provinces:
        counts[province.region.zone] += province.submitted
    return [(label, counts[code]) for code, label in Zone.choices]


def provinces(edition: Edition) -> list[Province]:
    """All provinces, also those without a submission."""
    # one that was filed straight into the national round counts where it comes from
    filed = _submitted(edition).annotate(place=Coalesce("round__region", "region__province", "region"))
    submitted = Counter(filed.values_list("place", flat=True))
    honoured = Counter(
        Award.objects.filter(
            decision__panel__round__edition=edition,
            decision__publication__isnull=False,
            corrected_by=None,
            decision__panel__round__level=Level.PROVINCE,
        ).values_list("decision__panel__round__region", flat=True)
    )
    regions = Region.objects.filter(kind=RegionKind.PROVINCE, valid_until=None).order_by("code")
    return [Province(region, submitted[region.pk], honoured[region.pk]) for region in regions]


def coverage(edition: Edition) -> list[tuple[Category, list[Covered]]]:
    """Verified counts, summed by category and metric over the provincial rounds (a promoted one is not counted twice)."""
    found = []
    for category in Category.objects.filter(edition=edition, level=Level.PROVINCE):
        sums = {
            row["metric"]: row
            for row in Verification.objects.filter(
                nomination__category=category, nomination__state=State.VERIFIED, total__gt=0
            )
            .values("metric")
            .annotate(nominations=Count("pk"), covered=Sum("covered"), all=Sum("total"))
        }
        rows = [
            Covered(
                metric.name,
                sums[metric.code]["nominations"],
                sums[metric.code]["covered"],
                sums[metric.code]["all"],
                metric.target,
            )
            for metric in (rules_of(category).metrics if sums else ())
            if metric.kind == "share" and metric.code in sums
        ]
        if rows:
            found.append((category, rows))
    return found


def ways(edition: Edition) -> list[Way]:
    """How long each matter with an approved decision took, in whole days from its last submission."""
    decisions = (
        Decision.objects.filter(panel__round__edition=edition, state=DecisionState.APPROVED)
        .select_related("panel__round__region", "panel__category", "publication")
        .order_by("panel__round__region__code", "panel__category__position", "id")
    )
    moments = {
        (row["round"], row["category"]): row
        for row in Nomination.objects.filter(round__edition=edition)
        .values("round", "category")
        .annotate(submitted=Max("submitted_at"), verified=Max("verified_at"))
    }
    found = []
    for decision in decisions:
        row = moments.get((decision.panel.round_id, decision.panel.category_id))
        if row and row["submitted"]:
            publication = getattr(decision, "publication", None)
            ends = (row["verified"], decision.approved_at, publication and publication.published_at)
            days = [(end - row["submitted"]).days if end else None for end in ends]
            found.append(Way(str(decision.panel), row["submitted"], _in_order(days)))
    return found


def _in_order(days: list[int | None]) -> tuple[int | None, int | None, int | None]:
    """Never before the step that precedes it: moments of an archive dossier may be entered afterwards."""
    latest, ordered = 0, []
    for day in days:
        latest = max(latest, day or 0)
        ordered.append(None if day is None else latest)
    return ordered[0], ordered[1], ordered[2]


def _submitted(edition: Edition) -> Any:
    """Each once, where it was filed: a promoted one not again in the national round."""
    return Nomination.objects.filter(round__edition=edition, promoted_from=None).exclude(submitted_at=None)
